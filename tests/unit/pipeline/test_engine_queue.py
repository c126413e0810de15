"""Texts are counted before a run, shielded, and handed out in batches that keep the limits."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.catalog import engine_runs, own_terms
from localizer.catalog.engine_runs import EngineRun, Pair, RunState
from localizer.errors import LocalizerError
from localizer.model.launch import Target
from localizer.model.own_term import OwnConcept, OwnTerm
from localizer.model.product import Product
from localizer.model.term import Term
from localizer.pipeline import engine_queue
from localizer.pipeline.engine_queue import Batch, Outcome, Preparer, Queue
from localizer.pipeline.own_base import own_base
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.translate.engines.base import Cause, Limits, Price
from tests.support.fake_engine import FakeEngine, fill

THAI = Target("TH", "shopee", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")


def goods(key: str, *bullets: str, title: str = "连衣裙", brand: str = "Sorvanne") -> Product:
    return Product(key=key, title=title, variants=(), brand=brand, category="女装", bullets=bullets)


def queue_of(store: Store, tools: Tools, engine: FakeEngine, *targets: Target) -> Queue:
    plan = engine_queue.plan(store, tools, targets or (THAI,), engine.info)
    with store.derive() as step:
        number = engine_runs.create(step, EngineRun("fake", "1", RunState.RUNNING))
        engine_runs.write_jobs(step, number, plan.scope)
    return Queue(store, number, engine, Preparer(tools.termbase))


def taken(queue: Queue, now: float = 0.0) -> list[Batch]:
    batches = []
    while queue.wait(now) == 0.0:
        batch = queue.take(now)
        if batch is not None:
            batches.append(batch)
    return batches


def texts(batches: list[Batch]) -> list[list[str]]:
    return [[item.ask.text for item in batch.items] for batch in batches]


def test_a_plan_counts_texts_repeats_and_characters(store: Store, tools: Tools) -> None:
    engine = FakeEngine()
    fill(store, [goods("A", "透气", "收腰"), goods("B", "透气")], ["th-TH", "de-DE"])
    before = store.read().value("SELECT max(seq) FROM change")
    plan = engine_queue.plan(store, tools, [THAI, GERMAN, THAI], engine.info)
    assert (plan.texts, plan.segments, plan.repeats) == (6, 10, 4)
    assert (plan.chars, plan.cached, plan.chars_to_send) == (14, 0, 14)
    assert [one.pair.target for one in plan.demands] == ["de-DE", "th-TH"]
    assert store.read().value("SELECT max(seq) FROM change") == before
    assert store.read().value("SELECT count(*) FROM engine_job") == 0
    assert engine.requests == []
    assert engine_queue.cost(plan, Price(Decimal(20), "USD")) == Decimal("0.00028")
    assert engine_queue.cost(plan, None) == 0


def test_a_plan_of_some_products(store: Store, tools: Tools) -> None:
    ids = fill(store, [goods("A", "透气"), goods("B", "收腰", title="衬衫")])
    plan = engine_queue.plan(store, tools, [THAI], FakeEngine().info, only=ids[1:])
    assert (plan.texts, plan.chars) == (2, 4)
    assert engine_queue.plan(store, tools, [THAI], FakeEngine().info, only=()).texts == 0


def test_a_plan_for_an_unknown_channel_is_refused(store: Store, tools: Tools) -> None:
    with pytest.raises(LocalizerError):
        engine_queue.plan(store, tools, [Target("TH", "nowhere", "th-TH")], FakeEngine().info)


def test_batches_keep_the_number_of_texts(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", *(f"第{number}条说明" for number in range(250)))])
    engine = FakeEngine(limits=Limits(texts=40, request_chars=10_000))
    batches = taken(queue_of(store, tools, engine))
    sent = [text for batch in texts(batches) for text in batch]
    assert [len(batch.items) for batch in batches] == [40] * 6 + [11]
    assert sent == ["连衣裙", *(f"第{number}条说明" for number in range(250))]


def test_batches_keep_the_number_of_characters(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "一" * 9, "二" * 9, "三" * 3, "四" * 20, "五" * 21)])
    engine = FakeEngine(limits=Limits(texts=9, text_chars=50, request_chars=20))
    queue = queue_of(store, tools, engine)
    batches = taken(queue)
    assert [engine.weight(batch.asks) for batch in batches] == [12, 12, 20]
    assert [(one.job.source, one.cause) for one in queue.settled] == [("五" * 21, Cause.TOO_LONG)]


def test_a_text_over_the_limit_is_not_sent(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "一" * 6)])
    queue = queue_of(store, tools, FakeEngine(limits=Limits(texts=9, text_chars=5)))
    assert texts(taken(queue)) == [["连衣裙"]]
    assert queue.settled[0].cause is Cause.TOO_LONG


def test_each_batch_is_of_one_pair(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "透气")], ["th-TH", "de-DE"])
    batches = taken(queue_of(store, tools, FakeEngine(), THAI, GERMAN))
    assert [batch.pair for batch in batches] == [
        Pair("zh-Hans", "de-DE"),
        Pair("zh-Hans", "th-TH"),
    ]
    assert texts(batches) == [["连衣裙", "透气"]] * 2


def test_texts_left_over_are_not_mixed_with_the_next_pair(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "一" * 8, "二" * 8)], ["th-TH", "de-DE"])
    engine = FakeEngine(limits=Limits(texts=9, request_chars=11))
    batches = taken(queue_of(store, tools, engine, THAI, GERMAN))
    assert texts(batches) == [["连衣裙", "一" * 8], ["二" * 8]] * 2
    for batch in batches:
        assert {item.job.target_locale for item in batch.items} == {batch.pair.target}


def test_languages_the_engine_lacks_are_settled_at_once(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "透气")], ["th-TH", "de-DE"])
    engine = FakeEngine(knows=lambda locale: locale == "th-TH")
    queue = queue_of(store, tools, engine, THAI, GERMAN)
    assert [batch.pair.target for batch in taken(queue)] == ["th-TH"]
    assert {(one.job.target_locale, one.cause) for one in queue.settled} == {
        ("de-DE", Cause.LANGUAGES)
    }
    assert len(queue.settled) == 2


def test_what_must_stay_is_shielded(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "Sorvanne 水杯容量 500 ml，型号 AB-12")])
    (batch,) = taken(queue_of(store, tools, FakeEngine()))
    item = batch.items[1]
    assert item.ask.text == "⟦0⟧ 水杯容量 ⟦1⟧，型号 ⟦2⟧"
    assert item.shielded.originals == ("Sorvanne", "500 ml", "AB-12")
    assert (item.ask.field, item.ask.about) == ("bullet", "连衣裙")


def test_a_brand_comes_back_as_a_person_writes_it(store: Store, tools: Tools) -> None:
    with store.step("Terms") as step:
        own_terms.put_concept(step, OwnConcept("own_kanglin", "brand", ("康霖",)))
        own_terms.put_term(step, OwnTerm(Term("own_kanglin", "th", "Kanglin")))
    fill(store, [goods("A", "康霖水杯", brand="康霖"), goods("B", "优雅水杯", brand="优雅")])
    queue = queue_of(store, tools, FakeEngine())
    queue.preparer = Preparer(own_base(store.read(), tools))
    (batch,) = taken(queue)
    items = {item.job.source: item for item in batch.items}
    assert items["康霖水杯"].ask.text == "⟦0⟧水杯"
    assert items["康霖水杯"].shielded.originals == ("Kanglin",)
    assert items["优雅水杯"].shielded.originals == ("优雅",)  # nobody told how to write it


def test_what_has_no_words_needs_no_request(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "500 ml", "AB-12 / 30 cm")])
    queue = queue_of(store, tools, FakeEngine())
    assert texts(taken(queue)) == [["连衣裙"]]
    assert [(one.text, one.is_new) for one in queue.settled] == [
        ("500 ml", False),
        ("AB-12 / 30 cm", False),
    ]


def test_what_nobody_waits_for_any_more_is_not_sent(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "透气")])
    queue = queue_of(store, tools, FakeEngine())
    with store.step("Edit") as step:
        step.write("UPDATE translation SET origin = 'person'")
    assert taken(queue) == []
    assert all(one.is_gone for one in queue.settled)
    assert len(queue.settled) == 2


def test_a_batch_comes_again_when_it_is_due(store: Store, tools: Tools) -> None:
    fill(store, [goods("A")])
    queue = queue_of(store, tools, FakeEngine())
    (batch,) = taken(queue)
    assert queue.wait(10.0) is None
    queue.again(batch, 15.0)
    queue.again(replace(batch, items=()), 12.0)
    assert queue.wait(10.0) == 2.0
    assert queue.take(12.0) == replace(batch, items=())
    assert queue.wait(12.0) == 3.0
    assert queue.take(15.0) == batch
    assert queue.wait(15.0) is None


def test_what_is_halved_comes_next_in_order(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "透气", "收腰")])
    queue = queue_of(store, tools, FakeEngine())
    (batch,) = taken(queue)
    queue.halve(batch)
    assert texts(taken(queue)) == [["连衣裙"], ["透气", "收腰"]]


def test_hints_reach_the_engine(store: Store, tools: Tools) -> None:
    fill(store, [goods("A", "透气")])
    queue = queue_of(store, tools, FakeEngine())
    queue.preparer = Preparer(
        tools.termbase, lambda job: (((job.source, "ระบาย"),), (("透气好", "ระบายดี"),))
    )
    (batch,) = taken(queue)
    assert batch.items[1].ask.terms == (("透气", "ระบาย"),)
    assert batch.items[1].ask.hits == (("透气好", "ระบายดี"),)


def test_an_outcome_is_gone_only_without_text_and_cause(store: Store, tools: Tools) -> None:
    fill(store, [goods("A")])
    (batch,) = taken(queue_of(store, tools, FakeEngine()))
    job = batch.items[0].job
    assert Outcome(job).is_gone
    assert not Outcome(job, "ข้อความ").is_gone
    assert not Outcome(job, cause=Cause.EMPTY).is_gone
