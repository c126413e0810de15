"""The age of rates, prices per unit, struck-through prices."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from localizer.model.price import Flag, RateAge, RateAgeLevel, Refusal, Strike, UnitPrice
from localizer.price.policy import lowest_before, rate_age, strike, unit_price

D = Decimal
TODAY = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("days", "level", "flags"),
    [
        (0, RateAgeLevel.SILENT, ()),
        (4, RateAgeLevel.SILENT, ()),
        (5, RateAgeLevel.INFO, ()),
        (7, RateAgeLevel.INFO, ()),
        (8, RateAgeLevel.WARN, (Flag.STALE_RATE,)),
        (45, RateAgeLevel.WARN, (Flag.STALE_RATE,)),
        (-1, RateAgeLevel.WARN, (Flag.RATE_DATE_IN_FUTURE,)),
    ],
)
def test_age(days: int, level: RateAgeLevel, flags: tuple[Flag, ...]) -> None:
    age = rate_age(TODAY - dt.timedelta(days=days), TODAY)
    assert age == RateAge(days, level, None, flags)


def test_a_rate_older_than_45_days_blocks_until_a_person_confirms_it() -> None:
    old = TODAY - dt.timedelta(days=46)
    assert rate_age(old, TODAY).code is Refusal.RATE_TOO_OLD
    assert rate_age(old, TODAY).level is RateAgeLevel.BLOCK
    confirmed = rate_age(old, TODAY, confirmed=True)
    assert (confirmed.code, confirmed.warnings) == (None, (Flag.STALE_RATE,))


def test_the_limits_can_be_set() -> None:
    day = TODAY - dt.timedelta(days=3)
    assert rate_age(day, TODAY, warn_days=2).warnings == (Flag.STALE_RATE,)
    assert rate_age(day, TODAY, warn_days=1, block_days=2).code is Refusal.RATE_TOO_OLD


@pytest.mark.parametrize(
    ("price", "content", "unit", "currency", "expected"),
    [
        ("4.95", "250", "g", "EUR", UnitPrice(D("19.80"), "kg")),
        ("4.95", "330", "ml", "EUR", UnitPrice(D("15.00"), "l")),
        ("1", "30", "cl", "EUR", UnitPrice(D("3.33"), "l")),
        ("1", "0.75", "l", "EUR", UnitPrice(D("1.33"), "l")),
        ("2", "1.5", "kg", "EUR", UnitPrice(D("1.33"), "kg")),
        ("10", "80", "cm", "EUR", UnitPrice(D("12.50"), "m")),
        ("10", "2500", "cm2", "EUR", UnitPrice(D("40.00"), "m2")),
        ("9.99", "3", "piece", "EUR", UnitPrice(D("3.33"), "piece")),
        ("15000", "250", "g", "IDR", UnitPrice(D("60000"), "kg")),
        ("5", "10", "g", "EUR", UnitPrice(D("500.00"), "kg")),
        ("0.01", "8000", "g", "EUR", UnitPrice(D("0.00"), "kg")),
        ("0.01", "2000", "g", "EUR", UnitPrice(D("0.01"), "kg")),
        ("5", "9.99", "g", "EUR", None),
        ("5", "9", "ml", "EUR", None),
        ("5", "9000", "mg", "EUR", None),
        ("5", "0", "g", "EUR", None),
        ("5", "-1", "g", "EUR", None),
        ("5", "100", "oz", "EUR", None),
    ],
)
def test_unit_price(
    price: str, content: str, unit: str, currency: str, expected: UnitPrice | None
) -> None:
    assert unit_price(D(price), D(content), unit, currency) == expected


@pytest.mark.parametrize(
    ("market", "lowest", "was", "expected"),
    [
        ("DE", "15.95", "19.95", Strike(D("15.95"), 18)),
        ("DE", "12.95", "19.95", Strike(None, warning=Flag.NO_REAL_REDUCTION)),
        ("DE", "12.49", "19.95", Strike(None, warning=Flag.NO_REAL_REDUCTION)),
        ("FR", None, "19.95", Strike(None, warning=Flag.NO_30_DAY_HISTORY)),
        ("IT", "12.99", None, Strike(D("12.99"), None)),
        (
            "US",
            "13.95",
            "19.95",
            Strike(D("19.95"), 35, Flag.SELLER_MUST_PROVE_FORMER_PRICE),
        ),
        ("US", None, "12.95", Strike(None, warning=Flag.NO_REAL_REDUCTION)),
        ("GB", "15.95", None, Strike(None)),
    ],
)
def test_strike(market: str, lowest: str | None, was: str | None, expected: Strike) -> None:
    found = strike(
        market,
        D("12.95"),
        "EUR",
        lowest_30_days=None if lowest is None else D(lowest),
        seller_was=None if was is None else D(was),
    )
    assert found == expected


def test_a_percentage_is_never_rounded_up() -> None:
    assert strike("DE", D("50.01"), "EUR", lowest_30_days=D(100)).percent == 49


@pytest.mark.parametrize(
    ("asked", "lowest"),
    [
        ([], None),
        ([(0, "5")], None),
        ([(-1, "9")], "9"),
        ([(-20, "8"), (-1, "9")], "8"),
        ([(-31, "7"), (-30, "9")], "7"),
        ([(-40, "6"), (-31, "7"), (-30, "9")], "7"),
        ([(-1, "9"), (-31, "7"), (-40, "6"), (1, "1"), (0, "2")], "7"),
    ],
)
def test_the_lowest_price_before_a_reduction(
    asked: list[tuple[int, str]], lowest: str | None
) -> None:
    start = dt.date(2026, 11, 27)
    prices = [(start + dt.timedelta(days=day), Decimal(text)) for day, text in asked]
    found = lowest_before(prices, start)
    assert found == (None if lowest is None else Decimal(lowest))
