"""Shopify's files, with the old header and the new one."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.intake.formats import open_table
from localizer.intake.reading import read_catalog
from localizer.model.money import Money
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "shopify_old.csv",
            {
                "linen-shirt": [
                    "0012 | Size=S | 39.9 USD | 5 | 250 g",
                    "LS-M | Size=M | 41.9 USD | 0 | 260 g",
                ],
                "mug": ["- | - | 8 USD | 9 | -"],
            },
        ),
        (
            "shopify_new.csv",
            {
                "linen-shirt": [
                    "LS-S | Size=S | 39.9 USD | 5 | 250 g",
                    "LS-M | Size=M | 41.9 USD | 2 | 260 g",
                ]
            },
        ),
    ],
)
def test_products(data: Path, lines: Lines, name: str, expected: dict[str, list[str]]) -> None:
    assert {p.key: lines(p) for p in read_catalog(data / name).products} == expected


def test_columns_of_the_old_header(data: Path) -> None:
    reading = read_catalog(data / "shopify_old.csv")
    shirt = reading.products[0]
    assert (shirt.title, shirt.brand, shirt.category) == ("Linen Shirt", "Harbour", "Shirts")
    assert [Path(image).name for image in shirt.images] == ["a.jpg", "b.jpg", "c.jpg"]
    assert shirt.variants[0].gtin == "4006381333931"
    assert shirt.variants[0].cost == Money(Decimal("12.5"), "USD")
    assert [(fact.name, fact.value) for fact in shirt.facts] == [("audience", "male")]
    assert {"Price / International", "Variant Compare At Price"} <= set(reading.ignored_columns)


def test_a_market_price_counts_where_the_market_is_a_country(data: Path) -> None:
    reading = read_catalog(data / "shopify_new.csv")
    (shirt,) = reading.products
    prices = [item for item in shirt.extra if item[0].startswith("list_price")]
    assert prices == [("list_price EUR LS-S", "37.5"), ("list_price EUR LS-M", "39.5")]
    assert "Price / USA" in reading.ignored_columns


def test_columns_of_the_new_header(data: Path) -> None:
    (shirt,) = read_catalog(data / "shopify_new.csv").products
    assert shirt.variants[0].image == "https://cdn.example.com/s.jpg"
    assert [(fact.name, fact.value) for fact in shirt.facts] == [("material", "Linen")]


def test_the_google_category_falls_back_to_shopifys_own(data: Path) -> None:
    table = open_table(data / "shopify_new.csv", lambda _headers: 0)
    place = table.headers.index("Google Shopping / Google product category")
    cells = [cells[place] for _number, cells in table.rows]
    assert cells == ["Apparel & Accessories > Clothing > Shirts & Tops", ""]
