"""How far a promotion reaches: a product is on sale as a whole or not at all, and that is counted."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from localizer import pipeline
from localizer.catalog import launches, prices, products
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.model.product import Product, Variant
from localizer.model.promotion import Asked, Promotion
from localizer.pipeline import tokens as deals
from localizer.pipeline.asked import explain
from localizer.pipeline.promotion_reach import Reach, launch_targets, reach
from localizer.pipeline.promotions import plan_promotion, promotion_of, try_promotion
from localizer.pipeline.tools import Tools
from localizer.price.promotion import Stays
from localizer.store.database import Store
from tests.support.asked import asked_now

AMERICAN = Target("US", "amazon", "en-US")
TARGETS = ["US/amazon", "TH/shopee"]
SHOW = dt.date(2026, 11, 28)


def goods(key: str, *costs: str) -> Product:
    variants = tuple(
        Variant(f"{key}-{n}", f"{key}-{n}", cost=Money.of(cost, "CNY") if cost else None)
        for n, cost in enumerate(costs)
    )
    return Product(key, key, variants)


@pytest.fixture
def launch(store: Store, tools: Tools) -> Launch:
    """Return a launch of a mug in two colours, a dress and a hat without a cost.

    In the US the second mug must earn so much that no reduction is left for it.
    """
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "c", "zh-Hans")
        made = [goods("mug", "20", "24"), goods("dress", "50"), goods("hat", "")]
        products.save_products(step, number, made)
    pipeline.create_launch(store, tools, "launch", TARGETS, SHOW)
    pipeline.draft(store, tools)
    mug = products.product_ids(store.read())[0]
    place = RulePlace("US", variant_id=products.variant_ids(store.read(), mug)["mug-1"])
    pipeline.set_rule(store, tools, RuleKind.FLOOR, place, "0.5")
    return launches.find(store.read())


def sale(tools: Tools, percent: str = "0.05", **changes: object) -> Promotion:
    values: dict[str, object] = {
        "starts": dt.datetime.fromisoformat("2026-11-25"),
        "ends": dt.datetime.fromisoformat("2026-12-01"),
        **changes,
    }
    return promotion_of(tools, "Sale", Decimal(percent), **values)  # type: ignore[arg-type]


def counted(store: Store, tools: Tools, promotion: Promotion) -> dict[str, Reach]:
    return {one.target.market: one for one in reach(store.read(), tools, promotion)}


def test_one_variant_keeps_the_whole_product_at_its_regular_prices(
    store: Store, tools: Tools, launch: Launch
) -> None:
    mug, dress, _hat = products.product_ids(store.read())
    plan_promotion(store, tools, sale(tools))
    reader = store.read()

    def terms(number: int, target: Target) -> list[Asked]:
        return list(asked_now(reader, tools, launch, number, target).values())

    assert [one.sale for one in terms(mug, AMERICAN)] == [None, None]
    assert None not in [one.sale for one in terms(dress, AMERICAN)]
    thai = next(one for one in launch.targets if one.market == "TH")
    assert None not in [one.sale for one in terms(mug, thai)]
    assert not deals.deal(reader, tools, launch, mug, AMERICAN).kinds
    assert deals.deal(reader, tools, launch, dress, AMERICAN).kinds == {"discount"}
    first, second = prices.of_product(reader, mug, "US", "amazon").values()
    own, other = (explain(reader, tools, one, mug, launch=launch) for one in (second, first))
    assert [one.too_low for one in (*own.refused, *other.refused)] == [True, False]
    assert {one.stays for one in (*own.refused, *other.refused)} == {Stays.BELOW_FLOOR}
    (tried,) = try_promotion(reader, tools, sale(tools, market="US"), mug, launch.targets)
    assert tried.sale is not None
    assert (tried.sale.refused, tried.sale.stays) == (True, Stays.BELOW_FLOOR)


def test_counted_for_each_target(store: Store, tools: Tools, launch: Launch) -> None:
    found = counted(store, tools, sale(tools))
    assert {one.market for one in launch.targets} == found.keys()
    us, thai = found["US"], found["TH"]
    assert (us.on_sale, us.stays) == (1, {Stays.BELOW_FLOOR: 1, Stays.NO_PRICE: 1})
    assert (thai.on_sale, thai.stays) == (2, {Stays.NO_PRICE: 1})
    assert (us.products, us.total, us.is_sample, us.low) == (3, 3, False, 0)


def test_what_is_allowed_is_counted_as_too_low(store: Store, tools: Tools, launch: Launch) -> None:
    hat = products.product_ids(store.read())[2]
    (variant,) = products.variant_ids(store.read(), hat).values()
    pipeline.fix_price(store, tools, variant, "US", "amazon", Money.of("19.90", "USD"))
    found = counted(store, tools, sale(tools, "0.90", below_floor=True))["US"]
    assert (found.on_sale, found.stays, found.low, found.unknown) == (3, {}, 2, 1)
    guarded = counted(store, tools, sale(tools, "0.90"))["US"]
    assert (guarded.on_sale, guarded.stays, guarded.unknown) == (1, {Stays.LOSS: 2}, 1)
    assert launch.targets


def test_only_its_own_goods_and_places_count(store: Store, tools: Tools, launch: Launch) -> None:
    _mug, dress, hat = products.product_ids(store.read())
    found = counted(store, tools, sale(tools, market="US", product_ids=[dress]))
    assert {market: (one.on_sale, one.total) for market, one in found.items()} == {"US": (1, 1)}
    assert counted(store, tools, sale(tools, market="DE")) == {}
    with store.step("Launch") as step:
        launches.create(
            step, "hats", [*launch.targets, Target("DE", "amazon", "de-DE")], SHOW, [hat]
        )
    places = [(one.market, one.channel) for one in launch_targets(store.read())]
    assert sorted(places) == [("DE", "amazon"), ("TH", "shopee"), ("US", "amazon")]
    found = counted(store, tools, sale(tools))
    assert (found["DE"].on_sale, found["DE"].stays) == (0, {Stays.NO_PRICE: 1})
    assert found["US"].total == 3


def test_of_very_many_an_even_sample(store: Store, tools: Tools, launch: Launch) -> None:
    found = reach(store.read(), tools, sale(tools), most=4)
    assert len(found) == len(launch.targets)
    for one in found:
        assert (one.products, one.total, one.is_sample) == (1, 3, True)
