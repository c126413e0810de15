"""Names and lists of the Terms pane, without a window."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from localizer import i18n
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.segment import Field
from localizer.model.term import Concept, Term, TermBase, term_tag
from localizer.pipeline.missing_terms import MissingKind, MissingTerm
from localizer.pipeline.terms import TermReport, TouchedText
from localizer.ui.actions.term_asks import Entry, Line, Standing, TermRow, still_lacking
from localizer.ui.actions.term_words import (
    Detail,
    details_of,
    domain_name,
    domains_of,
    genders_of,
    kind_words,
    lacking_words,
    missing_words,
    place_name,
    saved_words,
    scope_names,
    tags_of,
    tongue,
    touched_words,
)
from localizer.ui.models.term_table import MissingList, PreviewTable, TermTable

WRITTEN = frozenset({"en", "en-GB", "de", "th", "zh-Hans", "zh-Hant", "es", "es-MX", "pt-BR"})
COOK = Scope(ScopeKind.BRAND, "Cook")
FABRIC = Concept("material", "property", ("材质", "面料"))
BASE = TermBase.build(
    [FABRIC, Concept("silk", "material", ("真丝",)), Concept("gram", "unit", ("克",))],
    {("de", "silk"): Term("silk", "de", "Seide"), ("en", "material"): Term("material", "en", "material")},
)  # fmt: skip


def missing(
    word: str = "醋酸", kind: MissingKind = MissingKind.VALUE, locales: tuple[str, ...] = ("de-DE",)
) -> MissingTerm:
    return MissingTerm(word, kind, "value", "material", locales, 3, 1, "连衣裙")


def touched(locale: str = "de-DE", field: Field = Field.BULLET) -> TouchedText:
    return TouchedText(1, "连衣裙", field, "", locale, "Kleid aus Seide", "Robe aus Seide")


@pytest.mark.parametrize(
    ("locale", "tag"),
    [
        ("th-TH", "th"), ("zh-Hant-TW", "zh-Hant"), ("en-US", "en"), ("en-GB", "en-GB"), ("en-SG", "en-GB"),
        ("es-MX", "es-MX"), ("es-ES", "es"), ("pt-BR", "pt-BR"), ("pl-PL", "pl"),
    ],
)  # fmt: skip
def test_the_language_a_term_is_kept_in(locale: str, tag: str) -> None:
    assert term_tag(locale, WRITTEN) == tag


def test_languages_of_a_launch_come_once_and_without_the_sellers_own() -> None:
    locales = ("en-SG", "en-GB", "zh-Hans-MY", "pl-PL", "th-TH")
    targets = [Target("XX", "shop", locale) for locale in locales]
    assert tags_of(targets, WRITTEN) == ("en-GB", "th")


@pytest.mark.parametrize(
    ("tag", "domain", "asked", "spared"),
    [
        ("de", "product_type", Detail.GENDER, Detail.CLASSIFIER),
        ("de", "colour", Detail.PLURAL, Detail.GENDER),
        ("th", "product_type", Detail.CLASSIFIER, Detail.PLURAL),
        ("zh-Hant", "package_item", Detail.CLASSIFIER, Detail.GENDER),
        ("en-GB", "product_type", Detail.PLURAL, Detail.GENDER),
    ],
)
def test_a_language_is_asked_for_what_it_uses(
    tag: str, domain: str, asked: Detail, spared: Detail
) -> None:
    found = details_of(tag, domain)
    assert asked in found
    assert spared not in found
    assert {Detail.ADJECTIVE, Detail.SHORT, Detail.AVOID, Detail.NOTE} <= set(found)


def test_neuter_is_german_not_french() -> None:
    assert {"n", "np"} <= set(genders_of("de"))
    assert not {"n", "np"} & set(genders_of("fr"))


def test_names_of_languages_and_domains() -> None:
    assert tongue("zh-Hant") == "Chinese (Traditional)"
    assert tongue("en-GB") == "English (GB)"
    assert tongue("th") == "Thai"
    assert domain_name("product_type") == "Product type"
    assert domain_name("mine") == "mine"
    assert domains_of(BASE) == ("material", "property", "brand")


def test_places_of_values_are_named_in_the_program_s_language() -> None:
    assert place_name(BASE, "material") == "material"
    assert place_name(BASE, "面料成分") == "面料成分"
    i18n.activate("zh_Hans")
    assert place_name(BASE, "material") == "材质"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (MissingKind.VALUE, "value of “面料”"),
        (MissingKind.TYPE, "product type"),
        (MissingKind.ATTRIBUTE, "attribute"),
        (MissingKind.OPTION_NAME, "option name"),
    ],
)
def test_what_a_missing_word_is(kind: MissingKind, said: str) -> None:
    assert kind_words(missing(kind=kind), "面料") == said


def test_missing_things_are_counted_in_words() -> None:
    assert missing_words(1, 1) == "1 word is missing; 1 listing waits for it."
    assert missing_words(1, 2) == "1 word is missing; 2 listings wait for it."
    assert missing_words(1200, 1) == "1,200 words are missing; 1 listing waits for them."
    assert lacking_words(missing(locales=("de-DE", "th-TH"))) == "German, Thai"
    assert lacking_words(missing(locales=("en-GB", "en-US"))) == "English"
    assert lacking_words(missing(locales=("de-DE", "th-TH", "id-ID"))) == "3 languages"


def test_what_saving_did() -> None:
    changed = Changes(1, {"own_term": 1})
    assert saved_words(TermReport(0, 0, 0, 0, Changes())) == "That is how it was already."
    assert "No text had to be" in saved_words(TermReport(0, 1, 0, 0, changed))
    assert "1 text was written anew" in saved_words(TermReport(0, 1, 4, 1, changed))
    assert "12 texts were written anew" in saved_words(TermReport(0, 1, 4, 12, changed))


def test_texts_that_change_are_counted_by_language() -> None:
    found = (touched(), touched("th-TH"), touched())
    assert touched_words(found, 200) == "3 texts change: German 2, Thai 1"
    assert touched_words(found, 3) == "The first 3 texts that change: German 2, Thai 1"
    assert touched_words((), 200) == "No text changes."


def test_scopes_in_words() -> None:
    term = Term("silk", "de", "Seide")
    market = Scope(ScopeKind.MARKET, "TH")
    terms = [OwnTerm(term, one) for one in (EVERYWHERE, COOK, market, COOK)]
    assert scope_names(terms) == "everywhere, brand Cook, Thailand"


def test_what_a_word_still_lacks() -> None:
    lines = (
        Line("de", None, Standing.MISSING),
        Line("th", None, Standing.MISSING),
        Line("en", Term("silk", "en", "silk"), Standing.PROGRAM),
    )
    concept = OwnConcept("own_silk", "material", ("真丝",))
    entry = Entry(concept, (), lines, is_new=True, is_own=True, is_kept=False)
    assert still_lacking(entry, {"de"}) == ()
    assert still_lacking(replace(entry, word=missing()), {"de"}) == ("Thai",)


@pytest.mark.usefixtures("qapp")
def test_lists_keep_the_rules_of_qt() -> None:
    mode = QAbstractItemModelTester.FailureReportingMode.Fatal
    words, terms, texts = MissingList(BASE), TermTable(), PreviewTable()
    testers = [QAbstractItemModelTester(model, mode) for model in (words, terms, texts)]
    words.show([missing()])
    terms.show_in([row("silk", own=False)], "de")
    texts.show([touched()])
    assert len(testers) == words.rowCount() + terms.rowCount() + texts.rowCount()


def row(concept: str, *, own: bool, scopes: tuple[Scope, ...] = ()) -> TermRow:
    return TermRow(BASE.concepts[concept], BASE.term(concept, "de"), own, scopes)


@pytest.mark.parametrize(
    ("shown", "whose"),
    [
        (row("silk", own=False), "program"),
        (row("material", own=False), "missing"),
        (row("material", own=True), "yours"),
        (row("silk", own=True, scopes=(EVERYWHERE,)), "yours"),
        (row("silk", own=True, scopes=(EVERYWHERE, COOK)), "yours: brand Cook"),
        (row("silk", own=True), "program"),
    ],
)
def test_whose_a_term_is(shown: TermRow, whose: str) -> None:
    model = TermTable()
    model.show_in([shown], "de")
    assert model.index(0, 3).data() == whose
    assert model.headerData(2, Qt.Orientation.Horizontal) == "German"
    assert model.line_of(shown.concept.id) == 0
    assert model.line_of("none") == -1


def test_texts_before_and_after_are_told_whole() -> None:
    model = PreviewTable()
    model.show([touched()])
    cells = [model.index(0, place).data() for place in range(3)]
    assert cells == ["German · bullet", "Kleid aus Seide", "Robe aus Seide"]
    told = model.index(0, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Robe aus Seide\n连衣裙"
