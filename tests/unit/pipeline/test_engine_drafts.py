"""An answer, its job and all its drafts are written together, and only the drafts can be undone."""

from __future__ import annotations

import pytest

from localizer.catalog import engine_runs, steps
from localizer.catalog.engine_runs import EngineJob, EngineRun, Pair, RunState, Scope
from localizer.model.product import Product
from localizer.pipeline.engine_drafts import settle
from localizer.pipeline.engine_queue import Outcome
from localizer.store.database import Step, Store
from localizer.translate.engines.base import Cause
from tests.support.fake_engine import fill, shown

EMPTY = ("", "untranslated", "no_match:")


@pytest.fixture
def run(store: Store) -> EngineRun:
    """Return a run over two products with a bullet in common."""
    goods = [
        Product(key=key, title=title, variants=(), bullets=("透气",))
        for key, title in (("A", "连衣裙"), ("B", "衬衫"))
    ]
    fill(store, goods)
    with store.derive() as step:
        number = engine_runs.create(step, EngineRun("fake", "1", RunState.RUNNING))
        engine_runs.write_jobs(step, number, Scope(("th-TH",)))
    return engine_runs.find(store.read(), number)


def jobs(store: Store, run: EngineRun) -> dict[str, EngineJob]:
    found = engine_runs.waiting_jobs(
        store.read(), run.id, Pair("zh-Hans", "th-TH"), after=0, limit=9
    )
    return {job.source: job for job in found}


def answers(store: Store) -> list[tuple[str, ...]]:
    return store.read().tuples("SELECT text FROM engine_answer ORDER BY id")


def test_an_answer_is_shown_wherever_its_text_stands(store: Store, run: EngineRun) -> None:
    job = jobs(store, run)["透气"]
    assert settle(store, run, [Outcome(job, "ระบายอากาศ", is_new=True)]) == 2
    assert shown(store)["透气"] == ("ระบายอากาศ", "draft", "engine:fake")
    assert shown(store)["连衣裙"] == EMPTY
    origins = store.read().tuples("SELECT DISTINCT origin FROM translation WHERE state = 'draft'")
    assert origins == [("engine",)]
    assert answers(store) == [("ระบายอากาศ",)]
    assert "透气" not in jobs(store, run)


def test_a_failure_is_the_reason_and_no_text(store: Store, run: EngineRun) -> None:
    job = jobs(store, run)["透气"]
    assert settle(store, run, [Outcome(job, cause=Cause.TIMEOUT)]) == 0
    assert shown(store)["透气"] == ("", "untranslated", "engine:timeout")
    assert answers(store) == []
    assert engine_runs.tally(store.read(), run.id).failed == {"timeout": 1}


def test_undo_takes_back_the_drafts_of_a_run_but_no_answer(store: Store, run: EngineRun) -> None:
    some = jobs(store, run)
    settle(store, run, [Outcome(some["透气"], "ระบายอากาศ", is_new=True)])
    settle(store, run, [Outcome(some["衬衫"], "เสื้อเชิ้ต", is_new=True)])
    assert [one.label for one in steps.recent(store.read(), 1)] == ["Translate with fake"]
    assert store.undo() is not None
    assert set(shown(store).values()) == {EMPTY}
    assert len(answers(store)) == 2
    assert engine_runs.tally(store.read(), run.id).answered == 2
    assert store.redo() is not None
    assert shown(store)["衬衫"] == ("เสื้อเชิ้ต", "draft", "engine:fake")


def test_an_answer_is_kept_even_where_nobody_waits_any_more(store: Store, run: EngineRun) -> None:
    some = jobs(store, run)
    # The step of the run is the newest, so that what follows would become part of it.
    settle(store, run, [Outcome(some["衬衫"], "เสื้อเชิ้ต", is_new=True)])
    with store.derive() as step:  # beside the history, so that the step stays the newest
        step.write("UPDATE lane SET mode = 2")
        step.write("UPDATE translation SET origin = 'person' WHERE state = 'untranslated'")
        step.write("UPDATE lane SET mode = 0")
    ran = []

    def beside(_step: Step) -> None:
        ran.append(1)

    new = [Outcome(some["透气"], "ระบายอากาศ", is_new=True)]
    assert settle(store, run, new, beside) == 0
    assert answers(store) == [("เสื้อเชิ้ต",), ("ระบายอากาศ",)]
    assert engine_runs.tally(store.read(), run.id).answered == 2
    assert ran  # whatever else was to be written has been


def test_what_stands_beside_is_written_without_outcomes(store: Store, run: EngineRun) -> None:
    before = store.read().value("SELECT count(*) FROM step")
    settle(store, run, [], lambda step: engine_runs.set_ceiling(step, run.id, "3"))
    assert engine_runs.find(store.read(), run.id).ceiling == "3"
    assert store.read().value("SELECT count(*) FROM step") == before


def test_a_job_nobody_waits_for_is_gone(store: Store, run: EngineRun) -> None:
    settle(store, run, [Outcome(jobs(store, run)["透气"])])
    assert engine_runs.tally(store.read(), run.id).gone == 1
    assert shown(store)["透气"] == EMPTY


def test_all_or_nothing_is_written(store: Store, run: EngineRun) -> None:
    job = jobs(store, run)["透气"]

    def fails(_step: Step) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        settle(store, run, [Outcome(job, "ระบายอากาศ", is_new=True)], fails)
    assert answers(store) == []
    assert shown(store)["透气"] == EMPTY
    assert "透气" in jobs(store, run)
