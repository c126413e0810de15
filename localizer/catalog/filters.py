"""Which products the catalog table shows, in which order; filters kept by name."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Any, Final, Literal, NamedTuple

import msgspec

from localizer.catalog import preferences, search
from localizer.catalog.json_text import id_array
from localizer.catalog.search import Condition
from localizer.store.database import Reader, Step

#: What a product may lack.
Lack = Literal[
    "picture",
    "cost",
    "price",
    "stock",
    "barcode",
    "description",
    "facts",
    "category",
    "brand",
    "hs_code",
]
#: How products may be ordered; ``file`` is the seller's order. Amounts are compared without conversion.
Sort = Literal[
    "file",
    "key",
    "title",
    "brand",
    "category",
    "variants",
    "stock",
    "cost",
    "list_price",
    "facts",
]
#: So many brands and categories are offered, the most frequent ones.
FACETS: Final = 200
_PREFIX: Final = "filter:"
#: One variant without is enough: its price, say, could not be made.
_SOME_VARIANT: Final = (
    "(p.id IN (SELECT v.product_id FROM variant v WHERE {}) OR "
    "NOT EXISTS (SELECT 1 FROM variant v WHERE v.product_id = p.id))"
)
_BODY: Final = "p.id IN (SELECT b.id FROM product_body b WHERE {})"
_NO_IMAGES: Final = "b.images = '[]'"
_LACKS: Final[dict[Lack, str]] = {
    "picture": f"{_BODY.format(_NO_IMAGES)} AND NOT EXISTS "  # noqa: S608 - our own
    "(SELECT 1 FROM variant v WHERE v.product_id = p.id AND v.image <> '')",
    "cost": _SOME_VARIANT.format("v.cost IS NULL"),
    "price": _SOME_VARIANT.format("v.list_price IS NULL"),
    "stock": _SOME_VARIANT.format("v.stock IS NULL"),
    "barcode": _SOME_VARIANT.format("v.gtin = ''"),
    "description": _BODY.format("b.description_html = ''"),
    "facts": _BODY.format("b.facts = '[]'"),
    "category": "p.category = ''",
    "brand": "p.brand = ''",
    "hs_code": "p.hs_code = ''",
}
_OF_VARIANTS: Final = "(SELECT {} FROM variant v WHERE v.product_id = p.id)"
_SORTS: Final[dict[Sort, str]] = {
    "key": "p.key COLLATE NOCASE",
    "title": "p.title COLLATE NOCASE",
    "brand": "p.brand COLLATE NOCASE",
    "category": "p.category COLLATE NOCASE",
    "variants": _OF_VARIANTS.format("count(*)"),
    "stock": _OF_VARIANTS.format("sum(v.stock)"),
    # For the order on the screen alone; amounts themselves never become floats.
    "cost": _OF_VARIANTS.format("min(CAST(v.cost AS REAL))"),
    "list_price": _OF_VARIANTS.format("min(CAST(v.list_price AS REAL))"),
    "facts": "(SELECT json_array_length(b.facts) FROM product_body b WHERE b.id = p.id)",
}


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """What is wanted of the catalog. An empty field wants nothing; several ``lacks`` must all hold."""

    text: str = ""
    catalog_id: int | None = None
    brand: str = ""
    category: str = ""
    lacks: tuple[Lack, ...] = ()
    sort: Sort = "file"
    descending: bool = False


class Facet(NamedTuple):
    """A brand or category and how many products have it."""

    value: str
    products: int


@dataclass(frozen=True, slots=True)
class Facets:
    """The most frequent brands and categories of the workspace, most products first."""

    brands: tuple[Facet, ...]
    categories: tuple[Facet, ...]


def product_ids(reader: Reader, wanted: ProductFilter) -> array[int]:
    """Return the ids of the products that ``wanted`` describes, in its order."""
    found = _condition(reader, wanted)
    # One answer instead of a million rows: SQLite works on while other threads run.
    query = (
        "SELECT json_group_array(id) FROM (SELECT p.id FROM product p "  # noqa: S608 - our own
        f"WHERE {found.sql} ORDER BY {_order(wanted)})"
    )
    return id_array(reader.value(query, found.values))


def _condition(reader: Reader, wanted: ProductFilter) -> Condition:
    parts = [_LACKS[lack] for lack in wanted.lacks]
    values: dict[str, Any] = {}
    for name in ("catalog_id", "brand", "category"):
        value = getattr(wanted, name)
        if value not in (None, ""):
            parts.append(f"p.{name} = :{name}")
            values[name] = value
    found = search.condition(reader, wanted.text)
    if found is not None:
        parts.append(found.sql)
        values |= found.values
    return Condition(" AND ".join(parts) or "true", values)


def _order(wanted: ProductFilter) -> str:
    """Return the ORDER BY terms; what has no value comes last, equals come in file order."""
    way = "DESC" if wanted.descending else "ASC"
    place = f"p.catalog_id {way}, p.position {way}"
    if wanted.sort == "file":
        return place
    return f"{_SORTS[wanted.sort]} {way} NULLS LAST, p.catalog_id, p.position"


def facets(reader: Reader) -> Facets:
    """Return the brands and categories to choose from, `FACETS` of each at most."""
    return Facets(_facet(reader, "brand"), _facet(reader, "category"))


def _facet(reader: Reader, column: str) -> tuple[Facet, ...]:
    found = reader.rows(
        f"SELECT {column}, count(*) FROM product WHERE {column} <> '' "  # noqa: S608 - our own
        f"GROUP BY {column} ORDER BY 2 DESC, 1 LIMIT {FACETS}"
    )
    return tuple(Facet(*row) for row in found)


def save_filter(step: Step, name: str, wanted: ProductFilter) -> bool:
    """Keep ``wanted`` under ``name``; tell whether that changed anything."""
    return preferences.write(step, _PREFIX + name, msgspec.json.encode(wanted).decode())


def saved_filters(reader: Reader) -> dict[str, ProductFilter]:
    """Return the kept filters by name, in the order they were first kept.

    One that a newer program wrote and this one cannot read is left out.
    """
    found = reader.rows(
        "SELECT key, value FROM preference WHERE substr(key, 1, ?) = ? ORDER BY id",
        (len(_PREFIX), _PREFIX),
    )
    kept: dict[str, ProductFilter] = {}
    for key, value in found:
        try:
            kept[key[len(_PREFIX) :]] = msgspec.json.decode(value, type=ProductFilter)
        except msgspec.DecodeError:
            continue
    return kept


def drop_filter(step: Step, name: str) -> bool:
    """Forget the filter ``name``; tell whether there was one."""
    number = step.value("SELECT id FROM preference WHERE key = ?", (_PREFIX + name,))
    if number is None:
        return False
    step.write("DELETE FROM preference WHERE id = ?", (number,))
    return True
