from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.price.spoken import spoken_price
from localizer.script.spoken import apart, spoken_units
from localizer.script.thai import syllables


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
        ("99", "fr-FR", 4),  # quatre vingt dix neuf
        ("71", "fr-FR", 3),  # soixante et onze
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
        ("105", "en-GB", 4),  # one hundred and five
        ("1,005", "en-US", 3),
        ("105", "vi-VN", 4),  # một trăm lẻ năm
        ("1.005", "vi-VN", 6),  # một nghìn không trăm lẻ năm
        ("179,000", "th-TH", 6),  # หนึ่งแสนเจ็ดหมื่นเก้าพัน
        ("1,005", "zh-Hans", 4),  # 一千零五
        ("20,000", "zh-Hans", 2),  # 两万, no 二十千
        ("110", "zh-Hans", 4),  # 一百一十
        ("1.100", "pt-BR", 3),  # mil e cem
        ("5.3", "en-US", 3),  # Bluetooth five point three
        ("5.3", "de-DE", 3),  # fünf Punkt drei
        ("5.3", "id-ID", 3),
        ("4,5", "en-US", 3),
        ("1.25", "en-US", 4),  # one point two five
        ("1,25", "fr-FR", 4),  # un virgule vingt cinq
        ("1,05", "it-IT", 4),  # uno virgola zero cinque
        ("0812345678", "id-ID", 10),  # digit by digit
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


SPOKEN_IN = {
    "en-US": "USD",
    "en-GB": "GBP",
    "fil-PH": "PHP",
    "de-DE": "EUR",
    "fr-FR": "EUR",
    "es-ES": "EUR",
    "es-MX": "MXN",
    "it-IT": "EUR",
    "pt-BR": "BRL",
    "id-ID": "IDR",
    "ms-MY": "MYR",
    "vi-VN": "VND",
    "th-TH": "THB",
    "zh-Hans": "CNY",
    "zh-Hant-TW": "TWD",
}
NUMBERS = (
    *range(1, 1300),
    1999,
    2005,
    2020,
    10_001,
    10_100,
    19_990,
    99_999,
    100_100,
    179_000,
    999_999,
)


def units_of(words: str, locale: str) -> int:
    """Count a price in words without its currency."""
    if locale.startswith("zh"):
        return len(words) - 1
    if locale == "th-TH":
        return syllables(words) - 1
    return len(apart(words, locale).split()) - 1


@pytest.mark.parametrize("locale", SPOKEN_IN)
def test_a_number_counts_as_many_words_as_it_is_spelled_in(locale: str) -> None:
    for number in NUMBERS:
        words = spoken_price(Decimal(number), SPOKEN_IN[locale], locale)
        assert spoken_units(str(number), locale) == units_of(words, locale), words


@pytest.mark.parametrize("locale", ["de-DE", "it-IT"])
def test_parts_joined_are_the_words(locale: str) -> None:
    for number in NUMBERS:
        words = spoken_price(Decimal(number), "EUR", locale)
        assert apart(words, locale).replace(" ", "") == words.replace(" ", "")
