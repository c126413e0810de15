"""What claims about a product may rest on at a launch: its facts, documents, stock, offers and records."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from localizer.catalog import products
from localizer.model.grounds import Ground, Grounds
from localizer.model.launch import Launch, Target
from localizer.model.product import Evidence, Product
from localizer.pipeline import tokens as deals
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.translate.reading import named_type

#: Words by which a document of a product is known as a laboratory's report.
_REPORT_WORDS = ("report", "test", "检测", "檢測", "报告", "報告", "laporan", "รายงาน", "báo cáo")


def grounds(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    product_id: int,
    target: Target,
    product: Product | None = None,
) -> Grounds:
    """Return what is known of a product on ``target`` at the moment of the show."""
    if product is None:
        product = products.load(reader, product_id)
    found = deals.deal(reader, tools, launch, product_id, target, product=product)
    facts = {fact.name: fact.value for fact in product.facts if fact.value}
    facts.update(_documents(product, launch))
    facts.update(_deal(found, product, target))
    kind = named_type(product.title, product.category, tools.termbase)
    skus = [product.key, *(variant.sku for variant in product.variants)]
    return Grounds(
        facts=facts,
        brand=product.brand,
        category="" if kind is None else kind.group,
        skus=tuple(dict.fromkeys(sku for sku in skus if sku)),
        product_type="" if kind is None else kind.id,
    )


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
    if found.offer_ends_at is not None:
        yield Ground.OFFER_END, found.offer_ends_at.isoformat()
    names = {"discount": Ground.OFFER, "free_shipping": Ground.FREE_SHIPPING}
    names |= {"voucher": Ground.VOUCHER, "bundle": Ground.BUNDLE, "gift": Ground.GIFT}
    yield from ((name, kind) for kind, name in names.items() if kind in found.kinds)


def _percent(price: Decimal, was: Decimal) -> str:
    """Return the reduction in whole percent, rounded down: what may be said is never more than it is."""
    return str(int((was - price) * 100 / was))
