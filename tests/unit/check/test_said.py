"""What texts promise, in native sentences of every locale, and what is no promise."""

from __future__ import annotations

import time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.check.amounts import amounts
from localizer.check.said import sayings
from localizer.model.promise import Promise, PromiseWords
from localizer.packs.promises import load_promises
from tests.unit.check.promise_sentences import HITS, INNOCENT

BOOK = load_promises()


def words_of(locale: str) -> PromiseWords:
    found = BOOK.find(locale)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("locale", "text", "kind", "number"),
    [(locale, *one) for locale, sentences in HITS.items() for one in sentences],
)
def test_a_promise_is_seen_with_its_number(
    locale: str, text: str, kind: Promise, number: str
) -> None:
    found = [one for one in sayings(text, words_of(locale)) if one.kind is kind]
    assert [one.number for one in found] == [Decimal(number) if number else None]
    assert all(text[one.start : one.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("locale", "text"), [(locale, text) for locale, texts in INNOCENT.items() for text in texts]
)
def test_what_is_no_promise_is_let_be(locale: str, text: str) -> None:
    assert sayings(text, words_of(locale)) == ()


@pytest.mark.parametrize("locale", HITS)
def test_every_promise_has_a_sentence_in_every_language(locale: str) -> None:
    assert {kind for _text, kind, _number in HITS[locale]} == set(Promise)


def test_of_wordings_that_overlap_the_longest_counts() -> None:
    (found,) = sayings("The last 3 pieces left", words_of("en-US"))
    assert (found.text, found.number) == ("last 3 pieces", Decimal(3))


@given(st.text(max_size=80), st.sampled_from(sorted(HITS)))
def test_any_text_can_be_read(text: str, locale: str) -> None:
    words = words_of(locale)
    assert all(text[one.start : one.end] == one.text for one in sayings(text, words))
    assert all(text[one.start : one.end] == one.text for one in amounts(text, locale, words))


@given(st.sampled_from(sorted(HITS)), st.data())
def test_promises_side_by_side_are_read_without_overlap(locale: str, data: st.DataObject) -> None:
    picked = data.draw(st.lists(st.sampled_from(HITS[locale]), min_size=1, max_size=4))
    found = sayings("\n".join(text for text, _kind, _number in picked), words_of(locale))
    assert len(found) >= len(picked)
    assert all(one.end <= other.start for one, other in pairwise(found))


#: Texts nobody writes, long enough to show a pattern that goes over them again and again.
HOSTILE = (
    "1" * 30_000 + "折%折扣 sale ชิ้น",
    "1." * 15_000,
    "-20% " * 4_000,
    "free shipping " * 1_500,
    "eins und " * 3_000,
    "一百" * 8_000 + "折",
    "seratus ribu " * 2_000,
    "de R$ 1 por " * 2_000,
    "shipping word " * 2_000,
    "precio normal era de " * 1_500,
)


@pytest.mark.parametrize("locale", HITS)
def test_no_text_takes_long(locale: str) -> None:
    words = words_of(locale)
    sayings("Gratis", words)
    for text in HOSTILE:
        began = time.perf_counter()
        sayings(text, words)
        amounts(text, locale, words)
        assert time.perf_counter() - began < 1, text[:20]
