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


FEED = """<?xml version="1.0"?>
<rss xmlns:g="http://base.google.com/ns/1.0" version="2.0"><channel><title>Shop</title>
<item><title>RSS's own title</title><g:id>TV-1</g:id><g:title>Lamp</g:title><g:price>20.00 USD</g:price>
<g:additional_image_link>https://example.com/2.jpg</g:additional_image_link>
<g:additional_image_link>https://example.com/3.jpg</g:additional_image_link>
<g:identifier_exists>no</g:identifier_exists><g:google_product_category>2271</g:google_product_category>
<g:product_detail><g:section_name>General</g:section_name><g:attribute_name>Power</g:attribute_name>
<g:attribute_value>12 W</g:attribute_value></g:product_detail>
<g:product_detail><g:attribute_name>Ratio</g:attribute_name>
<g:attribute_value>16:9, or 4:3</g:attribute_value></g:product_detail>
<g:product_highlight>Bright, warm light</g:product_highlight>
<g:product_highlight>Two years; no fuss</g:product_highlight>
<g:shipping_weight>3 kg</g:shipping_weight><g:product_length>20 cm</g:product_length>
<g:unit_pricing_measure>750 ml</g:unit_pricing_measure>
<g:shipping><g:country>US</g:country><g:price>5 USD</g:price></g:shipping></item>
<item><g:id>S-R</g:id><g:item_group_id>S</g:item_group_id><g:title>Shirt red</g:title>
<g:price>21 USD</g:price><g:color>red</g:color></item>
<item><g:id>S-B</g:id><g:item_group_id>S</g:item_group_id><g:title>Shirt blue</g:title>
<g:price>22 USD</g:price><g:color>blue</g:color></item>
</channel></rss>"""


def test_an_xml_feed_without_links_is_one_all_the_same(tmp_path: Path, lines: Lines) -> None:
    (tmp_path / "feed.xml").write_text(FEED, encoding="utf-8")
    reading = read_catalog(tmp_path / "feed.xml")
    lamp, shirt = reading.products
    assert (lamp.key, lamp.title, lines(lamp)) == (
        "TV-1",
        "Lamp",
        ["TV-1 | - | 20 USD | - | 3000 g"],
    )
    assert lines(shirt) == [
        "S-R | Color=red | 21 USD | - | -",
        "S-B | Color=blue | 22 USD | - | -",
    ]
    assert lamp.bullets == ("Bright, warm light", "Two years; no fuss")
    assert [Path(image).name for image in lamp.images] == ["2.jpg", "3.jpg"]
    assert {fact.name: fact.value for fact in lamp.facts} == {
        "power": "12 W",
        "Ratio": "16:9, or 4:3",
        "length": "20 cm",
        "net_content": "750 ml",
    }
    assert (lamp.taxonomy, lamp.category) == ("2271", "Apparel & Accessories > Clothing > Dresses")
    assert reading.issues == ()


DETAILS = "product_detail(section_name:attribute_name:attribute_value)"


def _tsv(folder: Path, *rows: list[str]) -> list[Product]:
    path = folder / "feed.txt"
    path.write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    return list(read_catalog(path).products)


def test_text_feeds_pack_several_values_into_a_cell(tmp_path: Path) -> None:
    (lamp,) = _tsv(
        tmp_path,
        ["id", "title", "image_link", "product_highlight", DETAILS, "product_type",
         "google_product_category"],
        ["1", "Lamp", "https://example.com/1.jpg", "Bright, warm,Small",
         "General:Power:12 W,:Cable:2 m, white", "Home > Lamps,Sale", "Home & Garden > Lighting > Lamps"],
    )  # fmt: skip
    assert lamp.bullets == ("Bright, warm", "Small")
    assert {fact.name: fact.value for fact in lamp.facts} == {
        "power": "12 W",
        "Cable": "2 m, white",
    }
    assert (lamp.category, lamp.variants[0].sku) == ("Home > Lamps", "1")


def test_a_column_may_stand_several_times(tmp_path: Path) -> None:
    (lamp,) = _tsv(
        tmp_path,
        ["id", "title", "image_link", "product_highlight", "product_highlight", DETAILS, DETAILS],
        ["1", "Lamp", "https://example.com/1.jpg", "Bright", "Small", "A:Power:12 W", "A:Voltage:5 V"],
    )  # fmt: skip
    assert lamp.bullets == ("Bright", "Small")
    assert [fact.name for fact in lamp.facts] == ["power", "voltage"]


def test_an_unknown_category_number_is_kept(tmp_path: Path) -> None:
    (lamp,) = _tsv(
        tmp_path,
        ["id", "title", "image_link", "product_type", "google_product_category"],
        ["1", "Lamp", "https://example.com/1.jpg", "Lamps", "999999"],
    )
    assert lamp.taxonomy == "999999"
