"""Products of a launch where there are very many: those of a few ids, and one product's number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog import launches, products
from localizer.catalog.json_text import encode, id_array
from localizer.catalog.launches import ProductOrder, launch_products, products_among
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.store.database import create

TARGET = Target("TH", "shopee", "th-TH")


@pytest.mark.parametrize("listed", [(), (4, 2, 5)])
def test_a_product_has_the_number_of_its_place(tmp_path: Path, listed: tuple[int, ...]) -> None:
    with create(tmp_path / "a.localizer") as store:
        with store.step("Import") as step:
            for name in ("a", "b"):
                number = products.ensure_catalog(step, name, "zh-Hans")
                made = [Product(key=f"{name}{place}", title="x", variants=()) for place in range(3)]
                products.save_products(step, number, made)
            launches.create(step, "l", [TARGET], dt.date(2026, 11, 11), listed)
        reader = store.read()
        launch = launches.find(reader)
        every, order = launch_products(reader, launch), ProductOrder(reader, launch)
        assert tuple(order) == every
        assert [order.number_of(one) for one in every] == list(range(1, len(every) + 1))
        assert order.number_of(99) is None
        assert products_among(reader, launch, (5, 4, 99)) == tuple(
            one for one in every if one in (4, 5)
        )


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_ids_come_back_from_json(ids: list[int]) -> None:
    assert list(id_array(encode(ids))) == ids


def test_very_many_ids_come_back_from_json() -> None:
    ids = list(range(10**9, 10**9 + 100_000))
    assert list(id_array(encode(ids))) == ids
