"""Terms of one's own: drafted at once with what they touch, in one step, without touching people's work."""

from __future__ import annotations

import pytest

from localizer import pipeline
from localizer.catalog import own_terms, products, steps, translations
from localizer.catalog.translations import Pair
from localizer.errors import InputError
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.segment import Field, Origin
from localizer.model.term import Term
from localizer.pipeline.own_base import own_base
from localizer.pipeline.term_matching import concept_for
from localizer.pipeline.terms import preview, remove_concept, remove_term, save_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

GOODS = (
    "货号,商品标题,品牌,类目,材质,颜色\n"
    "A,纯棉连衣裙,Sorvanne,女装,棉,酒红色\n"
    "B,旋风锅,Cook,厨具,不锈钢,月光紫\n"
    "C,旋风锅 大号,Sorvanne,厨具,不锈钢,黑色\n"
)
POT = "旋风锅"


@pytest.fixture(scope="module")
def goods() -> str:
    return GOODS


def pair(store: Store, key: str, locale: str, field: Field = Field.TITLE, name: str = "") -> Pair:
    reader = store.read()
    number = products.find_by_key(reader, products.catalogs(reader)[0].id, key)
    assert number is not None
    found = translations.pairs(reader, number, locale)
    return next(
        one for one in found if one.segment.field is field and name in ("", one.segment.name)
    )


def title(store: Store, key: str, locale: str = "de-DE") -> str:
    return pair(store, key, locale).translation.text


def pot(store: Store, tools: Tools) -> OwnConcept:
    return concept_for(store.read(), tools, POT, "product_type", "home")


def german(concept: OwnConcept, text: str = "Wirbeltopf", scope: Scope = EVERYWHERE) -> OwnTerm:
    return OwnTerm(Term(concept.id, "de", text, "m", "Wirbeltöpfe"), scope)


def test_a_new_type_writes_the_titles_that_waited_for_it(drafted: Store, tools: Tools) -> None:
    assert title(drafted, "B") == title(drafted, "C") == ""
    concept = pot(drafted, tools)
    assert (concept.domain, concept.group, concept.forms) == ("product_type", "home", (POT,))
    before = steps.recent(drafted.read())
    report = save_terms(drafted, tools, [concept], [german(concept)])
    assert (report.concepts, report.terms, report.products) == (1, 1, 2)
    assert report.texts >= 2
    assert "Wirbeltopf" in title(drafted, "B")
    assert "Wirbeltopf" in title(drafted, "C")
    assert title(drafted, "B", "th-TH") == "", "Thai has no term yet"
    after = steps.recent(drafted.read())
    assert len(after) == len(before) + 1
    assert after[0].label == "Set the term Wirbeltopf"
    drafted.undo()
    assert title(drafted, "B") == ""
    assert not own_terms.terms(drafted.read())
    assert not own_terms.concepts(drafted.read())


def test_the_same_again_changes_nothing(drafted: Store, tools: Tools) -> None:
    concept = pot(drafted, tools)
    save_terms(drafted, tools, [concept], [german(concept)])
    count = len(steps.recent(drafted.read()))
    again = pot(drafted, tools)
    assert again.id == concept.id
    report = save_terms(drafted, tools, [again], [german(again)])
    assert not report.changes
    assert len(steps.recent(drafted.read())) == count


def test_a_term_of_ones_own_goes_before_the_programs_and_back(drafted: Store, tools: Tools) -> None:
    concept = concept_for(drafted.read(), tools, "棉", "material")
    assert concept == OwnConcept("cotton", "material", ())
    old = pair(drafted, "A", "de-DE", Field.FACT, "material").translation.text
    assert "Baumwolle" in old
    report = save_terms(drafted, tools, [concept], [OwnTerm(Term("cotton", "de", "Biobaumwolle"))])
    assert report.concepts == 0, "a concept of the program to which nothing is added is not kept"
    assert report.products == 1
    new = pair(drafted, "A", "de-DE", Field.FACT, "material").translation.text
    assert new == old.replace("Baumwolle", "Biobaumwolle")
    remove_term(drafted, tools, "cotton", "de")
    assert pair(drafted, "A", "de-DE", Field.FACT, "material").translation.text == old
    with pytest.raises(InputError, match="no such term"):
        remove_term(drafted, tools, "cotton", "de")


def test_what_a_person_wrote_stays(drafted: Store, tools: Tools) -> None:
    mine = pair(drafted, "B", "de-DE")
    pipeline.edit_translation(drafted, tools, mine.id, "Mein Topf")
    concept = pot(drafted, tools)
    save_terms(drafted, tools, [concept], [german(concept)])
    assert title(drafted, "B") == "Mein Topf"
    assert pair(drafted, "B", "de-DE").translation.origin is Origin.PERSON
    assert "Wirbeltopf" in title(drafted, "C")


def test_a_term_for_one_brand(drafted: Store, tools: Tools) -> None:
    concept = pot(drafted, tools)
    brand = Scope(ScopeKind.BRAND, "sorvanne")
    terms = [german(concept), german(concept, "Zaubertopf", brand)]
    save_terms(drafted, tools, [concept], terms)
    assert "Wirbeltopf" in title(drafted, "B")
    assert "Zaubertopf" in title(drafted, "C")
    base = own_base(drafted.read(), tools)
    term = base.term(concept.id, "de-DE")
    assert term is not None
    assert term.text == "Wirbeltopf"


def test_a_term_for_one_market(drafted: Store, tools: Tools) -> None:
    concept = pot(drafted, tools)
    for market, word in (("AT", ""), ("DE", "Markttopf")):
        scope = Scope(ScopeKind.MARKET, market)
        if word:
            save_terms(drafted, tools, [concept], [german(concept, word, scope)])
        else:
            with pytest.raises(InputError, match="no market AT"):
                save_terms(drafted, tools, [concept], [german(concept, "x", scope)])
    assert "Markttopf" in title(drafted, "B")


def test_a_preview_shows_what_would_be_and_leaves_nothing(drafted: Store, tools: Tools) -> None:
    concept = pot(drafted, tools)
    counted = drafted.read().value("SELECT count(*) FROM change")
    found = preview(drafted, tools, [concept], [german(concept)])
    assert {(one.product, one.field, one.locale, one.before) for one in found} == {
        ("旋风锅", Field.TITLE, "de-DE", ""), ("旋风锅 大号", Field.TITLE, "de-DE", ""),
    }  # fmt: skip
    assert drafted.read().value("SELECT count(*) FROM change") == counted
    assert own_terms.terms(drafted.read()) == ()
    assert title(drafted, "B") == ""
    assert len(preview(drafted, tools, [concept], [german(concept)], most=1)) == 1
    save_terms(drafted, tools, [concept], [german(concept)])
    assert {one.after for one in found} == {title(drafted, "B"), title(drafted, "C")}
    assert preview(drafted, tools, [concept], [german(concept)]) == ()


def test_a_preview_keeps_what_can_be_made_again(drafted: Store, tools: Tools) -> None:
    concept = pot(drafted, tools)
    save_terms(drafted, tools, [concept], [german(concept)])
    drafted.undo()
    preview(drafted, tools, [concept], [german(concept)])
    assert drafted.redo() is not None
    assert "Wirbeltopf" in title(drafted, "B")


def test_a_concept_goes_with_its_terms(drafted: Store, tools: Tools) -> None:
    concept = pot(drafted, tools)
    save_terms(drafted, tools, [concept], [german(concept)])
    report = remove_concept(drafted, tools, concept.id)
    assert report.products == 2
    assert title(drafted, "B") == ""
    assert not own_terms.terms(drafted.read())
    assert not own_terms.concepts(drafted.read())
    with pytest.raises(InputError, match="no such term"):
        remove_concept(drafted, tools, concept.id)


def test_a_word_added_to_a_concept_of_the_program(drafted: Store, tools: Tools) -> None:
    assert pair(drafted, "B", "de-DE", Field.OPTION_VALUE).translation.text == ""
    purple = concept_for(drafted.read(), tools, "紫色", "colour")
    more = OwnConcept(purple.id, purple.domain, ("月光紫",))
    report = save_terms(drafted, tools, [more], [])
    assert (report.concepts, report.terms, report.products) == (1, 0, 1)
    assert pair(drafted, "B", "de-DE", Field.OPTION_VALUE).translation.text != ""
    assert pair(drafted, "B", "th-TH", Field.OPTION_VALUE).translation.text != ""
    again = concept_for(drafted.read(), tools, "月光紫", "colour")
    assert again == more


@pytest.mark.parametrize(
    ("term", "scope", "message"),
    [
        (Term("own_x", "Thai", "x"), EVERYWHERE, "no language"),
        (Term("own_x", "th", ""), EVERYWHERE, "There is no term"),
        (Term("own_x", "th", "x", gender="x"), EVERYWHERE, "x: Gender is one of"),
        (Term("own_x", "th", "x", adjectives=("a", "b")), EVERYWHERE, "one form or four"),
        (Term("own_x", "th", "x"), Scope(ScopeKind.BRAND, " "), "Say which brand"),
    ],
)
def test_what_cannot_be_is_refused(
    store: Store, tools: Tools, term: Term, scope: Scope, message: str
) -> None:
    with pytest.raises(InputError, match=message):
        save_terms(store, tools, [], [OwnTerm(term, scope)])
    with pytest.raises(InputError, match="identifier"):
        save_terms(store, tools, [OwnConcept("", "value", ("x",))], [])


def test_words_find_their_concept_or_make_one(store: Store, tools: Tools) -> None:
    reader = store.read()
    assert concept_for(reader, tools, "Cotton").id == "cotton"
    assert concept_for(reader, tools, "棉", "colour").id.startswith("own_")
    made = concept_for(reader, tools, "Moon Purple!", "colour", "nonsense")
    assert made == OwnConcept("own_moon_purple", "colour", ("Moon Purple!",))
    assert concept_for(reader, tools, "旋风锅").domain == "value"
    assert concept_for(reader, tools, "旋风锅") == concept_for(reader, tools, "旋风锅")
    assert concept_for(reader, tools, "荷叶摆", "value", "neckline").group == "neckline"
    for word, domain in (("x", "unit"), ("x", "nonsense"), (" ", "")):
        with pytest.raises(InputError):
            concept_for(reader, tools, word, domain)
