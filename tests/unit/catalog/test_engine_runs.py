"""Runs and jobs: each waiting text once, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.catalog import engine_answers, engine_runs, products, translations
from localizer.catalog.engine_runs import EngineRun, JobState, Pair, RunState, Scope
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

THAI = Pair("zh-Hans", "th-TH")
RUN = EngineRun("fake", "1", RunState.RUNNING, ceiling="2.50", currency="EUR")


@pytest.fixture
def waiting(store: Store, dress: Callable[..., Product]) -> Store:
    """Return two products with one bullet in common, both waiting for Thai and the first for German."""
    plain = {"facts": (), "variants": (), "description_html": ""}
    goods = [
        dress(key="A", title="连衣裙", bullets=("透气", "收腰"), **plain),
        dress(key="B", title="衬衫", bullets=("透气",), **plain),
    ]
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, goods)
        ids = products.product_ids(step)
        products.ensure_segments(step, ids)
        for row in step.rows("SELECT * FROM segment ORDER BY id"):
            locales = ("th-TH", "de-DE") if row["product_id"] == ids[0] else ("th-TH",)
            for locale in locales:
                translations.save(step, None, empty(row["id"], locale, row["source_hash"]))
    return store


def empty(segment: int, locale: str, source_hash: str) -> Translation:
    return Translation(segment, locale, "", State.UNTRANSLATED, Origin.NONE, source_hash)


def new_run(store: Store, scope: Scope) -> int:
    with store.derive() as step:
        number = engine_runs.create(step, RUN)
        engine_runs.write_jobs(step, number, scope)
    return number


def sources(store: Store, run: int, pair: Pair = THAI) -> list[str]:
    jobs = engine_runs.waiting_jobs(store.read(), run, pair, after=0, limit=100)
    return [job.source for job in jobs]


def change(store: Store, source: str, locale: str, **values: object) -> None:
    """Change the translation of the first segment with ``source``."""
    with store.step("Edit") as step:
        row = step.one(
            "SELECT t.id FROM translation t JOIN segment_body b ON b.id = t.segment_id "
            "WHERE b.source = ? AND t.locale = ? ORDER BY t.id",
            (source, locale),
        )
        assert row is not None
        old = translations.pair(step, row["id"]).translation
        translations.save(step, (row["id"], old), replace(old, **values))  # type: ignore[arg-type]


def test_each_text_is_one_job_for_each_pair_of_locales(waiting: Store) -> None:
    run = new_run(waiting, Scope(("th-TH", "de-DE")))
    assert engine_runs.waiting_pairs(waiting.read(), run) == (Pair("zh-Hans", "de-DE"), THAI)
    assert sources(waiting, run) == ["连衣裙", "透气", "收腰", "衬衫"]
    assert sources(waiting, run, Pair("zh-Hans", "de-DE")) == ["连衣裙", "透气", "收腰"]
    job = engine_runs.waiting_jobs(waiting.read(), run, THAI, after=0, limit=2)[1]
    assert (job.field, job.about, job.attempts) == ("bullet", "连衣裙", 0)


def test_only_the_products_asked_for(waiting: Store) -> None:
    second = products.product_ids(waiting.read())[1]
    assert sources(waiting, new_run(waiting, Scope(("th-TH",), (second,)))) == ["衬衫", "透气"]
    assert sources(waiting, new_run(waiting, Scope(("th-TH",), ()))) == []


@pytest.mark.parametrize(
    "values",
    [
        {"state": State.DRAFT, "origin": Origin.COMPOSED, "text": "ผ้าฝ้าย"},
        {"state": State.APPROVED, "origin": Origin.PERSON, "text": "ผ้าฝ้าย"},
        {"state": State.SENT_BACK, "origin": Origin.NONE},
        {"origin": Origin.PERSON},  # a person emptied it
        {"source_hash": "0" * 16},  # the source changed after the draft
    ],
)
def test_what_has_a_text_or_another_source_does_not_wait(
    waiting: Store, values: dict[str, object]
) -> None:
    change(waiting, "收腰", "th-TH", **values)
    assert sources(waiting, new_run(waiting, Scope(("th-TH",)))) == ["连衣裙", "透气", "衬衫"]


def test_pages_of_jobs(waiting: Store) -> None:
    run = new_run(waiting, Scope(("th-TH",)))
    first = engine_runs.waiting_jobs(waiting.read(), run, THAI, after=0, limit=3)
    rest = engine_runs.waiting_jobs(waiting.read(), run, THAI, after=first[-1].id, limit=3)
    assert [job.source for job in (*first, *rest)] == ["连衣裙", "透气", "收腰", "衬衫"]


def test_what_came_of_jobs_is_counted(waiting: Store) -> None:
    run = new_run(waiting, Scope(("th-TH", "de-DE")))
    jobs = engine_runs.waiting_jobs(waiting.read(), run, THAI, after=0, limit=9)
    with waiting.derive() as step:
        engine_runs.count_attempts(step, [jobs[0].id, jobs[0].id, jobs[2].id])
        engine_runs.mark(step, jobs[0].id, JobState.ANSWERED)
        engine_runs.mark(step, jobs[1].id, JobState.ANSWERED)
        engine_runs.mark(step, jobs[2].id, JobState.FAILED, "timeout")
        engine_runs.mark(step, jobs[3].id, JobState.GONE)
        engine_runs.mark(step, jobs[2].id, JobState.ANSWERED)  # too late: it waits no more
    tally = engine_runs.tally(waiting.read(), run)
    assert (tally.waiting, tally.answered, tally.unsent, tally.gone) == (3, 2, 1, 1)
    assert tally.failed == {"timeout": 1}
    assert tally.total == 7


def test_jobs_that_were_answered_before_are_known(waiting: Store) -> None:
    number = new_run(waiting, Scope(("th-TH", "de-DE")))
    job = engine_runs.waiting_jobs(waiting.read(), number, THAI, after=0, limit=1)[0]
    with waiting.derive() as step:
        engine_answers.put(step, "fake", "1", job, "เดรส")
        engine_answers.put(step, "fake", "2", job, "ชุดอื่น")
        engine_answers.put(step, "other", "1", job, "ชุดอื่น")
    run = engine_runs.find(waiting.read(), number)
    reader = waiting.read()
    assert engine_runs.known_jobs(reader, run, THAI, after=0, limit=9) == ((job, "เดรส"),)
    assert engine_runs.known_jobs(reader, run, THAI, after=job.id, limit=9) == ()
    german = Pair("zh-Hans", "de-DE")
    assert engine_runs.known_jobs(reader, run, german, after=0, limit=9) == ()
    with waiting.derive() as step:
        engine_runs.mark(step, job.id, JobState.ANSWERED)
    assert engine_runs.known_jobs(reader, run, THAI, after=0, limit=9) == ()


def test_a_run_is_found_with_how_it_ended(waiting: Store) -> None:
    number = new_run(waiting, Scope(("th-TH",)))
    with waiting.derive() as step:
        engine_runs.set_state(step, number, RunState.STOPPED, "key")
        engine_runs.set_ceiling(step, number, "10")
    found = engine_runs.find(waiting.read(), number)
    assert replace(found, at="") == replace(
        RUN, state=RunState.STOPPED, cause="key", ceiling="10", id=number, by="tester"
    )
    assert found.at
    with pytest.raises(LookupError):
        engine_runs.find(waiting.read(), number + 1)


def test_runs_with_waiting_texts_can_be_resumed(waiting: Store) -> None:
    first, second = (new_run(waiting, Scope(("th-TH",))) for _ in range(2))
    assert [run.id for run in engine_runs.unfinished(waiting.read())] == [second, first]
    with waiting.derive() as step:
        for job in engine_runs.waiting_jobs(step, second, THAI, after=0, limit=9):
            engine_runs.mark(step, job.id, JobState.ANSWERED)
    assert [run.id for run in engine_runs.unfinished(waiting.read())] == [first]


def test_nothing_of_it_is_in_the_history(waiting: Store) -> None:
    before = waiting.read().value("SELECT count(*) FROM change")
    new_run(waiting, Scope(("th-TH",)))
    assert waiting.read().value("SELECT count(*) FROM change") == before
