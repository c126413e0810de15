"""Saleor's CSV, and a dump of its database read under the same headers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "saleor.csv")
    (juice,) = reading.products
    assert lines(juice) == [
        "43226647 | Bottle size=500ml | 5 USD | 198 | 500 g",
        "80884671 | Bottle size=1l Lid color=red | 7.5 USD | 3 | 1100 g",
    ]
    assert reading.failed == 0


def test_words_of_the_product(data: Path) -> None:
    (juice,) = read_catalog(data / "saleor.csv").products
    assert juice.description_html == (
        "<h3>Fresh <b>juice</b>.</h3><p>Squeezed daily.</p><ul><li>no sugar</li><li>cold</li></ul>"
    )
    assert (juice.brand, juice.category) == ("Saleor", "juices")
    assert [(fact.label, fact.value) for fact in juice.facts] == [("Flavor", "Apple")]
    assert [variant.image for variant in juice.variants] == ["", "https://example.com/1l.png"]


def test_the_default_channel_gives_the_list_price_in_its_currency(data: Path) -> None:
    reading = read_catalog(data / "saleor.csv")
    prices = [item for item in reading.products[0].extra if item[0].startswith("list_price")]
    assert prices == [("list_price PLN 43226647", "20"), ("list_price PLN 80884671", "30")]


def test_the_real_dump(corpus: Path, lines: Lines) -> None:
    reading = read_catalog(corpus / "catalog" / "saleor_populatedb.json")
    assert (len(reading.products), reading.variants, reading.failed) == (32, 73, 0)
    plimsolls = next(p for p in reading.products if p.title == "White Plimsolls")
    assert lines(plimsolls)[0] == "918223582 | Shoe size=39 | 80 USD | 500 | -"
    assert len(plimsolls.images) == 4
    assert plimsolls.brand == "Saleor Loom"
    assert plimsolls.category == "Apparel > Sneakers"
    hoodie = next(p for p in reading.products if p.title == "Grey Hoodie")
    assert [variant.options for variant in hoodie.variants] == [()]
    assert [(fact.name, fact.value) for fact in hoodie.facts] == [("material", "Cotton")]
