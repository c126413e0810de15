"""Find in a file the table of a catalog and what its columns mean, or what a person must be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from localizer.errors import ColumnsUnknownError
from localizer.i18n import _
from localizer.intake.field_names import column_label
from localizer.intake.formats import open_table
from localizer.intake.guessing import (
    ATTRIBUTES,
    FIXED,
    UNPACKED,
    UNUSED,
    ColumnGuess,
    guess_columns,
)
from localizer.intake.headers import TITLE, column_of, label_of, simplify
from localizer.intake.layout import Layout
from localizer.intake.layouts import layouts
from localizer.intake.likeness import likely_column
from localizer.intake.mapping import (
    FACT,
    IGNORE,
    MAX_COLUMNS,
    Columns,
    column_keys,
    fixed_columns,
    header_score,
    no_title,
    shown,
    signature_of,
)
from localizer.intake.packed_facts import is_packed, unpacked
from localizer.intake.table import RawRow, Table, is_blank, rows_after

#: Rows looked at to tell what the columns hold.
LOOKED_AT: Final = 200
#: A title alone may head any list; with one more known column it is a catalog.
CATALOG_COLUMNS: Final = 2
_PRICES: Final = ("list_price", "cost", "sale_price")

#: Gives the column map a person once confirmed for the headers with this signature.
Recall = Callable[[str], Mapping[str, str] | None]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """A file's table and what its columns mean.

    ``first`` are its first data rows. ``signature`` stands for its headers. ``recalled`` tells that a
    remembered column map was used. ``problem`` is set when a person must be asked before it can be imported.
    ``makes_products`` tells that the file's layout makes the products itself: its columns are not asked.
    """

    table: Table
    first: tuple[RawRow, ...]
    columns: Columns
    guesses: tuple[ColumnGuess, ...]
    signature: str
    recalled: bool
    problem: ColumnsUnknownError | None
    makes_products: bool = False

    @property
    def assumptions(self) -> tuple[str, ...]:
        """Return a translated sentence about every column whose meaning is likely and not sure."""
        keys = column_keys(self.table.headers)
        likely = tuple(
            _("Column “{column}” was taken for: {role}. {why}").format(
                column=guess.header or keys[guess.index],
                role=_(label_of(guess.role)),
                why=_(guess.why),
            )
            for guess in self.guesses
            if guess.confidence == "likely" and guess.role not in (FACT, IGNORE)
        )
        facts = ", ".join(guess.header for guess in self.guesses if guess.is_own_fact)
        return (*likely, kept_as_facts(facts)) if facts else likely


def kept_as_facts(headers: str) -> str:
    """Return the sentence about the columns that were kept as facts because nobody knows their headers."""
    return _("Kept as facts under their own names: {headers}.").format(headers=headers)


def known_table(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    recall: Recall | None = None,
    in_passing: bool = False,
) -> KnownTable:
    """Return the table in ``path`` with the meaning of its columns, ready to be read.

    ``column_map`` is what a person said, by header; else ``recall`` may remember it. Raises
    `ColumnsUnknownError` when it is no catalog as far as can be told, `InputError` when it cannot be read.
    ``in_passing`` as in `open_table`.
    """
    found = look_into(
        path, column_map=column_map, sheet=sheet, recall=recall, in_passing=in_passing
    )
    if found.problem is not None:
        raise found.problem
    return found


def look_into(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    recall: Recall | None = None,
    in_passing: bool = False,
) -> KnownTable:
    """Do as `known_table` does, but return what must be asked as ``problem``."""
    chosen = column_map or {}
    table = _table(path, chosen, sheet, recall, in_passing=in_passing)
    mark = signature_of(table.headers)
    remembered = (recall(mark) if recall is not None and not chosen else None) or {}
    if not table.layout and not any(is_packed(name) for name in (*chosen, *remembered)):
        table = unpacked(table)
    first = tuple(islice((row for row in table.rows if not is_blank(row[1])), LOOKED_AT))
    guesses = guess_columns(
        table.headers,
        (cells for _number, cells in first),
        fixed=fixed_columns(table),
        chosen=chosen or remembered,
    )
    table, first = _with_currencies(table, guesses.columns, first)
    trusted = bool(table.layout or chosen or remembered)
    layout = next((one for one in layouts() if one.name == table.layout), None)
    if layout is not None and layout.products is not None and not chosen:
        told = tuple(_of_layout(guess, layout) for guess in guesses.all)
        return KnownTable(table, first, guesses.columns, told, mark, False, None, True)  # noqa: FBT003
    told = tuple(_of_unpacked(guess, table) for guess in guesses.all)
    problem = _problem(path.name, table.headers, guesses.all, guesses.columns, trusted=trusted)
    return KnownTable(table, first, guesses.columns, told, mark, bool(remembered), problem)


def _with_currencies(
    table: Table, columns: Columns, first: tuple[RawRow, ...]
) -> tuple[Table, tuple[RawRow, ...]]:
    """Return the table, and its first rows, with the currencies that only the format of its prices names."""
    priced = table.priced
    places = [
        column.index
        for column in columns.by_role.values()
        if column.role.partition(":")[0] in _PRICES
    ]
    if priced is None or not places:
        return table, first
    read = rows_after(lambda: priced(places), table.header_row)
    rows = islice((row for row in read() if not is_blank(row[1])), len(first))
    return replace(table, read=read), tuple(rows)


def _of_unpacked(guess: ColumnGuess, table: Table) -> ColumnGuess:
    """Return a column that was taken apart as what it was, though nothing of it is left."""
    if guess.header or guess.index >= len(table.own_headers) or not table.own_headers[guess.index]:
        return guess
    return replace(guess, role=IGNORE, confidence="sure", why=UNPACKED, label=ATTRIBUTES)


def _of_layout(guess: ColumnGuess, layout: Layout) -> ColumnGuess:
    """Return what a column means to a layout that makes its products itself."""
    header = simplify(guess.header)
    if header not in layout.reads:
        return replace(guess, role=IGNORE, confidence="sure", why=UNUSED)
    return replace(
        guess, confidence="sure", why=FIXED, label=column_label(header, layout.reads[header])
    )


def _table(
    path: Path,
    chosen: Mapping[str, str],
    sheet: str,
    recall: Recall | None,
    *,
    in_passing: bool,
) -> Table:
    """Return the table under the best header; where none is a title, under the row most like a header."""
    seen: list[list[str]] = []

    def score(headers: Sequence[str]) -> int:
        seen.append(list(headers))
        if recall is not None and not chosen and recall(signature_of(headers)):
            return len(headers)
        return header_score(headers, chosen) or _likely_score(headers)

    table = open_table(path, score, sheet=sheet, in_passing=in_passing)
    if table.layout or not seen or score(table.headers):
        return table
    best = _most_like_a_header(seen)
    return open_table(
        path, lambda headers: 2 * (list(headers) == best), sheet=sheet, in_passing=in_passing
    )


def _most_like_a_header(rows: Sequence[list[str]]) -> list[str]:
    """Return the row with most known headers, else the first that is as full as any, all cells different."""
    best = max(rows, key=_known)
    if _known(best) >= CATALOG_COLUMNS:
        return best
    filled = [[cell for cell in row if cell] for row in rows]
    fullest = max(len(set(cells)) for cells in filled)
    return next(row for row, cells in zip(rows, filled, strict=True) if len(set(cells)) == fullest)


def _known(headers: Sequence[str]) -> int:
    return sum(column_of(header) is not None for header in headers[:MAX_COLUMNS] if header)


def _likely_score(headers: Sequence[str]) -> int:
    """Return how many headers are known where one is likely a title and two others are known."""
    known = _known(headers)
    if known < CATALOG_COLUMNS:
        return 0
    likely = (likely_column(header) for header in headers[:MAX_COLUMNS] if header)
    return known if any(found is not None and found.role == TITLE for found in likely) else 0


def _problem(
    name: str,
    headers: Sequence[str],
    guesses: Sequence[ColumnGuess],
    columns: Columns,
    *,
    trusted: bool,
) -> ColumnsUnknownError | None:
    if TITLE not in columns:
        sentence = no_title(headers)
    elif not trusted and _known_columns(columns) < CATALOG_COLUMNS:
        sentence = _(
            "Only the title is known among the columns: {headers}. This may be no product catalog. Say "
            "what the columns hold when you import."
        ).format(headers=shown(headers))
    else:
        return None
    keys = column_keys(headers)
    suggested = {keys[guess.index]: guess.role for guess in guesses if guess.role != IGNORE}
    return ColumnsUnknownError(f"{name}: {sentence}", headers, suggested)


def _known_columns(columns: Columns) -> int:
    """Return how many columns are known, properties the program has no name for left out."""
    return sum(c.label is None or c.label.known for c in columns.by_role.values())
