"""Checks across texts, of terms, spelling and style take any text, and their places lie in it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.check.context import TextCheck, TextContext
from localizer.check.spelling import Spelling
from localizer.check.style import BrandInTitle, Markup, RepeatedItem, Shouting, Stuffing
from localizer.check.terms import ForbiddenTerm, MissingTerm
from localizer.check.wordings import Inconsistent, Reused
from localizer.model.channel import Channel, FieldLimit, LengthUnit
from localizer.model.glossary import Glossary
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.own_term import OwnTerm, terms_for
from localizer.model.segment import Field, Origin, Segment, State, Translation
from localizer.model.term import Concept, Term, TermBase
from localizer.model.wording import Wording

CHECKS: tuple[TextCheck, ...] = (
    Inconsistent(),
    Reused(),
    MissingTerm(),
    ForbiddenTerm(),
    Markup(),
    Stuffing(),
    RepeatedItem(),
    Shouting(),
    BrandInTitle(),
    Spelling(),
)
#: Every plane, halves of characters too, and what the checks look for.
TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=8),
        st.sampled_from(
            ["Becher", "BECHER", "Bechre", "Tasse", ", ", "<b>", "<script>", "</script>", "{price}"]
        ),
    ),
    max_size=12,
).map("".join)  # fmt: skip
LIMIT = FieldLimit(
    "title", True, 9, LengthUnit.WEIGHTED, True, "s", "2026-11-21", "O", max_repeats=1, brand=True  # noqa: FBT003
)  # fmt: skip
BASE = TermBase.build([Concept("cup", "product_type", ("杯", "Becher"))], {})
OWN = terms_for([OwnTerm(Term("cup", "de", "Becher", avoid=("Tasse",)))], "de-DE", "")
CHANNEL = Channel("amazon", "Amazon", ("DE",), (LIMIT,))


class Speller:
    """Knows one word."""

    def knows(self, word: str) -> bool:
        return word == "becher"

    def suggest(self, word: str) -> tuple[str, ...]:
        return ("becher", word[:1])


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
@given(text=TEXTS, source=TEXTS, locale=st.sampled_from(["de-DE", "th-TH", "zh-Hant-TW", "id-ID"]))
def test_any_text_is_taken(check: TextCheck, text: str, source: str, locale: str) -> None:
    context = TextContext(
        Target("DE", "amazon", locale),
        "zh-Hans",
        Segment(1, 1, Field.TITLE, 0, "", source, "h"),
        Translation(1, locale, text, State.DRAFT, Origin.PERSON, "h"),
        LIMIT,
        CHANNEL,
        (),
        grounds=Grounds(brand="Nordkap"),
        elsewhere=(Wording("Becher", 3), Wording(text, 1)),
        twins=("x",),
        glossary=Glossary(replace(BASE, own=OWN), locale),
        speller=Speller(),
    )
    for found in check.check(context):
        assert 0 <= found.start <= found.end <= len(text)
        assert found.message.format(**dict(found.args))
        if found.fix is not None:
            assert found.fix != text[found.start : found.end]
