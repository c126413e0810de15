"""Bagisto's transfer file: variants name their parent, the parent their options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "bagisto.csv")
    assert {p.key: lines(p) for p in reading.products} == {
        "CAP": [
            "CAP-R | color=Red size=S | 14 USD | 15 | -",
            "CAP-G | color=Green size=M | 15 USD | 0 | -",
        ],
        "GLOVES": ["GLOVES | - | 21 USD | 100 | -"],
    }
    assert (reading.read, reading.skipped, reading.failed) == (5, 1, 0)


def test_words_of_the_product(data: Path) -> None:
    cap, gloves = read_catalog(data / "bagisto.csv").products
    assert (cap.title, cap.description_html, cap.category) == (
        "Cap",
        "A warm cap.",
        "Men > Winter Wear",
    )
    assert gloves.images == ("g1.webp", "g2.webp")


def test_the_real_file(corpus: Path) -> None:
    reading = read_catalog(corpus / "catalog" / "bagisto_products.csv")
    assert (len(reading.products), reading.variants, reading.failed) == (22, 25, 0)
    with_options = [p for p in reading.products if len(p.variants) > 1]
    assert [len(product.variants) for product in with_options] == [4]
    assert all(variant.options for product in with_options for variant in product.variants)
