from __future__ import annotations

import pytest

from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.model.term_text import (
    clean,
    clean_concept,
    clean_term,
    forms,
    is_concept_id,
    is_locale,
    words,
)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("  ca\u0301o \n len ", "cáo len"),
        ("a\x00b\x07c\ufffe", "abc"),
        ("\ufeff棉", "棉"),
        ("\u3000", ""),
    ],
)
def test_texts_are_one_line_in_nfc(text: str, kept: str) -> None:
    assert clean(text) == kept


def test_words_of_a_cell_come_once_and_adjectives_as_often_as_they_stand() -> None:
    assert words([" a|b |", "a", ""]) == ("a", "b")
    assert forms(["rouge|rouge|rouges|rouges"]) == ("rouge", "rouge", "rouges", "rouges")


@pytest.mark.parametrize("tag", ["th", "fil", "zh-Hant", "zh-Hant-TW", "pt-BR", "es-419"])
def test_locales(tag: str) -> None:
    assert is_locale(tag)


@pytest.mark.parametrize("tag", ["", "Thai", "t", "th_TH", "TH", "泰语", "th-th"])
def test_no_locales(tag: str) -> None:
    assert not is_locale(tag)


def test_what_names_a_concept() -> None:
    assert is_concept_id("own_tumbler.2")
    assert not any(map(is_concept_id, ["", "2x", "保温杯", "a b", "x" * 101, "a\n"]))


def test_forms_that_are_compared_alike_are_one() -> None:
    concept = clean_concept(OwnConcept("own_x", " value ", ("LED灯", "ＬＥＤ灯", "led灯", " 灯")))
    assert concept == OwnConcept("own_x", "value", ("LED灯", "灯"))


def test_a_scope_without_a_value_is_everywhere() -> None:
    own = clean_term(OwnTerm(Term("x", "th", " ถ้วย "), Scope(ScopeKind.BRAND, "  ")))
    assert own == OwnTerm(Term("x", "th", "ถ้วย"), EVERYWHERE)
