"""The translations file of a shop comes back with one language filled in and every other byte as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from localizer.errors import InputError
from localizer.export.channels.shopify_translations import records, text_of, written
from localizer.export.writer import Part
from localizer.model.launch import Target
from localizer.model.product import Variant
from tests.support.channel_content import made

TARGET = Target("TH", "shopify", "th-TH")
HEAD = "Type,Identification,Field,Locale,Market,Status,Default content,Translated content"
SHOP = (
    "\ufeff" + HEAD + "\r\n"
    "PRODUCT,'8812345678901,title,th,,untranslated,亚麻衬衫,\r\n"
    'PRODUCT,\'8812345678901,body_html,th,,outdated,"<p>软,\r\n轻</p>",<p>เก่า</p>\r\n'
    "PRODUCT,'8812345678901,handle,th,,,linen-shirt,\r\n"
    "PRODUCT,'8812345678901,meta_title,th,,untranslated,亚麻,\r\n"
    "PRODUCT,'8812345678901,title,de,,untranslated,亚麻衬衫,\r\n"
    "PRODUCT,'8812345678901,title,th,Japan,,亚麻衬衫,\r\n"
    'PRODUCT_OPTION,\'55,name,th,,,"颜色",""\r\n'
    "PRODUCT_OPTION_VALUE,'56,name,th,,,红色,สีแดง\r\n"
    "\r\n"
    "COLLECTION,'9,title,th,,,夏季,"
)
SHIRT = made(
    "linen-shirt",
    title='เสื้อ "ลินิน"',
    variants=[Variant(key="a", sku="a", options=(("颜色", "红色"),))],
    shown=[[("สี", "แดง")]],
)
Write = Callable[..., tuple[Part, ...]]
Told = Callable[[tuple[Part, ...]], dict[str, int]]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "export.csv"
    path.write_bytes(SHOP.encode())
    return path


def test_only_the_cells_of_the_language_change(write: Write, told: Told, shop: Path) -> None:
    parts = write("shopify-translations", [SHIRT], TARGET, fill=str(shop))
    expected = (
        SHOP.replace("th,,untranslated,亚麻衬衫,\r", 'th,,translated,亚麻衬衫,"เสื้อ ""ลินิน"""\r')
        .replace("outdated", "translated")
        .replace("<p>เก่า</p>", "<p>นุ่ม & เบา</p>")
        .replace('"颜色",""', '"颜色","สี"')
    )
    assert parts[0].path.read_bytes() == expected.encode()
    assert told(parts) == {"filled:Translated content": 3, "kept:Translated content": 1}
    assert parts[0].rows == 10


def test_what_the_shop_translated_is_replaced_when_asked_for(write: Write, shop: Path) -> None:
    (part,) = write("shopify-translations", [SHIRT], TARGET, fill=str(shop), overwrite="yes")
    assert "红色,แดง\r\n" in part.path.read_bytes().decode()


def test_a_product_is_found_by_its_title_where_one_only_has_it(write: Write, shop: Path) -> None:
    (part,) = write(
        "shopify-translations", [made("other-key", title="ลินิน")], TARGET, fill=str(shop)
    )
    assert "亚麻衬衫,ลินิน" in part.path.read_text(encoding="utf-8")


def test_two_products_for_one_number_are_told_and_left_blank(
    write: Write, told: Told, shop: Path
) -> None:
    contents = [made("first", title="ก"), made("second", title="ข")]
    parts = write("shopify-translations", contents, TARGET, fill=str(shop))
    assert told(parts)["left_out:Identification"] == 1
    assert "untranslated,亚麻衬衫,\r\n" in parts[0].path.read_bytes().decode()


def test_products_and_languages_the_file_lacks_are_told(
    write: Write, told: Told, tmp_path: Path
) -> None:
    path = tmp_path / "other.csv"
    path.write_text(f"{HEAD}\nPRODUCT,'1,title,fr,,,鞋,\n", encoding="utf-8")
    parts = write("shopify-translations", [SHIRT], TARGET, fill=str(path))
    assert told(parts) == {"missing:Locale": 1, "missing:Identification": 1}
    assert parts[0].path.read_bytes() == path.read_bytes()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "Choose the translations file"),
        ("Handle,Title\na,b\n", "other columns"),
        (f'{HEAD}\nPRODUCT,1,title,th,,,"open,\n', "line 2"),
    ],
)
def test_another_file_is_refused_in_words(
    write: Write, tmp_path: Path, content: str | None, message: str
) -> None:
    path = tmp_path / "x.csv"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        write("shopify-translations", [SHIRT], TARGET, fill=str(path))


CELLS = st.text(alphabet=st.sampled_from(list("a,\"\r\n'ก😀 ")), max_size=8)


@settings(max_examples=400 if os.environ.get("LOCALIZER_LONG") else 50, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=5))
def test_records_are_read_as_they_are_written(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("records") / "any.csv"
    path.write_bytes(
        "\n".join(",".join(written(cell, "") for cell in row) for row in rows).encode()
    )
    found = list(records(path))
    assert "".join(",".join(cells) + end for cells, end in found).encode() == path.read_bytes()
    assert [[text_of(cell) for cell in cells] for cells, _end in found] == rows
