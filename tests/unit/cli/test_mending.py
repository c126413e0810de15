"""``localizer doctor WS`` and ``localizer backup``: what they say, what they leave, how they end."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from localizer import pipeline
from localizer.catalog import products
from localizer.cli import machine, mending
from localizer.errors import InputError, WorkspaceError
from localizer.store.database import Store, open_store


@pytest.fixture
def ws(new_store: Callable[[Path], Store], tmp_path: Path) -> Path:
    path = tmp_path / "work.localizer"
    with new_store(path) as store, store.step("Add") as step:
        step.write("INSERT INTO catalog(name, locale, created_at) VALUES('a', 'en', '')")
    return path


FINDINGS = "SELECT rule, severity, subject_id, args FROM finding ORDER BY 1, 2, 3, 4"


def run(*arguments: object) -> Result:
    command = machine.doctor if arguments[0] == "doctor" else mending.backup
    return CliRunner().invoke(command, [str(one) for one in arguments[1:]], standalone_mode=False)


def test_a_sound_workspace_ends_with_0(ws: Path) -> None:
    ended = run("doctor", ws)
    assert ended.return_value == 0
    assert "Nothing is wrong" in ended.output
    told = json.loads(run("doctor", ws, "--json").output)
    assert told["ok"]
    assert told["conflicts"] == []


def test_rows_without_owners_are_mended_when_asked(ws: Path) -> None:
    with closing(sqlite3.connect(ws)) as connection:
        connection.execute("INSERT INTO launch_product(launch_id, product_id) VALUES(99, 99)")
        connection.commit()
    ended = run("doctor", ws)
    assert ended.return_value == 1
    assert "--mend" in ended.output
    mended = run("doctor", ws, "--mend")
    assert mended.return_value == 0
    assert "removed" in mended.output


def test_what_is_derived_is_made_anew(ws: Path, sample: Path, loaded: pipeline.Tools) -> None:
    with open_store(ws) as store:
        pipeline.import_catalog(store, sample / "catalog.xlsx")
        pipeline.create_launch(store, loaded, "l", ["TH/shopee"], dt.date(2026, 12, 11))
        pipeline.draft(store, loaded, only=products.product_ids(store.read())[:4])
        pipeline.check(store, loaded)
    with closing(sqlite3.connect(ws)) as connection:
        found = connection.execute(FINDINGS).fetchall()
        (memory,) = connection.execute("SELECT version FROM memory_state").fetchone()
        connection.execute("UPDATE finding SET rule = 'nonsense'")
        connection.execute("UPDATE search_state SET indexed = 1")
        connection.commit()
    assert len(found) > 10
    assert run("doctor", ws, "--mend").return_value == 0
    with closing(sqlite3.connect(ws)) as connection:
        assert connection.execute(FINDINGS).fetchall() == found
        assert connection.execute("SELECT version FROM memory_state").fetchone() > (memory,)
        assert connection.execute("SELECT indexed FROM search_state").fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM search_word").fetchone() == (0,)


def test_what_is_left_of_a_damaged_one_is_saved(ws: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(ws)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        query = "SELECT rootpage FROM sqlite_master WHERE name = 'change'"
        (page,) = connection.execute(query).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(ws.read_bytes())
    data[(page - 1) * size : page * size] = bytes(size)
    ws.write_bytes(data)
    assert run("doctor", ws).return_value == 1
    out = tmp_path / "new.localizer"
    ended = run("doctor", ws, "--salvage", out)
    assert ended.exception is None
    assert "catalog" in ended.output
    assert run("doctor", out).return_value == 0


def test_conflict_copies_are_explained(ws: Path) -> None:
    copy = ws.with_name("work (conflicted copy 2026-11-24).localizer")
    shutil.copyfile(ws, copy)
    assert copy.name in run("doctor", ws).output


def test_backups_are_made_listed_and_put_back(ws: Path) -> None:
    assert "no backup yet" in run("backup", "list", ws).output
    assert run("backup", "now", ws).exception is None
    listed = json.loads(run("backup", "list", ws, "--json").output)
    assert len(listed) == 1
    assert "Nothing changed" in run("backup", "now", ws).output
    with open_store(ws) as store, store.step("Add") as step:
        step.write("INSERT INTO catalog(name, locale, created_at) VALUES('b', 'en', '')")
    assert "Nothing changed" not in run("backup", "now", ws).output
    assert len(json.loads(run("backup", "list", ws, "--json").output)) == 2
    with closing(sqlite3.connect(ws)) as connection:
        connection.execute("DELETE FROM catalog")
        connection.commit()
    ended = run("backup", "restore", ws)
    assert ended.exception is None
    assert "kept as" in ended.output
    with closing(sqlite3.connect(ws)) as connection:
        assert connection.execute("SELECT name FROM catalog").fetchall() == [("a",), ("b",)]
    assert "asked" in run("backup", "list", ws).output


def test_what_is_not_there_is_told(ws: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.localizer"
    assert isinstance(run("backup", "now", gone).exception, InputError)
    assert isinstance(run("backup", "restore", ws, "x.localizer").exception, InputError)
    assert isinstance(run("doctor", gone).exception, WorkspaceError)
    assert isinstance(run("doctor", gone, "--salvage", tmp_path / "n").exception, InputError)
    assert run("doctor", "--mend").exception is not None
