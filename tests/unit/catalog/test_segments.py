"""Segments go where their texts go, and take their translations along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from localizer.catalog import products, segments, translations
from localizer.model.product import Product
from localizer.model.segment import Field, Origin, State, Translation
from localizer.store.database import Store

Dress = Callable[..., Product]


def approve(store: Store) -> None:
    """Approve a German text for every segment of the dress: its source in brackets."""
    with store.step("Approve") as step:
        for segment in segments.of_product(step, 1):
            text = f"[{segment.source}]"
            done = State.APPROVED, Origin.PERSON, segment.source_hash
            translations.save(step, None, Translation(segment.id, "de-DE", text, *done))


def sync(store: Store, product: Product) -> None:
    with store.step("Sync") as step:
        segments.sync_segments(step, 1, product, "zh-Hans")


def texts(store: Store, field: Field) -> list[tuple[str, str]]:
    """Return source and German text ("" for none) of a field in listing order."""
    known = translations.of_product(store.read(), 1, "de-DE")
    return [
        (segment.source, known[segment.id][1].text if segment.id in known else "")
        for segment in segments.of_product(store.read(), 1)
        if segment.field is field
    ]


def test_a_bullet_on_top_keeps_approved_texts_on_their_sources(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    approve(store)
    with store.step("Import") as step:
        products.save_products(step, catalog_id, [dress(bullets=("新款", "透气", "收腰"))])
        products.ensure_segments(step, products.product_ids(step))
    assert texts(store, Field.BULLET) == [("新款", ""), ("透气", "[透气]"), ("收腰", "[收腰]")]
    store.undo()
    assert texts(store, Field.BULLET) == [("透气", "[透气]"), ("收腰", "[收腰]")]
    store.redo()
    assert texts(store, Field.BULLET)[0] == ("新款", "")


def test_swapped_options_keep_their_texts(store: Store, catalog_id: int, dress: Dress) -> None:
    assert catalog_id
    approve(store)
    swapped = tuple(
        replace(variant, options=tuple(reversed(variant.options))) for variant in dress().variants
    )
    sync(store, dress(variants=swapped))
    assert texts(store, Field.OPTION_NAME) == [("尺码", "[尺码]"), ("颜色", "[颜色]")]
    assert texts(store, Field.OPTION_VALUE) == [("S", "[S]"), ("米色", "[米色]"), ("M", "[M]")]


def test_a_removed_bullet_takes_only_its_own_text(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    assert catalog_id
    approve(store)
    sync(store, dress(bullets=("收腰",)))
    assert texts(store, Field.BULLET) == [("收腰", "[收腰]")]


def test_one_text_twice_stays_two_segments(store: Store, catalog_id: int, dress: Dress) -> None:
    assert catalog_id
    sync(store, dress(bullets=("透气", "收腰", "透气")))
    assert [source for source, _text in texts(store, Field.BULLET)] == ["透气", "收腰", "透气"]


def test_an_unchanged_product_writes_nothing(store: Store, catalog_id: int, dress: Dress) -> None:
    assert catalog_id
    before = store.read().value("SELECT max(seq) FROM change")
    sync(store, dress())
    assert store.read().value("SELECT max(seq) FROM change") == before
