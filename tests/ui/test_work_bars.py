"""How days become bars, what their parts are, and how a chart is said in words."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from localizer import i18n
from localizer.catalog.statistics import Count
from localizer.catalog.work_done import Deed, Done, WorkDone
from localizer.ui.actions.work_bars import Bar, Bars, Measure, Stack, bars_of, person_words

NOV = dt.date(2026, 11, 1)


def on(day: int) -> dt.date:
    return dt.date(2026, 11, day)


def done(*cells: tuple[str, dt.date, Deed, int, int]) -> WorkDone:
    return WorkDone(tuple(Done(who, day, deed, Count(*count)) for who, day, deed, *count in cells))


THREE = done(
    ("Mei", on(2), Deed.APPROVED, 2, 9),
    ("Nok", on(2), Deed.WRITTEN, 1, 4),
    ("", on(4), Deed.SENT_BACK, 1, 3),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.activate("en")


def test_every_day_has_a_bar() -> None:
    found = bars_of(THREE, on(1), on(5))
    assert [(bar.first, bar.last, bar.parts) for bar in found.bars] == [
        (on(1), on(1), (0, 0, 0)),
        (on(2), on(2), (4, 9, 0)),
        (on(3), on(3), (0, 0, 0)),
        (on(4), on(4), (0, 0, 3)),
        (on(5), on(5), (0, 0, 0)),
    ]
    assert (found.names, found.total) == (("written", "approved", "sent back"), 16)


def test_without_a_first_day_it_is_the_first_one_with_work() -> None:
    assert [bar.first for bar in bars_of(THREE, None, on(5)).bars] == [on(2), on(3), on(4), on(5)]


def test_texts_by_person() -> None:
    found = bars_of(THREE, on(2), on(4), stack=Stack.PERSON, measure=Measure.TEXTS)
    assert found.names == ("Mei", "Nok", "(no name)")
    assert [bar.parts for bar in found.bars] == [(2, 1, 0), (0, 0, 0), (0, 0, 1)]


def test_who_did_least_share_a_part() -> None:
    people = [(f"P{n}", on(2), Deed.WRITTEN, 1, 20 - n) for n in range(8)]
    found = bars_of(done(*people), on(2), on(2), stack=Stack.PERSON)
    assert found.names == ("P0", "P1", "P2", "P3", "P4", "3 other people")
    assert found.bars[0].parts == (20, 19, 18, 17, 16, 15 + 14 + 13)
    six = bars_of(done(*people[:6]), on(2), on(2), stack=Stack.PERSON)
    assert six.names[-1] == "P5"


@pytest.mark.parametrize(
    ("days", "bars", "first", "last"),
    [
        (92, 92, (NOV, NOV), (on(1) + dt.timedelta(91), on(1) + dt.timedelta(91))),
        # Nov 1, 2026 is a Sunday: the first week has one day
        (93, 15, (NOV, NOV), (dt.date(2027, 2, 1), dt.date(2027, 2, 1))),
        (700, 23, (NOV, on(30)), (dt.date(2028, 9, 1), dt.date(2028, 9, 30))),
    ],
)
def test_many_days_become_weeks_and_months(
    days: int, bars: int, first: tuple[dt.date, dt.date], last: tuple[dt.date, dt.date]
) -> None:
    end = NOV + dt.timedelta(days - 1)
    found = bars_of(done(("A", end, Deed.WRITTEN, 1, 7), ("A", NOV, Deed.WRITTEN, 1, 2)), NOV, end)
    shown = found.bars
    assert (shown[0].first, shown[0].last) == first
    assert (shown[-1].first, shown[-1].last) == last
    assert len(shown) == bars
    assert (shown[0].total, shown[-1].total, found.total) == (2, 7, 9)
    for one, two in pairwise(shown):
        assert two.first == one.last + dt.timedelta(1)


def test_a_bar_and_a_chart_in_words() -> None:
    found = bars_of(THREE, on(1), on(5))
    assert found.words(1) == "Nov 2, 2026: 13 words (written 4, approved 9)"
    assert found.words(0) == "Nov 1, 2026: 0 words"
    assert found.summary == (
        "Nov 1, 2026 – Nov 5, 2026: 16 words (written 4, approved 9, sent back 3). "
        "Most on Nov 2, 2026: 13 words."
    )
    week = Bars(("written",), (Bar(on(2), on(8), (1,)),), Measure.TEXTS)
    assert week.words(0) == "Nov 2, 2026 – Nov 8, 2026: 1 text (written 1)"


def test_no_work_is_said() -> None:
    nothing = "Nothing was written, approved or sent back in these days."
    assert bars_of(WorkDone(()), on(1), on(5)).summary == nothing
    assert Bars().summary == nothing


def test_somebody_without_a_name_is_called_so() -> None:
    assert (person_words(""), person_words("Mei")) == ("(no name)", "Mei")
