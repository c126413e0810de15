"""Our own catalog file, as `localizer catalog export` writes it: nothing of a product is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from localizer.catalog.file_cells import COLUMNS, PRODUCT_KEY, VARIANT_KEY
from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.own_file import read_products

#: Fields that have another name in the file; the others are called as in `localizer.model.product`.
_FIELDS: Final = {
    PRODUCT_KEY: "key",
    VARIANT_KEY: "key",
    "cost_currency": "cost",
    "list_price_currency": "list_price",
    "variant_image": "image",
    "certificates": "evidence",
    "price_history": "price_records",
    "catalog": "",
    "locale": "",
}
_NEEDED: Final = frozenset(map(simplify, (PRODUCT_KEY, VARIANT_KEY, "title")))


def recognises(words: Sequence[str]) -> bool:
    """Tell whether the columns a catalog file cannot do without are there; the others may be deleted."""
    return _NEEDED.issubset(words)


LAYOUT: Final = Layout(
    name="localizer",
    label="Localizer",
    containers=("csv", "xlsx", "jsonl"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "barcodes", "images",
        "facts", "weights", "categories", "brands", "hs_codes",
    ),
    recognises=recognises,
    products=read_products,
    reads={simplify(column): _FIELDS.get(column, column) for column in COLUMNS},
)  # fmt: skip
