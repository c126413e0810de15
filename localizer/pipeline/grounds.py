"""What claims about a product may rest on at a launch: its facts, documents, stock, offers and records."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import products, shop_facts
from localizer.model.grounds import Ground, Grounds
from localizer.model.launch import Launch, Target
from localizer.model.product import Evidence, Fact, Product
from localizer.model.promotion import Promotion
from localizer.pipeline import tokens as deals
from localizer.pipeline.lately import Lately
from localizer.pipeline.tools import Tools
from localizer.price.content import UNIT_PRICE_MARKETS, content_of
from localizer.price.policy import unit_price
from localizer.store.database import Reader
from localizer.translate.reading import named_type

#: Words by which a document of a product is known as a laboratory's report.
_REPORT_WORDS: Final = (
    "report",
    "test",
    "检测",
    "檢測",
    "报告",
    "報告",
    "laporan",
    "รายงาน",
    "báo cáo",
)

#: Months in a unit of time (CLDR).
_MONTHS: Final = {"month": Decimal(1), "year": Decimal(12)}


def grounds(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    product_id: int,
    target: Target,
    product: Product | None = None,
    lately: Lately | None = None,
) -> Grounds:
    """Return what is known of a product on ``target`` at the moment of the show."""
    if product is None:
        product = products.load(reader, product_id)
    found = deals.deal(reader, tools, launch, product_id, target, product=product, lately=lately)
    facts = dict(shop_facts.of_market(reader, target.market))
    facts.update((fact.name, _told(fact)) for fact in product.facts if fact.value)
    facts.update(_documents(product, launch))
    facts.update(_deal(found, product, target))
    facts.update(_unit_price(found, product, target))
    planned = deals.promotions_of(reader, product_id, lately)
    at = deals.show_moment(launch, tools.packs.markets[target.market])
    facts.update(_over(found, product, planned, at, target))
    kind = named_type(product.title, product.category, tools.termbase)
    skus = [product.key, *(variant.sku for variant in product.variants)]
    return Grounds(
        facts=facts,
        brand=product.brand,
        category="" if kind is None else kind.group,
        skus=tuple(dict.fromkeys(sku for sku in skus if sku)),
        currency="" if found.price is None else found.price.currency,
        product_type="" if kind is None else kind.id,
    )


def _told(fact: Fact) -> str:
    """Return what a fact says; a warranty in months, which is what texts are compared with."""
    if fact.name != Ground.WARRANTY or fact.number is None or fact.unit not in _MONTHS:
        return fact.value
    return f"{(fact.number * _MONTHS[fact.unit]).normalize():f}"


def _documents(product: Product, launch: Launch) -> Iterator[tuple[str, str]]:
    """Yield the first valid certificate and the first valid report."""
    valid = [one for one in product.evidence if one.valid_to is None or one.valid_to >= launch.date]
    reports = [one for one in valid if _is_report(one)]
    others = [one for one in valid if not _is_report(one)]
    for name, documents in ((Ground.TEST_REPORT, reports), (Ground.CERTIFICATE, others)):
        if documents:
            yield name, "; ".join(f"{one.kind} {one.number}".strip() for one in documents)


def _is_report(document: Evidence) -> bool:
    return any(word in document.kind.casefold() for word in _REPORT_WORDS)


def _deal(found: deals.Deal, product: Product, target: Target) -> Iterator[tuple[str, str]]:
    """Yield what the shop can say of prices, stock and offers."""
    if found.stock is not None:
        yield Ground.STOCK, str(found.stock)
    if found.price is not None:
        yield Ground.PRICE, f"{found.price.amount:f}"
    if found.price_to is not None:
        yield Ground.PRICE_TO, f"{found.price_to.amount:f}"
    if found.was is not None:
        yield Ground.WAS, f"{found.was.amount:f}"
        if found.price is not None and found.was.amount:
            yield Ground.SAVE_PERCENT, _percent(found.price.amount, found.was.amount)
    records = [one for one in product.price_records if one.market == target.market]
    if records and found.was is not None:
        yield (
            Ground.PRICE_RECORD,
            f"{records[-1].amount.amount:f} ({records[-1].since.isoformat()})",
        )
    elif records:
        yield Ground.PRICE_RECORD_OLD, records[-1].since.isoformat()
    if found.offer_ends_at is not None:
        yield Ground.OFFER_END, found.offer_ends_at.isoformat()
    names = {"discount": Ground.OFFER, "free_shipping": Ground.FREE_SHIPPING}
    names |= {"voucher": Ground.VOUCHER, "bundle": Ground.BUNDLE, "gift": Ground.GIFT}
    yield from ((name, kind) for kind, name in names.items() if kind in found.kinds)


def _unit_price(found: deals.Deal, product: Product, target: Target) -> Iterator[tuple[str, str]]:
    """Yield the price per unit where the law asks for it and every variant has the same price."""
    content = content_of(product.facts)
    if found.price is None or found.price != found.price_to or content is None:
        return
    if target.market not in UNIT_PRICE_MARKETS:
        return
    per = unit_price(found.price.amount, *content, found.price.currency)
    if per is not None:
        yield Ground.UNIT_PRICE, f"{per.amount:f}"
        yield Ground.UNIT_PRICE_PER, per.per


def _over(
    found: deals.Deal,
    product: Product,
    planned: Iterable[Promotion],
    at: dt.datetime,
    target: Target,
) -> Iterator[tuple[str, str]]:
    """Yield the day on which the last offer in the market ended, in the zone of ``at``, when none runs."""
    if found.kinds:
        return
    here = [one for one in product.offers if not one.markets or target.market in one.markets]
    ends = [one.ends_at for one in here if one.ends_at is not None]
    if isinstance(at.tzinfo, ZoneInfo):
        zone, channel = at.tzinfo, target.channel
        ends += [one.window(zone)[1] for one in planned if one.holds_in(target.market, channel)]
    ended = [end for end in ends if end <= at]
    if ended:
        yield Ground.OFFER_OVER, max(ended).astimezone(at.tzinfo).date().isoformat()


def _percent(price: Decimal, was: Decimal) -> str:
    """Return the reduction in whole percent, rounded down: what may be said is never more than it is."""
    return str(int((was - price) * 100 / was))
