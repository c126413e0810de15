"""Records with parts inside (JSON objects, XML elements) become rows of cells under headers.

It knows how strangers nest (a list of variants, prices in two fields, pictures as objects), not what a
column means: that is decided by headers, as for any table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from functools import lru_cache
from typing import Final

from localizer.intake.packed_options import named_values, split_options
from localizer.intake.table import Grid, RawRow

#: Gives every record with its number, from the first one on, each time it is called.
Records = Callable[[], Iterator[tuple[int, Mapping[str, object]]]]
Cells = dict[str, str]

MAX_COLUMNS: Final = 1000
MAX_DEPTH: Final = 32
MAX_OPTIONS: Final = 9
#: Digits `str` and `int` convert without complaint (Python's own limit, 3.11).
_MAX_DIGITS: Final = 4000
_VARIANTS: Final = frozenset(
    ["variants", "variant", "skus", "skulist", "children", "variations", "productvariants",
     "variantlist", "sku列表", "规格列表"]
)  # fmt: skip
#: Lists of GraphQL stand in an object of their own.
_WRAPPERS: Final = frozenset(["edges", "nodes", "pageinfo", "totalcount", "typename"])
_IDENTITY: Final = frozenset(
    ["id", "handle", "slug", "productid", "goodsid", "productcode", "code", "spu", "spuid", "itemid",
     "itemgroupid", "groupid", "externalid", "urlkey", "货号", "款号", "商品id", "商品编号"]
)  # fmt: skip
#: Fields that belong to the variant where there are variants; a product's own value holds for all of them.
_OF_VARIANT: Final = frozenset(
    ["price", "cost", "stock", "quantity", "inventory", "inventoryquantity", "weight", "weightunit",
     "barcode", "gtin", "ean", "upc", "currency", "价格", "售价", "成本", "库存", "重量", "条码"]
)  # fmt: skip
_OPTIONS: Final = frozenset(
    ["color", "colour", "size", "颜色", "颜色分类", "尺码", "尺寸", "规格", "款式"]
)
_OPTION_SETS: Final = frozenset(
    ["options", "attributes", "optionvalues", "selectedoptions", "specs", "properties", "属性", "规格",
     "option", "spec", "attribute", "attrs", "attr", "props", "variation", "variations",
     "variationoptions", "saleattrs", "saleattributes", "salesattributes", "saleattr", "salesattrs",
     "skuattributes", "skuattrs", "skuspec", "skuspecs", "specification", "specifications",
     "specvalues", "attributevalues", "variantoptions", "variantattributes", "销售属性", "sku属性",
     "规格属性", "选项", "規格", "屬性", "選項"]
)  # fmt: skip
#: Texts under these names are options even where no name stands in them.
_OPTION_TEXTS: Final = frozenset(
    ["spec", "specs", "skuspec", "skuspecs", "variation", "variantoptions", "option", "销售属性", "sku属性",
     "规格属性", "选项", "規格", "選項"]
)  # fmt: skip
_FACT_SETS: Final = frozenset(
    ["attributes", "properties", "specs", "specifications", "facts", "params", "parameters", "属性",
     "参数", "商品属性", "规格参数"]
)  # fmt: skip
_NAMES: Final = ("name", "key", "label", "attribute", "title", "属性名")
_VALUES: Final = ("", "value", "values", "val", "text", "option", "属性值")
_ADDRESSES: Final = ("src", "url", "href", "link", "image", "originalSrc", "file")
_PICTURES: Final = re.compile("image|picture|photo|media|gallery|图", re.IGNORECASE)
_OPTION_NUMBER: Final = re.compile(r"option_?([1-9])", re.IGNORECASE)


class TooNestedError(ValueError):
    """A record has more levels or fields than a product can have."""


def text_of(value: object) -> str:
    """Return a scalar as text: numbers with their digits, ``true`` and ``false``, nothing for null."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, int) and value.bit_length() > _MAX_DIGITS * 3:
        return ""
    return str(value)


class Unfolder:
    """Turns records into rows; `learn` every record first, so that all rows have the same headers."""

    def __init__(self) -> None:
        """Start without any header."""
        #: Headers of products, and whether a record has anything there.
        self._own: dict[str, bool] = {}
        self._variant: dict[str, None] = {}
        self._final: dict[str, int] = {}
        self._columns: dict[str, tuple[str, ...]] = {}

    def learn(self, record: Mapping[str, object]) -> None:
        """Take in the headers of a record. Raises `TooNestedError` when there are too many."""
        own, variants = _parts(record)
        for header, text in own.items():
            self._own[header] = bool(text) or self._own.get(header, False)
        for variant in variants:
            self._variant.update(dict.fromkeys(variant))
        if len(self._own) + len(self._variant) > MAX_COLUMNS:
            raise TooNestedError

    @property
    def headers(self) -> list[str]:
        """Return the headers of all records learnt, and fix them for `rows`."""
        kept = (h for h, is_filled in self._own.items() if is_filled or not self._is_taken_apart(h))
        self._columns = {header: self._places(header) for header in kept}
        names = [name for places in self._columns.values() for name in places]
        self._final = {
            name: index for index, name in enumerate(dict.fromkeys([*names, *self._variant]))
        }
        return list(self._final)

    def rows(self, record: Mapping[str, object]) -> Iterator[list[str]]:
        """Yield the rows of a record: one, or one for each variant with the product's cells on the first."""
        own, variants = _parts(record)
        product: Cells = {}
        shared: Cells = {}
        for header, text in own.items():
            for name in self._columns.get(header, ()):
                (shared if name in self._variant else product)[name] = text
        if not variants:
            yield self._row(product | shared)
            return
        shared.pop("variant sku", None)
        for index, variant in enumerate(variants):
            kept = product if index == 0 else {h: t for h, t in product.items() if _is_key(h)}
            yield self._row(kept | shared | {h: t for h, t in variant.items() if t})

    def _is_taken_apart(self, header: str) -> bool:
        """Tell whether a field that is nothing in some records is an object or a list of them in others."""
        if _plain(header) in _VARIANTS or _plain(header) in _FACT_SETS:
            return len(self._own) > 1
        return any(other.startswith(f"{header} ") for other in self._own)

    def _places(self, header: str) -> tuple[str, ...]:
        """Return the columns a product's field goes to in a file that has variants, or only itself."""
        if not self._variant:
            return (header,)
        plain = _plain(header)
        if plain == "id":
            return ("product id",)
        if plain == "sku":
            return ("product code", "variant sku") if "variant sku" in self._variant else (header,)
        first = _plain(header.split(" ", maxsplit=1)[0])
        if first in _OF_VARIANT and f"variant {header}" in self._variant:
            return (f"variant {header}",)
        return (header,)

    def _row(self, cells: Mapping[str, str]) -> list[str]:
        row = [""] * len(self._final)
        for name, text in cells.items():
            index = self._final.get(name)
            if index is not None:
                row[index] = text
        return row


def grid_of(records: Records, told: Callable[[], AbstractContextManager[None]]) -> Grid:
    """Return the grid of nested records: the header counts as row 1, a record's rows share its number.

    The rows are read inside ``told``, which says in words what can go wrong. Raises `TooNestedError` when
    the records have too many fields to be products.
    """
    shape = Unfolder()
    count = 0
    for _number, record in records():
        shape.learn(record)
        count += 1
    headers = shape.headers

    def rows() -> Iterator[RawRow]:
        with told():
            yield 1, headers
            for number, record in records():
                for row in shape.rows(record):
                    yield number + 1, row

    return Grid("", rows, count, titled=True)


@lru_cache(maxsize=4096)
def _plain(key: str) -> str:
    return re.sub(r"[\s_\-]+", "", key).casefold()


def _is_key(header: str) -> bool:
    return _plain(header) in _IDENTITY


def _parts(record: Mapping[str, object]) -> tuple[Cells, list[Cells]]:
    """Return the product's cells and those of each of its variants."""
    if not any(isinstance(value, list | dict) for value in record.values()):
        return {key: text_of(value) for key, value in record.items()}, []
    values = {key: _unwrapped(raw) for key, raw in record.items()}
    lists = {key: _dicts(value) for key, value in values.items() if _plain(key) in _VARIANTS}
    variants = [_variant(one) for found in lists.values() for one in found]
    numbered = any("variant option1 value" in variant for variant in variants)
    own: Cells = {}
    for key, value in values.items():
        if numbered and _plain(key) == "options" and isinstance(value, list):
            _name_options(variants, value)
        elif not lists.get(key):
            _put(own, key, value, 0)
    return own, variants


def _variant(record: Mapping[str, object]) -> Cells:
    cells: Cells = {}
    options: list[tuple[str, str]] = []
    for key, raw in record.items():
        value, plain = _unwrapped(raw), _plain(key)
        if numbered := _OPTION_NUMBER.fullmatch(key.strip()):
            cells[f"variant option{numbered[1]} value"] = _joined(value)
        elif plain in _OPTION_SETS and (pairs := _option_pairs(key, value)):
            options.extend(pairs)
        elif plain in _OPTIONS and not isinstance(value, dict):
            cells[key] = _joined(value)
        else:
            _put(cells, f"variant {key}", value, 0)
    for number, (name, text) in enumerate(options, start=1):
        if number > MAX_OPTIONS:
            _join_in(cells, name, text)
            continue
        cells[f"variant option{number} name"] = name
        cells[f"variant option{number} value"] = text
    return cells


def _option_pairs(key: str, value: object) -> Sequence[tuple[str, str]]:
    """Return the options a variant's field holds, however they are written; none for another field."""
    if isinstance(value, dict | list):
        return named_values(value) or _pairs(value)
    text = text_of(value).strip()
    if not text:
        return ()
    plain = _plain(key)
    return split_options(text) or ([(key, text)] if plain in _OPTION_TEXTS else ())


def _name_options(variants: list[Cells], options: list[object]) -> None:
    """Give numbered option values the names that stand with the product."""
    for number, option in enumerate(options[:MAX_OPTIONS], start=1):
        name = _first(option, _NAMES) if isinstance(option, dict) else text_of(option)
        for variant in variants:
            if name and f"variant option{number} value" in variant:
                variant.setdefault(f"variant option{number} name", name)


def _put(cells: Cells, header: str, value: object, depth: int) -> None:
    """Add a field, and what is inside it, to ``cells``."""
    if depth > MAX_DEPTH:
        raise TooNestedError
    value = _unwrapped(value)
    if isinstance(value, list):
        _put_list(cells, header, value, depth)
    elif not isinstance(value, dict):
        _join_in(cells, header, text_of(value))
    else:
        bare = depth == 0 and _plain(header) in _FACT_SETS
        for key, inside in value.items():
            name = key if bare else f"{header} {key}".strip()
            _put(cells, name, inside, depth + 1)


def _put_list(cells: Cells, header: str, values: list[object], depth: int) -> None:
    inside = _dicts(values)
    if len(inside) < len(values) or not inside:
        _join_in(cells, header, _joined([v for v in values if not isinstance(v, dict)]))
    if not inside:
        return
    pairs = _pairs(inside)
    if pairs:
        for name, text in pairs:
            _join_in(cells, name, text)
        return
    for keys in (_ADDRESSES, _NAMES) if _PICTURES.search(header) else (_NAMES,):
        texts = [_first(one, keys) for one in inside]
        if all(texts):
            _join_in(cells, header, "|".join(texts))
            return
    for one in inside:
        _put(cells, header, one, depth + 1)


def _join_in(cells: Cells, header: str, text: str) -> None:
    """Set a cell, or add to what a field of the same name has put there."""
    before = cells.get(header, "")
    cells[header] = f"{before}|{text}" if before and text else before or text


def _pairs(value: object) -> list[tuple[str, str]]:
    """Return names and values where the whole of ``value`` is such pairs, written either way."""
    if isinstance(value, dict):
        if any(isinstance(text, list | dict) for text in value.values()):
            return []
        return [(name, text_of(text)) for name, text in value.items()]
    if not isinstance(value, list) or not value:
        return []
    found = [(_first(v, _NAMES), _first(v, _VALUES)) for v in value if isinstance(v, dict)]
    return found if len(found) == len(value) and all(n and t for n, t in found) else []


def _first(record: Mapping[str, object], keys: Iterable[str]) -> str:
    """Return the text under the first of ``keys`` that ``record`` has and that is no object."""
    for key in keys:
        value = record.get(key)
        if value is not None and not isinstance(value, dict):
            return _joined(value)
    return ""


def _joined(value: object) -> str:
    if not isinstance(value, list):
        return "" if isinstance(value, dict) else text_of(value)
    return "|".join(text for one in value if (text := _joined(one)))


def _dicts(value: object) -> list[dict[str, object]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _unwrapped(value: object) -> object:
    """Return the list inside ``{"edges": [{"node": …}]}`` or ``{"nodes": […]}``, else the value itself."""
    if not isinstance(value, dict) or not value or not {_plain(k) for k in value} <= _WRAPPERS:
        return value
    nodes = value.get("nodes")
    if isinstance(nodes, list):
        return nodes
    edges = value.get("edges")
    return [edge.get("node") for edge in _dicts(edges)] if isinstance(edges, list) else value
