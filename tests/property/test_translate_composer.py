"""The composer changes no number, and never mixes Chinese into another language."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.product import Fact, FactKind, Product
from localizer.model.term import PatternBook, TermBase
from localizer.packs.patterns import load_patterns
from localizer.packs.terms import load_termbase
from localizer.translate.composed import Composed
from localizer.translate.composer import Composers
from localizer.translate.foreign import has_foreign_han
from localizer.translate.quantities import parse_quantity

NUMBERS = st.decimals("0.01", "999999", places=2).filter(lambda number: number > 0)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORDS = [
    "连衣裙",
    "棉",
    "碎花",
    "V领",
    "女士",
    "莱赛尔",
    "黑色",
    "×2",
    "95%",
    "、",
    " ",
    "cotton",
    "5cm",
]
TEXTS = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=4)), max_size=6).map("".join)


@cache
def resources() -> tuple[TermBase, PatternBook]:
    return load_termbase(), load_patterns()


def numbers_in(text: str) -> list[Decimal]:
    return [Decimal(number.replace(",", "")) for number in NUMBER.findall(text)]


@given(NUMBERS, st.sampled_from(["gram", "milliliter", "watt", "hour", "milliampere-hour"]))
def test_a_quantity_keeps_its_number(number: Decimal, unit: str) -> None:
    termbase, patterns = resources()
    fact = Fact("weight", FactKind.QUANTITY, f"{number} {unit}", number, unit=unit)
    answer = Composers(termbase, patterns).fact(fact, "en-US")
    assert isinstance(answer, Composed)
    assert numbers_in(answer.text) == [number]


@given(st.lists(NUMBERS, min_size=2, max_size=3))
def test_dimensions_keep_their_numbers_and_order(numbers: list[Decimal]) -> None:
    termbase, patterns = resources()
    text = "×".join(map(str, numbers)) + "cm"
    read = parse_quantity(text, termbase)
    assert read is not None
    assert list(read.numbers) == numbers
    fact = Fact("dimensions", FactKind.TEXT, text)
    answer = Composers(termbase, patterns).fact(fact, "en-US")
    assert isinstance(answer, Composed)
    assert numbers_in(answer.text) == numbers


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_mixes_languages(title: str, brand: str, value: str) -> None:
    termbase, patterns = resources()
    names = ("material", "pattern", "package", "colour", "weight")
    facts = tuple(Fact(name, FactKind.TEXT, value) for name in names)
    product = Product("X", f"连衣裙{title}", (), brand=brand, facts=facts)
    answers = [
        Composers(termbase, patterns).title(product, "en-US"),
        Composers(termbase, patterns).option_value(value, "en-US"),
        *(Composers(termbase, patterns).fact(fact, "en-US") for fact in facts),
    ]
    for answer in answers:
        assert not isinstance(answer, Composed) or not has_foreign_han(answer.text, "en-US")
