"""Spree's product CSV: a row for the product, then one for each variant, all under its slug.

Header: github.com/spree/spree, `spree/core/db/sample_data/products.csv` (version of 2026), which is what its
export writes. Looked up November 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, reshaped
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"slug", "sku", "name", "price"})
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
    """Write category paths (``Kitchen -> Coffee Machines``) as other systems do."""
    places = Places.of(table.headers)

    def rewrite(cells: list[str]) -> list[list[str]]:
        path = places.get(cells, "category1")
        if " -> " in path:
            cells = list(cells)
            places.put(cells, "category1", path.replace(" -> ", " > "))
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
