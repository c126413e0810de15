"""Google's and Meta's feeds: attributes, marks on texts of a machine, overrides."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from defusedxml import ElementTree

from localizer.export.channels.meta import language_code
from localizer.export.content import ProductContent
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.price import UnitPrice
from localizer.model.product import Fact, FactKind, Variant
from localizer.model.promotion import Asked
from localizer.model.segment import Field, Origin
from tests.support.channel_content import NOW, made

DE = Target("DE", "generic", "de-DE")
GOOGLE = "{http://base.google.com/ns/1.0}"
Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]
GIVEN = {"link": "https://shop.example/p/{key}?v={sku}", "condition": "new"}


def oil(origins: dict[Field, Origin] | None = None) -> ProductContent:
    asked = Asked(
        sale=Decimal("7.50"),
        sale_starts_at=NOW,
        sale_ends_at=NOW + dt.timedelta(days=2),
        unit_price=UnitPrice(Decimal("13.32"), "l"),
    )
    content = made(
        "OIL 1",
        title='Öl "extra"',
        description="Eins, zwei:\ndrei",
        bullets=["Kalt, gepresst", "Mild"],
        taxonomy="3474",
        currency="EUR",
        prices=[Decimal("9.99"), Decimal(12)],
        images=["https://cdn.example.com/1.jpg", "https://cdn.example.com/2.jpg", "local.jpg"],
        variants=[
            Variant(key="a", sku="007/1", gtin="00012345600012", options=(("颜色", "x"),), stock=4,
                    weight_g=Decimal("800.5")),
            Variant(key="b", sku="008", options=(("颜色", "y"),), stock=0),
        ],
        shown=[[("Farbe", "Grün")], [("Farbe", "Gelb")]],
        asked=asked,
        origins=origins,
    )  # fmt: skip
    net = Fact("net_content", FactKind.QUANTITY, "750毫升", Decimal(750), None, "milliliter")
    return replace(content, product=replace(content.product, facts=(net,)))


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def test_google_text_has_the_attributes_of_each_variant(write: Write, told: Told) -> None:
    parts = write("google", [oil()], DE, **GIVEN)
    first, second = table(parts[0].path, "\t")
    assert first == {
        "id": "007/1", "title": 'Öl "extra"', "structured_title": "", "description": "Eins, zwei: drei",
        "structured_description": "", "link": "https://shop.example/p/OIL%201?v=007%2F1",
        "image_link": "https://cdn.example.com/1.jpg",
        "additional_image_link": "https://cdn.example.com/2.jpg", "availability": "in_stock",
        "price": "9.99 EUR", "sale_price": "7.50 EUR",
        "sale_price_effective_date": "2026-11-22T09:30+07:00/2026-11-24T09:30+07:00",
        "brand": "Harbour", "gtin": "00012345600012", "condition": "new", "item_group_id": "OIL 1",
        "google_product_category": "3474", "color": "Grün", "size": "", "material": "", "pattern": "",
        "product_highlight": '"Kalt, gepresst",Mild', "unit_pricing_measure": "750 ml",
        "unit_pricing_base_measure": "1 l", "shipping_weight": "800.5 g",
    }  # fmt: skip
    assert (second["availability"], second["shipping_weight"]) == ("out_of_stock", "")
    assert told(parts) == {"missing:image": 1}


@pytest.mark.parametrize("origin", list(Origin))
def test_only_what_an_engine_wrote_is_marked(write: Write, origin: Origin) -> None:
    by_engine = origin is Origin.ENGINE
    content = oil({Field.TITLE: origin, Field.DESCRIPTION: Origin.PERSON})
    (text,) = write("google", [content], DE, **GIVEN)
    row = table(text.path, "\t")[0]
    marked = 'trained_algorithmic_media:"Öl ""extra"""'
    assert (row["title"], row["structured_title"]) == (
        ("", marked) if by_engine else ('Öl "extra"', "")
    )
    assert row["structured_description"] == ""
    (xml,) = write("google-xml", [content], DE, **GIVEN)
    item = next(ElementTree.parse(xml.path).iter("item"))
    structured = item.find(f"{GOOGLE}structured_title")
    assert (structured is not None) is by_engine
    if structured is not None:
        assert structured.findtext(f"{GOOGLE}content") == 'Öl "extra"'
        assert structured.findtext(f"{GOOGLE}digital_source_type") == "trained_algorithmic_media"


def test_a_description_made_of_facts_is_as_much_a_machines_as_they(write: Write) -> None:
    (part,) = write("google", [oil({Field.FACT: Origin.ENGINE})], DE, **GIVEN)
    row = table(part.path, "\t")[0]
    assert row["structured_description"].startswith("trained_algorithmic_media:")
    assert row["description"] == ""


def test_google_xml_says_the_same(write: Write) -> None:
    (part,) = write("google-xml", [oil()], DE, **GIVEN)
    root = ElementTree.parse(part.path).getroot()
    channel = None if root is None else root.find("channel")
    assert channel is not None
    assert channel.findtext("link") == "https://shop.example"
    item = channel.findall("item")[0]
    said = [(one.tag.removeprefix(GOOGLE), one.text) for one in item]
    assert said[:3] == [
        ("id", "007/1"),
        ("title", 'Öl "extra"'),
        ("description", "Eins, zwei:\ndrei"),
    ]
    assert [text for name, text in said if name == "product_highlight"] == [
        "Kalt, gepresst",
        "Mild",
    ]
    assert ("unit_pricing_base_measure", "1 l") in said
    assert part.rows == 2


def test_what_a_feed_lacks_is_told(write: Write, told: Told) -> None:
    content = made("x", brand="", bullets=["one"], variants=[
        Variant(key="x", sku="x", options=(("型号", "1"),))
    ])  # fmt: skip
    assert told(write("google", [content], DE)) == {
        "left_out:product_highlight": 1,
        "missing:brand": 1,
        "missing:google_product_category": 1,
        "missing:image": 1,
        "missing:link": 1,
        "missing:availability": 1,
        "missing:condition": 1,
        "left_out:color, size, material, pattern": 1,
    }


def test_meta_has_its_own_words(write: Write) -> None:
    (part,) = write("meta", [oil()], DE, **GIVEN)
    first, second = table(part.path)
    assert (first["availability"], second["availability"]) == ("in stock", "out of stock")
    assert (first["quantity_to_sell_on_facebook"], first["item_group_id"]) == ("4", "OIL 1")
    assert first["description"] == "Eins, zwei:\ndrei"


def test_a_country_feed_has_prices_and_a_language_feed_texts(write: Write, told: Told) -> None:
    country = write("meta-country", [oil()], DE, **GIVEN)
    assert table(country[0].path)[0] == {
        "id": "007/1", "override": "DE", "price": "9.99 EUR", "sale_price": "7.50 EUR",
        "sale_price_effective_date": "2026-11-22T09:30+07:00/2026-11-24T09:30+07:00",
        "availability": "in stock", "link": "https://shop.example/p/OIL%201?v=007%2F1",
    }  # fmt: skip
    assert told(country) == {}
    language = write("meta-language", [oil()], DE)
    assert table(language[0].path)[0] == {
        "id": "007/1", "override": "de_DE", "title": 'Öl "extra"', "description": "Eins, zwei:\ndrei",
        "color": "Grün", "size": "", "material": "", "pattern": "",
    }  # fmt: skip
    assert told(language) == {"note:override": 1}
    assert told(write("meta-language", [oil()], DE, meta_language="de_DE")) == {}


@pytest.mark.parametrize(
    ("locale", "code"),
    [("en-SG", "en_XX"), ("es-MX", "es_XX"), ("zh-Hant-TW", "zh_TW"), ("zh-Hans", "zh_CN"),
     ("th-TH", "th_TH"), ("vi-VN", "vi_VN"), ("fil", "fil_XX")],
)  # fmt: skip
def test_meta_codes_of_languages(locale: str, code: str) -> None:
    assert language_code(locale) == code
