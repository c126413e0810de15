"""A run asks each text once, fails text by text, stops in good order and goes on later."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.catalog import engine_runs, products, translations
from localizer.catalog.engine_runs import RunState
from localizer.errors import InputError
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Origin, State
from localizer.pipeline import engine_queue, engine_run
from localizer.pipeline.engine_run import Control, RunReport, Ways
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.engines.base import Cause, EngineError, Limits, Price
from tests.support.fake_engine import FakeClock, FakeEngine, fill, shown, thai

THAI = Target("TH", "shopee", "th-TH")
ONE_BY_ONE = Limits(texts=1, text_chars=500, request_chars=2000)


def goods(count: int, *, key: str = "A") -> Product:
    bullets = tuple(f"说明文字第{number}条" for number in range(count - 1))
    return Product(key=key, title="连衣裙", variants=(), bullets=bullets)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def ways(clock: FakeClock) -> Ways:
    return Ways(clock.now, clock.sleep, lambda: 1.0)


def start(
    store: Store,
    tools: Tools,
    engine: FakeEngine,
    ways: Ways,
    *,
    ceiling: Decimal | None = None,
    control: Control | None = None,
) -> RunReport:
    plan = engine_queue.plan(store, tools, [THAI], engine.info)
    return engine_run.start(store, tools, engine, plan, ceiling=ceiling, control=control, ways=ways)


def drafts(store: Store) -> dict[str, str]:
    return {source: text for source, (text, state, _) in shown(store).items() if state == "draft"}


def test_every_waiting_text_is_asked_once_and_drafted(
    store: Store, tools: Tools, ways: Ways
) -> None:
    fill(store, [goods(25), goods(12, key="B")])
    engine = FakeEngine()
    report = start(store, tools, engine, ways)
    assert (report.state, report.cause) == (RunState.DONE, None)
    assert (report.answered, report.cached, report.drafted) == (25, 0, 37)
    assert (report.failed, report.waiting, report.requests) == ({}, 0, 3)
    assert set(engine.asked.values()) == {1}
    assert drafts(store) == {source: thai(source) for source in shown(store)}


def test_a_second_run_asks_nothing_that_was_answered(
    store: Store, tools: Tools, ways: Ways
) -> None:
    fill(store, [goods(25)])
    first = FakeEngine(price=Price(Decimal(20), "EUR"))
    start(store, tools, first, ways)
    store.undo()
    assert drafts(store) == {}
    second = FakeEngine(price=Price(Decimal(20), "EUR"))
    plan = engine_queue.plan(store, tools, [THAI], second.info)
    assert (plan.texts, plan.cached, plan.chars_to_send) == (25, 25, 0)
    report = start(store, tools, second, ways)
    assert second.requests == []
    assert (report.answered, report.cached, report.drafted) == (25, 25, 25)
    assert (report.chars, report.cost) == (0, Decimal(0))
    assert len(drafts(store)) == 25


def test_another_version_is_asked_anew(store: Store, tools: Tools, ways: Ways) -> None:
    fill(store, [goods(3)])
    start(store, tools, FakeEngine(), ways)
    store.undo()
    newer = FakeEngine(version="2")
    assert start(store, tools, newer, ways).cached == 0
    assert sum(newer.asked.values()) == 3


def test_a_plan_is_for_its_engine_only(store: Store, tools: Tools) -> None:
    fill(store, [goods(2)])
    plan = engine_queue.plan(store, tools, [THAI], FakeEngine().info)
    for other in (FakeEngine(id="other"), FakeEngine(version="2")):
        with pytest.raises(InputError, match="planned for fake"):
            engine_run.start(store, tools, other, plan)
    assert engine_runs.unfinished(store.read()) == ()


def test_a_bad_text_does_not_lose_the_rest(store: Store, tools: Tools, ways: Ways) -> None:
    fill(store, [goods(10)])
    bad = "说明文字第4条"
    engine = FakeEngine(bad={bad: EngineError(Cause.MALFORMED)})
    report = start(store, tools, engine, ways)
    assert report.failed == {Cause.MALFORMED: 1}
    assert report.answered == 9
    assert shown(store)[bad] == ("", "untranslated", "engine:malformed")
    assert bad not in drafts(store)
    assert engine.sizes[0] == 10
    assert max(engine.asked.values()) == engine.asked[bad] == 4  # among 10, 5, 2, alone


def test_failures_by_text_keep_their_cause(store: Store, tools: Tools, ways: Ways) -> None:
    fill(store, [goods(6)])
    engine = FakeEngine(bad={"说明文字第0条": Cause.LANGUAGE, "说明文字第1条": Cause.TERM})
    report = start(store, tools, engine, ways)
    assert report.failed == {Cause.LANGUAGE: 1, Cause.TERM: 1}
    assert shown(store)["说明文字第1条"] == ("", "untranslated", "engine:term")
    assert sum(engine.asked.values()) == 6


def test_a_failed_text_is_asked_in_the_next_run(store: Store, tools: Tools, ways: Ways) -> None:
    fill(store, [goods(4)])
    start(store, tools, FakeEngine(bad={"连衣裙": Cause.EMPTY}), ways)
    engine = FakeEngine()
    report = start(store, tools, engine, ways)
    assert engine.asked == Counter(["连衣裙"])
    assert (report.answered, len(drafts(store))) == (1, 4)


def test_a_run_stops_at_its_ceiling_and_goes_on_with_another(
    store: Store, tools: Tools, ways: Ways
) -> None:
    fill(store, [goods(10)])
    engine = FakeEngine(limits=ONE_BY_ONE, price=Price(Decimal(1_000_000), "EUR"))
    report = start(store, tools, engine, ways, ceiling=Decimal(20))  # 1 a character
    assert (report.state, report.cause) == (RunState.STOPPED, Cause.STOPPED)
    assert (report.cost, report.chars, report.currency) == (
        Decimal(17),
        17,
        "EUR",
    )  # 3 + 7 + 7, then 7
    assert (report.answered, report.waiting) == (3, 7)
    assert {reason for _, _, reason in shown(store).values()} == {"engine:fake", "no_match:"}
    again = engine_run.resume(store, tools, engine, report.run_id, ways=ways)
    assert (again.state, again.answered, again.requests) == (RunState.STOPPED, 3, 3)
    done = engine_run.resume(store, tools, engine, report.run_id, ceiling=Decimal(66), ways=ways)
    assert (done.state, done.answered, done.cost) == (RunState.DONE, 10, Decimal(66))
    assert set(engine.asked.values()) == {1}


@pytest.mark.parametrize("cause", [Cause.KEY, Cause.QUOTA, Cause.SETUP])
def test_what_lasts_stops_the_run_at_once(
    store: Store, tools: Tools, ways: Ways, cause: Cause
) -> None:
    fill(store, [goods(10)])
    engine = FakeEngine(limits=ONE_BY_ONE)
    engine.faults.append(EngineError(cause, "no"))
    report = start(store, tools, engine, ways)
    assert (report.state, report.cause) == (RunState.STOPPED, cause)
    assert len(engine.requests) == 1
    assert (report.waiting, report.failed) == (10, {})
    assert {reason for _, _, reason in shown(store).values()} == {"no_match:"}
    resumed = engine_run.resume(store, tools, engine, report.run_id, ways=ways)
    assert (resumed.state, resumed.cause, resumed.answered) == (RunState.DONE, None, 10)


def test_a_person_who_wrote_meanwhile_is_left_alone(store: Store, tools: Tools, ways: Ways) -> None:
    (number,) = fill(store, [goods(2)])
    pair = translations.pairs(store.read(), number, "th-TH")[0]

    def write() -> None:
        hand = replace(pair.translation, text="ด้วยมือ", state=State.TRANSLATED, origin=Origin.PERSON)
        with store.step("Edit") as step:
            translations.save(step, (pair.id, pair.translation), hand)
        engine.before = lambda: None

    engine = FakeEngine(before=write)
    report = start(store, tools, engine, ways)
    assert shown(store)["连衣裙"] == ("ด้วยมือ", "translated", "no_match:")
    assert (report.answered, report.drafted) == (2, 1)


def test_a_source_that_changed_meanwhile_is_left_alone(
    store: Store, tools: Tools, ways: Ways
) -> None:
    (number,) = fill(store, [goods(3)])

    def change() -> None:
        with store.step("Edit") as step:
            old = products.load(step, number)
            products.change_product(step, number, replace(old, title="长款连衣裙"))
        engine.before = lambda: None

    engine = FakeEngine(before=change)
    report = start(store, tools, engine, ways)
    assert "长款连衣裙" not in drafts(store)
    assert (report.answered, report.drafted) == (3, 2)


def test_texts_that_went_before_they_were_sent_are_not_asked(
    store: Store, tools: Tools, ways: Ways
) -> None:
    fill(store, [goods(4)])
    control = Control()
    control.pause()
    engine = FakeEngine()
    paused = start(store, tools, engine, ways, control=control)
    assert (paused.state, paused.waiting) == (RunState.PAUSED, 4)
    with store.step("Edit") as step:
        step.write(
            "UPDATE translation SET origin = 'person' WHERE segment_id = "
            "(SELECT id FROM segment_body WHERE source = '连衣裙')"
        )
    report = engine_run.resume(store, tools, engine, paused.run_id, ways=ways)
    assert (report.state, report.answered, report.gone) == (RunState.DONE, 3, 1)
    assert "连衣裙" not in engine.asked


def test_only_the_engine_of_a_run_resumes_it(store: Store, tools: Tools, ways: Ways) -> None:
    fill(store, [goods(2)])
    report = start(store, tools, FakeEngine(), ways)
    with pytest.raises(InputError, match="Choose fake"):
        engine_run.resume(store, tools, FakeEngine(id="other"), report.run_id)
    with pytest.raises(LookupError):
        engine_run.resume(store, tools, FakeEngine(), report.run_id + 1)


def test_nothing_to_do_is_done(store: Store, tools: Tools, ways: Ways) -> None:
    report = start(store, tools, FakeEngine(), ways)
    assert (report.state, report.answered, report.requests) == (RunState.DONE, 0, 0)


def test_the_log_has_a_row_for_each_request_and_no_text(
    store: Store, tools: Tools, ways: Ways
) -> None:
    fill(store, [goods(12)])
    engine = FakeEngine(price=Price(Decimal(20), "EUR"), bad={"连衣裙": Cause.EMPTY})
    report = start(store, tools, engine, ways)
    rows = [dict(row) for row in store.read().rows("SELECT * FROM engine_log ORDER BY id")]
    assert [(row["texts"], row["answered"], row["cause"]) for row in rows] == [
        (10, 9, "empty"),
        (2, 2, ""),
    ]
    assert {row["host"] for row in rows} == {"fake.example"}
    assert sum(Decimal(row["cost"]) for row in rows) == report.cost == Decimal("0.00162")
    assert report.chars == sum(row["chars"] for row in rows) == 81
    assert not any("说明" in str(value) for row in rows for value in row.values())
