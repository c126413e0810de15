"""The second basis: the catalog's own selling price, converted."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.model.money import Money
from localizer.model.price import (
    Basis,
    EndingBand,
    EndingMode,
    FeeRule,
    Flag,
    PriceRequest,
    Rate,
    Refusal,
    TaxMode,
    Tier,
)
from localizer.price.solver import solve

D = Decimal
#: 99 CNY * 0.15 * 1.10 = 16.335 USD.
PLAIN = PriceRequest(
    market="US",
    currency="USD",
    bands=(EndingBand(D(0), None, D(1), (D("0.99"),)),),
    list_price=Money.of("99", "CNY"),
    adjust=D("1.10"),
    rate=Rate("CNY", "USD", D("0.15"), dt.date(2026, 10, 30), "test"),
    fees=(FeeRule("platform", pct=D("0.10")),),
    tax_mode=TaxMode.EXCLUSIVE,
    tax=D("0.10"),
)
COSTED = replace(PLAIN, cost=Money.of("100", "CNY"), floor_margin=D("0.10"))


def test_a_converted_price_claims_no_profit_without_a_cost() -> None:
    answer = solve(PLAIN)
    assert (answer.exact, answer.list_price) == (D("16.335000"), D("16.99"))
    assert answer.basis is Basis.CONVERTED
    assert (answer.breakdown, answer.margin_on_net, answer.warnings) == ((), None, ())
    assert (answer.tax_added_at_checkout, answer.buyer_pays) == (D("1.70"), D("18.69"))


@pytest.mark.parametrize(
    ("changes", "price"),
    [
        ({}, "18.99"),
        ({"floor_margin": D("-0.10")}, "16.99"),
        ({"floor_margin": None}, "16.99"),
        ({"floor_margin": None, "ending_mode": EndingMode.NEAREST}, "15.99"),
        ({"ending_mode": EndingMode.NEAREST}, "18.99"),
        ({"floor_margin": D("-0.20"), "ending_mode": EndingMode.DOWN}, "15.99"),
        ({"max_price": D("18.99")}, "18.99"),
    ],
)
def test_the_floor_holds_where_a_cost_is_known(changes: dict[str, object], price: str) -> None:
    answer = solve(replace(COSTED, **changes))  # type: ignore[arg-type]
    assert answer.list_price == D(price)
    assert answer.line("price") == sum(line.amount for line in answer.breakdown[1:])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"rate": None}, Refusal.MISSING_RATE),
        ({"list_price": Money.of("0", "CNY")}, Refusal.INVALID_PRICE),
        ({"adjust": D(0)}, Refusal.INVALID_PRICE),
        ({"adjust": D("1e30")}, Refusal.INVALID_PRICE),
        ({"max_price": D("0.5")}, Refusal.CAP_BELOW_FLOOR),
        ({"bands": (EndingBand(D(0), D(5), D(1), (D(0),)),)}, Refusal.NO_ENDING),
        ({"cost": Money.of("-1", "CNY")}, Refusal.NEGATIVE_COST),
        ({"cost": Money.of("100", "CNY"), "floor_margin": D("0.95")}, Refusal.INFEASIBLE),
        (
            {"cost": Money.of("100", "CNY"), "floor_margin": D("0.1"), "max_price": D("18")},
            Refusal.CAP_BELOW_FLOOR,
        ),
    ],
)
def test_no_price_and_why(changes: dict[str, object], code: Refusal) -> None:
    assert solve(replace(PLAIN, **changes)).code is code  # type: ignore[arg-type]


def test_the_cap_lowers_and_says_so() -> None:
    answer = solve(replace(PLAIN, max_price=D(15)))
    assert (answer.list_price, answer.warnings) == (D("14.99"), (Flag.LOWERED_TO_CAP,))


def test_without_a_cost_a_floor_keeps_the_price_from_going_down() -> None:
    answer = solve(replace(PLAIN, floor_margin=D("0.10"), ending_mode=EndingMode.NEAREST))
    assert answer.list_price == D("16.99")


def test_a_list_price_in_the_markets_currency_needs_no_rate() -> None:
    answer = solve(replace(PLAIN, list_price=Money.of("20", "USD"), rate=None, adjust=D(1)))
    assert answer.list_price == D("20.99")


def test_the_fixed_price_wins_and_the_converted_one_is_suggested() -> None:
    answer = solve(replace(COSTED, fixed_price=D("17.50")))
    assert (answer.list_price, answer.suggested) == (D("17.50"), D("18.99"))
    assert answer.warnings == (Flag.BELOW_FLOOR_MARGIN,)


def test_a_range_that_ends_below_the_converted_price_is_not_used() -> None:
    rising = FeeRule(
        "rising",
        mode="marginal",
        tiers=(Tier(D(0), D(20), D("0.10")), Tier(D(20), None, D("0.95"))),
    )
    request = replace(COSTED, fees=(rising,), adjust=D(5), cost=Money.of("90", "CNY"))
    assert solve(request).code is Refusal.INFEASIBLE
