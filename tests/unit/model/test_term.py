from __future__ import annotations

import pytest

from localizer.model.term import Concept, Term, TermBase, fold, term_chain


@pytest.mark.parametrize(
    ("locale", "chain"),
    [
        ("en-US", ["en-US", "en", "en-GB"]),
        ("en-SG", ["en-SG", "en-GB", "en-US", "en"]),
        ("es-MX", ["es-MX", "es"]),
        ("zh-Hant-TW", ["zh-Hant-TW", "zh-Hant"]),
        ("pt-BR", ["pt-BR", "pt"]),
    ],
)
def test_words_are_looked_up_in_the_own_language_only(locale: str, chain: list[str]) -> None:
    assert list(term_chain(locale)) == chain


FOUR = ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("locale", "gender", "adjectives", "form"),
    [
        ("fr", "m", FOUR, "a"),
        ("fr", "f", FOUR, "b"),
        ("fr", "mp", FOUR, "c"),
        ("fr", "fp", FOUR, "d"),
        ("de", "n", FOUR, "c"),
        ("de", "np", FOUR, "d"),
        ("de", "mp", FOUR, "d"),
        ("fr", "f", ("x",), "x"),
        ("fr", "f", ("-",), ""),
        ("fr", "f", (), "term"),
    ],
)
def test_adjectives_agree(locale: str, gender: str, adjectives: tuple[str, ...], form: str) -> None:
    noun = Term("noun", locale, "noun", gender)
    assert Term("x", locale, "term", adjectives=adjectives).beside(noun) == form


BASE = TermBase.build(
    [
        Concept("rose", "scent", ("玫瑰",)),
        Concept("rose_red", "colour", ("玫瑰", "玫红")),
        Concept("bag", "product_type", ("包",)),
        Concept("backpack", "product_type", ("双肩包",)),
    ],
    {("en", "backpack"): Term("backpack", "en", "backpack", plural="backpacks")},
    source_locales=("en",),
)


@pytest.mark.parametrize(
    ("text", "domains", "concept"),
    [
        ("玫瑰", ("colour",), "rose_red"),
        ("玫瑰", ("scent",), "rose"),
        ("玫瑰", (), None),
        ("玫红", ("size",), "rose_red"),
        (" BackPacks ", (), "backpack"),
        ("未知", (), None),
    ],
)
def test_a_word_is_found_by_its_domain(
    text: str, domains: tuple[str, ...], concept: str | None
) -> None:
    found = BASE.find(text, domains)
    assert (found.id if found else None) == concept


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("背包双肩包", "backpack"),
        ("书包", "bag"),
        ("My BACKPACK, new", "backpack"),
        ("backpacking", None),
        ("", None),
    ],
)
def test_the_longest_form_wins(text: str, concept: str | None) -> None:
    found = BASE.longest(text, "product_type")
    assert (found.id if found else None) == concept


def test_folding_removes_width_case_and_outer_space() -> None:
    assert fold(" Ｔ恤\u3000Ａ ") == "t恤 a"
