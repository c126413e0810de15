"""What a person does to a show: each is one undoable step, and none of it changes a text or a price."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from localizer.catalog import hosts, shows
from localizer.i18n import N_
from localizer.model.show import Host, ShowItem
from localizer.pipeline.shows import in_zone, proposed_item
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


def rename_show(store: Store, show_id: int, name: str) -> None:
    """Give a show another name. Raises `InputError` for one that is empty or taken."""
    with store.step(N_("Rename a show")) as step:
        shows.rename(step, show_id, name)


def copy_show(store: Store, show_id: int, name: str) -> int:
    """Make a show like another, not frozen; return its id. Raises `InputError` for a name that is taken."""
    with store.step(N_("Create the show {name}"), name=name.strip()) as step:
        return shows.copy(step, show_id, name)


def remove_show(store: Store, show_id: int) -> None:
    """Remove a show; its log stays."""
    name = shows.load(store.read(), show_id).name
    with store.step(N_("Remove the show {name}"), name=name) as step:
        shows.remove(step, show_id)


def add_item(store: Store, show_id: int, item: ShowItem, at: int | None = None) -> int:
    """Put an item before the one at position ``at``, at the end without; return its id."""
    with store.step(N_("Add to the show")) as step:
        return shows.add_item(step, show_id, item, at)


def add_product(store: Store, show_id: int, product_id: int, at: int | None = None) -> int:
    """Put a product with its approved script, else its first one, into a show; return the item's id."""
    reader = store.read()
    item = proposed_item(reader, product_id, shows.load(reader, show_id).target)
    return add_item(store, show_id, item, at)


def remove_item(store: Store, item_id: int) -> None:
    """Take an item out of its show."""
    with store.step(N_("Take out of the show")) as step:
        shows.remove_item(step, item_id)


def move_item(store: Store, item_id: int, to: int) -> None:
    """Move an item so that it stands at position ``to``, counted from 0."""
    with store.step(N_("Move in the show")) as step:
        shows.move_item(step, item_id, to)


def set_item(store: Store, item: ShowItem) -> None:
    """Set what an item is: its script, time, hard start, title or note. Typing is one step."""
    with store.step(N_("Change an item of the show"), merge_key=f"show_item:{item.id}") as step:
        shows.set_item(step, item)


def change_item(store: Store, item_id: int, fields: Mapping[str, object]) -> None:
    """Set some ``fields`` of an item; the others stay as they are by then. Typing is one step."""
    with store.step(N_("Change an item of the show"), merge_key=f"show_item:{item_id}") as step:
        item = shows.load_item(step, item_id)
        shows.set_item(step, replace(item, **fields))  # type: ignore[arg-type] # fields of an item


def step_item(store: Store, item_id: int, by: int) -> None:
    """Move an item so many places on or back, as far as there are places."""
    with store.step(N_("Move in the show")) as step:
        shows.step_item(step, item_id, by)


def set_show_start(store: Store, tools: Tools, show_id: int, starts_at: dt.datetime) -> None:
    """Let a show start at another moment; without a zone it is that of the show's market."""
    target = shows.load(store.read(), show_id).target
    with store.step(N_("Change the start of a show")) as step:
        shows.set_start(step, show_id, in_zone(tools, target, starts_at))


def set_show_seconds(store: Store, show_id: int, seconds: int) -> None:
    """Set the time there is for a show. Raises `InputError` for a length that is none."""
    with store.step(N_("Change the length of a show")) as step:
        shows.set_seconds(step, show_id, seconds)


def set_show_host(store: Store, show_id: int, host_id: int | None) -> None:
    """Say who hosts a show; the times follow her pace."""
    with store.step(N_("Change the host of a show")) as step:
        shows.set_host(step, show_id, host_id)


def save_host(store: Store, host: Host) -> int:
    """Keep a host (id 0: a new one); return the id. Raises `InputError` for a name that is taken."""
    with store.step(N_("Save the host {name}"), name=host.name.strip()) as step:
        return hosts.save(step, host)


def remove_host(store: Store, host_id: int) -> None:
    """Remove a host; shows of hers have none then."""
    with store.step(N_("Remove a host")) as step:
        hosts.remove(step, host_id)
