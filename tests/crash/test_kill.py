"""A draft that is killed and run again gives the same workspace as one that was not."""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from localizer import pipeline
from localizer.store.database import create, open_store
from localizer.store.schema import RECORDED

ROUNDS = 8 if os.environ.get("LOCALIZER_LONG") else 3
#: Columns that say when or in which order something was done, not what.
MOMENTS = {"created_at", "updated_at", "at"}


def content(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return everything a workspace holds but moments and the history itself."""
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    tables = {}
    for table in RECORDED:
        names = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
        kept = ", ".join(f'"{name}"' for name in names if name not in MOMENTS)
        query = f'SELECT {kept} FROM "{table}" ORDER BY 1'  # noqa: S608 - our own names
        tables[table] = connection.execute(query).fetchall()
    connection.close()
    return tables


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory, sample: Path) -> Path:
    """Return a workspace that waits for its first draft."""
    path = tmp_path_factory.mktemp("kill") / "w.localizer"
    tools = pipeline.load_tools()
    with create(path, person="tester") as store:
        pipeline.import_catalog(store, sample / "catalog.xlsx")
        pipeline.create_launch(store, tools, "launch", ["TH/shopee"], dt.date(2026, 12, 11))
    return path


def draft(path: Path) -> subprocess.Popen[bytes]:
    """Start a draft as a person would."""
    return subprocess.Popen(
        [sys.executable, "-m", "localizer", "draft", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def written(connection: sqlite3.Connection) -> int:
    """Return how many rows a draft has written so far."""
    tables = ("translation", "price", "script")
    counts = [connection.execute(f"SELECT count(*) FROM {table}") for table in tables]  # noqa: S608
    return sum(int(one.fetchone()[0]) for one in counts)


def killed_at(path: Path, rows: int) -> bool:
    """Draft and kill that when it has written ``rows``; tell whether it was struck in time."""
    process = draft(path)
    with closing(sqlite3.connect(path)) as connection:
        while process.poll() is None and written(connection) < rows:
            time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return process.returncode == -signal.SIGKILL


@pytest.mark.slow
def test_a_killed_draft_run_again_is_as_if_never_killed(ready: Path, tmp_path: Path) -> None:
    whole = tmp_path / "whole.localizer"
    shutil.copy(ready, whole)
    assert draft(whole).communicate()[1] == b""
    expected = content(whole)
    with closing(sqlite3.connect(whole)) as connection:
        rows = written(connection)
    assert expected["script"]
    chance = random.Random(20261122)  # noqa: S311 - the moments of the kills
    killed = 0
    for number in range(ROUNDS):
        path = tmp_path / f"{number}.localizer"
        shutil.copy(ready, path)
        killed += killed_at(path, int(rows * chance.uniform(0.0, 0.97)))
        assert draft(path).communicate()[1] == b""
        assert content(path) == expected
    assert killed > ROUNDS / 2, "the kills came too late to prove anything"


@pytest.mark.slow
def test_what_was_acknowledged_before_a_kill_is_there(ready: Path, tmp_path: Path) -> None:
    path = tmp_path / "w.localizer"
    shutil.copy(ready, path)
    code = (
        "import sys; from pathlib import Path; from localizer.store.database import open_store\n"
        "from localizer.catalog import preferences\n"
        f"store = open_store(Path({str(path)!r}))\n"
        "for number in range(10**6):\n"
        "    with store.step('Edit') as step:\n"
        "        preferences.write(step, 'counter', str(number))\n"
        "    print(number, flush=True)\n"
    )
    process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    acknowledged = -1
    for line in process.stdout:
        acknowledged = int(line)
        if acknowledged == 40:
            process.send_signal(signal.SIGKILL)
            break
    # read on where the loop stopped: `communicate` would pass over what was read ahead
    rest = process.stdout.read().splitlines(keepends=True)
    process.communicate()
    whole = [line for line in rest if line.endswith("\n")]
    acknowledged = int(whole[-1]) if whole else acknowledged
    content(path)
    with open_store(path) as store:
        counter = int(store.read().value("SELECT value FROM preference WHERE key = 'counter'"))
        assert counter in (acknowledged, acknowledged + 1)
        store.undo()
        previous = int(store.read().value("SELECT value FROM preference WHERE key = 'counter'"))
        assert previous == counter - 1
