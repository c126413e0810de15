"""Suppositions against the solver, asked the plain way."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.money import Money
from localizer.model.price import (
    EndingBand,
    FeeRule,
    Flag,
    PriceRequest,
    PriceStatus,
    Rate,
    Refusal,
    TaxMode,
    Tier,
)
from localizer.price.solver import solve
from localizer.price.what_if import EXTRA_FEE, WhatIf, earned, follow, stay, with_points

D = Decimal
BANDS = (EndingBand(D(0), None, D(1), (D("0.99"),)),)
PLAIN = PriceRequest(
    market="US",
    currency="USD",
    bands=BANDS,
    cost=Money(D(50), "CNY"),
    rate=Rate("CNY", "USD", D("0.14"), dt.date(2026, 10, 30), "test"),
    fees=(FeeRule("commission", pct=D("0.15")),),
    target_margin=D("0.20"),
    tax=D("0.07"),
)


def hundredths(low: int, high: int) -> st.SearchStrategy[D]:
    return st.integers(low, high).map(lambda number: D(number).scaleb(-2))


@st.composite
def requests(draw: st.DrawFn) -> PriceRequest:
    tiers = (
        Tier(D(0), D(20), draw(hundredths(0, 20))),
        Tier(D(20), None, draw(hundredths(0, 20)), D(1)),
    )
    fee = draw(
        st.sampled_from(
            [
                FeeRule("one", pct=D("0.12")),
                FeeRule("one", pct=D("0.12"), fixed=D("0.5"), cap=D(3)),
                FeeRule("one", mode="slab", tiers=tiers),
                FeeRule("one", fixed=D(2)),
            ]
        )
    )
    return replace(
        PLAIN,
        cost=Money(draw(hundredths(1, 9000)), draw(st.sampled_from(["CNY", "USD"]))),
        fees=draw(st.sampled_from([(), (fee,), (fee, FeeRule("two", pct=D("0.02")))])),
        target_margin=draw(hundredths(-10, 40)),
        tax_mode=draw(st.sampled_from(TaxMode)),
    )


@given(requests())
def test_nothing_supposed_is_the_solvers_price(request: PriceRequest) -> None:
    nothing = WhatIf()
    assert not nothing
    assert follow(request, nothing) == solve(request)
    today = solve(request)
    if today.list_price is not None:
        same = stay(request, nothing, today.list_price)
        assert same.breakdown == today.breakdown
        assert same.margin_on_net == today.margin_on_net


@given(requests(), st.integers(1, 100))
def test_a_higher_rate_costs_more(request: PriceRequest, tenths: int) -> None:
    higher = WhatIf(rate_pct=D(tenths).scaleb(-1))
    today, then = solve(request), follow(request, higher)
    if today.list_price is None:
        return
    staying = stay(request, higher, today.list_price)
    assert staying.list_price == today.list_price
    if request.cost is not None and request.cost.currency == "USD":
        assert then == today, "nothing is converted"
        assert staying.margin_on_net == today.margin_on_net
        return
    costs = staying.line("cost"), today.line("cost")
    assert None not in costs
    assert (staying.line("cost") or D(0)) >= (today.line("cost") or D(0))
    assert (staying.margin_on_net or D(0)) <= (today.margin_on_net or D(0))


@given(requests(), st.integers(-50, 50), st.integers(-50, 50))
def test_it_is_the_solvers_price_of_other_terms(
    request: PriceRequest, fee_tenths: int, margin_tenths: int
) -> None:
    fee_points, margin_points = D(fee_tenths).scaleb(-1), D(margin_tenths).scaleb(-1)
    plain = replace(request, fees=(FeeRule("commission", pct=D("0.15")),))
    expected = replace(
        plain,
        fees=(FeeRule("commission", pct=D("0.15") + fee_points / 100),),
        target_margin=plain.target_margin + margin_points / 100,
    )
    what_if = WhatIf(fee_points=fee_points, margin_points=margin_points)
    assert follow(plain, what_if) == solve(expected)


def test_prices_that_stay_fall_to_a_loss() -> None:
    price = solve(PLAIN).list_price
    assert price is not None
    told = stay(PLAIN, WhatIf(rate_pct=D(60)), price)
    assert Flag.LOSS in told.warnings
    assert told.margin_on_net is not None
    assert told.margin_on_net < 0


def test_a_fixed_price_stays_whatever_happens() -> None:
    fixed = replace(PLAIN, fixed_price=D("12.34"))
    told = follow(fixed, WhatIf(rate_pct=D(5)))
    assert told.list_price == D("12.34")
    assert (told.margin_on_net or D(0)) < (solve(fixed).margin_on_net or D(0))


def test_a_converted_price_has_no_target_margin() -> None:
    listed = replace(PLAIN, cost=None, list_price=Money(D(80), "CNY"))
    assert WhatIf(margin_points=D(5)).applied(listed) == listed
    assert stay(listed, WhatIf(rate_pct=D(5)), D("9.99")).margin_on_net is None
    assert (follow(listed, WhatIf(rate_pct=D(20))).list_price or D(0)) > (
        solve(listed).list_price or D(0)
    )


@pytest.mark.parametrize(
    ("rules", "share", "expected"),
    [
        ((FeeRule("a", pct=D("0.1")),), "0.02", [D("0.12")]),
        ((FeeRule("a", fixed=D(1)), FeeRule("b", pct=D("0.1"))), "0.02", [D(0), D("0.12")]),
        ((FeeRule("a", pct=D("0.1")), FeeRule("b", pct=D("0.1"))), "-0.12", [D(0), D("0.08")]),
        ((FeeRule("a", pct=D("0.01")),), "-0.05", [D(0)]),
        ((FeeRule("a", fixed=D(1)),), "-0.05", [D(0)]),
        ((FeeRule("a", fixed=D(1)),), "0.05", [D(0), D("0.05")]),
        ((), "0.05", [D("0.05")]),
        ((), "0", []),
    ],
)
def test_points_are_taken_by_the_first_percentage(
    rules: tuple[FeeRule, ...], share: str, expected: list[D]
) -> None:
    assert [rule.pct for rule in with_points(rules, D(share))] == expected


def test_points_on_tiers_and_beside_a_fee_of_the_same_name() -> None:
    tiers = (Tier(D(0), D(10), D("0.03")), Tier(D(10), None, D("0.08"), D(2)))
    (rule,) = with_points((FeeRule("a", mode="slab", tiers=tiers),), D("-0.05"))
    assert [(tier.pct, tier.fixed) for tier in rule.tiers] == [(D(0), D(0)), (D("0.03"), D(2))]
    names = [rule.name for rule in with_points((FeeRule(EXTRA_FEE, fixed=D(1)),), D("0.01"))]
    assert len(set(names)) == 2


def test_what_is_no_rate_or_no_price_is_refused() -> None:
    with pytest.raises(ValueError, match="rate"):
        WhatIf(rate_pct=D(-100))
    assert earned(PLAIN, D(0)).code is Refusal.INVALID_PRICE
    broken = replace(PLAIN, cost=Money(D(-1), "CNY"))
    assert earned(broken, D(9)).code is Refusal.NEGATIVE_COST
    unknown = earned(replace(PLAIN, rate=None), D(9))
    assert (unknown.status, unknown.list_price, unknown.margin_on_net) == (
        PriceStatus.OK,
        D("9.00"),
        None,
    )
