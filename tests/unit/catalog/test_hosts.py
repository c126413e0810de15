"""Hosts are kept by name and locale."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from localizer.catalog import hosts, shows
from localizer.errors import InputError
from localizer.model.launch import Target
from localizer.model.show import Host
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
STARTS = dt.datetime(2026, 11, 26, 20, tzinfo=dt.timezone(dt.timedelta(hours=7)))

NOI = Host(0, " Noi ", "th-TH", "female", 190, 380, 120.5)


def save(store: Store, host: Host) -> int:
    with store.step("Save") as step:
        return hosts.save(step, host)


def test_a_host_reads_back_typed(store: Store) -> None:
    number = save(store, NOI)
    assert hosts.find(store.read(), number) == replace(NOI, id=number, name="Noi")
    assert hosts.find(store.read(), None) is None
    assert hosts.find(store.read(), number + 1) is None


def test_one_person_may_speak_two_languages_but_not_one_twice(store: Store) -> None:
    number = save(store, NOI)
    other = save(store, replace(NOI, locale="en-US", per_minute=None))
    assert [one.id for one in hosts.all_hosts(store.read())] == [other, number]
    assert [one.id for one in hosts.all_hosts(store.read(), "th-TH")] == [number]
    with pytest.raises(InputError, match="already a host"):
        save(store, NOI)
    with pytest.raises(InputError, match="name"):
        save(store, replace(NOI, name=" "))


def test_a_change_is_undone(store: Store) -> None:
    number = save(store, NOI)
    save(store, replace(NOI, id=number, per_minute=150))
    changed = hosts.find(store.read(), number)
    assert changed is not None
    assert changed.per_minute == 150
    store.undo()
    before = hosts.find(store.read(), number)
    assert before is not None
    assert before.per_minute == 190


def test_a_show_of_a_removed_host_has_none(store: Store) -> None:
    number = save(store, NOI)
    with store.step("Show") as step:
        show = shows.create(step, "Show", THAI, STARTS, 60, host_id=number)
    with store.step("Remove") as step:
        hosts.remove(step, number)
    assert hosts.all_hosts(store.read()) == ()
    assert shows.load(store.read(), show).host_id is None
    store.undo()
    assert shows.load(store.read(), show).host_id == number
