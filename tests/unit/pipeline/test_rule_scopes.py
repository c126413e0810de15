"""What holds for a part of the goods: rules for places that do not name everything."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import price_bases, products
from localizer.errors import InputError
from localizer.model.price_rule import RuleKind, RulePlace
from localizer.pipeline.price_rules import Said, ScopeLine, scope_lines, sku_of, today_in
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

GOODS = "货号,SKU编码,商品标题,成本价(元)\nA,A-1,纯棉T恤,61\nB,B-1,水杯,15\n"
TH = RulePlace("TH", "shopee")


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    """Return all packs; in Bangkok it is the day after already."""
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, 20, tzinfo=dt.UTC))


@pytest.fixture
def goods(store: Store, tmp_path: Path) -> Store:
    """Return a workspace with two SKUs."""
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, path)
    return store


def line(store: Store, tools: Tools, kind: RuleKind, place: RulePlace) -> ScopeLine:
    return next(one for one in scope_lines(store.read(), tools, place) if one.kind is kind)


def variant(store: Store, sku: str) -> int:
    ((number, _product),) = price_bases.variants_of_sku(store.read(), sku)
    return number


def test_what_differs_by_market_or_channel_has_no_one_default(goods: Store, tools: Tools) -> None:
    assert line(goods, tools, RuleKind.TAX, RulePlace()).rule is None
    assert line(goods, tools, RuleKind.FAMILY, RulePlace()).rule is not None
    assert line(goods, tools, RuleKind.FEES, RulePlace("TH")).rule is None
    assert line(goods, tools, RuleKind.FEES, TH).rule is not None


def test_the_nearest_counts_and_those_for_parts_are_named(goods: Store, tools: Tools) -> None:
    margin = RuleKind.MARGIN
    pipeline.set_rule(goods, tools, margin, RulePlace(), "0.30")
    pipeline.set_rule(goods, tools, margin, RulePlace("TH"), "0.31")
    pipeline.set_rule(goods, tools, margin, RulePlace(category="apparel"), "0.32")
    pipeline.set_rule(goods, tools, margin, RulePlace("DE"), "0.33")
    found = line(goods, tools, margin, TH)
    assert found.rule is not None
    assert found.rule.value == "0.31"
    assert [one.value for one in found.nearer] == ["0.32"]
    everywhere = line(goods, tools, margin, RulePlace())
    assert [one.value for one in everywhere.nearer] == ["0.31", "0.32", "0.33"]
    dress = line(goods, tools, margin, RulePlace("TH", "shopee", variant_id=variant(goods, "A-1")))
    assert dress.rule is not None
    assert dress.rule.value == "0.32", "a SKU has the rules of its category"


def test_rules_of_other_catalogs_are_left_out(goods: Store, tools: Tools, tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text(GOODS.replace("A-1", "A-2"), encoding="utf-8")
    pipeline.import_catalog(goods, other, catalog="other")
    first, second = [one.id for one in products.catalogs(goods.read())]
    number = variant(goods, "A-2")
    pipeline.set_rule(goods, tools, RuleKind.MARGIN, RulePlace(variant_id=number), "0.4")
    assert not line(goods, tools, RuleKind.MARGIN, RulePlace(catalog_id=first)).nearer
    assert line(goods, tools, RuleKind.MARGIN, RulePlace(catalog_id=second)).nearer
    assert sku_of(goods.read(), number) == "A-2"
    assert not sku_of(goods.read(), 99)


def test_a_rule_that_is_over_or_to_come_waits(goods: Store, tools: Tools) -> None:
    day = today_in(tools, "TH")
    assert day == dt.date(2026, 11, 3)
    over = Said(valid_to=day - dt.timedelta(days=1))
    pipeline.set_rule(goods, tools, RuleKind.TAX, RulePlace("TH"), "0.08", said=over)
    coming = Said(valid_from=day + dt.timedelta(days=1))
    pipeline.set_rule(goods, tools, RuleKind.TAX, RulePlace("TH"), "0.09", said=coming)
    narrower = line(goods, tools, RuleKind.TAX, TH)
    assert [one.value for one in narrower.waiting] == ["0.09"]
    found = line(goods, tools, RuleKind.TAX, RulePlace("TH"))
    assert [one.value for one in found.waiting] == ["0.08", "0.09"]
    assert found.rule == found.default
    assert found.expired
    pipeline.set_rule(goods, tools, RuleKind.TAX, RulePlace("TH"), "0.07")
    assert not line(goods, tools, RuleKind.TAX, RulePlace("TH")).expired


def test_a_place_there_is_none_of_is_refused(goods: Store, tools: Tools) -> None:
    with pytest.raises(InputError, match="no channel"):
        scope_lines(goods.read(), tools, RulePlace("TH", "market stall"))
