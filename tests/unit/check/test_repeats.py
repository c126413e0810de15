"""What a text says twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.repeats import Repeated
from localizer.model.segment import Field

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [
        (
            "Hält den Kaffee lange heiß. Leicht. Hält den Kaffee lange heiß.",
            "de-DE",
            "Hält den Kaffee lange heiß. Leicht.",
        ),
        ("Weich und leicht weich und leicht für dich", "de-DE", "Weich und leicht für dich"),
        ("双层保温不烫手双层保温不烫手", "zh-Hans-SG", "双层保温不烫手"),
        ("แก้วเก็บความร้อนแก้วเก็บความร้อน", "th-TH", "แก้วเก็บความร้อน"),
        ("Ja. Ja. Ja.", "de-DE", "Ja. Ja. Ja."),
        ("1 2 3 1 2 3", "de-DE", "1 2 3 1 2 3"),
        ("哈哈哈哈哈哈哈哈哈哈", "zh-Hans-SG", "哈哈哈哈哈哈哈哈哈哈"),
        ("Rot, blau, rot, grün", "de-DE", "Rot, blau, rot, grün"),
        ("Warna-warni dan kupu-kupu", "id-ID", "Warna-warni dan kupu-kupu"),
    ],
)
def test_repeated(text: str, locale: str, right: str, context: Make) -> None:
    mended = text
    for one in reversed(Repeated().check(context(text, locale=locale))):
        mended = mended[: one.start] + (one.fix or "") + mended[one.end :]
    assert mended.strip() == right


def test_what_the_source_repeats_may_be_repeated(context: Make) -> None:
    text = "Weich und leicht weich und leicht für dich"
    source = "soft and light soft and light for you"
    assert Repeated().check(context(text, source, source_locale="en-US")) == []
    assert Repeated().check(context(text, field=Field.OPTION_VALUE)) == []
