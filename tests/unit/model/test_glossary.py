"""What the words of a source ask of its translation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from localizer.model.glossary import Glossary, TermNeed
from localizer.model.own_term import OwnTerm, Scope, ScopeKind, terms_for
from localizer.model.term import Concept, Term, TermBase

CONCEPTS = (
    Concept("cup", "product_type", ("杯",)),
    Concept("thermos", "product_type", ("保温杯",)),
    Concept("denim", "material", ("牛仔",)),
    Concept("denim_blue", "colour", ("牛仔",)),
    Concept("steel", "material", ("钢", "steel")),
)
TERMS = {
    ("de", term.concept): term
    for term in (
        Term("cup", "de", "Becher", plural="Becher"),
        Term("thermos", "de", "Thermobecher", short="Becher", avoid=("Thermoskanne",)),
        Term("denim", "de", "Denim", adjectives=("-",), avoid=("Jeansblau", "Jeans")),
        Term("denim_blue", "de", "Jeansblau"),
    )
}


def _glossary(*own: OwnTerm, brand: str = "") -> Glossary:
    base = replace(TermBase.build(CONCEPTS, TERMS), own=terms_for(own, "de-DE", brand))
    return Glossary(base, "de-DE")


OWN = OwnTerm(Term("steel", "de", "Edelstahl", avoid=("Inox", "Edelstahl")))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("钢", (TermNeed("钢", "Edelstahl", ("Edelstahl",), ("Inox",), own=True),)),
        ("Steel", (TermNeed("steel", "Edelstahl", ("Edelstahl",), ("Inox",), own=True),)),
        # the program's: nothing to avoid
        (
            "保温杯",
            (TermNeed("保温杯", "Thermobecher", ("Thermobecher", "Becher"), (), own=False),),
        ),
        # what the words can mean as well will do
        ("牛仔", (TermNeed("牛仔", "Denim", ("Denim", "Jeansblau"), (), own=False),)),
        ("棉", ()),
        ("", ()),
    ],
)
def test_the_terms_for_a_source(source: str, expected: tuple[TermNeed, ...]) -> None:
    assert _glossary(OWN).needs(source) == expected


def test_without_a_persons_term_nothing_is_asked_for() -> None:
    assert _glossary().needs("保温杯") == ()


def test_a_persons_term_goes_before_the_programs() -> None:
    own = OwnTerm(Term("thermos", "de", "Isolierbecher", plural="Isolierbecher"))
    (need,) = _glossary(own).needs("大号保温杯，小号保温杯")
    assert need == TermNeed("保温杯", "Isolierbecher", ("Isolierbecher",), (), own=True)


def test_a_longer_word_hides_the_shorter_in_it() -> None:
    own = OwnTerm(Term("cup", "de", "Tasse"))
    assert [need.text for need in _glossary(own).needs("保温杯")] == ["Thermobecher"]
    assert [need.text for need in _glossary(own).needs("杯")] == ["Tasse"]


def test_a_brands_term_holds_for_its_goods_only() -> None:
    own = OwnTerm(Term("cup", "de", "Tumbler"), Scope(ScopeKind.BRAND, "Nordkap"))
    assert [need.own for need in _glossary(own, brand="NORDKAP").needs("杯")] == [True]
    assert _glossary(own, OWN, brand="Other").needs("杯")[0].own is False


def test_what_a_source_names_is_kept_for_other_locales() -> None:
    first = _glossary(OWN)
    first.needs("保温杯")
    other = replace(first, locale="fr-FR")
    assert other.seen is first.seen
    assert other.needs("保温杯") == ()
