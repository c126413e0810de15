"""Bagisto's data transfer of products (CSV and XLSX): variants name their parent, the parent their options.

Header: github.com/bagisto/bagisto, `storage/app/public/data-transfer/samples/csv/products.csv` (version 2).
Looked up November 2026. Weights are in the shop's own unit, which the file does not tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, deepest, reshaped
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"sku", "parent sku", "attribute family code", "name"})


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are Bagisto's product header."""
    return frozenset(cells) >= _NEEDED


def adapt(table: Table) -> Table:
    """Take the deepest category, and the short description where there is no long one."""
    places = Places.of(table.headers)

    def rewrite(cells: list[str]) -> list[list[str]]:
        row = list(cells)
        places.put(row, "description", places.first(row, "description", "short description"))
        paths = places.get(row, "categories").split(",")
        places.put(row, "categories", deepest(paths, mark="/").replace("/", " > "))
        return [row]

    return reshaped(table, rewrite)


LAYOUT: Final = Layout(
    name="bagisto",
    label="Bagisto",
    containers=("csv", "xlsx", "xls"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "images", "categories",
    ),
    recognises=recognises,
    roles={
        "sku": "sku",
        "parent sku": "parent_sku",
        "locale": "locale",
        "type": "ignore",
        "categories": "category",
        "images": "image",
        "name": "title",
        "description": "description",
        "price": "list_price",
        "cost": "cost",
        "weight": "weight",
        "url key": "product",
        "meta title": "seo_title",
        "meta description": "seo_description",
        "inventories": "stock",
        "configurable variants": "variant_options",
    },
    adapt=adapt,
)  # fmt: skip
