"""A few products and texts that hold what was typed, for who knows what they want and not where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog import views
from localizer.catalog.filters import ProductFilter, product_ids
from localizer.catalog.json_text import encode
from localizer.catalog.memory_browse import words
from localizer.store.database import Reader

#: Finds of each kind.
FOUND: Final = 8


@dataclass(frozen=True, slots=True)
class ProductHit:
    """A product that was found."""

    id: int
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class TextHit:
    """A translation that was found, by its own words or those of its source."""

    id: int
    product_id: int
    locale: str
    source: str
    text: str


def find_products(reader: Reader, text: str) -> tuple[ProductHit, ...]:
    """Return products that hold ``text`` in any field and language, in catalog order."""
    if not text.strip():
        return ()
    ids = product_ids(reader, ProductFilter(text))[:FOUND]
    lines = views.product_lines(reader, ids)
    return tuple(
        ProductHit(number, lines[number].key, lines[number].title)
        for number in ids
        if number in lines
    )


def find_texts(reader: Reader, text: str, locales: Sequence[str]) -> tuple[TextHit, ...]:
    """Return texts in ``locales`` that hold all words of ``text``, on either side."""
    wanted = words(text)
    if not wanted or not locales:
        return ()
    terms = " AND ".join(
        f"(b.text LIKE :w{place} ESCAPE '\\' OR sb.source LIKE :w{place} ESCAPE '\\')"
        for place in range(len(wanted))
    )
    values = {f"w{place}": views.like(word) for place, word in enumerate(wanted)}
    found = reader.rows(
        "SELECT t.id, s.product_id, t.locale, sb.source, b.text FROM translation t "  # noqa: S608
        "JOIN translation_body b ON b.id = t.id JOIN segment s ON s.id = t.segment_id "
        "JOIN segment_body sb ON sb.id = s.id "
        f"WHERE t.locale IN (SELECT value FROM json_each(:locales)) AND {terms} LIMIT :limit",
        {**values, "locales": encode(list(locales)), "limit": FOUND},
    )
    return tuple(
        TextHit(row["id"], row["product_id"], row["locale"], row["source"], row["text"])
        for row in found
    )
