"""Products as the seller wrote them: variants, options, facts, evidence, offers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from localizer.model.money import Money


class FactKind(StrEnum):
    """How a fact's value is to be read."""

    TERM = "term"
    BLEND = "blend"
    QUANTITY = "quantity"
    RANGE = "range"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Fact:
    """A structured statement about a product.

    ``name`` is the canonical English name (``material``, ``capacity``); for an attribute we do not know it is
    the seller's own header with ``known`` false. ``value`` is the seller's text, ``label`` his header. For a
    quantity ``number`` and ``unit`` (CLDR: ``gram``, ``milliliter``, ``watt``, ``hour``) are set, for a range
    also ``number_to``; for a blend ``parts`` holds (material text, percent). ``origin`` is the place it was
    read from: ``import`` for a column of its own, ``description`` for a list or table in the description.
    """

    name: str
    kind: FactKind
    value: str
    number: Decimal | None = None
    number_to: Decimal | None = None
    unit: str | None = None
    parts: tuple[tuple[str, Decimal], ...] = ()
    known: bool = True
    origin: str = "import"
    label: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A document that supports claims: a certificate with its number and validity."""

    kind: str
    number: str
    issued_on: dt.date | None = None
    valid_to: dt.date | None = None
    file: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A promotion of a product: ``kind`` is ``discount``, ``bundle``, ``voucher`` or ``free_shipping``.

    ``percent`` is a fraction off the list price (``0.10``), ``quantity`` the pieces of a bundle. The window
    carries its zone. ``markets`` empty means every market.
    """

    kind: str
    percent: Decimal | None = None
    quantity: int | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None
    markets: tuple[str, ...] = ()

    def running(self, at: dt.datetime, market: str) -> bool:
        """Tell whether the offer holds in ``market`` at the zoned moment ``at``."""
        if self.markets and market not in self.markets:
            return False
        return (self.starts_at is None or self.starts_at <= at) and (
            self.ends_at is None or at < self.ends_at
        )


@dataclass(frozen=True, slots=True)
class PriceRecord:
    """A price that was really asked in a market from a day on; strike-through prices rest on these."""

    market: str
    amount: Money
    since: dt.date


@dataclass(frozen=True, slots=True)
class Variant:
    """One SKU. ``options`` are (option name, value) in the seller's order and words.

    ``key`` is the stable identity inside the product: the SKU, or the option values where there is none.
    ``weight_g`` is the shipping weight in grams.
    """

    key: str
    sku: str = ""
    options: tuple[tuple[str, str], ...] = ()
    gtin: str = ""
    cost: Money | None = None
    list_price: Money | None = None
    stock: int | None = None
    weight_g: Decimal | None = None
    image: str = ""


@dataclass(frozen=True, slots=True)
class Product:
    """What is sold. ``key`` is its stable identity in a catalog: handle, parent SKU or SKU.

    ``hs_code`` is the Harmonized System code in digits (six or more), ``taxonomy`` the number of the
    category in Google's product taxonomy.
    """

    key: str
    title: str
    variants: tuple[Variant, ...]
    description_html: str = ""
    bullets: tuple[str, ...] = ()
    brand: str = ""
    category: str = ""
    images: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    offers: tuple[Offer, ...] = ()
    price_records: tuple[PriceRecord, ...] = ()
    hs_code: str = ""
    taxonomy: str = ""
    extra: tuple[tuple[str, str], ...] = field(default=())
