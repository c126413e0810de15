"""Refreshed rates held against the last known ones."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from types import MappingProxyType

import pytest

from localizer.model.price import Rate
from localizer.price.rate_checks import WIDEST_BAND, band, outliers
from localizer.price.rate_feeds import Fetched
from localizer.price.rates import Rates, Series, Spread

D = Decimal
DAY = dt.date(2026, 11, 20)
BEFORE = {"CNY": D(8), "IDR": D(20000), "MXN": D(20), "USD": D("1.2"), "BRL": D(6)}


def _known(day: dt.date = DAY, **values: Decimal) -> Rates:
    points = {code: ((day, value),) for code, value in (BEFORE | values).items()}
    return Rates((Series("Bank", "free", "EUR", MappingProxyType(points)),))


def _fetched(**values: str) -> Fetched:
    merged = BEFORE | {code: D(value) for code, value in values.items()}
    return Fetched("Bank", "free", "EUR", DAY, MappingProxyType(merged), "Bank")


@pytest.mark.parametrize(
    ("currency", "days", "limit"),
    [
        ("IDR", 0, "0.025"),
        ("IDR", 7, "0.025"),
        ("IDR", 28, "0.05"),
        ("IDR", 30, "0.0518"),
        ("IDR", 112, "0.1"),
        ("MXN", 1, "0.05"),
        ("BRL", 28, "0.1"),
        ("IDR", 10_000, "0.25"),
        ("MXN", 176, "0.25"),
    ],
)
def test_the_band_widens_with_the_root_of_time(currency: str, days: int, limit: str) -> None:
    assert band(currency, days) == D(limit)


#: 95th percentiles of a day, a week and a month, in per cent: pricing research 1.3, 2026-11-21.
@pytest.mark.parametrize(
    ("currency", "day", "week", "month"),
    [
        ("USD", "0.39", "0.76", "1.75"),
        ("MYR", "0.65", "1.61", "3.65"),
        ("THB", "0.92", "1.77", "3.29"),
        ("EUR", "0.76", "1.54", "3.52"),
        ("BRL", "1.44", "3.01", "5.20"),
        ("MXN", "1.37", "3.01", "7.82"),
    ],
)
def test_usual_movements_raise_no_question(currency: str, day: str, week: str, month: str) -> None:
    for days, percent in ((1, day), (7, week), (30, month)):
        assert D(percent) / 100 < band(currency, days)


def test_rates_as_before_raise_no_question() -> None:
    assert outliers(_fetched(), _known()) == ()


@pytest.mark.parametrize(
    ("currency", "value", "out"),
    [
        ("IDR", "20500", False),
        ("IDR", "20501", True),
        ("IDR", "19500", False),
        ("IDR", "19499", True),
        ("MXN", "21", False),
        ("MXN", "21.01", True),
        ("BRL", "5.69", True),
    ],
)
def test_the_edges_of_the_band(currency: str, value: str, *, out: bool) -> None:
    found = outliers(_fetched(**{currency: value}), _known())
    assert [one.currency for one in found] == ([currency] if out else [])


def test_an_outlier_says_what_moved() -> None:
    (one,) = outliers(_fetched(IDR="30000"), _known())
    assert one.before == Rate("EUR", "IDR", D(20000), DAY, "Bank")
    assert (one.source, one.base, one.after, one.change) == ("Bank", "EUR", D(30000), D("0.5"))
    assert one.limit == D("0.025")


def test_a_cross_may_leave_the_band_though_both_legs_stay_in() -> None:
    (one,) = outliers(_fetched(CNY="8.16", USD="1.176"), _known())
    assert (one.currency, one.base) == ("USD", "CNY")
    assert one.after == D("0.1441176471")
    assert one.change is not None
    assert -D("0.04") < one.change < -D("0.039")


def test_a_cost_currency_that_is_off_makes_all_crosses_questions() -> None:
    found = outliers(_fetched(CNY="8.3"), _known())
    assert {one.currency: one.base for one in found} == {
        "CNY": "EUR",
        "IDR": "CNY",
        "USD": "CNY",
    }


@pytest.mark.parametrize("age", [0, 1, 30, 365, 10_000])
@pytest.mark.parametrize("factor", ["100", "0.01", "10", "0.1", "1000"])
@pytest.mark.parametrize("currency", ["IDR", "MXN", "CNY"])
def test_a_rate_that_is_100_times_off_is_always_seen(currency: str, factor: str, age: int) -> None:
    wrong = str(BEFORE[currency] * D(factor))
    found = outliers(_fetched(**{currency: wrong}), _known(DAY - dt.timedelta(days=age)))
    assert currency in {one.currency for one in found}
    assert all(one.limit <= WIDEST_BAND for one in found)


def test_a_currency_nothing_is_known_of_is_a_question() -> None:
    (one,) = outliers(_fetched(AED="4.2"), _known())
    assert (one.currency, one.before, one.change) == ("AED", None, None)


def test_manual_rates_and_spreads_are_no_measure() -> None:
    known = _known().with_manual(Rate("EUR", "IDR", D(10), DAY, "slip"))
    known = known.with_spread(Spread({"USD": D(30)}))
    assert outliers(_fetched(), known) == ()


def test_another_cost_currency() -> None:
    fetched = _fetched(CNY="8.16", USD="1.176")
    assert outliers(fetched, _known(), cost_currency="EUR") == ()
    assert [one.base for one in outliers(fetched, _known(), cost_currency="USD")] == ["USD"]
