"""What a claim about a product can rest on: facts with a value, documents, stock, offers, price records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Ground(StrEnum):
    """What the rules name when they ask for evidence; a product's own facts are named beside these.

    ``SOURCE`` is where a comparison or an award can be looked up, ``TEST_REPORT`` a laboratory's report,
    ``STOCK`` the pieces left, ``DELIVERY_DAYS`` the most days a parcel takes, ``WARRANTY`` its months,
    ``SAVE_PERCENT`` the reduction as computed.
    """

    CERTIFICATE = "certificate"
    TEST_REPORT = "test_report"
    SOURCE = "source"
    STOCK = "stock"
    PRICE_RECORD = "price_record"
    PRICE = "price"
    WAS = "was"
    SAVE_PERCENT = "save_percent"
    OFFER = "offer"
    OFFER_END = "offer_end"
    FREE_SHIPPING = "free_shipping"
    VOUCHER = "voucher"
    BUNDLE = "bundle"
    GIFT = "gift"
    ORIGIN = "origin"
    WARRANTY = "warranty"
    DELIVERY_DAYS = "delivery_days"
    COMMISSION = "commission"
    AI_MEDIA = "ai_media"


@dataclass(frozen=True, slots=True)
class Grounds:
    """What is known of a product for one target, by name; what is not named is not known or not so.

    Names are those of `Ground` and of the product's facts, values are as somebody would write them.
    ``category`` is the category group, ``product_type`` the concept of what it is; ``skus`` are codes that
    stand in texts as they are.
    """

    facts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    brand: str = ""
    category: str = ""
    skus: tuple[str, ...] = ()
    product_type: str = ""

    def value(self, name: str) -> str:
        """Return what is known under ``name``, empty for nothing."""
        return self.facts.get(name, "")

    def first(self, names: Iterable[str]) -> str:
        """Return the first of ``names`` that is filled, empty when none is."""
        return next((name for name in names if self.value(name)), "")
