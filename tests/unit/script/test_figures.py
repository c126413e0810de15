from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.model.speech import SpeechUnit
from localizer.script.figures import take_figures
from localizer.script.thai import syllables
from localizer.script.timing import count_units
from localizer.script.unit_words import UNITS, unit_words

LOCALES = ("en-US", "id-ID", "th-TH", "vi-VN", "zh-Hant-TW", "de-DE", "fr-FR", "pt-BR", "xx")
#: What is written, and what is said for it; the parts of German and Italian numbers stand apart.
SAID = {
    "en-US": [
        ("350 ml", "three hundred fifty milliliters"),
        ("500 mL", "five hundred milliliters"),
        ("10,000 mAh", "ten thousand milliamp hours"),
        ("1.5 kg", "one point five kilograms"),
        ("11–13 cm", "eleven to thirteen centimeters"),
        ("20W", "twenty watts"),
        ("50%", "fifty percent"),
        ("$11–13", "eleven to thirteen dollars"),
        ("$29.99", "twenty nine dollars ninety nine"),
        ("IPX7", "I P X seven"),
        ("USB-C", "U S B C"),
        ("SPF50+", "S P F fifty plus"),
        ("T-800", "T eight oh oh"),
        ("5G", "five G"),
        ("Bluetooth 5.3", "Bluetooth five point three"),
        ("9 PM", "nine P M"),
        ("9:30 PM", "nine thirty P M"),
        ("21:00", "nine P M"),
        ("24h", "twenty four hours"),
        ("40 °C", "forty degrees Celsius"),
        ("20 × 30 cm", "twenty by thirty centimeters"),
        ("salt & pepper", "salt and pepper"),
    ],
    "en-GB": [
        ("150 g", "one hundred and fifty grams"),
        ("£29.99", "twenty nine pounds ninety nine"),
    ],
    "fil-PH": [
        ("350 ml", "three hundred fifty milliliters"),
        ("₱199", "one hundred ninety nine pesos"),
    ],
    "de-DE": [
        ("350 ml", "drei hundert fünfzig Milliliter"),
        ("29,99 €", "neunund zwanzig Euro neunund neunzig"),
        ("11–13 cm", "elf bis dreizehn Zentimeter"),
        ("1,5 kg", "ein Komma fünf Kilogramm"),
        ("Bluetooth 5.3", "Bluetooth fünf Punkt drei"),
        ("100 %", "ein hundert Prozent"),
        ("20.00 Uhr", "zwanzig Uhr"),
        ("21:30 Uhr", "einund zwanzig Uhr dreißig"),
        ("24.12.", "vierund zwanzigster zwölfter"),
        ("USB-C", "U S B C"),
    ],
    "fr-FR": [
        ("350 ml", "trois cent cinquante millilitres"),
        ("29,99 €", "vingt neuf euros quatre vingt dix neuf"),
        ("50 %", "cinquante pour cent"),
        ("1,5 kg", "un virgule cinq kilos"),
        ("11–13 cm", "onze à treize centimètres"),
        ("21h30", "vingt et une heures trente"),
        ("24 h", "vingt quatre heures"),
        ("IPX7", "I P X sept"),
    ],
    "es-ES": [
        ("350 ml", "trescientos cincuenta mililitros"),
        ("29,99 €", "veintinueve euros noventa y nueve"),
        ("50 %", "cincuenta por ciento"),
        ("11–13 cm", "once a trece centímetros"),
        ("21:00", "veintiuna horas"),
        ("5.000 mAh", "cinco mil miliamperios hora"),
    ],
    "es-MX": [
        ("$1,299", "mil doscientos noventa y nueve pesos"),
        ("1.5 kg", "uno punto cinco kilos"),
    ],
    "it-IT": [
        ("350 ml", "tre cento cinquanta millilitri"),
        ("29,99 €", "venti nove euro novanta nove"),
        ("50%", "cinquanta per cento"),
        ("11–13 cm", "undici a tredici centimetri"),
        ("21:30", "vent uno e trenta"),
        ("21:00", "vent uno"),
    ],
    "pt-BR": [
        ("350 ml", "trezentos e cinquenta mililitros"),
        ("R$29,90", "vinte e nove reais noventa"),
        ("50%", "cinquenta por cento"),
        ("1,5 kg", "um vírgula cinco quilos"),
        ("11–13 cm", "onze a treze centímetros"),
        ("21:00", "vinte e uma horas"),
        ("21h30", "vinte e uma horas e trinta"),
    ],
    "id-ID": [
        ("350 ml", "tiga ratus lima puluh mililiter"),
        ("Rp99.000", "sembilan puluh sembilan ribu rupiah"),
        ("50%", "lima puluh persen"),
        ("1,5 kg", "satu koma lima kilogram"),
        ("11–13 cm", "sebelas sampai tiga belas sentimeter"),
        ("20.00 WIB", "dua puluh W I B"),
        ("11.11", "sebelas sebelas"),
        ("IPX7", "I P X tujuh"),
    ],
    "ms-MY": [
        ("350 ml", "tiga ratus lima puluh mililiter"),
        ("RM29.90", "dua puluh sembilan ringgit sembilan puluh"),
        ("50%", "lima puluh peratus"),
        ("8.30 malam", "lapan tiga puluh malam"),
        ("11–13 cm", "sebelas hingga tiga belas sentimeter"),
    ],
    "vi-VN": [
        ("350 ml", "ba trăm năm mươi mi li lít"),
        ("199.000 ₫", "một trăm chín mươi chín nghìn đồng"),
        ("50%", "năm mươi phần trăm"),
        ("1,5 kg", "một phẩy năm ki lô gam"),
        ("11–13 cm", "mười một đến mười ba xăng ti mét"),
        ("20:00", "hai mươi giờ"),
        ("20h30", "hai mươi giờ ba mươi phút"),
        ("IPX7", "I P X bảy"),
    ],
    "th-TH": [
        ("350 ml", "สามร้อยห้าสิบมิลลิลิตร"),
        ("350 มล.", "สามร้อยห้าสิบมิลลิลิตร"),
        ("299 บาท", "สองร้อยเก้าสิบเก้าบาท"),
        ("฿29.50", "ยี่สิบเก้าบาทห้าสิบ"),
        ("50%", "ห้าสิบเปอร์เซ็นต์"),
        ("๒๕ กก.", "ยี่สิบห้ากิโลกรัม"),
        ("1.5 kg", "หนึ่งจุดห้ากิโลกรัม"),
        ("11–13 cm", "สิบเอ็ดถึงสิบสามเซนติเมตร"),
        ("20.00 น.", "ยี่สิบนาฬิกา"),
        ("20:30 น.", "ยี่สิบนาฬิกาสามสิบนาที"),
        ("11.11", "สิบเอ็ดสิบเอ็ด"),
        ("USB-C", "ยูเอสบีซี"),
        ("40 °C", "สี่สิบองศาเซลเซียส"),
    ],
    "zh-Hans": [
        ("350 ml", "三百五十毫升"),
        ("¥299", "二百九十九元"),
        ("50%", "百分之五十"),
        ("1.5kg", "一点五公斤"),
        ("20,000 mAh", "两万毫安时"),
        ("11–13 cm", "十一到十三厘米"),
        ("20:30", "二十点三十分"),
        ("5.3", "五点三"),
    ],
    "zh-Hant-TW": [("NT$399", "三百九十九元"), ("40°C", "四十攝氏度"), ("21:00", "二十一點")],
}


def unit_of(locale: str) -> SpeechUnit:
    """Return what the language of ``locale`` is counted in."""
    if locale.startswith("zh"):
        return SpeechUnit.CHARACTER
    return SpeechUnit.SYLLABLE if locale in ("th-TH", "vi-VN") else SpeechUnit.WORD


@pytest.mark.parametrize(
    ("locale", "text", "words"),
    [(locale, text, words) for locale, rows in SAID.items() for text, words in rows],
)
def test_figures_count_as_what_is_said(locale: str, text: str, words: str) -> None:
    if locale.startswith("zh"):
        expected = len(words)
    else:
        expected = syllables(words) if locale == "th-TH" else len(words.split())
    assert count_units(text, unit_of(locale), locale) == expected


def test_figures_leave_the_words_around_them() -> None:
    units, rest = take_figures("Only 350 ml, for $5 at 9:30.", "en-US")
    assert (units, rest.split()) == (8, ["Only", ",", "for", "at", "."])


@pytest.mark.parametrize("text", ["a", "Ground floor", "ชม", "USBX", "Type"])
def test_words_are_no_figures(text: str) -> None:
    assert take_figures(text, "en-US") == (0, text)


@pytest.mark.parametrize(
    "text", ["1..2", "5-", "-", "25:99", "0.0.0", "Rp", "9.9.9", "h30", "--", "1–2–3"]
)
def test_odd_figures_do_not_fail(text: str) -> None:
    assert take_figures(text, "de-DE")[0] >= 0


@pytest.mark.parametrize("locale", ["en-GB", "de-DE", "fil-PH", "th-TH", "zh-Hant-TW", "xx"])
def test_every_unit_has_words_everywhere(locale: str) -> None:
    assert all(unit_words(unit, locale) for unit in UNITS)


def test_a_unit_is_said_in_the_language_of_the_line() -> None:
    assert unit_words("cm", "pt-BR") == "centímetros"
    assert unit_words("ซม.", "th-TH") == "เซนติเมตร"
    assert unit_words("kg", "fil-PH") == "kilograms"
    assert unit_words("furlong", "en-US") == ""


@given(text=st.text() | st.text("0123456789.,:h-–%°CmkgWUSBRp$ ร"), locale=st.sampled_from(LOCALES))
def test_any_text_can_be_read_for_figures(text: str, locale: str) -> None:
    units, rest = take_figures(text, locale)
    assert 0 <= units <= 8 * len(text)
    assert not any("0" <= char <= "9" for char in rest)
