"""What holds for all layouts: each file is known by one of them, and every module gives one."""

from __future__ import annotations

from pathlib import Path

import pytest

from localizer.intake import layouts as package
from localizer.intake.formats import open_table
from localizer.intake.headers import simplify
from localizer.intake.layout import CARRIED
from localizer.intake.layouts import layouts
from localizer.intake.mapping import is_role
from localizer.intake.table import Table

FIXTURES = {
    "bagisto.csv": "bagisto",
    "google.tsv": "google",
    "magento.csv": "magento",
    "medusa_v1.csv": "medusa",
    "medusa_v2.csv": "medusa",
    "prestashop.csv": "prestashop",
    "prestashop_combinations.csv": "prestashop",
    "saleor.csv": "saleor",
    "shopify_new.csv": "shopify",
    "shopify_old.csv": "shopify",
    "spree.csv": "spree",
    "taobao.csv": "taobao",
    "woocommerce.csv": "woocommerce",
}
CORPUS = {
    "bagisto_products.csv": "bagisto",
    "bagisto_products.xlsx": "bagisto",
    "medusa_exported-products-comma.csv": "medusa",
    "medusa_exported-products-semicolon.csv": "medusa",
    "medusa_invalid-column.csv": "medusa",
    "medusa_invalid-prices.csv": "medusa",
    "medusa_product-with-categories.csv": "medusa",
    "medusa_v1-template.csv": "medusa",
    "saleor_populatedb.json": "saleor",
    "shopify_apparel.csv": "shopify",
    "shopify_home-and-garden.csv": "shopify",
    "shopify_jewelery.csv": "shopify",
    "shopify_packt_Product-data.csv": "shopify",
    "spree_products.csv": "spree",
}


def _known_by(path: Path) -> list[str]:
    """Return the layouts that take a row of the plain table of ``path`` for their header."""
    plain = open_table(path, lambda _headers: 0, plain=True)
    rows = [plain.headers, *(cells for _number, cells in list(plain.rows)[:20])]
    words = [[simplify(cell) for cell in row] for row in rows]
    return [one.name for one in layouts() if any(one.recognises(row) for row in words)]


def test_every_layout_of_a_shop_system_has_a_file_here() -> None:
    built_by_tests = {"opencart", "shopee"}
    assert {one.name for one in layouts()} - built_by_tests - {"localizer"} == set(
        FIXTURES.values()
    )


@pytest.mark.parametrize(("name", "layout"), sorted(FIXTURES.items()))
def test_a_fixture_is_recognised_by_exactly_one_layout(data: Path, name: str, layout: str) -> None:
    assert _known_by(data / name) == [layout]


@pytest.mark.parametrize(("name", "layout"), sorted(CORPUS.items()))
def test_a_real_file_is_recognised(corpus: Path, name: str, layout: str) -> None:
    assert open_table(corpus / "catalog" / name, lambda _headers: 0).layout == layout


@pytest.mark.parametrize("header", [
    ["title", "price"],
    ["sku", "name", "price", "type", "stock"],
    ["id", "name", "description", "price"],
    ["handle", "title", "price"],
    ["商品标题", "货号", "售价", "库存"],
    ["product id", "name", "price", "quantity"],
    [],
])  # fmt: skip
def test_an_ordinary_header_is_of_no_layout(header: list[str]) -> None:
    assert [one.name for one in layouts() if one.recognises(header)] == []


def test_every_module_gives_a_layout_under_its_own_name() -> None:
    modules = {path.stem for folder in package.__path__ for path in Path(folder).glob("[a-z]*.py")}
    assert [one.name for one in layouts()] == sorted(modules)


def test_layouts_name_what_there_is() -> None:
    for layout in layouts():
        assert set(layout.carries) <= set(CARRIED)
        assert layout.carries
        assert layout.containers
        for header, role in layout.roles.items():
            assert simplify(header) == header, (layout.name, header)
            assert is_role(role), (layout.name, header, role)


@pytest.mark.parametrize("name", sorted(set(FIXTURES) - {"prestashop_combinations.csv"}))
def test_rows_stay_as_wide_as_the_header_and_keep_their_numbers(data: Path, name: str) -> None:
    plain = open_table(data / name, lambda _headers: 0, plain=True)
    table: Table = open_table(data / name, lambda _headers: 0)
    first, second = list(table.rows), list(table.rows)
    assert first == second
    assert {len(cells) for _number, cells in first} == {len(table.headers)}
    assert {number for number, _cells in first} <= {number for number, _cells in plain.rows}
