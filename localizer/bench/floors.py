"""Floors: the least programs for the same work, measured in the same run."""

from __future__ import annotations

import csv
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Sequence
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from lxml import etree

from localizer import pipeline
from localizer.bench.place import Place
from localizer.model.money import Money
from localizer.model.price import FeeRule, PriceRequest
from localizer.pipeline.exchange_writing import write_exchange
from localizer.price.solver import solve
from localizer.store.database import create, open_store

BARE: Final = (
    "from PySide6.QtCore import QTimer\n"
    "from PySide6.QtWidgets import QApplication, QWidget\n"
    "app = QApplication([]); w = QWidget(); w.resize(1366, 820); w.show()\n"
    "QTimer.singleShot(0, app.quit); app.exec()\n"
)
_CORE: Final = "{urn:oasis:names:tc:xliff:document:2.0}"
Rows = list[tuple[Any, ...]]


def run(place: Place, *arguments: str) -> int:
    """Run Python with ``arguments`` to its end. Raises `CalledProcessError` where it fails."""
    platform = os.environ.get("QT_QPA_PLATFORM", "offscreen")
    environment = {**os.environ, "QT_QPA_PLATFORM": platform}
    with place.clock:
        subprocess.run(  # noqa: S603 - ourselves
            [sys.executable, *arguments], env=environment, check=True, capture_output=True
        )
    return 1


def bare_window(place: Place) -> int:
    """Show an empty window of the same size."""
    return run(place, "-c", BARE)


def raw_import(place: Place) -> int:
    """Put the rows of the file into one table with a key, as they are."""
    place.clean()
    with (
        place.clock,
        closing(sqlite3.connect(place.work)) as raw,
        place.catalog.open(encoding="utf-8-sig", newline="") as file,
    ):
        rows = csv.reader(file)
        columns = next(rows)
        names = ", ".join(f"c{at} TEXT" for at in range(len(columns)))
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute(f"CREATE TABLE line(id INTEGER PRIMARY KEY, {names})")
        marks = ", ".join("?" * len(columns))
        count = raw.executemany(f"INSERT INTO line VALUES(NULL, {marks})", rows).rowcount
        raw.commit()
    return count


def _read(path: Path, table: str) -> tuple[Sequence[str], Rows]:
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        found = raw.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
        return [column[0] for column in found.description], found.fetchall()


def rows_of(base: str, tables: Sequence[str]) -> Callable[[Place], int]:
    """Return what puts the rows of ``tables``, as the stage ``base`` left them, into an empty workspace."""

    def insert(place: Place) -> int:
        place.clean()
        create(place.work).close()
        with closing(sqlite3.connect(place.work, isolation_level=None)) as raw:
            raw.execute("PRAGMA synchronous = NORMAL")
            for table in tables:
                columns, rows = _read(place.base(base), table)
                names = ", ".join(f'"{name}"' for name in columns)
                marks = ", ".join("?" * len(columns))
                with place.clock:
                    raw.execute("BEGIN")
                    raw.executemany(f'INSERT INTO "{table}"({names}) VALUES({marks})', rows)
                    raw.execute("COMMIT")
                del rows
        return place.listings

    return insert


def reading(base: str, tables: Sequence[str]) -> Callable[[Place], int]:
    """Return what reads the rows of ``tables`` once."""

    def read(place: Place) -> int:
        with place.clock:
            for table in tables:
                _read(place.base(base), table)
        return place.listings

    return read


def solves(place: Place) -> int:
    """Solve one typical price as often as there are listings."""
    tools = pipeline.load_tools()
    market = tools.packs.markets["US"]
    request = PriceRequest(
        market=market.code,
        currency=market.currency,
        bands=market.bands,
        cost=Money.of("42.50", "CNY"),
        rate=tools.rates.rate("CNY", market.currency),
        fees=(FeeRule("platform", pct=Decimal("0.10")), FeeRule("order", fixed=Decimal("0.50"))),
        target_margin=market.target_margin,
        tax=market.effective_tax,
        tax_mode=market.tax_mode,
        fx_buffer=market.fx_buffer,
    )
    with place.clock:
        for _listing in range(place.listings):
            solve(request)
    return place.listings


def _exported(place: Place, code: str) -> list[Path]:
    """Return the files an export in the format ``code`` makes, outside the clock."""
    folder = place.folder / f"cells-{code}"
    if not folder.exists():
        with open_store(place.begin("check")) as store:
            pipeline.export(store, pipeline.load_tools(), folder, formats=[code])
    return sorted(folder.rglob(f"*.{code}"))


def csv_cells(place: Place) -> int:
    """Write the cells of the exported files with `csv.writer`."""
    tables = []
    for path in _exported(place, "csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables.append(list(csv.reader(file)))
    with place.clock:
        for at, rows in enumerate(tables):
            with (place.folder / f"work-{at}.csv").open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerows(rows)
    return sum(map(len, tables))


def xlsx_cells(place: Place) -> int:
    """Write the cells of the exported CSV files with xlsxwriter, which streams them."""
    import xlsxwriter  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, and only here

    tables = []
    for path in _exported(place, "csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables.append(list(csv.reader(file)))
    with place.clock:
        for at, rows in enumerate(tables):
            book = xlsxwriter.Workbook(place.folder / f"work-{at}.xlsx", {"constant_memory": True})
            sheet = book.add_worksheet()
            for number, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(number, column, cell)
            book.close()
    return sum(map(len, tables))


def xliff_file(place: Place) -> Path:
    """Return the XLIFF of the first target, written outside the clock."""
    folder = place.folder / "cells-xliff"
    found = sorted(folder.glob("*.xlf"))
    if not found:
        with open_store(place.begin("check")) as store:
            tools = pipeline.load_tools()
            target = place.chosen(tools)[0]
            found = [write_exchange(store, tools, target, folder, "xliff-2.1").path]
    return found[0]


def xliff_elements(place: Place) -> int:
    """Write each element, attribute and text of that file with lxml's incremental writer."""
    tree = etree.parse(xliff_file(place)).getroot()
    count = sum(1 for _unit in tree.iter(f"{_CORE}unit"))
    with place.clock, etree.xmlfile(str(place.folder / "work.xlf"), encoding="UTF-8") as out:
        _write(out, tree)
    return count


def _write(out: Any, element: Any) -> None:  # noqa: ANN401 - lxml has no types for these
    with out.element(element.tag, element.attrib, nsmap=element.nsmap):
        if element.text:
            out.write(element.text)
        for child in element:
            if isinstance(child.tag, str):
                _write(out, child)
            if child.tail:
                out.write(child.tail)


def xliff_parse(place: Place) -> int:
    """Go through that file with lxml and take the text of each source and target."""
    file, count = xliff_file(place), 0
    with place.clock:
        for _event, element in etree.iterparse(
            str(file), tag=f"{_CORE}unit", resolve_entities=False, no_network=True
        ):
            for part in element.iter(f"{_CORE}source", f"{_CORE}target"):
                "".join(part.itertext())
            element.clear()
            count += 1
    return count
