"""The writers of tables alone: rows of forty finished cells, no workspace read, no content made."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Final
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from localizer.bench.place import Place
from localizer.export.csv_format import Table
from localizer.export.templates.cells import column_letters
from localizer.export.workbook import Properties, Workbook

COLUMNS: Final = 40
_LONG: Final = "เดรสลายดอกชีฟอง คอวี ทรงเข้ารูป <b>ผ้าเบา</b> & ใส่สบาย " * 3
_HEADING: Final = tuple(f"column_{number}" for number in range(COLUMNS))
#: Rows that are packed together.
_TOGETHER: Final = 50


def rows(number: int) -> Iterator[list[str | int | Decimal]]:
    """Yield rows as listings have them: a long text, short ones, an amount, a stock."""
    for place in range(number):
        short: list[str | int | Decimal] = [f"DR-{place}-{at}" for at in range(COLUMNS - 4)]
        yield [*short, _LONG, Decimal(place % 900) + Decimal("0.90"), place % 50, "THB"]


def csv_table(place: Place) -> int:
    """Write the rows as the program's CSV for spreadsheets does, no cell a formula."""
    made = list(rows(place.products))
    with place.clock:
        table = Table(place.folder / "work.csv", _HEADING)
        for row in made:
            table.write(row)
        table.close()
    return len(made)


def csv_floor(place: Place) -> int:
    """Write the same cells, texts already, with `csv.writer`."""
    made = [[str(cell) for cell in row] for row in rows(place.products)]
    path = place.folder / "work.csv"
    with place.clock, path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        for row in made:
            out.writerow(row)
    return len(made)


def xlsx_table(place: Place) -> int:
    """Write the rows with the program's workbook: limits held, numbers too long for it as text, styles."""
    made = list(rows(place.products))
    with place.clock:
        book = Workbook(place.folder / "work.xlsx", ("Listings",))
        sheet = book.sheet("Listings", _HEADING, {}, 14)
        for row in made:
            sheet.write(row, 2, frozenset({COLUMNS - 2}))
        book.close(Properties("bench", dt.datetime.now(dt.UTC)))
    return len(made)


def xlsx_floor(place: Place) -> int:
    """Join the tags of the same cells and pack them, with nothing looked at."""
    made = list(rows(place.products))
    letters = [column_letters(number) for number in range(1, COLUMNS + 1)]
    with (
        place.clock,
        ZipFile(place.folder / "work.xlsx", "w", ZIP_DEFLATED, compresslevel=3) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as out,
    ):
        waiting: list[str] = []
        for number, row in enumerate(made, 1):
            cells = "".join(
                f'<c r="{at}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
                if isinstance(cell, str)
                else f'<c r="{at}{number}"><v>{cell}</v></c>'
                for at, cell in zip(letters, row, strict=True)
            )
            waiting.append(f'<row r="{number}">{cells}</row>')
            if number % _TOGETHER == 0:
                out.write("".join(waiting).encode())
                waiting.clear()
        out.write("".join(waiting).encode())
    return len(made)
