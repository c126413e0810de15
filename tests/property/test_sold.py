"""Products read many at a time are those read one by one, and their words too, over the whole sample."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.catalog import launches, prices, products, promotions
from localizer.catalog.sold import Sold, sold_products
from localizer.model.launch import Launch, Target
from localizer.model.promotion import Promotion, Scope
from localizer.pipeline.demo import create_demo
from localizer.pipeline.sold_words import SoldWords
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.stage import reprice
from localizer.store.database import Store

#: Targets of the sample whose prices have tax inside and on top, and amounts without decimals.
MARKETS = ("DE", "US", "VN")
#: The sample has 26 products; the ids beyond are of none.
IDS = st.lists(st.integers(1, 30), max_size=12, unique=True)


@pytest.fixture(scope="module")
def sample(
    new_store: Callable[[Path], Store], loaded: Tools, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Store, Launch, tuple[Target, ...]]]:
    """Return the sample with prices on three targets and promotions of every reach."""
    with new_store(tmp_path_factory.mktemp("sold") / "sample.localizer") as store:
        create_demo(store, loaded)
        launch = launches.find(store.read())
        targets = tuple(one for one in launch.targets if one.market in MARKETS)
        reprice(store, price_rules(store.read(), loaded), targets)
        start = dt.datetime(2026, 11, 26)  # noqa: DTZ001 - wall time of each market
        with store.step("Plan") as step:
            days, tenth = (start, start + dt.timedelta(2)), Decimal("0.10")
            catalog = products.catalogs(step)[0].id
            promotions.add(step, Promotion("All", tenth, *days))
            promotions.add(
                step, Promotion("Some", tenth, *days, scope=Scope.LISTED, product_ids=(1, 2, 5, 20))
            )
            promotions.add(
                step, Promotion("Here", tenth, *days, market="DE", scope=Scope.CATALOG, catalog_id=catalog)
            )  # fmt: skip
        yield store, launch, targets


@given(ids=IDS, place=st.integers(0, len(MARKETS) - 1))
def test_many_at_a_time_are_those_read_alone(
    sample: tuple[Store, Launch, tuple[Target, ...]], ids: list[int], place: int
) -> None:
    store, _launch, targets = sample
    reader, target = store.read(), targets[place]
    found = sold_products(reader, ids, target.market, target.channel)
    there = set(products.product_ids(reader))
    assert set(found) == set(ids) & there
    for number, one in found.items():
        assert one == Sold(
            number,
            products.load(reader, number),
            products.catalog_of(reader, number).locale,
            products.variant_ids(reader, number),
            prices.of_product(reader, number, target.market, target.channel),
            promotions.of_product(reader, number),
        )
        assert list(one.variant_ids) == [variant.key for variant in one.product.variants]


@given(ids=IDS)
def test_words_do_not_depend_on_what_was_asked_before(
    sample: tuple[Store, Launch, tuple[Target, ...]], loaded: Tools, ids: list[int]
) -> None:
    """One speaker for all, who remembers the last product, says what a fresh one says of each."""
    store, launch, targets = sample
    reader = store.read()
    order = launches.launch_products(reader, launch)
    speaker = SoldWords(loaded, launch, order)
    for target in targets:
        for number, sold in sold_products(reader, ids, target.market, target.channel).items():
            said = (
                speaker.tokens(sold, target), speaker.asked(sold, target), speaker.spoken(sold, target)
            )  # fmt: skip
            (alone,) = sold_products(reader, [number], target.market, target.channel).values()
            fresh = [SoldWords(loaded, launch, order) for _word in said]
            assert said == (
                fresh[0].tokens(alone, target),
                fresh[1].asked(alone, target),
                fresh[2].spoken(alone, target),
            )
            assert all("{" not in word for word in said[0].values())


def test_the_sample_has_something_to_say(
    sample: tuple[Store, Launch, tuple[Target, ...]], loaded: Tools
) -> None:
    store, launch, targets = sample
    german = next(one for one in targets if one.market == "DE")
    order = launches.launch_products(store.read(), launch)
    found = sold_products(store.read(), order, german.market, german.channel)
    assert list(found) == list(order)
    words = SoldWords(loaded, launch, order)
    first = found[order[0]]
    assert "€" in words.tokens(first, german)["price"]
    assert "€" not in words.spoken(first, german)["price"]
    assert {name.name for name in first.promotions} == {"All", "Some", "Here"}
    assert any(one.sale is not None for one in words.asked(first, german).values())
