"""Brackets and quotation marks."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.quotes import Brackets, Quotes

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "locale", "spots"),
    [
        ("Becher (rot)", "de-DE", []),
        ("Becher (rot", "de-DE", [("(", None)]),
        ("Becher rot)", "de-DE", [(")", None)]),
        ("Becher (rot [neu])", "de-DE", []),
        ("Becher [rot)", "de-DE", [("[", None), (")", None)]),
        ("Becher （rot)", "de-DE", [("（", "(")]),
        ("杯（红)", "zh-Hans-SG", [(")", "）")]),
        ("【杯】红", "zh-Hans-SG", []),
        ("a) rot b) blau", "de-DE", []),
        ("1) rot 2) blau", "de-DE", []),
        ("schön :) und ;-)", "de-DE", []),
        ("{price} (rot)", "de-DE", []),
    ],
)
def test_brackets(
    text: str, locale: str, spots: list[tuple[str, str | None]], context: Make
) -> None:
    found = Brackets().check(context(text, locale=locale))
    expected = [(mark, fix) for mark, fix in spots if mark]
    said = [
        (text[one.start : one.end], one.fix) for one in found if one.fix or "half of" in one.message
    ]
    assert said == expected


def test_what_the_source_lacks_is_not_asked(context: Make) -> None:
    assert Brackets().check(context("Becher (rot", "杯（红")) == []


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [
        ("Der „beste“ Becher", "de-DE", None),
        ("Der “beste” Becher", "de-DE", "Der „beste“ Becher"),
        ("Der „beste” Becher", "de-DE", "Der „beste“ Becher"),
        ('Der „beste" Becher', "de-DE", "Der „beste“ Becher"),
        ('Der "beste" Becher', "de-DE", None),
        ("Der »beste« Becher", "de-DE", None),
        ("La tasse “rouge” ici", "fr-FR", "La tasse «\u202frouge\u202f» ici"),
        ("La tasse «\u202frouge\u202f» ici", "fr-FR", None),
        ("The „red“ mug", "en-US", "The “red” mug"),
        ("The “red” mug, 12” wide", "en-US", None),
        ("La taza «roja»", "es-ES", None),
        ("「红色」杯子", "zh-Hans-SG", "“红色”杯子"),
        ("“紅色”杯子", "zh-Hant-TW", "「紅色」杯子"),
        ('"紅色"杯子', "zh-Hant-TW", "「紅色」杯子"),
        ('12"×10"寸', "zh-Hant-TW", None),
        ("Cốc 「đỏ」", "vi-VN", "Cốc “đỏ”"),
    ],
)
def test_quotes(text: str, locale: str, right: str | None, context: Make) -> None:
    found = Quotes().check(context(text, locale=locale))
    mended = text
    for one in reversed(found):
        assert one.fix is not None
        mended = mended[: one.start] + one.fix + mended[one.end :]
    assert mended == (right or text)
    assert bool(found) is (right is not None)


@pytest.mark.parametrize(
    ("text", "locale", "mark"),
    [
        ("La tasse «\u202frouge", "fr-FR", "«"),
        ("杯」", "zh-Hant-TW", "」"),
        ("«\u202fa\u202f»", "fr-FR", None),
    ],
)
def test_half_a_pair(text: str, locale: str, mark: str | None, context: Make) -> None:
    found = Quotes().check(context(text, locale=locale))
    assert [dict(one.args)["mark"] for one in found] == ([] if mark is None else [mark])
