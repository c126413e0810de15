"""What a supposition does to a launch, against every price asked one by one."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from localizer import pipeline
from localizer.catalog import launches, prices, products
from localizer.jobs import Cancelled, Progress
from localizer.model.launch import Launch
from localizer.model.money import Money
from localizer.model.price import Rate
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.model.product import Product, Variant
from localizer.pipeline.tools import Tools
from localizer.pipeline.what_if import LaunchPrices, effect, read_prices
from localizer.price.lots import if_stored
from localizer.price.requests import request_from_dict
from localizer.price.what_if import WhatIf, follow, stay
from localizer.store.database import Store

D = Decimal

PLACES = ("US/amazon", "TH/shopee")


def goods() -> list[Product]:
    """Return a bottle in three sizes, a dress, a cap with a list price only, earphones without any."""
    sizes = zip("SML", ("20", "22", "31"), strict=True)
    bottle = tuple(
        Variant(f"A-{size}", f"A-{size}", cost=Money.of(cost, "CNY")) for size, cost in sizes
    )
    dress = Variant("B", "B", cost=Money.of("50", "CNY"))
    cap = Variant("C", "C", list_price=Money.of("30", "CNY"))
    return [
        Product("A", "水杯", variants=bottle),
        Product("B", "裙子", variants=(dress,)),
        Product("C", "帽子", variants=(cap,)),
        Product("D", "耳机", variants=(Variant("D", "D"),)),
    ]


@pytest.fixture
def launch(store: Store, tools: Tools) -> Launch:
    """Return a launch of six SKUs in two markets, one price fixed by hand."""
    with store.step("Import") as step:
        products.save_products(step, products.ensure_catalog(step, "shop", "zh-Hans"), goods())
    pipeline.create_launch(store, tools, "launch", PLACES, dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    (variant,) = products.variant_ids(store.read(), product(store, "B")).values()
    pipeline.fix_price(store, tools, variant, "US", "amazon", Money(D("21.50"), "USD"))
    return launches.find(store.read())


def product(store: Store, key: str) -> int:
    reader = store.read()
    return next(
        number
        for number in products.product_ids(reader)
        if key in [one.sku for one in products.load(reader, number).variants]
    )


def read(store: Store, launch: Launch) -> LaunchPrices:
    reader = store.read()
    return read_prices(reader, launches.launch_products(reader, launch), launch.targets)


def everything(store: Store, market: str, channel: str) -> list[prices.StoredPrice]:
    reader = store.read()
    return [
        price
        for number in products.product_ids(reader)
        for price in prices.of_product(reader, number, market, channel).values()
    ]


def test_nothing_supposed_changes_nothing(store: Store, launch: Launch) -> None:
    for staying in (False, True):
        found = effect(read(store, launch), WhatIf(), stay=staying)
        assert (found.changed, found.losses, found.is_sample) == (0, 0, False)
        assert found.prices == found.total == 12
        assert [one.missing for one in found.targets] == [1, 1], "the earphones have no cost"
        for one in found.targets:
            assert one.margin_before == one.margin_after
            assert one.move == 0


@pytest.mark.parametrize("staying", [False, True])
@pytest.mark.parametrize("what_if", [WhatIf(D(10)), WhatIf(D(-5), D(3), D(-4)), WhatIf(D(0), D(5))])
def test_the_whole_is_the_sum_of_its_prices(
    store: Store, launch: Launch, what_if: WhatIf, *, staying: bool
) -> None:
    found = effect(read(store, launch), what_if, stay=staying)
    for one in found.targets:
        changed, margins, loss = 0, [], 0
        for stored in everything(store, *one.place):
            request = request_from_dict(stored.request, {})
            if stored.amount is None:
                continue
            told = stay(request, what_if, stored.amount) if staying else follow(request, what_if)
            single = if_stored(stored, what_if, stay=staying)
            assert (single.price, single.margin) == (told.list_price, told.margin_on_net)
            changed += told.list_price != stored.amount
            loss += "LOSS" in told.warnings
            margins += [] if told.margin_on_net is None else [told.margin_on_net]
        assert (one.prices, one.changed, one.losses) == (6, changed, loss)
        assert one.margin_after is not None
        assert abs(one.margin_after - sum(margins, D(0)) / len(margins)) < D("1e-20")
        assert not (staying and changed)


def test_losses_and_floors_are_counted(store: Store, launch: Launch, tools: Tools) -> None:
    pipeline.set_rule(store, tools, RuleKind.FLOOR, RulePlace("TH"), "0.15")
    found = effect(read(store, launch), WhatIf(D(10), D(5)), stay=True)
    thai = next(one for one in found.targets if one.place == ("TH", "shopee"))
    assert thai.below_floor > 0
    assert found.below_floor == thai.below_floor
    found = effect(read(store, launch), WhatIf(D(90)), stay=True)
    assert found.losses == 7, "all with a known cost but the fixed price"
    assert found.missing == 2


def test_families_move_together(store: Store, launch: Launch, tools: Tools) -> None:
    pipeline.set_rule(store, tools, RuleKind.FAMILY, RulePlace(), "yes")
    number = product(store, "A-S")
    before = {
        one.amount for one in prices.of_product(store.read(), number, "US", "amazon").values()
    }
    assert len(before) == 1
    ground = read(store, launch)
    assert ground.families
    assert effect(ground, WhatIf()).changed == 0
    then = effect(ground, WhatIf(D(20)))
    rate = Rate("CNY", "USD", rate_of(store, number) * D("1.2"), dt.date(2026, 11, 2), "bank")
    pipeline.set_rate(store, tools, rate)
    pipeline.apply_prices(store, tools)
    american = next(one for one in then.targets if one.place == ("US", "amazon"))
    real = [one.margin for one in everything(store, "US", "amazon") if one.margin is not None]
    assert american.margin_after is not None
    assert abs(american.margin_after - sum(real, D(0)) / len(real)) < D("0.0001")


def rate_of(store: Store, number: int) -> Decimal:
    price = next(iter(prices.of_product(store.read(), number, "US", "amazon").values()))
    fx = price.request["fx"]
    assert isinstance(fx, dict)
    return D(fx["rate"])


def test_a_price_kept_in_the_dead_band_is_no_change(
    store: Store, launch: Launch, tools: Tools
) -> None:
    number = product(store, "A-S")
    value = rate_of(store, number)
    rate = Rate("CNY", "USD", value * D("1.15"), dt.date(2026, 11, 2), "bank")
    pipeline.set_rate(store, tools, rate)
    pipeline.apply_prices(store, tools, dead_band=D("0.2"))
    kept = [one for one in everything(store, "US", "amazon") if "suggested" in one.answer]
    assert len(kept) > 1
    assert effect(read(store, launch), WhatIf()).changed == 0
    assert effect(read(store, launch), WhatIf(D(10))).changed > 0


def test_of_many_an_even_sample_is_taken(store: Store, launch: Launch) -> None:
    reader = store.read()
    ids = launches.launch_products(reader, launch)
    ground = read_prices(reader, ids, launch.targets, most=6)
    assert ground.is_sample
    assert ground.total == 12
    found = effect(ground, WhatIf(D(5)))
    assert found.is_sample
    assert 0 < found.prices < 12


def test_it_can_be_stopped(store: Store, launch: Launch) -> None:
    stopped = Progress()
    stopped.cancel()
    ground = read(store, launch)
    for staying in (False, True):
        with pytest.raises(Cancelled):
            effect(ground, WhatIf(D(5)), stay=staying, progress=stopped)
    with pytest.raises(Cancelled):
        read_prices(store.read(), [1], launch.targets, progress=stopped)
