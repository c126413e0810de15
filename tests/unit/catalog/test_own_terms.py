"""People's own terms: kept as they were given, with who and when, and undone like everything else."""

from __future__ import annotations

from localizer.catalog import own_terms
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.store.database import Store

CUP = OwnConcept("own_cup", "product_type", ("焖烧杯", "焖烧罐"), "home", "holds soup")
THAI = Term(
    "own_cup",
    "th",
    "กระติกซุป",
    adjectives=("a", "b", "b", "c"),
    short="กระติก",
    classifier="ใบ",
    avoid=("หม้อ",),
    note="n",
)
BRAND = Scope(ScopeKind.BRAND, "Sorvanne")


def test_a_concept_is_kept_and_replaced(store: Store) -> None:
    with store.step("Terms") as step:
        assert own_terms.put_concept(step, CUP)
        assert not own_terms.put_concept(step, CUP)
    assert own_terms.concepts(store.read()) == (CUP,)
    more = OwnConcept("own_cup", "product_type", ("焖烧杯",))
    with store.step("Terms") as step:
        assert own_terms.put_concept(step, more)
    assert own_terms.concept(store.read(), "own_cup") == more
    with store.step("Terms") as step:
        assert own_terms.remove_concept(step, "own_cup")
        assert not own_terms.remove_concept(step, "own_cup")
    assert own_terms.concept(store.read(), "own_cup") is None


def test_a_term_has_who_and_when_of_its_step(store: Store) -> None:
    with store.step("Terms") as step:
        assert own_terms.put_term(step, OwnTerm(THAI))
        moment = step.moment
    assert own_terms.terms(store.read()) == (OwnTerm(THAI, EVERYWHERE, "tester", moment),)


def test_the_same_term_again_writes_nothing(store: Store) -> None:
    with store.step("Terms") as step:
        own_terms.put_term(step, OwnTerm(THAI))
    (before,) = own_terms.terms(store.read())
    with store.step("Terms") as step:
        assert not own_terms.put_term(step, OwnTerm(THAI, EVERYWHERE, "other", "later"))
    assert not step.changes
    assert own_terms.terms(store.read()) == (before,)


def test_scopes_stand_beside_each_other(store: Store) -> None:
    with store.step("Terms") as step:
        own_terms.put_term(step, OwnTerm(THAI))
        own_terms.put_term(step, OwnTerm(THAI, BRAND))
        own_terms.put_term(step, OwnTerm(Term("own_cup", "de", "Becher")))
    found = own_terms.terms_of(store.read(), "own_cup")
    assert [(own.term.locale, own.scope) for own in found] == [
        ("th", EVERYWHERE), ("th", BRAND), ("de", EVERYWHERE),
    ]  # fmt: skip
    with store.step("Terms") as step:
        assert own_terms.remove_term(step, "own_cup", "th", BRAND)
        assert not own_terms.remove_term(step, "own_cup", "th", BRAND)
    assert len(own_terms.terms(store.read())) == 2


def test_words_are_cleaned(store: Store) -> None:
    with store.step("Terms") as step:
        own_terms.put_concept(step, OwnConcept("own_x", "value", (" ca\u0301 \n", "cá", "")))
        own_terms.put_term(step, OwnTerm(Term("own_x", "vi", " ca\u0301\x00 ")))
    assert own_terms.concepts(store.read())[0].forms == ("cá",)
    assert own_terms.terms(store.read())[0].term.text == "cá"


def test_undo_brings_the_term_before_back(store: Store) -> None:
    with store.step("Terms") as step:
        own_terms.put_term(step, OwnTerm(Term("cotton", "de", "Baumwolle")))
    with store.step("Terms") as step:
        own_terms.put_term(step, OwnTerm(Term("cotton", "de", "Cotton")))
    store.undo()
    assert [own.term.text for own in own_terms.terms(store.read())] == ["Baumwolle"]
    store.undo()
    assert own_terms.terms(store.read()) == ()
    store.redo()
    assert [own.term.text for own in own_terms.terms(store.read())] == ["Baumwolle"]


def test_a_brand_is_one_scope_in_whatever_case(store: Store) -> None:
    with store.step("Terms") as step:
        own_terms.put_term(step, OwnTerm(THAI, BRAND))
        own_terms.put_term(
            step, OwnTerm(Term("own_cup", "th", "x"), Scope(ScopeKind.BRAND, "SORVANNE "))
        )
    (found,) = own_terms.terms(store.read())
    assert (found.term.text, found.scope) == ("x", BRAND)
    with store.step("Terms") as step:
        assert own_terms.remove_term(step, "own_cup", "th", Scope(ScopeKind.BRAND, "sorvanne"))
