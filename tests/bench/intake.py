"""Import figures: 100,000 rows × 25 columns as CSV, 50,000 as XLSX, against a raw floor of the same run.

``python tests/bench/intake.py [rows] [runs]`` prints medians; the floor is ``csv.reader`` (calamine for a
workbook) streamed into one raw table with a key and three indexes by one ``executemany``.
"""

from __future__ import annotations

import csv
import json
import os
import random
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

HEADERS: Final = (
    "货号", "商品标题", "商品描述", "品牌", "类目", "成本价(元)", "售价(元)", "库存", "重量(g)", "条形码",
    "材质", "尺寸", "容量", "功率", "产地", "适用年龄", "卖点1", "卖点2", "卖点3", "卖点4", "图片1", "图片2",
    "图片3", "风格", "季节",
)  # fmt: skip
_WORDS: Final = [
    "加厚",
    "保温",
    "便携",
    "大容量",
    "不锈钢",
    "家用",
    "户外",
    "儿童",
    "防水",
    "轻便",
    "透气",
    "柔软",
    "可折叠",
    "静音",
    "快充",
    "防滑",
    "纯棉",
    "宽松",
    "修身",
    "复古",
]
_CATEGORIES: Final = (
    "家居/水杯",
    "服装/连衣裙",
    "数码/充电器",
    "美妆/面膜",
    "玩具/积木",
    "运动/瑜伽垫",
)
_MATERIALS: Final = ("304不锈钢", "95%棉 5%氨纶", "ABS塑料", "100%聚酯纤维", "硅胶", "实木", "TPE")


def check_digit(digits: str) -> str:
    """Return the GS1 check digit of twelve ``digits``."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return str(-total % 10)


def records(rows: int, seed: int = 7) -> Iterator[list[str]]:
    """Yield the data rows: about a kilobyte each, no two titles alike."""
    chance = random.Random(seed)  # noqa: S311 - test data
    for number in range(rows):
        words = chance.sample(_WORDS, 6)
        gtin = f"690{number:09d}"
        yield [
            f"LC-{number:07d}",
            f"{words[0]}{words[1]}{words[2]}商品{number}号",
            "，".join(chance.choices(_WORDS, k=60)) + f"。编号{number}。",
            f"品牌{number % 97}",
            _CATEGORIES[number % 6],
            f"{chance.randint(500, 9000) / 100:.2f}",
            f"{chance.randint(9000, 29900) / 100:.2f}",
            str(chance.randint(0, 5000)),
            str(chance.randint(50, 3000)),
            gtin + check_digit(gtin),
            _MATERIALS[number % 7],
            f"{chance.randint(5, 40)}×{chance.randint(5, 40)}×{chance.randint(2, 20)}cm",
            f"{chance.randint(1, 20) * 100}ml",
            f"{chance.randint(1, 30) * 50}W",
            "中国",
            f"{number % 5 + 1}-{number % 5 + 6}岁",
            *(f"{word}设计，{chance.choice(_WORDS)}耐用" for word in words[:4]),
            *(f"https://img.example.com/{number}/{n}.jpg" for n in range(3)),
            words[4],
            words[5],
        ]


def write_csv(path: Path, rows: int) -> None:
    """Write the catalog as UTF-8 CSV."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADERS)
        writer.writerows(records(rows))


def write_xlsx(path: Path, rows: int) -> None:
    """Write the catalog as XLSX, numbers as numbers."""
    import xlsxwriter  # type: ignore[import-untyped]

    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("商品")
    sheet.write_row(0, 0, HEADERS)
    for line, record in enumerate(records(rows), start=1):
        for place, cell in enumerate(record):
            if place in (5, 6, 7, 8):
                sheet.write_number(line, place, float(cell))
            else:
                sheet.write_string(line, place, cell)
    book.close()


def floor(rows: Iterator[list[str]], path: Path) -> None:
    """Stream ``rows`` into one raw table with a key and three indexes."""
    base = sqlite3.connect(path, isolation_level=None)
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("PRAGMA synchronous = NORMAL")
    names = ", ".join(f"c{n} TEXT" for n in range(1, len(HEADERS)))
    base.execute(f"CREATE TABLE raw(c0 TEXT PRIMARY KEY, {names})")
    for n in (3, 4, 9):
        base.execute(f"CREATE INDEX i{n} ON raw(c{n})")
    marks = ", ".join("?" * len(HEADERS))
    base.execute("BEGIN")
    base.executemany(f"INSERT INTO raw VALUES({marks})", rows)
    base.execute("COMMIT")
    base.close()


def csv_rows(path: Path) -> Iterator[list[str]]:
    """Yield the data rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader)
        yield from reader


def xlsx_rows(path: Path) -> Iterator[list[Any]]:
    """Yield the data rows of a workbook."""
    import python_calamine

    sheet = python_calamine.load_workbook(path).get_sheet_by_index(0)
    rows = sheet.iter_rows()
    next(rows)
    yield from rows


#: Run in a process of its own, so that time and memory are those of one import.
_CHILD: Final = """
import json, resource, sys, time
from pathlib import Path
from localizer.pipeline import import_catalog
from localizer.store.database import open_or_create
file, ws = Path(sys.argv[1]), Path(sys.argv[2])
store = open_or_create(ws)
begin = time.perf_counter()
report = import_catalog(store, file, catalog="bench")
took = time.perf_counter() - begin
store.close()
status = Path("/proc/self/status")  # what a process inherits from the one that began it does not count there
peak = int(status.read_text().split("VmHWM:")[1].split()[0]) if status.exists() else 0
print(json.dumps({"s": took, "mb": (peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) / 1024,
  "children_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024,
  "added": report.added, "unchanged": report.unchanged, "failed": report.failed}))
"""


def _as_installed() -> dict[str, str]:
    """Return the environment of a program whose modules are compiled, as those of an installed one are."""
    kept = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {
        **kept,
        "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir(), "localizer-bench-compiled")),
    }


def one_import(file: Path, workspace: Path) -> dict[str, float]:
    """Import ``file`` in a fresh process; return seconds, megabytes and counts."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(file), str(workspace)],
        check=True, capture_output=True, text=True, env=_as_installed(),
    )  # fmt: skip
    result: dict[str, float] = json.loads(done.stdout)
    return result


def timed(work: Callable[[], object]) -> float:
    """Return the seconds ``work`` takes."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def compare(name: str, file: Path, rows: Callable[[Path], Iterator[list[Any]]], runs: int) -> None:
    """Print the medians of floor, first import and unchanged import, interleaved."""
    floors, firsts, repeats, peaks = [], [], [], []
    for run in range(runs):
        raw, workspace = file.with_suffix(f".{run}.raw"), file.with_suffix(f".{run}.localizer")
        floors.append(timed(lambda raw=raw: floor(rows(file), raw)))  # type: ignore[misc]
        first, again = one_import(file, workspace), one_import(file, workspace)
        firsts.append(first["s"])
        repeats.append(again["s"])
        peaks.append(max(one["mb"] + one["children_mb"] for one in (first, again)))
        if not first["added"] or again["unchanged"] != first["added"] or first["failed"]:
            raise SystemExit(f"{name}: wrong counts {first} {again}")
        for path in file.parent.glob(f"{file.stem}.{run}.*"):
            path.unlink()
    base = statistics.median(floors)
    print(
        f"{name}: floor {base:.2f} s; import {statistics.median(firsts):.2f} s "
        f"({statistics.median(firsts) / base:.2f}×); unchanged {statistics.median(repeats):.2f} s "
        f"({statistics.median(repeats) / base:.2f}×); peak {max(peaks):.0f} MB"
    )


def cancelled_after(file: Path, workspace: Path, seconds: float) -> float | None:
    """Ask an import to stop after ``seconds``; return how long that took, ``None`` if it was too late."""
    from localizer.jobs import Cancelled, Progress
    from localizer.pipeline import import_catalog
    from localizer.store.database import open_or_create

    store, progress, stopped = open_or_create(workspace), Progress(), []

    def work() -> None:
        try:
            import_catalog(store, file, catalog="bench", progress=progress)
        except Cancelled:
            stopped.append(time.perf_counter())

    thread = threading.Thread(target=work)
    thread.start()
    time.sleep(seconds)
    begin = time.perf_counter()
    progress.cancel()
    thread.join()
    left = store.read().value("SELECT count(*) FROM product")
    store.close()
    if stopped and left:
        raise SystemExit(f"a cancelled import left {left} products")
    return stopped[0] - begin if stopped else None


def cancels(name: str, file: Path, tries: int, within: float) -> None:
    """Print how long a wish to stop waits, at ``tries`` moments spread over ``within`` seconds."""
    waits = []
    for n in range(tries):
        workspace = file.with_suffix(f".cancel{n}.localizer")
        wait = cancelled_after(file, workspace, within * (n + 0.5) / tries)
        waits += [wait] if wait is not None else []
        for path in file.parent.glob(f"{file.stem}.cancel{n}.*"):
            path.unlink()
    print(
        f"{name}: cancelled {len(waits)} times of {tries}: median {statistics.median(waits) * 1000:.0f} ms, "
        f"longest {max(waits) * 1000:.0f} ms; nothing left in the workspace"
    )


def main() -> None:
    """Make the files and compare."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as folder:
        text, book = Path(folder, "goods.csv"), Path(folder, "book.xlsx")
        write_csv(text, 5000)
        one_import(text, text.with_suffix(".localizer"))  # compiles the modules
        write_csv(text, rows)
        print(f"{rows} rows, {text.stat().st_size / 1e6:.0f} MB")
        compare("CSV", text, csv_rows, runs)
        cancels("CSV", text, 20, rows / 20_000)
        write_xlsx(book, rows // 2)
        compare(f"XLSX ({rows // 2} rows)", book, xlsx_rows, runs)
        cancels("XLSX", book, 20, rows / 20_000)
    print(f"bench itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
