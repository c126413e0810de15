"""The containers a catalog can come in, tried in order, and the way from a file to its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake import csv_table, json_table, sheet_table, sniff, xml_table
from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.layouts import layouts
from localizer.intake.sniff import Probe
from localizer.intake.table import Book, Grid, HeaderScore, RawRow, Table, first_rows, rows_after

#: No header is longer; a description of megabytes in the first rows is not looked through for one.
HEADER_CHARS: Final = 300


@dataclass(frozen=True, slots=True)
class Container:
    """A kind of file: what tells it by content, and what it holds."""

    name: str
    recognises: Callable[[Probe], bool]
    read: Callable[[Probe], Book]


#: Text in columns comes last: it takes, or refuses in words, whatever no other container knows.
CONTAINERS: Final = (
    Container("sheet", sheet_table.recognises, sheet_table.read),
    Container(json_table.NAME, json_table.recognises, json_table.read),
    Container(xml_table.NAME, xml_table.recognises, xml_table.read),
    Container(csv_table.NAME, csv_table.recognises, csv_table.read),
)


@dataclass(frozen=True, slots=True)
class _Header:
    """A row that may be the header, and how well it is known."""

    row: RawRow
    grid: Grid
    known: int
    layout: Layout | None = None


def open_table(
    path: Path,
    score: HeaderScore,
    *,
    sheet: str = "",
    plain: bool = False,
    in_passing: bool = False,
) -> Table:
    """Return the table in ``path``; its content decides, not its name.

    ``sheet`` chooses a sheet, hidden or not; without it the first visible one with a known header is taken.
    ``plain`` leaves the layouts of shop systems out (a file beside a catalog has none). ``in_passing`` looks
    at a large file's ends only to find its encoding; its rows raise `ReadAgainError` where that was wrong.

    Raises `InputError` when there is no such file, it cannot be read, or it holds no table.
    """
    probe = sniff.look(path, in_passing=in_passing)
    container = next(one for one in CONTAINERS if one.recognises(probe))
    book = container.read(probe)
    chosen = _choose(book, score, sheet, () if plain else layouts(), probe)
    number, cells = chosen.row
    table = Table(
        format=book.format,
        headers=tuple(cells),
        header_row=number,
        read=rows_after(chosen.grid.rows, number),
        estimate=chosen.grid.estimate,
        sheet=chosen.grid.name,
        sheets=tuple(grid.name for grid in book.grids),
        layout=chosen.layout.name if chosen.layout is not None else "",
        roles=chosen.layout.roles if chosen.layout is not None else {},
        problems=chosen.grid.problems,
        others=tuple(grid for grid in book.grids if grid is not chosen.grid),
        errors=partial(_errors, chosen.grid, cells),
        priced=chosen.grid.priced,
        notes=chosen.grid.notes,
    )
    if chosen.layout is None:
        return table
    adapted = chosen.layout.adapt(replace(table, priced=None))
    is_wider = chosen.layout.widens and len(adapted.headers) > len(table.headers)
    return replace(adapted, own_headers=table.headers) if is_wider else adapted


def _errors(grid: Grid, headers: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Yield row, header and error of the cells of ``grid`` that hold an error."""
    for row, place, error in grid.errors():
        if 0 <= place < len(headers):
            yield row, headers[place], error


def _choose(
    book: Book, score: HeaderScore, sheet: str, known: Sequence[Layout], probe: Probe
) -> _Header:
    """Return the header of the first grid with a layout's, else with a known one, else the first row.

    A shop's template often stands behind a sheet of instructions in which words like its headers occur.
    """
    fallback: _Header | None = None
    for grid in _wanted(book, sheet, probe):
        found = _header(grid, score, known)
        if found is not None and found.layout is not None:
            return found
        if fallback is None or (found is not None and found.known and not fallback.known):
            fallback = found
    if fallback is None:
        message = (
            _("{file} is empty.")
            if len(book.grids) == 1 and not book.grids[0].name
            else _("{file} has no visible sheet with rows.")
        )
        raise InputError(message.format(file=probe.name))
    return fallback


def _wanted(book: Book, sheet: str, probe: Probe) -> tuple[Grid, ...]:
    if not sheet:
        return tuple(grid for grid in book.grids if not grid.hidden)
    found = tuple(grid for grid in book.grids if grid.name == sheet)
    if not found:
        raise InputError(
            _("{file} has no sheet “{sheet}”. It has: {names}.").format(
                file=probe.name, sheet=sheet, names=", ".join(grid.name for grid in book.grids)
            )
        )
    return found


def _header(grid: Grid, score: HeaderScore, known: Sequence[Layout]) -> _Header | None:
    """Return the header row of ``grid``: a layout's, else the first that scores, else the first row.

    Titles and notes above it are passed over; of a header in two lines the better known one is taken.
    ``None`` when all rows are blank.
    """
    first = [
        (number, [cell[:HEADER_CHARS] for cell in cells])
        for number, cells in first_rows(grid)[: 1 if grid.titled else None]
    ]
    if not first:
        return None
    for row in first:
        words = [simplify(cell) for cell in row[1]]
        layout = next((one for one in known if one.recognises(words)), None)
        if layout is not None:
            return _Header(row, grid, len(words), layout)
    scores = [score(cells) for _number, cells in first]
    index = next((i for i, found in enumerate(scores) if found > 1), None)
    if index is None:
        index = next((i for i, found in enumerate(scores) if found), 0)
    while index + 1 < len(first) and scores[index + 1] > scores[index] > 0:
        index += 1
    return _Header(first[index], grid, scores[index])
