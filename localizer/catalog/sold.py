"""Products as they are sold on a target: all that their prices and words there are worked out from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from localizer.catalog import prices, products, promotions
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.prices import StoredPrice
from localizer.model.product import Product
from localizer.model.promotion import Promotion
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class Sold:
    """One product with its prices in a market on a channel.

    ``variant_ids`` are by variant key, ``prices`` by variant id; ``source_locale`` is what it is written in.
    """

    product_id: int
    product: Product
    source_locale: str
    variant_ids: Mapping[str, int]
    prices: Mapping[int, StoredPrice]
    promotions: tuple[Promotion, ...]


def sold_products(
    reader: Reader, product_ids: Sequence[int], market: str, channel: str
) -> dict[int, Sold]:
    """Return those of ``product_ids`` that exist, by id; held all at once, so give some at a time."""
    found = products.load_many(reader, product_ids)
    ids = _variant_ids(reader, product_ids)
    locales = _locales(reader, product_ids)
    priced = prices.of_products(reader, product_ids, market, channel)
    planned = promotions.of_products(reader, product_ids)
    return {
        number: Sold(
            number,
            product,
            locales[number],
            ids.get(number, {}),
            priced.get(number, {}),
            planned.get(number, ()),
        )
        for number, product in found.items()
    }


def _variant_ids(reader: Reader, product_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    made: dict[int, dict[str, int]] = {}
    query = f"SELECT product_id, key, id FROM variant WHERE product_id {IDS} ORDER BY product_id, position"  # noqa: S608 - ours
    for number, key, variant in reader.tuples(query, listed(product_ids)):
        made.setdefault(number, {})[key] = variant
    return made


def _locales(reader: Reader, product_ids: Sequence[int]) -> dict[int, str]:
    query = (
        "SELECT p.id, c.locale FROM product p JOIN catalog c ON c.id = p.catalog_id "  # noqa: S608 - ours
        f"WHERE p.id {IDS}"
    )
    return dict(reader.tuples(query, listed(product_ids)))
