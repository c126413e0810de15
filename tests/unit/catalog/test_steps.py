"""Which products a step concerns: those are checked again when it is taken back or made again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from localizer import pipeline
from localizer.catalog import rows, steps
from localizer.model.changes import Changes
from localizer.model.money import Money
from localizer.model.price import Basis, Rate
from localizer.model.price_basis import PriceBasis
from localizer.pipeline.tools import Tools
from localizer.store.database import Step, Store

DAY = dt.date(2026, 11, 2)
GOODS = "货号,商品标题,成本价(元)\nA,水杯,20\nB,裙子,50\nC,帽子,30\n"
LIST = PriceBasis(Basis.CONVERTED)
Act = Callable[[Store, Tools], object]


@pytest.fixture(scope="module")
def tools(loaded: Tools) -> Tools:
    """Return all packs, on a day of the bundled rates."""
    return replace(loaded, now=lambda: dt.datetime(2026, 11, 2, tzinfo=dt.UTC))


@pytest.fixture
def priced(store: Store, tools: Tools, tmp_path: Path) -> Store:
    """Return a workspace with three products (1 to 3), the first two of them in a launch."""
    path = tmp_path / "goods.csv"
    path.write_text(GOODS, encoding="utf-8")
    pipeline.import_catalog(store, path, catalog="shop")
    pipeline.create_launch(store, tools, "l", ["US/amazon", "DE/amazon"], DAY, [1, 2])
    pipeline.draft(store, tools)
    return store


def write(table: str, **record: object) -> Act:
    """Return what inserts a row in a step of its own."""

    def act(store: Store, _tools: Tools) -> None:
        with store.step("Write") as step:
            rows.insert(step, table, record)

    return act


def rule(**record: object) -> Act:
    rest = dict.fromkeys(
        ("market", "channel", "category", "source", "checked_on", "confidence"), ""
    )
    return write("price_rule", kind="margin", value="0.3", set_at="now", **{**rest, **record})


def promotion(*listed: int, catalog: int | None = None) -> Act:
    def act(store: Store, _tools: Tools) -> None:
        names = ("rounding", "market", "channel", "starts_at", "ends_at", "created_at", "scope")
        record = {"name": "Sale", "percent": "0.1", **dict.fromkeys(names, "")}
        with store.step("Plan") as step:
            number = rows.insert(step, "promotion", {**record, "catalog_id": catalog})
            for one in listed:
                rows.insert(step, "promotion_product", {"promotion_id": number, "product_id": one})

    return act


def fixed(store: Store, tools: Tools) -> Changes:
    return pipeline.fix_price(store, tools, 2, "US", "amazon", Money.of("49.99", "USD"))


def based(store: Store, tools: Tools) -> Changes:
    return pipeline.choose_basis(store, tools, LIST, variant=2, market="US")


def of_catalog(store: Store, tools: Tools) -> Changes:
    return pipeline.choose_basis(store, tools, LIST, catalog="shop")


def entered(store: Store, tools: Tools, quote: str = "USD") -> Changes:
    value = {"USD": "0.15", "THB": "5"}[quote]
    return pipeline.set_rate(store, tools, Rate("CNY", quote, Decimal(value), DAY, "bank"))


def spread(store: Store, tools: Tools) -> Changes:
    return pipeline.set_spread(store, tools, "USD", Decimal(1))


def newest(store: Store) -> int:
    return steps.recent(store.read(), 1)[0].id


@pytest.mark.parametrize(
    ("act", "concerned"),
    [
        (fixed, (2,)),
        (based, (2,)),
        (of_catalog, (1, 2, 3)),
        (entered, (1, 2)),
        (lambda store, tools: entered(store, tools, "THB"), ()),
        (spread, (1, 2)),
        (rule(variant_id=2), (2,)),
        (rule(catalog_id=1), (1, 2, 3)),
        (rule(market="US"), None),
        (promotion(catalog=1), (1, 2, 3)),
        (promotion(), None),
        (lambda store, tools: pipeline.freeze_rates(store, tools, DAY), None),
    ],
)
def test_a_step_made_undone_and_made_again(
    priced: Store, tools: Tools, act: Act, concerned: tuple[int, ...] | None
) -> None:
    act(priced, tools)
    number = newest(priced)
    assert steps.touched_products(priced.read(), number) == concerned
    priced.undo()
    assert steps.touched_products(priced.read(), number) == concerned
    priced.redo()
    assert steps.touched_products(priced.read(), number) == concerned


@pytest.mark.parametrize("undone", [True, False])
def test_what_is_taken_back_by_hand_concerns_the_same(
    priced: Store,
    tools: Tools,
    undone: bool,  # noqa: FBT001 - a parameter of the table
) -> None:
    fixed(priced, tools)
    pipeline.fix_price(priced, tools, 2, "US", "amazon", None)
    assert steps.touched_products(priced.read(), newest(priced)) == (2,)
    entered(priced, tools)
    pipeline.clear_rate(priced, "CNY", "USD")
    if undone:
        priced.undo()
    assert steps.touched_products(priced.read(), newest(priced)) == (1, 2)


def test_a_promotion_of_listed_products_concerns_them(priced: Store, tools: Tools) -> None:
    promotion(3)(priced, tools)
    assert steps.touched_products(priced.read(), newest(priced)) == (3,)


def test_prices_inserted_many_at_a_time_have_their_owners(priced: Store, tools: Tools) -> None:
    pipeline.create_launch(priced, tools, "more", ["TH/shopee"], DAY, [1, 2])
    pipeline.draft(priced, tools, launch="more")
    number = newest(priced)
    kinds = priced.read().rows("SELECT op FROM change WHERE step = ?", (number,))
    assert "R" in {row["op"] for row in kinds}
    assert steps.touched_products(priced.read(), number) == (1, 2)
    priced.undo()
    assert steps.touched_products(priced.read(), number) == (1, 2)


def test_undo_of_a_fixed_price_checks_only_its_product(
    priced: Store, tools: Tools, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[object] = []

    def recheck(_store: Store, _tools: Tools, changes: Changes, owners: list[int]) -> Changes:
        checked.append(tuple(owners))
        return changes

    fixed(priced, tools)
    monkeypatch.setattr("localizer.pipeline.decide.recheck", recheck)
    pipeline.undo(priced, tools)
    pipeline.redo(priced, tools)
    assert checked == [(2,), (2,)]


def test_a_step_that_is_gone_is_told(store: Store) -> None:
    with pytest.raises(LookupError):
        steps.info(store.read(), 99)
    assert steps.next_undo(store.read()) is None
    with store.step("One") as step:
        _one(step)
    undo = steps.next_undo(store.read())
    assert undo is not None
    assert undo.label == "One"
    assert steps.next_redo(store.read()) is None


def _one(step: Step) -> None:
    rows.insert(step, "preference", {"key": "a", "value": "b"})
