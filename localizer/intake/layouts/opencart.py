"""The workbook of OpenCart's export/import tool: sheet Products, and sheets beside it that refer to it.

Columns (texts once a language, as ``name(en-gb)``) and sheets (AdditionalImages, ProductOptions,
ProductOptionValues, ProductAttributes): github.com/ruOpenCart/export-import-tool @588e358a, version 3.22.
Looked up November 2026. Prices are in the shop's default currency, which the file does not tell; categories
are numbers of another file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.reshape import (
    Places,
    fact_header,
    name_key,
    option_headers,
    reshaped,
    tidy_name,
)
from localizer.intake.table import Grid, Table, is_blank

_NEEDED: Final = frozenset({"product id", "model"})
#: Texts written once a language, by the column they become.
_TEXTS: Final = {
    "name": "title",
    "description": "description",
    "meta title": "seo_title",
    "meta description": "seo_description",
    "tags": "tags",
}
_CODES: Final = ("ean", "upc", "jan", "isbn")
_MORE_IMAGES: Final = "more images"
_NUMBER: Final = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,8})?")
_YES: Final = frozenset({"true", "yes", "1"})


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are the header of the sheet Products."""
    words = frozenset(cells)
    return words >= _NEEDED and any(word.startswith("name(") for word in words)


@dataclass(frozen=True, slots=True)
class OptionValue:
    """A value of an option: how much it adds to price and weight, and how many there are."""

    value: str
    quantity: str
    price: str
    weight: str


@dataclass(slots=True)
class _Beside:
    """What the other sheets say of a product, by its number."""

    images: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, dict[str, list[OptionValue]]] = field(default_factory=dict)
    required: set[tuple[str, str]] = field(default_factory=set)
    attributes: dict[str, dict[str, str]] = field(default_factory=dict)


def adapt(table: Table) -> Table:
    """Take the texts in the first language, the model where there is no SKU, and one barcode."""
    return joined(table, table.others)


def joined(table: Table, others: Sequence[Grid]) -> Table:
    """Return the products with what the sheets ``others`` of the same workbook say of them.

    The one option a buyer must choose makes variants. Of several OpenCart neither sells nor counts
    combinations, so they, and options that may be left out, become facts.
    """
    places = Places.of(table.headers)
    beside = _read(others)
    facts = _fact_names(beside)
    width = len(table.headers)

    def rewrite(cells: list[str]) -> Iterator[list[str]]:
        row = [*cells[:width], *[""] * (width - len(cells))]
        _read_texts(places, row)
        number = places.get(row, "product id")
        chosen, stated = _options(beside, number)
        stated.update({name_key(n): t for n, t in beside.attributes.get(number, {}).items()})
        images = "|".join(beside.images.get(number, ()))
        more = [images, *(stated.get(name_key(name), "") for name in facts)]
        if chosen is None:
            yield [*row, *more, "", ""]
            return
        name, values = chosen
        for index, value in enumerate(values):
            own = row if index == 0 else _only_key(places, row)
            new = more if index == 0 else [""] * len(more)
            yield [*_variant(places, row, own, value), *new, name, value.value]

    extra = (_MORE_IMAGES, *map(fact_header, facts), *option_headers(1))
    return reshaped(table, rewrite, headers=(*table.headers, *extra), roles=_text_roles(places))


def _text_roles(places: Places) -> dict[str, str]:
    """Return the roles of texts: the first language of each is the catalog's, others are not read."""
    roles: dict[str, str] = {}
    for name in places.at:
        base, bracket, _language = name.partition("(")
        if bracket and (role := _TEXTS.get(base.strip())) is not None:
            roles[name] = role if role not in roles.values() else "ignore"
    return roles


def _read_texts(places: Places, row: list[str]) -> None:
    for name in places.at:
        text = places.get(row, name)
        if name.startswith(("name(", "description(")) and "&" in text and "<" not in text:
            places.put(row, name, html.unescape(text))
    places.put(row, "sku", places.first(row, "sku", "model"))
    places.put(row, "ean", places.first(row, *_CODES))


def _only_key(places: Places, row: Sequence[str]) -> list[str]:
    cells = [""] * len(row)
    for name in ("product id", "weight unit"):
        places.put(cells, name, places.get(row, name))
    return cells


def _variant(
    places: Places, product: Sequence[str], own: Sequence[str], value: OptionValue
) -> list[str]:
    """Return the row of a variant: the product's price and weight with what the value adds."""
    cells = list(own)
    sku = places.get(product, "sku")
    price, weight = places.get(product, "price"), places.get(product, "weight")
    places.put(cells, "sku", f"{sku}-{value.value}" if sku else "")
    places.put(cells, "quantity", value.quantity)
    places.put(cells, "price", _plus(price, value.price))
    places.put(cells, "weight", _plus(weight, value.weight))
    return cells


def _plus(text: str, change: str) -> str:
    """Add a signed change to a number as written; what is no number stays as it is."""
    if not _NUMBER.fullmatch(text) or not _NUMBER.fullmatch(change):
        return text
    return f"{Decimal(text) + Decimal(change):f}"


def _options(
    beside: _Beside, number: str
) -> tuple[tuple[str, list[OptionValue]] | None, dict[str, str]]:
    """Return the option that makes the variants, if there is one, and the others as facts."""
    options = beside.values.get(number, {})
    needed = [name for name in options if (number, name) in beside.required]
    chosen = needed[0] if len(needed) == 1 else None
    stated = {
        name_key(name): ", ".join(value.value for value in values)
        for name, values in options.items()
        if name != chosen
    }
    return (None if chosen is None else (chosen, options[chosen])), stated


def _fact_names(beside: _Beside) -> tuple[str, ...]:
    names = [name for options in beside.values.values() for name in options]
    names += [name for attributes in beside.attributes.values() for name in attributes]
    return tuple({name_key(name): tidy_name(name) for name in names}.values())


def _read(grids: Sequence[Grid]) -> _Beside:
    """Return what the sheets beside Products say; sheets of other kinds are passed over."""
    found = _Beside()
    for grid in grids:
        kind = simplify(grid.name)
        for row in _records(grid) if kind in _SHEETS else ():
            _SHEETS[kind](found, row)
    return found


def _records(grid: Grid) -> Iterator[Mapping[str, str]]:
    places: Places | None = None
    for _number, cells in grid.rows():
        if is_blank(cells):
            continue
        if places is None:
            places = Places.of(cells)
            continue
        yield {name: places.get(cells, name) for name in places.at}


def _take_image(found: _Beside, row: Mapping[str, str]) -> None:
    if image := row.get("image"):
        found.images.setdefault(row.get("product id", ""), []).append(image)


def _take_option(found: _Beside, row: Mapping[str, str]) -> None:
    if row.get("required", "").casefold() in _YES:
        found.required.add((row.get("product id", ""), row.get("option", "")))


def _take_value(found: _Beside, row: Mapping[str, str]) -> None:
    name, value = row.get("option", ""), row.get("option value", "")
    if name and value:
        options = found.values.setdefault(row.get("product id", ""), {})
        made = OptionValue(
            value, row.get("quantity", ""), _signed(row, "price"), _signed(row, "weight")
        )
        options.setdefault(name, []).append(made)


def _signed(row: Mapping[str, str], name: str) -> str:
    sign = "-" if row.get(f"{name} prefix") == "-" else ""
    text = row.get(name, "")
    return f"{sign}{text}" if text else ""


def _take_attribute(found: _Beside, row: Mapping[str, str]) -> None:
    text = next((t for name, t in row.items() if name.startswith("text(") and t), "")
    if (name := row.get("attribute", "")) and text:
        found.attributes.setdefault(row.get("product id", ""), {})[name] = text


_SHEETS: Final = {
    "additionalimages": _take_image,
    "productoptions": _take_option,
    "productoptionvalues": _take_value,
    "productattributes": _take_attribute,
}

LAYOUT: Final = Layout(
    name="opencart",
    label="OpenCart (Export/Import Tool)",
    containers=("xlsx", "xls", "ods"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "stock", "barcodes", "images", "facts",
        "weights", "brands",
    ),
    recognises=recognises,
    roles={
        "product id": "product",
        "categories": "ignore",
        "sku": "sku",
        "upc": "ignore",
        "ean": "gtin",
        "jan": "ignore",
        "isbn": "ignore",
        "model": "ignore",
        "quantity": "stock",
        "manufacturer": "brand",
        "image name": "image",
        _MORE_IMAGES: "image",
        "price": "list_price",
        "weight": "weight",
        "weight unit": "weight_unit",
    },
    adapt=adapt,
)  # fmt: skip
