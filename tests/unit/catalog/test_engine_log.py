"""The log tells when, whereto and how much; never which texts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from localizer.catalog import engine_log, engine_runs
from localizer.catalog.engine_log import Request, Sent
from localizer.catalog.engine_runs import EngineRun, RunState
from localizer.store.database import Store

REQUEST = Request(
    "fake", "api.example", "zh-Hans", "th-TH", texts=3, chars=120, cost=Decimal("0.0024")
)


def test_a_request_is_there_before_it_is_answered_and_after(store: Store) -> None:
    with store.derive() as step:
        number = engine_log.begin(step, replace(REQUEST, cause="stopped"))
    assert engine_log.recent(store.read())[0].cause == "stopped"
    with store.derive() as step:
        engine_log.finish(step, number, answered=2, cause="empty", detail="x" * 5000)
    found = engine_log.recent(store.read())[0]
    assert found.at
    assert replace(found, at="", id=0) == replace(
        REQUEST, answered=2, cause="empty", detail="x" * 300
    )


def test_the_newest_come_first_and_no_more_than_asked(store: Store) -> None:
    with store.derive() as step:
        for chars in (1, 2, 3):
            engine_log.begin(step, replace(REQUEST, chars=chars))
    assert [one.chars for one in engine_log.recent(store.read(), 2)] == [3, 2]


def test_what_a_run_sent_is_added_up_exactly(store: Store) -> None:
    with store.derive() as step:
        first, second = (
            engine_runs.create(step, EngineRun("fake", "1", RunState.RUNNING)) for _ in range(2)
        )
        for run, cost in ((first, "0.1"), (first, "0.2"), (second, "5")):
            engine_log.begin(step, replace(REQUEST, run_id=run, cost=Decimal(cost)))
    assert engine_log.sent(store.read(), first) == Sent(2, 240, Decimal("0.3"))
    assert engine_log.sent(store.read(), second + 1) == Sent(0, 0, Decimal(0))


def test_no_column_could_hold_a_text(store: Store) -> None:
    columns = {row["name"] for row in store.read().rows("PRAGMA table_info(engine_log)")}
    assert not columns & {"text", "source", "target", "answer"}
