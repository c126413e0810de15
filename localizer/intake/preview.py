"""What a file would be read as: shown before anything is imported, from its beginning alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Final

from localizer.i18n import _
from localizer.intake import encodings, sniff
from localizer.intake.csv_table import sniff_delimiter
from localizer.intake.currency import currency_code, split_currency, usual_currency
from localizer.intake.facts import make_fact
from localizer.intake.gtin import parse_gtin
from localizer.intake.guessing import ColumnGuess
from localizer.intake.hs_code import parse_hs_code
from localizer.intake.issues import CellError
from localizer.intake.language import guess_locale
from localizer.intake.layouts import layouts
from localizer.intake.mapping import IGNORE, Column, Columns, column_keys
from localizer.intake.numbers import Mark, guess_mark, parse_money, parse_stock, parse_weight
from localizer.intake.opening import KnownTable, Recall, look_into
from localizer.intake.table import clean
from localizer.model.product import Fact, FactKind

SAMPLE_ROWS: Final = 8
#: Cells of a column whose understanding is shown.
UNDERSTOOD: Final = 3
SAMPLE_CHARS: Final = 65_536
_TEXT_FORMATS: Final = ("csv", "tsv")
_MONEY: Final = ("list_price", "cost")
_NUMBERS: Final = (*_MONEY, "weight")
#: Money is shown with two decimals where it has any.
_MINOR: Final = -2


@dataclass(frozen=True, slots=True)
class Understood:
    """How one cell of the column at ``index`` is understood; ``ok`` is false where it cannot be used.

    ``meaning`` is translated: an amount (``39.90 CNY``), a weight (``300 g``) or the reason against it.
    """

    index: int
    header: str
    text: str
    meaning: str
    ok: bool = True

    def __str__(self) -> str:
        """Return ``text → meaning``."""
        return f"{self.text} → {self.meaning}"


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would be read as.

    ``format`` is its kind (``csv``), ``layout`` the name of the shop system, empty for none. ``encoding``
    and ``delimiter`` are empty for what is no text in columns. ``rows`` are the first rows with their
    numbers, cells as written. ``locale`` is stated by a column or guessed, ``currency`` stated by header,
    column or cell or assumed. ``recalled`` tells that columns confirmed before were used. ``problem`` is
    empty, or the translated sentence about what a person must say before the file can be imported.
    """

    file: Path
    format: str
    layout: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    header_row: int
    headers: tuple[str, ...]
    guesses: tuple[ColumnGuess, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    estimate: int
    understood: tuple[Understood, ...]
    locale: str
    locale_stated: bool
    currency: str
    currency_stated: bool
    mark: Mark
    signature: str
    recalled: bool
    problem: str

    @property
    def column_map(self) -> dict[str, str]:
        """Return the map that says what was guessed, so that a person can confirm it as it stands.

        Unsure columns are left as they are: only a person can say those.
        """
        keys = column_keys(self.headers)
        return {
            keys[guess.index]: guess.role
            for guess in self.guesses
            if guess.confidence != "unsure" and (guess.role != IGNORE or guess.header)
        }


def preview(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    recall: Recall | None = None,
) -> Preview:
    """Return what ``path`` would be read as with ``column_map`` (header to column) and on ``sheet``.

    Only the first rows are read. ``recall`` may remember a map for these headers. Raises `InputError` when
    the file cannot be read or the map names what does not exist; a file whose columns are unknown is
    returned with its ``problem``.
    """
    opened = look_into(path, column_map=column_map, sheet=sheet, recall=recall)
    table = opened.table
    encoding, delimiter = _text(path, table.format)
    facts = _File(opened)
    return Preview(
        file=path,
        format=table.format,
        layout=next((one.label for one in layouts() if one.name == table.layout), ""),
        sheet=table.sheet,
        sheets=table.sheets,
        encoding=encoding,
        delimiter=delimiter,
        header_row=table.header_row,
        headers=table.headers,
        guesses=opened.guesses,
        rows=tuple((number, tuple(cells)) for number, cells in opened.first[:SAMPLE_ROWS]),
        estimate=table.estimate,
        understood=facts.understood(),
        locale=facts.locale,
        locale_stated=facts.locale_stated,
        currency=facts.currency,
        currency_stated=facts.currency_stated,
        mark=facts.mark,
        signature=opened.signature,
        recalled=opened.recalled,
        problem=str(opened.problem or ""),
    )


def _text(path: Path, kind: str) -> tuple[str, str]:
    """Return encoding and delimiter of a text in columns."""
    if kind not in _TEXT_FORMATS:
        return "", ""
    probe = sniff.look(path)
    try:
        codec = encodings.detect(probe)
        with path.open(encoding=codec, newline="") as file:
            return codec, sniff_delimiter(file.read(SAMPLE_CHARS))
    except OSError as error:
        raise sniff.cannot_read(path, error) from error


class _File:
    """What holds for the whole file, told from its first rows: language, currency, decimal mark."""

    def __init__(self, opened: KnownTable) -> None:
        self._columns: Columns = opened.columns
        self._rows: Sequence[Sequence[str]] = [cells for _number, cells in opened.first]
        stated = next(self._cells("locale"), "").replace("_", "-")
        self.locale_stated = bool(stated)
        self.locale = stated or guess_locale(self._words())
        self.mark: Mark = guess_mark(cell for role in _NUMBERS for cell in self._cells(role))
        currency = self._currency()
        self.currency_stated = currency is not None
        self.currency = currency or usual_currency(self.locale)

    def _cells(self, role: str) -> Iterator[str]:
        """Yield the cells of ``role`` that are not blank."""
        column = self._columns.by_role.get(role)
        return iter(()) if column is None else self._of(column.index)

    def _of(self, index: int) -> Iterator[str]:
        cells = (clean(row[index]) for row in self._rows if index < len(row))
        return (cell for cell in cells if cell)

    def _words(self) -> Iterator[str]:
        yield from self._cells("title")
        yield from (cell[:400] for cell in self._cells("description"))

    def _currency(self) -> str | None:
        """Return the currency the file states for its first price: in the header, a column or a cell."""
        for role in _MONEY:
            if role in self._columns:
                cell = next(self._cells(role), "")
                stated = next(self._cells("currency"), "")
                found = (
                    split_currency(cell)[0]
                    or currency_code(self._columns.unit(role))
                    or currency_code(stated)
                )
                if found:
                    return found
        return None

    def understood(self) -> tuple[Understood, ...]:
        """Return what the first cells with numbers, codes and measured facts are understood as."""
        found: list[Understood] = []
        for column in sorted(self._columns.by_role.values(), key=lambda one: one.index):
            read = self._reader(column)
            cells = dict.fromkeys(self._of(column.index)) if read is not None else {}
            for cell in islice(cells, UNDERSTOOD):
                found.extend(_understand(column, cell, read))
        return tuple(found)

    def _reader(self, column: Column) -> Callable[[str], str | None] | None:
        family = column.role.partition(":")[0]
        if family in _MONEY:
            own = currency_code(column.unit) or self.currency
            return lambda cell: self._money(cell, own)
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

    def _money(self, cell: str, currency: str) -> str:
        money = parse_money(cell, currency=currency, mark=self.mark)
        number = f"{_with_minor(money.amount)} {money.currency}"
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


def _understand(
    column: Column, cell: str, read: Callable[[str], str | None] | None
) -> Iterator[Understood]:
    if read is None:
        return
    short = cell if len(cell) <= SAMPLE_ROWS * 10 else cell[: SAMPLE_ROWS * 10] + "…"
    try:
        meaning = read(cell)
    except CellError as error:
        yield Understood(column.index, column.header, short, str(error), ok=False)
    else:
        if meaning is not None:
            yield Understood(column.index, column.header, short, meaning)


def _with_minor(amount: Decimal) -> str:
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
