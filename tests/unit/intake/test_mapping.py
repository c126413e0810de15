"""Which column of a file is what, and what is left out."""

from __future__ import annotations

import pytest

from localizer.errors import ColumnsUnknownError, InputError
from localizer.intake.mapping import (
    column_keys,
    header_score,
    is_role,
    map_columns,
    resolve_columns,
    signature_of,
)


def test_the_best_header_takes_the_column_and_the_other_may_be_a_fact() -> None:
    columns = map_columns(["商品标题", "重量", "重量(g)", "价格", "售价"])
    assert columns.header("weight") == "重量(g)"
    assert columns.header("list_price") == "售价"
    facts = [(c.header, c.label.name if c.label else "") for c in columns.named("fact")]
    assert facts == [("重量", "weight")]
    assert columns.ignored == ("价格",)


@pytest.mark.parametrize(
    ("header", "name", "known", "shown"),
    [
        ("材质", "material", True, "材质"),
        ("容量(ml)", "capacity", True, "容量"),
        ("custom_field.custom.wattage", "power", True, "Wattage"),
        ("custom_field.custom.room_coverage", "room_coverage", False, "Room coverage"),
        ("Fabric (product.metafields.shopify.fabric)", "material", True, "Fabric"),
        ("属性:噪音", "噪音", False, "噪音"),
        ("噪音等级", "噪音等级", False, "噪音等级"),
    ],
)
def test_attributes_become_facts(header: str, name: str, known: bool, shown: str) -> None:  # noqa: FBT001
    (column,) = map_columns(["title", header]).named("fact")
    assert column.label is not None
    assert (column.label.name, column.label.known, column.label.header) == (name, known, shown)


@pytest.mark.parametrize(
    "header", ["Published", "备注", "会员价", "创建日期", "attribute_family_code"]
)
def test_other_unknown_columns_are_ignored_and_told(header: str) -> None:
    assert map_columns(["title", header]).ignored == (header,)


def test_two_headers_for_one_fact_keep_both_texts() -> None:
    columns = map_columns(["标题", "材质", "面料"])
    labels = [(c.label.name, c.label.known) for c in columns.named("fact") if c.label]
    assert labels == [("material", True), ("面料", False)]


def test_a_colour_column_is_an_option_unless_the_file_names_its_options() -> None:
    assert "option:颜色" in map_columns(["标题", "颜色", "尺码"])
    assert "fact:颜色" in map_columns(["标题", "规格名1", "规格值1", "颜色"])


def test_several_picture_columns_are_all_kept() -> None:
    assert len(map_columns(["title", "图片", "主图", "图片2", "Image Src"]).named("image")) == 4


def test_the_first_price_of_several_currencies_is_the_list_price() -> None:
    columns = map_columns(["title", "Price EUR", "Price USD"])
    assert (columns.header("list_price"), columns.unit("list_price")) == ("Price EUR", "EUR")
    assert [c.unit for c in columns.named("list_price")] == ["USD"]


def test_a_further_price_column_in_another_currency_is_kept() -> None:
    headers = ("商品标题", "售价(元)", "售价(USD)", "零售价(元)", "售价（欧元）", "单价")
    columns = map_columns(headers)
    assert columns.header("list_price") == "售价(元)"
    assert columns.unit("list_price:USD") == "USD"
    assert columns.header("list_price:EUR") == "售价（欧元）"
    assert columns.ignored == ("零售价(元)", "单价")
    assert "list_price:USD" not in map_columns(headers, {"售价(USD)": "ignore"})
    assert "list_price:USD" not in map_columns(("商品标题", "售价", "售价(USD)")), (
        "of which currency?"
    )


def test_a_map_from_the_user_wins() -> None:
    headers = ["名字", "标题", "档次", "备注"]
    columns = map_columns(
        headers, {"名字": "title", "标题": "ignore", "备注": "fact", "档次": "image"}
    )
    assert columns.header("title") == "名字"
    assert columns.ignored == ("标题",)
    assert [c.header for c in columns.named("fact")] == ["备注"]
    assert [c.header for c in columns.named("image")] == ["档次"]
    assert header_score(["名字", "x"], {"名字": "title"}) == 1


@pytest.mark.parametrize(
    ("column_map", "word"),
    [({"nowhere": "title"}, "no column “nowhere”"), ({"b": "nonsense"}, "Known columns")],
)
def test_a_wrong_map_is_told(column_map: dict[str, str], word: str) -> None:
    with pytest.raises(InputError, match=word):
        map_columns(["title", "b"], column_map)


def test_without_a_title_the_headers_are_named() -> None:
    with pytest.raises(ColumnsUnknownError, match=r"The file has: foo, bar\.") as caught:
        map_columns(["foo", "", "bar"])
    assert caught.value.headers == ("foo", "", "bar")


def test_a_thousand_columns_are_too_many() -> None:
    with pytest.raises(InputError, match="columns"):
        map_columns(["title", *["x"] * 1000])


def test_columns_are_called_by_their_place_where_the_header_does_not_tell() -> None:
    headers = ["Name", "", "price", "Price ", "x"]
    assert column_keys(headers) == ("Name", "#2", "#3", "#4", "x")
    columns = map_columns(headers, {"#2": "sku", "#4": "list_price", "#3": "ignore", "x": "option"})
    assert columns.by_role["sku"].index == 1
    assert columns.by_role["list_price"].index == 3
    assert columns.by_role["option:x"].index == 4
    assert columns.ignored == ("price",)
    assert header_score(headers, {"#5": "title"}) == 4


@pytest.mark.parametrize("key", ["#0", "#6", "#x"])
def test_places_outside_the_file_are_refused(key: str) -> None:
    with pytest.raises(InputError, match="no column"):
        map_columns(["title", "a", "b", "c", "d"], {key: "sku"})


def test_two_columns_of_a_family_are_both_kept() -> None:
    chosen = {"a": "image", "b": "image", "c": "option_value", "d": "option_value", "e": "bullet"}
    columns = map_columns(["title", "a", "b", "c", "d", "e"], chosen)
    assert [column.header for column in columns.named("image")] == ["a", "b"]
    assert [column.role for column in columns.named("option_value")] == [
        "option_value:1",
        "option_value:2",
    ]
    assert [column.header for column in columns.named("bullet")] == ["e"]


def test_a_price_in_another_currency_can_be_chosen() -> None:
    columns = map_columns(["title", "price", "x"], {"x": "list_price:EUR"})
    assert [(column.header, column.unit) for column in columns.named("list_price")] == [
        ("x", "EUR")
    ]


def test_customs_code_and_google_category_are_columns() -> None:
    columns = map_columns(["title", "HS编码", "google_product_category"])
    assert (columns.header("hs_code"), columns.header("taxonomy")) == (
        "HS编码",
        "google_product_category",
    )


def test_without_a_title_the_other_columns_can_still_be_told() -> None:
    assert resolve_columns(["sku", "price"], {}).header("sku") == "sku"


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("title", True),
        ("image", True),
        ("image:12", True),
        ("list_price:EUR", True),
        ("option", True),
        ("ignore", True),
        ("list_price:euro", False),
        ("标题", False),
        ("", False),
    ],
)
def test_roles_of_a_map(text: str, known: bool) -> None:  # noqa: FBT001
    assert is_role(text) is known


def test_a_signature_stands_for_the_headers_in_their_order() -> None:
    own = signature_of(["标题", "Price "])
    assert own == signature_of(["标题*", "price", "", ""])
    assert own != signature_of(["price", "标题"])
    assert own != signature_of(["标题", "", "price"])
    assert signature_of(["a b"]) != signature_of(["a", "b"])
