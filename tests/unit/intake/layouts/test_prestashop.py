"""PrestaShop's files of products and of combinations."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.errors import InputError
from localizer.intake.layouts.prestashop import features, options
from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "prestashop.csv")
    assert {p.key: lines(p) for p in reading.products} == {
        "1": ["demo_1 | - | 23.9 USD | 160 | -"],
        "2": ["demo_2 | - | 29 USD | 0 | -"],
    }
    assert (reading.read, reading.failed) == (2, 0)


def test_words_of_the_product(data: Path) -> None:
    shirt, poster = read_catalog(data / "prestashop.csv").products
    assert (shirt.title, shirt.brand, shirt.category) == (
        "Hummingbird T-shirt",
        "Studio Design",
        "Men",
    )
    assert {fact.name: fact.value for fact in shirt.facts} == {
        "material": "Cotton, Elastane",
        "Property": "Short sleeves",
    }
    assert poster.description_html == "<p>A poster.</p>"
    assert shirt.images == ("https://example.com/1.jpg", "https://example.com/2.jpg")
    assert shirt.variants[0].gtin == "4006381333931"


def test_combinations_with_titles_have_options_and_no_price(data: Path, tmp_path: Path) -> None:
    with (data / "prestashop_combinations.csv").open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file, delimiter=";")
    with (tmp_path / "c.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([[*header, "Title"], *([*row, "Shirt"] for row in rows)])
    (shirt,) = read_catalog(tmp_path / "c.csv").products
    assert [(variant.sku, variant.options, variant.list_price) for variant in shirt.variants] == [
        ("demo_1-b-s", (("Color", "Blue"), ("Size", "S")), None),
        ("demo_1-r-m", (("Color", "Red, dark"), ("Size", "M")), None),
    ]


def test_combinations_alone_are_no_catalog(data: Path) -> None:
    with pytest.raises(InputError, match="file of combinations"):
        read_catalog(data / "prestashop_combinations.csv")


@pytest.mark.parametrize(
    ("cell", "pairs"),
    [
        ("", []),
        ("Composition:Cotton", [("Composition", "Cotton")]),
        ("Composition:Cotton,Style:Casual", [("Composition", "Cotton"), ("Style", "Casual")]),
        ("Size:M, L:1,Style:Casual:2:1", [("Size", "M, L"), ("Style", "Casual")]),
        ("Only a name", []),
    ],
)
def test_features(cell: str, pairs: list[tuple[str, str]]) -> None:
    assert features(cell) == pairs


@pytest.mark.parametrize(
    ("names", "values", "pairs"),
    [
        ("Color:color:0", "Blue:0", [("Color", "Blue")]),
        ("Color, Size", "Blue, M", [("Color", "Blue"), ("Size", "M")]),
        ("Disk:select:1", "80GB, 4200 rpm:1", [("Disk", "80GB, 4200 rpm")]),
        ("", "", []),
    ],
)
def test_options(names: str, values: str, pairs: list[tuple[str, str]]) -> None:
    assert options(names, values) == pairs
