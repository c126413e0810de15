"""Letters of other scripts, look-alikes, Simplified and Traditional Chinese."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.han_variants import TO_SIMPLIFIED, TO_TRADITIONAL
from localizer.check.writing import HanVariant, LeftoverScript

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "locale", "spots"),
    [
        ("Becher แก้วน้ำ rot", "de-DE", ["แก้วน้ำ"]),
        ("Becher カップ und 컵밥", "de-DE", ["カップ", "컵밥"]),
        ("Tasse чашка", "fr-FR", ["чашка"]),
        ("Tasse كوب", "fr-FR", ["كوب"]),
        ("แก้วน้ำ カップ", "th-TH", ["カップ"]),
        ("แก้วน้ำ 保温", "th-TH", []),
        ("保溫杯 ハンドクリーム", "zh-Hant-TW", ["ハンドクリーム"]),
        ("優の良品", "zh-Hant-TW", []),
        ("5 µm, 10 Ω, α-Arbutin", "de-DE", []),
        ("¯\\_(ツ)_/¯ (ಠ_ಠ)", "en-US", []),
        ("Becher", "de-DE", []),
        ("чашка", "ru-RU", []),
    ],
)
def test_leftover_script(text: str, locale: str, spots: list[str], context: Make) -> None:
    found = LeftoverScript().check(context(text, locale=locale))
    assert [text[one.start : one.end] for one in found] == spots
    assert [dict(one.args)["text"] for one in found] == spots


@pytest.mark.parametrize(
    ("source_locale", "number"), [("en-US", 0), ("zh-Hans-CN", 0), ("th-TH", 1), ("ru-RU", 1)]
)
def test_a_name_foreign_to_the_source_may_stay(
    source_locale: str, number: int, context: Make
) -> None:
    made = context("Menü: ไทย", "ไทย", source_locale=source_locale)
    assert len(LeftoverScript().check(made)) == number


@pytest.mark.parametrize(
    ("text", "fix"),
    [("Сotton", "Cotton"), ("Bаumwolle", "Baumwolle"), ("CΟTTON", "COTTON"), ("Cotton", None)],
)
def test_look_alikes_come_with_their_fix(text: str, fix: str | None, context: Make) -> None:
    found = LeftoverScript().check(context(text))
    assert [one.fix for one in found] == ([] if fix is None else [fix])


@pytest.mark.parametrize(
    ("text", "locale", "spots"),
    [
        ("保温杯，防水", "zh-Hans-SG", []),
        ("保溫杯，防水", "zh-Hans-SG", [("溫", "温")]),
        ("保溫杯，防水", "zh-Hant-TW", []),
        ("保温杯，防水", "zh-Hant-TW", [("温", "溫")]),
        ("双层玻璃杯", "zh-Hant-TW", [("双层", "雙層")]),
        ("头发", "zh-Hant-TW", [("头发", None)]),
        ("雙層", "de-DE", []),
        ("台灣製造", "zh-Hant-TW", []),
        ("双层", "zh", []),
    ],
)
def test_han_variant(
    text: str, locale: str, spots: list[tuple[str, str | None]], context: Make
) -> None:
    found = HanVariant().check(context(text, locale=locale))
    assert [(text[one.start : one.end], one.fix) for one in found] == spots


def test_a_text_all_in_the_other_writing_is_one_finding(context: Make) -> None:
    text = "這個雙層玻璃杯很輕，適合旅遊，買兩個贈禮盒"
    found = HanVariant().check(context(text, locale="zh-Hans-SG"))
    assert len(found) == 1
    assert found[0].fix == "这个双层玻璃杯很轻，适合旅游，买两个赠礼"


def test_the_tables_do_not_overlap() -> None:
    assert TO_SIMPLIFIED.keys().isdisjoint(TO_TRADITIONAL)
    assert not set("台后干里面只同在一了着保水") & (TO_SIMPLIFIED.keys() | TO_TRADITIONAL.keys())
