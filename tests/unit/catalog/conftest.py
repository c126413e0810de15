"""Products, launches and texts to store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest

from localizer.catalog import launches, products
from localizer.model.launch import Launch, Target
from localizer.model.money import Money
from localizer.model.product import Fact, FactKind, Product, Variant
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
GERMAN = Target("DE", "amazon", "de-DE")


def make_dress(**changes: object) -> Product:
    """Return a dress with two sizes."""
    values: dict[str, object] = {
        "key": "DR-1",
        "title": "连衣裙",
        "brand": "Sorvanne",
        "category": "女装",
        "description_html": "<p>第一段</p><p>第二段</p>",
        "bullets": ("透气", "收腰"),
        "facts": (
            Fact(
                "material",
                FactKind.BLEND,
                "棉95% 氨纶5%",
                label="材质",
                parts=(("棉", Decimal(95)),),
            ),
            Fact("origin", FactKind.TERM, "中国", label="产地"),
        ),
        "variants": tuple(
            Variant(
                key=f"DR-1-{size}",
                sku=f"DR-1-{size}",
                options=(("颜色", "米色"), ("尺码", size)),
                cost=Money.of("42.5", "CNY"),
                stock=3,
                weight_g=Decimal(260),
            )
            for size in "SM"
        ),
    }
    return Product(**{**values, **changes})  # type: ignore[arg-type]


@pytest.fixture
def dress() -> Callable[..., Product]:
    """Return what makes a dress, with the given fields changed."""
    return make_dress


@pytest.fixture
def catalog_id(store: Store) -> int:
    """Return a catalog that holds the dress."""
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "sample", "zh-Hans")
        products.save_products(step, number, [make_dress()])
        products.ensure_segments(step, products.product_ids(step))
    return number


@pytest.fixture
def launch(store: Store, catalog_id: int) -> Launch:
    """Return a launch of the catalog for Thailand and Germany."""
    assert catalog_id
    with store.step("Launch") as step:
        launches.create(step, "11.11", [THAI, GERMAN], dt.date(2026, 12, 11))
    return launches.find(store.read())
