"""What was found in the same words before is found again, and nothing of another product is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, ClassVar

import pytest

from localizer.catalog.translations import Pair
from localizer.check.context import TextContext
from localizer.check.registry import TEXT_CHECKS
from localizer.check.remembered import Remembered, Watched
from localizer.model.finding import Finding, Severity
from localizer.model.grounds import Grounds
from localizer.model.segment import Segment, Translation

Make = Callable[..., TextContext]


class Asked:
    """Counts how often it is asked."""

    id: ClassVar[str] = "asked"

    def __init__(self) -> None:
        self.times = 0

    def check(self, context: TextContext) -> list[Finding]:
        self.times += 1
        return [Finding(self.id, Severity.INFO, context.text)]


class Knowing(Asked):
    """Looks at what is known of the product."""

    id: ClassVar[str] = "knowing"

    def check(self, context: TextContext) -> list[Finding]:
        self.times += 1
        known = "" if context.grounds is None else context.grounds.category
        return [Finding(self.id, Severity.INFO, known)]


def ask(remembered: Remembered, context: TextContext) -> list[Finding]:
    """Ask about a context as a check of products does."""
    pair = Pair(1, context.segment, context.translation)

    def make(_pair: Pair, kind: type[Any], /) -> Any:  # noqa: ANN401 - of that kind
        names = TextContext.__dataclass_fields__
        return kind(**{name: getattr(context, name) for name in names})

    return remembered.findings(pair, make)


@pytest.fixture
def steel(context: Make) -> TextContext:
    return context("Becher aus Stahl", source="钢杯")


def of_goods(context: TextContext, category: str, number: int = 1) -> TextContext:
    return replace(
        context,
        grounds=Grounds(category=category),
        segment=replace(context.segment, id=number, product_id=number),
    )


def test_the_same_words_are_looked_at_once(steel: TextContext) -> None:
    check = Asked()
    remembered = Remembered([check], [check])
    first = ask(remembered, of_goods(steel, "cups", 1))
    second = ask(remembered, of_goods(steel, "bowls", 2))
    assert first == second == [Finding("asked", Severity.INFO, "Becher aus Stahl")]
    assert check.times == 1


def test_a_check_that_looks_at_the_product_is_asked_for_each(steel: TextContext) -> None:
    first, middle, last = Asked(), Knowing(), Asked()
    remembered = Remembered([first, middle, last], [first, middle, last])
    for category in ("cups", "bowls", "cups"):
        found = ask(remembered, of_goods(steel, category))
        assert [one.message for one in found] == ["Becher aus Stahl", category, "Becher aus Stahl"]
    assert (first.times, middle.times, last.times) == (1, 3, 1)


@pytest.mark.parametrize("what", ["text", "comment", "state", "name", "source", "brand", "twins"])
def test_what_a_check_may_look_at_unwatched_is_part_of_what_a_text_is_known_by(
    steel: TextContext, what: str
) -> None:
    check = Asked()
    remembered = Remembered([check], [check])
    ask(remembered, of_goods(steel, "cups"))
    ask(remembered, _other(of_goods(steel, "cups"), what))
    assert check.times == 2


def _other(context: TextContext, what: str) -> TextContext:
    if what == "brand":
        return replace(context, grounds=Grounds(brand="ACME", category="cups"))
    if what == "twins":
        return replace(context, twins=("杯",))
    if what in Segment.__dataclass_fields__:
        return replace(context, segment=replace(context.segment, **_values(what, "other")))
    value = "approved" if what == "state" else "other"
    return replace(context, translation=replace(context.translation, **_values(what, value)))


def _values(name: str, value: str) -> dict[str, Any]:
    return {name: value}


def test_no_more_than_some_megabytes_are_kept(
    steel: TextContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("localizer.check.remembered._KEPT", 2)
    check = Asked()
    remembered = Remembered([check], [check])
    for number in range(5):
        ask(remembered, replace(steel, twins=(str(number),)))
    assert len(remembered._known) <= 2
    long = replace(steel, translation=replace(steel.translation, text="lang " * 200))
    for _again in range(2):
        ask(remembered, long)
    assert check.times == 7


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Becher aus Stahl", "钢杯"),
        ("ACME Becher, nur noch 3 Stück!", "ACME 杯，仅剩3件"),
        ("Bester BECHER der Welt, heute 20 % günstiger", "世界最好的杯子"),
        ("Becher AB-12  钢", "AB-12 钢杯"),
        ("Heute nur 9,99 € {price}", "今天只要9.99欧"),
        ("", "杯"),
    ],
)
def test_all_checks_find_the_same_as_without_a_memory(
    context: Make, text: str, source: str
) -> None:
    made = context(text, source=source)
    remembered = Remembered(TEXT_CHECKS, TEXT_CHECKS)
    goods = [
        Grounds(),
        Grounds(brand="ACME"),
        Grounds(brand="ACME", skus=("AB-12",)),
        Grounds({"stock": "3", "price": "9.99"}, brand="Other", currency="EUR"),
        None,
    ]
    for known in (*goods, *goods):
        one = replace(made, grounds=known)
        plain = [finding for check in TEXT_CHECKS for finding in check.check(one)]
        assert ask(remembered, one) == plain


def test_no_check_keeps_the_text_or_its_place(steel: TextContext) -> None:
    """Nothing tells texts of two products apart but what the memory knows them by."""
    other = replace(
        steel,
        segment=replace(steel.segment, id=99, product_id=98, position=97),
        translation=replace(steel.translation, segment_id=99),
    )
    for check in TEXT_CHECKS:
        assert check.check(steel) == check.check(other)


def test_watched_contexts_are_contexts(steel: TextContext) -> None:
    names = TextContext.__dataclass_fields__
    watched = Watched(**{name: getattr(steel, name) for name in names})
    watched.forget()
    assert not watched.looked()
    assert watched.text == steel.text
    assert isinstance(watched.translation, Translation)
    assert not watched.looked()
    assert watched.grounds == steel.grounds
    assert watched.looked() == (steel.grounds is not None)
