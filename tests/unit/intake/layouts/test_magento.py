"""Magento's export: variations named by their parent, attributes packed in one cell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.intake.layouts.magento import unpack
from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "magento.csv")
    assert {p.key: lines(p) for p in reading.products} == {
        "TEE": [
            "TEE-R-S | Colour=Red Size=S | 19 USD | 10 | -",
            "TEE-B-M | Colour=Blue Size=M | 21 USD | 0 | -",
        ],
        "BOTTLE": ["BOTTLE | - | 12.5 USD | 40 | -"],
    }
    assert [product.title for product in reading.products] == ["Tee", "Bottle"]


def test_a_store_view_is_counted_and_changes_nothing(data: Path) -> None:
    reading = read_catalog(data / "magento.csv")
    assert (reading.read, reading.skipped, reading.failed) == (5, 1, 0)
    assert [issue.row for issue in reading.issues] == [5]


def test_attributes_become_facts_brand_and_cost(data: Path) -> None:
    tee, bottle = read_catalog(data / "magento.csv").products
    assert {fact.name: fact.value for fact in tee.facts} == {
        "origin": "Portugal",
        "material": "Cotton, Hemp",
        "care": "Wash cold, then dry flat",
    }
    assert [(fact.name, fact.value) for fact in bottle.facts] == [("material", "Steel")]
    assert (tee.brand, tee.category) == ("Harbour", "Default Category > Men > Tops")
    assert [variant.cost is None for variant in tee.variants] == [False, True]
    assert tee.images == ("/t/e/tee.jpg", "/t/e/back.jpg", "/t/e/red.jpg")
    assert bottle.description_html == "Holds water."


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("", []),
        ("color=Red", [("color", "Red")]),
        ("care=Wash cold, dry flat,size=S", [("care", "Wash cold, dry flat"), ("size", "S")]),
        ("climate=Hot|Mild", [("climate", "Hot, Mild")]),
        ('note="a=b, c"', [("note", "a=b, c")]),
        ("empty=,size=M", [("size", "M")]),
        ("no pair at all", []),
    ],
)
def test_unpack(cell: str, pairs: list[tuple[str, str]]) -> None:
    assert unpack(cell) == pairs


@given(st.text())
def test_unpack_takes_anything(cell: str) -> None:
    assert all(code and text for code, text in unpack(cell))
