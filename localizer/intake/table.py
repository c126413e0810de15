"""A file as a table: what containers give, and the one header row and data rows chosen from it."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, islice
from typing import Any, Final

#: A row's number as a spreadsheet shows it (1 = first record of the file) and its cells as written.
RawRow = tuple[int, list[str]]
#: Gives the rows from the first one on, each time it is called.
Rows = Callable[[], Iterator[RawRow]]
#: Gives the rows, numbers in the columns at these places with the currency their format names.
PricedRows = Callable[[Collection[int]], Iterator[RawRow]]
#: A cell that holds an error instead of a value: row from 1, place in the row from 0, the error as shown.
ErrorCell = tuple[int, int, str]
#: Tells how many of the cells are known headers; 0 when they cannot be the header row of a catalog.
HeaderScore = Callable[[Sequence[str]], int]

HEADER_WITHIN_ROWS: Final = 20
_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0x7F, 0xFEFF])


def no_errors() -> Iterator[Any]:
    """Return no cell with an error."""
    return iter(())


class ReadAgainError(Exception):
    """The file is not what its first rows promised; it has to be read again, and held or checked whole."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that could not be read: its row and, as a translated sentence, why."""

    row: int
    reason: str


@dataclass(frozen=True, slots=True)
class Grid:
    """One sheet, or the whole of a file that has none, before its header is known.

    ``estimate`` is about how many rows there are. ``titled`` says that the first row is the header for
    certain. ``problems`` are records that are not among the rows because they could not be read; ``errors``
    gives the cells that are blank among them because they hold an error. ``priced`` gives the rows with the
    currencies that are not written in the cells, ``None`` where there are none. ``notes`` are translated
    sentences about how the file was read.
    """

    name: str
    rows: Rows
    estimate: int
    hidden: bool = False
    titled: bool = False
    problems: tuple[Problem, ...] = ()
    errors: Callable[[], Iterator[ErrorCell]] = no_errors
    priced: PricedRows | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """What a container holds: ``format`` is its kind (``csv``, ``xlsx``, ``json`` …)."""

    format: str
    grids: tuple[Grid, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header row and the data rows below it.

    ``read`` gives the data rows, blank ones among them, each time it is called. ``layout`` names the shop
    system whose export this is, empty for none we know; ``roles`` are the columns it fixes, by header.
    ``problems`` are records of the file that are not among the rows because they could not be read;
    ``others`` are its other sheets, for layouts that spread a product over several. ``errors`` gives the
    cells that are blank because they hold an error: row, header as written, the error. ``priced`` and
    ``notes`` as in `Grid`, ``own_headers`` are the headers of the file itself where its layout has put
    columns of its own behind them, else empty.
    """

    format: str
    headers: tuple[str, ...]
    header_row: int
    read: Rows
    estimate: int
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    layout: str = ""
    roles: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    others: tuple[Grid, ...] = ()
    errors: Callable[[], Iterator[tuple[int, str, str]]] = no_errors
    priced: PricedRows | None = None
    notes: tuple[str, ...] = ()
    own_headers: tuple[str, ...] = ()

    @property
    def rows(self) -> Iterator[RawRow]:
        """The data rows from the first one on."""
        return self.read()


def clean(cell: str) -> str:
    """Return a cell's text: NFC, no control characters, one kind of line end, no space around it."""
    if cell.isascii() and cell.isprintable():
        return cell.strip()
    text = cell.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return unicodedata.normalize("NFC", text).strip()


def is_blank(cells: Sequence[str]) -> bool:
    """Tell whether no cell has anything in it."""
    return not any(clean(cell) for cell in cells)


def first_rows(grid: Grid) -> list[RawRow]:
    """Return the first rows of ``grid`` that are not blank: the header is one of them."""
    found = (row for row in grid.rows() if not is_blank(row[1]))
    return [
        (number, [clean(c) for c in cells]) for number, cells in islice(found, HEADER_WITHIN_ROWS)
    ]


def rows_after(rows: Rows, header_row: int) -> Rows:
    """Return the rows below the row numbered ``header_row``."""

    def read() -> Iterator[RawRow]:
        return dropwhile(lambda row: row[0] <= header_row, rows())

    return read
