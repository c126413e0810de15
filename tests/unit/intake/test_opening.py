"""Which row is the header, what is a catalog, and what a person is asked."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from localizer.errors import ColumnsUnknownError, InputError
from localizer.intake.mapping import signature_of
from localizer.intake.opening import known_table, look_into


def _file(folder: Path, *lines: str) -> Path:
    path = folder / "goods.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(line.split(",") for line in lines)
    return path


def test_a_catalog_is_taken_as_it_is(tmp_path: Path) -> None:
    found = known_table(_file(tmp_path, "标题,售价", "裙,12"))
    assert found.columns.header("title") == "标题"
    assert (found.problem, found.recalled, found.assumptions) == (None, False, ())
    assert [cells for _number, cells in found.first] == [["裙", "12"]]


def test_what_is_likely_is_told(tmp_path: Path) -> None:
    found = known_table(_file(tmp_path, "Tittle,price", "Dress,12"))
    assert found.assumptions == (
        "Column “Tittle” was taken for: title. The header is nearly a known name.",
    )


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (("source,target", "hello,你好"), "target"),
        (("编号,品项", "K1,法式碎花连衣裙", "K2,男士纯棉短袖"), "品项"),
    ],
)
def test_without_a_title_a_person_is_asked(
    tmp_path: Path, lines: tuple[str, ...], title: str
) -> None:
    with pytest.raises(ColumnsUnknownError, match="No column holds the product title") as caught:
        known_table(_file(tmp_path, *lines))
    assert caught.value.headers == tuple(lines[0].split(","))
    assert caught.value.suggested[title] == "title"


def test_a_title_alone_is_no_catalog(tmp_path: Path) -> None:
    path = _file(tmp_path, "name,email,phone", "Ann,a@b.c,1")
    with pytest.raises(ColumnsUnknownError, match="Only the title is known"):
        known_table(path)
    found = known_table(path, column_map={"name": "title"})
    assert found.columns.ignored == ("email", "phone")


def test_a_property_without_a_name_of_ours_does_not_count(tmp_path: Path) -> None:
    with pytest.raises(ColumnsUnknownError):
        known_table(_file(tmp_path, "名称,噪音", "裙,3"))
    assert known_table(_file(tmp_path, "名称,材质", "裙,棉")).problem is None


def test_notes_above_the_header_are_passed_over(tmp_path: Path) -> None:
    lines = ("产品清单 2026,,", "名字,品项,报价", "a,法式碎花连衣裙,¥3", "b,男士纯棉短袖,¥4")
    found = look_into(_file(tmp_path, *lines))
    assert found.table.headers == ("名字", "品项", "报价")
    chosen = known_table(_file(tmp_path, *lines), column_map={"品项": "title"})
    assert (chosen.table.header_row, chosen.columns.header("title")) == (2, "品项")


def test_a_likely_title_marks_the_header_row(tmp_path: Path) -> None:
    found = known_table(_file(tmp_path, "my list,,", "Tittle,price,stock", "Dress,1,2"))
    assert found.table.header_row == 2


def test_what_was_said_before_is_used_again(tmp_path: Path) -> None:
    path = _file(tmp_path, "note,", "foo,bar", "Dress,1")
    memory = {signature_of(["Foo", "bar"]): {"foo": "title", "bar": "stock"}}
    found = known_table(path, recall=memory.get)
    assert found.recalled
    assert found.table.header_row == 2
    assert found.signature in memory
    assert found.columns.header("stock") == "bar"


def test_what_is_said_now_wins_over_memory(tmp_path: Path) -> None:
    path = _file(tmp_path, "foo,bar", "Dress,Shirt")
    memory = {signature_of(["foo", "bar"]): {"foo": "title"}}
    found = known_table(path, column_map={"bar": "title"}, recall=memory.get)
    assert not found.recalled
    assert found.columns.header("title") == "bar"


def test_a_map_for_another_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column “货号”"):
        known_table(_file(tmp_path, "标题,售价", "裙,12"), column_map={"货号": "sku"})
