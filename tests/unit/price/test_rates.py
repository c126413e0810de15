"""Bundled and manual exchange rates, crosses and joins."""

from __future__ import annotations

import datetime as dt
import importlib.util
import json
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType

import pytest

from localizer.errors import PackError
from localizer.model.price import Rate
from localizer.paths import resource
from localizer.price.rates import (
    Rates,
    Series,
    Spread,
    dump_series,
    load_series,
)

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


def _series(
    name: str, base: str, day: dt.date, pivots: tuple[str, ...] = (), **values: str
) -> Series:
    points = {code: ((day, D(value)),) for code, value in values.items()}
    return Series(name, "free", base, MappingProxyType(points), frozenset(pivots))


def _rate(table: Rates, base: str, quote: str, on: dt.date | None = None) -> Rate:
    found = table.rate(base, quote, on)
    assert found is not None
    return found


FOURTH, FIFTH = dt.date(2026, 1, 8), dt.date(2026, 1, 9)
DAILY = _series("Daily", "EUR", FOURTH, CNY="7.6", USD="1.3")


def test_a_refreshed_series_wins_for_its_days_only() -> None:
    table = TABLE.with_series(DAILY)
    assert _rate(table, "EUR", "USD") == Rate("EUR", "USD", D("1.3"), FOURTH, "Daily")
    assert _rate(table, "EUR", "USD", SECOND).source == "Bank"
    assert _rate(table, "CNY", "USD").value == D("0.1710526316")
    assert TABLE.rate("EUR", "USD") != table.rate("EUR", "USD")
    assert table.newest() == FOURTH


def test_an_older_series_does_not_win_and_of_one_day_the_refreshed_does() -> None:
    older = TABLE.with_series(_series("Old", "EUR", FIRST, CNY="9", USD="9"))
    assert _rate(older, "EUR", "CNY").source == "Bank"
    same = TABLE.with_series(_series("Same", "EUR", THIRD, CNY="7.7"))
    assert _rate(same, "EUR", "CNY").source == "Same"


def test_days_of_one_source_are_kept_in_one_series() -> None:
    table = TABLE.with_series(DAILY).with_series(_series("Daily", "EUR", FIFTH, CNY="7.8"))
    table = table.with_series(_series("Daily", "EUR", FOURTH, USD="1.31"))
    assert [one.source for one in table.series] == ["Daily", "Bank", "Gaps"]
    assert _rate(table, "EUR", "CNY").value == D("7.8")
    assert _rate(table, "CNY", "USD").value == D("0.1723684211")
    assert _rate(table, "CNY", "USD").date == FOURTH


def test_a_cross_never_mixes_days_of_a_refreshed_source() -> None:
    split = Series(
        "Blend",
        "free",
        "EUR",
        MappingProxyType({"CNY": ((FIFTH, D(8)),), "VND": ((FOURTH, D(30000)),)}),
    )
    found = _rate(TABLE.with_series(DAILY).with_series(split), "CNY", "VND")
    # 1/7.6 with 10 digits, of the fourth, and not 1/8 of the fifth.
    assert found.value == D("3947.368422")
    assert found.date == FOURTH
    assert found.source == (
        "CNY->EUR 0.1315789474 (Daily, 2026-01-08); EUR->VND 30000 (Blend, 2026-01-08)"
    )


def test_a_pivot_serves_crosses_inside_its_source_only() -> None:
    blend = _series("Blend", "EUR", FIFTH, pivots=("CNY",), CNY="8", VND="30000")
    table = TABLE.with_series(blend).with_series(DAILY)
    assert _rate(table, "CNY", "VND") == Rate("CNY", "VND", D(3750), FIFTH, "Blend")
    assert _rate(table, "EUR", "CNY").source == "Daily"
    assert _rate(table, "CNY", "EUR").source == "Daily"
    merged = table.with_series(_series("Blend", "EUR", FIFTH, CNY="8"))
    assert merged.series[0].pivots == frozenset()
    assert _rate(merged, "EUR", "CNY").source == "Blend"


def test_a_manual_rate_wins_over_a_refreshed_series() -> None:
    table = TABLE.with_manual(Rate("CNY", "USD", D("0.16"), FIRST, "my bank")).with_series(DAILY)
    assert _rate(table, "CNY", "USD").source == "my bank"


def test_a_spread_is_against_the_seller_and_says_so() -> None:
    table = TABLE.with_spread(Spread({"USD": D(1), "VND": D("2.5"), "CNY": D(0)}))
    plain, spread = _rate(TABLE, "CNY", "USD"), _rate(table, "CNY", "USD")
    # A cost of 100 CNY takes more dollars than the reference rate says.
    assert spread.value == D("0.1731428571")
    assert spread.value > plain.value
    assert (spread.source, spread.date) == ("Bank + 1 % spread", plain.date)
    assert _rate(table, "CNY", "VND").value == D("3965.014993")
    assert _rate(table, "CNY", "VND").source.endswith("+ 2.5 % spread")
    assert _rate(table, "USD", "CNY") == _rate(TABLE, "USD", "CNY")
    assert _rate(table, "USD", "USD").value == 1
    assert _rate(table.published(), "CNY", "USD") == plain


def test_a_manual_rate_takes_no_spread() -> None:
    table = TABLE.with_spread(Spread({"USD": D(1)}))
    entered = Rate("CNY", "USD", D("0.16"), FIRST, "my bank")
    assert table.with_manual(entered).rate("CNY", "USD") == entered
    assert table.with_manual(entered).spread == table.spread


@pytest.mark.parametrize("percent", ["-0.1", "50.1", "NaN", "Infinity"])
def test_an_impossible_spread_is_refused(percent: str) -> None:
    with pytest.raises(ValueError, match="spread of USD"):
        Spread({"USD": D(percent)})


def test_a_frozen_table_forgets_what_came_later() -> None:
    table = TABLE.with_series(DAILY)
    frozen = table.frozen(SECOND)
    assert frozen.newest() == SECOND
    mine = Rate("CNY", "USD", D(1), FIFTH, "my bank")
    assert table.with_manual(mine).frozen(SECOND).rate("CNY", "USD") == mine, "entered on purpose"
    for base, quote in (("CNY", "USD"), ("EUR", "CNY"), ("USD", "VND")):
        assert frozen.rate(base, quote) == TABLE.rate(base, quote, SECOND)
    assert table.frozen(dt.date(2025, 1, 1)).rate("CNY", "USD") is None


def test_a_series_is_written_and_read_back() -> None:
    split = Series(
        "Blend",
        "terms",
        "EUR",
        MappingProxyType(
            {"CNY": ((FIRST, D("8.10")), (THIRD, D(8))), "VND": ((SECOND, D("3E+4")),)}
        ),
        frozenset({"CNY"}),
    )
    data = json.loads(json.dumps(dump_series(split)))
    assert load_series(data) == split
    assert data["values"] == {"CNY": ["8.10", None, "8"], "VND": [None, "30000", None]}
    for key in ("source", "dates", "values"):
        with pytest.raises(ValueError, match=key):
            load_series({name: value for name, value in data.items() if name != key})


def test_the_bundled_file_is_as_its_tool_writes_it() -> None:
    path = Path(__file__).parents[3] / "tools" / "make_rates.py"
    spec = importlib.util.spec_from_file_location("make_rates", path)
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    text = resource("rates", "rates.json").read_text("utf-8")
    sources = json.loads(text)["sources"]
    assert tool.render(sources) == text
    assert [one["source"] for one in sources] == [tool.ECB_SOURCE, tool.GAP_SOURCE]
    assert tuple(sources[0]["values"]) == tool.CURRENCIES
    assert sources[1]["values"] == {code: [value] for code, value in tool.GAP_VALUES.items()}
    assert sources[1]["dates"] == [tool.GAP_DATE]


def test_the_history_of_a_pair_is_made_of_values_of_one_source_and_one_day() -> None:
    assert TABLE.history("EUR", "CNY") == ((FIRST, D(8)), (SECOND, D(7)), (THIRD, D("7.5")))
    crossed = TABLE.history("CNY", "USD")
    assert crossed == ((FIRST, D("0.1375")), (SECOND, D("0.1714285714")))
    assert TABLE.history("CNY", "EUR")[0] == (FIRST, D("0.125"))
    assert TABLE.history("CNY", "VND") == ((FIRST, D("3868.30730981")),)


@pytest.mark.parametrize(("base", "quote"), [("USD", "VND"), ("CNY", "CNY"), ("CNY", "XXX")])
def test_a_pair_no_source_has_alone_has_no_history(base: str, quote: str) -> None:
    assert TABLE.history(base, quote) == ()


def test_a_history_is_as_long_as_asked() -> None:
    assert [day for day, _value in TABLE.history("EUR", "CNY", 2)] == [SECOND, THIRD]
    assert [day for day, _value in TABLE.history("EUR", "CNY", 1, until=SECOND)] == [SECOND]
    assert TABLE.history("EUR", "CNY", 1, until=THIRD + dt.timedelta(1)) == ()


def test_of_two_sources_the_first_says_what_a_day_was() -> None:
    values = MappingProxyType({"CNY": ((THIRD, D("7.6")), (dt.date(2026, 1, 8), D("7.7")))})
    both = TABLE.with_series(Series("Fresh", "free", "EUR", values))
    assert [value for _day, value in both.history("EUR", "CNY")] == [
        D(8), D(7), D("7.6"), D("7.7")
    ]  # fmt: skip


def test_entered_rates_and_spreads_are_no_history() -> None:
    mine = TABLE.with_manual(Rate("EUR", "CNY", D(9), THIRD, "my bank"))
    spread = mine.with_spread(Spread(MappingProxyType({"CNY": D(2)})))
    assert spread.history("EUR", "CNY") == TABLE.history("EUR", "CNY")


def test_the_bundled_history_ends_with_the_rate_in_use(bundled: Rates) -> None:
    found = bundled.history("CNY", "THB")
    rate = bundled.rate("CNY", "THB")
    assert rate is not None
    assert found[-1] == (rate.date, rate.value)
    assert len(found) == 280
    assert (found[-1][0] - found[0][0]).days < 400
    assert len(bundled.history("CNY", "VND")) == 1
