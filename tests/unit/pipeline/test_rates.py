"""The rates a workspace goes by: bundled, fetched, entered, with a spread, frozen."""

from __future__ import annotations

import datetime as dt
import pickle
from collections.abc import Collection
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import exchange_rates, preferences, products
from localizer.errors import InputError
from localizer.model.changes import Changes
from localizer.model.price import Rate
from localizer.pipeline.rate_edits import check_touched
from localizer.pipeline.rate_info import rate_info
from localizer.pipeline.rates import UnusualRateError, rate_lines, rates_of
from localizer.pipeline.tools import Tools
from localizer.price.online_rates import Refreshed, RefreshError
from localizer.price.rate_checks import outliers
from localizer.price.rate_feeds import Fetched
from localizer.price.rates import Rates
from localizer.store.database import Store

TODAY = dt.date(2026, 11, 20)


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    """Return all packs."""
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC))


class Source:
    """Stands for the network: gives the last known rates, one of them changed."""

    def __init__(self, tools: Tools, day: dt.date, **changed: str) -> None:
        self.tools, self.day, self.changed = tools, day, changed
        self.asked: list[str] = []

    def __call__(self, known: Rates, *, wanted: Collection[str], **_: object) -> Refreshed:
        self.asked = sorted(wanted)
        values = {}
        for code in {*wanted, "CNY"} - {"EUR", "VND"}:
            before = known.rate("EUR", code)
            assert before is not None
            values[code] = Decimal(self.changed.get(code, f"{before.value:f}"))
        answer = Fetched("Bank", "free", "EUR", self.day, values, "Rates by the bank.")
        return Refreshed((answer,), outliers(answer, known), ("VND",), ())


def test_fetched_rates_win_and_undo_takes_them_back(store: Store, tools: Tools) -> None:
    before = rates_of(store.read(), tools).rate("CNY", "THB")
    source = Source(tools, TODAY)
    report = pipeline.refresh_rates(store, tools, fetch=source)
    assert {market.currency for market in tools.packs.markets.values()} <= set(source.asked)
    assert "JPY" in source.asked, "costs may be in other currencies than the markets'"
    assert report.held == ()
    after = rates_of(store.read(), tools).rate("CNY", "THB")
    assert before is not None
    assert after is not None
    assert (after.source, after.date) == ("Bank", TODAY)
    vietnamese = rates_of(store.read(), tools).rate("CNY", "VND")
    assert vietnamese is not None, "what no source had stays as it was"
    (kept,) = exchange_rates.all_series(store.read())
    assert kept.credit == "Rates by the bank."
    store.undo()
    assert rates_of(store.read(), tools).rate("CNY", "THB") == before


def test_several_days_stay_together(store: Store, tools: Tools) -> None:
    for days in (0, 1):
        pipeline.refresh_rates(store, tools, fetch=Source(tools, TODAY + dt.timedelta(days)))
    found = rates_of(store.read(), tools)
    for day in (TODAY, TODAY + dt.timedelta(1)):
        rate = found.rate("CNY", "THB", day)
        assert rate is not None
        assert (rate.source, rate.date) == ("Bank", day)
    assert len(exchange_rates.all_series(store.read())) == 1


def test_a_rate_far_off_is_held_back_until_it_is_accepted(store: Store, tools: Tools) -> None:
    known = rates_of(store.read(), tools).rate("EUR", "THB")
    assert known is not None
    report = pipeline.refresh_rates(
        store, tools, fetch=Source(tools, TODAY, THB=f"{known.value * 100:f}")
    )
    assert [one.currency for one in report.held] == ["THB"]
    assert rates_of(store.read(), tools).rate("EUR", "THB") == known
    dollar = rates_of(store.read(), tools).rate("EUR", "USD")
    assert dollar is not None
    assert dollar.source == "Bank"
    taken = pipeline.keep_rates(store, tools, report.refreshed, report.held)
    assert taken.held == ()
    changed = rates_of(store.read(), tools).rate("EUR", "THB")
    assert changed is not None
    assert changed.value == known.value * 100


def test_where_no_source_answers_nothing_changes(store: Store, tools: Tools) -> None:
    def none(*_: object, **__: object) -> Refreshed:
        raise RefreshError(())

    with pytest.raises(RefreshError):
        pipeline.refresh_rates(store, tools, fetch=none)
    assert exchange_rates.all_series(store.read()) == ()


def test_an_entered_rate_wins_and_is_taken_back(store: Store, tools: Tools) -> None:
    mine = Rate("CNY", "IDR", Decimal("2300.5"), TODAY, "my bank")
    pipeline.set_rate(store, tools, mine)
    pipeline.set_spread(store, tools, "IDR", Decimal(2))
    assert rates_of(store.read(), tools).rate("CNY", "IDR") == mine, "no spread on what one gets"
    pipeline.set_rate(store, tools, Rate("CNY", "IDR", Decimal(2400), TODAY, "my bank"))
    assert len(exchange_rates.manual_rates(store.read())) == 1
    pipeline.clear_rate(store, "CNY", "IDR")
    found = rates_of(store.read(), tools).rate("CNY", "IDR")
    assert found is not None
    assert "2 % spread" in found.source
    with pytest.raises(InputError, match="No rate was entered"):
        pipeline.clear_rate(store, "CNY", "IDR")


def test_a_spread_is_set_changed_and_removed(store: Store, tools: Tools) -> None:
    for percent in ("1", "2.5", "0", "0"):
        pipeline.set_spread(store, tools, "THB", Decimal(percent))
        expected = {} if percent == "0" else {"THB": Decimal(percent)}
        assert exchange_rates.spreads(store.read()) == expected


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity"])
def test_what_is_no_rate_is_refused(store: Store, tools: Tools, value: str) -> None:
    with pytest.raises(InputError):
        pipeline.set_rate(store, tools, Rate("CNY", "IDR", Decimal(value), TODAY, ""))


@pytest.mark.parametrize(("base", "quote"), [("CNY", "CNY"), ("CNY", "XXX"), ("XXX", "CNY")])
def test_what_is_no_pair_is_refused(store: Store, tools: Tools, base: str, quote: str) -> None:
    with pytest.raises(InputError):
        pipeline.set_rate(store, tools, Rate(base, quote, Decimal(1), TODAY, ""))


@pytest.mark.parametrize("percent", ["-1", "51", "NaN"])
def test_what_is_no_spread_is_refused(store: Store, tools: Tools, percent: str) -> None:
    with pytest.raises(InputError):
        pipeline.set_spread(store, tools, "THB", Decimal(percent))


def test_frozen_rates_do_not_move(store: Store, tools: Tools) -> None:
    before = rates_of(store.read(), tools).rate("CNY", "THB")
    pipeline.freeze_rates(store, tools, TODAY - dt.timedelta(1))
    pipeline.refresh_rates(store, tools, fetch=Source(tools, TODAY))
    assert rates_of(store.read(), tools).rate("CNY", "THB") == before
    pipeline.freeze_rates(store, tools, None)
    after = rates_of(store.read(), tools).rate("CNY", "THB")
    assert after is not None
    assert after.date == TODAY


def test_an_entered_rate_holds_in_frozen_times_too(store: Store, tools: Tools) -> None:
    pipeline.freeze_rates(store, tools, TODAY - dt.timedelta(1))
    mine = Rate("CNY", "USD", Decimal("0.2"), TODAY, "my bank")
    pipeline.set_rate(store, tools, mine)
    assert rates_of(store.read(), tools).rate("CNY", "USD") == mine


def test_rates_are_not_frozen_on_a_day_without_them(store: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="VND"):
        pipeline.freeze_rates(store, tools, dt.date(2026, 6, 1))
    assert rates_of(store.read(), tools).rate("CNY", "VND") is not None


def test_a_rate_the_wrong_way_round_is_refused(store: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="CNY/USD"):
        pipeline.set_rate(store, tools, Rate("USD", "CNY", Decimal(7), TODAY, ""))


def test_accepting_covers_an_entered_rate(store: Store, tools: Tools) -> None:
    mine = Rate("CNY", "USD", Decimal("0.2"), TODAY + dt.timedelta(3), "my bank")
    pipeline.set_rate(store, tools, mine)
    pipeline.accept_rates(store, tools)
    accepted = preferences.read(store.read(), preferences.RATES_ACCEPTED)
    assert accepted == mine.date.isoformat()


@pytest.mark.parametrize("value", ["7.1", "0.05"])
def test_a_rate_far_from_the_last_is_asked_about(store: Store, tools: Tools, value: str) -> None:
    slip = Rate("CNY", "USD", Decimal(value), TODAY, "")
    with pytest.raises(UnusualRateError, match="far from that") as told:
        pipeline.set_rate(store, tools, slip)
    assert str(pickle.loads(pickle.dumps(told.value))) == str(told.value)  # noqa: S301 - our own
    assert exchange_rates.manual_rates(store.read()) == ()
    pipeline.set_rate(store, tools, slip, sure=True)
    assert exchange_rates.manual_rates(store.read()) == (slip,)


@pytest.mark.parametrize(
    ("markets", "day", "currencies"),
    [
        ((), "2026-10-30", ()),
        (("TH",), "2026-10-30", ("THB",)),
        (("TH", "VN"), "2026-09-29", ("VND",)),
        (("US", "TH"), "2026-10-30", ("USD", "THB")),
    ],
)
def test_the_oldest_rate_that_the_markets_need_is_told(
    store: Store, tools: Tools, markets: tuple[str, ...], day: str, currencies: tuple[str, ...]
) -> None:
    found = rate_info(store.read(), tools, TODAY, markets)
    assert (found.date.isoformat(), found.currencies) == (day, currencies)


def test_an_entered_rate_is_in_use_with_its_own_date(store: Store, tools: Tools) -> None:
    mine = Rate("CNY", "VND", Decimal(3900), TODAY, "my bank")
    pipeline.set_rate(store, tools, mine)
    assert rate_info(store.read(), tools, TODAY, ["VN"]).date == TODAY
    assert rate_info(store.read(), tools, TODAY, ["VN", "TH"]).currencies == ("THB",)


def test_what_is_known_of_each_currency_is_listed(store: Store, tools: Tools) -> None:
    mine = Rate("CNY", "USD", Decimal("0.16"), TODAY, "my bank")
    pipeline.set_rate(store, tools, mine)
    pipeline.set_spread(store, tools, "VND", Decimal("1.5"))
    lines = rate_lines(store.read(), tools, ["VND", "USD", "CNY", "VND", "XXX"])
    dong, dollar, unknown = lines
    assert [line.currency for line in lines] == ["VND", "USD", "XXX"]
    assert dong.rate is not None
    assert dong.age is not None
    assert (dong.age.level, dong.age.days) == ("block", 52)
    assert (dong.own, dong.spread) == (None, Decimal("1.5"))
    assert (dollar.rate, dollar.own, dollar.spread) == (mine, mine, Decimal(0))
    assert (unknown.rate, unknown.age) == (None, None)
    pipeline.accept_rates(store, tools)
    (dong,) = rate_lines(store.read(), tools, ["VND"])
    assert dong.age is not None
    assert dong.age.level == "warn", "an accepted rate is old and may be used"


def test_prices_are_checked_again_once_their_rate_changed(
    store: Store, tools: Tools, sample: Path
) -> None:
    pipeline.import_catalog(store, sample / "catalog.xlsx", catalog="sample")
    numbers = products.product_ids(store.read())[:2]
    pipeline.create_launch(store, tools, "l", ["US/amazon", "TH/shopee"], TODAY, numbers)
    pipeline.draft(store, tools)

    def outdated() -> set[str]:
        found = store.read().rows("SELECT market FROM finding WHERE rule = 'price_outdated'")
        return {row["market"] for row in found}

    rate = Rate("CNY", "USD", Decimal("0.2"), TODAY, "my bank")
    changes = pipeline.set_rate(store, tools, rate)
    assert check_touched(store, tools, changes) == changes
    assert outdated() == {"US"}
    pipeline.undo(store, tools)
    assert outdated() == set()
    assert check_touched(store, tools, Changes()) == Changes()
