"""Copies of a workspace: made daily, whole or not at all, and put back without losing what was there."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from localizer.errors import WorkspaceError
from localizer.store import backup
from localizer.store.backup import (
    DAILY,
    KEPT,
    REPLACED,
    back_up,
    back_up_daily,
    backup_folder,
    backups,
    restore,
)
from localizer.store.database import Store, open_store


def add(store: Store, name: str) -> None:
    with store.step("Add") as step:
        step.write("INSERT INTO catalog(name, locale, created_at) VALUES(?, 'en', '')", (name,))


def names(path: Path) -> list[str]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [name for (name,) in connection.execute("SELECT name FROM catalog ORDER BY id")]


def test_the_newest_seven_are_kept_and_each_is_whole(store: Store) -> None:
    for number in range(KEPT + 2):
        add(store, str(number))
        back_up(store.database.conn, store.path, "test")
    found = backups(store.path)
    assert [len(names(one.path)) for one in found] == list(range(KEPT + 2, 2, -1))


def test_daily_copies_do_not_drive_out_those_made_before_an_update(store: Store) -> None:
    back_up(store.database.conn, store.path, "before-14")
    for _day in range(KEPT + 3):
        back_up(store.database.conn, store.path, DAILY)
    kinds = [one.reason for one in backups(store.path)]
    assert kinds.count(DAILY) == KEPT
    assert kinds.count("before-14") == 1


def test_a_copy_is_made_once_a_day_and_only_of_what_changed(store: Store) -> None:
    add(store, "a")
    made = back_up_daily(store.path)
    assert made is not None
    assert names(made) == ["a"]
    add(store, "b")
    assert back_up_daily(store.path) is None
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    later = back_up_daily(store.path, today=tomorrow)
    assert later is not None
    assert names(later) == ["a", "b"]
    for path in (store.path, store.path.with_name(f"{store.path.name}-wal")):
        os.utime(path, (0, 0))
    assert back_up_daily(store.path, today=tomorrow + dt.timedelta(days=1)) is None


def test_a_copy_is_of_one_moment_while_somebody_writes(store: Store) -> None:
    add(store, "a")
    with store.step("Add") as step:
        step.write("INSERT INTO catalog(name, locale, created_at) VALUES('half', 'en', '')")
        made = back_up_daily(store.path)
    assert made is not None
    assert names(made) == ["a"]


def test_where_no_copy_can_be_made_that_is_told_and_none_is_left(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_sync", full)
    with pytest.raises(WorkspaceError, match="No space left"):
        back_up_daily(store.path)
    assert list(backup_folder(store.path).iterdir()) == []


def test_what_a_stopped_program_left_goes_with_the_next_copy(store: Store) -> None:
    folder = backup_folder(store.path)
    folder.mkdir()
    (folder / "20261101T000000000000-daily.part").write_bytes(b"half")
    (folder / "mine.txt").write_text("not ours")
    back_up_daily(store.path)
    assert sorted(one.suffix for one in folder.iterdir()) == [".localizer", ".txt"]


def closed(new_store: Callable[[Path], Store], path: Path) -> Path:
    with new_store(path) as store:
        add(store, "a")
        made = back_up_daily(path)
        add(store, "b")
    assert made is not None
    return made


def test_a_backup_is_put_back_and_what_was_there_is_kept(
    new_store: Callable[[Path], Store], tmp_path: Path
) -> None:
    path = tmp_path / "w.localizer"
    made = closed(new_store, path)
    before = restore(made, path)
    assert names(path) == ["a"]
    assert before is not None
    assert names(before) == ["a", "b"]
    assert made.exists()
    assert [one.reason for one in backups(path)] == [REPLACED, DAILY]
    with open_store(path) as store:
        add(store, "c")
        store.undo()


def test_a_damaged_workspace_is_replaced_too(
    new_store: Callable[[Path], Store], tmp_path: Path
) -> None:
    path = tmp_path / "w.localizer"
    made = closed(new_store, path)
    path.write_bytes(b"not a database at all" * 100)
    before = restore(made, path)
    assert names(path) == ["a"]
    assert before is not None
    assert before.read_bytes().startswith(b"not a database")
    path.unlink()
    assert restore(made, path) is None
    assert names(path) == ["a"]


def test_a_damaged_backup_changes_nothing(
    new_store: Callable[[Path], Store], tmp_path: Path
) -> None:
    path = tmp_path / "w.localizer"
    made = closed(new_store, path)
    data = bytearray(made.read_bytes())
    data[9000:60000] = bytes(51000)
    made.write_bytes(data)
    with pytest.raises(WorkspaceError):
        restore(made, path)
    assert names(path) == ["a", "b"]


def test_where_the_folder_refuses_nothing_is_changed(
    new_store: Callable[[Path], Store], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.localizer"
    made = closed(new_store, path)

    def refuse(*_args: Any) -> None:  # noqa: ANN401 - whatever it gets
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("localizer.store.backup.shutil.copyfile", refuse)
    with pytest.raises(WorkspaceError, match="Permission denied"):
        restore(made, path)
    assert names(path) == ["a", "b"]
    assert [one.name for one in tmp_path.glob("*.restoring")] == []
