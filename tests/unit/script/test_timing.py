from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.script import Beat, Lane, ScriptLine
from localizer.model.speech import SpeechRate, SpeechUnit
from localizer.script.timing import CUE_SECONDS, count_units, seconds, time_line

WORD, SYLLABLE, CHARACTER = SpeechUnit.WORD, SpeechUnit.SYLLABLE, SpeechUnit.CHARACTER
ENGLISH = SpeechRate("en", WORD, 130, 155, 180, "medium", ())


@pytest.mark.parametrize(
    ("text", "unit", "locale", "units"),
    [
        ("", WORD, "en-US", 0),
        ("Okay, here it is!", WORD, "en-US", 4),
        ("100% cotton – nice", WORD, "en-US", 5),  # one hundred percent cotton nice
        ("Now $29.99 only", WORD, "en-US", 7),
        ("Rp179.000 saja", WORD, "id-ID", 7),
        ("29,99 € heute", WORD, "de-DE", 6),
        ("Em chào cả nhà", SYLLABLE, "vi-VN", 4),
        ("199.000 ₫ nha", SYLLABLE, "vi-VN", 8),
        ("大家好,今天", CHARACTER, "zh-Hant-TW", 5),
        ("USB 充電 20 瓦", CHARACTER, "zh-Hant-TW", 7),  # USB = 2, 二十 = 2
        ("NT$399", CHARACTER, "zh-Hant-TW", 7),
        ("สวัสดีค่า ยินดีต้อนรับ", SYLLABLE, "th-TH", 6),  # 21 code points / 3.4
        ("ไซซ์ M", SYLLABLE, "th-TH", 2),
    ],
)
def test_units_are_counted_in_the_languages_own_way(
    text: str, unit: SpeechUnit, locale: str, units: int
) -> None:
    assert count_units(text, unit, locale) == units


def test_the_estimate_for_thai_can_be_given() -> None:
    text = "สวัสดีค่า ยินดีต้อนรับ"
    assert count_units(text, SYLLABLE, "th-TH", chars_per_unit=Decimal("2.1")) == 10


def test_seconds_follow_the_rate() -> None:
    assert seconds(155, 155) == 60
    assert seconds(0, 155) == 0


def line(text: str, lane: Lane = Lane.HOST) -> ScriptLine:
    return ScriptLine(Beat.OFFER, lane, text)


def test_a_token_counts_by_its_amount_and_stays() -> None:
    short = time_line(line("It's {price}."), ENGLISH, "en-US", tokens={"price": "$5"})
    long = time_line(line("It's {price}."), ENGLISH, "en-US", tokens={"price": "$1,299.99"})
    assert short.text == "It's {price}."
    assert short.tokens == ("price",)
    assert (short.units, long.units) == (3, 10)
    assert short.seconds == pytest.approx(3 * 60 / 155, abs=0.01)


def test_a_token_without_amount_counts_as_a_typical_one() -> None:
    assert time_line(line("It's {price}."), ENGLISH, "en-US", tokens={}).units == 6


def test_the_hosts_pace_replaces_the_default() -> None:
    fast = time_line(line("one two three"), ENGLISH, "en-US", tokens={}, per_minute=180)
    assert fast.seconds == 1.0


@pytest.mark.parametrize(("lane", "took"), [(Lane.ACTION, CUE_SECONDS), (Lane.CONTROL, 0.0)])
def test_cues_are_not_spoken(lane: Lane, took: float) -> None:
    cue = time_line(line("show the label to the camera", lane), ENGLISH, "en-US", tokens={})
    assert (cue.units, cue.seconds) == (0, took)
