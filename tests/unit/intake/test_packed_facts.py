from __future__ import annotations

from pathlib import Path

import pytest

from localizer.intake.opening import look_into
from localizer.intake.packed_facts import is_packed, unpacked
from localizer.intake.table import Table

HEADERS = ("货号", "标题", "产品属性", "价格")


def table(*cells: str, header: str = "产品属性") -> Table:
    headers = ("货号", "标题", header, "价格")
    rows = [(at + 2, [f"A{at}", "水壶", cell, "9"]) for at, cell in enumerate(cells)]
    return Table("csv", headers, 1, lambda: iter([(n, list(row)) for n, row in rows]), 0)


def test_every_attribute_becomes_a_column_of_its_own() -> None:
    found = unpacked(table("容量:1.7L;功率:1500W", "", "材质：棉\n容量：2L"))
    assert found.headers == (
        "货号", "标题", "", "价格", "attribute: 容量", "attribute: 功率", "attribute: 材质",
    )  # fmt: skip
    assert [cells for _number, cells in found.read()] == [
        ["A0", "水壶", "", "9", "1.7L", "1500W", ""],
        ["A1", "水壶", "", "9", "", "", ""],
        ["A2", "水壶", "", "9", "2L", "", "棉"],
    ]
    assert found.own_headers == HEADERS
    assert found.notes == ("The attributes in “产品属性” were read one by one: 容量, 功率, 材质.",)


def test_a_cell_that_is_no_list_of_attributes_stays_as_it_is() -> None:
    found = unpacked(table("容量:1.7L", "适合送礼"))
    assert found.headers[2] == "产品属性"
    assert [cells[2] for _number, cells in found.read()] == ["", "适合送礼"]


@pytest.mark.parametrize("cell", ["颜色:黑;尺码:M", "适合送礼", ""])
def test_options_and_plain_words_are_not_unpacked(cell: str) -> None:
    whole = table(cell)
    assert unpacked(whole) is whole


def test_another_column_is_not_unpacked() -> None:
    whole = table("容量:1.7L", header="备注")
    assert unpacked(whole) is whole
    assert is_packed("Product Attributes")


def test_what_a_person_says_of_the_column_goes_before(tmp_path: Path) -> None:
    path = tmp_path / "goods.csv"
    path.write_text("货号,标题,产品属性\nA1,水壶,材质:棉\n", encoding="utf-8")
    assert "attribute: 材质" in look_into(path).table.headers
    assert look_into(path).guesses[2].confidence == "sure"
    chosen = look_into(path, column_map={"产品属性": "fact"})
    assert chosen.table.headers == ("货号", "标题", "产品属性")
