"""Spree's file: the product's own row, then its variants under one slug."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "spree.csv")
    (kettle,) = reading.products
    assert lines(kettle) == [
        "KETTLE-BLACK | Color=Black | 39.99 USD | 50 | 907.18474 g",
        "KETTLE-WHITE | Color=White | 41.99 USD | 0 | 907.18474 g",
    ]
    assert (kettle.key, kettle.category) == ("kettle", "Kitchen > Kettles")
    assert [(fact.name, fact.value) for fact in kettle.facts] == [("power", "1400W")]
    assert ("list_price EUR KETTLE-WHITE", "38") in kettle.extra
    assert reading.failed == 0


def test_the_real_file(corpus: Path) -> None:
    reading = read_catalog(corpus / "catalog" / "spree_products.csv")
    assert (reading.read, len(reading.products), reading.variants, reading.failed) == (
        211,
        37,
        87,
        0,
    )
    assert all(" -> " not in product.category for product in reading.products)
