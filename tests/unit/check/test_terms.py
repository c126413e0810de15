"""Terms of the termbase in texts: there in some form, and not in words to be avoided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.check.context import TextContext
from localizer.check.terms import ForbiddenTerm, MissingTerm
from localizer.model.finding import Severity
from localizer.model.glossary import Glossary
from localizer.model.grounds import Grounds
from localizer.model.own_term import OwnTerm, terms_for
from localizer.model.segment import Field, Origin
from localizer.model.term import Concept, Term, TermBase

Make = Callable[..., TextContext]


def _glossary(locale: str, *terms: Term, own: bool = True) -> Glossary:
    concepts = [Concept(one.concept, "product_type", ("保温杯",)) for one in terms]
    kept = {} if own else {(one.locale, one.concept): one for one in terms}
    base = TermBase.build(concepts, kept)
    if own:
        base = replace(base, own=terms_for([OwnTerm(one) for one in terms], locale, ""))
    return Glossary(base, locale)


@pytest.mark.parametrize(
    ("locale", "term", "text", "missing"),
    [
        ("de-DE", Term("t", "de", "Isolierbecher"), "Der Isolierbecher hält warm", False),
        ("de-DE", Term("t", "de", "Isolierbecher"), "DREI ISOLIERBECHER", False),
        ("de-DE", Term("t", "de", "Isolierbecher"), "Drei Isolierbechern", False),
        ("de-DE", Term("t", "de", "Isolierbecher"), "Eine Thermoskanne", True),
        ("de-DE", Term("t", "de", "Mantel"), "Zwei Mäntel", False),
        ("de-DE", Term("t", "de", "Stahl"), "Edelstahlbecher", False),
        ("de-DE", Term("t", "de", "warmer Becher"), "in warmen Bechern", False),
        ("de-DE", Term("t", "de", "warmer Becher"), "in warmen Tassen", True),
        ("es-ES", Term("t", "es", "camisa roja"), "dos camisas rojas", False),
        ("fr-FR", Term("t", "fr", "tasse"), "des gobelets", True),
        ("en-US", Term("t", "en", "cup", plural="cups"), "two cups", False),
        ("en-US", Term("t", "en", "jug"), "a juggler's dream", False),  # a part of a word will do
        ("en-US", Term("t", "en", "tumbler", short="mug"), "a mug", False),
        ("vi-VN", Term("t", "vi", "bình giữ nhiệt"), "Bình Giữ  Nhiệt 500ml", False),
        ("vi-VN", Term("t", "vi", "bình giữ nhiệt"), "binh giu nhiet", True),
        ("th-TH", Term("t", "th", "แก้วเก็บความเย็น"), "ขายแก้วเก็บความเย็นใบใหญ่", False),
        ("th-TH", Term("t", "th", "แก้วเก็บความเย็น"), "ขายกระติกใบใหญ่", True),
        ("zh-Hant-TW", Term("t", "zh-Hant", "保溫瓶"), "大容量保溫瓶", False),
        ("zh-Hant-TW", Term("t", "zh-Hant", "保溫瓶"), "大容量保溫杯", True),
        ("de-DE", Term("t", "de", "Isolierbecher"), "", False),
    ],
)
def test_a_term_is_looked_for_in_its_forms(
    locale: str,
    term: Term,
    text: str,
    context: Make,
    *,
    missing: bool,
) -> None:
    source = "保温杯" if locale != "zh-Hant-TW" else "大号保温杯"
    made = context(text, source, locale=locale, glossary=_glossary(locale, term))
    found = MissingTerm().check(made)
    assert [dict(one.args)["term"] for one in found] == ([term.text] if missing else [])
    assert {one.severity for one in found} <= {Severity.WARNING}


def test_what_need_not_have_the_term(context: Make) -> None:
    term = Term("t", "de", "Isolierbecher")
    own, program = _glossary("de-DE", term), _glossary("de-DE", term, own=False)
    check = MissingTerm().check
    assert len(check(context("Tasse", glossary=own))) == 1
    assert check(context("Tasse", "杯", glossary=own)) == []
    assert check(context("Tasse", glossary=program)) == []
    assert check(context("Tasse", glossary=None)) == []
    assert check(context("Tasse", glossary=own, source_locale="de-DE")) == []
    assert check(context("Tasse", glossary=own, origin=Origin.COMPOSED)) == []


@pytest.mark.parametrize(
    ("domain", "form", "field", "source", "found"),
    [
        ("property", "面料", Field.FACT, "面料:棉", 1),
        ("property", "面料", Field.BULLET, "面料轻薄", 0),  # any fabric
        ("colour", "黑", Field.OPTION_VALUE, "黑", 1),
        ("colour", "黑", Field.BULLET, "燃烧平稳少黑烟", 0),  # smoke
        ("colour", "黑色", Field.BULLET, "黑色杯身", 1),
    ],
)
def test_words_that_mean_other_things_in_sentences(
    domain: str, form: str, field: Field, source: str, found: int, context: Make
) -> None:
    base = TermBase.build([Concept("t", domain, (form,))], {})
    own = terms_for([OwnTerm(Term("t", "de", "Wort"))], "de-DE", "")
    glossary = Glossary(replace(base, own=own), "de-DE")
    assert (
        len(MissingTerm().check(context("Text", source, field=field, glossary=glossary))) == found
    )


TUMBLER = Term("t", "de", "Isolierbecher", avoid=("Thermoskanne", "Cup", "Becher aus Stahl"))


@pytest.mark.parametrize(
    ("text", "said", "fix"),
    [
        ("Eine Thermoskanne für dich", "Thermoskanne", "Isolierbecher"),
        ("zwei thermoskannen", "thermoskannen", None),
        ("Ein Becher  aus Stahl", "Becher  aus Stahl", None),
        ("Ein cup Kaffee", "cup", "Isolierbecher"),
        ("Ein Cupcake", None, None),
        ("Ein Isolierbecher", None, None),
        ("", None, None),
    ],
)
def test_words_to_avoid(text: str, said: str | None, fix: str | None, context: Make) -> None:
    found = ForbiddenTerm().check(context(text, glossary=_glossary("de-DE", TUMBLER)))
    assert [text[one.start : one.end] for one in found] == ([] if said is None else [said])
    assert [one.fix for one in found] == ([] if said is None else [fix])


def test_the_fix_keeps_the_case(context: Make) -> None:
    term = Term("t", "en", "tumbler", avoid=("thermos",))
    glossary = _glossary("en-US", term)
    fixes = [
        one.fix
        for text in ("Thermos for you", "a thermos")
        for one in ForbiddenTerm().check(context(text, locale="en-US", glossary=glossary))
    ]
    assert fixes == ["Tumbler", "tumbler"]


def test_thai_and_chinese_words_stand_anywhere(context: Make) -> None:
    thai = _glossary("th-TH", Term("t", "th", "แก้วเก็บความเย็น", avoid=("กระติก",)))
    (found,) = ForbiddenTerm().check(context("ขายกระติกใบใหญ่", locale="th-TH", glossary=thai))
    assert (found.start, found.end, found.fix) == (3, 9, "แก้วเก็บความเย็น")
    plain = Term("t", "zh-Hant", "保溫瓶", avoid=("保溫杯",))
    made = context(
        "大保溫杯", "保温杯", locale="zh-Hant-TW", glossary=_glossary("zh-Hant-TW", plain)
    )
    assert [one.fix for one in ForbiddenTerm().check(made)] == ["保溫瓶"]


def test_what_may_stand_all_the_same(context: Make) -> None:
    check = ForbiddenTerm().check
    glossary = _glossary("de-DE", replace(TUMBLER, text="Cup to go"))
    assert check(context("Ein Cup to go", glossary=glossary)) == []  # inside the term itself
    glossary = _glossary("de-DE", TUMBLER)
    assert check(context("Ein Cup", "保温杯 Cup", glossary=glossary)) == []  # as the source has it
    assert check(context("Ein Cup", "杯", glossary=glossary)) == []  # of something else
    branded = context("Cup von Cup & Co", glossary=glossary, grounds=Grounds(brand="Cup & Co"))
    assert [one.start for one in check(branded)] == [0]


def test_the_programs_own_advice_is_for_its_composer(context: Make) -> None:
    glossary = _glossary("de-DE", TUMBLER, own=False)
    assert ForbiddenTerm().check(context("Ein Cup", glossary=glossary)) == []


def test_a_word_that_is_right_for_other_words_of_the_source_stands(context: Make) -> None:
    jug = Term("jug", "de", "Thermoskanne")
    concepts = [
        Concept("t", "product_type", ("保温杯",)),
        Concept("jug", "product_type", ("保温壶",)),
    ]
    base = TermBase.build(concepts, {("de", "jug"): jug})
    own = terms_for([OwnTerm(TUMBLER)], "de-DE", "")
    glossary = Glossary(replace(base, own=own), "de-DE")
    text = "Isolierbecher und Thermoskanne"
    assert ForbiddenTerm().check(context(text, "保温杯和保温壶", glossary=glossary)) == []
    assert len(ForbiddenTerm().check(context(text, "两个保温杯", glossary=glossary))) == 1
