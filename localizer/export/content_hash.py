"""A number that stands for what a product's files hold, the same as long as they would hold the same.

It goes by what a channel or a host sees: texts, prices asked, options, pictures, stock, facts, scripts, and
whether it goes out as a draft. What a price is made of is not part of it: a rate of another day that leaves
the price alone changes no listing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from localizer.export.content import ProductContent
from localizer.export.material import Text
from localizer.model.segment import Origin

#: Bytes of the hash: it has to tell versions of one product apart, not products from each other.
_BYTES = 8
_ENCODER = msgspec.json.Encoder()


def content_hash(content: ProductContent) -> int:
    """Return the hash as a signed number of 8 bytes."""
    digest = hashlib.blake2b(digest_size=_BYTES)
    for part in _parts(content):
        digest.update(_ENCODER.encode(part))
        digest.update(b"\n")
    return int.from_bytes(digest.digest(), "big", signed=True)


def _parts(content: ProductContent) -> Iterator[object]:
    product = content.product
    yield (
        content.source_locale,
        content.state,
        product.key,
        product.title,
        product.description_html,
        product.bullets,
        product.brand,
        product.category,
        product.images,
        product.facts,
        product.hs_code,
        product.taxonomy,
        product.extra,
    )
    # Cost and list price are the seller's own.
    yield [
        (one.key, one.sku, one.options, one.gtin, one.stock, one.weight_g, one.image)
        for one in product.variants
    ]
    yield content.rows
    yield content.pitches
    yield [
        (text.segment.field, text.segment.position, text.segment.source, text.shown, _machine(text))
        for text in content.texts
    ]


def _machine(text: Text) -> bool:
    return text.translation is not None and text.translation.origin is Origin.ENGINE
