"""Spelling: slips are told, names, codes and words a dictionary lacks are not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rapidfuzz.distance import OSA

from localizer.check.context import TextContext
from localizer.check.spelling import Spelling
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.segment import Field

Make = Callable[..., TextContext]


class Speller:
    """A dictionary of a few words; it suggests what is near, as Hunspell does."""

    def __init__(self, *words: str) -> None:
        self.words = frozenset(words)

    def knows(self, word: str) -> bool:
        return word in self.words

    def suggest(self, word: str) -> tuple[str, ...]:
        near = {one: OSA.distance(word, one) for one in sorted(self.words)}
        return tuple(sorted((one for one in near if near[one] <= 2), key=near.__getitem__))


GERMAN = Speller(
    "becher", "deckel", "mantel", "kleid", "länge", "sorgen", "sagen", "siegen", "segen"
)


@pytest.mark.parametrize(
    ("text", "slip", "fix"),
    [
        ("ein bechre", "bechre", "becher"),
        ("ein Becher mit Dekcel", "Dekcel", "deckel"),
        ("ein Becher", None, None),
        ("ein BECHER", None, None),
        ("ein gechre", None, None),  # nothing near
        ("ein wecher", None, None),  # the first letter is seldom the wrong one
        ("die kleidlänge", None, None),  # put together
        ("der sgen", None, None),  # too short
        ("den sagan", "sagan", "sagen"),
        ("Bechre2 BX-bechre3", None, None),  # codes
        ("https://x.de/bechre bechre@x.de #bechre <bechre>", None, None),
        ("{bechre}", None, None),
        ("BECHR", None, None),  # an abbreviation
        ("beChre", None, None),  # a name somebody wrote so
        ("Nordkap Sorvanne", None, None),
        ("", None, None),
    ],
)
def test_slips(text: str, slip: str | None, fix: str | None, context: Make) -> None:
    made = context(text, speller=GERMAN, grounds=Grounds(brand="Nordkap"))
    found = Spelling().check(made)
    assert [text[one.start : one.end] for one in found] == ([] if slip is None else [slip])
    assert [one.fix for one in found] == ([] if slip is None else [fix])
    assert {one.severity for one in found} <= {Severity.WARNING}


def test_several_words_may_be_meant_and_then_a_person_chooses(context: Make) -> None:
    speller = Speller("saison", "salson")
    (found,) = Spelling().check(context("die sason", speller=speller))
    assert (dict(found.args)["meant"], found.fix) == ("saison, salson", None)
    many = Speller("sagen", "sigen", "segen", "sogen")
    assert Spelling().check(context("die sxgen", speller=many)) == []


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({}, True),
        ({"source": "保温杯 bechre"}, False),
        ({"grounds": Grounds(brand="Bechre")}, False),
        ({"grounds": Grounds(skus=("bechre-01",))}, False),
        ({"speller": None}, False),
        ({"locale": "th-TH"}, False),
        ({"locale": "zh-Hant-TW"}, False),
        ({"field": Field.OPTION_VALUE}, True),
    ],
)
def test_whose_words_are_right(values: dict[str, object], context: Make, *, told: bool) -> None:
    made = context("ein bechre", **{"speller": GERMAN, **values})
    assert bool(Spelling().check(made)) is told


def test_a_text_in_another_language_is_left_soon(context: Make) -> None:
    class Counting(Speller):
        asked = 0

        def suggest(self, word: str) -> tuple[str, ...]:
            del word
            self.asked += 1
            return ()

    speller = Counting("becher")
    text = " ".join(f"wort{'x' * length}" for length in range(1000))
    assert Spelling().check(context(text, speller=speller)) == []
    assert speller.asked == 40
