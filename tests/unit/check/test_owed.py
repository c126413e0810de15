"""What a listing owes in a market."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.check.context import ListingContext
from localizer.check.owed import OwedStatements
from localizer.model.finding import Severity
from localizer.model.grounds import Grounds
from localizer.model.owed import ListingDuty, Statement
from localizer.model.product import Fact, FactKind, Product, Variant

FIBRES = ListingDuty(
    Statement.FIBRES, ("DE",), ("dress",), ("material",), Severity.WARNING, "law", "2026-11-21"
)
ORIGIN = replace(FIBRES, what=Statement.ORIGIN, types=(), facts=("origin",))
CONTENT = replace(FIBRES, what=Statement.CONTENT, types=("serum",), facts=("net_content",))


def _product(*facts: Fact, option: str = "") -> Product:
    options = (("规格", option),) if option else ()
    return Product("P", "品", (Variant("V", options=options),), facts=facts)


def _fact(name: str, value: str, kind: FactKind = FactKind.TERM) -> Fact:
    return Fact(name, kind, value)


@pytest.mark.parametrize(
    ("duty", "kind", "product", "owed"),
    [
        (FIBRES, "dress", _product(), True),
        (FIBRES, "dress", _product(_fact("material", "雪纺")), True),
        (FIBRES, "dress", _product(_fact("material", "棉100%")), False),
        (FIBRES, "dress", _product(_fact("material", "cotton 100 %")), False),
        (FIBRES, "dress", _product(_fact("material", "棉/涤", FactKind.BLEND)), False),
        (FIBRES, "dress", _product(_fact("lining_material", "棉100%")), True),
        (FIBRES, "sneakers", _product(), False),
        (FIBRES, "", _product(), False),  # nobody knows what it is
        (ORIGIN, "", _product(), True),
        (ORIGIN, "", _product(_fact("origin", " ")), True),
        (ORIGIN, "", _product(_fact("origin", "中国")), False),
        (CONTENT, "serum", _product(), True),
        (CONTENT, "serum", _product(_fact("net_content", "30ml")), False),
        (CONTENT, "serum", _product(option="30ml"), False),
        (CONTENT, "serum", _product(option="50 克"), False),
        (CONTENT, "serum", _product(option="3只装"), True),
    ],
)
def test_what_is_owed(
    duty: ListingDuty,
    kind: str,
    product: Product,
    listing: Callable[..., ListingContext],
    *,
    owed: bool,
) -> None:
    made = replace(listing(product), owed=(duty,), grounds=Grounds(product_type=kind))
    found = OwedStatements().check(made)
    assert [one.rule for one in found] == ([f"owed:{duty.what.value}"] if owed else [])
    assert {(one.severity, one.source) for one in found} <= {(Severity.WARNING, "law")}


def test_another_market_owes_nothing(listing: Callable[..., ListingContext]) -> None:
    abroad = replace(ORIGIN, markets=("VN",))
    assert OwedStatements().check(replace(listing(_product()), owed=(abroad,))) == []
    assert len(OwedStatements().check(replace(listing(_product()), owed=(ORIGIN,)))) == 1
