"""Readers: few connections for many threads, no waiting for the writer, an end when the file closes."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest

from localizer.errors import WorkspaceError
from localizer.jobs import Cancelled, Progress
from localizer.store.database import FETCHED_ROWS, Store, create, open_store

INSERT = "INSERT INTO catalog(name, locale, created_at) VALUES(?, 'zh-Hans', '')"
COUNT = "SELECT count(*) FROM catalog"
ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x) FROM n"


def test_many_short_threads_leave_few_connections(store: Store) -> None:
    seen: list[int] = []
    for _round in range(100):
        threads = [
            threading.Thread(target=lambda: seen.append(store.read().value(COUNT)))
            for _number in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert seen == [0] * 400
    assert len(store._readers) <= 8


def test_a_connection_is_not_shared_while_a_reader_of_an_ended_thread_is_held(store: Store) -> None:
    held = []
    for _number in range(3):
        thread = threading.Thread(target=lambda: held.append(store.read()))
        thread.start()
        thread.join()
    assert len({id(reader.connection) for reader in held}) == 3


def test_a_new_reader_does_not_wait_for_an_open_step(store: Store) -> None:
    seen: list[int] = []
    with store.step("Add") as step:
        step.write(INSERT, ("one",))
        thread = threading.Thread(target=lambda: seen.append(store.read().value(COUNT)))
        thread.start()
        thread.join(5)
        assert seen == [0]


def test_each_yields_all_rows_in_order(store: Store) -> None:
    names = [str(number) for number in range(FETCHED_ROWS * 2 + 1)]
    with store.step("Add") as step:
        step.write_many(INSERT, [(name,) for name in names])
        assert [row[0] for row in step.each("SELECT name FROM catalog ORDER BY id")] == names
    query = "SELECT name FROM catalog ORDER BY id"
    assert store.read().tuples(query) == [(name,) for name in names]
    rows = store.read().each(query)
    assert [row[0] for row in rows] == names


def test_closing_stops_a_running_query(tmp_path: Path) -> None:
    store = create(tmp_path / "w.localizer")
    ended: list[type[BaseException]] = []
    running = threading.Event()

    def ask() -> None:
        reader = store.read()
        running.set()
        try:
            reader.value(ENDLESS)
        except Cancelled as error:
            ended.append(type(error))

    thread = threading.Thread(target=ask)
    thread.start()
    running.wait(5)
    time.sleep(0.05)
    started = time.monotonic()
    store.close()
    thread.join(5)
    assert ended == [Cancelled]
    assert time.monotonic() - started < 2


def test_after_closing_readers_and_steps_say_cancelled(tmp_path: Path) -> None:
    store = create(tmp_path / "w.localizer")
    reader = store.read()
    store.close()
    store.close()
    with pytest.raises(Cancelled):
        reader.value(COUNT)
    with pytest.raises(Cancelled):
        list(reader.each(COUNT))
    with pytest.raises(Cancelled):
        store.read()
    with pytest.raises(Cancelled), store.step("Late"):
        pass


def test_a_damaged_file_is_told_in_words_by_every_way_to_read(tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    with create(path) as store:
        with store.step("Add") as step:
            step.write_many(INSERT, [(f"{number}" * 50,) for number in range(300)])
        size = store.database.conn.execute("PRAGMA page_size").fetchone()[0]
        root = store.read().value("SELECT rootpage FROM sqlite_master WHERE name = 'catalog'")
    with path.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    query = "SELECT * FROM catalog NOT INDEXED"
    with open_store(path) as store:
        reader = store.read()
        with pytest.raises(WorkspaceError, match="is damaged"):
            reader.rows(query)
        with pytest.raises(WorkspaceError, match="is damaged"):
            reader.one(query)
        with pytest.raises(WorkspaceError, match="is damaged"):
            reader.value(query)
        with pytest.raises(WorkspaceError, match="is damaged"):
            list(reader.each(query))
        with pytest.raises(WorkspaceError, match="is damaged"), store.step("Look") as step:
            step.rows(query)


def test_a_query_that_nobody_waits_for_any_more_ends_in_the_midst(store: Store) -> None:
    progress = Progress()
    reader = store.read()
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"
    )
    threading.Timer(0.05, progress.cancel).start()
    with pytest.raises(Cancelled), reader.until(progress):
        reader.value(endless)
    assert reader.value("SELECT 1") == 1
