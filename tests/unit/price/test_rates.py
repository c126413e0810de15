"""Bundled and manual exchange rates, crosses and joins."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from localizer.errors import PackError
from localizer.model.price import Rate
from localizer.paths import resource
from localizer.price.rates import Rates, Series

D = Decimal
FIRST, SECOND, THIRD = dt.date(2026, 1, 5), dt.date(2026, 1, 6), dt.date(2026, 1, 7)
BANK = Series(
    "Bank",
    "free",
    "EUR",
    MappingProxyType(
        {
            "CNY": ((FIRST, D("8")), (SECOND, D("7")), (THIRD, D("7.5"))),
            "USD": ((FIRST, D("1.1")), (SECOND, D("1.2"))),
        }
    ),
)
GAPS = Series("Gaps", "free", "CNY", MappingProxyType({"VND": ((FIRST, D("3868.30730981")),)}))
TABLE = Rates((BANK, GAPS))


def _file(dates: str, values: str) -> str:
    return (
        '{"sources": [{"source": "s", "licence": "l", "base": "EUR",'
        f' "dates": {dates}, "values": {{"USD": {values}}}}}]}}'
    )


@pytest.fixture(scope="module")
def bundled() -> Rates:
    return Rates.load()


@pytest.mark.parametrize(
    ("quote", "value", "date"),
    [
        ("IDR", "2727.870463", "2026-10-30"),
        ("SGD", "0.1921534860", "2026-10-30"),
        ("USD", "0.1503107930", "2026-10-30"),
        ("EUR", "0.1345424212", "2026-10-30"),
        ("GBP", "0.1121814708", "2026-10-30"),
        ("BRL", "0.8165648629", "2026-10-30"),
        ("THB", "5.069962059", "2026-10-30"),
        ("VND", "3868.30730981", "2026-09-29"),
        ("TWD", "4.74859667", "2026-09-29"),
    ],
)
def test_bundled_rates_are_those_of_the_examples(
    bundled: Rates, quote: str, value: str, date: str
) -> None:
    rate = bundled.rate("CNY", quote)
    assert rate is not None
    assert (str(rate.value), rate.date.isoformat()) == (value, date)
    assert rate.source


def test_every_market_currency_has_a_rate(bundled: Rates) -> None:
    markets = {"IDR", "THB", "VND", "MYR", "PHP", "SGD", "TWD", "USD", "GBP", "EUR", "MXN", "BRL"}
    assert markets | {"CNY", "JPY", "KRW", "HKD", "AUD", "CAD"} == bundled.currencies
    assert all(bundled.rate("CNY", currency) for currency in markets)


def test_the_file_names_source_and_licence_and_is_small() -> None:
    path = resource("rates", "rates.json")
    data = json.loads(path.read_text("utf-8"))
    assert path.stat().st_size < 120_000
    assert all(one["source"] and one["licence"] and one["fetched_at"] for one in data["sources"])
    days = [dt.date.fromisoformat(text) for text in data["sources"][0]["dates"]]
    assert (days[-1] - days[0]).days in range(390, 401)


@pytest.mark.parametrize(
    ("base", "quote", "on", "value", "date"),
    [
        ("EUR", "CNY", None, "7.5", THIRD),
        ("EUR", "CNY", SECOND, "7", SECOND),
        ("EUR", "USD", THIRD, "1.2", SECOND),
        ("CNY", "USD", None, "0.1714285714", SECOND),
        ("CNY", "USD", FIRST, "0.1375", FIRST),
        ("USD", "EUR", None, "0.8333333333", SECOND),
        ("CNY", "VND", None, "3868.30730981", FIRST),
        ("VND", "CNY", None, "0.0002585110023", FIRST),
    ],
)
def test_crosses_are_of_one_date(
    base: str, quote: str, on: dt.date | None, value: str, date: dt.date
) -> None:
    rate = TABLE.rate(base, quote, on)
    assert rate is not None
    assert (rate.value, rate.date) == (D(value), date)


def test_a_join_names_both_sources_and_takes_the_older_date() -> None:
    rate = TABLE.rate("USD", "VND")
    assert rate == Rate(
        "USD",
        "VND",
        D("22565.12597"),
        FIRST,
        "USD->CNY 5.833333333 (Bank, 2026-01-06); CNY->VND 3868.30730981 (Gaps, 2026-01-05)",
    )
    back = TABLE.rate("VND", "USD")
    assert back is not None
    assert back.source.startswith("VND->CNY 0.0002585110023 (Gaps")


@pytest.mark.parametrize(
    ("base", "quote", "on"),
    [
        ("CNY", "XXX", None),
        ("XXX", "CNY", None),
        ("CNY", "USD", dt.date(2026, 1, 4)),
        ("USD", "VND", dt.date(2026, 1, 4)),
    ],
)
def test_a_missing_rate_is_none(base: str, quote: str, on: dt.date | None) -> None:
    assert TABLE.rate(base, quote, on) is None


def test_a_currency_against_itself_is_one() -> None:
    assert TABLE.rate("USD", "USD", FIRST) == Rate("USD", "USD", D(1), FIRST, "same currency")
    unknown = TABLE.rate("XXX", "XXX")
    assert unknown is not None
    assert unknown.date == THIRD


def test_a_manual_rate_wins_for_its_pair_and_replaces_an_earlier_one() -> None:
    table = TABLE.with_manual(Rate("CNY", "USD", D("0.16"), FIRST, "my bank"))
    table = table.with_manual(Rate("CNY", "USD", D("0.165"), SECOND, "my bank"))
    found = table.rate("CNY", "USD")
    assert found is not None
    assert (found.value, found.source, len(table.manual)) == (D("0.165"), "my bank", 1)
    before = table.rate("CNY", "USD", FIRST)
    assert before is not None
    assert before.source == "Bank"
    other = table.rate("EUR", "USD")
    assert other is not None
    assert other.source == "Bank"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"sources": [{"source": "s"}]}',
        _file('["2026-01-01"]', "[1.1]"),
        _file('["2026-01-01"]', '["0"]'),
        _file('["2026-01-01"]', '["x"]'),
        _file('["2026-01-01"]', '["1", "2"]'),
        _file('["2026-01-02", "2026-01-01"]', '["1", "2"]'),
    ],
)
def test_a_malformed_file_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "rates.json"
    path.write_text(text, "utf-8")
    with pytest.raises(PackError, match=r"rates\.json"):
        Rates.load(path)


def test_days_without_a_value_are_left_out(tmp_path: Path) -> None:
    path = tmp_path / "rates.json"
    path.write_text(_file('["2026-01-01", "2026-01-02"]', '["1.1", null]'), "utf-8")
    rate = Rates.load(path).rate("EUR", "USD")
    assert rate is not None
    assert (rate.value, rate.date) == (D("1.1"), dt.date(2026, 1, 1))
