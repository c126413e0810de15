"""Fees of every shape at every price."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.price import FeeRule, Tier
from localizer.price.fees import amount_at, fee_pieces, fee_plan, piece_at

D = Decimal
VAT = D("1.25")
FLAT = FeeRule("flat", pct=D("0.10"), fixed=D("0.50"))
MINIMUM = FeeRule("minimum", pct=D("0.15"), minimum=D("0.30"), fixed=D(1))
CAP = FeeRule("cap", pct=D("0.08"), cap=D(60))
BOTH = FeeRule("both", pct=D("0.10"), minimum=D(2), cap=D(5))
NET = FeeRule("net", pct=D("0.10"), basis="net")
SLAB = FeeRule(
    "slab",
    mode="slab",
    tiers=(Tier(D(0), D(80), D("0.20"), D(4)), Tier(D(80), None, D("0.14"), D(16))),
)
NET_SLAB = FeeRule(
    "net slab",
    mode="slab",
    basis="net",
    tiers=(Tier(D(0), D(80), D("0.20")), Tier(D(80), None, D("0.10"))),
)
MARGINAL = FeeRule(
    "marginal",
    mode="marginal",
    tiers=(Tier(D(0), D(45), D("0.15")), Tier(D(45), None, D("0.07"), D(1))),
)
CAPPED_MARGINAL = FeeRule(
    "capped marginal",
    mode="marginal",
    cap=D(8),
    tiers=(Tier(D(0), D(45), D("0.15")), Tier(D(45), None, D("0.07"))),
)
FREE = FeeRule("free", minimum=D(2), cap=D(3))


@pytest.mark.parametrize(
    ("rule", "price", "due"),
    [
        (FLAT, "20", "2.50"),
        (MINIMUM, "1", "1.30"),
        (MINIMUM, "2", "1.30"),
        (MINIMUM, "10", "2.50"),
        (CAP, "749", "59.92"),
        (CAP, "750", "60"),
        (CAP, "5000", "60"),
        (BOTH, "10", "2"),
        (BOTH, "30", "3"),
        (BOTH, "90", "5"),
        (NET, "125", "10"),
        (SLAB, "79.99", "19.998"),
        (SLAB, "80", "27.20"),
        (NET_SLAB, "99.99", "15.9984"),
        (NET_SLAB, "100", "8"),
        (MARGINAL, "45", "7.75"),
        (MARGINAL, "44", "6.60"),
        (MARGINAL, "100", "11.60"),
        (CAPPED_MARGINAL, "50", "7.10"),
        (CAPPED_MARGINAL, "100", "8"),
        (FREE, "100", "2"),
    ],
)
def test_fee_at_a_price(rule: FeeRule, price: str, due: str) -> None:
    assert amount_at(fee_pieces(rule, VAT), D(price), VAT) == D(due)


@pytest.mark.parametrize(
    ("rule", "starts"),
    [
        (FLAT, ["0"]),
        (MINIMUM, ["0", "2"]),
        (BOTH, ["0", "20", "50"]),
        (SLAB, ["0", "80"]),
        (NET_SLAB, ["0", "100"]),
        (FREE, ["0"]),
    ],
)
def test_where_fees_break(rule: FeeRule, starts: list[str]) -> None:
    assert [piece.start for piece in fee_pieces(rule, VAT)] == [D(start) for start in starts]


def test_a_plan_is_the_sum_of_its_fees_everywhere() -> None:
    rules = (FLAT, MINIMUM, BOTH, SLAB, MARGINAL, NET)
    plan = fee_plan(rules, VAT)
    for cents in range(1, 20_000, 37):
        price = D(cents).scaleb(-2)
        whole = piece_at(plan.together, price)
        each = sum(amount_at(pieces, price, VAT) for pieces in plan.each)
        assert whole.slope * price / VAT + whole.constant == each


def test_a_plan_without_fees_costs_nothing() -> None:
    assert amount_at(fee_plan((), VAT).together, D(100), VAT) == 0


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"mode": "step"}, "mode"),
        ({"basis": "brutto"}, "basis"),
        ({"pct": D("-0.1")}, "negative"),
        ({"minimum": D(3), "cap": D(2)}, "minimum"),
        ({"tiers": (Tier(D(0), None, D(0)),)}, "tiers"),
        ({"mode": "slab"}, "tiers"),
        ({"mode": "slab", "tiers": (Tier(D(1), None, D(0)),)}, "follow"),
        ({"mode": "slab", "tiers": (Tier(D(0), D(5), D(0)),)}, "follow"),
        ({"mode": "slab", "tiers": (Tier(D(0), D(5), D(0)), Tier(D(6), None, D(0)))}, "follow"),
        ({"mode": "slab", "tiers": (Tier(D(0), None, D(0)), Tier(D(6), None, D(0)))}, "follow"),
    ],
)
def test_malformed_fees_are_refused(changes: dict[str, object], reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        FeeRule("fee", **changes)  # type: ignore[arg-type]
