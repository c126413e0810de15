"""What a show's log acknowledged is there after the program is killed."""

from __future__ import annotations

import datetime as dt
import random
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from localizer.catalog import show_log, shows
from localizer.model.launch import Target
from localizer.model.show import EventKind
from localizer.store.database import Store, open_store

STARTS = dt.datetime(2026, 11, 26, 13, tzinfo=dt.UTC)
ROUNDS = 4
#: Logs events as fast as it can, each acknowledged by its number, while the workspace is being edited.
CHILD = """
import datetime as dt, sys, threading
from pathlib import Path
from localizer.catalog import preferences, show_log, shows
from localizer.model.show import EventKind, RunKind, ShowEvent
from localizer.store.database import open_store

store = open_store(Path(sys.argv[1]))
show = shows.all_shows(store.read())[0]
show = shows.load(store.read(), show.id)

def edit():
    for number in range(10**6):
        with store.step("Edit") as step:
            preferences.write(step, "counter", str(number))

log = show_log.begin(store, show, RunKind.LIVE, dt.datetime.now(dt.UTC))
threading.Thread(target=edit, daemon=True).start()
for number in range(10**6):
    log.append(ShowEvent(number / 10, EventKind.MARK, 1, 2, 3, "offer", str(number)))
    print(number, flush=True)
"""


@pytest.fixture
def path(new_store: Callable[[Path], Store], tmp_path: Path) -> Path:
    """Return a workspace with a show."""
    with new_store(tmp_path / "w.localizer") as store, store.step("Show") as step:
        shows.create(step, "Show", Target("TH", "shopee", "th-TH"), STARTS, 60)
    return tmp_path / "w.localizer"


def killed_after(path: Path, count: int) -> int:
    """Start the child, kill it after it acknowledged ``count`` events; return the last acknowledged."""
    process = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    acknowledged = -1
    for line in process.stdout:
        acknowledged = int(line)
        if acknowledged >= count:
            process.send_signal(signal.SIGKILL)
            break
    # read on where the loop stopped: `communicate` would pass over what was read ahead
    rest = process.stdout.read()
    errors = process.communicate(timeout=60)[1]
    assert errors == ""
    assert process.returncode == -signal.SIGKILL
    whole = [line for line in rest.splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1]) if whole else acknowledged


@pytest.mark.slow
def test_acknowledged_events_survive_a_kill(path: Path) -> None:
    chance = random.Random(20261122)  # noqa: S311 - the moments of the kills
    counts = [killed_after(path, chance.randint(5, 60)) for _round in range(ROUNDS)]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    with open_store(path) as store:
        reader = store.read()
        runs = sorted(show_log.of_show(reader, shows.find(reader, "Show").id), key=lambda r: r.id)
        assert len(runs) == ROUNDS
        for run, count in zip(runs, counts, strict=True):
            assert run.ended_after is None, "a run that broke off must not look ended"
            events = show_log.load(reader, run.id).events
            assert len(events) in (count + 1, count + 2), "one may be written but not yet told"
            assert [event.note for event in events] == [str(n) for n in range(len(events))]
            assert {event.kind for event in events} == {EventKind.MARK}
        # the editing beside it was really going on
        assert int(reader.value("SELECT value FROM preference WHERE key = 'counter'")) > 0
        store.undo()
        assert len(show_log.of_show(reader, runs[0].show_id)) == ROUNDS
