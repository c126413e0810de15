"""Texts and words by state: exact figures of a small launch, and what shares them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from localizer.catalog import launches, products, segments, translations
from localizer.catalog import statistics as module
from localizer.catalog.statistics import Count, words_by_state
from localizer.jobs import Cancelled, Progress
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

THAI, LAZADA = Target("TH", "shopee", "th-TH"), Target("TH", "lazada", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")


@pytest.fixture
def texts(store: Store) -> Store:
    """Return three products: one with five texts in Thai and German, one in no launch, one untouched."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "a", "zh-Hans")
        bullets = ("304不锈钢", "cold for 24 hours", "双层真空", "盖子")
        products.save_products(
            step,
            number,
            [
                Product("A", "保温杯", (), bullets=bullets),
                Product("B", "帽子", ()),
                Product("C", "summer hat", ()),
            ],
        )
        products.ensure_segments(step, [1, 2, 3])
        launches.create(step, "l", [THAI, GERMAN, LAZADA], dt.date(2026, 12, 11), [1, 3])
        states = (State.APPROVED, State.SENT_BACK, State.TRANSLATED, State.DRAFT, State.APPROVED)
        for segment, state in zip(segments.of_product(step, 1), states, strict=True):
            save(step, segment.id, "th-TH", state, "" if segment.source == "盖子" else "x")
        save(step, segments.of_product(step, 1)[0].id, "de-DE", State.DRAFT, " \u3000")
        save(step, segments.of_product(step, 2)[0].id, "th-TH", State.DRAFT, "หมวก")
    return store


def save(step: object, segment: int, locale: str, state: State, text: str) -> None:
    new = Translation(segment, locale, text, state, Origin.PERSON, "")
    translations.save(step, None, new)  # type: ignore[arg-type]


def figures(counts: module.StateCounts) -> dict[str, tuple[int, int]]:
    return {state.value: (one.texts, one.words) for state, one in counts.states.items()}


def test_a_launch_counts_all_texts_of_its_products(texts: Store) -> None:
    found = words_by_state(texts.read(), launches.find(texts.read()))
    assert [(one.target, one.locale) for one in found] == [
        (THAI, "th-TH"), (GERMAN, "de-DE"), (LAZADA, "th-TH"),
    ]  # fmt: skip
    assert figures(found[0]) == {
        "untranslated": (2, 4),  # 盖子 was approved without words, “summer hat” never drafted
        "draft": (1, 4),
        "translated": (1, 4),
        "approved": (1, 3),
        "sent_back": (1, 4),
    }
    assert found[2].states == found[0].states
    assert figures(found[1]) == {
        "untranslated": (6, 19), "draft": (0, 0), "translated": (0, 0), "approved": (0, 0),
        "sent_back": (0, 0),
    }  # fmt: skip
    assert found[0].total == found[1].total == Count(6, 19)


def test_the_workspace_counts_what_was_drafted_by_language(texts: Store) -> None:
    found = words_by_state(texts.read())
    assert [(one.target, one.locale, one.total) for one in found] == [
        (None, "de-DE", Count(1, 3)), (None, "th-TH", Count(6, 19)),
    ]  # fmt: skip
    assert found[1].states[State.DRAFT] == Count(2, 6)


def test_chunks_make_no_difference(texts: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = texts.read()
    launch = launches.find(reader)
    whole = words_by_state(reader, launch)
    for name in ("_SOURCES", "_STATES"):
        small = getattr(module, name).replace(f"LIMIT {module.CHUNK}", "LIMIT 2")
        monkeypatch.setattr(module, name, small)
    assert words_by_state(reader, launch) == whole


def test_it_can_be_stopped(texts: Store) -> None:
    progress = Progress()
    progress.cancel()
    with pytest.raises(Cancelled):
        words_by_state(texts.read(), None, progress)


def test_nothing_drafted_is_no_figure(store: Store, dress: Callable[..., Product]) -> None:
    assert words_by_state(store.read()) == ()
    with store.step("Import") as step:
        products.save_products(step, products.ensure_catalog(step, "a", "zh-Hans"), [dress()])
        launches.create(step, "l", [THAI], dt.date(2026, 12, 11))
    assert words_by_state(store.read()) == ()
    (thai,) = words_by_state(store.read(), launches.find(store.read()))
    assert thai.total == Count()
