"""WooCommerce's export: variations joined by SKU or number, attributes as options or facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from localizer.intake.reading import read_catalog
from localizer.model.product import Product

Lines = Callable[[Product], list[str]]


def test_products(data: Path, lines: Lines) -> None:
    reading = read_catalog(data / "woocommerce.csv")
    assert {p.key: lines(p) for p in reading.products} == {
        "HOODIE": [
            "HOODIE-B | Size=S Color=Blue | 45 USD | 30 | 600 g",
            "HOODIE-G | Size=M Color=Green, dark | 47 USD | 4 | 500 g",
        ],
        "id:50": ["- | Colour=Red | 19 USD | - | 200 g", "- | Colour=Grey | 19 USD | - | 200 g"],
        "CARD": ["CARD | - | 25 USD | - | -"],
    }
    assert (reading.read, reading.failed, reading.issues) == (7, 0, ())


def test_texts_lose_what_protected_them(data: Path) -> None:
    hoodie, scarf, card = read_catalog(data / "woocommerce.csv").products
    assert hoodie.description_html == "<p>Warm hoodie.</p>\n<p>Machine wash.</p>"
    assert scarf.description_html == "-20% wool"
    assert (card.title, card.description_html) == ("+1 Gift card", "A card.")


def test_an_attribute_no_variation_chooses_among_is_a_fact(data: Path) -> None:
    facts = [
        [(fact.name, fact.value) for fact in product.facts]
        for product in read_catalog(data / "woocommerce.csv").products
    ]
    assert facts == [[("material", "Cotton, Polyester")], [], [("colour", "Red")]]


def test_category_brand_barcode_and_pictures(data: Path) -> None:
    hoodie = read_catalog(data / "woocommerce.csv").products[0]
    assert (hoodie.category, hoodie.brand) == ("Clothing > Hoodies", "Harbour")
    assert [variant.gtin for variant in hoodie.variants] == ["4006381333931", ""]
    assert [variant.image for variant in hoodie.variants] == ["https://example.com/blue.jpg", ""]
    assert hoodie.images[:2] == ("https://example.com/h1.jpg", "https://example.com/h2.jpg")


def test_a_variable_product_without_variations_stays_a_product(
    tmp_path: Path, lines: Lines
) -> None:
    path = tmp_path / "one.csv"
    path.write_text(
        "ID,Type,SKU,Name,Is featured?,Tax status,Regular price,Parent\n1,variable,A,Cap,0,taxable,9,\n"
    )
    (cap,) = read_catalog(path).products
    assert lines(cap) == ["A | - | 9 USD | - | -"]
