"""What prices are made by besides cost and rate: taxes, fees, endings, margins, and who set them where."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from localizer.model.money import Money
from localizer.model.price import EndingBand, EndingMode, FeeRule, TaxMode


class RuleKind(StrEnum):
    """What a rule says. Each has one value at each place.

    ``FAMILY`` is one price for all variants of a product, ``CAP`` the highest price asked beside
    competitors, ``LOCAL_COST`` what a piece costs in the market itself (a duty, a label).
    """

    TAX = "tax"
    TAX_MODE = "tax_mode"
    FEES = "fees"
    MARGIN = "margin"
    FLOOR = "floor"
    CAP = "cap"
    ENDINGS = "endings"
    ENDING_MODE = "ending_mode"
    FX_BUFFER = "fx_buffer"
    SHIPPING = "shipping"
    LOCAL_COST = "local_cost"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class RulePlace:
    """Where a rule holds; what is empty or ``None`` stands for all.

    ``category`` is a category group (``apparel``). Of several rules the one nearest to the goods counts:
    a variant's before its catalog's, that before a category's, a channel's, a market's.
    """

    market: str = ""
    channel: str = ""
    category: str = ""
    catalog_id: int | None = None
    variant_id: int | None = None

    def holds(self, other: RulePlace) -> bool:
        """Tell whether a rule for this place holds at the ``other``, which is fully named."""
        return (
            self.market in ("", other.market)
            and self.channel in ("", other.channel)
            and self.category in ("", other.category)
            and self.catalog_id in (None, other.catalog_id)
            and self.variant_id in (None, other.variant_id)
        )

    @property
    def nearness(self) -> tuple[bool, ...]:
        """Return what orders rules: the greater, the nearer to the goods."""
        return (
            self.variant_id is not None,
            self.catalog_id is not None,
            bool(self.category),
            bool(self.channel),
            bool(self.market),
        )


@dataclass(frozen=True, slots=True)
class PriceRule:
    """One value with where it comes from and how long it holds.

    ``value`` is text as `localizer.price.rule_values` writes it. ``valid_to`` is the last day.
    ``confidence`` is the word of the packs (``source``, ``low``, …) or ``own`` where a person set it.
    ``set_at`` and ``replaced_at`` are moments (ISO 8601, UTC), empty for a pack's default and for a rule
    that still counts.
    """

    kind: RuleKind
    place: RulePlace
    value: str
    source: str
    checked_on: str
    confidence: str = "own"
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    set_at: str = ""
    replaced_at: str = ""
    id: int = 0

    def in_force(self, day: dt.date) -> bool:
        """Tell whether the rule holds on ``day``."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


@dataclass(frozen=True, slots=True)
class Shipping:
    """Freight of one piece to the buyer: an amount a piece and an amount a kilogram, in one currency."""

    currency: str
    piece: Decimal
    kg: Decimal

    def of(self, weight_g: Decimal | None) -> Money | None:
        """Return the freight of a piece of ``weight_g`` grams, ``None`` where the weight is not known."""
        if not self.kg:
            return Money(self.piece, self.currency)
        if weight_g is None:
            return None
        return Money(self.piece + self.kg * weight_g / 1000, self.currency)


@dataclass(frozen=True, slots=True)
class Terms:
    """All values that hold at one place, as a price request takes them."""

    tax: Decimal
    tax_mode: TaxMode
    fees: tuple[FeeRule, ...]
    target_margin: Decimal
    bands: tuple[EndingBand, ...]
    ending_mode: EndingMode
    fx_buffer: Decimal
    floor_margin: Decimal | None = None
    max_price: Decimal | None = None
    shipping: Shipping | None = None
    local_cost: Decimal = Decimal(0)
    family: bool = False
