"""The values of price rules: read, written, refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.errors import InputError
from localizer.model.price import EndingBand, EndingMode, FeeRule, TaxMode, Tier
from localizer.model.price_rule import RuleKind, Shipping
from localizer.price.rule_values import Value, check_value, read_value, write_value

D = Decimal
BANDS = (EndingBand(D(0), None, D(1), (D("0.99"),)),)
TABLES = {"US": BANDS}
FEE = FeeRule("commission", pct=D("0.08"), minimum=D(1), cap=D(40))
SLAB = FeeRule(
    "fee", mode="slab", tiers=(Tier(D(0), D(80), D("0.2"), D(4)), Tier(D(80), None, D("0.14")))
)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (RuleKind.TAX, "0.19", D("0.19")),
        (RuleKind.TAX, "19 %", D("0.19")),
        (RuleKind.MARGIN, "-5%", D("-0.05")),
        (RuleKind.FLOOR, "0", D(0)),
        (RuleKind.FX_BUFFER, "0.03", D("0.03")),
        (RuleKind.TAX_MODE, "exclusive", TaxMode.EXCLUSIVE),
        (RuleKind.ENDING_MODE, "nearest", EndingMode.NEAREST),
        (RuleKind.CAP, "199000", D(199000)),
        (RuleKind.LOCAL_COST, "3.00", D("3.00")),
        (RuleKind.FAMILY, "yes", True),
        (RuleKind.ENDINGS, "US", BANDS),
        (RuleKind.ENDINGS, '[["0", null, "1", ["0.99"]]]', BANDS),
        (RuleKind.FEES, "[]", ()),
        (RuleKind.SHIPPING, '{"currency": "CNY", "kg": "40"}', Shipping("CNY", D(0), D(40))),
    ],
)  # fmt: skip
def test_what_a_value_means(kind: RuleKind, text: str, value: object) -> None:
    assert read_value(kind, text, TABLES) == value


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (RuleKind.FEES, (FEE,)),
        (RuleKind.FEES, (SLAB, FEE)),
        (RuleKind.ENDINGS, BANDS),
        (RuleKind.SHIPPING, Shipping("CNY", D("5.5"), D(0))),
    ],
)
def test_what_is_written_reads_back(kind: RuleKind, value: Value) -> None:
    assert read_value(kind, write_value(value), TABLES) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (RuleKind.TAX, "-0.1"),
        (RuleKind.TAX, "19"),
        (RuleKind.TAX, "x"),
        (RuleKind.TAX, ""),
        (RuleKind.TAX, "NaN"),
        (RuleKind.MARGIN, "1"),
        (RuleKind.MARGIN, "100 %"),
        (RuleKind.FX_BUFFER, "101 %"),
        (RuleKind.CAP, "0"),
        (RuleKind.LOCAL_COST, "-1"),
        (RuleKind.TAX_MODE, "both"),
        (RuleKind.FAMILY, "perhaps"),
        (RuleKind.ENDINGS, "ATLANTIS"),
        (RuleKind.ENDINGS, "[]"),
        (RuleKind.FEES, "{"),
        (RuleKind.FEES, '[{"name": "commission", "pct": "15"}]'),
        (RuleKind.FEES, '[{"name": "a"}, {"name": "a"}]'),
        (RuleKind.FEES, '[{"name": "a", "pct": 0.1, "pct": 0.2}]'),
        (RuleKind.SHIPPING, '{"kg": "40"}'),
        (RuleKind.SHIPPING, '{"currency": "CNY", "kg": "-1"}'),
        (RuleKind.SHIPPING, '{"currency": "CNY", "ton": "1"}'),
        (RuleKind.SHIPPING, "[" * 200_000),
    ],
)
def test_what_is_refused(kind: RuleKind, text: str) -> None:
    with pytest.raises(InputError):
        read_value(kind, text, TABLES)


def test_one_text_for_each_value() -> None:
    assert check_value(RuleKind.TAX, " 19% ", TABLES) == check_value(RuleKind.TAX, "0.190", TABLES)
    assert check_value(RuleKind.ENDINGS, "US", TABLES) == "US", "a named table stays a name"


@given(st.decimals(0, 1, places=6, allow_nan=False))
def test_shares_read_back(share: Decimal) -> None:
    assert read_value(RuleKind.TAX, write_value(share), TABLES) == share


@pytest.mark.parametrize(
    ("shipping", "weight", "amount"),
    [
        (Shipping("CNY", D(5), D(0)), None, D(5)),
        (Shipping("CNY", D(5), D(40)), D(250), D(15)),
        (Shipping("CNY", D(5), D(40)), None, None),
    ],
)
def test_freight(shipping: Shipping, weight: Decimal | None, amount: Decimal | None) -> None:
    found = shipping.of(weight)
    assert (None if found is None else found.amount) == amount
