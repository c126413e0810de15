"""What the tokens of texts and scripts are worth for a product at the moment of a launch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_time

from localizer.catalog import prices, products
from localizer.model.launch import Launch, Target
from localizer.model.locale import to_babel
from localizer.model.market import Market
from localizer.model.money import Money, quantize_selling
from localizer.model.product import Offer, Product
from localizer.pipeline.tools import Tools
from localizer.price.display import format_price
from localizer.price.policy import EU_MARKETS, strike
from localizer.store.database import Reader

#: A live show starts in the evening of the market's own day.
SHOW_HOUR: Final = 20
#: "Only N left" may be said up to this many pieces.
LOW_STOCK: Final = 20
#: An end further away is not said as a time of day.
SAME_NIGHT: Final = dt.timedelta(hours=12)
#: The EU's look-back for a reduction: Directive 98/6/EC Art. 6a (checked 2026-11-21).
LOOK_BACK: Final = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Deal:
    """What holds for one product on one target at the show: amounts, offers, stock.

    ``price`` is what a buyer pays for the cheapest variant, ``price_to`` for the dearest, a running
    discount taken off; ``was`` is what may be struck through. Former and bundle prices are given only
    where every variant costs the same, because only then they are true of each.
    """

    price: Money | None
    price_to: Money | None
    was: Money | None
    bundle: Money | None
    bundle_quantity: int
    offer_ends_at: dt.datetime | None
    stock: int | None
    kinds: frozenset[str]


def show_moment(launch: Launch, market: Market) -> dt.datetime:
    """Return when the launch's show starts in ``market``, with its zone."""
    evening = dt.time(SHOW_HOUR, tzinfo=ZoneInfo(market.time_zone))
    return dt.datetime.combine(launch.date, evening)


def deal(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    product_id: int,
    target: Target,
    *,
    product: Product | None = None,
) -> Deal:
    """Return what holds for a product on ``target`` at the show; the cheapest variant counts.

    Give ``product`` when it is at hand, to spare reading it again.
    """
    market = tools.packs.markets[target.market]
    if product is None:
        product = products.load(reader, product_id)
    at = show_moment(launch, market)
    running = [offer for offer in product.offers if offer.running(at, target.market)]
    stored = prices.of_product(reader, product_id, target.market, target.channel)
    amounts = [price.amount for price in stored.values() if price.amount is not None]
    regular, dearest = min(amounts, default=None), max(amounts, default=None)
    one_price = regular == dearest
    discount = max((o.percent or Decimal(0) for o in _of(running, "discount")), default=Decimal(0))
    price = None if regular is None else _less(regular, discount, market.currency)
    bundle = next(iter(_of(running, "bundle")), None)
    quantity = bundle.quantity or 0 if bundle else 0
    return Deal(
        price=price,
        price_to=None if dearest is None else _less(dearest, discount, market.currency),
        was=_was(product, market, at, regular, price) if one_price else None,
        bundle=_bundle(regular, bundle, market.currency) if one_price else None,
        bundle_quantity=quantity,
        offer_ends_at=_ends_tonight(running, at),
        stock=_stock(product),
        kinds=frozenset(offer.kind for offer in running),
    )


def tokens(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    basket: Mapping[int, int],
    product_id: int,
    target: Target,
) -> dict[str, str]:
    """Return the text of every token that has a value; ``basket`` gives a product's number in the show."""
    found = deal(reader, tools, launch, product_id, target)
    return written(found, tools, basket, product_id, target)


def written(
    found: Deal, tools: Tools, basket: Mapping[int, int], product_id: int, target: Target
) -> dict[str, str]:
    """Return the tokens of a deal as texts of the target's locale."""
    values: dict[str, str] = {}
    if product_id in basket:
        values["n"] = str(basket[product_id])
    if found.price is not None:
        values["price"] = _price_text(found, tools, target)
    if found.price is not None and found.was is not None:
        values["was"] = _shown(found.was, target)
        saved = found.was.amount - found.price.amount
        values["save"] = _shown(Money(saved, found.was.currency), target)
    if found.bundle is not None:
        values[f"bundle:{found.bundle_quantity}"] = _shown(found.bundle, target)
    if found.stock is not None and 0 < found.stock <= LOW_STOCK:
        values["stock"] = str(found.stock)
    if found.offer_ends_at is not None:
        market = tools.packs.markets[target.market]
        values["offer_end"] = _moment(found.offer_ends_at, market, target.locale)
    return values


def basket_numbers(order: Sequence[int]) -> dict[int, int]:
    """Return each product's number in the basket, counted from 1 in the order of the show."""
    return {product_id: place for place, product_id in enumerate(order, 1)}


def conditions(found: Deal, values: dict[str, str]) -> frozenset[str]:
    """Return the conditions of phrases that hold, by the names of the phrase banks."""
    names = {
        "offer": "discount" in found.kinds,
        "offer_end": "offer_end" in values,
        "stock_low": "stock" in values,
        "free_shipping": "free_shipping" in found.kinds,
        "voucher": "voucher" in found.kinds,
        "bundle": found.bundle is not None,
        "price_record": "was" in values,
    }
    return frozenset(name for name, holds in names.items() if holds)


def _of(offers: Sequence[Offer], kind: str) -> list[Offer]:
    return [offer for offer in offers if offer.kind == kind]


def _less(regular: Decimal, share: Decimal, currency: str) -> Money:
    return Money(quantize_selling(regular * (1 - share), currency), currency)


def _bundle(regular: Decimal | None, offer: Offer | None, currency: str) -> Money | None:
    if regular is None or offer is None or not offer.quantity or not offer.percent:
        return None
    return _less(regular * offer.quantity, offer.percent, currency)


def _was(
    product: Product,
    market: Market,
    at: dt.datetime,
    regular: Decimal | None,
    price: Money | None,
) -> Money | None:
    """Return the former price that may be shown: in the EU the lowest of the last 30 days."""
    if regular is None or price is None or price.amount >= regular:
        return None
    day = at.date()
    past = [r for r in product.price_records if r.market == market.code and r.since <= day]
    recent = [r.amount.amount for r in past if r.since >= day - LOOK_BACK]
    before = [r for r in past if r.since < day - LOOK_BACK]
    if before:
        recent.append(max(before, key=lambda r: r.since).amount.amount)
    answer = strike(
        market.code,
        price.amount,
        market.currency,
        lowest_30_days=min(recent, default=None),
        seller_was=None if market.code in EU_MARKETS else regular,
    )
    return None if answer.price is None else Money(answer.price, market.currency)


def _ends_tonight(running: Sequence[Offer], at: dt.datetime) -> dt.datetime | None:
    """Return the end a host may count down to: a time of day means the one that comes next."""
    ends = [offer.ends_at for offer in running if offer.ends_at is not None]
    return min((end for end in ends if end - at <= SAME_NIGHT), default=None)


def _stock(product: Product) -> int | None:
    known = [variant.stock for variant in product.variants if variant.stock is not None]
    return sum(known) if known else None


def _price_text(found: Deal, tools: Tools, target: Target) -> str:
    """Return the price, or the span of prices where variants differ: a host must not promise the lowest."""
    if found.price is None:
        return ""
    low = _shown(found.price, target)
    if found.price_to is None or found.price_to == found.price:
        return low
    patterns = tools.patterns.find(target.locale)
    span = "{from}–{to}" if patterns is None else patterns.join.span
    high = _shown(found.price_to, target)
    return span.replace("{from}", low).replace("{to}", high)


def _shown(money: Money, target: Target) -> str:
    return format_price(money.amount, money.currency, target.locale, whole=True)


def _moment(moment: dt.datetime, market: Market, locale: str) -> str:
    local = moment.astimezone(ZoneInfo(market.time_zone))
    return format_time(local.time(), format="short", locale=to_babel(locale))
