"""What stored prices were asked with, many at once: each price's own part, and the parts many share."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from localizer.catalog.json_text import IDS, decode, listed
from localizer.store.database import Reader

Json = dict[str, object]
#: Market and channel.
Place = tuple[str, str]


class AskedPrice(NamedTuple):
    """One stored price and what it alone asks for; ``terms`` names what it shares (0: nothing).

    ``suggested`` is what the rules give where another price is kept.
    """

    variant_id: int
    product_id: int
    place: Place
    basis: str
    amount: Decimal | None
    suggested: Decimal | None
    currency: str
    margin: Decimal | None
    own: Json
    terms: int


def of_products(
    reader: Reader, product_ids: Sequence[int], places: Collection[Place]
) -> Iterator[AskedPrice]:
    """Yield the prices of products in ``places``."""
    return _read(reader, f"v.product_id {IDS}", product_ids, places)


def of_variants(
    reader: Reader, variant_ids: Sequence[int], places: Collection[Place]
) -> Iterator[AskedPrice]:
    """Yield the prices of variants in ``places``."""
    return _read(reader, f"v.id {IDS}", variant_ids, places)


def variants_in(reader: Reader, product_ids: Sequence[int]) -> int:
    """Return how many variants products have."""
    query = f"SELECT count(*) FROM variant WHERE product_id {IDS}"  # noqa: S608 - ours
    return int(reader.value(query, listed(product_ids)))


def owners(reader: Reader, variant_ids: Sequence[int]) -> dict[int, int]:
    """Return the product of each variant, of those that are still there."""
    query = f"SELECT id, product_id FROM variant WHERE id {IDS}"  # noqa: S608 - ours
    found = dict(reader.tuples(query, listed(variant_ids)))
    return {number: found[number] for number in variant_ids if number in found}


def terms(reader: Reader, ids: Collection[int]) -> dict[int, Json]:
    """Return the shared parts of requests by id."""
    query = f"SELECT id, request FROM price_terms WHERE id {IDS}"  # noqa: S608 - ours
    return {number: decode(text) for number, text in reader.tuples(query, listed(sorted(ids)))}


def _read(
    reader: Reader, which: str, ids: Sequence[int], places: Collection[Place]
) -> Iterator[AskedPrice]:
    found = reader.tuples(
        "SELECT v.id, v.product_id, p.market, p.channel, p.basis, p.amount, "  # noqa: S608 - ours
        "json_extract(b.answer, '$.suggested'), p.currency, p.margin, b.request, b.terms_id "
        "FROM variant v JOIN price p ON p.variant_id = v.id JOIN price_body b ON b.id = p.id "
        f"WHERE {which} ORDER BY v.product_id, v.position",
        listed(ids),
    )
    for (
        variant,
        product,
        market,
        channel,
        basis,
        amount,
        given,
        currency,
        margin,
        own,
        sharing,
    ) in found:
        if (market, channel) in places:
            yield AskedPrice(
                variant,
                product,
                (market, channel),
                basis,
                _decimal(amount),
                _decimal(given),
                currency,
                _decimal(margin),
                decode(own),
                sharing or 0,
            )


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
