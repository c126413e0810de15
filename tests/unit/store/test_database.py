"""The workspace: steps, undo, refusal of strangers, one lane for writers."""

from __future__ import annotations

import datetime as dt
import sqlite3
import threading
from pathlib import Path

import pytest

from localizer.errors import BusyWorkspaceError, NewerWorkspaceError, WorkspaceError
from localizer.jobs import Progress
from localizer.store import database
from localizer.store.database import Store, create, open_or_create, open_store
from localizer.store.migrations import migrations
from localizer.store.schema import RECORDED, SCHEMA_VERSION

INSERT = "INSERT INTO catalog(name, locale, created_at) VALUES(?, 'zh-Hans', '')"


def names(store: Store) -> list[str]:
    return [row[0] for row in store.read().rows("SELECT name FROM catalog ORDER BY id")]


def add(store: Store, name: str, merge_key: str = "") -> None:
    with store.step("Add {name}", merge_key=merge_key, name=name) as step:
        step.write(INSERT, (name,))


def test_a_step_commits_and_says_what_changed(store: Store) -> None:
    with store.step("Add") as step:
        step.write(INSERT, ("one",))
        assert names(store) == []  # readers see committed steps only
    assert step.changes.rows == {"catalog": 1}
    assert names(store) == ["one"]


def test_an_error_rolls_the_whole_step_back(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.step("Add") as step:
        step.write(INSERT, ("one",))
        raise ZeroDivisionError
    assert names(store) == []
    assert store.read().value("SELECT count(*) FROM step") == 0
    add(store, "two")  # the lane is free again
    assert names(store) == ["two"]


def test_a_step_that_changed_nothing_leaves_no_trace(store: Store) -> None:
    with store.step("Nothing") as step:
        step.rows("SELECT * FROM catalog")
    assert not step.changes
    assert store.read().value("SELECT count(*) FROM step") == 0
    assert store.undo() is None


def test_a_nested_step_joins_the_outer_one(store: Store) -> None:
    with store.step("Outer") as outer:
        outer.write(INSERT, ("one",))
        with store.step("Inner") as inner:
            inner.write(INSERT, ("two",))
    assert store.read().value("SELECT count(*) FROM step") == 1
    store.undo()
    assert names(store) == []


def test_a_write_outside_a_step_is_refused(store: Store) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="write outside a step"):
        store.database.conn.execute(INSERT, ("one",))
    assert names(store) == []


@pytest.mark.parametrize("table", RECORDED)
def test_every_recorded_table_has_its_triggers(store: Store, table: str) -> None:
    found = store.database.conn.execute(
        "SELECT count(*) FROM sqlite_temp_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    )
    assert found.fetchone()[0] == 3


def test_undo_and_redo_go_back_and_forth(store: Store) -> None:
    add(store, "one")
    add(store, "two")
    with store.step("Rename") as step:
        step.write("UPDATE catalog SET name = 'three' WHERE name = 'two'")
    with store.step("Delete") as step:
        step.write("DELETE FROM catalog WHERE name = 'one'")
    states = [names(store)]
    while store.undo() is not None:
        states.append(names(store))
    assert states == [["three"], ["one", "three"], ["one", "two"], ["one"], []]
    redone = []
    while store.redo() is not None:
        redone.append(names(store))
    assert redone == [["one"], ["one", "two"], ["one", "three"], ["three"]]


def test_undo_restores_what_a_deletion_took_along(store: Store) -> None:
    with store.step("Fill") as step:
        step.write(INSERT, ("one",))
        step.write(
            "INSERT INTO product(catalog_id, key, position, title, brand, category) "
            "VALUES(1, 'k', 0, 'Title', '', '')"
        )
    with store.step("Delete") as step:
        step.write("DELETE FROM catalog")
    assert step.changes.rows == {"catalog": 1, "product": 1}
    store.undo()
    assert store.read().rows("SELECT key, title FROM product")[0][:] == ("k", "Title")


def test_a_new_step_ends_redo(store: Store) -> None:
    add(store, "one")
    store.undo()
    add(store, "two")
    assert store.redo() is None
    assert names(store) == ["two"]


def test_undo_outlives_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with create(path) as store:
        add(store, "one")
        add(store, "two")
    with open_store(path) as store:
        store.undo()
        assert names(store) == ["one"]
    with open_store(path) as store:
        store.redo()
        assert names(store) == ["one", "two"]


def test_typing_merges_into_one_step_for_two_seconds(store: Store) -> None:
    for text in ("a", "b", "c"):
        add(store, text, merge_key="field")
    assert store.read().value("SELECT count(*) FROM step") == 1
    store.undo()
    assert names(store) == []


def test_typing_after_a_pause_is_a_step_of_its_own(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "a", merge_key="field")
    monkeypatch.setattr(database, "MERGE_WITHIN", dt.timedelta(0))
    with store.step("Later", merge_key="field", merge_within=dt.timedelta(microseconds=-1)) as step:
        step.write(INSERT, ("b",))
    assert store.read().value("SELECT count(*) FROM step") == 2


def test_a_batch_commits_in_chunks_and_is_undone_as_one(store: Store) -> None:
    batch = store.batch("Import {file}", file="x.csv")
    for text in ("a", "b"):
        with batch.step() as step:
            step.write(INSERT, (text,))
        assert text in names(store)
    store.undo()
    assert names(store) == []


def test_a_batch_interrupted_by_somebody_goes_on_in_a_new_step(store: Store) -> None:
    batch = store.batch("Import")
    with batch.step() as step:
        step.write(INSERT, ("a",))
    add(store, "person")
    with batch.step() as step:
        step.write(INSERT, ("b",))
    store.undo()
    assert names(store) == ["a", "person"]


def test_a_derived_table_is_rewritten_without_history(store: Store) -> None:
    with store.step("Fill") as step:
        step.write(INSERT, ("one",))
        step.write(
            "INSERT INTO product(catalog_id, key, position, title, brand, category) "
            "VALUES(1, 'k', 0, '', '', '')"
        )
    with store.derive() as step:
        step.write(
            "INSERT INTO finding(subject, subject_id, product_id, market, channel, locale, rule, "
            'severity, start, "end", message, args, source) '
            "VALUES('listing', 1, 1, 'TH', 'shopee', 'th-TH', 'r', 'info', 0, 0, '', '[]', '')"
        )
    assert store.read().value("SELECT count(*) FROM step") == 1
    with pytest.raises(sqlite3.IntegrityError), store.derive() as step:
        step.write(INSERT, ("two",))


def test_writers_of_two_threads_take_turns(store: Store) -> None:
    def work(number: int) -> None:
        for index in range(20):
            add(store, f"{number}-{index}")

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(names(store)) == 60
    assert store.read().value("SELECT count(*) FROM step") == 60


def test_a_pause_never_holds_the_workspace(store: Store) -> None:
    progress = Progress()
    progress.pause()
    batch = store.batch("Add many")
    done = threading.Event()

    def work() -> None:
        with batch.step() as step:
            step.write(INSERT, ("one",))
            progress.step(1, 3)  # told inside the transaction: passes by
        with store.derive():
            progress.step(2, 3)
        done.set()
        progress.step(3, 3)

    thread = threading.Thread(target=work)
    thread.start()
    assert done.wait(10)
    add(store, "two")  # while the other stands still
    assert names(store) == ["one", "two"]
    progress.resume()
    thread.join(10)
    assert not thread.is_alive()


def test_another_program_that_writes_is_named_not_waited_for_forever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_MS", 50)
    path = tmp_path / "w.localizer"
    with create(path) as store:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(BusyWorkspaceError, match="in use by another program"):
            add(store, "one")
        other.execute("ROLLBACK")
        other.close()
        add(store, "one")


def test_what_is_no_workspace_is_refused_in_words(tmp_path: Path) -> None:
    text = tmp_path / "notes.localizer"
    text.write_text("hello " * 1000)
    with pytest.raises(WorkspaceError, match="not a Localizer workspace"):
        open_store(text)
    stranger = tmp_path / "stranger.localizer"
    connection = sqlite3.connect(stranger)
    connection.execute("CREATE TABLE t(x)")
    connection.close()
    with pytest.raises(WorkspaceError, match="not a Localizer workspace"):
        open_store(stranger)
    with pytest.raises(WorkspaceError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(WorkspaceError, match="There is no workspace"):
        open_store(tmp_path / "missing.localizer")
    with pytest.raises(WorkspaceError, match="cannot be opened"):
        create(tmp_path / "no" / "folder.localizer")
    assert stranger.exists()
    assert text.read_text().startswith("hello")


def test_create_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    create(path).close()
    with pytest.raises(WorkspaceError, match="already exists"):
        create(path)
    open_or_create(path).close()


def test_a_file_of_a_newer_program_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    create(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    with pytest.raises(NewerWorkspaceError, match="newer Localizer"):
        open_store(path)


def test_a_migration_is_preceded_by_a_backup(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with create(path) as store:
        add(store, "one")
    connection = sqlite3.connect(path)
    last = migrations._migrations[-1].name
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (last,))
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> '_sqlite_migrations' "
        "AND name <> 'catalog' AND name NOT LIKE 'search_index_%' AND name NOT LIKE 'search_part_%'"
    ).fetchall():
        connection.execute(f'DROP TABLE "{table}"')
    connection.commit()
    connection.close()
    with pytest.raises(sqlite3.OperationalError):
        open_store(path)  # the catalog table is still there: the migration fails as a whole
    backups = list((tmp_path / "w.backups").glob("*.localizer"))
    assert len(backups) == 1
    copy = sqlite3.connect(backups[0])
    assert copy.execute("SELECT name FROM catalog").fetchall() == [("one",)]
    copy.close()
    tables = sqlite3.connect(path)
    assert tables.execute(
        "SELECT count(*) FROM sqlite_master WHERE name = 'product'"
    ).fetchone() == (0,)
    tables.close()


def test_a_fresh_file_needs_no_backup(tmp_path: Path) -> None:
    create(tmp_path / "w.localizer").close()
    assert sorted(item.name for item in tmp_path.iterdir()) == ["w.localizer"]


def test_closing_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with create(path) as store:
        add(store, "one")
        assert names(store) == ["one"]
    assert [item.name for item in tmp_path.iterdir()] == ["w.localizer"]


def test_a_full_disk_is_one_sentence_and_changes_nothing(store: Store) -> None:
    add(store, "one")
    pages = store.database.conn.execute("PRAGMA page_count").fetchone()[0]
    store.database.conn.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(WorkspaceError, match="disk is full"), store.step("Big") as step:
        for number in range(5000):
            step.write(INSERT, (f"{number}" * 50,))
    store.database.conn.execute("PRAGMA max_page_count = 1073741823")
    assert names(store) == ["one"]


def test_a_read_only_file_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    create(path).close()
    with open_store(path) as store:
        store.database.conn.execute("PRAGMA query_only = 1")
        with pytest.raises(WorkspaceError, match="read-only"):
            add(store, "one")
