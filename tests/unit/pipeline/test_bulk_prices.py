"""Many prices fixed at once: each line as a single fix would do it, all of it one step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import fixed_prices, launches, prices, products
from localizer.errors import InputError
from localizer.model.launch import Launch
from localizer.model.money import Money
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.pipeline.bulk_prices import (
    MAX_FACTOR,
    Override,
    OverrideKind,
    apply_override,
    plan_override,
)
from localizer.pipeline.tools import Tools
from localizer.price.endings import next_ending
from localizer.store.database import Store

D = Decimal

GOODS = "货号,商品标题,成本价(元)\nA,水杯,20\nB,裙子,50\nC,帽子,35\nD,耳机,\n"
PLACES = ("US/amazon", "TH/shopee")


@pytest.fixture
def launch(store: Store, tools: Tools, tmp_path: Path) -> Launch:
    """Return a launch of four SKUs, one without a price, in two markets."""
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, path)
    pipeline.create_launch(store, tools, "launch", PLACES, dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    return launches.find(store.read())


def variants(store: Store) -> list[int]:
    reader = store.read()
    return [
        number
        for product in products.product_ids(reader)
        for number in products.variant_ids(reader, product).values()
    ]


def stored(store: Store, market: str, channel: str) -> dict[int, prices.StoredPrice]:
    reader = store.read()
    found: dict[int, prices.StoredPrice] = {}
    for number in products.product_ids(reader):
        found |= prices.of_product(reader, number, market, channel)
    return found


def amounts(store: Store) -> list[D | None]:
    return [
        price.amount
        for place in (("US", "amazon"), ("TH", "shopee"))
        for price in stored(store, *place).values()
    ]


def do(
    store: Store, tools: Tools, launch: Launch, override: Override, places: Sequence[int] = (0, 1)
) -> None:
    targets = [launch.targets[place] for place in places]
    plan = plan_override(store.read(), tools, override, variants(store), targets)
    apply_override(store, tools, override, variants(store), targets)
    fixed = fixed_prices.of_variants(store.read(), variants(store))
    for line in plan.lines:
        now = stored(store, *line.place)[line.variant_id]
        key = (line.variant_id, *line.place)
        if line.after is None:
            assert key not in fixed
            assert now.basis != "fixed"
        else:
            assert fixed[key] == Money(line.after, line.currency)
            assert (now.basis, now.amount) == ("fixed", line.after)
    again = plan_override(store.read(), tools, override, variants(store), targets)
    if override.kind is not OverrideKind.CHANGE:
        assert again.lines == ()


@pytest.mark.parametrize("ending", [True, False])
@pytest.mark.parametrize("factor", ["1.1", "0.85"])
def test_todays_price_times_a_factor(
    store: Store, tools: Tools, launch: Launch, factor: str, *, ending: bool
) -> None:
    before = stored(store, "TH", "shopee")
    do(store, tools, launch, Override(OverrideKind.CHANGE, factor=D(factor), ending=ending))
    bands = tools.packs.markets["TH"].bands
    for number, now in stored(store, "TH", "shopee").items():
        was = before[number].amount
        if was is None:
            assert now.amount is None
            continue
        exact = was * D(factor)
        assert now.amount == (next_ending(bands, exact) if ending else exact.quantize(D("0.01")))


def test_one_price_for_all_of_a_target(store: Store, tools: Tools, launch: Launch) -> None:
    override = Override(OverrideKind.SET, amount=Money(D(299), "THB"))
    do(store, tools, launch, override, [1])
    assert {one.amount for one in stored(store, "TH", "shopee").values()} == {D(299)}
    assert "fixed" not in {one.basis for one in stored(store, "US", "amazon").values()}


def test_frozen_and_given_back_in_one_step_each(store: Store, tools: Tools, launch: Launch) -> None:
    before = amounts(store)
    do(store, tools, launch, Override(OverrideKind.FREEZE))
    assert amounts(store) == before
    assert [one.basis for one in stored(store, "US", "amazon").values()].count("fixed") == 3
    do(store, tools, launch, Override(OverrideKind.CLEAR))
    assert amounts(store) == before
    report = pipeline.undo(store, tools)
    assert report is not None
    assert report.label == "Let the rules decide on 6 prices"
    assert [one.basis for one in stored(store, "US", "amazon").values()].count("fixed") == 3
    pipeline.undo(store, tools)
    assert fixed_prices.of_variants(store.read(), variants(store)) == {}
    assert amounts(store) == before


def test_what_there_is_nothing_of_is_counted(store: Store, tools: Tools, launch: Launch) -> None:
    plan = plan_override(
        store.read(), tools, Override(OverrideKind.FREEZE), [*variants(store), 999], launch.targets
    )
    assert (len(plan.lines), plan.same, plan.without) == (6, 0, 2)
    clear = Override(OverrideKind.CLEAR)
    assert not apply_override(store, tools, clear, variants(store), launch.targets)
    assert not apply_override(store, tools, clear, [], launch.targets)


def test_losses_and_prices_below_the_floor_are_counted(
    store: Store, tools: Tools, launch: Launch
) -> None:
    reader, ids, targets = store.read(), variants(store), launch.targets
    away = plan_override(
        reader, tools, Override(OverrideKind.CHANGE, factor=D("0.01")), ids, targets
    )
    assert (len(away.lines), away.losses, away.below_floor, away.unknown) == (6, 6, 0, 0)
    fine = plan_override(
        reader, tools, Override(OverrideKind.CHANGE, factor=D("1.1")), ids, targets
    )
    assert (fine.losses, fine.below_floor, fine.unknown) == (0, 0, 0)
    clear = plan_override(reader, tools, Override(OverrideKind.CLEAR), ids, targets)
    assert (clear.losses, clear.below_floor, clear.unknown) == (0, 0, 0)
    amount = Money(D("9999"), "THB")
    one = plan_override(reader, tools, Override(OverrideKind.SET, amount=amount), ids, targets[1:])
    assert (len(one.lines), one.losses, one.unknown) == (4, 0, 1), "the earphones have no cost"
    pipeline.set_rule(store, tools, RuleKind.FLOOR, RulePlace("US"), "0.15")
    low = plan_override(
        store.read(), tools, Override(OverrideKind.CHANGE, factor=D("0.88")), ids, targets[:1]
    )
    assert low.losses < 3
    assert low.below_floor > 0
    apply_override(store, tools, Override(OverrideKind.CHANGE, factor=D("0.88")), ids, targets[:1])
    flags = [
        one.warnings for one in stored(store, "US", "amazon").values() if one.amount is not None
    ]
    assert sum("LOSS" in one for one in flags) == low.losses
    assert sum("BELOW_FLOOR_MARGIN" in one for one in flags) == low.losses + low.below_floor


@pytest.mark.parametrize(
    ("override", "said"),
    [
        (Override(OverrideKind.SET), "above zero"),
        (Override(OverrideKind.SET, amount=Money(D(0), "USD")), "above zero"),
        (
            Override(OverrideKind.SET, amount=Money(D("0.004"), "USD")),
            "lowest price in USD is 0.01",
        ),
        (Override(OverrideKind.SET, amount=Money(D("0.4"), "IDR")), "lowest price in IDR is 1. "),
        (
            Override(OverrideKind.SET, amount=Money(D("0.005"), "USD")),
            "USD go in steps of 0.01. Enter 0.01 instead of 0.005",
        ),
        (
            Override(OverrideKind.SET, amount=Money(D("199000.5"), "IDR")),
            "IDR go in steps of 1. Enter 199001 instead of 199000.5",
        ),
        (Override(OverrideKind.SET, amount=Money(D("9e24"), "USD")), "another currency"),
        (Override(OverrideKind.SET, amount=Money(D(9), "USD")), "another currency"),
        (Override(OverrideKind.CHANGE, factor=D(0)), "-100"),
        (Override(OverrideKind.CHANGE, factor=MAX_FACTOR + 1), "9900"),
        (Override(OverrideKind.CHANGE, factor=D("NaN")), "9900"),
    ],
)
def test_what_makes_no_price_is_told(
    store: Store, tools: Tools, launch: Launch, override: Override, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        plan_override(store.read(), tools, override, variants(store), launch.targets)
