"""Whatever is done when the program is killed: what was acknowledged is there, nothing is half done.

20 kills or so in a usual run, 200 with LOCALIZER_LONG; ``-s`` prints the figures of each kind.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlite_utils import Database

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.store.application import APPLICATION_ID
from localizer.store.database import Store, create, open_store
from localizer.store.migrations import migrations
from localizer.store.repair import examine
from localizer.store.schema import RECORDED, SCHEMA_VERSION

WORKER: Final = Path(__file__).with_name("worker.py")
KINDS: Final = ("import", "draft", "edit", "approve", "merge", "export", "undo", "migrate")
ROUNDS: Final = 25 if os.environ.get("LOCALIZER_LONG") else 2
PRODUCTS: Final = 6
#: The longest time between the first acknowledgement and the kill.
LATEST_S: Final = 0.6


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a drafted workspace."""
    folder = tmp_path_factory.mktemp("worker")
    tools = pipeline.load_tools()
    write_csv(folder / "c.csv", PRODUCTS)
    path = folder / "w.localizer"
    with create(path, person="Mei") as store:
        pipeline.import_catalog(store, folder / "c.csv", catalog="first")
        pipeline.create_launch(store, tools, "launch", ["TH/shopee"], dt.date(2026, 12, 11))
        pipeline.draft(store, tools)
    return path


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace as the first version made it, with many products."""
    path = tmp_path_factory.mktemp("old") / "old.localizer"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrations.apply(Database(connection, execute_plugins=False), stop_before="m002_intake")
        connection.execute("INSERT INTO catalog VALUES(1, 'goods', 'zh-Hans', '')")
        connection.execute("BEGIN")
        for n in range(1, 500):
            connection.execute(
                "INSERT INTO product VALUES(?, 1, ?, ?, '杯', '', '', 'h')", (n, f"K{n}", n)
            )
            connection.execute("INSERT INTO product_body VALUES(?, '', '[]', '[]', '[]')", (n,))
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute("PRAGMA user_version = 1")
    return path


def killed(kind: str, workspace: Path, folder: Path, wait: float) -> int:
    """Let the worker work and kill it; return the last operation it acknowledged."""
    process = subprocess.Popen(
        [sys.executable, str(WORKER), kind, str(workspace), str(folder)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    first = process.stdout.readline()
    assert first, process.stderr.read()
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read()
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    whole = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return int(whole[-1])


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes in another way")
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_acknowledged_is_lost_by_a_kill(
    kind: str, ready: Path, old: Path, tmp_path: Path
) -> None:
    chance = random.Random(f"20261124 {kind}")  # noqa: S311 - the moments of the kills
    done = 0
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        folder.mkdir()
        path = folder / "w.localizer"
        shutil.copyfile(old if kind == "migrate" else ready, path)
        shutil.copyfile(ready, folder / "ready.localizer")
        acknowledged = killed(kind, path, folder, chance.uniform(0, LATEST_S))
        done += acknowledged + 1
        if kind != "migrate":
            assert examine(path).sound
        HELD[kind](path, folder, acknowledged)
        if kind not in ("migrate", "export"):
            undo_works(path)
    print(f"{kind}: {ROUNDS} kills, {done} operations acknowledged, 0 lost")


def undo_works(path: Path) -> None:
    """Take back the newest step and make it again: the file says the same as before."""
    with open_store(path, person="Mei") as store:
        before = content(store)
        if store.undo() is not None:
            assert store.redo() is not None
        assert content(store) == before
    assert examine(path).sound


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows that undo is about."""
    reader = store.read()
    return {table: reader.tuples(f'SELECT * FROM "{table}" ORDER BY id') for table in RECORDED}  # noqa: S608 - ours


def values(path: Path, query: str) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return [one for (one,) in connection.execute(query)]


def import_held(path: Path, _folder: Path, acknowledged: int) -> None:
    query = (
        "SELECT title FROM product p JOIN catalog c ON c.id = p.catalog_id WHERE c.name = 'goods'"
    )
    versions = {str(title).rpartition("v")[2] for title in values(path, query)}
    assert len(versions) == 1
    assert int(versions.pop()) in (acknowledged, acknowledged + 1)


def draft_held(path: Path, folder: Path, acknowledged: int) -> None:
    del acknowledged  # a draft goes on where it was: it must come to the same end
    tools = pipeline.load_tools()
    with open_store(path, person="Mei") as store:
        pipeline.draft(store, tools)
        assert pipeline.draft(store, tools).rows_written == 0
    for table in ("translation_body", "price", "script_body"):
        query = f"SELECT count(*) FROM {table}"  # noqa: S608 - our own names
        assert values(path, query) == values(folder / "ready.localizer", query)


EDITED = "SELECT b.text FROM translation_body b WHERE b.id = (SELECT min(id) FROM translation)"


def edit_held(path: Path, _folder: Path, acknowledged: int) -> None:
    (text,) = values(path, EDITED)
    assert text in (f"Text {acknowledged}", f"Text {acknowledged + 1}")


def approve_held(path: Path, _folder: Path, acknowledged: int) -> None:
    approved = values(path, "SELECT count(*) FROM translation WHERE state = 'approved'")[0]
    texts = values(path, "SELECT count(*) FROM translation_body WHERE text <> ''")[0]
    assert isinstance(approved, int)
    assert isinstance(texts, int)
    assert approved >= min(acknowledged + 1, texts)


def merge_held(path: Path, _folder: Path, acknowledged: int) -> None:
    written = values(
        path,
        "SELECT DISTINCT b.text FROM translation_body b JOIN translation t ON t.id = b.id "
        "WHERE b.text LIKE 'ข้อความ %'",
    )
    assert len(written) == 1
    assert written[0] in (f"ข้อความ {acknowledged}", f"ข้อความ {acknowledged + 1}")


def export_held(path: Path, folder: Path, acknowledged: int) -> None:
    runs = values(path, "SELECT folder FROM export_run ORDER BY id")
    assert len(runs) in (acknowledged + 1, acknowledged + 2)
    for run in runs:
        manifest = json.loads((Path(str(run)) / "manifest.json").read_text("utf-8"))
        names = re.findall(r'"([^"]+\.csv)"', json.dumps(manifest, ensure_ascii=False))
        assert names
        for name in names:
            assert any(one.stat().st_size for one in Path(str(run)).rglob(Path(name).name))
    assert all(Path(str(run)).parent == folder for run in runs)


def undo_held(path: Path, _folder: Path, acknowledged: int) -> None:
    (text,) = values(path, EDITED)
    typed = f"Text {acknowledged}" if acknowledged % 2 == 0 else f"Text {acknowledged + 1}"
    before = not str(text).startswith("Text ")
    assert before or text == typed


def migrate_held(path: Path, folder: Path, acknowledged: int) -> None:
    del path
    made = sorted(folder.glob("m-*.localizer"))
    assert len(made) in (acknowledged + 1, acknowledged + 2)
    for one in made:
        with open_store(one) as store:  # the last one may have been killed in the midst
            assert store.read().value("SELECT count(*) FROM product") == 499
            assert store.read().value("PRAGMA user_version") == SCHEMA_VERSION
        assert examine(one).sound


HELD: Final[dict[str, Callable[[Path, Path, int], None]]] = {
    "import": import_held,
    "draft": draft_held,
    "edit": edit_held,
    "approve": approve_held,
    "merge": merge_held,
    "export": export_held,
    "undo": undo_held,
    "migrate": migrate_held,
}
