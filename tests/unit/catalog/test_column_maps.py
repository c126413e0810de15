"""Column maps are remembered by the signature of the headers, and taken back by undo."""

from __future__ import annotations

from localizer.catalog.column_maps import forget, remember, remembered
from localizer.store.database import Store


def test_a_map_is_remembered_and_replaced(store: Store) -> None:
    with store.step("one") as step:
        assert remember(step, "abc", {"品项": "title", "#3": "sku"})
    assert remembered(store.read(), "abc") == {"品项": "title", "#3": "sku"}
    assert remembered(store.read(), "xyz") is None
    with store.step("two") as step:
        assert remember(step, "abc", {"品项": "ignore"})
    assert remembered(store.read(), "abc") == {"品项": "ignore"}


def test_the_same_map_writes_nothing(store: Store) -> None:
    with store.step("one") as step:
        remember(step, "abc", {"a": "title", "b": "sku"})
    with store.step("two") as step:
        assert not remember(step, "abc", {"b": "sku", "a": "title"})
    assert store.read().value("SELECT count(*) FROM step") == 1


def test_undo_takes_it_back(store: Store) -> None:
    with store.step("one") as step:
        remember(step, "abc", {"a": "title"})
    store.undo()
    assert remembered(store.read(), "abc") is None


def test_a_map_can_be_forgotten(store: Store) -> None:
    with store.step("one") as step:
        remember(step, "abc", {"a": "title"})
    with store.step("two") as step:
        assert forget(step, "abc")
        assert not forget(step, "xyz")
    assert remembered(store.read(), "abc") is None
