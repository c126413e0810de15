"""What machines leave in a translation."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.artefacts import CutOff, MachineTalk, UnusualLength
from localizer.check.context import TextContext
from localizer.model.segment import Field

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    "text",
    [
        "Here is the translation of the text you asked for: Becher",
        "Here's your translated text",
        "As an AI language model, I cannot do that",
        "I'm sorry, but I can't assist with that request",
        "I cannot translate this text",
        "Translate the following text into German",
        "Hier ist die Übersetzung",
        "Als KI kann ich das nicht",
        "Voici la traduction demandée",
        "En tant qu'IA, je ne peux pas",
        "Aquí tienes la traducción",
        "Ecco la traduzione",
        "Aqui está a tradução",
        "Berikut adalah terjemahannya",
        "Narito ang salin",
        "Dưới đây là bản dịch",
        "นี่คือคำแปล แก้วน้ำ",
        "以下是翻译结果：杯子",
        "作为一个AI，我不能",
        "作為AI語言模型",
        "Becher<|im_end|>",
        "[/INST] Becher",
        "### Response: Becher",
        "<think>hm</think> Becher",
    ],
)
def test_machine_talk(text: str, context: Make) -> None:
    assert MachineTalk().check(context(text, field=Field.DESCRIPTION)) != []


@pytest.mark.parametrize(
    "text",
    [
        "Becher mit Deckel",
        "Pocket translator for 40 languages",
        "Übersetzungsgerät für 40 Sprachen",
        "Máquina de traducción de bolsillo",
        "เครื่องแปลภาษา 40 ภาษา",
        "翻译机，支持40种语言",
        "Sorry, we are closed: a door sign",
        "Unable to decide? Take both.",
        "Here is the mug for your coffee",
        "Größe: M # 5 * 3",
        "5 ** 3",
    ],
)
def test_what_people_write_is_no_machine_talk(text: str, context: Make) -> None:
    assert MachineTalk().check(context(text)) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Translation: Becher", "Becher"),
        ("**Übersetzung:** Becher", "Becher"),
        ("译文：杯子", "杯子"),
        ("```\nBecher\n```", "Becher\n"),
        ("Ein **leichter** Becher", "Ein leichter Becher"),
        ("## Becher", "Becher"),
        ("Siehe [hier](https://a.example/x)", "Siehe hier"),
    ],
)
def test_labels_and_markdown_come_with_their_fix(text: str, right: str, context: Make) -> None:
    mended = text
    for one in reversed(MachineTalk().check(context(text))):
        mended = mended[: one.start] + (one.fix or "") + mended[one.end :]
    assert mended == right


def test_markdown_of_the_source_stays(context: Make) -> None:
    assert MachineTalk().check(context("Ein **leichter** Becher", "**轻**杯")) == []
    assert MachineTalk().check(context("Translation: Buch", "Translation: 书")) == []


SOURCE = "这款双层玻璃杯很轻，适合办公室和旅行使用，杯盖防漏，清洗方便。"
USUAL = (
    "Dieser doppelwandige Glasbecher ist leicht, eignet sich für Büro und Reisen, hat einen auslaufsicheren "
    "Deckel und ist leicht zu reinigen."
)


@pytest.mark.parametrize(
    ("text", "field", "number"),
    [
        (USUAL, Field.DESCRIPTION, 0),
        (USUAL * 3, Field.DESCRIPTION, 1),
        ("Glasbecher", Field.DESCRIPTION, 1),
        ("Glasbecher", Field.TITLE, 0),
        ("", Field.DESCRIPTION, 0),
    ],
)
def test_unusual_length(text: str, field: Field, number: int, context: Make) -> None:
    assert len(UnusualLength().check(context(text, SOURCE, field=field))) == number


def test_a_short_source_tells_no_length(context: Make) -> None:
    assert UnusualLength().check(context(USUAL, "玻璃杯")) == []


@pytest.mark.parametrize(
    ("source", "text", "mark"),
    [
        ("很轻。", "Der Becher ist leicht und", None),
        ("很轻。", "Der Becher ist leicht,", ","),
        ("很轻。", "Der Becher ist leicht (", "("),
        ("很轻。", "Der Becher ist leicht –", "–"),
        ("很轻。", "Der Becher ist leicht…", "…"),
        ("很轻...", "Der Becher ist leicht…", None),
        ("很轻，", "Der Becher ist leicht,", None),
        ("很轻。", "Der Becher ist leicht.", None),
        ("很轻。", "", None),
    ],
)
def test_cut_off(source: str, text: str, mark: str | None, context: Make) -> None:
    found = CutOff().check(context(text, source))
    assert [dict(one.args)["mark"] for one in found] == ([] if mark is None else [mark])
