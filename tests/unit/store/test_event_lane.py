"""Small writes outside the history are on the disk when they return."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from localizer.errors import WorkspaceError
from localizer.store.database import Store
from localizer.store.event_lane import EventLane

INSERT = "INSERT INTO show_run(show_id, show_name, market, channel, locale, kind, started_at) "


def test_each_write_is_a_durable_transaction_of_its_own(store: Store) -> None:
    with EventLane(store.path) as lane:
        assert lane._connection.execute("PRAGMA synchronous").fetchone()[0] == 2  # FULL
        number = lane.write(f"{INSERT} VALUES(?, '', '', '', '', 'live', '')", (5,))
        assert not lane._connection.in_transaction
        found = store.read().one("SELECT id, show_id FROM show_run")
        assert tuple(found or ()) == (number, 5)
    assert store.read().value("SELECT count(*) FROM step") == 0


def test_references_are_kept(store: Store) -> None:
    event = (
        "INSERT INTO show_event(run_id, after, kind, beat, note, units) VALUES(?, 0, '', '', '', 0)"
    )
    with EventLane(store.path) as lane, pytest.raises(sqlite3.IntegrityError):
        lane.write(event, (99,))


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError):
        EventLane(tmp_path / "none.localizer")
    assert not (tmp_path / "none.localizer").exists()
