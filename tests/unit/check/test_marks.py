"""Punctuation as a language writes it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextCheck, TextContext
from localizer.check.marks import (
    DoubledMarks,
    FinalMark,
    FrenchSpaces,
    NarrowMarks,
    SpaceAtMarks,
    WideMarks,
    Yamok,
)
from localizer.model.finding import Severity
from localizer.model.segment import Field

Make = Callable[..., TextContext]


def mend(check: TextCheck, made: TextContext) -> str:
    text = made.text
    for one in sorted(check.check(made), key=lambda item: -item.start):
        assert one.fix is not None
        text = text[: one.start] + one.fix + text[one.end :]
    return text


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [
        ("Becher，rot。", "de-DE", "Becher, rot."),
        ("Becher，500 ml，1，5 l", "de-DE", "Becher, 500 ml, 1,5 l"),
        ("Becher：５００ＭＬ", "de-DE", "Becher:500ML"),
        ("แก้ว（แดง）", "th-TH", "แก้ว(แดง)"),
        ("Becher　rot", "de-DE", "Becher rot"),
        ("Becher、Tasse", "de-DE", "Becher, Tasse"),
        ("【Ready Stock】 Gelas", "id-ID", "【Ready Stock】 Gelas"),
        ("杯，红。", "zh-Hans-SG", "杯，红。"),
        ("Becher, rot.", "de-DE", "Becher, rot."),
    ],
)
def test_wide_marks(text: str, locale: str, right: str, context: Make) -> None:
    assert mend(WideMarks(), context(text, locale=locale)) == right


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("杯子,红色", "杯子，红色"),
        ("颜色: 红色", "颜色：红色"),
        ("很轻.", "很轻。"),
        ("很轻. 很软", "很轻。 很软"),
        ("杯子(红色)", "杯子（红色）"),
        ("杯子(350ml)", "杯子(350ml)"),
        ("1.5升, A,B", "1.5升, A,B"),
        ("杯子，红色。", "杯子，红色。"),
        ("见 https://a.example/杯,红", "见 https://a.example/杯,红"),
    ],
)
def test_narrow_marks(text: str, right: str, context: Make) -> None:
    assert mend(NarrowMarks(), context(text, locale="zh-Hant-TW")) == right
    assert NarrowMarks().check(context(text, locale="de-DE")) == []


@pytest.mark.parametrize(
    ("text", "locale", "right"),
    [
        ("Becher , rot", "de-DE", "Becher, rot"),
        ("Schön !", "de-DE", "Schön!"),
        ("Gut .", "de-DE", "Gut."),
        ("Beau !", "fr-FR", "Beau !"),
        ("Becher,Tasse", "de-DE", "Becher, Tasse"),
        ("Sehr leicht.Aus Stahl", "de-DE", "Sehr leicht. Aus Stahl"),
        ("Größe S,M,L", "de-DE", "Größe S,M,L"),
        ("1,5 l; 2.000 Stück", "de-DE", "1,5 l; 2.000 Stück"),
        ("Siehe www.shop.example/b,cd", "de-DE", "Siehe www.shop.example/b,cd"),
        ("e.V. und z.B. Node.js", "de-DE", "e.V. und z.B. Node.js"),
        ("Rot ... blau", "de-DE", "Rot ... blau"),
        ("แดง , ขาว", "th-TH", "แดง , ขาว"),
    ],
)
def test_space_at_marks(text: str, locale: str, right: str, context: Make) -> None:
    assert mend(SpaceAtMarks(), context(text, locale=locale)) == right


def test_a_list_without_spaces_is_kept_as_in_the_source(context: Make) -> None:
    made = context("rot,blau,grün", "red,blue,green", source_locale="en-US")
    assert SpaceAtMarks().check(made) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("Becher,, rot", "Becher, rot"),
        ("Sehr gut..", "Sehr gut."),
        ("Sehr gut,.", "Sehr gut."),
        ("Gut!!!!!", "Gut!"),
        ("Gut!!", "Gut!!"),
        ("Rot ... blau…", "Rot ... blau…"),
        ("杯，，红。。", "杯，红。"),
        ("C:: und 1..2", "C: und 1..2"),
    ],
)
def test_doubled_marks(text: str, right: str, context: Make) -> None:
    assert mend(DoubledMarks(), context(text)) == right


N = "\u202f"


@pytest.mark.parametrize(
    ("text", "right", "severities"),
    [
        ("Chaud; léger!", f"Chaud{N}; léger{N}!", ["warning", "warning"]),
        ("Chaud ; léger !", f"Chaud{N}; léger{N}!", ["info", "info"]),
        (f"Chaud{N}; léger\u00a0!", f"Chaud{N}; léger\u00a0!", []),
        ("50%", f"50{N}%", ["info"]),
        ("Taille: M", f"Taille{N}: M", ["warning"]),
        ("12:30, 16:9, https://a.example/?a", "12:30, 16:9, https://a.example/?a", []),
        ("« rouge »", f"«{N}rouge{N}»", ["info", "info"]),
        ("Quoi?!", "Quoi?!", []),
    ],
)
def test_french_spaces(text: str, right: str, severities: list[str], context: Make) -> None:
    made = context(text, locale="fr-FR")
    assert mend(FrenchSpaces(), made) == right
    assert [one.severity for one in FrenchSpaces().check(made)] == [
        Severity(severity) for severity in severities
    ]


@pytest.mark.parametrize("locale", ["fr-CA", "fr-CH", "de-DE"])
def test_french_spaces_are_of_france(locale: str, context: Make) -> None:
    assert FrenchSpaces().check(context("Chaud; léger!", locale=locale)) == []


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("มาก ๆ ค่ะ", "มาก ๆ ค่ะ"),
        ("มากๆ", "มากๆ"),
        ("มากๆค่ะ", "มากๆ ค่ะ"),
        ("มาก ๆ และดีๆ ค่ะ", "มาก ๆ และดี ๆ ค่ะ"),
        ("มากค่ะ", "มากค่ะ"),
    ],
)
def test_yamok(text: str, right: str, context: Make) -> None:
    assert mend(Yamok(), context(text, locale="th-TH")) == right


@pytest.mark.parametrize(
    ("source", "text", "values", "right"),
    [
        ("要吗？", "Wollen Sie", {}, "Wollen Sie?"),
        ("要吗？", "Voulez-vous", {"locale": "fr-FR"}, "Voulez-vous\u202f?"),
        ("要吗？", "Wollen Sie?", {}, None),
        ("要吗？", "Greifen Sie zu!", {}, None),
        ("尺寸：", "Größe", {}, "Größe:"),
        ("很轻。很软。", "Leicht. Weich", {}, "Leicht. Weich."),
        ("很轻。", "Leicht", {}, None),
        ("很轻", "Leicht.", {}, None),
        ("要吗？", "เอาไหมคะ", {"locale": "th-TH"}, None),
        ("Really?", "真的吗", {"locale": "zh-Hans-SG", "source_locale": "en-US"}, "真的吗？"),
        ("要吗？", "Wollen Sie", {"field": Field.TITLE}, None),
    ],
)
def test_final_mark(
    source: str, text: str, values: dict[str, object], right: str | None, context: Make
) -> None:
    made = context(text, source, **{"field": Field.DESCRIPTION, **values})
    assert mend(FinalMark(), made) == (right or text)
    assert bool(FinalMark().check(made)) is (right is not None)


def test_a_question_that_was_none(context: Make) -> None:
    made = context("Wollen Sie?", "很轻", field=Field.BULLET)
    assert [(one.start, one.end, one.fix) for one in FinalMark().check(made)] == [(10, 11, None)]
