"""Numbers that stand for what a product's files hold, the same as long as they would hold the same.

They go by what a channel or a host sees: texts, prices asked, options, pictures, stock, facts, scripts, and
whether it goes out as a draft. What a price is made of is not part of it: a rate of another day that leaves
the price alone changes no listing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

import msgspec

from localizer.export.content import ProductContent
from localizer.export.listing import ListingRow
from localizer.export.material import Text
from localizer.model.segment import Field, Origin

#: Bytes of a hash: it has to tell versions of one product apart, not products from each other.
_BYTES: Final = 8
_ENCODER: Final = msgspec.json.Encoder()


class ContentPart(StrEnum):
    """The parts of a product that changes are told by; one byte of a hash for each of the eight."""

    TITLE = "title"
    TEXTS = "texts"
    PRICE = "price"
    STOCK = "stock"
    PICTURES = "pictures"
    FACTS = "facts"
    SCRIPTS = "scripts"
    OTHER = "other"


class Fingerprint(NamedTuple):
    """Two signed numbers of 8 bytes: the hash of the whole content, and the first byte of each part's.

    The whole decides whether something changed; the parts tell what, and miss one change in 256.
    """

    whole: int
    parts: int


def fingerprint(content: ProductContent) -> Fingerprint:
    """Return what tells this content of a product from another one."""
    digests = [
        hashlib.blake2b(_ENCODER.encode(part), digest_size=_BYTES).digest()
        for part in _parts(content)
    ]
    whole = hashlib.blake2b(b"".join(digests), digest_size=_BYTES).digest()
    return Fingerprint(_number(whole), _number(bytes(digest[0] for digest in digests)))


def changed_parts(before: Iterable[int], now: int) -> tuple[ContentPart, ...]:
    """Return the parts in which any of ``before`` differs from ``now`` (the parts of fingerprints)."""
    differing = 0
    for one in before:
        differing |= one ^ now
    bits = differing.to_bytes(_BYTES, "big", signed=True)
    return tuple(part for part, byte in zip(ContentPart, bits, strict=True) if byte)


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)


def _parts(content: ProductContent) -> Iterator[object]:
    """Yield what each part is made of, in the order of `ContentPart`."""
    product, rows, texts = content.product, content.rows, content.texts
    shown = rows[0].texts if rows else None
    titles = [_text(one) for one in texts if one.segment.field is Field.TITLE]
    others = [_text(one) for one in texts if one.segment.field is not Field.TITLE]
    yield product.title, shown and shown.title, titles
    yield (
        *(product.description_html, product.bullets),
        shown and (shown.bullets, shown.description),
        others,
    )
    yield [(row.variant_key, row.price, row.currency, row.price_text, row.asked) for row in rows]
    yield [(row.variant_key, row.stock) for row in rows]
    yield product.images, [(row.variant_key, row.images) for row in rows]
    yield (
        *(product.brand, product.category, product.hs_code, product.taxonomy, product.facts),
        *map(_goods, rows),
    )
    yield content.pitches
    # Cost and list price of a variant are the seller's own.
    variants = [(one.key, one.sku, one.options, one.image) for one in product.variants]
    yield content.source_locale, content.state, product.key, product.extra, variants


def _goods(row: ListingRow) -> object:
    return row.variant_key, row.sku, row.gtin, row.options, row.weight_g


def _text(text: Text) -> object:
    segment, written = text.segment, text.translation
    machine = written is not None and written.origin is Origin.ENGINE
    return segment.field, segment.position, segment.source, text.shown, machine
