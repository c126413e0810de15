"""Each change of a show is one step with a name, taken back as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from localizer.catalog import hosts, shows, steps
from localizer.model.launch import Target
from localizer.model.show import Host, ItemKind, ShowItem
from localizer.pipeline import show_edits as edits
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
STARTS = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)
PAUSE = ShowItem(0, ItemKind.BREAK, title="Pause", seconds=60)


@pytest.fixture
def show(store: Store) -> int:
    with store.step("Show") as step:
        return shows.create(step, "Show", THAI, STARTS, 60, [PAUSE, replace(PAUSE, title="B")])


def item(store: Store, show: int, place: int = 0) -> ShowItem:
    return shows.load(store.read(), show).items[place]


CHANGES: dict[str, Callable[[Store, Tools, int], object]] = {
    "Rename a show": lambda store, _tools, show: edits.rename_show(store, show, "New"),
    "Create the show Copy": lambda store, _tools, show: edits.copy_show(store, show, " Copy "),
    "Remove the show Show": lambda store, _tools, show: edits.remove_show(store, show),
    "Add to the show": lambda store, _tools, show: edits.add_item(store, show, PAUSE, 0),
    "Take out of the show": lambda store, _tools, show: edits.remove_item(
        store, item(store, show).id
    ),
    "Move in the show": lambda store, _tools, show: edits.move_item(store, item(store, show).id, 1),
    "Change an item of the show": lambda store, _tools, show: edits.set_item(
        store, replace(item(store, show), hard_start=5)
    ),
    "Change the start of a show": lambda store, tools, show: edits.set_show_start(
        store,
        tools,
        show,
        dt.datetime(2026, 11, 27, 9),  # noqa: DTZ001 - the market's time
    ),
    "Change the length of a show": lambda store, _tools, show: edits.set_show_seconds(
        store, show, 90
    ),
    "Change the host of a show": lambda store, _tools, show: edits.set_show_host(store, show, 3),
    "Save the host Noi": lambda store, _tools, _show: edits.save_host(
        store, Host(0, "Noi ", "th-TH")
    ),
}


@pytest.mark.parametrize("label", CHANGES)
def test_a_change_is_one_step_and_is_taken_back(
    store: Store, tools: Tools, show: int, label: str
) -> None:
    def content() -> object:
        reader = store.read()
        listed = [shows.load(reader, one.id) for one in shows.all_shows(reader)]
        return listed, hosts.all_hosts(reader)

    before = content()
    CHANGES[label](store, tools, show)
    after = content()
    assert after != before
    found = steps.next_undo(store.read())
    assert found is not None
    assert found.label == label
    # nothing of it needs any product to be checked again
    assert steps.touched_products(store.read(), found.id) == ()
    store.undo()
    assert content() == before
    store.redo()
    assert content() == after


def test_the_start_is_that_of_the_market(store: Store, tools: Tools, show: int) -> None:
    edits.set_show_start(store, tools, show, dt.datetime(2026, 11, 27, 9))  # noqa: DTZ001
    starts = shows.load(store.read(), show).starts_at
    assert starts.isoformat() == "2026-11-27T09:00:00+07:00"


def test_typing_into_an_item_is_one_step(store: Store, show: int) -> None:
    for note in ("f", "fl", "flash"):
        edits.set_item(store, replace(item(store, show), note=note))
    assert item(store, show).note == "flash"
    store.undo()
    assert item(store, show).note == ""


def test_a_removed_host_is_gone(store: Store) -> None:
    number = edits.save_host(store, Host(0, "Noi", "th-TH"))
    edits.remove_host(store, number)
    assert hosts.all_hosts(store.read()) == ()
    store.undo()
    assert hosts.find(store.read(), number) is not None
