"""A host's pace is learned from the log, pauses taken out, each run once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from localizer.catalog import hosts, show_log, shows
from localizer.errors import InputError
from localizer.model.script import Lane
from localizer.model.show import EventKind, Host, RunKind, Show, ShowEvent
from localizer.pipeline.show_edits import remove_show, save_host, set_show_host
from localizer.pipeline.show_pace import learn_pace, measured
from localizer.pipeline.shows import show_view
from localizer.pipeline.tools import Tools
from localizer.script.pace import Measured
from localizer.store.database import Store, open_store
from tests.support.show_stage import NAME, build

STARTED = dt.datetime(2026, 11, 25, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def built(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pace") / "w.localizer"
    build(path, tools)
    return path


@pytest.fixture
def store(built: Path, tmp_path: Path) -> Iterator[Store]:
    with open_store(shutil.copyfile(built, tmp_path / "w.localizer"), person="tester") as store:
        number = save_host(store, Host(0, "Noi", "th-TH"))
        set_show_host(store, the_show(store).id, number)
        yield store


def the_show(store: Store) -> Show:
    return shows.find(store.read(), NAME)


def event(
    after: float, kind: EventKind, item: int = 1, place: int = 0, units: int = 0
) -> ShowEvent:
    return ShowEvent(after, kind, item, 7, place, units=units)


def rehearse(store: Store, tools: Tools, share: float) -> int:
    """Log the first pitch said at ``share`` of the pace it was written for; return the run."""
    show = the_show(store)
    one = show_view(store.read(), tools, show.id).items[0]
    assert one.script is not None
    after = 0.0
    with show_log.begin(store, show, RunKind.REHEARSAL, STARTED) as log:
        for place, lines in enumerate(one.script.script.by_place()):
            units = sum(line.units for line in lines if line.lane is Lane.HOST)
            log.append(event(after, EventKind.BEGIN, one.item.id, place))
            after += units * 60 / (one.script.script.rate_per_min * share)
            after += sum(line.seconds for line in lines if line.lane is Lane.ACTION)
            log.append(event(after, EventKind.END, one.item.id, place))
        log.end(after)
    return log.run_id


def test_pauses_are_taken_out_of_a_beat() -> None:
    events = [
        event(10, EventKind.BEGIN),
        event(12, EventKind.PAUSE),
        event(15, EventKind.RESUME),
        event(20, EventKind.END, units=21),
        event(20, EventKind.BEGIN, place=1),
        event(21, EventKind.PAUSE, place=1),
        event(29, EventKind.END, place=1),
    ]
    assert list(measured(events, {(1, 1): 4})) == [Measured(21, 7), Measured(4, 1)]


@pytest.mark.parametrize(
    "events",
    [
        [event(0, EventKind.BEGIN), event(5, EventKind.BEGIN, place=1)],
        [event(0, EventKind.BEGIN), event(5, EventKind.END, place=1)],
        [event(0, EventKind.BEGIN), event(2, EventKind.INSERT), event(5, EventKind.END)],
        [event(5, EventKind.END), event(6, EventKind.RESUME)],
    ],
)
def test_what_was_not_said_from_begin_to_end_is_not_measured(events: list[ShowEvent]) -> None:
    assert list(measured(events, {(1, 0): 20, (1, 1): 20})) == []


def test_a_slow_rehearsal_makes_the_show_longer(store: Store, tools: Tools) -> None:
    usual = show_view(store.read(), tools, the_show(store).id)
    rate = tools.packs.speech_rate("th-TH")
    assert rate is not None
    host = learn_pace(store, tools, rehearse(store, tools, 0.85))
    assert host.per_minute == round(rate.default * 0.85)
    assert host.measured_units > 100
    assert host.measured_seconds == pytest.approx(
        host.measured_units * 60 / (rate.default * 0.85), 0.01
    )
    assert hosts.find(store.read(), host.id) == host
    later = show_view(store.read(), tools, the_show(store).id)
    assert later.rundown.lines[0].seconds > 1.1 * usual.rundown.lines[0].seconds
    store.undo()
    before = hosts.find(store.read(), host.id)
    assert before is not None
    assert before.per_minute is None


def test_each_run_counts_once(store: Store, tools: Tools) -> None:
    slow = rehearse(store, tools, 0.8)
    once = learn_pace(store, tools, slow)
    assert learn_pace(store, tools, slow) == once
    both = learn_pace(store, tools, rehearse(store, tools, 1.0))
    assert both.measured_units == 2 * once.measured_units
    assert once.per_minute is not None
    assert both.per_minute is not None
    assert once.per_minute < both.per_minute


def test_too_little_speech_changes_nothing(store: Store, tools: Tools) -> None:
    with show_log.begin(store, the_show(store), RunKind.REHEARSAL, STARTED) as log:
        log.append(event(0, EventKind.BEGIN))
        log.append(event(2, EventKind.END, units=7))
    steps = store.read().value("SELECT count(*) FROM step")
    assert learn_pace(store, tools, log.run_id).per_minute is None
    assert store.read().value("SELECT count(*) FROM step") == steps


def test_units_that_were_logged_hold_when_the_show_is_gone(store: Store, tools: Tools) -> None:
    with show_log.begin(store, the_show(store), RunKind.LIVE, STARTED) as log:
        log.append(event(0, EventKind.BEGIN))
        log.append(event(30, EventKind.END, units=90))
    remove_show(store, the_show(store).id)
    assert learn_pace(store, tools, log.run_id).per_minute == 180


def test_a_run_nobody_hosted_is_the_shows_hosts_of_now(store: Store, tools: Tools) -> None:
    number = the_show(store).host_id
    set_show_host(store, the_show(store).id, None)
    run = rehearse(store, tools, 0.9)
    with pytest.raises(InputError, match="who hosts"):
        learn_pace(store, tools, run)
    set_show_host(store, the_show(store).id, number)
    assert learn_pace(store, tools, run).per_minute is not None
