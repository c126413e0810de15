"""The history: what it keeps when it grows, and parts of steps that fail."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from localizer.store import history, opening
from localizer.store.application import APPLICATION_ID
from localizer.store.database import Store, open_or_create, open_store
from localizer.store.schema import SCHEMA_VERSION

INSERT = "INSERT INTO catalog(name, locale, created_at) VALUES(?, 'zh-Hans', '')"


def names(store: Store) -> list[str]:
    return [row[0] for row in store.read().rows("SELECT name FROM catalog ORDER BY id")]


def add(store: Store, *texts: str) -> None:
    with store.step("Add") as step:
        step.write_many(INSERT, [(text,) for text in texts])


def test_a_batch_larger_than_the_history_is_undone_whole(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "KEPT_ROWS", 3)
    add(store, "before")
    batch = store.batch("Import")
    for chunk in range(5):
        with batch.step() as step:
            step.write_many(INSERT, [(f"{chunk}-{number}",) for number in range(2)])
    assert len(names(store)) == 11
    store.undo()
    assert names(store) == ["before"]
    assert store.undo() is None  # the older step made room


def test_the_oldest_steps_go_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "KEPT_ROWS", 3)
    for text in "abcdef":
        add(store, text)
    assert store.read().value("SELECT count(*) FROM change") == 3
    while store.undo() is not None:
        pass
    assert names(store) == ["a", "b", "c"]


def test_an_inner_step_that_fails_keeps_nothing_and_the_outer_goes_on(store: Store) -> None:
    with store.step("Outer") as outer:
        outer.write(INSERT, ("one",))
        with pytest.raises(ZeroDivisionError), store.step("Inner") as inner:
            inner.write(INSERT, ("half",))
            raise ZeroDivisionError
        with store.step("Inner") as inner:
            inner.write(INSERT, ("two",))
    assert names(store) == ["one", "two"]
    assert outer.changes.rows == {"catalog": 2}
    store.undo()
    assert names(store) == []
    store.redo()
    assert names(store) == ["one", "two"]


def test_a_nested_rewrite_that_fails_keeps_nothing(store: Store) -> None:
    with store.step("Outer") as outer:
        outer.write(INSERT, ("one",))
        with pytest.raises(ZeroDivisionError), store.derive() as inner:
            inner.write(INSERT, ("half",))
            raise ZeroDivisionError
    assert names(store) == ["one"]


@pytest.mark.parametrize("replay", [Store.undo, Store.redo])
def test_undo_inside_a_step_is_a_bug_with_a_name(
    store: Store, replay: Callable[[Store], object]
) -> None:
    add(store, "one")
    with store.step("Outer") as outer:
        outer.write(INSERT, ("two",))
        with pytest.raises(RuntimeError, match="when no step is open"):
            replay(store)
    assert names(store) == ["one", "two"]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_a_file_cut_short_before_its_tables_opens_again(tmp_path: Path, journal: str) -> None:
    path = tmp_path / "w.localizer"
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode = {journal}")
    connection.close()
    path.touch()
    with open_or_create(path) as store:
        add(store, "one")
        assert store.read().value("PRAGMA journal_mode") == "wal"
        assert store.read().value("PRAGMA application_id") == APPLICATION_ID
    assert [item.name for item in tmp_path.iterdir()] == ["w.localizer"]
    with open_store(path) as store:
        assert names(store) == ["one"]


def test_tables_and_marks_of_a_new_file_appear_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.localizer"
    path.touch()
    with monkeypatch.context() as patch:
        patch.setattr(opening, "SCHEMA_VERSION", "1 nonsense")
        with pytest.raises(TypeError):
            open_store(path)
        patch.setattr("localizer.store.database.refuse_strangers", lambda *_: None)
        with pytest.raises(sqlite3.OperationalError):
            open_store(path)
    look = sqlite3.connect(path)
    assert look.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
    assert look.execute("PRAGMA application_id").fetchone() == (0,)
    look.close()
    with open_store(path) as store:
        assert store.read().value("PRAGMA user_version") == SCHEMA_VERSION


@pytest.mark.parametrize("values", [["new"] * 3, ["0", "1", "2"], ["new", "1", "2"]])
def test_many_rows_changed_at_once_come_back_and_go_again(store: Store, values: list[str]) -> None:
    with store.step("Add") as step:
        for number in range(3):
            step.write(
                "INSERT INTO preference(key, value) VALUES(?, ?)", (f"k{number}", str(number))
            )
    with store.step("Change") as step:
        for number, value in enumerate(values):
            step.write("UPDATE preference SET value = ? WHERE key = ?", (value, f"k{number}"))

    def stored() -> list[str]:
        return [row[0] for row in store.read().rows("SELECT value FROM preference ORDER BY key")]

    for _time in range(2):
        store.undo()
        assert stored() == ["0", "1", "2"]
        store.redo()
        assert stored() == values
