"""Shopify's product CSV: its header, its rows, what is told."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

from localizer.export.channels import shopify
from localizer.export.channels.numbered import Room
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from localizer.model.promotion import Asked
from tests.support.channel_content import NOW, made

TARGET = Target("TH", "shopify", "th-TH")
#: Shopify's own template of 2024 and later, as it was read in public repositories in November 2026.
TEMPLATE = (
    "Title,URL handle,Description,Vendor,Product category,Type,Tags,Published on online store,Status,SKU,"
    "Barcode,Option1 name,Option1 value,Option1 Linked To,Option2 name,Option2 value,Option2 Linked To,"
    "Option3 name,Option3 value,Option3 Linked To,Price,Compare-at price,Cost per item,Charge tax,Tax code,"
    "Unit price total measure,Unit price total measure unit,Unit price base measure,"
    "Unit price base measure unit,Inventory tracker,Inventory quantity,Continue selling when out of stock,"
    "Weight value (grams),Weight unit for display,Requires shipping,Fulfillment service,Product image URL,"
    "Image position,Image alt text,Variant image URL,Gift card,SEO title,SEO description,"
    "Color (product.metafields.shopify.color-pattern),Google Shopping / Google product category,"
    "Google Shopping / Gender,Google Shopping / Age group,Google Shopping / Manufacturer part number (MPN),"
    "Google Shopping / Ad group name,Google Shopping / Ads labels,Google Shopping / Condition,"
    "Google Shopping / Custom product,Google Shopping / Custom label 0,Google Shopping / Custom label 1,"
    "Google Shopping / Custom label 2,Google Shopping / Custom label 3,Google Shopping / Custom label 4"
)
Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_header_is_shopifys_in_its_order(write: Write) -> None:
    (part,) = write("shopify", [made()], TARGET)
    assert part.path.read_text(encoding="utf-8").split("\n")[0] == TEMPLATE


def test_variants_and_pictures_go_down_the_rows(write: Write) -> None:
    images = [f"https://cdn.example.com/{n}.jpg" for n in range(3)]
    variants = [
        Variant(key="a", sku="007", gtin="00012345600012", options=(("颜色", "红色"),), stock=3),
        Variant(key="b", sku="008", options=(("颜色", "蓝色"),), image=images[2]),
    ]
    shown = [[("สี", "แดง")], [("สี", "น้ำเงิน")]]
    content = made("BOTTLE", images=images, variants=variants, shown=shown, taxonomy="499694")
    (part,) = write("shopify", [content], TARGET)
    rows = table(part.path)
    assert [row["URL handle"] for row in rows] == ["bottle"] * 3
    assert [row["Title"] for row in rows] == ["เสื้อลินิน", "", ""]
    assert [row["Option1 name"] for row in rows] == ["สี", "สี", ""]
    assert [row["Option1 value"] for row in rows] == ["แดง", "น้ำเงิน", ""]
    assert [row["SKU"] for row in rows] == ["007", "008", ""]
    assert rows[0]["Barcode"] == "00012345600012"
    assert [row["Product image URL"] for row in rows] == images
    assert [row["Image position"] for row in rows] == ["1", "2", "3"]
    assert rows[1]["Variant image URL"] == images[2]
    assert [row["Inventory quantity"] for row in rows] == ["3", "", ""]
    assert rows[0]["Google Shopping / Google product category"] == "499694"
    assert (rows[0]["Status"], rows[0]["Published on online store"]) == ("Draft", "FALSE")
    assert part.rows == 3


def test_a_market_has_its_own_columns(write: Write, told: Told) -> None:
    parts = write("shopify", [made()], TARGET, shopify_market="Thailand")
    (row,) = table(parts[0].path)
    names = ["Included / Thailand", "Price / Thailand", "Compare-at price / Thailand"]
    assert list(row)[-3:] == names
    assert [row[name] for name in names] == ["TRUE", "199.00", ""]
    assert row["Price"] == ""
    assert told(parts)["missing:Price"] == 1


@pytest.mark.parametrize(("days", "price", "was"), [(1, "149.00", "199.00"), (-1, "199.00", "")])
def test_a_running_promotion_is_the_price_of_now(
    write: Write, told: Told, days: int, price: str, was: str
) -> None:
    ends = NOW + dt.timedelta(days=days)
    asked = Asked(Decimal(149), NOW - dt.timedelta(days=3), ends, Decimal(199))
    parts = write("shopify", [made(asked=asked)], TARGET)
    (row,) = table(parts[0].path)
    assert (row["Price"], row["Compare-at price"]) == (price, was)
    assert ("note:Price" in told(parts)) is (days > 0)


def test_bullets_stand_before_the_description_once(write: Write) -> None:
    content = made(description="<p>ร้อน</p><ul><li>เหล็ก</li></ul>", bullets=["เบา & ดี", "เหล็ก"])
    (part,) = write("shopify", [content], TARGET)
    (row,) = table(part.path)
    expected = "<ul><li>เบา &amp; ดี</li></ul>\n<p>ร้อน</p><ul><li>เหล็ก</li></ul>"
    assert row["Description"] == expected


@pytest.mark.parametrize(
    ("content", "remark"),
    [
        (made(title=""), "left_out:title"),
        (made(prices=[None]), "left_out:price"),
        (made(title="=1+1"), "left_out:title"),
        (made(brand="@x"), "left_out:brand"),
        (
            made(variants=[Variant(key=k, sku=k, options=(("a", "b"),)) for k in "xy"]),
            "left_out:options",
        ),
        (
            made(variants=[Variant(key="x", options=(("a", "b"),))], shown=[[("ก", "")]]),
            "left_out:options",
        ),
        (
            made(variants=[Variant(key="x", options=tuple((n, "1") for n in "abcd"))]),
            "left_out:option_name",
        ),
    ],
)
def test_what_shopify_would_refuse_is_left_out_and_told(
    write: Write, told: Told, content: object, remark: str
) -> None:
    parts = write("shopify", [content, made("other")], TARGET)
    assert [row["URL handle"] for row in table(parts[0].path)] == ["other"]
    assert told(parts)[remark] == 1


def test_what_is_not_known_is_left_blank_and_told(write: Write, told: Told) -> None:
    content = made("保温杯", category="居家", images=["main.jpg"])
    parts = write("shopify", [content], TARGET)
    (row,) = table(parts[0].path)
    assert (row["Product category"], row["Type"], row["Product image URL"]) == ("", "", "")
    assert set(row["URL handle"]) <= set("0123456789abcdef")
    assert told(parts) == {
        "missing:Product category": 1,
        "missing:image": 1,
        "left_out:Type": 1,
        "note:URL handle": 1,
    }


def test_keys_that_differ_only_in_case_stay_two_products(write: Write) -> None:
    (part,) = write("shopify", [made("abc"), made("ABC")], TARGET)
    handles = [row["URL handle"] for row in table(part.path)]
    assert handles[0] == "abc"
    assert len(set(handles)) == 2


def test_a_full_file_goes_on_in_the_next(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shopify, "Room", lambda **_size: Room(size=4_000))
    contents = [made(f"p{n}", description=f"<p>{'ย' * 500}</p>") for n in range(4)]
    parts = write("shopify", contents, TARGET)
    assert [part.kind for part in parts] == ["shopify", "shopify-2", "shopify-3", "shopify-4"]
    assert all(part.path.stat().st_size <= 4_000 for part in parts)
    assert [row["URL handle"] for part in parts for row in table(part.path)] == [
        "p0",
        "p1",
        "p2",
        "p3",
    ]
    assert parts[0].remarks
    assert not parts[1].remarks


def test_the_mark_for_excel_is_written_when_asked_for(write: Write) -> None:
    (plain,) = write("shopify", [made()], TARGET)
    assert not plain.path.read_bytes().startswith(b"\xef\xbb\xbf")
    (marked,) = write("shopify", [made()], TARGET, bom="yes")
    assert marked.path.read_bytes().startswith(b"\xef\xbb\xbfTitle,")
