"""Sale prices become an offer where they lower the whole product, in the markets of their currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from localizer.intake.context import Context
from localizer.intake.issues import CellError, IssueLog
from localizer.intake.mapping import Column, Columns
from localizer.intake.rows import Group, Record
from localizer.intake.sale import offers_of, sale_offer, sale_period
from localizer.model.money import Money
from localizer.model.product import Offer


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


@pytest.mark.parametrize(
    ("prices", "percent"),
    [
        ([("20.00", "15.00")], "0.25"),
        ([("39.90", "29.90")], "0.2506"),
        ([("20.00", "18.00"), ("41.95", "37.76")], "0.1"),
        ([("1299.00", "999.00")], "0.23095"),
        ([("1000000.00", "999970.00")], "0.00003"),
    ],
)
def test_the_part_that_is_taken_off(prices: list[tuple[str, str]], percent: str) -> None:
    offer = sale_offer([(usd(a), usd(b)) for a, b in prices], markets=["US"])
    assert offer == Offer("discount", Decimal(percent), markets=("US",))


@pytest.mark.parametrize(
    ("prices", "word"),
    [
        ([(usd("20"), usd("20"))], "not below"),
        ([(usd("20"), usd("21"))], "not below"),
        ([(usd("20"), Money.of("15", "EUR"))], "USD, the sale price in EUR"),
        ([(usd("20"), usd("10")), (usd("20"), usd("15"))], "different parts"),
        ([(usd("1000"), usd("900")), (usd("1000"), usd("895.10"))], "different parts"),
    ],
)
def test_what_makes_no_offer_is_told(prices: list[tuple[Money, Money]], word: str) -> None:
    with pytest.raises(CellError, match=word):
        sale_offer(prices)


@pytest.mark.parametrize(
    ("text", "starts", "ends"),
    [
        ("2016-02-24T13:00-0800/2016-02-29T15:30-0800", "2016-02-24T21:00Z", "2016-02-29T23:30Z"),
        ("2026-02-24T13:00Z / 2026-03-01T00:00Z", "2026-02-24T13:00Z", "2026-03-01T00:00Z"),
        ("2026-02-24T13:00/2026-02-28T13:00", "2026-02-24T13:00Z", "2026-02-28T13:00Z"),
        ("2026-02-24/2026-02-28", "2026-02-24T00:00Z", "2026-03-01T00:00Z"),
    ],
)
def test_periods(text: str, starts: str, ends: str) -> None:
    expected = dt.datetime.fromisoformat(starts), dt.datetime.fromisoformat(ends)
    assert sale_period(text) == expected
    assert all(moment is not None and moment.tzinfo for moment in sale_period(text))


def test_no_period_is_no_bound() -> None:
    assert sale_period("") == (None, None)


@pytest.mark.parametrize(
    "text", ["tomorrow", "2026-02-24", "2026-02-24/", "/", "a/b", "9999-12-31/9999-12-31"]
)
def test_a_period_that_is_none(text: str) -> None:
    with pytest.raises(CellError, match="is no period"):
        sale_period(text)


def test_an_offer_that_ends_before_it_begins() -> None:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(CellError, match="ends before"):
        sale_offer([(usd("2"), usd("1"))], starts=now, ends=now)


ROLES = ("list_price", "sale_price", "sale_period")
PERIOD = "2026-02-24T13:00Z/2026-02-28T13:00Z"


def _offers(*rows: tuple[str, str, str]) -> tuple[tuple[Offer, ...], list[str]]:
    columns = {role: Column(place, role, role) for place, role in enumerate(ROLES)}
    log = IssueLog()
    context = Context(Columns(columns, {}, ()), ".", "en", log)
    places = {role: place for place, role in enumerate(ROLES)}
    records = tuple(Record(n, list(row), places, "") for n, row in enumerate(rows, start=2))
    return offers_of(Group("k", records), context), [issue.reason for issue in log.issues]


def test_all_variants_lowered_alike_make_one_offer_of_the_market() -> None:
    (offer,), issues = _offers(("20 USD", "15 USD", PERIOD), ("40 USD", "30 USD", PERIOD))
    assert (offer.percent, offer.markets, issues) == (Decimal("0.25"), ("US",), [])
    assert offer.ends_at == dt.datetime(2026, 2, 28, 13, tzinfo=dt.UTC)


def test_a_currency_of_several_markets_and_of_none() -> None:
    (euro,), _issues = _offers(("20 EUR", "15 EUR", ""))
    (yuan,), _issues = _offers(("20 CNY", "15 CNY", ""))
    assert (euro.markets, yuan.markets) == (("DE", "ES", "FR", "IT"), ())


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([("20 USD", "15 USD", ""), ("40 USD", "", "")], "Only some"),
        ([("20 USD", "15 USD", "soon")], "no period"),
        ([("20 USD", "cheap", "")], "not a number"),
    ],
)
def test_prices_that_make_none_are_reported(rows: list[tuple[str, str, str]], word: str) -> None:
    offers, issues = _offers(*rows)
    assert offers == ()
    assert word in issues[0]


def test_without_sale_prices_there_is_nothing_to_tell() -> None:
    assert _offers(("20 USD", "", "")) == ((), [])
