"""Shows are kept with their rundown, and every change of them can be undone."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest

from localizer.catalog import products, show_log, shows
from localizer.errors import InputError
from localizer.model.launch import Target
from localizer.model.show import Frozen, ItemKind, RunKind, ShowItem
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
STARTS = dt.datetime(2026, 11, 26, 20, tzinfo=ZoneInfo("Asia/Bangkok"))
BREAK = ShowItem(0, ItemKind.BREAK, title="Pause", seconds=60)


def make(store: Store, *items: ShowItem, name: str = "Show") -> int:
    with store.step("Show") as step:
        return shows.create(step, name, THAI, STARTS, 5400, items)


def breaks(*titles: str) -> tuple[ShowItem, ...]:
    return tuple(replace(BREAK, title=title) for title in titles)


def titles(store: Store, show_id: int) -> str:
    """Return the titles in order, after making sure that positions are dense."""
    query = "SELECT position FROM show_item WHERE show_id = ? ORDER BY position"
    found = [row[0] for row in store.read().rows(query, (show_id,))]
    assert found == list(range(len(found)))
    return "".join(item.title for item in shows.load(store.read(), show_id).items)


def ids(store: Store, show_id: int) -> dict[str, int]:
    return {item.title: item.id for item in shows.load(store.read(), show_id).items}


def test_a_show_reads_back_as_it_was_made(store: Store, catalog_id: int) -> None:
    product = products.product_ids(store.read(), catalog_id)[0]
    item = ShowItem(0, ItemKind.SCRIPT, product, "warm", "A", hard_start=900, note="flash sale")
    number = make(store, item, BREAK)
    show = shows.load(store.read(), number)
    assert (show.name, show.target, show.seconds, show.frozen) == ("Show", THAI, 5400, None)
    assert show.starts_at == STARTS
    assert show.starts_at.utcoffset() == dt.timedelta(hours=7)
    assert [replace(one, id=0) for one in show.items] == [item, BREAK]
    assert shows.find(store.read(), " Show ") == show
    (listed,) = shows.all_shows(store.read())
    assert (listed.id, listed.items, listed.frozen) == (number, 2, False)


@pytest.mark.parametrize(
    ("name", "seconds", "said"),
    [(" ", 60, "name"), ("Show", 60, "already"), ("B", 0, "lasts"), ("B", 172_801, "lasts")],
)
def test_what_is_no_show_is_refused(store: Store, name: str, seconds: int, said: str) -> None:
    make(store)
    with pytest.raises(InputError, match=said), store.step("Show") as step:
        shows.create(step, name, THAI, STARTS, seconds)
    assert len(shows.all_shows(store.read())) == 1


def test_a_moment_without_zone_is_a_mistake_of_ours(store: Store) -> None:
    with pytest.raises(ValueError, match="zone"), store.step("Show") as step:
        shows.create(step, "B", THAI, dt.datetime(2026, 11, 26), 60)  # noqa: DTZ001 - the mistake


@pytest.mark.parametrize(
    ("moved", "to", "order"),
    [("A", 2, "BCAD"), ("D", 0, "DABC"), ("B", 1, "ABCD"), ("A", 99, "BCDA"), ("C", -4, "CABD")],
)
def test_a_move_is_one_step_that_is_undone(store: Store, moved: str, to: int, order: str) -> None:
    number = make(store, *breaks(*"ABCD"))
    with store.step("Move") as step:
        shows.move_item(step, ids(store, number)[moved], to)
    assert titles(store, number) == order
    if order != "ABCD":
        store.undo()
        assert titles(store, number) == "ABCD"
        store.redo()
        assert titles(store, number) == order


def test_items_come_and_go_without_gaps(store: Store) -> None:
    number = make(store, *breaks(*"ABC"))
    with store.step("Add") as step:
        shows.add_item(step, number, replace(BREAK, title="X"), 1)
    with store.step("Add") as step:
        shows.add_item(step, number, replace(BREAK, title="Y"))
    assert titles(store, number) == "AXBCY"
    with store.step("Remove") as step:
        shows.remove_item(step, ids(store, number)["B"])
    assert titles(store, number) == "AXCY"
    for order in ("AXBCY", "AXBC", "ABC"):
        store.undo()
        assert titles(store, number) == order


def test_an_item_is_changed_in_its_place(store: Store) -> None:
    number = make(store, *breaks(*"AB"))
    first = shows.load(store.read(), number).items[0]
    with store.step("Set") as step:
        shows.set_item(step, replace(first, seconds=None, hard_start=20, note="now", title="Z"))
    assert titles(store, number) == "ZB"
    changed = shows.load_item(store.read(), first.id)
    assert (changed.seconds, changed.hard_start, changed.note) == (None, 20, "now")
    with pytest.raises(InputError, match="start of the show"), store.step("Set") as step:
        shows.set_item(step, replace(first, hard_start=-1))
    with pytest.raises(ValueError, match="break"), store.step("Set") as step:
        shows.set_item(step, replace(first, kind=ItemKind.SCRIPT))


def test_start_length_name_and_host_are_changed(store: Store) -> None:
    number = make(store)
    later = STARTS + dt.timedelta(hours=1)
    with store.step("Change") as step:
        shows.set_start(step, number, later)
        shows.set_seconds(step, number, 60)
        shows.set_host(step, number, 7)
        shows.rename(step, number, "Show ")
    show = shows.load(store.read(), number)
    assert (show.starts_at, show.seconds, show.host_id, show.name) == (later, 60, 7, "Show")
    make(store, name="Other")
    with pytest.raises(InputError, match="already"), store.step("Rename") as step:
        shows.rename(step, number, "Other")


def test_frozen_values_read_back_typed_and_are_thawed(store: Store) -> None:
    number = make(store)
    frozen = Frozen(
        at=dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC),
        values={3: {"price": "฿189", "n": "1"}},
        spoken={3: {"price": "หนึ่งร้อยแปดสิบเก้าบาท", "n": "1"}},
        rates={"CNY/THB": dt.date(2026, 10, 30)},
    )
    with store.step("Freeze") as step:
        shows.freeze(step, number, frozen)
    assert shows.load(store.read(), number).frozen == frozen
    assert shows.all_shows(store.read())[0].frozen
    with store.step("Copy") as step:
        copied = shows.copy(step, number, "Copy")
    assert shows.load(store.read(), copied).frozen is None
    with store.step("Thaw") as step:
        shows.thaw(step, number)
    assert shows.load(store.read(), number).frozen is None
    store.undo()
    assert shows.load(store.read(), number).frozen == frozen


def test_a_copy_is_a_show_of_its_own(store: Store) -> None:
    number = make(store, *breaks(*"AB"))
    with store.step("Copy") as step:
        copied = shows.copy(step, number, "Copy")
    with store.step("Remove") as step:
        shows.remove(step, number)
    assert titles(store, copied) == "AB"
    with pytest.raises(LookupError):
        shows.load(store.read(), number)
    with pytest.raises(InputError, match="There are: Copy"):
        shows.find(store.read(), "Show")
    store.undo()
    assert titles(store, number) == "AB"


def test_a_product_that_goes_takes_its_items_with_it(store: Store, catalog_id: int) -> None:
    product = products.product_ids(store.read(), catalog_id)[0]
    number = make(store, ShowItem(0, ItemKind.SCRIPT, product, "warm", "A"), *breaks("B"))
    with store.step("Remove") as step:
        step.write("DELETE FROM product WHERE id = ?", (product,))
    assert [item.title for item in shows.load(store.read(), number).items] == ["B"]
    store.undo()
    assert len(shows.load(store.read(), number).items) == 2


def test_a_new_show_never_gets_the_log_of_one_that_is_gone(store: Store) -> None:
    number = make(store, *breaks("A"))
    show = shows.load(store.read(), number)
    with show_log.begin(store, show, RunKind.LIVE, STARTS) as log:
        log.end(1)
    with store.step("Remove") as step:
        shows.remove(step, number)
    assert make(store) != number
