"""What the desk offers for a text: its own translations, composed ones, and texts like it."""

from __future__ import annotations

import threading

import pytest

from localizer import pipeline
from localizer.catalog import memory, products, translations
from localizer.model.segment import MemoryUnit, Origin
from localizer.pipeline.matching import SharedMatches
from localizer.pipeline.tools import Tools
from localizer.pipeline.views import Suggestion, each_once
from localizer.store.database import Store
from localizer.translate.fuzzy.diff import Change
from localizer.translate.matches import Wanted

BULLET = "容量 500 ml 的轻便保温杯，适合办公室和旅行"


@pytest.fixture(scope="module")
def goods() -> str:
    return f"货号,商品标题,类目,卖点\nA,保温杯,水杯,{BULLET}\n"


def pair_of(store: Store, field: str) -> translations.Pair:
    (number,) = products.product_ids(store.read())
    found = translations.pairs(store.read(), number, "th-TH")
    return next(one for one in found if one.segment.field == field)


def remember(store: Store, source: str, target: str, context: str = "") -> None:
    with store.step("Remember") as step:
        memory.remember(step, [MemoryUnit(source, "zh-Hans", target, "th-TH", context, "nok")])


def test_exact_ones_before_what_is_composed(drafted: Store, tools: Tools) -> None:
    remember(drafted, "保温杯", "แก้วของเรา", "title")
    first, second = pipeline.suggestions(drafted, tools, pair_of(drafted, "title"))
    assert (first.text, first.origin, first.score) == ("แก้วของเรา", Origin.MEMORY_CONTEXT, 101)
    assert first.note.startswith("nok · ")
    assert second.origin is Origin.COMPOSED


def test_texts_like_it_say_how_they_differ(drafted: Store) -> None:
    old = BULLET.replace("500", "350")
    remember(drafted, old, "แก้ว 350 ml")
    remember(drafted, old.replace("轻便", "便携"), "ไม่มีตัวเลข")
    matches = SharedMatches(drafted)
    first, second = pipeline.alike(drafted, pair_of(drafted, "bullet"), matches)
    matches.close()
    assert first.text == "แก้ว 500 ml"
    assert [(one.old, one.new) for one in first.repairs] == [("350 ml", "500 ml")]
    assert second.text == "ไม่มีตัวเลข"
    assert [(one.old, one.new) for one in second.differences] == [("350 ml", "500 ml")]
    kept = "".join(part.text for part in first.parts if part.change is not Change.ADDED)
    new = "".join(part.text for part in first.parts if part.change is not Change.REMOVED)
    assert (kept, new) == (old, BULLET)


def test_nobody_waits_for_an_index_another_is_making(drafted: Store) -> None:
    remember(drafted, BULLET, "แก้ว")
    matches = SharedMatches(drafted)
    wanted = Wanted(BULLET, "zh-Hans", "th-TH")
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with matches._lock:
            held.set()
            done.wait(10)

    other = threading.Thread(target=hold)
    other.start()
    held.wait(10)
    assert matches.find(wanted) == ()
    done.set()
    other.join()
    assert len(matches.find(wanted)) == 1
    matches.close()


def test_each_text_is_offered_once() -> None:
    one, other = Suggestion("a", Origin.MEMORY, 100, "x"), Suggestion("b", Origin.COMPOSED, 0, "")
    assert each_once([one, other, Suggestion("a", Origin.PERSON, 0, "")]) == (one, other)
