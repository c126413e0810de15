"""Spree's product CSV: a row for the product, then one for each variant, all under its slug.

Header: github.com/spree/spree, `spree/core/db/sample_data/products.csv` (version of 2026), which is what its
export writes. Looked up November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, reshaped
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"slug", "sku", "name", "price"})
_LENGTHS: Final = ("width", "height", "depth")
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_ITS_OWN: Final = frozenset(
    {
        "inventory count",
        "inventory backorderable",
        "track inventory",
        "category1",
        "dimensions unit",
    }
)


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are Spree's product header."""
    words = frozenset(cells)
    return words >= _NEEDED and len(words & _ITS_OWN) > 1


def adapt(table: Table) -> Table:
    """Write category paths (``Kitchen -> Coffee Machines``) as other systems do, lengths with their unit."""
    places = Places.of(table.headers)

    def rewrite(cells: list[str]) -> list[list[str]]:
        changed = {}
        path = places.get(cells, "category1")
        if " -> " in path:
            changed["category1"] = path.replace(" -> ", " > ")
        unit = places.get(cells, "dimensions unit").strip()
        for name in _LENGTHS if unit else ():
            number = places.get(cells, name).strip()
            if _NUMBER.fullmatch(number):
                changed[name] = f"{number} {unit}"
        if changed:
            cells = list(cells)
            for name, text in changed.items():
                places.put(cells, name, text)
        return [cells]

    return reshaped(table, rewrite)


LAYOUT: Final = Layout(
    name="spree",
    label="Spree Commerce",
    containers=("csv",),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "stock", "images", "facts", "weights",
        "categories",
    ),
    recognises=recognises,
    roles={
        "slug": "product",
        "sku": "sku",
        "name": "title",
        "description": "description",
        "price": "list_price",
        "currency": "currency",
        "category1": "category",
        "tags": "tags",
        "inventory count": "stock",
        "weight": "weight",
        "weight unit": "weight_unit",
        "meta title": "seo_title",
        "meta description": "seo_description",
    },
    adapt=adapt,
)  # fmt: skip
