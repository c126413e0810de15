"""What a draft takes from where, counted before it is made; and drafts from texts that are alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import memory, products, translations
from localizer.model.segment import SOURCE_CHANGED, MemoryUnit, Origin, State
from localizer.pipeline import memory_edits
from localizer.pipeline.leverage import Amount, Band, leverage
from localizer.pipeline.tools import Tools
from localizer.pipeline.views import reason_text
from localizer.store.database import Store, create

BULLET = "容量 500 ml 的轻便保温杯，适合办公室和旅行"
GOODS = (
    "货号,商品标题,类目,卖点\n"
    f"A,保温杯,水杯,{BULLET}\n"
    f"B,保温杯,水杯,{BULLET}\n"
    "C,保温杯,水杯,全新的一句话没有人翻译过\n"
)


@pytest.fixture(scope="module")
def goods() -> str:
    return GOODS


def bands(store: Store, tools: Tools) -> dict[Band, int]:
    found = leverage(store, tools).locales["th-TH"]
    return {band: amount.texts for band, amount in found.items()}


def remember(store: Store, source: str, target: str, context: str = "") -> None:
    with store.step("Remember") as step:
        memory.remember(step, [MemoryUnit(source, "zh-Hans", target, "th-TH", context)])


def bullets(store: Store, key: str) -> translations.Pair:
    reader = store.read()
    (number,) = [one for one in products.product_ids(reader) if products.key_of(reader, one) == key]
    (pair,) = [
        one for one in translations.pairs(reader, number, "th-TH") if one.segment.field == "bullet"
    ]
    return pair


def test_new_texts_repeats_and_composed_ones_are_told_apart(drafted: Store, tools: Tools) -> None:
    assert bands(drafted, tools) == {Band.COMPOSED: 3, Band.NEW: 2, Band.REPEAT: 1}
    asked = leverage(drafted, tools).asked()["th-TH"]
    assert (asked.texts, asked.characters) == (2, len(BULLET) + len("全新的一句话没有人翻译过"))


@pytest.mark.parametrize(
    ("source", "band"),
    [
        (BULLET, Band.EXACT),
        (BULLET.replace("500", "350"), Band.LIKE_85),
        ("容量 500 ml 的轻便保温杯", Band.LIKE_50),
    ],
)
def test_each_band_has_its_scores(drafted: Store, tools: Tools, source: str, band: Band) -> None:
    remember(drafted, source, "แก้ว 500 ml")
    found = bands(drafted, tools)
    assert found[band] == (2 if band is Band.EXACT else 1)


def test_a_text_in_its_place_is_context(drafted: Store, tools: Tools) -> None:
    remember(drafted, BULLET, "แก้ว 500 ml", "bullet")
    assert bands(drafted, tools)[Band.CONTEXT] == 2


def test_a_text_like_one_of_the_memory_is_drafted_with_its_number_put_right(
    drafted: Store, tools: Tools
) -> None:
    remember(drafted, BULLET.replace("500", "350"), "แก้ว 350 ml เหมาะกับออฟฟิศ")
    pipeline.draft(drafted, tools)
    made = bullets(drafted, "A").translation
    assert (made.text, made.origin) == ("แก้ว 500 ml เหมาะกับออฟฟิศ", Origin.MEMORY_FUZZY)
    assert made.state is State.DRAFT
    assert 85 <= made.score < 100
    assert reason_text(made.reason) == (
        f"Taken from a text that is {made.score} % like this one; put right in it: 350 ml → 500 ml"
    )
    assert bullets(drafted, "C").translation.state is State.UNTRANSLATED


def test_what_is_only_alike_waits_for_a_person(drafted: Store, tools: Tools) -> None:
    remember(drafted, BULLET.replace("500", "350"), "แก้ว 350 ml เหมาะกับออฟฟิศ")
    pipeline.draft(drafted, tools)
    pipeline.approve_clean(drafted, tools)
    assert bullets(drafted, "A").translation.state is State.DRAFT


def test_approving_drafts_the_same_text_elsewhere(drafted: Store, tools: Tools) -> None:
    first = bullets(drafted, "A")
    pipeline.edit_translation(drafted, tools, first.id, "แก้ว 500 ml")
    assert bullets(drafted, "B").translation.text == ""
    pipeline.approve_translations(drafted, tools, [first.id])
    other = bullets(drafted, "B").translation
    assert (other.text, other.origin, other.state) == (
        "แก้ว 500 ml", Origin.MEMORY_CONTEXT, State.DRAFT,
    )  # fmt: skip
    pipeline.undo(drafted, tools)
    assert bullets(drafted, "B").translation.text == ""


def test_what_a_person_wrote_elsewhere_stays(drafted: Store, tools: Tools) -> None:
    first, second = bullets(drafted, "A"), bullets(drafted, "B")
    pipeline.edit_translation(drafted, tools, second.id, "ของฉัน")
    pipeline.edit_translation(drafted, tools, first.id, "แก้ว")
    pipeline.approve_translations(drafted, tools, [first.id])
    assert bullets(drafted, "B").translation.text == "ของฉัน"


def test_amounts_add_up() -> None:
    assert Amount(1, 2, 3) + Amount(4, 5, 6) == Amount(5, 7, 9)


def test_a_text_whose_source_changed_after_approval_stays(drafted: Store, tools: Tools) -> None:
    first, second = bullets(drafted, "A"), bullets(drafted, "B")
    pipeline.edit_translation(drafted, tools, second.id, "ของเดิม")
    pipeline.approve_translations(drafted, tools, [second.id])
    with drafted.step("As a new import leaves it") as step:
        old = translations.pair(step, second.id)
        changed = replace(
            old.translation, state=State.DRAFT, origin=Origin.MEMORY, reason=SOURCE_CHANGED
        )
        translations.save(step, (old.id, old.translation), changed)
    pipeline.edit_translation(drafted, tools, first.id, "ใหม่")
    pipeline.approve_translations(drafted, tools, [first.id])
    assert bullets(drafted, "B").translation.text == "ของเดิม"


def test_an_equal_text_of_an_attached_memory_goes_before_composed_ones(
    drafted: Store, tools: Tools, tmp_path: Path
) -> None:
    path = tmp_path / "team.localizer"
    with create(path, person="team") as team:
        remember(team, "保温杯", "แก้วของทีม", "title")
    memory_edits.attach(drafted, path, 0)
    pipeline.draft(drafted, tools)
    reader = drafted.read()
    (made,) = [
        one.translation
        for one in translations.pairs(reader, 1, "th-TH")
        if one.segment.field == "title"
    ]
    assert (made.text, made.origin, made.reason) == ("แก้วของทีม", Origin.MEMORY_CONTEXT, "")
    path.unlink()
    report = pipeline.draft(drafted, tools)
    assert [path.name in sentence for sentence in report.unread] == [True]
