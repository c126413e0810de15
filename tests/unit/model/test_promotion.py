"""When a promotion runs: each market's own clock, with hours that are skipped or come twice."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.promotion import Promotion, Scope, end_of, moment

BERLIN = ZoneInfo("Europe/Berlin")


def wall(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("zone", "text", "first", "last"),
    [
        ("Europe/Berlin", "2026-11-27T00:00", "2026-11-27T00:00+01:00", "2026-11-27T00:00+01:00"),
        ("Europe/Berlin", "2026-07-01T08:30", "2026-07-01T08:30+02:00", "2026-07-01T08:30+02:00"),
        # Clocks jump from 02:00 to 03:00.
        ("Europe/Berlin", "2026-03-29T02:30", "2026-03-29T03:00+02:00", "2026-03-29T03:00+02:00"),
        ("Europe/Berlin", "2026-03-29T02:00", "2026-03-29T03:00+02:00", "2026-03-29T03:00+02:00"),
        # From 03:00 back to 02:00.
        ("Europe/Berlin", "2026-10-25T02:30", "2026-10-25T02:30+02:00", "2026-10-25T02:30+01:00"),
        ("Europe/Berlin", "2026-10-25T03:00", "2026-10-25T03:00+01:00", "2026-10-25T03:00+01:00"),
        # Neither changes its clocks any more: Mexico since October 2022, Brazil since 2019.
        ("America/Mexico_City", "2026-04-05T02:30", "2026-04-05T02:30-06:00", "2026-04-05T02:30-06:00"),
        ("America/Sao_Paulo", "2026-11-01T00:00", "2026-11-01T00:00-03:00", "2026-11-01T00:00-03:00"),
        # When they did, midnight itself was skipped in Brazil.
        ("America/Sao_Paulo", "2018-11-04T00:00", "2018-11-04T01:00-02:00", "2018-11-04T01:00-02:00"),
        ("America/Mexico_City", "2022-04-03T02:15", "2022-04-03T03:00-05:00", "2022-04-03T03:00-05:00"),
        ("America/Mexico_City", "2022-10-30T01:30", "2022-10-30T01:30-05:00", "2022-10-30T01:30-06:00"),
    ],
)  # fmt: skip
def test_a_wall_time_is_a_moment(zone: str, text: str, first: str, last: str) -> None:
    found = moment(wall(text), ZoneInfo(zone))
    assert found.isoformat() == wall(first).isoformat()
    assert moment(wall(text), ZoneInfo(zone), last=True).isoformat() == wall(last).isoformat()


@given(
    st.datetimes(dt.datetime(2015, 1, 1), dt.datetime(2030, 1, 1)),  # noqa: DTZ001 - wall times
    st.sampled_from(["Europe/Berlin", "America/New_York", "America/Sao_Paulo", "Asia/Bangkok"]),
)
def test_later_on_the_wall_is_never_earlier(when: dt.datetime, zone: str) -> None:
    place = ZoneInfo(zone)
    starts, ends = moment(when, place), moment(when, place, last=True)
    assert starts.astimezone(dt.UTC) <= ends.astimezone(dt.UTC)
    later = moment(when + dt.timedelta(minutes=1), place, last=True)
    assert ends.astimezone(dt.UTC) <= later.astimezone(dt.UTC)
    assert starts.replace(tzinfo=None) >= when.replace(microsecond=0)


def promotion(**changes: Any) -> Promotion:  # noqa: ANN401 - any field
    values = {
        "name": "Sale", "percent": Decimal("0.2"), "starts": wall("2026-11-27"),
        "ends": wall("2026-11-30"), **changes,
    }  # fmt: skip
    return Promotion(**values)


def test_one_promotion_begins_at_another_moment_in_each_market() -> None:
    starts, ends = promotion().window(ZoneInfo("Asia/Bangkok"))
    assert (starts.isoformat(), ends.isoformat()) == (
        "2026-11-27T00:00:00+07:00",
        "2026-11-30T00:00:00+07:00",
    )
    assert promotion().window(BERLIN)[0] - starts == dt.timedelta(hours=6)


@pytest.mark.parametrize(
    "changes",
    [
        {"percent": Decimal(0)}, {"percent": Decimal(1)}, {"percent": Decimal("-0.1")},
        {"ends": wall("2026-11-27")}, {"starts": wall("2026-11-27T00:00+01:00")},
        {"catalog_id": 1}, {"product_ids": (2,)}, {"scope": Scope.CATALOG},
        {"scope": Scope.CATALOG, "catalog_id": 1, "product_ids": (2,)},
        {"scope": Scope.LISTED, "catalog_id": 1, "product_ids": (2,)},
    ],
)  # fmt: skip
def test_what_is_no_promotion(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="promotion"):
        promotion(**changes)


@pytest.mark.parametrize(
    ("market", "channel", "holds"),
    [("", "", True), ("DE", "", True), ("", "amazon", True), ("FR", "", False), ("DE", "x", False)],
)
def test_where_it_holds(market: str, channel: str, holds: bool) -> None:  # noqa: FBT001 - table
    assert promotion(market=market, channel=channel).holds_in("DE", "amazon") is holds


def test_a_list_without_products_holds_nowhere() -> None:
    assert promotion(scope=Scope.LISTED).holds_nowhere
    assert not promotion(scope=Scope.LISTED, product_ids=(1,)).holds_nowhere
    assert not promotion().holds_nowhere


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2026-11-30T23:59", "2026-12-01T00:00"),
        ("2026-11-30T23:59:59", "2026-12-01T00:00"),
        ("2026-11-30T23:58", "2026-11-30T23:58"),
        ("2026-11-30T00:00", "2026-11-30T00:00"),
        ("9999-12-31T23:59", "9999-12-31T23:59"),
    ],
)
def test_the_last_minute_is_the_end_of_the_day(text: str, end: str) -> None:
    assert end_of(wall(text)) == wall(end)
