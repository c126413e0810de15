"""What the tokens of texts and scripts are worth for a product at the moment of a launch."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from babel.dates import format_time

from localizer.catalog import prices, products, promotions
from localizer.catalog.launches import ProductOrder
from localizer.model.grounds import LOW_STOCK
from localizer.model.launch import Launch, Target
from localizer.model.locale import to_babel
from localizer.model.market import Market
from localizer.model.money import Money, quantize_selling
from localizer.model.product import Offer, Product
from localizer.model.promotion import Promotion
from localizer.pipeline import sales
from localizer.pipeline.lately import Lately
from localizer.pipeline.tools import Tools
from localizer.price.display import format_price
from localizer.price.promotion import Sale
from localizer.price.spoken import spoken_span
from localizer.store.database import Reader

#: Gives the tokens of a product for a target.
Said = Callable[[Reader, int, Target], dict[str, str]]
#: An end further away is not said as a time of day.
SAME_NIGHT: Final = dt.timedelta(hours=12)


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
    zone = ZoneInfo(market.time_zone)
    return dt.datetime.combine(launch.date, launch.hour, tzinfo=zone)


def deal(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    product_id: int,
    target: Target,
    *,
    product: Product | None = None,
    lately: Lately | None = None,
) -> Deal:
    """Return what holds for a product on ``target`` at the show; the cheapest variant counts.

    Give ``product`` when it is at hand, to spare reading it again, and ``lately`` where the same is asked
    for once more.
    """

    def read() -> Deal:
        market = tools.packs.markets[target.market]
        goods = products.load(reader, product_id) if product is None else product
        stored = prices.of_product(reader, product_id, market.code, target.channel)
        planned = promotions_of(reader, product_id, lately)
        offered = sales.offered_of(market, goods, stored, planned, target.channel)
        return deal_of(tools, launch, goods, target, offered)

    if lately is None:
        return read()
    return lately.of(reader, product_id, ("deal", launch, target), read)


def promotions_of(reader: Reader, product_id: int, lately: Lately | None) -> tuple[Promotion, ...]:
    """Return the promotions a product takes part in."""
    read = partial(promotions.of_product, reader, product_id)
    return read() if lately is None else lately.of(reader, product_id, "promotions", read)


def deal_of(
    tools: Tools, launch: Launch, product: Product, target: Target, offered: sales.Offered
) -> Deal:
    """Return what `deal` does of a product for which it is known what is asked."""
    market = tools.packs.markets[target.market]
    at = show_moment(launch, market)
    running = [offer for offer in product.offers if offer.running(at, target.market)]
    on_sale = offered.running(at)
    amounts = offered.asked(at).values()
    bundle = next(iter(_of(running, "bundle")), None)
    regular = min(offered.regular.values(), default=None)
    has_one_price = len(set(offered.regular.values())) == 1
    return Deal(
        price=Money(min(amounts), market.currency) if amounts else None,
        price_to=Money(max(amounts), market.currency) if amounts else None,
        was=_was(product, market, offered, at) if offered.one_price(at) else None,
        bundle=_bundle(regular, bundle, market.currency) if has_one_price else None,
        bundle_quantity=bundle.quantity or 0 if bundle else 0,
        offer_ends_at=_ends_tonight(_ends(running, on_sale.values()), at),
        stock=_stock(product),
        kinds=frozenset(offer.kind for offer in running) | ({"discount"} if on_sale else set()),
    )


def tokens(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    basket: Mapping[int, int],
    product_id: int,
    target: Target,
    lately: Lately | None = None,
) -> dict[str, str]:
    """Return the text of every token that has a value; ``basket`` gives a product's number in the show."""
    found = deal(reader, tools, launch, product_id, target, lately=lately)
    return written(found, tools, basket, product_id, target)


def written(
    found: Deal, tools: Tools, basket: Mapping[int, int], product_id: int, target: Target
) -> dict[str, str]:
    """Return the tokens of a deal as texts of the target's locale."""
    values: dict[str, str] = {}
    if product_id in basket:
        values["n"] = str(basket[product_id])
    for name, span in _amounts(found).items():
        values[name] = _shown_span(span, tools, target)
    if found.stock is not None and 0 < found.stock <= LOW_STOCK:
        values["stock"] = str(found.stock)
    if found.offer_ends_at is not None:
        market = tools.packs.markets[target.market]
        values["offer_end"] = _moment(found.offer_ends_at, market, target.locale)
    return values


def spoken(
    found: Deal, tools: Tools, basket: Mapping[int, int], product_id: int, target: Target
) -> dict[str, str]:
    """Return the tokens of `written` with every amount of money as the host says it, in words."""
    values = written(found, tools, basket, product_id, target)
    for name, (low, high) in _amounts(found).items():
        values[name] = spoken_span(low.amount, high.amount, low.currency, target.locale)
    return values


def spoken_source(tools: Tools, launch: Launch, order: Sequence[int]) -> Said:
    """Return what gives the tokens of a product on a target as the host says them."""
    basket = basket_numbers(order)

    def say(reader: Reader, product_id: int, target: Target) -> dict[str, str]:
        found = deal(reader, tools, launch, product_id, target)
        return spoken(found, tools, basket, product_id, target)

    return say


class _Basket(Mapping[int, int]):
    """Asks for the number of a product when it is wanted: a text needs one, of a million products."""

    def __init__(self, order: ProductOrder) -> None:
        self._order = order
        self._known: dict[int, int | None] = {}

    def __getitem__(self, product_id: int) -> int:
        if product_id not in self._known:
            self._known[product_id] = self._order.number_of(product_id)
        number = self._known[product_id]
        if number is None:
            raise KeyError(product_id)
        return number

    def __iter__(self) -> Iterator[int]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)


def basket_numbers(order: Sequence[int]) -> Mapping[int, int]:
    """Return each product's number in the basket, counted from 1 in the order of the show."""
    if isinstance(order, ProductOrder):
        return _Basket(order)
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


def _was(product: Product, market: Market, offered: sales.Offered, at: dt.datetime) -> Money | None:
    """Return the former price that may be shown beside the one price of a product."""
    for number, chosen in offered.running(at).items():
        regular, others = offered.regular[number], offered.sales[number]
        answer = sales.former(product, market, regular, chosen, others, at)
        return None if answer.price is None else Money(answer.price, market.currency)
    return None


def _ends(running: Sequence[Offer], on_sale: Iterable[Sale]) -> Iterator[dt.datetime]:
    """Yield when what a buyer gets at the show ends: the reductions that hold, offers of other kinds."""
    for end in (one.reduction.ends_at for one in on_sale):
        if end is not None:
            yield end
    for offer in running:
        if offer.ends_at is not None and (offer.kind != "discount" or offer.percent is None):
            yield offer.ends_at


def _ends_tonight(ends: Iterable[dt.datetime], at: dt.datetime) -> dt.datetime | None:
    """Return the end a host may count down to: a time of day means the one that comes next."""
    return min((end for end in ends if end - at <= SAME_NIGHT), default=None)


def _stock(product: Product) -> int | None:
    known = [variant.stock for variant in product.variants if variant.stock is not None]
    return sum(known) if known else None


def _amounts(found: Deal) -> dict[str, tuple[Money, Money]]:
    """Return the lowest and highest amount of every token of money that has a value.

    Both are the same but for a price whose variants differ: a host must not promise the lowest.
    """
    values: dict[str, tuple[Money, Money]] = {}
    if found.price is not None:
        values["price"] = (found.price, found.price_to or found.price)
    if found.price is not None and found.was is not None:
        saved = Money(found.was.amount - found.price.amount, found.was.currency)
        values |= {"was": (found.was, found.was), "save": (saved, saved)}
    if found.bundle is not None:
        values[f"bundle:{found.bundle_quantity}"] = (found.bundle, found.bundle)
    return values


def _shown_span(span: tuple[Money, Money], tools: Tools, target: Target) -> str:
    """Return an amount, or two that differ, as the locale writes them."""
    low, high = span
    if high == low:
        return _shown(low, target)
    patterns = tools.patterns.find(target.locale)
    joined = "{from}–{to}" if patterns is None else patterns.join.span
    return joined.replace("{from}", _shown(low, target)).replace("{to}", _shown(high, target))


def _shown(money: Money, target: Target) -> str:
    return format_price(money.amount, money.currency, target.locale, whole=True)


def _moment(moment: dt.datetime, market: Market, locale: str) -> str:
    local = moment.astimezone(ZoneInfo(market.time_zone))
    return format_time(local.time(), format="short", locale=to_babel(locale))
