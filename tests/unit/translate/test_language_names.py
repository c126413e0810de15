from __future__ import annotations

import pytest

from localizer.translate.language_names import language_of


@pytest.mark.parametrize(
    ("heading", "locale"),
    [
        ("th", "th"), ("th_TH", "th-TH"), ("Thai", "th"), ("泰语", "th"), ("泰文", "th"), ("ไทย", "th"),
        ("中文", "zh-Hans"), ("简体中文", "zh-Hans"), ("zh-CN", "zh-Hans-CN"), ("繁體中文", "zh-Hant"),
        ("zh-TW", "zh-Hant-TW"), ("英语", "en"), ("English (US)", "en-US"), ("印尼语", "id"),
        ("Bahasa Melayu", "ms"), ("葡萄牙语", "pt-BR"), ("Deutsch", "de"), (" FRENCH ", "fr"),
        ("越南语", "vi"), ("Filipino", "fil"), ("西班牙语", "es"), ("意大利语", "it"),
    ],
)  # fmt: skip
def test_known_headings(heading: str, locale: str) -> None:
    assert language_of(heading) == locale


@pytest.mark.parametrize(
    "heading", ["", "source", "编号", "价格", "term", "note", "x1", "Name", "备注"]
)
def test_other_headings(heading: str) -> None:
    assert language_of(heading) == ""
