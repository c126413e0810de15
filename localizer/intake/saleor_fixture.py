"""Saleor's products in a JSON dump of its database, as rows under the headers of Saleor's own CSV export.

The dump is Django's (``manage.py dumpdata``): a list of objects with model, pk and fields. Models and fields:
github.com/saleor/saleor, `saleor/static/populatedb_data.json` @723cd4eb. Looked up November 2026.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from localizer.intake.table import Grid, RawRow

Fields = Mapping[str, object]
Pairs = dict[str, list[str]]

_PRODUCT: Final = "product.product"
_VARIANT: Final = "product.productvariant"
_FIXED: Final = (
    "id", "name", "description", "category", "product type", "product weight", "product media",
    "variant id", "variant sku", "variant weight", "seo title", "seo description",
)  # fmt: skip
MAX_DEPTH: Final = 16


@dataclass(slots=True)
class _Dump:
    """The objects of a dump by model and key, each with its place in the document, from 1."""

    objects: dict[str, dict[str, tuple[int, Fields]]] = field(default_factory=dict)

    def all(self, model: str) -> Iterator[tuple[str, int, Fields]]:
        for key, (place, fields) in self.objects.get(model, {}).items():
            yield key, place, fields

    def get(self, model: str, key: str) -> Fields:
        return self.objects.get(model, {}).get(key, (0, {}))[1]

    def by(self, model: str, owner: str) -> dict[str, list[Fields]]:
        """Return the objects of ``model`` by the key of their owner."""
        found: dict[str, list[Fields]] = {}
        for _key, _place, fields in self.all(model):
            found.setdefault(text_of(fields.get(owner)), []).append(fields)
        return found


def unfold(document: object) -> Grid | None:
    """Return the products of a dump as a grid, ``None`` for any other document.

    A row's number is the place of its variant, or product, in the dump.
    """
    dump = _dump(document)
    if dump is None:
        return None
    rows = _rows(dump)
    return Grid("", lambda: iter(rows), len(rows))


def text_of(value: object) -> str:
    """Return a scalar as text, empty for none and for what has parts."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def _dump(document: object) -> _Dump | None:
    if not isinstance(document, list):
        return None
    dump = _Dump()
    for place, one in enumerate(document, start=1):
        if not isinstance(one, dict) or not isinstance(one.get("fields"), dict):
            return None
        objects = dump.objects.setdefault(text_of(one.get("model")), {})
        objects[text_of(one.get("pk"))] = (place, one["fields"])
    return dump if _PRODUCT in dump.objects else None


def _rows(dump: _Dump) -> list[RawRow]:
    """Return the header row, numbered 0, and a row for each variant, or product without any."""
    variants: dict[str, list[tuple[str, int, Fields]]] = {}
    for key, place, fields in dump.all(_VARIANT):
        variants.setdefault(text_of(fields.get("product")), []).append((key, place, fields))
    tables = _Tables(dump)
    records: list[tuple[int, dict[str, str]]] = []
    for product, place, fields in dump.all(_PRODUCT):
        own = tables.product(product, fields)
        found = variants.get(product, [])
        records += [(at, own | tables.variant(key, f)) for key, at, f in found] or [(place, own)]
    headers = list(dict.fromkeys((*_FIXED, *(name for _at, row in records for name in row))))
    rows = [(place, [row.get(name, "") for name in headers]) for place, row in records]
    return [(0, headers), *rows]


class _Tables:
    """What lies around products and variants in a dump, by their keys."""

    def __init__(self, dump: _Dump) -> None:
        self._dump = dump
        self._media = dump.by("product.productmedia", "product")
        self._prices = dump.by("product.productvariantchannellisting", "variant")
        self._stocks = dump.by("warehouse.stock", "product_variant")
        self._own_values = dump.by("attribute.assignedproductattributevalue", "product")
        self._assigned = _keys_by(dump, "attribute.assignedvariantattribute", "variant")
        self._values = dump.by("attribute.assignedvariantattributevalue", "assignment")

    def product(self, key: str, fields: Fields) -> dict[str, str]:
        return {
            "id": key,
            "name": text_of(fields.get("name")),
            "description": json_text(fields.get("description"))
            or text_of(fields.get("description_plaintext")),
            "category": self._category(text_of(fields.get("category"))),
            "product type": text_of(
                self._dump.get("product.producttype", text_of(fields.get("product_type"))).get(
                    "name"
                )
            ),
            "product weight": _weight(fields),
            "product media": "|".join(self._pictures(key)),
            "seo title": text_of(fields.get("seo_title")),
            "seo description": text_of(fields.get("seo_description")),
            **self._attributes(self._own_values.get(key, []), "product attribute"),
        }

    def variant(self, key: str, fields: Fields) -> dict[str, str]:
        assigned = [
            value for one in self._assigned.get(key, []) for value in self._values.get(one, [])
        ]
        return {
            "variant id": key,
            "variant name": text_of(fields.get("name")),
            "variant sku": text_of(fields.get("sku")),
            "variant weight": _weight(fields),
            **self._attributes(assigned, "variant attribute"),
            **self._prices_of(key),
            **{
                f"{text_of(s.get('warehouse'))} (warehouse quantity)": text_of(s.get("quantity"))
                for s in self._stocks.get(key, [])
            },
        }

    def _category(self, key: str) -> str:
        names: list[str] = []
        while key and len(names) < MAX_DEPTH:
            fields = self._dump.get("product.category", key)
            names.insert(0, text_of(fields.get("name")))
            key = text_of(fields.get("parent"))
        return " > ".join(name for name in names if name)

    def _pictures(self, product: str) -> Iterator[str]:
        for media in self._media.get(product, []):
            address = text_of(media.get("external_url")) or text_of(media.get("image"))
            if address and media.get("type", "IMAGE") == "IMAGE":
                yield address

    def _attributes(self, values: list[Fields], kind: str) -> dict[str, str]:
        found: Pairs = {}
        for assigned in values:
            value = self._dump.get("attribute.attributevalue", text_of(assigned.get("value")))
            attribute = self._dump.get("attribute.attribute", text_of(value.get("attribute")))
            slug, unit = text_of(attribute.get("slug")), text_of(attribute.get("unit"))
            name = text_of(value.get("name"))
            if slug and name:
                found.setdefault(f"{slug} ({kind})", []).append(f"{name} {unit}".strip())
        return {header: ", ".join(texts) for header, texts in found.items()}

    def _prices_of(self, variant: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for listing in self._prices.get(variant, []):
            channel = self._dump.get("channel.channel", text_of(listing.get("channel")))
            slug = text_of(channel.get("slug")) or text_of(listing.get("channel"))
            found[f"{slug} (channel price amount)"] = text_of(listing.get("price_amount"))
            found[f"{slug} (channel variant currency code)"] = text_of(listing.get("currency"))
            found[f"{slug} (channel variant cost price)"] = text_of(
                listing.get("cost_price_amount")
            )
        return found


def _keys_by(dump: _Dump, model: str, owner: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, _place, fields in dump.all(model):
        found.setdefault(text_of(fields.get(owner)), []).append(key)
    return found


def _weight(fields: Fields) -> str:
    """Return ``1.0:kg`` as ``1.0 kg``."""
    return text_of(fields.get("weight")).replace(":", " ")


def json_text(value: object) -> str:
    """Return the HTML of an EditorJS document: its paragraphs, headings and lists, in order."""
    blocks = value.get("blocks") if isinstance(value, dict) else None
    if not isinstance(blocks, list):
        return ""
    return "".join(_block(block) for block in blocks if isinstance(block, dict))


def _block(block: Mapping[str, object]) -> str:
    data = block.get("data")
    if not isinstance(data, dict):
        return ""
    items = data.get("items")
    if block.get("type") == "list" and isinstance(items, list):
        tag = "ol" if data.get("style") == "ordered" else "ul"
        inner = "".join(f"<li>{_item(item)}</li>" for item in items)
        return f"<{tag}>{inner}</{tag}>"
    text = text_of(data.get("text"))
    tag = "h3" if block.get("type") == "header" else "p"
    return f"<{tag}>{text}</{tag}>" if text else ""


def _item(item: object) -> str:
    return text_of(item.get("content")) if isinstance(item, dict) else text_of(item)
