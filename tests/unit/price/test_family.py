"""All sizes at one price."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.model.money import Money
from localizer.model.price import EndingBand, FeeRule, Flag, PriceRequest, Refusal, Tier
from localizer.price.family import solve_family
from localizer.price.solver import solve

D = Decimal
SMALL = PriceRequest(
    market="US",
    currency="USD",
    bands=(EndingBand(D(0), None, D(1), (D("0.99"),)),),
    cost=Money.of("10", "USD"),
    fees=(FeeRule("platform", pct=D("0.10")),),
    target_margin=D("0.20"),
)
MEDIUM = replace(SMALL, cost=Money.of("11", "USD"))
LARGE = replace(SMALL, cost=Money.of("12.50", "USD"))


def test_all_sizes_cost_what_the_dearest_costs() -> None:
    answers = solve_family([SMALL, LARGE, MEDIUM])
    assert [one.list_price for one in answers] == [D("17.99")] * 3
    assert answers[1] == solve(LARGE)
    assert [one.line("profit") for one in answers] == [D("6.19"), D("3.69"), D("5.19")]
    assert [one.line("cost") for one in answers] == [D("10.00"), D("12.50"), D("11.00")]
    assert answers[0].exact == solve(SMALL).exact
    for one in answers:
        assert one.list_price == sum(line.amount for line in one.breakdown[1:])


def test_a_price_past_a_dearer_tier_is_good_for_the_cheaper_sizes_too() -> None:
    slab = FeeRule(
        "slab",
        mode="slab",
        tiers=(Tier(D(0), D(15), D("0.05")), Tier(D(15), None, D("0.30"))),
    )
    sizes = [replace(one, fees=(slab,), floor_margin=D("0.1")) for one in (SMALL, LARGE)]
    first, second = solve_family(sizes)
    assert (first.list_price, second.list_price) == (D("25.99"), D("25.99"))
    assert first.warnings == second.warnings == ()


def test_a_fixed_price_and_a_size_without_price_stand_alone() -> None:
    fixed = replace(SMALL, fixed_price=D("99"))
    unknown = replace(SMALL, cost=None)
    answers = solve_family([fixed, unknown, SMALL, LARGE])
    assert [one.list_price for one in answers] == [D("99.00"), None, D("17.99"), D("17.99")]
    assert answers[1].code is Refusal.MISSING_COST
    assert solve_family([fixed, unknown]) == (solve(fixed), solve(unknown))


def test_the_cap_still_tells_on_whom_it_presses() -> None:
    first, second = solve_family([replace(one, max_price=D(17)) for one in (SMALL, LARGE)])
    assert (first.list_price, second.list_price) == (D("16.99"), D("16.99"))
    assert (first.warnings, second.warnings) == ((), (Flag.TARGET_MARGIN_MISSED_BY_CAP,))


def test_list_prices_are_shared_without_a_breakdown() -> None:
    sizes = [replace(SMALL, cost=None, list_price=Money.of(one, "USD")) for one in ("5", "7.20")]
    assert [one.list_price for one in solve_family(sizes)] == [D("7.99"), D("7.99")]
    assert solve_family(sizes)[0].breakdown == ()


def test_a_family_has_one_currency_and_may_be_empty() -> None:
    assert solve_family([]) == ()
    with pytest.raises(ValueError, match="currency"):
        solve_family([SMALL, replace(SMALL, currency="EUR")])
