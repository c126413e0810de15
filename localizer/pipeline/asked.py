"""What is asked on a target beside the regular price: for the files of a launch, and told for one price."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from zoneinfo import ZoneInfo

from localizer.catalog import products
from localizer.catalog.prices import StoredPrice
from localizer.catalog.sold import Sold
from localizer.intake.facts import FactLabel, make_fact
from localizer.model.launch import Launch, Target
from localizer.model.market import Market
from localizer.model.price import Strike, UnitPrice
from localizer.model.product import Fact, Product, Variant
from localizer.model.promotion import Asked
from localizer.model.term import TermBase
from localizer.pipeline.sales import Offered, former, offered
from localizer.pipeline.tokens import show_moment
from localizer.pipeline.tools import Tools
from localizer.price.content import CONTENT_FACTS, UNIT_PRICE_MARKETS, content_of
from localizer.price.policy import EU_MARKETS, unit_price
from localizer.price.promotion import Sale, current_or_next, judged
from localizer.price.requests import request_from_dict
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class Explained:
    """What is to be told beside a price: what is asked, and why something is not.

    ``struck`` is what the law of the market allows for the sale, ``None`` where there is none, or where the
    record it needs cannot tell variants apart that differ in price (then ``one_price`` is not set).
    ``refused`` are reductions that would go too low for a variant of the product.
    """

    asked: Asked
    sale: Sale | None
    struck: Strike | None
    refused: tuple[Sale, ...]
    one_price: bool
    zone: str


def explain(
    reader: Reader, tools: Tools, stored: StoredPrice, product_id: int, *, launch: Launch | None = None
) -> Explained:  # fmt: skip
    """Return what is to be told beside a stored price today, and at the show of ``launch``."""
    market = tools.packs.markets[stored.market]
    product = products.load(reader, product_id)
    found = offered(reader, market, product, product_id, stored.channel)
    now = tools.now()
    mine = found.sales.get(stored.variant_id, ())
    chosen = current_or_next(mine, now, None if launch is None else show_moment(launch, market))
    if chosen is not None and chosen.margin is None and not chosen.flags:
        chosen = judged(chosen, request_from_dict(stored.request, {}))
    keys = {number: key for key, number in products.variant_ids(reader, product_id).items()}
    variant = next(one for one in product.variants if one.key == keys[stored.variant_id])
    one_price, struck = _struck(found, product, market, stored, chosen, now)
    refused = tuple(one for one in mine if one.refused and not one.reduction.over(now))
    asked = _asked(stored, chosen, struck, _content(product, variant, tools.termbase), market)
    return Explained(asked, chosen, struck, refused, one_price, market.time_zone)


def asked_for(
    tools: Tools, launch: Launch, target: Target, sold: Sold, found: Offered
) -> dict[int, Asked]:
    """Return what is asked for a product's variants, by id, in the files of a launch."""
    market, product = tools.packs.markets[target.market], sold.product
    now, show = tools.now(), show_moment(launch, market)
    asked = {}
    for variant in product.variants:
        price = found.stored.get(sold.variant_ids[variant.key])
        if price is None or price.amount is None:
            continue
        chosen = current_or_next(found.sales.get(price.variant_id, ()), now, show)
        _same, struck = _struck(found, product, market, price, chosen, now)
        content = _content(product, variant, tools.termbase)
        asked[price.variant_id] = _asked(price, chosen, struck, content, market)
    return asked


def _struck(
    found: Offered, product: Product, market: Market, stored: StoredPrice, chosen: Sale | None,
    now: dt.datetime,
) -> tuple[bool, Strike | None]:  # fmt: skip
    """Tell whether all variants cost the same when ``chosen`` holds, and what may then be struck through.

    In the EU the record of a product counts, which is that of each variant only where they cost the same.
    Elsewhere each variant's own regular price is its former one.
    """
    at = now if chosen is None else max(now, chosen.reduction.starts_at or now)
    one_price = found.one_price(at)
    if chosen is None or stored.amount is None:
        return one_price, None
    if market.code in EU_MARKETS and not one_price:
        return one_price, None
    others = found.sales[stored.variant_id]
    return one_price, former(product, market, stored.amount, chosen, others, at)


def _asked(
    stored: StoredPrice,
    chosen: Sale | None,
    struck: Strike | None,
    content: tuple[Decimal, str] | None,
    market: Market,
) -> Asked:
    zone = ZoneInfo(market.time_zone)

    def local(at: dt.datetime | None) -> dt.datetime | None:
        return None if at is None else at.astimezone(zone)

    def per_unit(amount: Decimal | None) -> UnitPrice | None:
        if amount is None or content is None or market.code not in UNIT_PRICE_MARKETS:
            return None
        return unit_price(amount, *content, stored.currency)

    return Asked(
        sale=None if chosen is None else chosen.amount,
        sale_starts_at=None if chosen is None else local(chosen.reduction.starts_at),
        sale_ends_at=None if chosen is None else local(chosen.reduction.ends_at),
        was=None if struck is None else struck.price,
        unit_price=per_unit(stored.amount),
        sale_unit_price=None if chosen is None else per_unit(chosen.amount),
    )


def _content(product: Product, variant: Variant, termbase: TermBase) -> tuple[Decimal, str] | None:
    """Return what a package of ``variant`` holds: an option that says it, else the product's fact."""
    return content_of((*_option_facts(variant, termbase), *product.facts))


def _option_facts(variant: Variant, termbase: TermBase) -> Iterator[Fact]:
    for name, value in variant.options:
        concept = termbase.find(name, ("property",))
        if concept is not None and concept.id in CONTENT_FACTS:
            yield make_fact(FactLabel(concept.id, known=True), value)
