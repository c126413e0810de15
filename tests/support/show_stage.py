"""A small launch for Thailand, drafted, that shows can be made of."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Final

from localizer import pipeline
from localizer.catalog import launches, products
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.pipeline.shows import new_show
from localizer.pipeline.tools import Tools
from localizer.store.database import Store, create

THAI: Final = Target("TH", "shopee", "th-TH")
NAME: Final = "Show"
STARTS: Final = dt.datetime(2026, 11, 26, 20)  # noqa: DTZ001 - the time of the market
SECONDS: Final = 600


def _product(key: str, title: str, *facts: Fact, cost: str = "30") -> Product:
    variant = Variant(key, key, (), cost=Money.of(cost, "CNY"), stock=100)
    return Product(key=key, title=title, brand="Homivelt", facts=facts, variants=(variant,))


_GOODS: Final = (
    _product(
        "BT-1",
        "304不锈钢保温杯",
        Fact(
            "capacity", FactKind.QUANTITY, "500ml", Decimal(500), None, "milliliter", label="容量"
        ),
    ),
    _product("PB-1", "充电宝", Fact("origin", FactKind.TERM, "中国", label="产地"), cost="45"),
    _product("DR-1", "连衣裙", Fact("material", FactKind.TERM, "棉", label="材质"), cost="60"),
)


def build(path: Path, tools: Tools) -> None:
    """Make a workspace with three products drafted for Thailand, and a show of them."""
    with create(path, person="tester") as store:
        with store.step("Import") as step:
            number = products.ensure_catalog(step, "c", "zh-Hans")
            products.save_products(step, number, _GOODS)
            products.ensure_segments(step, products.product_ids(step))
        pipeline.create_launch(store, tools, "launch", ["TH/shopee"], STARTS.date())
        pipeline.draft(store, tools)
        new_show(store, tools, launch(store), THAI, NAME, STARTS, SECONDS)


def launch(store: Store) -> Launch:
    """Return the launch."""
    return launches.find(store.read())
