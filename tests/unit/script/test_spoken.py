from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.price.spoken import spoken_price
from localizer.script.spoken import apart, spoken_units


@pytest.mark.parametrize(
    ("number", "locale", "units"),
    [
        ("0", "en-US", 1),
        ("7", "en-US", 1),
        ("13", "en-US", 1),
        ("20", "en-US", 1),
        ("29", "en-US", 2),  # twenty nine
        ("299", "en-US", 4),  # two hundred ninety nine
        ("1,299", "en-US", 6),  # one thousand two hundred ninety nine
        ("2.5", "en-US", 3),  # two point five
        ("10.00", "en-US", 1),
        ("0.125", "en-US", 5),
        ("99.000", "id-ID", 4),  # sembilan puluh sembilan ribu
        ("179.000", "id-ID", 5),  # seratus tujuh puluh sembilan ribu
        ("1.000", "id-ID", 1),  # seribu
        ("2.000.000", "id-ID", 2),  # dua juta
        ("29.90", "ms-MY", 6),  # dua puluh sembilan perpuluhan sembilan puluh
        ("199.000", "vi-VN", 6),  # một trăm chín mươi chín nghìn
        ("299", "th-TH", 5),  # song roi kao sip kao
        ("399", "zh-Hant-TW", 5),  # 三百九十九
        ("15", "zh-Hant-TW", 2),  # 十五
        ("10", "zh-Hant-TW", 1),
        ("99", "fr-FR", 3),
        ("1000", "fr-FR", 1),  # mille
        ("29,99", "es-ES", 5),  # veintinueve coma noventa y nueve
        ("29.99", "es-MX", 5),
        ("29", "pt-BR", 3),  # vinte e nove
        ("1.299", "pt-BR", 6),  # mil duzentos e noventa e nove
        ("100", "it-IT", 1),
        ("29", "de-DE", 2),
        ("199", "fil-PH", 4),
        ("12345678901234567890", "en-US", 20),
        ("5", "xx", 1),
    ],
)
def test_numbers_count_as_they_are_spoken(number: str, locale: str, units: int) -> None:
    assert spoken_units(number, locale) == units


def test_an_amount_has_no_point() -> None:
    assert spoken_units("29.99", "en-US", amount=True) == 4
    assert spoken_units("29.99", "en-US") == 5


@pytest.mark.parametrize("number", ["1..2", ",", "1,2,3", ".5", "٣"])
def test_odd_numbers_do_not_fail(number: str) -> None:
    assert spoken_units(number, "en-US") >= 1


@pytest.mark.parametrize(
    ("words", "locale", "parts"),
    [
        ("twenty-nine dollars", "en-US", "twenty nine dollars"),
        ("quatre-vingt-dix-neuf euros", "fr-FR", "quatre vingt dix neuf euros"),
        ("einhundertneunundneunzig Euro", "de-DE", "ein hundert neunund neunzig Euro"),
        ("sechzehntausend Euro dreißig", "de-DE", "sechzehn tausend Euro dreißig"),
        ("eine Million Euro", "de-DE", "eine Million Euro"),
        ("neun Euro bis elf Euro", "de-DE", "neun Euro bis elf Euro"),
        ("centonovantanove euro", "it-IT", "cento novanta nove euro"),
        ("centottantotto euro", "it-IT", "cent ottant otto euro"),
        ("ventuno dollari e novanta centesimi", "it-IT", "vent uno dollari e novanta centesimi"),
        ("ciento noventa y nueve euros", "es-ES", "ciento noventa y nueve euros"),
        ("三十元", "zh-Hant-TW", "三十元"),
    ],
)
def test_words_come_apart_where_they_are_counted(words: str, locale: str, parts: str) -> None:
    assert apart(words, locale) == parts


@pytest.mark.parametrize(("locale", "most"), [("de-DE", 9), ("it-IT", 5)])
def test_no_number_of_one_word_stays_one_word(locale: str, most: int) -> None:
    for number in (*range(1, 1500), 2999, 19_990, 99_999, 179_000, 999_999):
        words = spoken_price(Decimal(number), "EUR", locale)
        parts = apart(words, locale)
        assert parts.replace(" ", "") == words.replace(" ", "")
        assert abs(len(parts.split()) - 1 - spoken_units(str(number), locale)) <= most // 4
