from __future__ import annotations

import pytest

from localizer.translate.fuzzy.diff import Change, word_diff

MARKS = {Change.KEPT: "{}", Change.REMOVED: "[-{}]", Change.ADDED: "[+{}]"}


def shown(old: str, new: str, locale: str) -> str:
    return "".join(MARKS[part.change].format(part.text) for part in word_diff(old, new, locale))


@pytest.mark.parametrize(
    ("old", "new", "locale", "expected"),
    [
        ("", "", "en-US", ""),
        ("", "red", "en-US", "[+red]"),
        ("red", "", "en-US", "[-red]"),
        ("the red dress", "the blue dress", "en-US", "the [-red][+blue] dress"),
        ("the red big dress", "the blue tiny dress", "en-US",
         "the [-red big][+blue tiny] dress"),
        ("dress", "dresses", "en-US", "[-dress][+dresses]"),
        ("áo dài đỏ", "áo dài đen", "vi-VN", "áo dài [-đỏ][+đen]"),
        ("1.5 L", "2.5 L", "en-US", "[-1.5][+2.5] L"),
        ("无线耳机 220V 黑色", "无线蓝牙耳机 110V 白色", "zh-Hans",
         "无线[+蓝牙]耳机 [-220V][+110V] [-黑][+白]色"),
        ("สีดำ", "สีน้ำเงิน", "th-TH", "สี[-ดำ][+น้ำเงิน]"),
        ("กา", "ก้า", "th-TH", "[-ก][+ก้]า"),
        ("Tavi 无线", "Tavi 无绳", "de-DE", "Tavi [-无线][+无绳]"),
        ("Nice, good", "Nice. good", "en-US", "Nice[-,][+.] good"),
    ],
)  # fmt: skip
def test_what_was_taken_and_what_was_added(old: str, new: str, locale: str, expected: str) -> None:
    assert shown(old, new, locale) == expected
