"""Medusa's product CSV: the export of version 2 and the import template of version 1.

Headers: github.com/medusajs/medusa, `integration-tests/http/__tests__/product/admin/__fixtures__`
(exported-products-comma.csv, v1-template.csv). Looked up November 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, widened
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"product handle", "product title"})
_TAG: Final = r"product tag (\d{1,3})"
_CODES: Final = ("variant barcode", "variant ean", "variant upc")
_CATEGORY: Final = "product category 1"
_ID_OF_CATEGORY: Final = "pcat_"
VARIANT_IMAGE: Final = "variant image"


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are a product header of Medusa."""
    words = frozenset(cells)
    return words >= _NEEDED and any(word.startswith("variant ") for word in words)


def adapt(table: Table) -> Table:
    """Gather tags and barcodes, of which version 2 has several columns, and leave categories' ids out.

    Rows repeat the product's pictures, so a column of its own says that they are not the variant's.
    """
    places = Places.of(table.headers)
    tags = [name for _number, name in places.numbered(_TAG)]
    codes = [name for name in _CODES if name in places]

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        if tags:
            found = [text for name in tags if (text := places.get(cells, name))]
            places.put(cells, tags[0], ", ".join(found))
        if codes:
            places.put(cells, codes[0], places.first(cells, *codes))
        if places.get(cells, _CATEGORY).startswith(_ID_OF_CATEGORY):
            places.put(cells, _CATEGORY, "")
        return cells, [""]

    roles = {VARIANT_IMAGE: "variant_image"}
    roles |= dict.fromkeys(tags[:1], "tags") | dict.fromkeys(codes[:1], "gtin")
    return widened(table, (VARIANT_IMAGE,), rewrite, roles=roles)


LAYOUT: Final = Layout(
    name="medusa",
    label="Medusa",
    containers=("csv",),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "stock", "barcodes", "images", "facts",
        "categories", "hs_codes",
    ),
    recognises=recognises,
    roles={
        "product handle": "product",
        "product title": "title",
        "product description": "description",
        "product thumbnail": "image",
        "product hs code": "hs_code",
        "product tags": "tags",
        "variant sku": "sku",
        "variant inventory quantity": "stock",
        "variant weight": "weight",
    },
    adapt=adapt,
)  # fmt: skip
