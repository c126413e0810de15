"""What goods are called by who wears them and what they are made of."""

from __future__ import annotations

from decimal import Decimal

import pytest

from localizer.model.product import Fact, FactKind, Product
from localizer.model.term import PatternBook, TermBase
from localizer.translate.composed import Composed
from localizer.translate.composer import Composers
from localizer.translate.kinds import called


def facts(**said: str) -> dict[str, Fact]:
    return {name: Fact(name, FactKind.TERM, value) for name, value in said.items()}


@pytest.mark.parametrize(
    ("kind", "said", "locale", "wanted"),
    [
        ("leather_jacket", {}, "de-DE", "leather_jacket"),
        ("leather_jacket", {"material": "真皮"}, "de-DE", "leather_jacket"),
        ("leather_jacket", {"material": "PU皮"}, "de-DE", "faux_leather_jacket"),
        ("leather_jacket", {"material": "PU leather"}, "pt-BR", "faux_leather_jacket"),
        ("leather_jacket", {"material": "布"}, "de-DE", "leather_jacket"),
        ("shirt", {"audience": "女士"}, "de-DE", "blouse"),
        ("shirt", {"audience": "男士"}, "de-DE", "shirt"),
        ("shirt", {}, "de-DE", "shirt"),
        ("shirt", {"audience": "女士"}, "es-ES", "shirt"),
        ("dress", {"material": "PU皮"}, "de-DE", "dress"),
    ],
)
def test_a_kind_is_called_by_its_facts(
    termbase: TermBase, kind: str, said: dict[str, str], locale: str, wanted: str
) -> None:
    found, _facts = called(termbase.concepts[kind], facts(**said), termbase, locale)
    assert found.id == wanted


def test_what_the_name_says_is_said_once(termbase: TermBase) -> None:
    said = facts(material="真皮", colour="黑色")
    _kind, left = called(termbase.concepts["leather_jacket"], said, termbase, "en-US")
    assert set(left) == {"colour"}
    _kind, left = called(
        termbase.concepts["leather_jacket"], facts(material="羊皮"), termbase, "en"
    )
    assert set(left) == {"material"}, "sheepskin is more than leather"


def test_a_blend_is_artificial_where_all_of_it_is(termbase: TermBase) -> None:
    half = Decimal(50)
    for other, wanted in (("PVC皮", "faux_leather_jacket"), ("牛皮", "leather_jacket")):
        fact = Fact("material", FactKind.BLEND, "-", parts=(("PU皮", half), (other, half)))
        kind, _facts = called(
            termbase.concepts["leather_jacket"], {"material": fact}, termbase, "fr-FR"
        )
        assert kind.id == wanted


@pytest.mark.parametrize(
    ("title", "material", "locale", "wanted"),
    [
        ("Classic Leather Jacket", "", "de-DE", "Lederjacke"),
        ("Classic Leather Jacket", "PU leather", "de-DE", "Kunstlederjacke"),
        ("机车皮衣", "", "de-DE", "Bikerjacke"),
        ("Genuine leather biker jacket", "", "en-GB", "Genuine Leather Biker Jacket"),
        ("全自动咖啡机", "", "de-DE", "Kaffeevollautomat"),
        ("半自动咖啡机", "", "de-DE", "Espressomaschine"),
    ],
)
def test_titles(
    termbase: TermBase, patterns: PatternBook, title: str, material: str, locale: str, wanted: str
) -> None:
    told = (Fact("material", FactKind.TERM, material),) if material else ()
    answer = Composers(termbase, patterns).title(Product("X", title, (), facts=told), locale)
    assert isinstance(answer, Composed)
    assert answer.text == wanted
