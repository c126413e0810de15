"""What a claim about a product can rest on: facts with a value, documents, stock, offers, price records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Ground(StrEnum):
    """What the rules name when they ask for evidence; a product's own facts are named beside these.

    ``SOURCE`` is where a comparison or an award can be looked up, ``TEST_REPORT`` a laboratory's report,
    ``STOCK`` the pieces left, ``DELIVERY_DAYS`` the most days a parcel takes, ``WARRANTY`` its months,
    ``SAVE_PERCENT`` the reduction as computed. ``PRICE_TO`` is the price of the dearest variant,
    ``PRICE_RECORD_OLD`` the day of the last record where it supports no former price, ``OFFER_OVER``
    the day on which the last offer ended when none runs, ``UNIT_PRICE`` the price per ``UNIT_PRICE_PER``
    where the market's law asks for it. ``DISPATCH_DAYS``, ``CASH_ON_DELIVERY``, ``RETURNS_DAYS`` and
    ``OFFICIAL_STORE`` are what the shop does.
    """

    CERTIFICATE = "certificate"
    TEST_REPORT = "test_report"
    SOURCE = "source"
    STOCK = "stock"
    PRICE_RECORD = "price_record"
    PRICE_RECORD_OLD = "price_record_old"
    PRICE = "price"
    PRICE_TO = "price_to"
    WAS = "was"
    SAVE_PERCENT = "save_percent"
    OFFER = "offer"
    OFFER_END = "offer_end"
    OFFER_OVER = "offer_over"
    FREE_SHIPPING = "free_shipping"
    VOUCHER = "voucher"
    BUNDLE = "bundle"
    GIFT = "gift"
    ORIGIN = "origin"
    WARRANTY = "warranty"
    DELIVERY_DAYS = "delivery_days"
    DISPATCH_DAYS = "dispatch_days"
    CASH_ON_DELIVERY = "cash_on_delivery"
    RETURNS_DAYS = "returns_days"
    OFFICIAL_STORE = "official_store"
    UNIT_PRICE = "unit_price"
    UNIT_PRICE_PER = "unit_price_per"
    COMMISSION = "commission"
    AI_MEDIA = "ai_media"
    SUPPLEMENT = "supplement"


#: "Only N left" may be said up to this many pieces; own default, November 2026.
LOW_STOCK: Final = 20
#: Values by which somebody writes that a thing is not so.
_NO: Final = frozenset({"no", "none", "false", "0", "否", "无", "無", "没有", "沒有"})


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of a product for one target, by name; what is not named is not known or not so.

    Names are those of `Ground` and of the product's facts, values are as somebody would write them.
    ``category`` is the category group, ``product_type`` the concept of what it is; ``skus`` are codes that
    stand in texts as they are; ``currency`` is that of the amounts (ISO 4217), empty where none is known.
    """

    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    brand: str = ""
    category: str = ""
    skus: tuple[str, ...] = ()
    currency: str = ""
    product_type: str = ""

    def value(self, name: str) -> str:
        """Return what is known under ``name``, empty for nothing."""
        return self.facts.get(name, "")

    def first(self, names: Iterable[str]) -> str:
        """Return the first of ``names`` that is filled, empty when none is."""
        return next((name for name in names if self.value(name)), "")

    def number(self, name: str) -> Decimal | None:
        """Return what is known under ``name`` where it is a plain number, else ``None``."""
        try:
            found = Decimal(self.value(name))
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    def denies(self, name: str) -> bool:
        """Tell whether it is known under ``name`` that a thing is not so."""
        return self.value(name).strip().casefold() in _NO
