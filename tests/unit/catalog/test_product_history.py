"""Which steps touched one product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from localizer.catalog import products, segments, translations
from localizer.catalog.product_history import product_history
from localizer.model.product import Product
from localizer.model.segment import Origin, State, Translation
from localizer.store.database import Store

Dress = Callable[..., Product]


def labels(store: Store, number: int, limit: int = 50) -> list[str]:
    return [past.label for past in product_history(store.read(), number, limit)]


def test_every_step_that_touched_a_product_is_told_newest_first(
    store: Store, dress: Dress, catalog_id: int
) -> None:
    with store.step("Import again") as step:
        products.save_products(step, catalog_id, [dress(key="DR-2")])
    with store.step("Rename {n}", n="1") as step:
        products.change_product(step, 1, dress(title="红裙"))
    with store.step("Drop a variant") as step:
        products.change_product(step, 1, dress(title="红裙", variants=dress().variants[:1]))
    with store.step("Translate") as step:
        products.ensure_segments(step, [1])
        segment = segments.of_product(step, 1)[0]
        new = Translation(
            segment.id, "th-TH", "แดง", State.DRAFT, Origin.PERSON, segment.source_hash
        )
        number = translations.save(step, None, new)
    with store.step("Correct") as step:
        changed = replace(new, text="สีแดง")
        translations.save(step, (number, new), changed)
    assert labels(store, 1) == ["Correct", "Translate", "Drop a variant", "Rename 1", "Import"]
    assert labels(store, 1, 2) == ["Correct", "Translate"]
    assert labels(store, 2) == ["Import again"]
    assert labels(store, 3) == []


def test_an_undone_step_says_so(store: Store, dress: Dress, catalog_id: int) -> None:
    assert catalog_id
    with store.step("Rename") as step:
        products.change_product(step, 1, dress(title="红裙"))
    store.undo()
    newest = product_history(store.read(), 1)[0]
    assert (newest.label, newest.undone, newest.by) == ("Rename", True, "tester")


def test_rows_inserted_in_bulk_count_for_every_row(store: Store) -> None:
    with store.step("Bulk") as step:
        number = products.ensure_catalog(step, "a", "en-US")
        columns = ("id", "catalog_id", "position", "key", "title", "brand", "category")
        some = [(n, number, n, f"K{n}", "T", "", "") for n in range(11, 20)]
        step.insert_many("product", columns, some)
    assert labels(store, 11) == labels(store, 15) == labels(store, 19) == ["Bulk"]
    assert labels(store, 20) == []
