"""How quick a workbook of 40 columns is written: ours, bare inline rows and xlsxwriter, in turns.

Run: ``python tests/bench/workbooks.py [--rows N] [--runs N]``. Each part runs in a process of its own.
``bare`` joins the tags of the same cells and packs them, with nothing looked at: no limit, no number too
long, no style. Timings never fail.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import xlsxwriter  # type: ignore[import-untyped]

from localizer.export.templates.cells import column_letters
from localizer.export.workbook import Properties, Workbook

PARTS = ("bare", "ours", "xlsxwriter")
COLUMNS = 40
LONG = "เดรสลายดอกชีฟอง คอวี ทรงเข้ารูป <b>ผ้าเบา</b> & ใส่สบาย " * 3


def rows(number: int) -> Iterator[list[str | int | Decimal]]:
    """Yield rows as listings have them: one long text, short ones, an amount, a stock."""
    for place in range(number):
        short: list[str | int | Decimal] = [f"DR-{place}-{n}" for n in range(COLUMNS - 4)]
        yield [*short, LONG, Decimal(place % 900) + Decimal("0.90"), place % 50, "THB"]


def bare(path: Path, number: int) -> None:
    """Write the tags of every cell and pack them, one row after the other."""
    letters = [column_letters(n) for n in range(1, COLUMNS + 1)]
    with (
        ZipFile(path, "w", ZIP_DEFLATED, compresslevel=3) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out,
    ):
        waiting: list[str] = []
        for place, row in enumerate(rows(number), 1):
            cells = "".join(
                f'<c r="{at}{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
                if isinstance(cell, str)
                else f'<c r="{at}{place}"><v>{cell}</v></c>'
                for at, cell in zip(letters, row, strict=True)
            )
            waiting.append(f'<row r="{place}">{cells}</row>')
            if place % 50 == 0:
                out.write("".join(waiting).encode())
                waiting.clear()
        out.write("".join(waiting).encode())


def ours(path: Path, number: int) -> None:
    """Write with our own workbook."""
    book = Workbook(path, ("Listings",))
    sheet = book.sheet("Listings", [f"column_{n}" for n in range(COLUMNS)], {}, 14)
    for row in rows(number):
        sheet.write(row, 2, frozenset({COLUMNS - 2}))
    book.close(Properties("bench", dt.datetime.now(dt.UTC)))


def library(path: Path, number: int) -> None:
    """Write with xlsxwriter as it keeps least in memory."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Listings")
    for place, row in enumerate(rows(number)):
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(place, at, cell)
            else:
                sheet.write_number(place, at, cell)
    book.close()


def main() -> int:
    """Print medians, each against the bare rows, sizes and the most memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--folder", type=Path)
    chosen = parser.parse_args()
    if chosen.part:
        path = chosen.folder / f"{chosen.part}.xlsx"
        begun = time.perf_counter()
        {"bare": bare, "ours": ours, "xlsxwriter": library}[chosen.part](path, chosen.rows)
        took = time.perf_counter() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{took:.3f} {path.stat().st_size / 1e6:.1f} {peak:.0f}")
        return 0
    times: dict[str, list[list[float]]] = {name: [] for name in PARTS}
    with tempfile.TemporaryDirectory() as folder:
        for _run in range(chosen.runs):
            for name in PARTS:
                command = [sys.executable, __file__, "--rows", str(chosen.rows)]
                command += ["--part", name, "--folder", folder]
                said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
                times[name].append([float(word) for word in said.split()])
    base = statistics.median(run[0] for run in times["bare"])
    print(f"{chosen.rows:,} rows × {COLUMNS}   {'s':>7} {'× bare':>7} {'MB':>7} {'peak MB':>8}")
    for name, runs in times.items():
        seconds = statistics.median(run[0] for run in runs)
        size, peak = runs[0][1], max(run[2] for run in runs)
        print(f"{name:14} {seconds:13.2f} {seconds / base:7.2f} {size:7.1f} {peak:8.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
