"""Terms are found by any of their words."""

from __future__ import annotations

import pytest

from localizer import pipeline
from localizer.catalog import own_terms
from localizer.model.own_term import OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.pipeline.term_search import TermHit, plain, search_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


@pytest.fixture(scope="module")
def tools() -> Tools:
    """Return all packs."""
    return pipeline.load_tools()


def first(hits: tuple[TermHit, ...]) -> tuple[str, str]:
    return hits[0].concept.id, hits[0].found


@pytest.mark.parametrize(
    "text", ["cotton", "COTTON ", "棉", "Baumwolle", "algodon", "algodão", "คอตตอน"]
)
def test_a_word_of_any_language_finds_its_concept(store: Store, tools: Tools, text: str) -> None:
    hits = search_terms(store.read(), tools, text, "de-DE", domain="material")
    assert hits[0].concept.id == "cotton"
    assert hits[0].term is not None
    assert (hits[0].term.text, hits[0].own) == ("Baumwolle", False)


def test_the_nearest_comes_first(store: Store, tools: Tools) -> None:
    hits = search_terms(store.read(), tools, "cotton", "en")
    assert first(hits) == ("cotton", "cotton")
    begins = [hit.found.casefold().startswith("cotton") for hit in hits]
    assert begins == sorted(begins, reverse=True)
    assert len(search_terms(store.read(), tools, "cotton", "en", limit=2)) == 2
    assert {
        hit.concept.domain for hit in search_terms(store.read(), tools, "a", "en", "colour")
    } == {"colour"}
    assert search_terms(store.read(), tools, "no such word", "en") == ()


def test_own_words_and_terms_are_found(store: Store, tools: Tools) -> None:
    with store.step("Terms") as step:
        own_terms.put_concept(step, OwnConcept("own_pot", "product_type", ("旋风锅",)))
        own_terms.put_term(step, OwnTerm(Term("own_pot", "de", "Wirbeltopf")))
        brand = Scope(ScopeKind.BRAND, "Cook")
        own_terms.put_term(step, OwnTerm(Term("own_pot", "de", "Zaubertopf"), brand))
        own_terms.put_term(step, OwnTerm(Term("cotton", "de", "Biobaumwolle")))
    for text in ("旋风", "wirbel", "zauber"):
        hit = search_terms(store.read(), tools, text, "de-DE", "product_type")[0]
        assert (hit.concept.id, hit.own) == ("own_pot", True)
        assert hit.term is not None
        assert hit.term.text == "Wirbeltopf"
    hits = search_terms(store.read(), tools, "cotton", "de")
    assert hits[0].own
    assert hits[0].term is not None
    assert hits[0].term.text == "Biobaumwolle"
    hits = search_terms(store.read(), tools, "", "th", limit=2)
    assert {hit.concept.id for hit in hits} == {"own_pot", "cotton"}
    assert [hit.term for hit in hits if hit.concept.id == "own_pot"] == [None]


@pytest.mark.parametrize(
    ("text", "compared"),
    [("Écouteurs", "ecouteurs"), ("ĐEN", "den"), ("ผ้า", "ผ้า"), ("ＬＥＤ  灯", "led 灯")],
)
def test_how_words_are_compared(text: str, compared: str) -> None:
    assert plain(text) == plain(compared)
