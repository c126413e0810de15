"""Request bodies: the fields of TikTok Shop's, Lazada's and Shopee's documentation, and what they lack."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from localizer.model.promotion import Asked
from tests.support.channel_content import NOW, made

Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]
SHIRT = made(
    "SHIRT",
    title="เสื้อลินินผู้ชายแขนยาวระบายอากาศ",
    description="นุ่ม",
    bullets=["เบา"],
    images=["https://cdn.example.com/1.jpg", "https://th-live.slatic.net/p/2.jpg"],
    variants=[
        Variant(key="a", sku="0-S", gtin="00012345600012", options=(("c", "r"), ("s", "S")), stock=3,
                weight_g=Decimal(250)),
        Variant(key="b", sku="0-M", options=(("c", "b"), ("s", "S")), stock=0, weight_g=Decimal("300.5")),
    ],
    shown=[[("สี", "แดง"), ("ขนาด", "S")], [("สี", "ฟ้า"), ("ขนาด", "S")]],
    asked=Asked(Decimal(149), NOW, None),
)  # fmt: skip


def body(part: Part) -> Any:  # noqa: ANN401 - parsed JSON
    (line,) = part.path.read_bytes().splitlines()
    return json.loads(line, parse_float=Decimal)


def test_tiktok(write: Write, told: Told) -> None:
    target = Target("TH", "tiktok", "th-TH")
    given = {"tiktok_category": "600001", "tiktok_warehouse": "70685"}
    parts = write("tiktok", [SHIRT], target, **given)
    assert body(parts[0]) == {
        "save_mode": "AS_DRAFT",
        "title": "เสื้อลินินผู้ชายแขนยาวระบายอากาศ",
        "description": "<ul><li>เบา</li></ul>\nนุ่ม",
        "category_id": "600001",
        "external_product_id": "SHIRT",
        "package_weight": {"value": "0.301", "unit": "KILOGRAM"},
        "skus": [
            {
                "sales_attributes": [
                    {"name": "สี", "value_name": "แดง"},
                    {"name": "ขนาด", "value_name": "S"},
                ],
                "price": {"amount": "199.00", "currency": "THB"},
                "external_sku_id": "a",
                "seller_sku": "0-S",
                "identifier_code": {"code": "00012345600012", "type": "GTIN"},
                "inventory": [{"warehouse_id": "70685", "quantity": 3}],
            },
            {
                "sales_attributes": [
                    {"name": "สี", "value_name": "ฟ้า"},
                    {"name": "ขนาด", "value_name": "S"},
                ],
                "price": {"amount": "199.00", "currency": "THB"},
                "external_sku_id": "b",
                "seller_sku": "0-M",
                "inventory": [{"warehouse_id": "70685"}],
            },
        ],
    }
    assert told(parts) == {
        "missing:main_images": 1,
        "missing:package_dimensions": 1,
        "missing:brand_id": 1,
        "left_out:quantity": 1,
    }
    assert body(write("tiktok", [SHIRT], target, publish="yes")[0])["save_mode"] == "LISTING"


def test_lazada(write: Write, told: Told) -> None:
    target = Target("TH", "lazada", "th-TH")
    parts = write("lazada", [SHIRT], target, lazada_category="10002019", lazada_brand="30768")
    product = body(parts[0])["Request"]["Product"]
    assert product["PrimaryCategory"] == "10002019"
    assert product["Images"] == {"Image": ["https://th-live.slatic.net/p/2.jpg"]}
    assert product["Attributes"] == {
        "name": "เสื้อลินินผู้ชายแขนยาวระบายอากาศ",
        "description": "นุ่ม",
        "short_description": "<ul><li>เบา</li></ul>",
        "brand_id": "30768",
    }
    assert product["variation"]["Variation1"] == {
        "name": "สี",
        "hasImage": False,
        "customize": True,
        "options": {"option": ["แดง", "ฟ้า"]},
    }
    assert product["variation"]["Variation2"]["options"] == {"option": ["S"]}
    assert product["Skus"]["Sku"][0] == {
        "SellerSku": "0-S",
        "price": "199.00",
        "saleProp": {"สี": "แดง", "ขนาด": "S"},
        "special_price": "149.00",
        "special_from_date": "2026-11-22 09:30:00",
        "quantity": "3",
        "package_weight": "0.25",
    }
    assert told(parts) == {
        "missing:Images": 1,
        "missing:package_length, package_width, package_height": 1,
    }


@pytest.mark.parametrize(
    ("code", "call", "name", "sku"),
    [
        ("shopee", "add_item", "item_name", "item_sku"),
        ("shopee-global", "add_global_item", "global_item_name", "global_item_sku"),
    ],
)
def test_shopee(write: Write, code: str, call: str, name: str, sku: str) -> None:
    target = Target("TH", "shopee", "th-TH")
    parts = write(code, [SHIRT], target, shopee_category="14695", condition="new")
    said = body(parts[0])
    item = said[call]
    assert (item[name], item[sku]) == ("เสื้อลินินผู้ชายแขนยาวระบายอากาศ", "SHIRT")
    assert item["description"] == "- เบา\nนุ่ม"
    assert (item["category_id"], item["condition"]) == (14695, "NEW")
    assert (item["original_price"], item["weight"]) == (Decimal("199.00"), Decimal("0.3005"))
    assert ("item_status" in item) is (call == "add_item")
    tiers = said["init_tier_variation"]["standardise_tier_variation"]
    assert [one["variation_name"] for one in tiers] == ["สี", "ขนาด"]
    assert [
        [option["variation_option_name"] for option in one["variation_option_list"]]
        for one in tiers
    ] == [["แดง", "ฟ้า"], ["S"]]
    models = said["init_tier_variation"]["model"]
    assert [one["tier_index"] for one in models] == [[0, 0], [1, 0]]
    assert models[0]["seller_stock"] == [{"stock": 3}]


def test_shopee_without_options_is_one_call(write: Write, told: Told) -> None:
    target = Target("TH", "shopee", "th-TH")
    parts = write("shopee", [made(variants=[Variant(key="a", sku="a", stock=2)])], target)
    said = body(parts[0])
    assert list(said) == ["add_item"]
    assert said["add_item"]["seller_stock"] == [{"stock": 2}]
    assert said["add_item"]["item_status"] == "UNLIST"
    assert told(parts) == {
        "missing:image": 1,
        "missing:brand_id": 1,
        "note:item_name, description": 1,
        "missing:category_id": 1,
        "missing:weight": 1,
        "missing:logistic_info": 1,
    }


@pytest.mark.parametrize(("code", "field"), [("shopee", "tier_variation"), ("lazada", "variation")])
def test_there_are_two_kinds_of_options_and_no_more(
    write: Write, told: Told, code: str, field: str
) -> None:
    variants = [Variant(key="a", options=tuple((n, "1") for n in "abc"))]
    parts = write(code, [made(variants=variants)], Target("TH", code, "th-TH"))
    assert (parts[0].rows, told(parts)) == (0, {f"left_out:{field}": 1})


def test_a_body_without_options_has_no_attributes(write: Write) -> None:
    (part,) = write("tiktok", [made()], Target("TH", "tiktok", "th-TH"))
    assert "sales_attributes" not in body(part)["skus"][0]
