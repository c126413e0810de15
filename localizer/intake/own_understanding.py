"""How the first cells of our own catalog file are understood: as its import reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from localizer.catalog import file_cells as fc
from localizer.i18n import _
from localizer.intake import own_cells
from localizer.intake.currency import usual_currency
from localizer.intake.headers import simplify
from localizer.intake.language import guess_locale
from localizer.intake.numbers import Mark
from localizer.intake.opening import KnownTable
from localizer.intake.understanding import Place, Understood, chosen, understand, with_minor

#: Columns of an amount, and the column that names its currency.
_MONEY: Final = (("list_price", "list_price_currency"), ("cost", "cost_currency"))
_Reader = Callable[[str], str]


class OwnCells:
    """What holds for the whole file, and what its cells mean; it states everything itself."""

    #: Numbers stand as this program writes them.
    mark: Mark = "."

    def __init__(self, opened: KnownTable) -> None:
        """Look at the first rows of ``opened``."""
        self._headers = opened.table.headers
        self._first = opened.first
        self._places = {
            simplify(header): place for place, header in reversed(list(enumerate(self._headers)))
        }
        locale = next(self._cells("locale"), "").strip().replace("_", "-")
        self.locale_stated = bool(locale)
        self.locale = locale or guess_locale(self._cells("title"))
        stated = (cell for _amount, column in _MONEY for cell in self._cells(column))
        currency = next(stated, "").strip()
        self.currency_stated = bool(currency)
        self.currency = currency or usual_currency(self.locale)

    def _cells(self, column: str) -> Iterator[str]:
        place = self._places.get(simplify(column))
        cells = (row for _number, row in self._first) if place is not None else iter(())
        return (text for row in cells if (text := _at(row, place)))

    def samples(self) -> tuple[tuple[Understood, ...], ...]:
        """Return up to eight different cells of each column, those that cannot be used among them."""
        return tuple(
            chosen(self._column(index, header)) for index, header in enumerate(self._headers)
        )

    def _column(self, index: int, header: str) -> Iterator[Understood]:
        column = simplify(header)
        seen: set[str] = set()
        for number, row in self._first:
            text = _at(row, index)
            if text and text not in seen:
                seen.add(text)
                yield understand(Place(index, header, number), text, self._reader(column, row))

    def _reader(self, column: str, row: list[str]) -> _Reader | None:
        """Return what reads a cell of ``column`` in ``row`` and says what it means."""
        for amount, currency in _MONEY:
            if column == simplify(amount):
                code = _at(row, self._places.get(simplify(currency)))
                return lambda text: _money(text, code)
        return _READERS.get(column)


def _at(row: list[str], place: int | None) -> str:
    return "" if place is None or place >= len(row) else fc.plain(fc.unquoted(row[place])).strip()


def _money(text: str, currency: str) -> str:
    money = own_cells.money(text, currency)
    return f"{with_minor(money.amount)} {money.currency}"


def _weight(text: str) -> str:
    grams = own_cells.weight(text)
    return _("not given") if grams is None else f"{grams:f} g"


def _facts(text: str) -> str:
    return "; ".join(f"{fact.label or fact.name}: {fact.value}" for fact in own_cells.facts(text))


_READERS: Final[Mapping[str, _Reader]] = {
    "stock": lambda text: str(own_cells.stock(text)),
    "weight g": _weight,
    "gtin": own_cells.gtin,
    "hs code": own_cells.hs_code,
    "facts": _facts,
}
