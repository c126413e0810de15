"""A workbook for people: listings, prices with their breakdown, scripts. No cell calculates or links."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import IO, Final

import msgspec

from localizer.catalog.prices import StoredPrice
from localizer.export.columns import LISTING, SCRIPT, amount, listing_cells, script_cells
from localizer.export.content import ProductContent
from localizer.export.gate import GateResult, stamp
from localizer.export.templates.cells import MAX_TEXT
from localizer.export.workbook import Properties, SheetWriter, Workbook
from localizer.export.writer import Head, Part
from localizer.i18n import _
from localizer.model.money import selling_digits

#: A worksheet holds text as is up to here, then it must be cut.
CELL_LIMIT: Final = MAX_TEXT
_WIDTHS: Final = {
    "title": 44, "bullets": 44, "description": 44, "text": 70, "images": 28, "sale_start": 26,
    "sale_end": 26,
}  # fmt: skip
_WIDTH: Final = 14
#: Columns of listings whose numbers are no amounts.
_PLAIN: Final = frozenset(LISTING.index(name) for name in ("stock", "weight_g"))

_PRICE_FIRST: Final = (
    "product_key",
    "sku",
    "price",
    "currency",
    "basis",
    "status",
    "code",
    "warnings",
    "margin_on_net",
    "rate",
    "rate_date",
    "rate_source",
)
#: Lines of a breakdown that every price has, in the order of the sum; fees stand after the tax.
_BEFORE_FEES: Final = ("tax_inside",)
_AFTER_FEES: Final = ("cost", "shipping", "fx_buffer", "local_cost", "profit")
_BESIDE: Final = ("price", "margin_on_net")
#: Where the amount stands among the first columns of prices.
_AMOUNT: Final = _PRICE_FIRST.index("price")


class _Price(msgspec.Struct, frozen=True, array_like=True):
    """A line of the sheet of prices while its columns are not all known."""

    first: tuple[str, ...]
    amount: Decimal | None
    currency: str
    parts: dict[str, str]


_ENCODER: Final = msgspec.json.Encoder()
_DECODER: Final = msgspec.json.Decoder(_Price)


class XlsxWriter:
    """Writes one workbook of a target; rows go to the disk as they come."""

    def __init__(self, head: Head, folder: Path) -> None:
        """Begin the workbook in ``folder``."""
        self._path = folder / "target.xlsx"
        self._title, self._made_at = f"{head.launch}: {head.label}", head.made_at
        self._book = Workbook(self._path, ("Listings", "Prices", "Scripts"))
        self._listings = self._book.sheet("Listings", LISTING, _WIDTHS, _WIDTH)
        self._scripts = self._book.sheet("Scripts", SCRIPT, _WIDTHS, _WIDTH)
        self._priced: IO[bytes] = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._columns: dict[str, None] = {}

    def add(self, content: ProductContent) -> None:
        """Write the rows of one product; prices wait until all their columns are known."""
        for row in content.rows:
            self._listings.write(listing_cells(row), selling_digits(row.currency), _PLAIN)
            stored = content.prices.get(row.variant_key)
            if stored is not None:
                self._keep(row.product_key, row.sku or row.variant_key, stored)
        for pitch in content.pitches:
            for cells in script_cells(pitch):
                self._scripts.write(cells)

    def _keep(self, key: str, sku: str, stored: StoredPrice) -> None:
        """Let a price wait on the disk."""
        parts = {name: one for name, one in _breakdown(stored).items() if isinstance(one, str)}
        self._columns.update(dict.fromkeys(_breakdown(stored)))
        asked = amount(stored.amount, stored.currency)
        line = _Price(_price_texts(key, sku, stored), asked, stored.currency, parts)
        self._priced.write(_ENCODER.encode(line) + b"\n")

    def close(self, verdict: GateResult) -> tuple[Part, ...]:
        """Finish the workbook, stamped where it is a draft. Raises `OSError` when it cannot be written."""
        prices = self._write_prices()
        said, header = Properties(self._title, self._made_at), ""
        if not verdict.approved:
            said = replace(said, status=verdict.state.value, comments=stamp(verdict))
            header = f"&C{_('DRAFT')}"
        self._book.close(said, header=header)
        cut = self._listings.cut + prices.cut + self._scripts.cut
        return (Part(self._path, "", ".xlsx", self._listings.rows, cut),)

    def abort(self) -> None:
        """Close the temporary files of the workbook."""
        self._priced.close()
        self._book.abort()

    def _write_prices(self) -> SheetWriter:
        named = ordered_parts(self._columns)
        sheet = self._book.sheet("Prices", (*_PRICE_FIRST, *named), _WIDTHS, _WIDTH)
        with self._priced:
            self._priced.seek(0)
            for line in self._priced:
                one = _DECODER.decode(line)
                first = (*one.first[:_AMOUNT], one.amount, *one.first[_AMOUNT:])
                parts = (_decimal(one.parts.get(name)) for name in named)
                sheet.write((*first, *parts), selling_digits(one.currency))
        return sheet


def breakdown_columns(prices: Sequence[StoredPrice]) -> tuple[str, ...]:
    """Return the names of every line of the prices' breakdowns, in the order of the sum."""
    return ordered_parts(dict.fromkeys(name for price in prices for name in _breakdown(price)))


def ordered_parts(seen: Collection[str]) -> tuple[str, ...]:
    """Return the lines of breakdowns that were ``seen`` in the order of the sum; fees as they came."""
    fees = [name for name in seen if name.startswith("fee_")]
    known = {*_BEFORE_FEES, *_AFTER_FEES, *fees, *_BESIDE}
    others = [name for name in seen if name not in known]
    ordered = (*_BEFORE_FEES, *fees, *_AFTER_FEES, *others)
    return tuple(name for name in ordered if name in seen)


def _breakdown(price: StoredPrice) -> dict[str, object]:
    found = price.answer.get("breakdown")
    return dict(found) if isinstance(found, dict) else {}


def _price_texts(key: str, sku: str, price: StoredPrice) -> tuple[str, ...]:
    """Return what stands before and behind the amount."""
    found = price.request.get("fx")
    rate = found if isinstance(found, dict) else {}
    return (
        key,
        sku,
        price.currency,
        price.basis,
        price.status,
        price.code,
        ", ".join(price.warnings),
        "" if price.margin is None else f"{price.margin:f}",
        str(rate.get("rate", "")),
        str(rate.get("date", "")),
        str(rate.get("source", "")),
    )


def _decimal(value: object) -> Decimal | None:
    return Decimal(value) if isinstance(value, str) else None
