"""Composed letters, Thai marks in order, Vietnamese letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest

from localizer.check.composition import Composed, ThaiOrder, VietnameseLetters
from localizer.check.context import TextContext
from localizer.model.finding import Finding

Make = Callable[..., TextContext]


def mended(text: str, found: list[Finding]) -> str:
    for one in reversed(found):
        assert one.fix is not None
        text = text[: one.start] + one.fix + text[one.end :]
    return text


@pytest.mark.parametrize(
    "text",
    [
        "Größe",
        "nước nóng",
        "Å und é",
        "ห้องน้ำ",
        "gia\u0323\u0302t",
        "カ\u3099",
        "\u1112\u1161\u11ab",
    ],
)
def test_composed(text: str, context: Make) -> None:
    parts = unicodedata.normalize("NFD", text)
    found = Composed().check(context(parts))
    assert bool(found) is (parts != unicodedata.normalize("NFC", text))
    assert mended(parts, found) == unicodedata.normalize("NFC", text)
    assert Composed().check(context(unicodedata.normalize("NFC", text))) == []


def test_a_text_of_many_is_one_finding(context: Make) -> None:
    text = "e\u0301" * 50
    found = Composed().check(context(text))
    assert [one.fix for one in found] == ["é" * 50]


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("เเก้ว", "แก้ว"),
        ("น\u0e4d\u0e49\u0e32", "น้ำ"),
        ("น\u0e49\u0e4d\u0e32", "น้ำ"),
        ("นำ\u0e49", "น้ำ"),
        ("จ\u0e4d\u0e32นวน", "จำนวน"),
        ("ท\u0e48\u0e35", "ที่"),
        ("ท\u0e35\u0e48\u0e48", "ที่"),
        ("ด\u0e35\u0e35มาก", "ดีมาก"),
        ("แก้วน้ำเก็บความร้อน ที่ดีที่สุด มากๆ", None),
        ("Becher", None),
    ],
)
def test_thai_order(text: str, right: str | None, context: Make) -> None:
    found = ThaiOrder().check(context(text, locale="th-TH"))
    assert bool(found) is (right is not None)
    assert mended(text, found) == (right or text)


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [("Ðà Nẵng", "vi-VN", "Đà Nẵng"), ("Đà Nẵng", "vi-VN", "Đà Nẵng"), ("Ðar", "is-IS", "Ðar")],
)
def test_vietnamese_letters(text: str, locale: str, right: str, context: Make) -> None:
    found = VietnameseLetters().check(context(text, locale=locale))
    assert bool(found) is (text != right)
    assert mended(text, found) == right
