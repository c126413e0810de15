"""What is sent is counted exactly, and stays below its ceiling."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.pipeline.engine_spend import Spend, cost_of
from localizer.translate.engines.base import Price

TWENTY = Price(Decimal(20), "USD")


@pytest.mark.parametrize(
    ("chars", "amount", "cost"),
    [(1_000_000, "20", "20"), (1, "20", "0.00002"), (333, "0.1", "0.0000333"), (0, "20", "0")],
)
def test_costs_are_exact(chars: int, amount: str, cost: str) -> None:
    assert cost_of(chars, Price(Decimal(amount), "USD")) == Decimal(cost)


def test_without_a_price_nothing_is_known_to_cost() -> None:
    assert cost_of(10**9, None) == 0
    assert Spend(None, Decimal(0)).allows(10**9)


def test_the_ceiling_may_be_reached_but_not_passed() -> None:
    spend = Spend(TWENTY, Decimal("0.01"))
    assert spend.allows(500)
    assert not spend.allows(501)
    assert spend.send(400) == Decimal("0.008")
    assert spend.allows(100)
    assert not spend.allows(101)
    assert (spend.chars, spend.cost) == (400, Decimal("0.008"))


def test_what_was_spent_before_counts() -> None:
    spend = Spend(TWENTY, Decimal("0.01"), chars=450, cost=Decimal("0.009"))
    assert not spend.allows(51)
    spend.send(50)
    assert (spend.chars, spend.cost) == (500, Decimal("0.010"))


def test_a_ceiling_of_nothing_sends_nothing() -> None:
    assert not Spend(TWENTY, Decimal(0)).allows(1)
    assert Spend(TWENTY, None).allows(10**9)
