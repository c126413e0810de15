"""Prices: there is one, what the solver warned of, how old the rate is, which defaults it rests on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from localizer.check.context import PriceContext
from localizer.check.prices import REASONS, Defaults, PriceThere, PriceWarnings, RateAge
from localizer.model.finding import Severity
from localizer.model.price import Flag, Refusal
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace

Make = Callable[..., PriceContext]
TODAY = dt.date(2026, 11, 22)


def test_a_price_is_there(price: Make) -> None:
    assert PriceThere().check(price()) == []


@pytest.mark.parametrize("code", list(Refusal))
def test_every_refusal_has_its_sentence(code: Refusal, price: Make) -> None:
    (found,) = PriceThere().check(price(amount=None, code=code.value))
    assert found.severity is Severity.BLOCK
    assert found.message == REASONS[code]
    assert found.message.format(**dict(found.args)).startswith("A-1 has no price: ")


def test_an_unknown_refusal_shows_its_code(price: Make) -> None:
    (found,) = PriceThere().check(price(amount=None, code="NEW"))
    assert found.message.format(**dict(found.args)) == "A-1 has no price (NEW)."


@pytest.mark.parametrize(
    ("codes", "found"),
    [
        ((), []),
        (("LOSS",), [("price_warning:LOSS", Severity.WARNING)]),
        (("LOWERED_TO_CAP",), [("price_warning:LOWERED_TO_CAP", Severity.INFO)]),
        (
            ("ZERO_COST", "BELOW_FLOOR_MARGIN"),
            [
                ("price_warning:ZERO_COST", Severity.WARNING),
                ("price_warning:BELOW_FLOOR_MARGIN", Severity.WARNING),
            ],
        ),
        (("STALE_RATE", "RATE_DATE_IN_FUTURE", "SOMETHING"), []),
    ],
)
def test_warnings(codes: tuple[str, ...], found: list[tuple[str, Severity]], price: Make) -> None:
    said = PriceWarnings().check(price(warnings=codes))
    assert [(one.rule, one.severity) for one in said] == found
    assert all("{" not in one.message.format(**dict(one.args)) for one in said)


def test_no_flag_about_a_price_is_lost(price: Make) -> None:
    elsewhere = {
        Flag.STALE_RATE,  # the age of the rate
        Flag.RATE_DATE_IN_FUTURE,
        Flag.NO_REAL_REDUCTION,  # of former prices, not of prices
        Flag.NO_30_DAY_HISTORY,
        Flag.SELLER_MUST_PROVE_FORMER_PRICE,
    }
    for flag in set(Flag) - elsewhere:
        assert len(PriceWarnings().check(price(warnings=(flag.value,)))) == 1, flag


@pytest.mark.parametrize(
    ("days", "accepted", "severity"),
    [
        (0, False, None),
        (7, False, None),
        (8, False, Severity.WARNING),
        (45, False, Severity.WARNING),
        (46, False, Severity.BLOCK),
        (8, True, Severity.INFO),
        (46, True, Severity.INFO),
        (-1, False, Severity.WARNING),
        (-1, True, Severity.WARNING),
    ],
)
def test_rate_age(
    days: int,
    accepted: bool,  # noqa: FBT001 - a column of the table
    severity: Severity | None,
    price: Make,
) -> None:
    day = TODAY - dt.timedelta(days=days)
    found = RateAge().check(price(rate_date=day, accepted=accepted))
    assert [one.severity for one in found] == ([] if severity is None else [severity])


@pytest.mark.parametrize("values", [{"rate_date": None}, {"amount": None}])
def test_without_rate_or_price_nothing_is_old(values: dict[str, object], price: Make) -> None:
    old = {"rate_date": TODAY - dt.timedelta(days=100), **values}
    assert RateAge().check(price(**old)) == []


def rule(kind: RuleKind, valid_to: dt.date | None = None, confidence: str = "source") -> PriceRule:
    """Return a rule of a market."""
    place = RulePlace("TH", "shopee")
    return PriceRule(kind, place, "0", "a letter", "2026-11-21", confidence, None, valid_to)


@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ([], []),
        ([rule(RuleKind.TAX), rule(RuleKind.FEES)], []),
        ([rule(RuleKind.TAX, TODAY)], []),
        ([rule(RuleKind.TAX, TODAY - dt.timedelta(days=1))], ["price_default:tax"]),
        ([rule(RuleKind.FEES, TODAY - dt.timedelta(days=1))], ["price_default:fees"]),
        ([rule(RuleKind.FEES, confidence="none")], ["price_default:fees"]),
        ([rule(RuleKind.FEES, confidence="partial")], ["price_default:fees"]),
        ([rule(RuleKind.FEES, confidence="own")], []),
    ],
)
def test_defaults(rules: list[PriceRule], found: list[str], price: Make) -> None:
    told = Defaults().check(price(rules=tuple(rules)))
    assert [one.rule for one in told] == found
    for one in told:
        assert one.severity is Severity.INFO
        assert "{" not in one.message.format(**dict(one.args))
