from __future__ import annotations

import re

import pytest

from localizer.model.number_words import number_pattern, worded_numbers, worded_value


@pytest.mark.parametrize(
    ("locale", "text", "numbers"),
    [
        ("en-US", "twenty-four hours, two hundred and five", [24, 205]),
        ("en-GB", "one hundred twenty thousand", [120_000]),
        ("en-US", "two and three, nine ninety-nine", [2, 3, 9, 99]),
        ("en-US", "this one is for one of you, someone", []),
        (
            "de-DE",
            "vierundzwanzig, zweihundertfünf, einunddreißig, dreitausend",
            [24, 205, 31, 3000],
        ),
        ("de-DE", "ein Kleid, gebt acht, zwei und drei", [2, 3]),
        ("de-DE", "acht Stunden lang", [8]),
        ("fr-FR", "quatre-vingt-dix-neuf, soixante et onze, deux cents", [99, 71, 200]),
        ("fr-FR", "tout neuf, neuf heures, dix pour cent, cent", [9, 10, 100]),
        ("es-ES", "treinta y uno, veinticuatro, dos mil", [31, 24, 2000]),
        ("it-IT", "ventuno, trentotto, duemila; tu sei qui", [21, 38, 2000]),
        ("pt-BR", "vinte e quatro, cento e vinte, dois mil", [24, 120, 2000]),
        ("id-ID", "dua puluh empat, dua belas, seratus dua puluh", [24, 12, 120]),
        ("ms-MY", "sebelas, lapan, dua ribu", [11, 8, 2000]),
        ("fil-PH", "dalawang piraso, twenty-four, limang daan", [2, 24, 500]),
        ("vi-VN", "hai mươi bốn, một trăm lẻ năm, hai nghìn", [24, 105, 2000]),
        ("vi-VN", "năm nay hợp mốt, năm chiếc", [5]),
        ("th-TH", "สองร้อยบาท ยี่สิบสี่ชั่วโมง สิบเอ็ด", [200, 24, 11]),
        ("th-TH", "สามารถ ห้ามพลาด เก้าอี้ พันผ้า", []),
        ("zh-Hans", "三百块，二十四小时，两件，一百二十", [300, 24, 2, 120]),
        ("zh-Hans", "十分舒服，百搭，千万别错过，万一，四季", []),
        ("zh-Hant-TW", "三百塊，一萬二千", [300, 12_000]),
        ("xx", "two", []),
    ],
)
def test_numbers_in_words_are_read(locale: str, text: str, numbers: list[int]) -> None:
    found = [value for value, _start, _end in worded_numbers(text, locale)]
    assert [value for value in found if value > 1] == numbers


def test_a_number_is_told_with_its_place() -> None:
    text = "Nur VIERUNDZWANZIG Stück"
    ((value, start, end),) = worded_numbers(text, "de-DE")
    assert (value, text[start:end]) == (24, "VIERUNDZWANZIG")


def test_one_is_read_like_any_other_number() -> None:
    assert worded_numbers("one dollar", "en-US") == ((1, 0, 3),)


def test_a_letter_that_grows_in_small_letters_moves_nothing() -> None:
    text = "İ two"
    ((_value, start, end),) = worded_numbers(text, "en-US")
    assert text[start:end] == "two"


@pytest.mark.parametrize(
    ("locale", "text", "value"),
    [
        ("en-GB", "Twenty-four", 24),
        ("de-DE", "neunundneunzig", 99),
        ("id-ID", "seratus ribu", 100_000),
        ("zh-Hans", "一", 1),
        ("en-GB", "two three", None),
        ("en-GB", "two cups", None),
        ("xx", "two", None),
    ],
)
def test_a_text_that_is_a_number(locale: str, text: str, value: int | None) -> None:
    assert worded_value(text, locale) == value
    found = re.search(number_pattern(locale), text.lower())
    assert (found is not None and found.group() == text.lower()) is (
        value is not None or text == "two three"
    )
