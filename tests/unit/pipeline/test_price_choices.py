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
from localizer.model.price import Basis, Rate
from localizer.model.price_basis import AUTOMATIC, PriceBasis
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

LIST = PriceBasis(Basis.CONVERTED)
GOODS = "货号,商品标题,成本价(元),售价(元)\nA,水杯,20,60\nB,裙子,50,\nC,帽子,,30\n"


@pytest.fixture(scope="module")
def goods() -> str:
    """Return the file of three products whose prices the tests begin with."""
    return GOODS


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
    pipeline.choose_basis(priced, tools, AUTOMATIC, sku="A", market="US")
    assert stored(priced)["A"].basis == "cost-plus", "in this market again"
    pipeline.choose_basis(priced, tools, LIST, sku="A")
    assert stored(priced)["A"].amount == plain


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ({"sku": "Z"}, "SKU"),
        ({"catalog": "other"}, "goods"),
        ({"market": "XX"}, "VN"),
        ({"sku": "A", "catalog": "other"}, "goods"),
    ],
)
def test_what_there_is_none_of_is_told(
    priced: Store, tools: Tools, where: dict[str, str], said: str
) -> None:
    catalog, sku, market = (where.get(name, "") for name in ("catalog", "sku", "market"))
    with pytest.raises(InputError, match=said):
        pipeline.choose_basis(priced, tools, LIST, catalog=catalog, sku=sku, market=market)
    assert price_bases.listed(priced.read()) == ()


MIXED = "货号,商品标题,成本价(元),售价(USD)\nA,水杯,300,12.50\nB,帽子,10,12.50\n"


def test_a_cost_in_another_currency_than_the_list_price_is_compared(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = tmp_path / "mixed.csv"
    path.write_text(MIXED, encoding="utf-8")
    pipeline.import_catalog(store, path)
    targets = ["US/amazon", "DE/amazon"]
    pipeline.create_launch(store, tools, "launch", targets, dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    pipeline.choose_basis(store, tools, LIST)
    for market in ("US", "DE"):
        found = stored(store, market)
        assert found["A"].margin is not None
        assert found["A"].margin < 0, "300 CNY are more than 12.50 USD"
        assert "LOSS" in found["A"].warnings
        assert found["B"].margin is not None
        assert found["B"].margin > 0
    assert found["A"].request["fx"] is not None


def test_what_is_in_the_markets_currency_depends_on_no_rate(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = tmp_path / "domestic.csv"
    path.write_text("货号,商品标题,售价(USD)\nA,水杯,12.50\n", encoding="utf-8")
    pipeline.import_catalog(store, path)
    pipeline.create_launch(store, tools, "launch", ["US/amazon"], dt.date(2026, 11, 26))
    pipeline.draft(store, tools)
    before = stored(store)["A"]
    assert before.request["fx"] is None
    newer = Rate("CNY", "USD", Decimal("0.2"), dt.date(2026, 11, 1), "bank")
    pipeline.set_rate(store, tools, newer)
    pipeline.draft(store, tools)
    assert stored(store)["A"] == before


def test_only_launched_products_are_priced(priced: Store, tools: Tools) -> None:
    ids = products.product_ids(priced.read())
    pipeline.create_launch(priced, tools, "second", ["TH/shopee"], dt.date(2026, 12, 1), ids[2:])
    pipeline.draft(priced, tools, launch="second")
    pipeline.choose_basis(priced, tools, LIST)
    assert prices.of_product(priced.read(), ids[0], "TH", "shopee") == {}
    assert len(prices.of_product(priced.read(), ids[2], "TH", "shopee")) == 1


def test_a_price_in_the_markets_own_currency_is_taken(
    store: Store, tools: Tools, tmp_path: Path
) -> None:
    path = tmp_path / "two.csv"
    path.write_text(
        "货号,商品标题,成本价(元),售价(元),售价(USD)\nA,水杯,20,300,8.40\n", encoding="utf-8"
    )
    pipeline.import_catalog(store, path)
    pipeline.create_launch(
        store, tools, "launch", ["US/amazon", "DE/amazon"], dt.date(2026, 11, 26)
    )
    pipeline.draft(store, tools)
    assert stored(store)["A"].basis == "cost-plus"
    pipeline.choose_basis(store, tools, LIST)
    american, german = stored(store)["A"], stored(store, "DE")["A"]
    assert american.request["list"] == {"amount": "8.4", "currency": "USD"}
    assert american.amount == Decimal("8.99")
    assert american.margin is not None
    assert german.request["list"] == {"amount": "300", "currency": "CNY"}
