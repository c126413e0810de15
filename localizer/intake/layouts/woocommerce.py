r"""WooCommerce's product CSV: simple, variable and variation rows joined by ``Parent`` (an SKU or ``id:N``).

Header and the form of values (``\n`` for a line end, ``\,`` for a comma in a value, an apostrophe before
``= + - @``): github.com/woocommerce/woocommerce, `includes/export/class-wc-product-csv-exporter.php` and
`abstract-wc-csv-exporter.php`, versions of 2026. Looked up November 2026. The exporter translates its header
into the shop's language; English headers are known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
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

_NEEDED: Final = frozenset({"type", "name"})
_ITS_OWN: Final = frozenset(
    {"is featured?", "visibility in catalog", "regular price", "tax status", "backorders allowed?",
     "sold individually?", "parent", "attribute 1 name", "in stock?"}
)  # fmt: skip
_ATTRIBUTE: Final = r"attribute (\d{1,3}) name"
_VALUES: Final = ("attribute {n} value(s)", "attribute {n} value")
_PROTECTED: Final = re.compile(r"'(?=[=+\-@\t\r])")
_LINE_END: Final = re.compile(r"\\\\n|\\n")
_COMMA: Final = re.compile(r"(?<!\\),")
_OPTIONS: Final = 9
#: Cells of a variable product that would make it look like a variant of itself.
_OF_VARIANTS: Final = ("regular price", "sale price", "stock", "gtin, upc, ean, or isbn")
PRODUCT: Final = "product key"


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are WooCommerce's product header."""
    words = frozenset(cells)
    return words >= _NEEDED and len(words & _ITS_OWN) > 1


def _freed(cell: str) -> str:
    """Return a cell without the apostrophe that keeps spreadsheet programs from calculating it."""
    return _PROTECTED.sub("", cell, count=1) if cell[:1] == "'" else cell


@dataclass(slots=True)
class _Parents:
    """What variations need of the variable product above them, by its SKU and by ``id:N``."""

    weight: dict[str, str] = field(default_factory=dict)
    stock: dict[str, str] = field(default_factory=dict)
    options: dict[str, set[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns of one file, and how its cells are read."""

    places: Places
    attributes: tuple[tuple[str, tuple[str, ...]], ...]
    weight: str

    def get(self, cells: Sequence[str], name: str) -> str:
        return _freed(self.places.get(cells, name))

    def kind(self, cells: Sequence[str]) -> str:
        """Return the type without its companions (``simple, virtual``)."""
        return self.get(cells, "type").partition(",")[0].strip().casefold()

    def pairs(self, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield the attributes with a value; a comma in a value has lost its mark."""
        for column, values in self.attributes:
            name = self.get(cells, column)
            text = self.places.first(cells, *values) if name else ""
            if text:
                yield name, text.replace("\\,", ",")

    def keys(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the names variations may call this product by."""
        sku, number = self.get(cells, "sku"), self.get(cells, "id")
        return tuple(key for key in (sku, f"id:{number}" if number else "") if key)


def adapt(table: Table) -> Table:
    """Join variations to their products; their attributes become options, all others facts."""
    places = Places.of(table.headers)
    weight = next((name for name in places.at if name.startswith("weight")), "weight")
    attributes = tuple(
        (column, tuple(values.format(n=number) for values in _VALUES))
        for number, column in places.numbered(_ATTRIBUTE)
    )
    sheet = _Sheet(places, attributes, weight)
    parents = _parents(table, sheet)

    def fact_names(cells: list[str]) -> Iterator[str]:
        return (name for name, _text in _facts(sheet, parents, cells))

    facts = names_in(table, fact_names)

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        row = [_freed(cell) for cell in cells]
        is_variation = sheet.kind(cells) == "variation"
        _read_texts(sheet, row)
        if is_variation:
            _inherit(sheet, parents, row)
        elif sheet.kind(cells) == "variable" and _has_variations(sheet, parents, cells):
            for name in (*_OF_VARIANTS, sheet.weight):
                places.put(row, name, "")
        options = list(sheet.pairs(cells)) if is_variation else []
        stated = {name_key(name): text for name, text in _facts(sheet, parents, cells)}
        key = next(iter(sheet.keys(cells)), "")
        return row, [
            key,
            *option_cells(options, _OPTIONS),
            *(stated.get(name_key(n), "") for n in facts),
        ]

    packed = (name for name in places.at if name.startswith("attribute "))
    roles = {PRODUCT: "product"} | dict.fromkeys(packed, "ignore")
    extra = (PRODUCT, *option_headers(_OPTIONS), *map(fact_header, facts))
    return widened(table, extra, rewrite, roles=roles)


def _parents(table: Table, sheet: _Sheet) -> _Parents:
    found = _Parents()
    for _number, cells in table.read():
        kind = sheet.kind(cells)
        if kind == "variable":
            for key in sheet.keys(cells):
                found.weight[key] = sheet.get(cells, sheet.weight)
                found.stock[key] = sheet.get(cells, "stock")
        elif kind == "variation":
            names = found.options.setdefault(sheet.get(cells, "parent"), set())
            names.update(name_key(name) for name, _text in sheet.pairs(cells))
    return found


def _has_variations(sheet: _Sheet, parents: _Parents, cells: Sequence[str]) -> bool:
    return any(key in parents.options for key in sheet.keys(cells))


def _facts(sheet: _Sheet, parents: _Parents, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the attributes of a product that none of its variations chooses among."""
    if sheet.kind(cells) == "variation":
        return
    chosen: set[str] = set()
    for key in sheet.keys(cells):
        chosen |= parents.options.get(key, set())
    yield from ((name, text) for name, text in sheet.pairs(cells) if name_key(name) not in chosen)


def _read_texts(sheet: _Sheet, row: list[str]) -> None:
    """Turn written line ends into line ends, and many categories into the deepest."""
    places = sheet.places
    text = places.first(row, "description", "short description")
    places.put(row, "description", _LINE_END.sub(_line_end, text))
    paths = [path.replace("\\,", ",") for path in _COMMA.split(places.get(row, "categories"))]
    places.put(row, "categories", deepest(paths, mark=">"))
    places.put(row, "brands", places.get(row, "brands").replace("\\,", ","))


def _line_end(match: re.Match[str]) -> str:
    return "\n" if match[0] == "\\n" else "\\n"


def _inherit(sheet: _Sheet, parents: _Parents, row: list[str]) -> None:
    """Give a variation the weight of its product where it has none, and the stock it shares."""
    parent = sheet.get(row, "parent")
    inherited: Mapping[str, tuple[str, Mapping[str, str]]] = {
        sheet.weight: ("", parents.weight),
        "stock": ("parent", parents.stock),
    }
    for name, (said, values) in inherited.items():
        if sheet.places.get(row, name).casefold() == said:
            sheet.places.put(row, name, values.get(parent, ""))


LAYOUT: Final = Layout(
    name="woocommerce",
    label="WooCommerce",
    containers=("csv", "tsv"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "stock", "barcodes", "images",
        "facts", "weights", "categories", "brands",
    ),
    recognises=recognises,
    roles={
        "type": "ignore",
        "id": "ignore",
        "sku": "sku",
        "parent": "parent_sku",
        "gtin, upc, ean, or isbn": "gtin",
        "name": "title",
        "description": "description",
        "stock": "stock",
        "regular price": "list_price",
        "cost of goods": "cost",
        "categories": "category",
        "tags": "tags",
        "images": "image",
        "brands": "brand",
        "commodity code (hs code)": "hs_code",
    },
    adapt=adapt,
)  # fmt: skip
