"""The reductions of a product on a target, and what may be struck through beside the price they make.

Offers of the catalog file and planned promotions are weighed together. Nothing here changes a price.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from localizer.catalog import prices, promotions
from localizer.catalog.prices import StoredPrice
from localizer.model.market import Market
from localizer.model.price import PriceRequest, Strike
from localizer.model.product import Product
from localizer.model.promotion import Promotion
from localizer.price.policy import EU_MARKETS, LOOK_BACK, lowest_before, strike
from localizer.price.promotion import (
    Reduction,
    Sale,
    reduced_since,
    running,
    sale,
    sale_price,
    together,
)
from localizer.price.requests import request_from_dict
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class Offered:
    """The priced variants of a product on a target: stored and regular price and every reduction, by id.

    Refused sales are among the reductions, so that they can be told. A reduction that is refused for one
    variant is refused for all.
    """

    stored: Mapping[int, StoredPrice]
    regular: Mapping[int, Decimal]
    sales: Mapping[int, tuple[Sale, ...]]

    def running(self, at: dt.datetime) -> dict[int, Sale]:
        """Return the sale that holds at ``at`` for each variant that has one."""
        found = {number: running(sales, at) for number, sales in self.sales.items()}
        return {number: one for number, one in found.items() if one is not None}

    def asked(self, at: dt.datetime) -> dict[int, Decimal]:
        """Return what a buyer pays for each variant at ``at``."""
        return dict(self.regular) | {n: one.amount for n, one in self.running(at).items()}

    def one_price(self, at: dt.datetime) -> bool:
        """Tell whether every variant costs the same at ``at``, and did before."""
        return len(set(self.regular.values())) == 1 == len(set(self.asked(at).values()))


def offered(
    reader: Reader, market: Market, product: Product, product_id: int, channel: str
) -> Offered:
    """Return what is asked for the variants of a product in ``market`` on ``channel``."""
    stored = prices.of_product(reader, product_id, market.code, channel)
    return offered_of(market, product, stored, promotions.of_product(reader, product_id), channel)


def offered_of(
    market: Market,
    product: Product,
    stored: Mapping[int, StoredPrice],
    planned: Iterable[Promotion],
    channel: str,
) -> Offered:
    """Return what `offered` does of a product whose prices and promotions are at hand."""
    here = [one for one in planned if one.holds_in(market.code, channel)]
    reductions = (*_of_file(product, market), *(reduction(one, market) for one in here))
    return Offered(
        stored,
        {n: one.amount for n, one in stored.items() if one.amount is not None},
        _sales(stored, reductions),
    )


def reduction(promotion: Promotion, market: Market) -> Reduction:
    """Return a promotion as it is in ``market``: its window in the market's own time."""
    starts, ends = promotion.window(ZoneInfo(market.time_zone))
    return Reduction(
        promotion.percent,
        starts,
        ends,
        promotion.name,
        promotion.rounding,
        guarded=not promotion.below_floor,
    )


def _of_file(product: Product, market: Market) -> Iterator[Reduction]:
    for offer in product.offers:
        here = not offer.markets or market.code in offer.markets
        if here and offer.kind == "discount" and offer.percent is not None:
            yield Reduction(offer.percent, offer.starts_at, offer.ends_at)


def _sales(
    stored: Mapping[int, StoredPrice], reductions: Sequence[Reduction]
) -> dict[int, tuple[Sale, ...]]:
    """Return what each reduction makes of prices; only planned ones are worked out with their margin."""
    if not reductions:
        return {}
    planned = any(one.name for one in reductions)
    priced = {
        number: (one, request_from_dict(one.request, {}) if planned else None)
        for number, one in stored.items()
        if one.amount is not None
    }
    found = [
        together({number: _sale(*both, one) for number, both in priced.items()})
        for one in reductions
    ]
    return {number: tuple(one[number] for one in found if number in one) for number in stored}


def _sale(stored: StoredPrice, request: PriceRequest | None, one: Reduction) -> Sale | None:
    if stored.amount is None:
        return None
    if one.name and request is not None:
        return sale(stored.amount, request, one)
    amount = sale_price(stored.amount, stored.currency, (), one)
    return None if amount is None else Sale(one, amount)


def former(
    product: Product, market: Market, regular: Decimal, chosen: Sale, others: tuple[Sale, ...],
    at: dt.datetime,
) -> Strike:  # fmt: skip
    """Return what may be struck through beside the sale ``chosen`` of a ``regular`` price.

    In the EU that is the lowest price of the 30 days before the reduction began; other reductions in those
    days count with what was asked then. Where nobody knows the beginning, it is the day of ``at``.
    """
    if market.code not in EU_MARKETS:
        return strike(market.code, chosen.amount, market.currency, seller_was=regular)
    begins = (reduced_since(chosen, others) or at).astimezone(ZoneInfo(market.time_zone)).date()
    records = [
        (one.since, one.amount.amount)
        for one in product.price_records
        if one.market == market.code and one.amount.currency == market.currency
    ]
    lowest = lowest_before(records, begins)
    if lowest is not None:
        lowest = min((lowest, *_asked_before(others, begins, market)))
    return strike(market.code, chosen.amount, market.currency, lowest_30_days=lowest)


def _asked_before(others: tuple[Sale, ...], begins: dt.date, market: Market) -> Iterator[Decimal]:
    """Yield what other reductions asked in the 30 days before the day a reduction ``begins``."""
    zone = ZoneInfo(market.time_zone)
    for one in others:
        starts, ends = one.reduction.starts_at, one.reduction.ends_at
        if one.refused or starts is None or ends is None:
            continue
        first, last = starts.astimezone(zone).date(), ends.astimezone(zone).date()
        if first < begins and last >= begins - LOOK_BACK:
            yield one.amount
