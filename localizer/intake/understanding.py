"""How the first rows of a file are understood: language, currency, decimal mark, and each column's cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from localizer.i18n import _
from localizer.intake.currency import currency_code
from localizer.intake.facts import make_fact
from localizer.intake.gtin import parse_gtin
from localizer.intake.guessing import MAX_SAMPLE, SAMPLES
from localizer.intake.habits import Proof, currency_of, habits_of
from localizer.intake.hs_code import parse_hs_code
from localizer.intake.issues import CellError, IssueLog
from localizer.intake.mapping import Column, Columns
from localizer.intake.numbers import (
    Mark,
    parse_money,
    parse_stock,
    parse_weight,
    refuse_other_mark,
)
from localizer.intake.opening import KnownTable
from localizer.intake.rows import SAMPLE_ROWS, Rows
from localizer.intake.table import clean
from localizer.jobs import SILENT
from localizer.model.product import Fact, FactKind

#: Cells that cannot be used, at most, among the samples of a column.
ODD: Final = 4
_MONEY: Final = ("list_price", "cost")
#: Money is shown with two decimals where it has any.
_MINOR: Final = -2


@dataclass(frozen=True, slots=True)
class Understood:
    """How one cell of the column at ``index`` is understood; ``ok`` is false where it cannot be used.

    ``meaning`` is translated: an amount (``39.90 CNY``), a weight (``300 g``) or the reason against it; empty
    where a cell is taken as it stands. ``row`` is the first row with this cell.
    """

    index: int
    header: str
    text: str
    meaning: str
    ok: bool = True
    row: int = 0

    def __str__(self) -> str:
        """Return ``text → meaning``."""
        return f"{self.text} → {self.meaning}"


class FileCells:
    """What holds for the whole file, told from its first rows: language, currency, decimal mark."""

    def __init__(self, opened: KnownTable) -> None:
        """Look at the first rows of ``opened``."""
        self._columns: Columns = opened.columns
        self._headers = opened.table.headers
        self._numbered = opened.first
        self._rows: Sequence[Sequence[str]] = [cells for _number, cells in opened.first]
        rows = Rows(opened.table, opened.columns, IssueLog(), SILENT)
        habits = habits_of(opened.table, opened.columns, rows.sample)
        self.locale, self.locale_stated = habits.locale, habits.locale_stated
        self.mark: Mark = habits.mark
        self._proved = habits.proved
        self.currency, self.currency_stated = currency_of(
            opened.columns, rows.sample, habits.locale
        )
        self.read = rows.read
        self.is_whole = len(rows.sample) < SAMPLE_ROWS

    def _cells(self, role: str) -> Iterator[str]:
        """Yield the cells of ``role`` that are not blank."""
        column = self._columns.by_role.get(role)
        return iter(()) if column is None else self._of(column.index)

    def _of(self, index: int) -> Iterator[str]:
        cells = (clean(row[index]) for row in self._rows if index < len(row))
        return (cell for cell in cells if cell)

    def samples(self) -> tuple[tuple[Understood, ...], ...]:
        """Return up to eight different cells of each column, those that cannot be used among them."""
        used = {column.index: column for column in self._columns.by_role.values()}
        return tuple(
            chosen(self._read_column(index, header, used.get(index)))
            for index, header in enumerate(self._headers)
        )

    def _read_column(self, index: int, header: str, column: Column | None) -> Iterator[Understood]:
        """Yield the different cells of a column and what they mean."""
        read = None if column is None else self._reader(column)
        seen: set[str] = set()
        for number, cells in self._numbered:
            text = clean(cells[index]) if index < len(cells) else ""
            if text and text not in seen:
                seen.add(text)
                yield understand(Place(index, header, number), text, read)

    def _reader(self, column: Column) -> Callable[[str], str | None] | None:
        family = column.role.partition(":")[0]
        if family in _MONEY:
            own = currency_code(column.unit) or self.currency
            proof = self._proved.get(column.role)
            return lambda cell: self._money(cell, own, proof)
        if family == "weight":
            unit = column.unit or next(self._cells("weight_unit"), "")
            return lambda cell: self._weight(cell, unit)
        if family == "stock":
            return lambda cell: str(parse_stock(cell, mark=self.mark))
        if family == "gtin":
            return parse_gtin
        if family == "hs_code":
            return parse_hs_code
        label = column.label
        return (
            None
            if label is None
            else lambda cell: _measured(make_fact(label, cell, mark=self.mark))
        )

    def _money(self, cell: str, currency: str, proof: Proof | None) -> str:
        if proof is not None:
            refuse_other_mark(cell, *proof)
        mark = self.mark if proof is None else proof[0]
        money = parse_money(cell, currency=currency, mark=mark)
        number = f"{with_minor(money.amount)} {money.currency}"
        return f"{number}{self._about_mark(cell)}"

    def _about_mark(self, cell: str) -> str:
        if self.mark == "," and "," in cell:
            return " (" + _("comma is the decimal mark") + ")"
        return ""

    def _weight(self, cell: str, unit: str) -> str:
        grams = parse_weight(cell, unit=unit, mark=self.mark)
        if grams is None:
            return _("not given")
        return f"{grams:f} g{self._about_mark(cell)}"


class Place(NamedTuple):
    """Where a cell stands."""

    column: int
    header: str
    row: int


def understand(place: Place, text: str, read: Callable[[str], str | None] | None) -> Understood:
    """Return what ``read`` makes of a cell; ``None`` takes every cell as it stands."""
    short = text if len(text) <= MAX_SAMPLE else text[:MAX_SAMPLE] + "…"
    try:
        meaning = (read(text) if read is not None else None) or ""
    except CellError as error:
        return Understood(place.column, place.header, short, str(error), ok=False, row=place.row)
    return Understood(place.column, place.header, short, meaning, row=place.row)


def chosen(cells: Iterable[Understood]) -> tuple[Understood, ...]:
    """Return the first eight, in their place the first ones that cannot be used, in the order of the rows."""
    found = list(cells)
    odd = [one for one in found if not one.ok][:ODD]
    good = [one for one in found if one.ok][: SAMPLES - len(odd)]
    return tuple(sorted((*odd, *good), key=lambda one: one.row))


def with_minor(amount: Decimal) -> str:
    """Return an amount with two decimals where it has any."""
    exponent = amount.as_tuple().exponent
    has_one = isinstance(exponent, int) and _MINOR < exponent < 0
    return f"{amount:.2f}" if has_one else f"{amount:f}"


def _measured(fact: Fact) -> str | None:
    """Return a quantity, range or blend in figures; ``None`` for a fact in words."""
    if fact.kind is FactKind.QUANTITY and fact.number is not None:
        return f"{fact.number:f} {fact.unit}"
    if fact.kind is FactKind.RANGE and fact.number is not None and fact.number_to is not None:
        return f"{fact.number:f}–{fact.number_to:f} {fact.unit}"
    if fact.kind is FactKind.BLEND and fact.parts:
        return ", ".join(f"{name} {share:f} %" for name, share in fact.parts)
    return None
