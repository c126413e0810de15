"""Everything of a product that can be searched, as one text with a line for each piece."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import unescape
from typing import Final

import msgspec

from localizer.catalog.json_text import IDS, listed
from localizer.store.database import Reader, Row

#: So many characters of one product are searched; the rest of an endless description is not.
SEARCHED_CHARACTERS: Final = 100_000
#: What of the columns kept beside the product is text for people.
_EXTRA: Final = frozenset({"tags", "seo_title", "seo_description"})
_BLOCK: Final = re.compile(
    r"</?(?:p|div|br|hr|li|ul|ol|dl|dt|dd|h[1-6]|table|thead|tbody|tr|td|th|section|blockquote|pre)\b[^<>]*>",
    re.IGNORECASE,
)
_INLINE: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
#: ``:ids`` is a JSON list.


class _Said(msgspec.Struct, array_like=True):
    """The beginning of a fact as `product_rows.write_facts` writes it; ``value`` and ``label`` are text."""

    name: str
    kind: str
    value: str
    label: str


_facts: Final = msgspec.json.Decoder(list[_Said])
_strings: Final = msgspec.json.Decoder(list[str])
_pairs: Final = msgspec.json.Decoder(list[tuple[str, str]])


def searched_texts(reader: Reader, ids: Sequence[int]) -> dict[int, str]:
    """Return the text of each product of ``ids`` that exists, in all its languages."""
    values = listed(ids)
    found = reader.rows(
        "SELECT p.id, p.key, p.title, p.brand, p.category, p.hs_code, b.description_html, "  # noqa: S608
        "b.bullets, b.facts, b.extra FROM product p LEFT JOIN product_body b ON b.id = p.id "
        f"WHERE p.id {IDS}",
        values,
    )
    lines = {row["id"]: dict.fromkeys(_product_lines(row)) for row in found}
    for row in reader.rows(
        f"SELECT product_id, sku, gtin, options FROM variant WHERE product_id {IDS}",  # noqa: S608
        values,
    ):
        options = (value for _name, value in _pairs.decode(row["options"]))
        lines[row["product_id"]].update(dict.fromkeys((row["sku"], row["gtin"], *options)))
    for row in reader.rows(
        "SELECT s.product_id, b.text FROM segment s JOIN translation t ON t.segment_id = s.id "  # noqa: S608
        f"JOIN translation_body b ON b.id = t.id WHERE s.product_id {IDS}",
        values,
    ):
        lines[row["product_id"]][row["text"]] = None
    return {number: _joined(texts) for number, texts in lines.items()}


def _product_lines(row: Row) -> list[str]:
    narrow = [row["key"], row["title"], row["brand"], row["category"], row["hs_code"]]
    if row["bullets"] is None:
        return narrow
    facts = _facts.decode(row["facts"])
    return [
        *narrow,
        *_strings.decode(row["bullets"]),
        *(fact.label for fact in facts),
        *(fact.value for fact in facts),
        *(value for name, value in _pairs.decode(row["extra"]) if name in _EXTRA),
        _without_markup(row["description_html"]),
    ]


def _without_markup(html: str) -> str:
    """Return the text of a description; blocks are lines, other elements leave no trace."""
    if "<" in html:
        html = _INLINE.sub("", _BLOCK.sub("\n", html))
    return unescape(html) if "&" in html else html


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)[:SEARCHED_CHARACTERS]
