"""Choosing the basis of prices: what is priced already is priced anew, in one step."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import price_bases, prices, products
from localizer.catalog.prices import StoredPrice
from localizer.errors import InputError
from localizer.model.price import Basis
from localizer.model.price_basis import PriceBasis
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

LIST = PriceBasis(Basis.CONVERTED)
GOODS = "货号,商品标题,成本价(元),售价(元)\nA,水杯,20,60\nB,裙子,50,\nC,帽子,,30\n"


@pytest.fixture(scope="module")
def tools() -> Tools:
    """Return all packs, on a day of the bundled rates."""
    return pipeline.load_tools(now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))


@pytest.fixture
def priced(store: Store, tools: Tools, tmp_path: Path) -> Store:
    """Return a workspace with prices of three products in two markets."""
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, path)
    pipeline.create_launch(
        store, tools, "launch", ["US/amazon", "DE/amazon"], dt.date(2026, 11, 26)
    )
    pipeline.draft(store, tools)
    return store


def stored(store: Store, market: str = "US") -> dict[str, StoredPrice]:
    """Return the prices of a market by key of the product."""
    found = {}
    for number in products.product_ids(store.read()):
        (price,) = prices.of_product(store.read(), number, market, "amazon").values()
        found[products.load(store.read(), number).key] = price
    return found


def test_where_nobody_chose_the_cost_comes_first(priced: Store) -> None:
    assert [price.basis for price in stored(priced).values()] == [
        "cost-plus", "cost-plus", "converted-list",
    ]  # fmt: skip


def test_a_catalog_changes_to_its_list_prices_and_back(priced: Store, tools: Tools) -> None:
    before = {market: stored(priced, market) for market in ("US", "DE")}
    pipeline.choose_basis(priced, tools, LIST, market="US")
    after = stored(priced)
    assert (after["A"].basis, after["A"].status) == ("converted-list", "ok")
    assert after["A"].margin is not None, "the cost is known, so the profit is shown"
    assert (after["B"].amount, after["B"].code) == (None, "MISSING_LIST_PRICE")
    assert after["C"] == before["US"]["C"]
    assert stored(priced, "DE") == before["DE"]
    pipeline.undo(priced, tools)
    assert stored(priced) == before["US"]


def test_one_sku_and_a_factor(priced: Store, tools: Tools) -> None:
    pipeline.choose_basis(priced, tools, LIST, sku="A")
    plain = stored(priced)["A"].amount
    pipeline.choose_basis(
        priced, tools, PriceBasis(Basis.CONVERTED, Decimal(2)), sku="A", market="US"
    )
    doubled = stored(priced)["A"].amount
    assert plain is not None
    assert doubled is not None
    assert doubled > plain * Decimal("1.8")
    assert stored(priced)["B"].basis == "cost-plus"
    pipeline.choose_basis(priced, tools, None, sku="A", market="US")
    assert stored(priced)["A"].amount == plain


@pytest.mark.parametrize(
    ("where", "said"),
    [({"sku": "Z"}, "SKU"), ({"catalog": "other"}, "goods"), ({"market": "XX"}, "VN")],
)
def test_what_there_is_none_of_is_told(
    priced: Store, tools: Tools, where: dict[str, str], said: str
) -> None:
    catalog, sku, market = (where.get(name, "") for name in ("catalog", "sku", "market"))
    with pytest.raises(InputError, match=said):
        pipeline.choose_basis(priced, tools, LIST, catalog=catalog, sku=sku, market=market)
    assert price_bases.listed(priced.read()) == ()
