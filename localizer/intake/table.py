"""A file as a table: one header row and data rows that know their number."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Final

#: A row's number as a spreadsheet shows it (1 = first record of the file) and its cells as written.
RawRow = tuple[int, list[str]]
#: Tells how many of the cells are known headers; 0 when they cannot be the header row of a catalog.
HeaderScore = Callable[[Sequence[str]], int]

HEADER_WITHIN_ROWS: Final = 20
_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFEFF])


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` can be read once; blank rows are among them. ``estimate`` is about how many there are."""

    format: str
    headers: tuple[str, ...]
    header_row: int
    rows: Iterator[RawRow]
    estimate: int


def clean(cell: str) -> str:
    """Return a cell's text: NFC, no control characters, one kind of line end, no space around it."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    text = cell.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return unicodedata.normalize("NFC", text).strip()


def is_blank(cells: Sequence[str]) -> bool:
    """Tell whether no cell has anything in it."""
    return not any(clean(cell) for cell in cells)


def split_header(
    rows: Iterator[RawRow], score: HeaderScore
) -> tuple[RawRow, Iterator[RawRow], bool] | None:
    """Return the header row, the rows after it and whether the header was recognised.

    Titles and notes above it are passed over: the header is the first of the first rows that scores. Where
    none does it is the first row that is not blank. ``None`` when all rows are blank.
    """
    first = list(islice((row for row in rows if not is_blank(row[1])), HEADER_WITHIN_ROWS))
    if not first:
        return None
    scores = [score(cells) for _number, cells in first]
    index = next((i for i, found in enumerate(scores) if found > 1), None)
    if index is None:
        index = next((i for i, found in enumerate(scores) if found), 0)
    number, cells = first[index]
    return (number, [clean(c) for c in cells]), chain(first[index + 1 :], rows), scores[index] > 0
