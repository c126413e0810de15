"""Promotions in the workspace: added, changed, removed, taken back, found for a product."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from localizer.catalog import products, promotions
from localizer.errors import InputError
from localizer.model.product import Product, Variant
from localizer.model.promotion import Promotion, Rounding, Scope
from localizer.store.database import Store


@pytest.fixture
def goods(store: Store) -> tuple[int, int, int]:
    """Return two products of one catalog and one of another."""
    with store.step("Import") as step:
        for name, keys in (("a", "AB"), ("b", "C")):
            number = products.ensure_catalog(step, name, "zh-Hans")
            made = [Product(key, key, (Variant(key),)) for key in keys]
            products.save_products(step, number, made)
    first, second, third = products.product_ids(store.read())
    return first, second, third


def made(name: str, **changes: Any) -> Promotion:  # noqa: ANN401 - any field
    base = Promotion(
        name,
        Decimal("0.125"),
        dt.datetime.fromisoformat("2026-11-27T09:30"),
        dt.datetime.fromisoformat("2026-11-30T00:00"),
    )
    return replace(base, **changes)


def listed(name: str, *product_ids: int) -> Promotion:
    return made(name, scope=Scope.LISTED, product_ids=product_ids)


def names(store: Store, product_id: int) -> list[str]:
    return [one.name for one in promotions.of_product(store.read(), product_id)]


def add(store: Store, *wanted: Promotion) -> None:
    with store.step("Plan") as step:
        for one in wanted:
            promotions.add(step, one)


def test_it_comes_back_as_it_was_and_is_taken_back(
    store: Store, goods: tuple[int, int, int]
) -> None:
    wanted = made(
        "Sale", rounding=Rounding.ENDING, market="DE", channel="amazon",
        scope=Scope.LISTED, product_ids=goods[:2], below_floor=True,
    )  # fmt: skip
    add(store, wanted)
    found = promotions.find(store.read(), "Sale")
    assert replace(found, id=0) == wanted
    store.undo()
    assert promotions.all_promotions(store.read()) == ()
    store.redo()
    assert promotions.find(store.read(), "Sale") == found


def test_a_product_has_those_for_itself_its_catalog_and_all(
    store: Store, goods: tuple[int, int, int]
) -> None:
    first, second, third = goods
    catalog = products.catalog_of(store.read(), first).id
    add(
        store,
        made("all"),
        made("catalog", scope=Scope.CATALOG, catalog_id=catalog),
        listed("listed", second, third),
    )
    assert {number: names(store, number) for number in goods} == {
        first: ["all", "catalog"], second: ["all", "catalog", "listed"], third: ["all", "listed"],
    }  # fmt: skip


def test_one_whose_products_are_gone_holds_nowhere_until_they_are_back(
    store: Store, goods: tuple[int, int, int]
) -> None:
    first, second, third = goods
    add(store, listed("one", first), listed("two", first, second))
    before = promotions.all_promotions(store.read())
    with store.step("Import again") as step:
        step.write("DELETE FROM product WHERE id = ?", (first,))

    def check_gone() -> None:
        one, two = promotions.all_promotions(store.read())
        assert (one.scope, one.product_ids, one.holds_nowhere) == (Scope.LISTED, (), True)
        assert (two.product_ids, two.holds_nowhere) == ((second,), False)
        assert (names(store, second), names(store, third)) == (["two"], [])

    check_gone()
    store.undo()
    assert promotions.all_promotions(store.read()) == before
    assert (names(store, first), names(store, third)) == (["one", "two"], [])
    store.redo()
    check_gone()
    empty = promotions.find(store.read(), "one")
    with store.step("Change") as step:
        assert not promotions.change(step, empty)
        assert promotions.change(step, replace(empty, percent=Decimal("0.3")))
    assert names(store, second) == ["two"], "a change does not make it one for all"


def test_one_of_a_catalog_goes_and_comes_with_it(store: Store, goods: tuple[int, int, int]) -> None:
    first, _second, third = goods
    catalog = products.catalog_of(store.read(), first).id
    add(store, made("catalog", scope=Scope.CATALOG, catalog_id=catalog))
    before = promotions.all_promotions(store.read())
    with store.step("Remove a catalog") as step:
        step.write("DELETE FROM catalog WHERE id = ?", (catalog,))
    assert promotions.all_promotions(store.read()) == ()
    assert names(store, third) == []
    store.undo()
    assert promotions.all_promotions(store.read()) == before
    assert (names(store, first), names(store, third)) == (["catalog"], [])
    store.redo()
    assert (promotions.all_promotions(store.read()), names(store, third)) == ((), [])


def test_changed_and_removed(store: Store, goods: tuple[int, int, int]) -> None:
    add(store, listed("Sale", *goods[:1]), made("Other"))
    before = promotions.find(store.read(), "Sale")
    assert promotions.by_id(store.read(), before.id) == before
    assert promotions.by_id(store.read(), 99) is None
    with store.step("Change") as step:
        assert not promotions.change(step, before)
        changed = replace(before, name="Big sale", product_ids=goods[1:])
        assert promotions.change(step, changed)
    assert promotions.find(store.read(), "Big sale") == changed
    with store.step("Remove") as step:
        assert promotions.remove(step, "Big sale") == changed
    assert [one.name for one in promotions.all_promotions(store.read())] == ["Other"]
    store.undo()
    assert promotions.find(store.read(), "Big sale") == changed


def test_names_are_taken_once_and_must_exist(store: Store) -> None:
    add(store, made("Sale"), made("Other"))
    other = promotions.find(store.read(), "Other")
    with pytest.raises(InputError, match="already a promotion named “Sale”"):
        add(store, made("Sale"))
    with (
        store.step("Change") as step,
        pytest.raises(InputError, match="already a promotion named “Sale”"),
    ):
        promotions.change(step, replace(other, name="Sale"))
    with store.step("Change") as step, pytest.raises(InputError, match="no promotion named “x”"):
        promotions.change(step, made("x", id=99))
    with store.step("Remove") as step, pytest.raises(InputError, match="no promotion named “x”"):
        promotions.remove(step, "x")
