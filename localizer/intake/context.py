"""What holds for a whole file, worked out once, so that a row costs as little as it can."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final, TypeVar

from localizer.i18n import _
from localizer.intake.currency import currency_code, usual_currency
from localizer.intake.facts import make_fact
from localizer.intake.gtin import looks_shortened
from localizer.intake.habits import Proof
from localizer.intake.issues import CellError, IssueLog
from localizer.intake.mapping import Columns
from localizer.intake.numbers import Mark
from localizer.intake.rows import BREAK, Record
from localizer.intake.units import grams_in
from localizer.model.product import Fact
from localizer.model.segment import normalize

T = TypeVar("T")

MAX_OPTIONS: Final = 9
_MONTHS: Final = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: What spreadsheets make of long digits (15 are kept, ECMA-376) and of ``3-1`` or ``MAR1``.
_DAMAGED: Final = re.compile(
    rf"(?<![^{BREAK}])(?:([0-9]{{15}}0{{1,9}})|[0-9]{{1,2}}-(?:{_MONTHS})|(?:{_MONTHS})-[0-9]{{2}})(?![^{BREAK}])"
)
#: As many as there are, of two columns.
_KINDS: Final = 4


class Context:
    """The columns of a file, its decimal mark, its language, and the report to write remarks to."""

    def __init__(
        self,
        columns: Columns,
        mark: Mark,
        locale: str,
        log: IssueLog,
        proved: Mapping[str, Proof] = MappingProxyType({}),
    ) -> None:
        """Look up what every row will ask for; ``proved`` are columns that prove their decimal mark."""
        self.proved = proved
        self._damaged: set[tuple[str, bool]] = set()
        self.columns = columns
        self.mark = mark
        self.locale = locale
        self.log = log
        #: Whether a variant without a price, cost or weight has that of the product's first row: so in a new
        #: product. Of a known one a blank cell says that it is blank.
        self.inherits = True
        #: Columns of the product in hand whose cells could not be read.
        self.unread: set[str] = set()
        self._unknown_category = ""
        #: The columns that tell the options of a variant, and what their cells came to so far.
        self.option_places = tuple(
            column.index
            for family in ("option_name", "option_value", "option")
            for column in columns.named(family)
        )
        self.options: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        self.has_options = bool(columns.named("option_value") or columns.named("option"))
        self.price_roles = ("list_price", *(c.role for c in columns.named("list_price")))
        self.image_places = tuple(column.index for column in columns.named("image"))
        self.bullet_places = tuple(column.index for column in columns.named("bullet"))
        self._labels = {
            column.index: column.label
            for column in columns.named("fact")
            if column.label is not None
        }
        self.fact_places = tuple(self._labels)
        self._stated = {
            role: currency_code(columns.unit(role))
            for role in ("cost", "sale_price", *self.price_roles)
        }
        self._usual = usual_currency(locale)
        self._grams = grams_in(columns.unit("weight"))

    def read(self, record: Record, role: str, reader: Callable[[str], T]) -> T | None:
        """Return what ``reader`` makes of a cell; a cell it refuses is reported and lost, not the row."""
        text = record.get(role)
        if not text:
            return None
        try:
            return reader(text)
        except CellError as error:
            self.refuse(record, role, str(error))
            return None

    def refuse(self, record: Record, role: str, reason: str) -> None:
        """Report a cell that cannot be read, and note that it is not blank all the same."""
        self.unread.add(role)
        self.log.repaired(record.row, reason, self.columns.header(role))

    def facts(self, record: Record) -> list[Fact]:
        """Return the facts the columns of one row state, in column order."""
        cells = record.cells
        return [self.fact(place, text) for place in self.fact_places if (text := cells[place])]

    def fact(self, place: int, text: str) -> Fact:
        """Return the fact that ``text`` in the column at ``place`` states."""
        return make_fact(self._labels[place], normalize(text), mark=self.mark)

    def sku(self, record: Record) -> str:
        """Return a row's SKU, empty where a spreadsheet has cut it: it would stand for many products."""
        text = record.get("sku") or record.given_sku
        for role in ("sku", "product"):
            if (own := record.get(role)) and _DAMAGED.fullmatch(own):
                self.tell_damaged(role, (record.row,), (own,))
        if text and "E" in text.upper() and looks_shortened(text):
            self.log.repaired(
                record.row,
                _(
                    "Excel shortened the SKU to {text}, so its last digits are lost; it was left out. Format "
                    "the column as text in the original file and export it again."
                ).format(text=text[:40]),
                self.columns.header("sku"),
            )
            return ""
        return text

    def tell_damaged(self, role: str, numbers: Sequence[int], cells: Sequence[str]) -> None:
        """Tell, once of each kind in a column, of numbers that a spreadsheet has probably changed."""
        if len(self._damaged) >= _KINDS or not (match := _DAMAGED.search(BREAK.join(cells))):
            return
        for number, text in zip(numbers, cells, strict=True):
            match = _DAMAGED.fullmatch(text)
            kind = (role, match is not None and match[1] is not None)
            if match is not None and kind not in self._damaged:
                self._damaged.add(kind)
                self.log.assume(
                    _(
                        "Excel has probably changed “{text}” (row {row}, column “{column}”) and others like "
                        "it; it was kept as it stands. Compare it with the original file."
                    ).format(text=text, row=number, column=self.columns.header(role))
                )

    def stated_currency(self, role: str) -> str | None:
        """Return the currency that the header of a price column names."""
        return self._stated.get(role)

    def currency(self, record: Record, role: str) -> tuple[str, bool]:
        """Return the currency of a price cell that names none, and whether the file states it."""
        stated = self._stated.get(role)
        if stated is None and (text := record.get("currency")):
            stated = currency_code(text)
            if stated is None:
                reason = _("“{text}” is no currency.").format(text=text[:20])
                self.log.repaired(record.row, reason, self.columns.header("currency"))
        return (self._usual, False) if stated is None else (stated, True)

    def tell_unknown_category(self, number: str) -> None:
        """Tell of the first number that is no Google category we know; there may be thousands."""
        if not self._unknown_category:
            self._unknown_category = number
            self.log.assume(
                _(
                    "Google category {number} is not in the list this program knows; it was kept."
                ).format(number=number[:20])
            )

    def assume_currency(self, role: str) -> None:
        """Tell, once, that a price column names no currency."""
        self.log.assume(
            _("The file does not say the currency of “{column}”; {currency} was assumed.").format(
                column=self.columns.header(role), currency=self._usual
            )
        )

    def weight_unit(self, record: Record) -> tuple[str, Decimal | None]:
        """Return the unit a bare weight of a row is in, and its grams, ``None`` for no unit."""
        if self._grams is not None:
            return self.columns.unit("weight"), self._grams
        unit = record.get("weight_unit")
        return unit, grams_in(unit)
