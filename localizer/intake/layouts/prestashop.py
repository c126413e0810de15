"""PrestaShop's product and combination CSV, as its import page offers them and export modules write them.

Headers and packing (``Feature(Name:Value:Position)``, ``Attribute (Name:Type:Position)``): github.com/
PrestaShop/PrestaShop, `docs/csv_import/products_import.csv` and `combinations_import.csv` (1.7 and 8). Looked
up November 2026. Weights are in the shop's own unit, which the files do not tell. A file of combinations has
no product names, so it is read only where somebody has put them in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake.layout import Layout
from localizer.intake.reshape import (
    Places,
    fact_header,
    name_key,
    names_in,
    option_cells,
    option_headers,
    widened,
)
from localizer.intake.table import Table

_PRICES: Final = frozenset({"price tax excluded", "price tax included"})
_ITS_OWN: Final = frozenset({"reference #", "categories (x,y,z...)", "image urls (x,y,z...)"})
_ATTRIBUTES: Final = "attribute (name:type:position)"
_VALUES: Final = "value (value:position)"
_FEATURES: Final = "feature(name:value:position)"
_CATEGORIES: Final = "categories (x,y,z...)"
_IMAGES: Final = "image urls (x,y,z...)"
_FEATURE: Final = re.compile(r"([^:]{1,200}):(.*?)(?::\d{1,4})?(?::[01])?", re.DOTALL)
#: A comma stands between two of a list after the position of the first, or, where positions are left out,
#: before the name of the second.
_AFTER_POSITION: Final = re.compile(r"(?<=:\d),|(?<=:\d\d),")
_BEFORE_NAME: Final = re.compile(r",(?=[^:,]+:)")
_POSITION: Final = re.compile(r":\d{1,2}(?=,|$)")
_OPTIONS: Final = 9


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are the header of a product file or of a combination file."""
    words = frozenset(cells)
    if {_ATTRIBUTES, _VALUES} <= words:
        return True
    return "name" in words and not words.isdisjoint(_PRICES) and not words.isdisjoint(_ITS_OWN)


def features(cell: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of ``Name:Value:Position,…``."""
    split = _AFTER_POSITION if _POSITION.search(cell) else _BEFORE_NAME
    found = (_FEATURE.fullmatch(part.strip()) for part in split.split(cell))
    return [(m[1].strip(), m[2].strip()) for m in found if m and m[2].strip()]


def options(attributes: str, values: str) -> list[tuple[str, str]]:
    """Return the (name, value) pairs of ``Color:color:0, Size:select:1`` and ``Blue:0, M:1``."""
    names = [part.split(":")[0].strip() for part in attributes.split(",")]
    texts = [_POSITION.sub("", part.strip()) for part in _values(values, len(names))]
    return [(name, text) for name, text in zip(names, texts, strict=False) if name and text]


def _values(cell: str, count: int) -> list[str]:
    """Cut the values apart; a comma within one is told from one between them by the position before it."""
    parts = cell.split(",")
    return parts if len(parts) == count else _AFTER_POSITION.split(cell)


def adapt(table: Table) -> Table:
    """Unpack features into facts, combinations into options. Raises `InputError` for bare combinations."""
    places = Places.of(table.headers)
    combinations = _ATTRIBUTES in places
    if combinations and not {"name", "title"} & set(places.at):
        raise InputError(
            _(
                "This is PrestaShop's file of combinations, which has no product titles. Import the file of "
                "products, or add a column “title” to this one."
            )
        )

    def stated(cells: Sequence[str]) -> dict[str, tuple[str, str]]:
        found: dict[str, tuple[str, str]] = {}
        for name, text in features(places.get(cells, _FEATURES)):
            before = found.get(name_key(name))
            found[name_key(name)] = (name, f"{before[1]}, {text}" if before else text)
        return found

    def fact_names(cells: list[str]) -> Iterator[str]:
        return (name for name, _text in stated(cells).values())

    facts = names_in(table, fact_names) if _FEATURES in places else ()

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        text = places.first(cells, "description", "summary", "short description")
        places.put(cells, "description", text)
        first, _comma, _rest = places.get(cells, _CATEGORIES).partition(",")
        places.put(cells, _CATEGORIES, first.strip())
        known = stated(cells)
        pairs = options(places.get(cells, _ATTRIBUTES), places.get(cells, _VALUES))
        new = option_cells(pairs, _OPTIONS) if combinations else []
        return cells, [*new, *(known.get(name_key(name), ("", ""))[1] for name in facts)]

    extra = (*(option_headers(_OPTIONS) if combinations else ()), *map(fact_header, facts))
    # Combinations state by how much a price differs, never a price.
    roles = {"price": "ignore", "reference": "sku"} if combinations else {}
    return widened(table, extra, rewrite, roles=roles)


LAYOUT: Final = Layout(
    name="prestashop",
    label="PrestaShop",
    containers=("csv", "xlsx", "xls"),
    carries=(
        "titles", "descriptions", "prices", "costs", "stock", "barcodes", "images", "facts", "categories",
        "brands",
    ),
    recognises=recognises,
    roles={
        "product id": "product",
        "product reference": "ignore",
        "name": "title",
        "description": "description",
        _CATEGORIES: "category",
        "price tax excluded": "list_price",
        "price tax included": "list_price",
        "wholesale price": "cost",
        "reference #": "sku",
        "manufacturer": "brand",
        "brand": "brand",
        "ean13": "gtin",
        "quantity": "stock",
        "weight": "weight",
        "tags (x,y,z...)": "tags",
        "meta title": "seo_title",
        "meta description": "seo_description",
        _IMAGES: "image",
        _ATTRIBUTES: "ignore",
        _VALUES: "ignore",
    },
    adapt=adapt,
)  # fmt: skip
