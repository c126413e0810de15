"""Products keep their identity and an import writes only what changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from localizer.catalog import products, segments
from localizer.catalog.merging import merge
from localizer.catalog.products import Saved, save_products
from localizer.model.money import Money
from localizer.model.product import Evidence, Fact, FactKind, Offer, PriceRecord, Product, Variant
from localizer.model.segment import Field
from localizer.store.database import Store

Dress = Callable[..., Product]


def save(store: Store, catalog_id: int, *items: Product) -> Saved:
    with store.step("Import") as step:
        return save_products(step, catalog_id, items)


def the_one(store: Store) -> Product:
    (number,) = products.product_ids(store.read())
    return products.load(store.read(), number)


def test_a_product_comes_back_as_it_went_in(store: Store, catalog_id: int, dress: Dress) -> None:
    whole = dress(
        key="DR-2",
        images=("a.png",),
        extra=(("note", "x"),),
        evidence=(Evidence("CE", "1", dt.date(2026, 1, 2), dt.date(2027, 1, 2), "ce.pdf"),),
        offers=(
            Offer(
                "discount",
                Decimal("0.10"),
                None,
                dt.datetime(2026, 11, 20, tzinfo=dt.UTC),
                None,
                ("TH",),
            ),
        ),
        price_records=(PriceRecord("DE", Money.of("19.99", "EUR"), dt.date(2026, 10, 1)),),
    )
    assert save(store, catalog_id, whole).added == ("DR-2",)
    number = products.find_by_key(store.read(), catalog_id, "DR-2")
    assert number is not None
    assert products.load(store.read(), number) == whole


def test_an_equal_product_is_not_written(store: Store, catalog_id: int, dress: Dress) -> None:
    assert save(store, catalog_id, dress()).unchanged == ("DR-1",)
    assert store.read().value("SELECT count(*) FROM step") == 1


@pytest.mark.parametrize(
    ("silent", "field"),
    [
        ({"description_html": ""}, "description_html"),
        ({"bullets": ()}, "bullets"),
        ({"brand": ""}, "brand"),
        ({"facts": ()}, "facts"),
        ({"variants": ()}, "variants"),
    ],
)
def test_what_a_file_is_silent_about_is_kept(
    store: Store, catalog_id: int, dress: Dress, silent: dict[str, object], field: str
) -> None:
    assert save(store, catalog_id, dress(**silent)).unchanged == ("DR-1",)
    assert getattr(the_one(store), field) == getattr(dress(), field)


def test_a_change_is_written_and_undone(store: Store, catalog_id: int, dress: Dress) -> None:
    assert save(store, catalog_id, dress(title="新款连衣裙")).changed == ("DR-1",)
    assert the_one(store).title == "新款连衣裙"
    store.undo()
    assert the_one(store) == dress()


def test_a_new_size_joins_and_a_known_one_keeps_what_the_file_lacks(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    bare = Variant(key="DR-1-S", sku="DR-1-S", stock=9)
    save(store, catalog_id, dress(variants=(bare, Variant(key="DR-1-L", sku="DR-1-L"))))
    got = {variant.key: variant for variant in the_one(store).variants}
    assert sorted(got) == ["DR-1-L", "DR-1-M", "DR-1-S"]
    small = got["DR-1-S"]
    assert (small.stock, small.cost, small.weight_g) == (9, Money.of("42.5", "CNY"), Decimal(260))


def test_facts_are_replaced_by_name_and_keep_their_place(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    linen = Fact("material", FactKind.TERM, "亚麻", label="材质")
    fit = Fact("fit", FactKind.TERM, "宽松", label="版型")
    save(store, catalog_id, dress(facts=(fit, linen)))
    assert [(fact.name, fact.value) for fact in the_one(store).facts] == [
        ("material", "亚麻"),
        ("origin", "中国"),
        ("fit", "宽松"),
    ]


def test_products_of_two_catalogs_may_share_a_key(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    with store.step("Second") as step:
        second = products.ensure_catalog(step, "second", "en")
        assert products.ensure_catalog(step, "second", "en") == second
    assert save(store, second, dress(title="Dress")).added == ("DR-1",)
    assert len(products.product_ids(store.read())) == 2
    assert len(products.product_ids(store.read(), catalog_id)) == 1


def test_records_are_attached_once(store: Store, catalog_id: int) -> None:
    number = products.find_by_key(store.read(), catalog_id, "DR-1")
    assert number is not None
    item = Evidence("CE", "1")
    with store.step("Attach") as step:
        assert products.attach(step, number, evidence=(item,))
        assert not products.attach(step, number, evidence=(item,))
        assert not products.attach(step, 999, evidence=(item,))
    assert products.load(store.read(), number).evidence == (item,)


def test_segments_follow_the_texts_and_remember_the_one_before(
    store: Store, catalog_id: int, dress: Dress
) -> None:
    (number,) = products.product_ids(store.read())
    before = {(s.field, s.position): s for s in segments.of_product(store.read(), number)}
    assert [s.source for s in before.values()] == [
        "连衣裙", "透气", "收腰", "材质:棉95% 氨纶5%", "产地:中国", "第一段", "第二段",
        "颜色", "尺码", "米色", "S", "M",
    ]  # fmt: skip
    save(store, catalog_id, dress(bullets=("透气亲肤", "收腰")))
    after = {(s.field, s.position): s for s in segments.of_product(store.read(), number)}
    changed = after[Field.BULLET, 0]
    assert changed.id == before[Field.BULLET, 0].id
    assert changed.source_hash != before[Field.BULLET, 0].source_hash
    row = store.read().one("SELECT * FROM segment_body WHERE id = ?", (changed.id,))
    assert row is not None
    assert (row["source"], row["previous"]) == ("透气亲肤", "透气")
    assert after[Field.TITLE, 0] == before[Field.TITLE, 0]


def test_looking_for_what_is_gone_says_so(store: Store, catalog_id: int) -> None:
    assert products.find_by_key(store.read(), catalog_id, "none") is None
    with pytest.raises(LookupError):
        products.load(store.read(), 99)
    with pytest.raises(LookupError):
        products.product_of_variant(store.read(), 99)


def test_merging_is_new_over_old(dress: Dress) -> None:
    new = replace(dress(), title="新", brand="", offers=())
    merged = merge(dress(offers=(Offer("voucher"),)), new)
    assert (merged.title, merged.brand, merged.offers) == ("新", "Sorvanne", (Offer("voucher"),))
