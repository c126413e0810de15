"""What a large step wrote is moved into the file beside other work, and nothing waits for it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from localizer.store import write_ahead
from localizer.store.database import create, open_store

INSERT = "INSERT INTO catalog(name, locale, created_at) VALUES(?, 'zh-Hans', '')"
COUNT = "SELECT count(*) FROM catalog"


def _file_has(path: Path) -> int:
    """Return how many catalogs stand in the file itself, its log left aside."""
    alone = path.with_name("alone.db")
    alone.write_bytes(path.read_bytes())
    connection = sqlite3.connect(alone)
    try:
        return int(connection.execute(COUNT).fetchone()[0])
    except sqlite3.OperationalError:  # not even the table stands there yet
        return 0
    finally:
        connection.close()
        alone.unlink()


@pytest.mark.parametrize("large", [0, 10**9])
def test_a_large_step_is_moved_by_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, large: int
) -> None:
    monkeypatch.setattr(write_ahead, "LARGE_BYTES", large)
    path = tmp_path / "w.localizer"
    with create(path) as store:
        with store.step("Add", durable=False) as step:
            step.write_many(INSERT, [(f"name {n}",) for n in range(1000)])
        assert store.read().value(COUNT) == 1000
        store._log.wait()
        assert _file_has(path) == (0 if large else 1000)
        pages = store._connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0]
        assert pages == write_ahead.PAGES
    assert _file_has(path) == 1000, "closing leaves one file"


def test_a_failed_step_lets_commits_move_the_log_again(tmp_path: Path) -> None:
    with create(tmp_path / "w.localizer") as store:
        with pytest.raises(RuntimeError), store.step("Add", durable=False) as step:
            step.write(INSERT, ("one",))
            raise RuntimeError
        pages = store._connection.execute("PRAGMA wal_autocheckpoint").fetchone()[0]
        assert (pages, store.read().value(COUNT)) == (write_ahead.PAGES, 0)


def test_what_was_never_moved_is_read_from_the_log(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_ahead, "LARGE_BYTES", 10**9)
    path, copy = tmp_path / "w.localizer", tmp_path / "copy.localizer"
    with create(path) as store:
        with store.step("Add", durable=False) as step:
            step.write_many(INSERT, [(f"name {n}",) for n in range(5000)])
        for ending in ("", "-wal"):  # as a program that was killed leaves them
            Path(f"{copy}{ending}").write_bytes(Path(f"{path}{ending}").read_bytes())
    with open_store(copy) as left:
        assert left.read().value(COUNT) == 5000
