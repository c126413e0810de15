from __future__ import annotations

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
        ("USB 充電 20 瓦", CHARACTER, "zh-Hant-TW", 8),  # U S B, 二十 = 2
        ("NT$399", CHARACTER, "zh-Hant-TW", 6),  # 三百九十九元
        ("สวัสดีค่า ยินดีต้อนรับ", SYLLABLE, "th-TH", 8),
        ("ผ้าcotton 100%", SYLLABLE, "th-TH", 8),  # ผ้า คอตตอน หนึ่งร้อยเปอร์เซ็นต์
        ("ง่าย ๆ ๒ ขั้นตอน", SYLLABLE, "th-TH", 5),
        ("ไซซ์ M", SYLLABLE, "th-TH", 2),
    ],
)
def test_units_are_counted_in_the_languages_own_way(
    text: str, unit: SpeechUnit, locale: str, units: int
) -> None:
    assert count_units(text, unit, locale) == units


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


def test_a_price_takes_as_long_as_its_words() -> None:
    digits, words = {"price": "$29.90"}, {"price": "twenty-nine dollars and ninety cents"}
    plain = time_line(line("It's {price}."), ENGLISH, "en-US", tokens=digits)
    said = time_line(line("It's {price}."), ENGLISH, "en-US", tokens=digits, spoken=words)
    assert (plain.units, said.units) == (5, 7)
    assert said.seconds == pytest.approx(7 * 60 / 155, abs=0.01)
    assert (said.text, said.tokens) == ("It's {price}.", ("price",))


def test_words_count_each_time_they_are_said() -> None:
    words = {"was": "forty dollars", "price": "thirty dollars"}
    twice = line("{price}, not {was}. {price}!")
    assert time_line(twice, ENGLISH, "en-US", tokens={}, spoken=words).units == 7


@pytest.mark.parametrize("spoken", [{}, {"price": ""}, {"price": "$29.99"}, {"was": "one dollar"}])
def test_without_other_words_the_digits_count(spoken: dict[str, str]) -> None:
    tokens = {"price": "$29.99", "n": "3"}
    one = line("Number {n}: {price}, T-shirt and all.")
    plain = time_line(one, ENGLISH, "en-US", tokens=tokens)
    assert time_line(one, ENGLISH, "en-US", tokens=tokens, spoken=spoken) == plain


@pytest.mark.parametrize(
    ("words", "unit", "locale", "units"),
    [
        ("einhundertneunundneunzig Euro", WORD, "de-DE", 5),
        ("centonovantanove euro", WORD, "it-IT", 4),
        ("quatre-vingt-dix-neuf euros", WORD, "fr-FR", 5),
        ("một trăm chín mươi chín nghìn đồng", SYLLABLE, "vi-VN", 7),
        ("สองร้อยเก้าสิบเก้าบาท", SYLLABLE, "th-TH", 6),
        ("兩百九十九元", CHARACTER, "zh-Hant-TW", 6),
        ("29,90 euros", WORD, "pt-PT", 6),  # no words there: digits and a name
    ],
)
def test_words_are_counted_in_the_languages_own_way(
    words: str, unit: SpeechUnit, locale: str, units: int
) -> None:
    rate = SpeechRate("xx", unit, 130, 155, 180, "medium", ())
    said = time_line(line("{price}"), rate, locale, tokens={"price": "9"}, spoken={"price": words})
    assert said.units == units
