"""Medusa's export of version 2 and its template of version 1."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "medusa_v2.csv",
            {
                "sweater": [
                    "SW-L | size=L color=green | 300 DKK | - | -",
                    "SW-S | size=S color=green | 280 DKK | - | -",
                ]
            },
        ),
        (
            "medusa_v1.csv",
            {
                "lamp": [
                    "LAMP-B | Colour=Black | 31.1 USD | 10 | -",
                    "LAMP-W | Colour=White | 32 USD | 3 | -",
                ]
            },
        ),
    ],
)
def test_products(data: Path, lines: Lines, name: str, expected: dict[str, list[str]]) -> None:
    assert {p.key: lines(p) for p in read_catalog(data / name).products} == expected


def test_prices_tags_and_barcodes_stand_in_several_columns(data: Path) -> None:
    (sweater,) = read_catalog(data / "medusa_v2.csv").products
    assert ("list_price EUR SW-L", "45") in sweater.extra
    assert ("list_price USD SW-S", "47") in sweater.extra
    assert ("tags", "knit, warm") in sweater.extra
    assert [variant.gtin for variant in sweater.variants] == ["4006381333931", ""]
    assert [(fact.name, fact.value) for fact in sweater.facts] == [("material", "Wool")]
    assert sweater.category == ""


def test_pictures_of_the_product_are_not_the_variants(data: Path) -> None:
    (sweater,) = read_catalog(data / "medusa_v2.csv").products
    assert sweater.images == ("https://example.com/t.png", "https://example.com/u.png")
    assert [variant.image for variant in sweater.variants] == ["", ""]


def test_the_price_of_a_region_is_no_list_price(data: Path) -> None:
    reading = read_catalog(data / "medusa_v1.csv")
    assert "Price Europe [EUR]" in reading.ignored_columns
