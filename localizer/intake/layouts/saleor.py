"""Saleor's product CSV export, and a JSON dump of its database under the same headers.

Headers and values (one row a variant; ``<slug> (product attribute)``, ``(variant attribute)``, ``(warehouse
quantity)``, ``(channel price amount)``; descriptions as EditorJS documents; weights as ``500.0 g``):
github.com/saleor/saleor, `saleor/csv/utils/product_headers.py`, `products_data.py` (3.x). Looked up November
2026.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.reshape import (
    Places,
    fact_header,
    option_cells,
    option_headers,
    tidy_name,
    widened,
)
from localizer.intake.saleor_fixture import json_text, unfold
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"id", "name"})
_ITS_OWN: Final = re.compile(
    r".+ \((?:product attribute|variant attribute|warehouse quantity|channel [a-z ]+)\)|"
    r"variant sku|variant id|product media|product weight|charge taxes"
)
_OF_PRODUCT: Final = re.compile(r"(.+) \(product attribute\)")
_OF_VARIANT: Final = re.compile(r"(.+) \(variant attribute\)")
_STOCK: Final = re.compile(r"(.+) \(warehouse quantity\)")
_PRICE: Final = re.compile(r"(.+) \(channel price amount\)")
_DEFAULT: Final = "default channel (channel price amount)"
_PIECES: Final = re.compile(r"[0-9]{1,9}")
#: Descriptions are read as JSON up to this length; a longer one is kept as it is.
MAX_DESCRIPTION: Final = 200_000
STOCK: Final = "stock in all warehouses"
WEIGHT: Final = "shipping weight"
IMAGE: Final = "picture of the variant"
BRAND: Final = "brand (product attribute)"


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are a header of Saleor's export; which columns it has, the shop chooses."""
    words = frozenset(cells)
    return words >= _NEEDED and sum(_ITS_OWN.fullmatch(word) is not None for word in words) > 1


def adapt(table: Table) -> Table:
    """Make options of variant attributes, facts of product attributes, one price for each currency."""
    places = Places.of(table.headers)
    facts = [(name, slug) for name, slug in _slugs(table, _OF_PRODUCT) if name != BRAND]
    options = _slugs(table, _OF_VARIANT)
    stocks = [name for name, _slug in _slugs(table, _STOCK)]
    slots = len(options) + 1
    several = _with_variants(table, places)

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        places.put(cells, "description", _description(places.get(cells, "description")))
        chosen = {slug: text for name, slug in options if (text := places.get(cells, name))}
        if not chosen and places.get(cells, "id") in several:
            chosen = {"variant": places.get(cells, "variant name")}
        pieces = [text for name in stocks if _PIECES.fullmatch(text := places.get(cells, name))]
        return cells, [
            str(sum(map(int, pieces))) if pieces else "",
            places.first(cells, "variant weight", "product weight"),
            places.get(cells, "variant media"),
            *option_cells([(_spoken(s), t) for s, t in chosen.items() if t], slots),
            *("" if slug in chosen else places.get(cells, name) for name, slug in facts),
        ]

    extra = (
        STOCK,
        WEIGHT,
        IMAGE,
        *option_headers(slots),
        *(fact_header(slug.replace("-", "_")) for _name, slug in facts),
    )
    return widened(table, extra, rewrite, roles=_prices(table, places))


def _with_variants(table: Table, places: Places) -> frozenset[str]:
    """Return the products that have several rows."""
    rows = Counter(places.get(cells, "id") for _number, cells in table.read())
    return frozenset(product for product, count in rows.items() if count > 1)


def _slugs(table: Table, pattern: re.Pattern[str]) -> list[tuple[str, str]]:
    """Return (simplified header, slug as written) of the columns that match ``pattern``."""
    found = [(header, pattern.fullmatch(" ".join(header.split()))) for header in table.headers]
    return [(simplify(header), tidy_name(match[1])) for header, match in found if match]


def _spoken(slug: str) -> str:
    return slug.replace("-", " ").replace("_", " ").capitalize()


def _description(text: str) -> str:
    """Return an EditorJS document as HTML; any other text as it is."""
    if not text.startswith("{") or len(text) > MAX_DESCRIPTION:
        return text
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return json_text(document)


def _prices(table: Table, places: Places) -> dict[str, str]:
    """Return the roles of the channels' prices.

    The default channel, else the first, gives the list price with its currency and cost; of the others there
    is one price a currency, in the currency the rows state.
    """
    channels = [name for name, _slug in _slugs(table, _PRICE)]
    if not channels:
        return {}
    main = _DEFAULT if _DEFAULT in channels else channels[0]
    currencies = _currencies(table, places, channels)
    roles = {
        main: "list_price",
        _beside(main, "variant currency code"): "currency",
        _beside(main, "variant cost price"): "cost",
    }
    taken = {f"list_price:{currencies.get(main, '')}"}
    for name in channels:
        role = f"list_price:{currencies.get(name, '')}"
        if name != main:
            roles[name] = role if name in currencies and role not in taken else "ignore"
            taken.add(role)
    return {name: role for name, role in roles.items() if name in places}


def _beside(price: str, field: str) -> str:
    return price.replace("price amount", field)


def _currencies(table: Table, places: Places, channels: Sequence[str]) -> dict[str, str]:
    """Return the currency of each channel that states one; it is the same on all rows."""
    found: dict[str, str] = {}
    for _number, cells in table.read():
        for header in channels:
            code = places.get(cells, _beside(header, "variant currency code"))
            if header not in found and re.fullmatch("[A-Z]{3}", code):
                found[header] = code
        if len(found) == len(channels):
            break
    return found


LAYOUT: Final = Layout(
    name="saleor",
    label="Saleor",
    containers=("csv", "xlsx", "json"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "images", "facts",
        "weights", "categories", "brands",
    ),
    recognises=recognises,
    roles={
        "id": "product",
        "name": "title",
        "description": "description",
        "category": "category",
        "product type": "ignore",
        "product media": "image",
        "variant id": "ignore",
        "variant sku": "sku",
        "variant media": "ignore",
        "variant name": "ignore",
        "variant weight": "ignore",
        "product weight": "ignore",
        STOCK: "stock",
        WEIGHT: "weight",
        IMAGE: "variant_image",
        BRAND: "brand",
    },
    adapt=adapt,
    unfold=unfold,
)  # fmt: skip
