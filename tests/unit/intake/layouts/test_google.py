"""Google's feed: what differs within a group of items is an option, the rest facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "google.tsv")
    assert {p.key: lines(p) for p in reading.products} == {
        "SHIRT": [
            "SHIRT-S | Size=S | 39.9 EUR | - | 250 g",
            "SHIRT-M | Size=M | 41.9 EUR | - | 260 g",
        ],
        "MUG": ["MUG | - | 8 EUR | - | -"],
    }
    assert (reading.read, reading.failed) == (3, 0)


def test_facts(data: Path) -> None:
    shirt, mug = read_catalog(data / "google.tsv").products
    assert {fact.name: fact.value for fact in shirt.facts} == {
        "colour": "Blue",
        "material": "Linen",
        "audience": "male",
        "age_range": "adult",
    }
    assert [(fact.name, fact.value) for fact in mug.facts] == [("colour", "White")]


def test_words_pictures_and_barcode(data: Path) -> None:
    shirt = read_catalog(data / "google.tsv").products[0]
    assert (shirt.title, shirt.brand, shirt.category) == (
        "Linen Shirt - S",
        "Harbour",
        "Men > Shirts",
    )
    assert [Path(image).name for image in shirt.images] == ["s.jpg", "s2.jpg", "s3.jpg", "m.jpg"]
    assert [variant.gtin for variant in shirt.variants] == ["4006381333931", ""]
