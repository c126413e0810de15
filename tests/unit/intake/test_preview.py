"""A preview shows what an import would understand, from the first rows alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter  # type: ignore[import-untyped]

from localizer.intake.formats import open_table
from localizer.intake.mapping import map_columns
from localizer.intake.opening import LOOKED_AT
from localizer.intake.preview import preview
from localizer.intake.rows import SAMPLE_ROWS
from localizer.intake.table import RawRow


def _file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "goods.csv"
    path.write_bytes(text.encode(encoding))
    return path


def _understood(path: Path) -> list[str]:
    return [str(item) for item in preview(path).understood]


def test_a_chinese_file_in_full(tmp_path: Path) -> None:
    text = (
        "商品标题,成本价(元),重量(kg),条形码,材质\n连衣裙,¥39.90,0.3,4006381333931,棉95% 氨纶5%\n"
    )
    found = preview(_file(tmp_path, text, "gb18030"))
    assert (found.format, found.layout, found.encoding, found.delimiter) == (
        "csv",
        "",
        "gb18030",
        ",",
    )
    assert (found.locale, found.currency, found.currency_stated, found.mark) == (
        "zh-Hans",
        "CNY",
        True,
        ".",
    )
    assert [str(item) for item in found.understood] == [
        "¥39.90 → 39.90 CNY",
        "0.3 → 300 g",
        "4006381333931 → 4006381333931",
        "棉95% 氨纶5% → 棉 95 %, 氨纶 5 %",
    ]
    assert found.rows == ((2, ("连衣裙", "¥39.90", "0.3", "4006381333931", "棉95% 氨纶5%")),)
    assert (found.header_row, found.problem) == (1, "")


def test_a_comma_as_decimal_mark_is_said(tmp_path: Path) -> None:
    found = preview(_file(tmp_path, "title;price (EUR);weight (kg)\nDress;1.234,50;0,3\n"))
    assert (found.mark, found.delimiter) == (",", ";")
    assert [str(item) for item in found.understood] == [
        "1.234,50 → 1234.50 EUR (comma is the decimal mark)",
        "0,3 → 300 g (comma is the decimal mark)",
    ]


def test_what_cannot_be_used_is_said(tmp_path: Path) -> None:
    found = preview(_file(tmp_path, "title,price,weight,hs code\nDress,free,3,cotton\n"))
    assert [item.ok for item in found.understood] == [False, False, False]
    assert "“free” is not a number." in str(found.understood[0])


@pytest.mark.parametrize(
    ("text", "currency", "stated"),
    [
        ("标题,售价\n裙,12\n", "CNY", False),
        ("title,price\nDress,12\n", "USD", False),
        ("title,price,currency\nDress,12,EUR\n", "EUR", True),
        ("title,price\nDress,฿12\n", "THB", True),
        ("title,Price SGD\nDress,12\n", "SGD", True),
    ],
)
def test_the_currency_is_stated_or_assumed(
    tmp_path: Path,
    text: str,
    currency: str,
    stated: bool,  # noqa: FBT001
) -> None:
    found = preview(_file(tmp_path, text))
    assert (found.currency, found.currency_stated) == (currency, stated)


def test_a_language_column_states_the_language(tmp_path: Path) -> None:
    found = preview(_file(tmp_path, "title,price,locale\nDress,12,de_DE\n"))
    assert (found.locale, found.locale_stated) == ("de-DE", True)


def test_a_file_that_must_be_asked_about_is_shown_all_the_same(tmp_path: Path) -> None:
    found = preview(_file(tmp_path, "foo,bar\nFloral dress,12.50\nCotton shirt,13.50\n"))
    assert found.problem.startswith("goods.csv: No column holds the product title")
    assert [guess.role for guess in found.guesses] == ["title", "list_price"]
    assert found.column_map == {}
    again = preview(found.file, column_map={"foo": "title"})
    assert again.problem == ""
    assert again.column_map == {"foo": "title"}


def test_its_map_confirms_what_is_sure_and_likely(tmp_path: Path) -> None:
    found = preview(_file(tmp_path, "Titel,price,材质,,备注\nDress,12,棉,,x\n"))
    assert found.column_map == {
        "Titel": "title",
        "price": "list_price",
        "材质": "fact",
        "备注": "ignore",
    }
    assert map_columns(found.headers, found.column_map).header("title") == "Titel"


def test_sheets_are_named_and_one_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        for name, title in (("notes", "nothing"), ("goods", "title"), ("more", "title")):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [title, "price"])
            sheet.write_row(1, 0, [f"Dress of {name}", "12"])
    found = preview(path)
    assert (found.sheet, found.sheets) == ("goods", ("notes", "goods", "more"))
    assert (found.encoding, found.delimiter) == ("", "")
    assert preview(path, sheet="more").rows[0][1][0] == "Dress of more"


def test_a_layout_is_named(tmp_path: Path) -> None:
    text = "Handle,Title,Body (HTML),Vendor,Variant SKU,Variant Price\na,Dress,x,y,S,12\n"
    found = preview(_file(tmp_path, text))
    assert found.layout == "Shopify"
    assert {guess.confidence for guess in found.guesses} <= {"sure", "likely"}


def test_only_the_first_rows_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "title,price\n" + "Dress,12\n" * 5000
    path = _file(tmp_path, text)
    read: list[int] = []

    def watched(*args: object, **options: object) -> object:
        table = open_table(*args, **options)  # type: ignore[arg-type]
        rows = table.read

        def counted() -> Iterator[RawRow]:
            for row in rows():
                read.append(row[0])
                yield row

        object.__setattr__(table, "read", counted)
        return table

    monkeypatch.setattr("localizer.intake.opening.open_table", watched)
    assert len(preview(path).rows) == 8
    assert len(read) == LOOKED_AT + SAMPLE_ROWS


def test_rows_are_counted_as_records_and_not_as_lines(tmp_path: Path) -> None:
    cell = '"one\ntwo\nthree"'
    found = preview(_file(tmp_path, "title,description\n" + f"Dress,{cell}\n" * 6))
    assert (found.estimate, found.counted) == (6, True)
    found = preview(_file(tmp_path, "title,description\n" + f"Dress,{cell}\n" * 9000))
    assert not found.counted
    assert found.estimate == pytest.approx(9000, rel=0.05)


def test_cells_that_cannot_be_used_are_among_the_samples_with_the_reason(tmp_path: Path) -> None:
    prices = [*map(str, range(1, 31)), "面议", "12", "询价"]
    text = "标题,售价(元)\n" + "".join(f"裙{n},{price}\n" for n, price in enumerate(prices))
    found = preview(_file(tmp_path, text))
    samples = found.samples[1]
    assert [one.text for one in samples] == ["1", "2", "3", "4", "5", "6", "面议", "询价"]
    assert [(one.row, one.ok) for one in samples[-2:]] == [(32, False), (34, False)]
    assert "面议" in samples[6].meaning
    assert found.guesses[1].samples == tuple(one.text for one in samples)
    assert [one.text for one in found.understood] == ["1", "2", "3", "面议", "询价"]


def test_a_header_nobody_knows_is_kept_as_a_fact_and_told(tmp_path: Path) -> None:
    found = preview(_file(tmp_path, "标题,售价(元),裙型,材质\n裙,1,A字,棉\n"))
    assert [guess.is_own_fact for guess in found.guesses] == [False, False, True, False]
    assert "kept as a fact" in found.guesses[2].why


def test_our_own_file_is_shown_as_it_will_be_read(tmp_path: Path) -> None:
    text = (
        "product_key,title,variant_key,list_price,list_price_currency,weight_g,facts,locale,mine\n"
        'A,裙子,a1,39.9,CNY,300,"[{""name"":""fit"",""kind"":""term"",""value"":""修身"",""label"":""版型""}]",'
        "zh-Hans,x\nA,,a2,free,CNY,,,,\n"
    )
    found = preview(_file(tmp_path, text))
    assert found.layout == "Localizer"
    assert {guess.confidence for guess in found.guesses} == {"sure"}
    assert [guess.label for guess in found.guesses][:3] == [
        "product number", "title", "key of the variant",
    ]  # fmt: skip
    assert (found.guesses[-1].label, found.guesses[-1].role) == ("", "ignore")
    assert [one.meaning for one in found.understood if one.ok] == [
        "39.90 CNY", "300 g", "版型: 修身",
    ]  # fmt: skip
    (odd,) = [one for one in found.understood if not one.ok]
    assert (odd.text, odd.row) == ("free", 3)
    assert (found.locale, found.locale_stated) == ("zh-Hans", True)
    assert (found.currency, found.currency_stated, found.problem) == ("CNY", True, "")
