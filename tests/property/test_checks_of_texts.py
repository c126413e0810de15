"""No text makes a check of texts fail, forget its place or take long."""

from __future__ import annotations

import time
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.check.claims import Claims
from localizer.check.context import TextContext
from localizer.check.registry import TEXT_CHECKS
from localizer.model.channel import Channel, FieldLimit, LengthUnit
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin, Segment, State, Translation
from tests.support.hostile_texts import HOSTILE, long_line

LOCALES: Final = (
    "de-DE", "fr-FR", "es-MX", "it-IT", "pt-BR", "en-US", "id-ID", "ms-MY", "fil-PH", "vi-VN", "th-TH",
    "zh-Hans-SG", "zh-Hant-TW", "ja-JP", "x-unknown", "e",
)  # fmt: skip
#: Characters of a line on which what grows with the square of the length shows, and seconds no check needs.
SIZE: Final = 60_000
MOST_SECONDS: Final = 5.0
CHANNEL: Final = Channel("shop", "Shop", ("DE",), (), forbidden_characters="<>★", forbid_han=True)
LIMIT: Final = FieldLimit(
    "title", required=True, maximum=60, unit=LengthUnit.UTF8_BYTES, hard=True, source="", checked_on="",
    grade="U", max_bytes=100,
)  # fmt: skip
GROUNDS: Final = Grounds(brand="Anker", skus=("MUG-350-R", "A-1", "-"))
#: Hypothesis leaves surrogates out of texts unless asked: files with broken encodings bring them.
EVERYTHING: Final = st.text(st.characters(codec=None, categories=None), max_size=60)
PIECES: Final = st.sampled_from(
    [*HOSTILE.values(), "保温杯", "<b>", "</b>", "{price}", "https://a.example/", "“", "„", "1.5 l", "3,000",
     "24/12/2026", "MUG-350-r", "QC35-II", "ๆ", "«", "**", "Here is the translation:", "\ud800",
     "\U0010ffff", "e\u0301", "Ã©"]
)  # fmt: skip
TEXTS: Final = st.lists(st.one_of(EVERYTHING, PIECES), max_size=10).map("".join)


def made(text: str, source: str, locale: str, source_locale: str = "zh-Hans-CN") -> TextContext:
    return TextContext(
        Target("DE", "shop", locale),
        source_locale,
        Segment(1, 1, Field.DESCRIPTION, 0, "", source, "h"),
        Translation(1, locale, text, State.DRAFT, Origin.PERSON, "h"),
        LIMIT,
        CHANNEL,
        (),
        grounds=GROUNDS,
    )


@given(TEXTS, TEXTS, st.sampled_from(LOCALES), st.sampled_from(LOCALES))
def test_no_text_makes_a_check_fail(text: str, source: str, locale: str, from_: str) -> None:
    context = made(text, source, locale, from_)
    for check in TEXT_CHECKS:
        for one in check.check(context):
            assert 0 <= one.start <= one.end <= len(text)
            one.message.format(**dict(one.args))
            assert (one.start, one.end) != (0, 0) or one.fix is None or not text


@pytest.mark.parametrize("name", list(HOSTILE))
def test_no_check_grows_with_the_square_of_a_hostile_line(name: str) -> None:
    line = long_line(HOSTILE[name], SIZE)
    for locale, source in (("fr-FR", line), ("th-TH", "杯 1 (x)"), ("zh-Hant-TW", "cup 1 (x)")):
        context = made(line, source, locale, "en-US")
        for check in TEXT_CHECKS:
            if isinstance(check, Claims):
                continue  # measured rule by rule where the rules are
            start = time.perf_counter()
            check.check(context)
            assert time.perf_counter() - start < MOST_SECONDS, (check.id, locale)
