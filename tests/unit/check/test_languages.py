"""Texts in another language than their target's, and pieces of the source left in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

import pytest

from localizer import paths
from localizer.check.context import TextContext
from localizer.check.language_words import CLASSES, WORDS
from localizer.check.languages import NAMES, LeftoverWords, WrongLanguage, spoken_in
from localizer.model.locale import language
from localizer.model.segment import Field
from localizer.translate.tmx import read_tmx

Make = Callable[..., TextContext]

SENTENCES: Final = {
    "en": "This mug keeps your coffee hot for hours and it is easy to clean after use.",
    "de": "Dieser Becher hält Ihren Kaffee stundenlang warm und ist nach dem Gebrauch leicht zu reinigen.",
    "fr": "Cette tasse garde votre café au chaud pendant des heures et elle est facile à nettoyer.",
    "es": "Esta taza mantiene el café caliente durante horas y con la tapa es fácil de llevar a casa.",
    "it": "Questa tazza mantiene il caffè caldo per ore ed è molto facile da pulire dopo l’uso.",
    "pt": "Esta caneca mantém o seu café quente por horas e é muito fácil de limpar depois do uso.",
    "ms": "Gelas ini menjaga kopi anda tetap panas dan mudah untuk dibersihkan setelah digunakan.",
    "fil": "Ang mug na ito ay pinapanatiling mainit ang kape mo at madali itong linisin para sa lahat.",
    "vi": "Chiếc cốc này giữ cà phê của bạn nóng trong nhiều giờ và rất dễ vệ sinh sau khi dùng.",
}
LOCALES: Final = {
    "en": "en-GB", "de": "de-DE", "fr": "fr-FR", "es": "es-MX", "it": "it-IT", "pt": "pt-BR",
    "ms": "id-ID",
    "fil": "fil-PH", "vi": "vi-VN",
}  # fmt: skip


@pytest.mark.parametrize("written", list(SENTENCES))
@pytest.mark.parametrize("wanted", [*LOCALES, "th", "zh"])
def test_wrong_language(written: str, wanted: str, context: Make) -> None:
    locale = {"th": "th-TH", "zh": "zh-Hant-TW"}.get(wanted) or LOCALES[wanted]
    found = WrongLanguage().check(
        context(SENTENCES[written], locale=locale, field=Field.DESCRIPTION)
    )
    names = [] if written == wanted else [NAMES[written]]
    assert [dict(one.args)["language"] for one in found] == names
    assert all((one.start, one.end) == (0, len(SENTENCES[written])) for one in found)


@pytest.mark.parametrize("locale", ["ms-MY", "id-ID"])
def test_malay_and_indonesian_are_not_told_apart(locale: str, context: Make) -> None:
    assert WrongLanguage().check(context(SENTENCES["ms"], locale=locale)) == []


@pytest.mark.parametrize(
    ("text", "locale", "number"),
    [
        ("แก้วเก็บความร้อนสำหรับทุกคน", "th-TH", 0),
        ("แก้วเก็บความร้อนสำหรับทุกคน", "de-DE", 1),
        ("แก้วเก็บความร้อนสำหรับทุกคน", "zh-Hant-TW", 1),
        ("Кружка для кофе и чая", "fr-FR", 1),
        ("保温杯保温杯保温杯保温杯", "de-DE", 0),  # told run by run elsewhere
        ("Sony WH-1000XM5 Bluetooth 5.2 Black", "th-TH", 0),
        ("Mug for you", "de-DE", 0),
        ("แก้ว for you and for all of them with this and that", "th-TH", 0),
        ("これはとても便利なカップです", "ja-JP", 0),
        ("", "de-DE", 0),
    ],
)
def test_other_scripts_and_short_texts(text: str, locale: str, number: int, context: Make) -> None:
    assert len(WrongLanguage().check(context(text, locale=locale))) == number


def test_english_titles_are_usual_in_the_philippines(context: Make) -> None:
    title = "Moisturizing Hand Cream for Women and Men with Shea Butter that is Gentle on your Skin"
    assert WrongLanguage().check(context(title, locale="fil-PH", field=Field.TITLE)) == []
    assert WrongLanguage().check(context(title, locale="fil-PH", field=Field.DESCRIPTION)) != []


def _sample() -> list[tuple[str, str]]:
    units = read_tmx(paths.resource("sample", "memory.tmx"))
    return [(unit.target_locale, unit.target) for unit in units]


def test_no_approved_text_of_the_sample_is_in_a_wrong_language(context: Make) -> None:
    wrong = [
        text for locale, text in _sample() if WrongLanguage().check(context(text, locale=locale))
    ]
    assert wrong == []


def test_a_judge_agrees_on_what_is_told_of_exchanged_texts() -> None:
    """A detector of 96 MB is asked where it is installed: what the words are sure of it says too."""
    lingua = pytest.importorskip("lingua")
    codes = {"en": "EN", "de": "DE", "fr": "FR", "es": "ES", "it": "IT", "pt": "PT", "vi": "VI"}
    known = [getattr(lingua.Language, name) for name in
             ("ENGLISH", "GERMAN", "FRENCH", "SPANISH", "ITALIAN", "PORTUGUESE", "VIETNAMESE", "MALAY",
              "INDONESIAN", "TAGALOG")]  # fmt: skip
    judge = lingua.LanguageDetectorBuilder.from_languages(*known).build()
    texts = [text for locale, text in _sample() if language(locale) in codes][::4]
    told = [(text, found) for text in texts if (found := spoken_in(text, "fil"))]
    assert len(told) > len(texts) / 2
    agreed = [
        judge.detect_language_of(text).iso_code_639_1.name == codes.get(found)
        for text, found in told
    ]
    assert sum(agreed) / len(agreed) > 0.98


def test_word_lists_are_told_apart() -> None:
    assert set(CLASSES.values()) == WORDS.keys()
    for first, second in pairwise(WORDS):
        assert len(WORDS[first] - WORDS[second]) > 20
    assert all(
        re.fullmatch(r"[^\W\d_]+(?:'[^\W\d_]+)?", word) for word in set().union(*WORDS.values())
    )


@pytest.mark.parametrize(
    ("text", "source", "locale", "spots"),
    [
        (
            "Diese Tasse keeps your coffee hot for hours und ist leicht.",
            "This mug keeps your coffee hot for hours and is light.",
            "de-DE",
            ["keeps your coffee hot for hours"],
        ),
        (
            "แก้วนี้ keeps your coffee hot for hours",
            "This mug keeps your coffee hot for hours",
            "th-TH",
            ["keeps your coffee hot for hours"],
        ),
        ("Made with love, für Sie", "Made with love, for you", "de-DE", []),
        ("Sony Alpha Seven Mark Four Body", "Sony Alpha Seven Mark Four Body black", "de-DE", []),
        ("This mug keeps your coffee hot", "This mug keeps your coffee hot", "en-GB", []),
        ("für Sie", "", "de-DE", []),
    ],
)
def test_leftover_words(
    text: str, source: str, locale: str, spots: list[str], context: Make
) -> None:
    made = context(text, source, locale=locale, source_locale="en-US")
    assert [text[one.start : one.end] for one in LeftoverWords().check(made)] == spots
