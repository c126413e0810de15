"""OpenCart's workbook: the sheet of products, and the sheets beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.intake.formats import open_table
from localizer.intake.layouts.opencart import joined
from localizer.intake.reading import read_catalog
from localizer.intake.table import Grid, Table
from localizer.model.product import Product

Cell = str | int | float | None
Sheets = dict[str, list[list[Cell]]]
Write = Callable[[Sheets], Path]

Lines = Callable[[Product], list[str]]


def _grids(sheets: Sheets) -> list[Grid]:
    return [_grid(name, rows) for name, rows in sheets.items() if name != "Products"]


def _grid(name: str, rows: list[list[Cell]]) -> Grid:
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    return Grid(name, lambda: enumerate(cells, start=1), len(cells))


def _rows(table: Table, *columns: str) -> list[list[str]]:
    places = [table.headers.index(column) for column in columns]
    return [[cells[place] for place in places] for _number, cells in table.rows]


def test_products_without_options(write_book: Write, opencart_sheets: Sheets, lines: Lines) -> None:
    reading = read_catalog(write_book({"Products": opencart_sheets["Products"]}))
    assert {p.key: lines(p) for p in reading.products} == {
        "42": ["SH | - | 39.9 USD | 15 | 250 g"],
        "43": ["MUG-43 | - | 8 USD | 9 | -"],
    }
    shirt = reading.products[0]
    assert (shirt.title, shirt.description_html, shirt.brand) == (
        "Shirt & tie",
        "<p>Soft linen.</p>",
        "Harbour",
    )
    assert (shirt.variants[0].gtin, shirt.category) == ("4006381333931", "")
    assert "name(zh-cn)" in reading.ignored_columns


def test_the_sheets_beside_give_variants_facts_and_pictures(
    write_book: Write, opencart_sheets: Sheets
) -> None:
    plain = open_table(write_book(opencart_sheets), lambda _headers: 0, plain=True)
    table = joined(plain, _grids(opencart_sheets))
    assert _rows(
        table, "product_id", "sku", "option1 name", "option1 value", "price", "weight", "quantity"
    ) == [
        ["42", "SH-S", "Size", "S", "39.9000", "0.25000000", "10"],
        ["42", "SH-XL", "Size", "XL", "42.4000", "0.20000000", "5"],
        ["43", "MUG-43", "", "", "8.0000", "0", "9"],
    ]
    assert _rows(table, "attribute: Material", "more images")[0] == ["Linen", "catalog/back.jpg"]
    assert _rows(table, "attribute: Engraving") == [[""], [""], ["Name"]]


def test_of_several_needed_options_none_makes_variants(
    write_book: Write, opencart_sheets: Sheets
) -> None:
    opencart_sheets["ProductOptions"].append([42, "Colour", None, "true"])
    opencart_sheets["ProductOptionValues"].append(
        [42, "Colour", "Red", 1, "true", "", "+", 0, "+", "", "+"]
    )
    plain = open_table(write_book(opencart_sheets), lambda _headers: 0, plain=True)
    table = joined(plain, _grids(opencart_sheets))
    assert _rows(table, "sku", "attribute: Size", "attribute: Colour")[0] == ["SH", "S, XL", "Red"]


@pytest.mark.parametrize("price", ["1e999999999", "NaN", "", "free"])
def test_a_change_of_price_that_is_no_number_changes_nothing(
    write_book: Write, opencart_sheets: Sheets, price: str
) -> None:
    opencart_sheets["ProductOptionValues"][2][5] = price
    plain = open_table(write_book(opencart_sheets), lambda _headers: 0, plain=True)
    table = joined(plain, _grids(opencart_sheets))
    assert _rows(table, "price")[1] == ["39.9000"]
