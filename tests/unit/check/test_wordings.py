"""Texts beside one another: one source in several wordings, several sources in one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.catalog.translations import Pair
from localizer.check.context import TextContext
from localizer.check.wordings import Inconsistent, Reused, twins
from localizer.model.finding import Severity
from localizer.model.segment import Field, Origin, Segment, State, Translation
from localizer.model.wording import Wording

Make = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "elsewhere", "fix"),
    [
        (
            "Thermosflasche",
            (Wording("Thermobecher", 3, places=("A", "B")), Wording("Thermosflasche", 1)),
            "Thermobecher",
        ),
        ("Thermobecher", (Wording("Thermobecher", 3), Wording("Thermosflasche", 1)), None),
        # approved goes before frequent
        (
            "Thermobecher",
            (Wording("Thermobecher", 3), Wording("Thermosflasche", 1, approved=1)),
            "Thermosflasche",
        ),
        (
            "Thermosflasche",
            (Wording("Thermobecher", 3), Wording("Thermosflasche", 1, approved=1)),
            None,
        ),
        # a text that is not among those counted
        ("Becher", (Wording("Thermobecher", 3), Wording("Thermosflasche", 1)), "Thermobecher"),
        ("", (Wording("Thermobecher", 3), Wording("Thermosflasche", 1)), None),
        ("Thermobecher ", (Wording("Thermobecher", 3), Wording("Thermosflasche", 1)), None),
        ("Becher", (), None),
    ],
)
def test_another_wording_is_the_fix(
    text: str, elsewhere: tuple[Wording, ...], fix: str | None, context: Make
) -> None:
    found = Inconsistent().check(context(text, elsewhere=elsewhere))
    assert [one.fix for one in found] == ([] if fix is None else [fix])
    assert {(one.start, one.end) for one in found} <= {(0, len(text))}


def test_where_the_other_wording_stands_is_told(context: Make) -> None:
    elsewhere = (Wording("Kanne", 3, places=("A", "B")), Wording("Krug", 1, places=("C",)))
    (found,) = Inconsistent().check(context("Krug", elsewhere=elsewhere))
    assert dict(found.args) == {"other": "Kanne", "count": "3", "places": "A, B"}
    assert found.severity is Severity.WARNING


def test_of_two_as_frequent_the_later_is_named_without_a_fix(context: Make) -> None:
    both = (Wording("Kanne", 1), Wording("Krug", 1))
    assert Inconsistent().check(context("Kanne", elsewhere=both)) == []
    assert [one.fix for one in Inconsistent().check(context("Krug", elsewhere=both))] == [None]


@pytest.mark.parametrize(
    ("text", "origin", "elsewhere", "fix"),
    [
        # built from facts: each is right for its own product
        (
            "L (Brust 88 cm)",
            Origin.COMPOSED,
            (Wording("L (Brust 92 cm)", 5, composed=5), Wording("L (Brust 88 cm)", 1, composed=1)),
            None,
        ),
        (
            "Schwarz",
            Origin.COMPOSED,
            (Wording("Schwärzlich", 5, composed=5), Wording("Schwarz", 1, composed=1)),
            None,
        ),
        # a person's word is not to become the measures of another product
        (
            "Größe L",
            Origin.PERSON,
            (Wording("L (Brust 92 cm)", 5, composed=5), Wording("Größe L", 1)),
            None,
        ),
        ("Größe L", Origin.PERSON, (Wording("L", 5, composed=5), Wording("Größe L", 1)), "L"),
        (
            "Schwarz",
            Origin.COMPOSED,
            (Wording("Tiefschwarz", 1, approved=1), Wording("Schwarz", 5, composed=5)),
            "Tiefschwarz",
        ),
    ],
)
def test_composed_wordings_follow_their_products(
    text: str, origin: Origin, elsewhere: tuple[Wording, ...], fix: str | None, context: Make
) -> None:
    made = context(text, "L", field=Field.OPTION_VALUE, origin=origin, elsewhere=elsewhere)
    assert [one.fix for one in Inconsistent().check(made)] == ([] if fix is None else [fix])


@pytest.mark.parametrize(
    ("field", "severity"),
    [
        (Field.OPTION_VALUE, Severity.BLOCK),
        (Field.OPTION_NAME, Severity.BLOCK),
        (Field.BULLET, Severity.WARNING),
        (Field.DESCRIPTION, Severity.WARNING),
    ],
)
def test_two_options_that_become_one_block(field: Field, severity: Severity, context: Make) -> None:
    (found,) = Reused().check(context("Blau", "深蓝", field=field, twins=("藏青",)))
    assert (found.severity, dict(found.args)["sources"]) == (severity, "藏青")
    assert Reused().check(context("Blau", "深蓝", field=field)) == []


def _pairs(*texts: tuple[Field, str, str, str]) -> list[Pair]:
    return [
        Pair(
            number,
            Segment(number, 1, field, number, name, source, "h"),
            Translation(number, "de-DE", text, State.DRAFT, Origin.PERSON, "h"),
        )
        for number, (field, name, source, text) in enumerate(texts)
    ]


@pytest.mark.parametrize(
    ("field", "first", "second", "expected"),
    [
        (Field.OPTION_VALUE, ("深蓝", "Blau"), ("藏青", "blau"), {0: ("藏青",), 1: ("深蓝",)}),
        (Field.OPTION_VALUE, ("深蓝", "Dunkelblau"), ("藏青", "Blau"), {}),
        (Field.OPTION_VALUE, ("XL", "XL"), ("xl", "XL"), {}),
        (Field.OPTION_VALUE, ("3+", "3"), ("3", "3"), {0: ("3",), 1: ("3+",)}),
        (Field.OPTION_VALUE, ("深蓝", ""), ("藏青", ""), {}),
        (Field.BULLET, ("不漏水", "Dicht"), ("防漏", "Dicht"), {1: ("不漏水",)}),
        (Field.BULLET, ("防漏。", "Dicht"), ("防漏", "Dicht"), {}),
        (Field.DESCRIPTION, ("尺寸", "Maße"), ("大小", "Maße"), {}),
        (
            Field.DESCRIPTION,
            ("尺寸", "Die Maße stehen unten."),
            ("大小", "Die Maße stehen unten."),
            {1: ("尺寸",)},
        ),
    ],
)
def test_twins_of_a_product(
    field: Field,
    first: tuple[str, str],
    second: tuple[str, str],
    expected: dict[int, tuple[str, ...]],
) -> None:
    assert twins(_pairs((field, "", *first), (field, "", *second))) == expected


def test_options_of_another_name_and_other_fields_are_no_twins() -> None:
    value, bullet = Field.OPTION_VALUE, Field.BULLET
    pairs = _pairs((value, "颜色", "深蓝", "Blau"), (value, "鞋带", "藏青", "Blau"))
    assert twins([*pairs, *_pairs((bullet, "", "蓝色", "Blau"))]) == {}
