"""Nested records become rows under the headers sellers use."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path

import pytest

from localizer.intake.nested import MAX_COLUMNS, TooNestedError, grid_of, text_of
from localizer.intake.reading import read_catalog

Nested = Mapping[str, object]


def table(*records: Nested) -> list[dict[str, str]]:
    """Return the rows by header, blank cells left out."""
    numbered = list(enumerate(records, start=1))
    rows = list(grid_of(lambda: iter(numbered), nullcontext).rows())
    headers = rows[0][1]
    return [{h: c for h, c in zip(headers, cells, strict=True) if c} for _number, cells in rows[1:]]


@pytest.mark.parametrize(
    ("record", "cells"),
    [
        ({"title": "a", "price": {"amount": "9.90", "currency": "EUR"}},
         {"title": "a", "price amount": "9.90", "price currency": "EUR"}),
        ({"tags": ["x", "y"], "n": 3, "on": True, "none": None}, {"tags": "x|y", "n": "3", "on": "true"}),
        ({"images": [{"src": "1.jpg", "alt": "x"}, {"src": "2.jpg"}]}, {"images": "1.jpg|2.jpg"}),
        ({"categories": [{"id": 1, "name": "Tops"}, {"id": 2, "name": "Men"}]}, {"categories": "Tops|Men"}),
        ({"attributes": {"Material": "Cotton"}}, {"Material": "Cotton"}),
        ({"specs": [{"name": "材质", "value": "棉"}]}, {"材质": "棉"}),
        ({"shipping": [{"country": "US", "fee": "1"}, {"country": "GB", "fee": "2"}]},
         {"shipping country": "US|GB", "shipping fee": "1|2"}),
        ({"images": {"edges": [{"node": {"url": "1.jpg"}}]}}, {"images": "1.jpg"}),
        ({"a": [["x"], ["y", "z"]]}, {"a": "x|y|z"}),
        ({"variants": []}, {}),
    ],
)  # fmt: skip
def test_one_record_is_one_row(record: Nested, cells: dict[str, str]) -> None:
    assert table(record) == [cells]


def test_variants_are_rows_that_know_their_product() -> None:
    rows = table(
        {
            "id": 7,
            "title": "Shirt",
            "sku": "S",
            "price": "9",
            "options": [{"name": "Color", "values": ["Red", "Blue"]}],
            "variants": [
                {"id": 71, "sku": "S-R", "option1": "Red", "price": "10"},
                {"id": 72, "sku": "S-B", "option1": "Blue"},
            ],
        },
        {"id": 8, "title": "Cap", "sku": "C", "price": "5"},
    )
    assert rows == [
        {
            "product id": "7", "title": "Shirt", "product code": "S", "variant id": "71",
            "variant sku": "S-R", "variant price": "10",
            "variant option1 name": "Color", "variant option1 value": "Red",
        },
        {
            "product id": "7", "product code": "S", "variant id": "72",
            "variant sku": "S-B", "variant price": "9",
            "variant option1 name": "Color", "variant option1 value": "Blue",
        },
        {
            "product id": "8", "title": "Cap", "product code": "C", "variant sku": "C", "variant price": "5",
        },
    ]  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        {"Color": "Red", "Size": "M"},
        [{"name": "Color", "value": "Red"}, {"name": "Size", "value": "M"}],
        [{"Color": "Red"}, {"Size": "M"}],
        {"Color": {"id": 1, "value": "Red"}, "Size": "M", "Fit": None},
        "Color: Red; Size: M",
    ],
)
@pytest.mark.parametrize("field", ["options", "spec", "saleAttrs", "销售属性"])
def test_options_in_any_form_are_numbered(options: object, field: str) -> None:
    (row,) = table({"title": "a", "skus": [{"sku": "1", field: options}]})
    assert row == {
        "title": "a", "variant sku": "1", "variant option1 name": "Color", "variant option1 value": "Red",
        "variant option2 name": "Size", "variant option2 value": "M",
    }  # fmt: skip


def test_options_that_are_too_many_are_kept() -> None:
    many = {f"o{n}": str(n) for n in range(12)}
    (row,) = table({"title": "a", "skus": [{"sku": "1", "spec": many}]})
    assert row["variant option9 value"] == "8"
    assert [row[f"o{n}"] for n in (9, 10, 11)] == ["9", "10", "11"]


def test_a_text_without_names_is_one_option() -> None:
    (row,) = table({"title": "a", "skus": [{"sku": "1", "spec": "special"}]})
    assert row["variant option1 name"] == "spec"
    assert row["variant option1 value"] == "special"


def test_a_variants_own_color_keeps_its_header() -> None:
    rows = table({"id": 1, "color": "any", "variants": [{"color": "red"}, {"color": "blue"}]})
    assert [row["color"] for row in rows] == ["red", "blue"]


def _deep(levels: int) -> Nested:
    record: Nested = {"a": "x"}
    for _level in range(levels):
        record = {"a": record}
    return record


@pytest.mark.parametrize("record", [_deep(60), {f"k{n}": 1 for n in range(MAX_COLUMNS + 1)}])
def test_what_is_no_product_is_refused(record: Nested) -> None:
    with pytest.raises(TooNestedError):
        table(record)


@pytest.mark.parametrize(
    ("value", "text"),
    [("x", "x"), (12345678901234567890123, "12345678901234567890123"), (None, ""), (False, "false")],
)  # fmt: skip
def test_scalars_as_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_number_too_long_to_write_is_left_out() -> None:
    assert text_of(10**9000) == ""


def test_rows_of_a_record_share_its_number_and_come_each_time() -> None:
    records: Sequence[tuple[int, Nested]] = [
        (1, {"id": 1, "skus": [{"a": 1}, {"a": 2}]}),
        (3, {"id": 3}),
    ]
    grid = grid_of(lambda: iter(records), nullcontext)
    for _time in range(2):
        assert [number for number, _cells in grid.rows()] == [1, 2, 2, 4]
    assert (grid.estimate, grid.titled) == (2, True)


def test_nothing_in_one_record_does_not_hide_what_others_have(tmp_path: Path) -> None:
    records = [
        {"goods_id": 1, "title": "裙", "brand": {"name": "Sorv"}, "skus": [{"sku": "a"}]},
        {"goods_id": 2, "title": "杯", "brand": None, "skus": []},
    ]
    path = tmp_path / "goods.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    found = read_catalog(path)
    assert [(product.key, product.brand) for product in found.products] == [
        ("1", "Sorv"),
        ("2", ""),
    ]
    assert found.ignored_columns == ()


def test_a_blank_column_gives_way_to_a_filled_one(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("SKU,title,brand,vendor\nA,Hat,,Sorv\nB,Cap,,EP\n", encoding="utf-8")
    assert [product.brand for product in read_catalog(path).products] == ["Sorv", "EP"]
