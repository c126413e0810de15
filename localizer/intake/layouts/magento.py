"""Magento 2 (Adobe Commerce) product export: configurable products name their variations in one packed cell.

Header and packing (``additional_attributes`` as ``a=b,c=d``, several values of one attribute apart by ``|``;
``configurable_variations`` as ``sku=…,color=…|sku=…``): github.com/magento/magento2,
`app/code/Magento/CatalogImportExport/Model/Export/Product.php` and
`ConfigurableImportExport/Model/Export/RowCustomizer.php` (2.4). Looked up November 2026. Weights are in the
shop's own unit, which the file does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import (
    Places,
    deepest,
    fact_header,
    name_key,
    names_in,
    option_cells,
    option_headers,
    widened,
)
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"sku", "product type", "name"})
_ITS_OWN: Final = frozenset(
    {"store view code", "attribute set code", "product websites", "additional attributes", "product online",
     "configurable variations"}
)  # fmt: skip
#: A comma stands between attributes only before the next attribute's code.
_NEXT: Final = re.compile(r",(?=[a-z][a-z0-9_]{0,59}=)")
_PAIR: Final = re.compile(r"([a-z][a-z0-9_]{0,59})=(.*)", re.DOTALL)
_OPTIONS: Final = 9
#: Attributes that say how the shop works, not what the product is.
_NO_FACTS: Final = re.compile(
    r"has options|required options|ts .*|gift .*|.*(?:layout|theme|design).*|price .*|tax .*|options .*|"
    r"shipment .*|msrp.*|quantity and .*|links .*|samples .*|.*swatch.*|.* (?:id|url|label)"
)
#: Attributes many shops add that are columns of their own here.
_MOVED: Final = {
    "cost": "cost",
    "brand": "brand",
    "manufacturer": "brand",
    "gtin": "gtin",
    "ean": "gtin",
    "upc": "gtin",
    "barcode": "gtin",
    "hs code": "hs_code",
}
_MOVED_HEADERS: Final = ("cost", "brand", "gtin", "hs code")
_ORIGIN: Final = fact_header("country of origin")
PARENT: Final = "parent sku"


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are Magento's product header."""
    words = frozenset(cells)
    return words >= _NEEDED and len(words & _ITS_OWN) > 1


@dataclass(slots=True)
class _Variations:
    """The parent and the options of each variation, by its SKU."""

    parent: dict[str, str] = field(default_factory=dict)
    options: dict[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    codes: dict[str, frozenset[str]] = field(default_factory=dict)


def unpack(cell: str) -> list[tuple[str, str]]:
    """Return the (code, value) pairs of ``a=b,c=d``; values of one attribute stand apart by commas."""
    pairs = (_PAIR.fullmatch(part.strip()) for part in _NEXT.split(cell))
    return [(m[1], m[2].strip().strip('"').replace("|", ", ")) for m in pairs if m and m[2].strip()]


def adapt(table: Table) -> Table:
    """Join variations to their configurable product and unpack the attributes.

    A row of a store view repeats a product in another language; it keeps its SKU only, so that it is counted
    as a row that adds nothing.
    """
    places = Places.of(table.headers)
    variations = _variations(table, places)

    def facts_of(cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        chosen = variations.codes.get(places.get(cells, "sku"), frozenset())
        for code, text in unpack(places.get(cells, "additional attributes")):
            name = name_key(code)
            if name in _MOVED or name in chosen or _NO_FACTS.fullmatch(name):
                continue
            yield code, text

    facts = names_in(table, lambda cells: (name for name, _text in facts_of(cells)))

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        sku = places.get(cells, "sku")
        parent = variations.parent.get(sku, "")
        if places.get(cells, "store view code"):
            bare = [""] * len(cells)
            places.put(bare, "sku", sku)
            return bare, [parent]
        _read_texts(places, cells)
        moved = _moved(places, cells)
        stated = {name_key(name): text for name, text in facts_of(cells)}
        options = option_cells(variations.options.get(sku, ()), _OPTIONS)
        own = [moved.get(name, "") for name in _MOVED_HEADERS]
        origin = places.get(cells, "country of manufacture")
        return cells, [
            parent,
            *options,
            *own,
            origin,
            *(stated.get(name_key(n), "") for n in facts),
        ]

    extra = (
        PARENT,
        *option_headers(_OPTIONS),
        *(f"additional {name}" for name in _MOVED_HEADERS),
        _ORIGIN,
        *map(fact_header, facts),
    )
    return widened(table, extra, rewrite)


def _variations(table: Table, places: Places) -> _Variations:
    found = _Variations()
    for _number, cells in table.read():
        packed = places.get(cells, "configurable variations")
        if not packed:
            continue
        labels = dict(unpack(places.get(cells, "configurable variation labels")))
        for part in packed.split("|"):
            pairs = unpack(part)
            sku = next((text for code, text in pairs if code == "sku"), "")
            if sku and sku not in found.parent:
                options = [(code, text) for code, text in pairs if code != "sku"]
                found.parent[sku] = places.get(cells, "sku")
                found.options[sku] = tuple((labels.get(c, _spoken(c)), t) for c, t in options)
                found.codes[sku] = frozenset(name_key(code) for code, _text in options)
    return found


def _spoken(code: str) -> str:
    return code.replace("_", " ").capitalize()


def _moved(places: Places, cells: Sequence[str]) -> dict[str, str]:
    """Return the attributes that have a column of their own, by the name of that column."""
    found: dict[str, str] = {}
    for code, text in unpack(places.get(cells, "additional attributes")):
        if (role := _MOVED.get(name_key(code))) is not None:
            found.setdefault(role.replace("_", " "), text)
    return found


def _read_texts(places: Places, cells: list[str]) -> None:
    places.put(cells, "description", places.first(cells, "description", "short description"))
    paths = places.get(cells, "categories").split(",")
    places.put(cells, "categories", deepest(paths, mark="/").replace("/", " > "))


LAYOUT: Final = Layout(
    name="magento",
    label="Magento 2 / Adobe Commerce",
    containers=("csv",),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "barcodes", "images",
        "facts", "categories", "brands", "hs_codes",
    ),
    recognises=recognises,
    roles={
        "product type": "ignore",
        "sku": "sku",
        PARENT: "parent_sku",
        "name": "title",
        "description": "description",
        "categories": "category",
        "price": "list_price",
        "qty": "stock",
        "weight": "weight",
        "base image": "image",
        "additional images": "image:2",
        "meta title": "seo_title",
        "meta description": "seo_description",
        "additional cost": "cost",
        "additional brand": "brand",
        "additional gtin": "gtin",
        "additional hs code": "hs_code",
    },
    adapt=adapt,
)  # fmt: skip
