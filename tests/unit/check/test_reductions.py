"""Tokens of a text have values, and a price in it is not without the price per unit where law asks for it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from localizer.check.context import TextContext
from localizer.check.reductions import TokenValues, UnitPriceBeside
from localizer.model.finding import Severity
from localizer.model.grounds import Ground, Grounds
from localizer.packs.promises import load_promises

BOOK = load_promises()
PRICED = Grounds({Ground.UNIT_PRICE: "19.45", Ground.UNIT_PRICE_PER: "kg"}, currency="EUR")

MakeText = Callable[..., TextContext]


@pytest.mark.parametrize(
    ("text", "facts", "missing"),
    [
        ("nur {price}", {Ground.PRICE: "5"}, []),
        ("nur {price}", {}, ["{price}"]),
        ("statt {was} nur {price}, {save} gespart", {Ground.PRICE: "5"}, ["{was}", "{save}"]),
        ("statt {was}, {save} gespart", {Ground.WAS: "5"}, []),
        ("noch {stock}", {Ground.STOCK: "20"}, []),
        ("noch {stock}", {Ground.STOCK: "21"}, ["{stock}"]),
        ("noch {stock}", {Ground.STOCK: "0"}, ["{stock}"]),
        ("zwei für {bundle:2}", {}, ["{bundle:2}"]),
        ("zwei für {bundle:2}", {Ground.BUNDLE: "bundle"}, []),
        ("bis {offer_end}", {}, ["{offer_end}"]),
        ("Produkt {n}, {other}, {Name}", {}, []),
    ],
)
def test_tokens_without_value(
    text: str, facts: dict[str, str], missing: list[str], context: MakeText
) -> None:
    found = TokenValues().check(context(text, grounds=Grounds(facts)))
    assert [text[one.start : one.end] for one in found] == missing
    assert {one.severity for one in found} <= {Severity.BLOCK}
    assert TokenValues().check(context(text)) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nur {price} heute", "{price}"),
        ("nur 3,89 € heute, 3,89 €", "3,89 €"),
        ("nur {price}, das sind 19,45 €/kg", ""),
        ("nur {price}, 19,45 € pro Kilogramm", ""),
        ("nur {price}, 19,45 € par litre", ""),
        ("Gutschein über 5 €", ""),
        ("Seife 200 g", ""),
    ],
)
def test_a_price_in_a_text_needs_the_price_per_unit(
    text: str, said: str, context: MakeText
) -> None:
    found = UnitPriceBeside().check(context(text, grounds=PRICED, promises=BOOK))
    assert [text[one.start : one.end] for one in found] == ([said] if said else [])
    assert all(one.severity is Severity.WARNING and one.source for one in found)
    assert all("19.45 EUR per kg" in one.message.format(**dict(one.args)) for one in found)


@pytest.mark.parametrize("grounds", [None, Grounds()])
def test_where_no_law_asks_nothing_is_missing(grounds: Grounds | None, context: MakeText) -> None:
    assert UnitPriceBeside().check(context("nur {price}", grounds=grounds)) == []
