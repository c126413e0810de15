"""What a claim can rest on, in words: what a person fills in on a product's card to satisfy a rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from localizer.catalog import shop_facts
from localizer.i18n import N_, _

#: By the names of `localizer.model.grounds.Ground`; facts of a product have their own name.
_WORDS: Final[Mapping[str, str]] = {
    "certificate": N_("a certificate"),
    "test_report": N_("a test report"),
    "source": N_("a source"),
    "stock": N_("the stock"),
    "price_record": N_("a price record"),
    "price": N_("the price"),
    "was": N_("a former price"),
    "save_percent": N_("a former price"),
    "offer": N_("an offer"),
    "offer_end": N_("the end of the offer"),
    "free_shipping": N_("free shipping"),
    "voucher": N_("a voucher"),
    "bundle": N_("a bundle"),
    "gift": N_("a gift"),
    "origin": N_("the origin"),
    "warranty": N_("the warranty"),
    "delivery_days": N_("the days of delivery"),
    "dispatch_days": N_("the days until dispatch"),
    "returns_days": N_("the days for returns"),
    "cash_on_delivery": N_("payment on delivery"),
    "official_store": N_("whether the shop is the brand's own"),
    "unit_price": N_("the content for a price per unit"),
    "commission": N_("the commission"),
    "ai_media": N_("whether pictures are made by AI"),
}


def grounds_in_words(names: str) -> str:
    """Return ``certificate|test_report`` as “a certificate or a test report”; empty for none."""
    words = [_ground(name) for name in names.split("|") if name]
    found = ""
    for word in dict.fromkeys(words):
        found = _("{one} or {other}").format(one=found, other=word) if found else word
    return found


def is_of_shop(names: str) -> bool:
    """Tell whether the first of ``names``, split by ``|``, is what the shop does for every product.

    Free shipping and a warranty may be a product's too, but are so for all of them in most shops.
    """
    return names.partition("|")[0] in shop_facts.NAMES


def _ground(name: str) -> str:
    known = _WORDS.get(name)
    return _(known) if known else name.replace("_", " ")
