"""What was asked is noted once, the lowest of a day, without what never came."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from localizer.catalog import price_records, products
from localizer.model.money import Money
from localizer.model.product import PriceRecord, Product, Variant
from localizer.store.database import Store

DAY = dt.date(2026, 11, 22)


def day(offset: int) -> dt.date:
    return DAY + dt.timedelta(days=offset)


@pytest.mark.parametrize(
    ("before", "asked", "after"),
    [
        ([], [(0, "10")], [(0, "10")]),
        ([(-5, "10")], [(0, "10")], [(-5, "10")]),
        ([(-5, "10")], [(0, "9")], [(-5, "10"), (0, "9")]),
        ([(0, "10")], [(0, "9")], [(0, "9")]),
        ([(-5, "10"), (0, "9")], [(0, "10")], [(-5, "10"), (0, "9"), (1, "10")]),
        ([(-5, "10"), (0, "9"), (1, "10")], [(0, "10")], [(-5, "10"), (0, "9"), (1, "10")]),
        ([(0, "9"), (1, "10")], [(0, "9.5")], [(0, "9"), (1, "9.5")]),
        ([(0, "9"), (1, "10")], [(0, "9")], [(0, "9")]),
        ([(0, "9")], [(0, "10"), (1, "8"), (4, "10")], [(0, "9"), (1, "8"), (4, "10")]),
        ([(0, "8"), (3, "10")], [(0, "10"), (2, "7")], [(0, "8"), (1, "10"), (2, "7")]),
        ([(-5, "9"), (0, "10")], [(0, "9")], [(-5, "9")]),
        ([(-5, "10"), (3, "8"), (5, "10")], [(0, "10"), (4, "7")], [(-5, "10"), (4, "7")]),
        (
            [(-5, "10")],
            [(0, "10"), (2, "8"), (4, "10")],
            [(-5, "10"), (2, "8"), (4, "10")],
        ),
    ],
    ids=[
        "first", "the same", "another", "lower that day", "higher that day", "the same again",
        "a third that day", "the lowest again", "a sale from tomorrow", "a sale taken back",
        "back that day", "plans changed", "a sale",
    ],
)  # fmt: skip
def test_note(
    store: Store,
    before: list[tuple[int, str]],
    asked: list[tuple[int, str]],
    after: list[tuple[int, str]],
) -> None:
    def records(rows: list[tuple[int, str]]) -> tuple[PriceRecord, ...]:
        return tuple(PriceRecord("DE", Money.of(text, "EUR"), day(place)) for place, text in rows)

    other = PriceRecord("FR", Money.of("1", "EUR"), day(9))
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "a", "zh-Hans")
        made = Product("A", "A", (Variant("A"),), price_records=(*records(before), other))
        products.save_products(step, number, [made])
    (product,) = products.product_ids(store.read())
    wanted = [(day(place), Decimal(text)) for place, text in asked]
    with store.step("Note") as step:
        changed = price_records.note(step, product, "DE", "EUR", wanted)
    found = products.load(store.read(), product).price_records
    assert sorted(found, key=lambda one: (one.market, one.since)) == [*records(after), other]
    assert changed == (before != after) == bool(step.changes)


def test_another_currency_is_not_compared(store: Store) -> None:
    with store.step("Import") as step:
        number = products.ensure_catalog(step, "a", "zh-Hans")
        was = PriceRecord("BG", Money.of("9", "BGN"), DAY)
        made = Product("A", "A", (Variant("A"),), price_records=(was,))
        products.save_products(step, number, [made])
    (product,) = products.product_ids(store.read())
    with store.step("Note") as step:
        price_records.note(step, product, "BG", "EUR", [(DAY, Decimal(10))])
    found = products.load(store.read(), product).price_records
    assert found == (PriceRecord("BG", Money.of("10", "EUR"), DAY),)
