"""The workbook read back: texts are texts, prices are numbers, nothing calculates or links."""

from __future__ import annotations

import errno
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from localizer.catalog import prices, products
from localizer.errors import OutputError
from localizer.export import workbook as workbook_module
from localizer.export.stage import ExportRules, export_targets
from localizer.export.xlsx_format import CELL_LIMIT, breakdown_columns
from localizer.model.launch import Launch, Target
from localizer.store.database import Store

openpyxl: Any = pytest.importorskip("openpyxl")
Edit = Callable[..., None]


@pytest.fixture
def workbook(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, tmp_path: Path
) -> Callable[[], Any]:
    def write() -> Any:  # noqa: ANN401 - the library is untyped
        export_targets(store, rules, launch, tmp_path / "x", targets=[shopee], formats=["xlsx"])
        return openpyxl.load_workbook(next((tmp_path / "x").glob("*.xlsx")))

    return write


def _records(sheet: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - the library is untyped
    heading, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(heading, row, strict=True)) for row in rows]


def test_the_sheets_and_their_frozen_headings(workbook: Callable[[], Any]) -> None:
    book = workbook()
    assert book.sheetnames == ["Listings", "Prices", "Scripts"]
    assert [sheet.freeze_panes for sheet in book] == ["A2"] * 3
    assert book["Listings"]["A1"].font.bold
    assert book["Listings"].column_dimensions["E"].width > 40


def test_listings(workbook: Callable[[], Any]) -> None:
    red, blue, mat = _records(workbook()["Listings"])
    assert red["title"] == 'กระบอกน้ำ "Lanju"'
    assert red["bullets"] == "ผนังสองชั้น\nวัสดุ: สแตนเลส"
    assert red["gtin"] == "6901234567892"
    assert (red["option_1_name"], red["option_1_value"]) == ("สี", "แดง")
    assert (red["price"], red["stock"], red["weight_g"]) == (199, 5, 310.5)
    assert (blue["price"], blue["stock"], blue["weight_g"]) == (200, 0, None)
    assert mat["title"] == "=เสื่อ"


def test_a_text_that_looks_like_a_formula_is_a_text(workbook: Callable[[], Any]) -> None:
    cells = [cell for sheet in workbook() for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_price_cells_have_the_currencys_number_format(workbook: Callable[[], Any]) -> None:
    sheet = workbook()["Listings"]
    place = [cell.value for cell in sheet[1]].index("price")
    assert sheet[2][place].number_format == "#,##0.00"
    stock = [cell.value for cell in sheet[1]].index("stock")
    assert sheet[2][stock].number_format == "General"


def test_prices_show_the_whole_breakdown(workbook: Callable[[], Any]) -> None:
    first = _records(workbook()["Prices"])[0]
    assert first == {
        "product_key": "BOTTLE",
        "sku": "B-RED",
        "price": 199,
        "currency": "THB",
        "basis": "cost-plus",
        "status": "ok",
        "code": None,
        "warnings": None,
        "margin_on_net": "0.2034",
        "rate": "5.069962059",
        "rate_date": "2026-10-30",
        "rate_source": "ECB",
        "tax_inside": 13.02,
        "fee_commission": 9.95,
        "cost": 101.4,
        "profit": 74.63,
    }


def test_scripts(workbook: Callable[[], Any]) -> None:
    lines = _records(workbook()["Scripts"])
    assert [(line["line"], line["text"]) for line in lines] == [
        (1, "สวัสดี"),
        (2, "วันนี้ ฿199.00"),
        (3, "pin *product*"),
    ]


def test_a_text_too_long_for_a_cell_is_cut_and_counted(
    store: Store, launch: Launch, rules: ExportRules, shopee: Target, edit: Edit, tmp_path: Path
) -> None:
    edit("第一段", text="ร" * (CELL_LIMIT + 1))
    result = export_targets(store, rules, launch, tmp_path, targets=[shopee], formats=["xlsx"])
    assert [file.cut for file in result.exported[0].files] == [2]
    book = openpyxl.load_workbook(tmp_path / "TH-shopee.xlsx")
    assert len(_records(book["Listings"])[0]["description"]) == CELL_LIMIT


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("http://x.example/", "http://x.example/"),
        ("{=SUM(A1)}", "{=SUM(A1)}"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\ufffeb\uffffc", "abc"),
        ("0123", "0123"),
        ("1.5", "1.5"),
        ("<b>&amp;</b>", "<b>&amp;</b>"),
        ("𠮷", "𠮷"),
    ],
)
def test_texts_come_back_as_they_were(
    text: str, read: str, edit: Edit, workbook: Callable[[], Any]
) -> None:
    edit("垫子", text=text)
    assert _records(workbook()["Listings"])[2]["title"] == read


def test_control_characters_do_not_break_the_file(
    edit: Edit, workbook: Callable[[], Any], tmp_path: Path
) -> None:
    edit("垫子", text="a\x00b\x1b\x0bc")
    workbook()
    with ZipFile(tmp_path / "x" / "TH-shopee.xlsx") as package:
        sheet = package.read("xl/worksheets/sheet1.xml")
    assert not any(byte < 0x20 and byte not in b"\t\n\r" for byte in sheet)


def test_numbers_longer_than_a_cell_keeps_are_written_as_text(
    store: Store, workbook: Callable[[], Any]
) -> None:
    with store.step("Price") as step:
        variant = products.variant_ids(step, 1)["B-RED"]
        old = prices.of_product(step, 1, "TH", "shopee")[variant]
        long = Decimal("12345678901234567.89")
        prices.save(step, replace(old, amount=long, input_hash="1"))
    assert _records(workbook()["Listings"])[0]["price"] == "12345678901234567.89"


@pytest.mark.usefixtures("launch")
def test_breakdown_columns_follow_the_sum_and_lose_nothing(store: Store) -> None:
    first = prices.of_product(store.read(), 1, "TH", "shopee")[1]
    parts = {"profit": "1", "cost": "2", "fee_b": "3", "price": "6", "surprise": "4"}
    other = replace(first, answer={"breakdown": {**parts, "fee_a": "0"}})
    refused = replace(first, answer={"status": "error", "code": "NO_BASE"})
    assert breakdown_columns([first, other, refused]) == (
        "tax_inside",
        "fee_commission",
        "fee_b",
        "fee_a",
        "cost",
        "profit",
        "surprise",
    )
    assert breakdown_columns([]) == ()


def test_a_workbook_that_cannot_be_written_is_told(
    store: Store,
    launch: Launch,
    rules: ExportRules,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def close(self: workbook_module.Workbook, *_said: object, **_more: object) -> None:
        self.abort()
        raise OSError(errno.ENOSPC, "No space left")

    monkeypatch.setattr(workbook_module.Workbook, "close", close)
    with pytest.raises(OutputError, match="disk is full"):
        export_targets(store, rules, launch, tmp_path / "out", formats=["xlsx"])
    assert list((tmp_path / "out").iterdir()) == []
