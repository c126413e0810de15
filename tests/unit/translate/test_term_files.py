"""What a machine can check in the term and pattern files; the checklist is in resources/terms/README.md."""

from __future__ import annotations

import re
from functools import cache

import pytest

from localizer.model.locale import language
from localizer.model.term import Concept, LocalePatterns, PatternBook, Slot, TermBase, fold
from localizer.packs.patterns import MAY_UNITS, UNITS, load_patterns
from localizer.packs.terms import UNIT_DOMAIN, load_termbase
from localizer.paths import resource

LOCALES = sorted({path.stem for path in resource("terms").glob("*/*.csv")} - {"concepts"})
VARIANTS = frozenset({"en-GB", "es-MX"})
WHOLE = [locale for locale in LOCALES if locale not in VARIANTS]
GENDERED = [locale for locale in WHOLE if language(locale) in {"de", "fr", "es", "it", "pt"}]
HAN = re.compile(r"[\u3400-\u9fff]")
FORBIDDEN = re.compile(r"[\[\]{}|\u200b-\u200f\ufeff]|\s{2}|^\s|\s$")
#: Buyers choose between values of these domains, so two of them must not read the same.
DISTINCT = ("product_type", "colour", "material", "size", "audience", "season", "care")

#: Concepts of these domains are values; their group names the properties they are a value of.
VALUES = frozenset(
    {"audience", "buyer", "care", "certificate", "colour", "country", "material"}
    | {"season", "size", "style", "value"}
)
TITLE_GROUPS = frozenset({"", "apparel", "beauty", "home", "electronics", "baby", "outdoor"})


@cache
def termbase() -> TermBase:
    return load_termbase()


@cache
def book() -> PatternBook:
    return load_patterns()


def english_forms(concept: Concept) -> set[str]:
    """The English words of ``concept`` beyond its term, folded."""
    return {fold(form) for form in concept.forms if not HAN.search(form) and fold(form).isascii()}


def patterns(locale: str) -> LocalePatterns:
    found = book().find(locale)
    assert found is not None
    return found


def test_an_english_word_means_one_thing_in_its_domain() -> None:
    base = termbase()
    english = {
        (one.domain, form): one.id for one in base.concepts.values() for form in english_forms(one)
    }
    twice = []
    for concept in base.concepts.values():
        for form in english_forms(concept):
            meant = english[concept.domain, form]
            if meant != concept.id:
                twice.append((form, concept.id, meant))
    assert twice == []


def test_values_name_the_properties_they_belong_to() -> None:
    base = termbase()
    wrong = [
        (concept.id, concept.group)
        for concept in base.concepts.values()
        if concept.domain in VALUES
        for name in concept.group.split("|")
        if name not in base.concepts
        or base.concepts[name].domain not in {"property", "option_name"}
    ]
    assert wrong == []


def test_product_types_name_a_title_pattern() -> None:
    base = termbase()
    used = {one.group for one in base.concepts.values() if one.domain == "product_type"}
    assert used <= TITLE_GROUPS


@pytest.mark.parametrize("locale", WHOLE)
def test_every_concept_has_a_term(locale: str) -> None:
    base = termbase()
    missing = [
        concept.id
        for concept in base.concepts.values()
        if concept.domain != UNIT_DOMAIN and (locale, concept.id) not in base.terms
    ]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_terms_hold_no_han_and_no_stray_signs(locale: str) -> None:
    wrong = []
    for (tag, concept), term in termbase().terms.items():
        texts = (term.text, term.plural, *term.adjectives)
        if tag == locale:
            wrong += [
                (concept, text)
                for text in texts
                if FORBIDDEN.search(text) or (language(locale) != "zh" and HAN.search(text))
            ]
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("domain", DISTINCT)
def test_two_values_never_read_the_same(locale: str, domain: str) -> None:
    base = termbase()
    seen: dict[str, str] = {}
    same = []
    for concept in base.concepts.values():
        term = base.term(concept.id, locale) if concept.domain == domain else None
        if term is not None and term.text.casefold() in seen:
            same.append((seen[term.text.casefold()], concept.id, term.text))
        elif term is not None:
            seen[term.text.casefold()] = concept.id
    assert same == []


@pytest.mark.parametrize("locale", GENDERED)
def test_product_types_have_a_gender(locale: str) -> None:
    base = termbase()
    missing = [
        concept.id
        for concept in base.concepts.values()
        if concept.domain == "product_type" and not base.terms[(locale, concept.id)].gender
    ]
    assert missing == []


@pytest.mark.parametrize("locale", LOCALES)
def test_the_locale_has_patterns(locale: str) -> None:
    found = patterns(locale)
    assert language(found.locale) == language(locale)
    assert set(UNITS) <= set(found.units) <= {*UNITS, *MAY_UNITS}


@pytest.mark.parametrize("locale", LOCALES)
def test_every_slot_of_a_title_can_be_dropped(locale: str) -> None:
    found = patterns(locale)
    used = {slot.name for title in found.titles.values() for group in title for slot in group.slots}
    assert used - {"type"} <= set(found.drop)


@pytest.mark.parametrize("locale", LOCALES)
def test_patterns_leave_no_double_space_or_loose_comma(locale: str) -> None:
    wrong = []
    for name, title in patterns(locale).titles.items():
        for used in range(len(title)):
            text = ""
            for number, group in enumerate(title):
                if not group.optional or number == used:
                    text += "".join("x" if isinstance(part, Slot) else part for part in group.parts)
            if re.search(r"\s{2}|^[\s,–-]|[\s,–-]$", text):
                wrong.append((name, text))
    assert wrong == []
