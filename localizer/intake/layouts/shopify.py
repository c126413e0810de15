"""Shopify's product CSV, with the headers before 2024 (Handle, Body (HTML)) and from then on (URL handle).

Old header: github.com/shopifypartners/product-csvs. New header: Shopify's own template as sellers keep it in
public repositories; market columns: help.shopify.com, "Using CSV files". Looked up November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from babel import Locale
from babel.numbers import get_territory_currencies

from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, reshaped
from localizer.intake.table import Table

_OLD: Final = frozenset({"handle", "title"})
_OLD_ONLY: Final = frozenset({"body (html)", "variant price", "variant sku", "option1 name"})
_NEW: Final = frozenset({"title", "url handle"})
_GOOGLE: Final = "google shopping / google product category"
_ROLES: Final = {
    "handle": "product",
    "url handle": "product",
    "title": "title",
    "body (html)": "description",
    "description": "description",
    "vendor": "brand",
    "type": "category",
    "tags": "tags",
    "variant sku": "sku",
    "sku": "sku",
    "variant barcode": "gtin",
    "barcode": "gtin",
    "variant price": "list_price",
    "price": "list_price",
    "cost per item": "cost",
    "variant grams": "weight",
    "weight value [grams]": "weight",
    "variant inventory qty": "stock",
    "inventory quantity": "stock",
    "image src": "image",
    "product image url": "image",
    "variant image": "variant_image",
    "variant image url": "variant_image",
    "seo title": "seo_title",
    "seo description": "seo_description",
    "product category": "taxonomy",
    _GOOGLE: "taxonomy",
}
#: The unit in the header of weights, in brackets that always are read as a unit.
_GRAMS_WRITTEN: Final = "Weight value (grams)"
_GRAMS: Final = "Weight value [grams]"
_MARKET_PRICE: Final = re.compile(r"price / (.+)")
#: A text Shopify protects from spreadsheet programs: an apostrophe before digits.
_PROTECTED: Final = re.compile(r"'(?=[0-9])")


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are one of Shopify's product headers."""
    words = frozenset(cells)
    return words >= _NEW or (words >= _OLD and not words.isdisjoint(_OLD_ONLY))


def adapt(table: Table) -> Table:
    """Name the currency of market prices, fill the Google category where it is blank, free protected SKUs."""
    places = Places.of(table.headers)
    sku = next((name for name in ("variant sku", "sku") if name in places), "")

    def rewrite(cells: list[str]) -> list[list[str]]:
        own = places.get(cells, sku)
        is_protected = _PROTECTED.match(own) is not None
        needs_category = _GOOGLE in places and not places.get(cells, _GOOGLE)
        if is_protected or needs_category:
            cells = list(cells)
        if is_protected:
            places.put(cells, sku, own[1:])
        if needs_category:
            places.put(cells, _GOOGLE, places.get(cells, "product category"))
        return [cells]

    headers = [_GRAMS if simplify(h) == simplify(_GRAMS_WRITTEN) else h for h in table.headers]
    return reshaped(table, rewrite, headers=headers, roles=_market_prices(places))


def _market_prices(places: Places) -> dict[str, str]:
    """Return the roles of the market prices: one a currency, none where the currency cannot be told."""
    roles: dict[str, str] = {}
    for name in places.at:
        if match := _MARKET_PRICE.fullmatch(name):
            currency = _currency_of(match[1])
            role = f"list_price:{currency}"
            roles[name] = role if currency and role not in roles.values() else "ignore"
    return roles


def _currency_of(market: str) -> str:
    """Return the currency of a market named like a country; empty where the file does not tell.

    A market's prices are in its own currency, and a market of several countries ("International") may have
    any. Countries and currencies are CLDR's.
    """
    names = Locale("en").territories
    code = next((c for c, n in names.items() if len(c) == 2 and simplify(n) == market), "")  # noqa: PLR2004
    found = get_territory_currencies(code) if code else []
    return found[0] if len(found) == 1 else ""


LAYOUT: Final = Layout(
    name="shopify",
    label="Shopify",
    containers=("csv", "xlsx"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "barcodes", "images",
        "facts", "weights", "categories", "brands",
    ),
    recognises=recognises,
    roles=_ROLES,
    adapt=adapt,
)  # fmt: skip
