"""The bilingual CSV file: UTF-8, with a byte-order mark if wanted, no cell that a spreadsheet calculates."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from localizer.exchange.tables import Column, Written, cells, header, length
from localizer.exchange.whole import put_in_place
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import ExchangeHead, Unit
from localizer.model.formula import neutral, restored

_TOLD_EVERY: Final = 500


def write_csv(
    path: Path,
    head: ExchangeHead,
    units: Iterable[Unit],
    *,
    language: str,
    mark: bool = True,
    progress: Progress = SILENT,
    total: int = 0,
) -> Written:
    """Write a CSV file for who reads ``language``; ``mark`` is what makes spreadsheets read it as UTF-8.

    Raises `OutputError`.
    """
    number = 0
    encoding = "utf-8-sig" if mark else "utf-8"
    with put_in_place(path) as file, file.open("w", encoding=encoding, newline="") as stream:
        table = csv.writer(stream, lineterminator="\r\n")
        table.writerow([header(column, head, language) for column in Column])
        for unit in units:
            if number % _TOLD_EVERY == 0:
                progress.step(min(number, total), total)
            table.writerow([neutral(cell) for cell in _row(unit, language)])
            number += 1
    return Written(number)


def _row(unit: Unit, language: str) -> Iterator[str]:
    texts = cells(unit, language)
    texts[Column.LIMIT] = str(unit.limit.maximum) if unit.limit is not None else ""
    texts[Column.LENGTH] = str(length(unit.target or "", unit.limit))
    return (texts[column] for column in Column)


def restored_rows(
    rows: Iterable[tuple[int, Sequence[str]]],
) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield rows of a CSV file as they were before formulas were made harmless."""
    for number, row in rows:
        yield number, [restored(cell) for cell in row]
