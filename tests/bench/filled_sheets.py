"""How long a template takes to fill with 100,000 rows of 40 cells, beside a bare writer of the same rows.

Run ``python tests/bench/filled_sheets.py [rows]``. The floor writes inline strings into a new archive with
the same packing and knows nothing of templates, products or limits. Times are the best of two runs each, in
processes of their own, so that the peaks of memory are their own too.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from localizer.export.templates.archive import Archive
from localizer.export.templates.cells import column_letters
from localizer.export.templates.filled import LEVEL, Rows
from localizer.export.templates.sheet import cut
from tests.support import templates

COLUMNS = 40
TEXT = "กระเป๋าเป้ผู้หญิง ผ้าไนลอนกันน้ำ & เบา"


def rows(number: int) -> Iterator[dict[int, str | int]]:
    """Yield rows of texts and a few numbers."""
    for at in range(number):
        yield {
            c: at * c if c % 10 == 0 else f"{TEXT} {at}-{c}" if c % 4 else f"SKU-{at}-{c}"
            for c in range(1, COLUMNS + 1)
        }


def floor(folder: Path, number: int) -> None:
    """Write the rows into an archive, as fast as plain Python does."""
    letters = [column_letters(c) for c in range(COLUMNS + 1)]
    with (
        zipfile.ZipFile(
            folder / "floor.xlsx", "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL
        ) as book,
        book.open("xl/worksheets/sheet1.xml", "w") as out,
    ):
        out.write(templates.sheet_xml({}).partition("</sheetData>")[0].encode())
        waiting: list[str] = []
        for place, cells in enumerate(rows(number), 7):
            made = [f'<row r="{place}">']
            for c, value in cells.items():
                if isinstance(value, str):
                    made.append(
                        f'<c r="{letters[c]}{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
                    )
                else:
                    made.append(f'<c r="{letters[c]}{place}"><v>{value}</v></c>')
            made.append("</row>")
            waiting.append("".join(made))
            if len(waiting) > 100:
                out.write("".join(waiting).encode())
                waiting = []
        out.write(("".join(waiting) + "</sheetData></worksheet>").encode())


def fill(folder: Path, number: int) -> None:
    """Fill a template with the rows."""
    archive = Archive(templates.shopee(folder / "t.xlsx"))
    sheet = archive.sheets()[1]
    made = Rows(cut(archive, sheet, 7, replace=True), folder)
    for cells in rows(number):
        made.add(cells)
    made.finish(archive, sheet, folder / "filled.xlsx")


def main() -> None:
    """Measure, or do one run where a name says which."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    if len(sys.argv) > 2:
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            (fill if sys.argv[2] == "fill" else floor)(Path(folder), number)
            seconds = time.perf_counter() - start
            name = "filled.xlsx" if sys.argv[2] == "fill" else "floor.xlsx"
            size = (Path(folder) / name).stat().st_size
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{seconds:.2f} {size / 1e6:.1f} {peak:.0f}")
        return
    best: dict[str, list[str]] = {}
    for name in ("floor", "fill", "floor", "fill"):
        command = [sys.executable, __file__, str(number), name]
        told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
        if name not in best or float(told[0]) < float(best[name][0]):
            best[name] = told
        print(f"{name}: {told[0]} s, {told[1]} MB, peak {told[2]} MB")
    print(f"ratio {float(best['fill'][0]) / float(best['floor'][0]):.2f}")


if __name__ == "__main__":
    main()
