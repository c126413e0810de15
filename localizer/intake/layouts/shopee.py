"""Shopee's workbooks: mass upload, and the mass update a seller downloads. Row 1 has keys, row 7 is data.

Keys are the part before the first ``|``; labels below them are translated and never read. Keys and rows:
public programs that fill or read the workbooks of ID, TH, BR, VN and SG shops (GitHub; ``ps_product_name``,
``et_title_variation_integration_no``, ``et_title_product_id``). Looked up November 2026. Older workbooks had
a row of explanation less: row 6 is data where its price is a number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, widened
from localizer.intake.table import RawRow, Table, rows_after

_UPLOAD: Final = frozenset({"ps product name", "ps price"})
_UPDATE: Final = frozenset({"et title product id", "et title product name"})
#: Rows from the keys to the first product, the keys' own among them.
_HEADER_ROWS: Final = 6
_NUMBER: Final = re.compile(r"[0-9][0-9.,]*")
_UNIT: Final = re.compile(r"\(\s*(kg|g|gram|กก\.?|lb)\s*\)", re.IGNORECASE)
_INTEGRATION: Final = "et title variation integration no"
PRODUCT: Final = "product key"
#: What sellers write for a product without a barcode.
_NO_GTIN: Final = "00"


def key_of(word: str) -> str:
    """Return the key of a cell of row 1: ``ps product name|1|0`` is ``ps product name``."""
    return word.partition("|")[0].strip()


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are keys of an upload or an update."""
    keys = frozenset(map(key_of, cells))
    return keys >= _UPLOAD or keys >= _UPDATE


def adapt(table: Table) -> Table:
    """Read the keys, leave the rows of explanation out and join the variants of a product."""
    headers = [key_of(header) for header in table.headers]
    places = Places.of(headers)
    first = _first_row(table, places)
    weight = _weight_header(table, places, first)
    if weight and "ps weight" in places:
        headers[places.at["ps weight"]] = weight
    data = replace(table, headers=tuple(headers), read=rows_after(table.read, first - 1))
    parents: dict[str, str] = {}

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        code = places.get(cells, _INTEGRATION)
        parent = places.first(cells, "ps sku parent short", "et title parent sku")
        key = places.get(cells, "et title product id") or parent or code
        if code:  # the parent SKU may stand on the first row only
            key = parents.setdefault(code, key)
        if places.get(cells, "ps gtin code") == _NO_GTIN:
            places.put(cells, "ps gtin code", "")
        if places.get(cells, "ps category").isdigit():
            places.put(cells, "ps category", "")
        return cells, [key]

    roles = {PRODUCT: "product", simplify(weight): "weight"} if weight else {PRODUCT: "product"}
    return widened(data, (PRODUCT,), rewrite, roles=roles)


def _explanations(table: Table) -> list[RawRow]:
    end = table.header_row + _HEADER_ROWS
    found: list[RawRow] = []
    for number, cells in table.read():
        if number >= end:
            break
        found.append((number, cells))
    return found


def _first_row(table: Table, places: Places) -> int:
    """Return the number of the first row that is data."""
    last = table.header_row + _HEADER_ROWS - 1
    for number, cells in _explanations(table):
        price = places.first(cells, "ps price", "et title variation price")
        if number == last and _NUMBER.fullmatch(price):
            return last
    return last + 1


def _weight_header(table: Table, places: Places, first: int) -> str:
    """Return the key of weights with the unit an explanation gives in brackets; markets differ in it."""
    for number, cells in _explanations(table):
        match = _UNIT.search(places.get(cells, "ps weight"))
        if match and number < first:
            unit = "kg" if match[1].startswith("ก") else match[1].casefold()
            return f"ps_weight ({unit})"
    return ""


LAYOUT: Final = Layout(
    name="shopee",
    label="Shopee",
    containers=("xlsx",),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "stock", "barcodes", "images", "weights",
    ),
    recognises=recognises,
    roles={
        "ps category": "category",
        "ps product name": "title",
        "ps product description": "description",
        "ps sku parent short": "ignore",
        "ps sku short": "sku",
        "ps price": "list_price",
        "ps stock": "stock",
        "ps weight": "weight",
        "ps gtin code": "gtin",
        "ps item cover image": "image",
        **{f"ps item image {n}": "image" for n in range(1, 9)},
        "et title image per variation": "variant_image",
        "et title variation 1": "option_name:1",
        "et title option for variation 1": "option_value:1",
        "et title variation 2": "option_name:2",
        "et title option for variation 2": "option_value:2",
        "et title product id": "ignore",
        "et title parent sku": "ignore",
        "et title product name": "title",
        "et title product description": "description",
        "et title variation name": "option_value:1",
        "et title variation sku": "sku",
        "et title variation price": "list_price",
        "et title variation stock": "stock",
        "et title reason": "ignore",
        PRODUCT: "product",
    },
    adapt=adapt,
)  # fmt: skip
