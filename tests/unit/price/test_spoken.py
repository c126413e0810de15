"""Prices aloud: what holds in every language, Filipino, other currencies, and the ways out into digits.

The tables of the other languages stand beside the words they test.
"""

from __future__ import annotations

import random
import unicodedata
from decimal import Decimal

import pytest

from localizer.packs.markets import load_markets
from localizer.price.spoken import WORDS_BELOW, spoken_price, spoken_span

PAIRS = [
    (locale, market.currency) for market in load_markets().values() for locale in market.locales
]
WHOLE = frozenset({"IDR", "VND", "TWD"})
#: One line each: the amount, then what a native speaker says.
FILIPINO = """
0 zero pesos
1 one peso
2 two pesos
5 five pesos
8 eight pesos
10 ten pesos
11 eleven pesos
12 twelve pesos
15 fifteen pesos
17 seventeen pesos
19 nineteen pesos
20 twenty pesos
21 twenty-one pesos
25 twenty-five pesos
31 thirty-one pesos
71 seventy-one pesos
80 eighty pesos
81 eighty-one pesos
91 ninety-one pesos
100 one hundred pesos
101 one hundred one pesos
115 one hundred fifteen pesos
200 two hundred pesos
1000 one thousand pesos
1001 one thousand one pesos
1100 one thousand one hundred pesos
10000 ten thousand pesos
21000 twenty-one thousand pesos
100000 one hundred thousand pesos
101000 one hundred one thousand pesos
199000 one hundred ninety-nine thousand pesos
1000000 one million pesos
1001000 one million one thousand pesos
1234567 one million two hundred thirty-four thousand five hundred sixty-seven pesos
0.01 one centavo
0.05 five centavos
0.50 fifty centavos
1.01 one peso and one centavo
19.99 nineteen pesos and ninety-nine centavos
29.05 twenty-nine pesos and five centavos
49.90 forty-nine pesos and ninety centavos
"""


@pytest.mark.parametrize("line", FILIPINO.split("\n")[1:-1])
def test_filipino_hosts_say_prices_in_english(line: str) -> None:
    amount, _, words = line.partition(" ")
    assert spoken_price(Decimal(amount), "PHP", "fil-PH") == words
    assert spoken_price(Decimal(amount), "PHP", "en-PH") == words


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "words"),
    [
        ("179000", "IDR", "id-ID", "seratus tujuh puluh sembilan ribu rupiah"),
        ("199", "THB", "th-TH", "หนึ่งร้อยเก้าสิบเก้าบาท"),
        ("199000", "VND", "vi-VN", "một trăm chín mươi chín nghìn đồng"),
        ("49.90", "MYR", "ms-MY", "empat puluh sembilan ringgit sembilan puluh sen"),
        ("299", "TWD", "zh-Hant-TW", "兩百九十九元"),
        ("299", "TWD", "zh-TW", "兩百九十九元"),
        ("29.90", "CNY", "zh-CN", "二十九元九角"),
        ("2.22", "SGD", "zh-Hans-SG", "两元两角二分"),
        ("0.02", "SGD", "zh-Hans-SG", "两分"),
        ("29.90", "SGD", "ms-SG", "dua puluh sembilan dolar sembilan puluh sen"),
        ("29.90", "SGD", "en-SG", "twenty-nine dollars and ninety cents"),
        ("129.90", "MYR", "en-MY", "one hundred and twenty-nine ringgit ninety sen"),
        ("21", "USD", "es-US", "veintiún dólares"),
        ("1", "USD", "es-US", "un dólar"),
        ("1000000", "USD", "fr-FR", "un million de dollars"),
        ("21.21", "USD", "it-IT", "ventuno dollari e ventuno"),
        ("1", "USD", "it-IT", "un dollaro"),
        ("1.50", "USD", "pt-BR", "um dólar e cinquenta centavos"),
        ("101", "USD", "en", "one hundred one dollars"),
        ("19.99", "EUR", "th-TH", "สิบเก้ายูโรเก้าสิบเก้าเซนต์"),
        ("19.99", "USD", "zh-Hant-TW", "十九美元九十九美分"),
        ("500", "JPY", "en-US", "five hundred yen"),
    ],
)
def test_other_locales_and_currencies(amount: str, currency: str, locale: str, words: str) -> None:
    assert spoken_price(Decimal(amount), currency, locale) == unicodedata.normalize("NFC", words)


@pytest.mark.parametrize(
    ("amount", "currency", "locale", "words"),
    [
        ("29.99", "GBP", "es-MX", "29.99 libras esterlinas"),
        ("1", "KWD", "de-DE", "1 Kuwait-Dinar"),
        ("1234.5", "KWD", "en-US", "1,234.500 Kuwaiti dinars"),
        ("80", "CHF", "fr-CH", "80 francs suisses"),
        ("1", "EUR", "pt-PT", "1 euro"),
        ("29.90", "EUR", "pt-PT", "29,90 euros"),
        ("1000000000000", "IDR", "id-ID", "1.000.000.000.000 Rupiah Indonesia"),
        ("999999999999.995", "USD", "en-US", "1,000,000,000,000 US dollars"),
        ("12345678901234567890123456789012", "USD", "en-US", None),
    ],
)
def test_what_has_no_words_comes_in_digits(
    amount: str, currency: str, locale: str, words: str | None
) -> None:
    said = spoken_price(Decimal(amount), currency, locale)
    if words is None:
        assert said.replace(",", "") == f"{amount} US dollars"
    else:
        assert said == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("5", "five dollars"),
        ("5.00", "five dollars"),
        ("5.004", "five dollars"),
        ("5.005", "five dollars and one cent"),
        ("4.995", "five dollars"),
        ("0.004", "zero dollars"),
        ("-0", "zero dollars"),
        ("5E+3", "five thousand dollars"),
    ],
)
def test_amounts_are_rounded_half_up_to_selling_digits(amount: str, words: str) -> None:
    assert spoken_price(Decimal(amount), "USD", "en-US") == words


@pytest.mark.parametrize("amount", ["-1", "-0.001", "NaN", "-NaN", "sNaN", "Infinity", "-Infinity"])
@pytest.mark.parametrize("locale", ["en-US", "ja-JP"])
def test_what_is_no_price_is_refused(amount: str, locale: str) -> None:
    with pytest.raises(ValueError, match="not a price"):
        spoken_price(Decimal(amount), "USD", locale)


@pytest.mark.parametrize(("locale", "currency"), PAIRS)
def test_distinct_amounts_have_distinct_words_without_digits(locale: str, currency: str) -> None:
    dice = random.Random(locale)  # noqa: S311 - test data
    amounts = {Decimal(number) for number in range(1200)}
    amounts |= {Decimal(dice.randrange(10 ** dice.randrange(4, 13))) for _number in range(1000)}
    amounts |= {
        Decimal(digit * 10**zeros + rest * 10**less)
        for digit in (1, 2, 11)
        for zeros in range(3, 11)
        for rest in (1, 2, 10, 11, 100)
        for less in range(zeros)
    }
    amounts.add(Decimal(WORDS_BELOW - 1))
    if currency not in WHOLE:
        amounts |= {Decimal(number).scaleb(-2) for number in range(2500)}
        amounts |= {Decimal(dice.randrange(10**14)).scaleb(-2) for _number in range(500)}
    words = {amount: spoken_price(amount, currency, locale) for amount in amounts}
    assert len(set(words.values())) == len(amounts)
    for said in words.values():
        assert not any(char.isdigit() for char in said)
        assert said == unicodedata.normalize("NFC", said)
        assert said == " ".join(said.split())


@pytest.mark.parametrize(
    ("low", "high", "currency", "locale", "words"),
    [
        ("19", "25.50", "USD", "en-US", "nineteen dollars to twenty-five dollars and fifty cents"),
        ("19", "25", "PHP", "fil-PH", "nineteen pesos to twenty-five pesos"),
        (
            "19000",
            "25000",
            "IDR",
            "id-ID",
            "sembilan belas ribu rupiah sampai dua puluh lima ribu rupiah",
        ),
        ("19", "25", "MYR", "ms-MY", "sembilan belas ringgit hingga dua puluh lima ringgit"),
        ("19000", "25000", "VND", "vi-VN", "mười chín nghìn đồng đến hai mươi lăm nghìn đồng"),
        ("19", "25", "THB", "th-TH", "สิบเก้าบาทถึงยี่สิบห้าบาท"),
        ("19", "25", "TWD", "zh-Hant-TW", "十九元到二十五元"),
        ("19", "25", "EUR", "de-DE", "neunzehn Euro bis fünfundzwanzig Euro"),
        ("19", "25", "EUR", "fr-FR", "dix-neuf euros à vingt-cinq euros"),
        ("19", "25", "EUR", "es-ES", "diecinueve euros a veinticinco euros"),
        ("19", "25", "EUR", "it-IT", "da diciannove euro a venticinque euro"),
        ("19", "25", "BRL", "pt-BR", "dezenove reais a vinte e cinco reais"),
        ("19", "25", "CHF", "ja-JP", "19スイス フラン–25スイス フラン"),
        ("19.00", "19", "USD", "en-US", "nineteen dollars"),
        ("18.999", "19.001", "USD", "en-US", "nineteen dollars"),
    ],
)
def test_a_span_is_said_as_the_language_does(
    low: str, high: str, currency: str, locale: str, words: str
) -> None:
    said = spoken_span(Decimal(low), Decimal(high), currency, locale)
    assert said == unicodedata.normalize("NFC", words)


@pytest.mark.parametrize(("locale", "currency"), PAIRS)
def test_every_market_has_a_word_between_two_prices(locale: str, currency: str) -> None:
    said = spoken_span(Decimal(10), Decimal(20), currency, locale)
    assert "–" not in said
    assert said == unicodedata.normalize("NFC", said)


def test_a_span_of_what_is_no_price_is_refused() -> None:
    with pytest.raises(ValueError, match="not a price"):
        spoken_span(Decimal(1), Decimal("NaN"), "USD", "en-US")
