"""Answers are kept by engine, version, text and locales; segments that wait are found by text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.catalog import engine_answers, engine_runs, products, translations
from localizer.catalog.engine_answers import Demand
from localizer.catalog.engine_runs import EngineJob, EngineRun, Pair, RunState, Scope
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation, text_hash
from localizer.store.database import Store

THAI = Pair("zh-Hans", "th-TH")


def job(source: str, locale: str = "th-TH") -> EngineJob:
    return EngineJob(0, text_hash(source), source, "zh-Hans", locale, "bullet", "", 0)


@pytest.fixture
def waiting(store: Store, dress: Callable[..., Product]) -> Store:
    """Return two products of two brands with a bullet in common, untranslated in Thai."""
    plain = {"facts": (), "variants": (), "description_html": ""}
    goods = [
        dress(key="A", title="连衣裙", brand="Sorvanne", bullets=("透气面料",), **plain),
        dress(key="B", title="衬衫", brand="Velmora", bullets=("透气面料",), **plain),
    ]
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, goods)
        products.ensure_segments(step, products.product_ids(step))
        for row in step.rows("SELECT * FROM segment ORDER BY id"):
            new = Translation(
                row["id"], "th-TH", "", State.UNTRANSLATED, Origin.NONE, row["source_hash"]
            )
            translations.save(step, None, new)
    return store


def test_what_waits_is_counted_with_repeats_and_known_answers(waiting: Store) -> None:
    with waiting.derive() as step:
        engine_answers.put(step, "fake", "1", job("透气面料"), "ผ้าระบายอากาศ")
        engine_answers.put(step, "fake", "old", job("衬衫"), "เสื้อเชิ้ต")
    found = engine_answers.demand(waiting.read(), Scope(("th-TH", "de-DE")), "fake", "1")
    assert found == (Demand(THAI, texts=3, segments=4, chars=9, known=1, known_chars=4),)


def test_a_newer_answer_takes_the_place_of_the_one_before(waiting: Store) -> None:
    with waiting.derive() as step:
        engine_answers.put(step, "fake", "1", job("衬衫"), "เก่า")
        engine_answers.put(step, "fake", "1", job("衬衫"), "ใหม่")
        engine_answers.put(step, "fake", "1", job("衬衫", "de-DE"), "Hemd")
    kept = waiting.read().tuples("SELECT target_locale, text FROM engine_answer ORDER BY 1")
    assert kept == [("de-DE", "Hemd"), ("th-TH", "ใหม่")]


def test_an_engine_is_forgotten_alone(waiting: Store) -> None:
    with waiting.derive() as step:
        engine_answers.put(step, "fake", "1", job("衬衫"), "เสื้อ")
        engine_answers.put(step, "other", "1", job("衬衫"), "เสื้อเชิ้ต")
        engine_answers.forget(step, "fake")
    assert waiting.read().tuples("SELECT engine FROM engine_answer") == [("other",)]


def test_brands_of_those_who_wait(waiting: Store) -> None:
    hashes = [text_hash(text) for text in ("透气面料", "衬衫", "没有人等")]
    assert engine_answers.brands(waiting.read(), THAI, hashes) == {
        text_hash("透气面料"): {"Sorvanne", "Velmora"},
        text_hash("衬衫"): {"Velmora"},
    }
    assert engine_answers.brands(waiting.read(), Pair("en", "th-TH"), hashes) == {}


def test_every_segment_with_the_text_waits_until_it_has_one(waiting: Store) -> None:
    pairs = engine_answers.waiting(waiting.read(), job("透气面料"))
    assert [pair.segment.source for pair in pairs] == ["透气面料", "透气面料"]
    assert engine_answers.waiting(waiting.read(), job("透气面料", "de-DE")) == ()
    with waiting.step("Edit") as step:
        old = pairs[0].translation
        written = Translation(
            old.segment_id, "th-TH", "ข้อความ", State.TRANSLATED, Origin.PERSON, old.source_hash
        )
        translations.save(step, (pairs[0].id, old), written)
    assert engine_answers.waiting(waiting.read(), job("透气面料")) == pairs[1:]


def test_a_changed_source_waits_no_more(waiting: Store) -> None:
    first = products.product_ids(waiting.read())[0]
    with waiting.step("Edit") as step:
        product = products.load(step, first)
        products.change_product(step, first, replace(product, bullets=("别的面料",)))
    assert len(engine_answers.waiting(waiting.read(), job("透气面料"))) == 1
    assert engine_answers.waiting(waiting.read(), job("别的面料")) == ()  # to be drafted first
    with waiting.derive() as step:
        run = engine_runs.create(step, EngineRun("fake", "1", RunState.RUNNING))
        engine_runs.write_jobs(step, run, Scope(("th-TH",)))
    assert engine_runs.tally(waiting.read(), run).waiting == 3
