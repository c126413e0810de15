"""What happens in a show is written at once and stays, whatever is undone."""

from __future__ import annotations

import datetime as dt

import pytest

from localizer.catalog import hosts, show_log, shows
from localizer.model.launch import Target
from localizer.model.show import EventKind, Host, RunKind, Show, ShowEvent
from localizer.store.database import Store

THAI = Target("TH", "shopee", "th-TH")
STARTS = dt.datetime(2026, 11, 26, 20, tzinfo=dt.timezone(dt.timedelta(hours=7)))

BEGIN = ShowEvent(1.5, EventKind.BEGIN, 4, 7, 0, "hook")
END = ShowEvent(9.25, EventKind.END, 4, 7, 0, "hook", units=21)


@pytest.fixture
def show(store: Store) -> Show:
    with store.step("Show") as step:
        host = hosts.save(step, Host(0, "Noi", "th-TH"))
        number = shows.create(step, "Show", THAI, STARTS, 60, host_id=host)
    return shows.load(store.read(), number)


def test_a_run_reads_back_with_its_events_in_order(store: Store, show: Show) -> None:
    with show_log.begin(store, show, RunKind.REHEARSAL, STARTS) as log:
        log.append(END)
        log.append(BEGIN)
        assert show_log.load(store.read(), log.run_id).ended_after is None
        log.end(12.0)
    run = show_log.load(store.read(), log.run_id)
    assert run.events == (BEGIN, END)
    assert (run.kind, run.started_at, run.ended_after) == (RunKind.REHEARSAL, STARTS, 12.0)
    assert (run.name, run.target, run.host_id) == ("Show", THAI, show.host_id)
    (listed,) = show_log.of_show(store.read(), show.id)
    assert (listed.id, listed.events) == (run.id, ())


def test_it_is_no_part_of_the_history_and_outlives_its_show(store: Store, show: Show) -> None:
    with show_log.begin(store, show, RunKind.LIVE, STARTS) as log:
        log.append(BEGIN)
    assert store.read().value("SELECT count(*) FROM step") == 1
    store.undo()
    assert shows.all_shows(store.read()) == ()
    run = show_log.load(store.read(), log.run_id)
    assert (run.name, run.events) == ("Show", (BEGIN,))


def test_events_are_written_while_a_step_of_another_thread_only_thinks(
    store: Store, show: Show
) -> None:
    with show_log.begin(store, show, RunKind.LIVE, STARTS) as log, store._lock:
        log.append(BEGIN)
        assert show_log.load(store.read(), log.run_id).events == (BEGIN,)


def test_the_runs_of_a_host_come_newest_first(store: Store, show: Show) -> None:
    numbers = []
    for _number in range(3):
        with show_log.begin(store, show, RunKind.REHEARSAL, STARTS) as log:
            numbers.append(log.run_id)
    assert show.host_id is not None
    found = show_log.of_host(store.read(), show.host_id, 2)
    assert [run.id for run in found] == numbers[:0:-1]
    assert show_log.of_host(store.read(), 99, 2) == ()


def test_a_removed_run_takes_its_events_with_it(store: Store, show: Show) -> None:
    with show_log.begin(store, show, RunKind.REHEARSAL, STARTS) as log:
        log.append(BEGIN)
    show_log.remove(store, log.run_id)
    with pytest.raises(LookupError):
        show_log.load(store.read(), log.run_id)
    assert store.read().value("SELECT count(*) FROM show_event") == 0


def test_a_moment_without_zone_is_a_mistake_of_ours(store: Store, show: Show) -> None:
    with pytest.raises(ValueError, match="zone"):
        show_log.begin(store, show, RunKind.LIVE, dt.datetime(2026, 11, 26))  # noqa: DTZ001
    assert show_log.of_show(store.read(), show.id) == ()
