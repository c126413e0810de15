"""The words that keep listings from being written, each asked for once."""

from __future__ import annotations

import pytest

from localizer.catalog import products, segments, translations
from localizer.model.own_term import OwnTerm
from localizer.model.segment import Field, Origin, State, Translation
from localizer.model.term import Term
from localizer.pipeline.missing_terms import MissingKind, MissingTerm, missing_terms
from localizer.pipeline.term_matching import concept_for
from localizer.pipeline.terms import save_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

GOODS = (
    "货号,商品标题,品牌,类目,材质,玄学,颜色\n"
    "A,旋风锅,星火,厨具>旋风锅,星尘布,很强,月光紫\n"
    "B,旋风锅 大号,星火,厨具>旋风锅,星尘布,,月光紫\n"
    "C,连衣裙,星火,女装,星尘布,,黑色\n"
)


@pytest.fixture(scope="module")
def goods() -> str:
    return GOODS


def by_word(found: tuple[MissingTerm, ...]) -> dict[str, MissingTerm]:
    assert len({one.word for one in found}) == len(found), "each word is asked for once"
    return {one.word: one for one in found}


def test_each_word_once_with_what_it_is(drafted: Store, tools: Tools) -> None:
    found = missing_terms(drafted.read(), tools)
    words = by_word(found)
    cloth = words["星尘布"]
    assert (cloth.kind, cloth.domain, cloth.place) == (MissingKind.VALUE, "material", "material")
    assert (cloth.locales, cloth.listings) == (("de-DE", "th-TH"), 6)
    pot = words["旋风锅"]
    assert (pot.kind, pot.domain, pot.place) == (MissingKind.TYPE, "product_type", "")
    assert (pot.listings, pot.product) == (4, "旋风锅")
    purple = words["月光紫"]
    assert (purple.kind, purple.domain) == (MissingKind.VALUE, "colour")
    assert purple.listings == 4
    assert found[0] is cloth, "what blocks most comes first"
    assert (words["星火"].kind, words["星火"].domain) == (MissingKind.BRAND, "brand")


def test_an_attribute_nobody_knows(drafted: Store, tools: Tools) -> None:
    found = missing_terms(drafted.read(), tools)
    attributes = [one for one in found if one.kind is MissingKind.ATTRIBUTE]
    assert [(one.word, one.domain, one.listings) for one in attributes] == [("玄学", "property", 2)]


def test_some_languages_only(drafted: Store, tools: Tools) -> None:
    words = by_word(missing_terms(drafted.read(), tools, ["de-DE"]))
    assert (words["星尘布"].locales, words["星尘布"].listings) == (("de-DE",), 3)
    assert missing_terms(drafted.read(), tools, ["fr-FR"]) == ()


def test_a_word_that_gets_its_term_is_asked_for_no_more(drafted: Store, tools: Tools) -> None:
    concept = concept_for(drafted.read(), tools, "星尘布", "material")
    terms = [OwnTerm(Term(concept.id, "de", "Sternenstoff"))]
    save_terms(drafted, tools, [concept], terms)
    words = by_word(missing_terms(drafted.read(), tools))
    assert words["星尘布"].locales == ("th-TH",)
    save_terms(drafted, tools, [concept], [OwnTerm(Term(concept.id, "th", "ผ้าดาว"))])
    assert "星尘布" not in by_word(missing_terms(drafted.read(), tools))


def test_spellings_are_one_word_and_reasons_read_as_they_are(drafted: Store, tools: Tools) -> None:
    reasons = {"A": "no_term:ＬＥＤ灯|x", "B": "no_term:led灯", "C": "mixed:连衣裙"}
    reader = drafted.read()
    with drafted.step("Test") as step:
        step.write("UPDATE translation SET reason = ''")
        for key, reason in reasons.items():
            number = products.find_by_key(reader, products.catalogs(reader)[0].id, key)
            assert number is not None
            segment = segments.of_product(step, number)[0]
            assert segment.field is Field.TITLE
            (old,) = [
                one
                for number_, one in translations.of_product(step, number, "de-DE").items()
                if number_ == segment.id
            ]
            new = Translation(
                segment.id,
                "de-DE",
                "",
                State.UNTRANSLATED,
                Origin.NONE,
                segment.source_hash,
                0,
                reason,
            )
            translations.save(step, old, new)
    found = missing_terms(drafted.read(), tools)
    assert [(one.word, one.listings, one.kind) for one in found] == [
        ("led灯", 2, MissingKind.VALUE), ("x", 1, MissingKind.VALUE),
    ]  # fmt: skip
