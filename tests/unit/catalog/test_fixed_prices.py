"""Many fixed prices at once: only differences are written, and undo takes them back."""

from __future__ import annotations

from localizer.catalog import fixed_prices, products
from localizer.catalog.fixed_prices import Key
from localizer.model.money import Money
from localizer.model.product import Product, Variant
from localizer.store.database import Store


def money(amount: str) -> Money:
    return Money.of(amount, "THB")


def write(store: Store, wanted: dict[Key, Money | None]) -> int:
    with store.step("Fix") as step:
        return fixed_prices.put_many(step, wanted)


def test_new_changed_same_and_removed(store: Store) -> None:
    with store.step("Import") as step:
        goods = [Product(key, key, variants=(Variant(key, key),)) for key in "ABC"]
        products.save_products(step, products.ensure_catalog(step, "shop", "zh-Hans"), goods)
    ids = [
        number
        for one in products.product_ids(store.read())
        for number in products.variant_ids(store.read(), one).values()
    ]
    keys: list[Key] = [(number, "TH", "shopee") for number in ids]
    assert write(store, dict.fromkeys(keys, money("9"))) == 3
    assert fixed_prices.of_variants(store.read(), ids[:2]) == dict.fromkeys(keys[:2], money("9"))
    assert write(store, {keys[0]: money("8.50"), keys[1]: money("9"), keys[2]: None}) == 2
    now = {keys[0]: money("8.50"), keys[1]: money("9")}
    assert fixed_prices.of_variants(store.read(), ids) == now
    assert write(store, {keys[2]: None, keys[1]: money("9")}) == 0
    store.undo()
    assert fixed_prices.of_variants(store.read(), ids) == dict.fromkeys(keys, money("9"))
    store.undo()
    assert fixed_prices.of_variants(store.read(), ids) == {}
