"""Products in the rows of each marketplace, by the keys of its columns."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from localizer.errors import InputError
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support import templates
from tests.support.channel_content import made
from tests.unit.export.templates.conftest import Fill

SHOPEE, LAZADA, TIKTOK = (Target("TH", one, "th-TH") for one in ("shopee", "lazada", "tiktok"))
US = Target("US", "amazon", "en-US")
WEB = "https://img.example/"
Row = dict[str, object]


def rows(part: Part, sheet: str, keys: tuple[str, ...], first: int) -> list[Row]:
    """Return the rows of data by key, blanks left out."""
    found = CalamineWorkbook.from_path(part.path).get_sheet_by_name(sheet).to_python()
    return [
        {k: v for k, v in zip(keys, row, strict=False) if v != ""} for row in found[first - 1 :]
    ]


def told(part: Part) -> dict[str, int]:
    return {one.field: one.count for one in part.remarks}


def shirts(*, pictures: int = 2) -> list[Variant]:
    pairs = (("แดง", "S"), ("แดง", "M"), ("น้ำเงิน", "S"))
    return [
        Variant(
            key=f"v{n}",
            sku=f"S-{n}",
            options=(("สี", color), ("ไซส์", size)),
            stock=n + 1,
            weight_g=Decimal(250),
            image=f"{WEB}{n}.jpg" if n < pictures else "",
        )
        for n, (color, size) in enumerate(pairs)
    ]


def shopee_rows(part: Part) -> list[Row]:
    return rows(part, "แบบฟอร์มการลงสินค้า", templates.SHOPEE_KEYS, 7)


def test_shopee_has_a_row_a_variant_and_what_they_share_once(fill: Fill, tmp_path: Path) -> None:
    content = made(variants=shirts(pictures=3), images=[f"{WEB}a.jpg", f"{WEB}b.jpg"])
    (part,) = fill(templates.shopee(tmp_path / "t.xlsx"), SHOPEE, [content])
    first, second, third = shopee_rows(part)
    assert first == {
        "ps_product_name|1|0": "เสื้อลินิน",
        "ps_product_description|1|0": "<p>นุ่ม & เบา</p>",
        "ps_sku_parent_short|0|0": "linen-shirt",
        "et_title_variation_integration_no|0|0": "linen-shirt",
        "et_title_variation_1|0|0": "สี",
        "et_title_option_for_variation_1|0|0": "แดง",
        "et_title_image_per_variation|0|3": f"{WEB}0.jpg",
        "et_title_variation_2|0|0": "ไซส์",
        "et_title_option_for_variation_2|0|0": "S",
        "ps_price|1|1": 199,
        "ps_stock|0|1": 1,
        "ps_sku_short|0|0": "S-0",
        "ps_item_cover_image|0|3": f"{WEB}a.jpg",
        "ps_item_image_1|0|3": f"{WEB}b.jpg",
        "ps_weight|0|1": 0.25,
    }
    assert "ps_product_name|1|0" not in second
    assert second["et_title_image_per_variation|0|3"] == f"{WEB}0.jpg"
    assert third["et_title_image_per_variation|0|3"] == f"{WEB}2.jpg"
    counts = told(part)
    for blank in ("ps_category", "ps_length", "ps_width", "ps_height", "channel_id.7000"):
        assert counts[blank] == 1


def test_shopee_has_pictures_for_all_options_or_for_none(fill: Fill, tmp_path: Path) -> None:
    (part,) = fill(templates.shopee(tmp_path / "t.xlsx"), SHOPEE, [made(variants=shirts())])
    assert not any("et_title_image_per_variation|0|3" in row for row in shopee_rows(part))
    assert told(part)["et_title_image_per_variation"] == 1


def test_shopee_stops_what_is_longer_than_its_own_rule(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx", rule="5 - 20")
    (part,) = fill(source, SHOPEE, [made("long", title="ก" * 21), made("fits", title="ก" * 20)])
    assert [row["ps_sku_parent_short|0|0"] for row in shopee_rows(part)] == ["fits"]
    (mark,) = [one for one in part.remarks if one.kind == "too_long"]
    assert (mark.field, mark.count, mark.examples, mark.stops) == ("title", 1, ("long",), True)


def test_shopee_tells_when_a_rule_could_not_be_read(fill: Fill, tmp_path: Path) -> None:
    source = templates.shopee(tmp_path / "t.xlsx", rule="Max 3000, 18 hashtags")
    (part,) = fill(source, SHOPEE, [made(title="ก" * 300)])
    assert part.rows == 1
    assert told(part)["ps_product_name"] == 1


def test_more_tiers_than_two_and_more_variants_than_fifty_stop(fill: Fill, tmp_path: Path) -> None:
    three = [Variant(key="v", options=(("a", "1"), ("b", "2"), ("c", "3")))]
    many = [Variant(key=f"v{n}", options=(("a", f"{n}"),)) for n in range(51)]
    source = templates.shopee(tmp_path / "t.xlsx")
    (part,) = fill(source, SHOPEE, [made("x", variants=three), made("y", variants=many)])
    assert part.rows == 0
    assert {one.field for one in part.remarks if one.stops} == {"variation", "variant"}


def test_a_price_is_never_rounded(fill: Fill, tmp_path: Path) -> None:
    target = Target("ID", "shopee", "id-ID")
    source = templates.shopee(tmp_path / "t.xlsx")
    contents = [
        made("odd", prices=[Decimal("19900.50")], currency="IDR"),
        made("even", prices=[Decimal("19900.00")], currency="IDR"),
    ]
    (part,) = fill(source, target, contents)
    assert [row["ps_price|1|1"] for row in shopee_rows(part)] == [19900]
    assert [one.examples for one in part.remarks if one.field == "price"] == [("odd",)]


def lazada_rows(part: Part, sheet: str = "Cups") -> list[Row]:
    return rows(part, sheet, templates.LAZADA_KEYS, 5)


def test_lazada_rows_go_by_the_hidden_sheet(fill: Fill, tmp_path: Path) -> None:
    one = Variant(key="v", sku="V", options=(("สี", "แดง"),), stock=4, weight_g=Decimal(310))
    images = ["https://th-live.slatic.net/p/1.jpg", f"{WEB}2.jpg"]
    (part,) = fill(
        templates.lazada(tmp_path / "t.xlsx"), LAZADA, [made(variants=[one], images=images)]
    )
    (row,) = lazada_rows(part)
    assert row == {
        "Group No": "linen-shirt",
        "title.th_TH": "เสื้อลินิน",
        "mainImage.0": images[0],
        "description": "<p>นุ่ม & เบา</p>",
        "saleProp.p30097": "แดง",
        "sku.SellerSku": "V",
        "sku.price": 199,
        "sku.packageWeight": 0.31,
        "sku.multiWarehouseQty.dropshipping": 4,
    }
    counts = told(part)
    for blank in (
        "catId",
        "catProperty.p20000",
        "sku.packageLength",
        "packageContent",
        "mainImage.0",
    ):
        assert counts[blank] == 1


def test_lazada_options_are_not_guessed(fill: Fill, tmp_path: Path) -> None:
    (part,) = fill(templates.lazada(tmp_path / "t.xlsx"), LAZADA, [made(variants=shirts())])
    assert not any("saleProp.p30097" in row for row in lazada_rows(part))
    assert {row["Group No"] for row in lazada_rows(part)} == {"linen-shirt"}
    assert told(part)["saleProp"] == 1


def test_lazada_with_several_categories_asks_which(fill: Fill, tmp_path: Path) -> None:
    source = templates.lazada(tmp_path / "t.xlsx", twice=True)
    with pytest.raises(InputError, match="Cups, Mats"):
        fill(source, LAZADA, [made()])
    (part,) = fill(source, LAZADA, [made()], sheet="Mats")
    assert len(lazada_rows(part, "Mats")) == 1
    assert lazada_rows(part) == []


def tiktok_rows(part: Part, keys: tuple[str, ...] = templates.TIKTOK_KEYS) -> list[Row]:
    return rows(part, "Template", keys, 6)


def test_tiktok_says_everything_in_every_row(fill: Fill, tmp_path: Path) -> None:
    source = templates.tiktok(tmp_path / "t.xlsx")
    title = "เสื้อลินินแขนยาวสำหรับผู้หญิง"
    (part,) = fill(source, TIKTOK, [made(title=title, variants=shirts(), images=[f"{WEB}a.jpg"])])
    first, second, third = tiktok_rows(part)
    assert first == {
        "product_name": title,
        "product_description": "<p>นุ่ม & เบา</p>",
        "main_image": f"{WEB}a.jpg",
        "property_name_1": "สี",
        "property_value_1": "แดง",
        "property_1_image": f"{WEB}0.jpg",
        "property_name_2": "ไซส์",
        "property_value_2": "S",
        "parcel_weight": 250,
        "price": 199,
        "quantity": 1,
        "seller_sku": "S-0",
    }
    assert second["product_name"] == third["product_name"] == title
    assert told(part)["category"] == told(part)["brand"] == 1


@pytest.mark.parametrize(
    ("market", "locale", "unit", "weight"),
    [
        ("TH", "th-TH", "g", 250),
        ("TH", "th-TH", "lb", None),
        ("US", "en-US", "lb", 0.55),
        ("MY", "ms-MY", "kg", 0.25),
        ("MY", "ms-MY", "stone", None),
    ],
)
def test_tiktok_weighs_in_the_unit_of_the_sheet_or_not_at_all(
    fill: Fill, tmp_path: Path, market: str, locale: str, unit: str, weight: float | None
) -> None:
    source = templates.tiktok(tmp_path / "t.xlsx", unit=unit)
    content = made(title="Linen shirt with long sleeves", variants=shirts()[:1])
    (part,) = fill(source, Target(market, "tiktok", locale), [content])
    assert tiktok_rows(part)[0].get("parcel_weight") == weight
    assert ("parcel_weight" in told(part)) is (weight is None)


def test_tiktok_stock_goes_to_the_only_warehouse(fill: Fill, tmp_path: Path) -> None:
    keys = tuple("warehouse_quantity/77" if k == "quantity" else k for k in templates.TIKTOK_KEYS)
    source = templates.tiktok(tmp_path / "t.xlsx", keys=keys)
    title = "เสื้อลินินแขนยาวสำหรับผู้หญิง"
    (part,) = fill(source, TIKTOK, [made(title=title, variants=shirts()[:1])])
    assert tiktok_rows(part, keys)[0]["warehouse_quantity/77"] == 1


def amazon_rows(part: Part) -> list[Row]:
    return rows(part, "Template", templates.AMAZON_KEYS, 7)


def test_amazon_has_a_parent_and_its_children(fill: Fill, tmp_path: Path) -> None:
    content = made(
        title="Linen shirt", description="Soft", bullets=["One", "Two"], variants=shirts()[:2],
        currency="USD", images=[f"{WEB}a.jpg"],
    )  # fmt: skip
    source = templates.amazon(tmp_path / "t.xlsm")
    (part,) = fill(source, US, [content], amazon_theme="COLOR/SIZE", amazon_product_type="SHIRT")
    parent, first, second = amazon_rows(part)
    m, lang = templates.US, templates.EN
    price = f"purchasable_offer{m}[audience=ALL]#1.our_price#1.schedule#1.value_with_tax"
    assert parent == {
        "contribution_sku#1.value": "linen-shirt",
        "product_type#1.value": "SHIRT",
        f"parentage_level{m}#1.value": "Parent",
        "variation_theme#1.name": "COLOR/SIZE",
        f"item_name{lang}#1.value": "Linen shirt",
        f"brand{lang}#1.value": "Harbour",
        f"product_description{lang}#1.value": "Soft",
        f"bullet_point{lang}#1.value": "One",
        f"bullet_point{lang}#2.value": "Two",
        f"main_product_image_locator{m}#1.media_location": f"{WEB}0.jpg",
        f"other_product_image_locator_1{m}#1.media_location": f"{WEB}a.jpg",
    }
    assert first["contribution_sku#1.value"] == "S-0"
    assert first[f"parentage_level{m}#1.value"] == "Child"
    assert first[f"child_parent_sku_relationship{m}#1.parent_sku"] == "linen-shirt"
    assert (first[price], second["fulfillment_availability#1.quantity"]) == (199, 2)
    assert told(part)["variation_theme"] == 1


def test_amazon_keeps_to_its_marketplace_and_to_room_for_bullets(
    fill: Fill, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="for DE, not for US"):
        fill(templates.amazon(tmp_path / "de.xlsm", marketplace="A1PA6795UKMFR9"), US, [])
    source = templates.amazon(tmp_path / "t.xlsm")
    (part,) = fill(source, US, [made(bullets=["1", "2", "3"], currency="USD")])
    assert part.rows == 0
    assert [one.field for one in part.remarks if one.stops] == ["bullet_point"]


def test_amazons_first_row_of_data_is_where_it_says(fill: Fill, tmp_path: Path) -> None:
    source = templates.amazon(tmp_path / "t.xlsm", data_row=9)
    (part,) = fill(source, US, [made(currency="USD")])
    found = rows(part, "Template", templates.AMAZON_KEYS, 6)
    assert found[0] == {"contribution_sku#1.value": "ABC123"}
    assert found[3]["contribution_sku#1.value"] == "linen-shirt-1"


def test_the_old_layout_of_amazon(fill: Fill, tmp_path: Path) -> None:
    source = templates.amazon_old(tmp_path / "t.xlsm")
    content = made(title="Shirt", description="Soft", variants=shirts()[:1], currency="USD")
    (part,) = fill(source, US, [content])
    found = CalamineWorkbook.from_path(part.path).get_sheet_by_name("Template").to_python()
    parent, child = found[3:]
    assert parent[1:3] == ["linen-shirt", "Shirt"]
    assert child[1] == "S-0"
    assert child[7:9] == [199, 1]
    assert child[10:13] == ["child", "linen-shirt", "variation"]


def test_a_template_of_another_channel_is_refused(fill: Fill, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="template of shopee; the target is TH/lazada"):
        fill(templates.shopee(tmp_path / "t.xlsx"), LAZADA, [])
