"""A workspace of every format there ever was, with real work in it, opens and keeps that work."""

from __future__ import annotations

import datetime as dt
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from sqlite_utils import Database

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.store.application import APPLICATION_ID
from localizer.store.database import create, open_store
from localizer.store.migrations import migrations
from localizer.store.repair import examine
from localizer.store.schema import DERIVED, RECORDED, SCHEMA_VERSION

NAMES: Final = tuple(one.name for one in migrations._migrations)
#: What a person made or waited for; the rest is made anew, or belongs to tables that came later.
KEPT: Final = (
    "catalog", "product", "product_body", "variant", "launch", "launch_target", "segment",
    "segment_body", "translation", "translation_body", "memory", "price", "price_body", "script",
    "script_body",
)  # fmt: skip


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory, loaded: pipeline.Tools) -> Path:
    """Return a workspace with products, a launch, texts, prices and scripts."""
    folder = tmp_path_factory.mktemp("worked")
    write_csv(folder / "c.csv", 3)
    path = folder / "w.localizer"
    with create(path, person="Mei") as store:
        pipeline.import_catalog(store, folder / "c.csv")
        pipeline.create_launch(store, loaded, "l", ["TH/shopee"], dt.date(2026, 12, 11))
        pipeline.draft(store, loaded)
        text = store.read().value("SELECT min(id) FROM translation")
        pipeline.edit_translation(store, loaded, int(text), "กระโปรงของเรา")
        pipeline.approve_translations(store, loaded, [int(text)])
    return path


def columns(connection: sqlite3.Connection, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def as_it_was(worked: Path, path: Path, version: int) -> None:
    """Write the work of ``worked`` as a program with that format had it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        later = NAMES[version] if version < len(NAMES) else None
        migrations.apply(Database(old, execute_plugins=False), stop_before=later)
        old.execute("ATTACH ? AS now", (str(worked),))
        there = {row[0] for row in old.execute("SELECT name FROM main.sqlite_master")}
        triggers = old.execute("SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger'")
        kept = triggers.fetchall()
        for name, _sql in kept:
            old.execute(f'DROP TRIGGER main."{name}"')
        for table in (one for one in RECORDED if one in there):
            fresh = [row[1] for row in old.execute(f"PRAGMA now.table_info({table})")]
            # what is no longer there, and had to have a value, was a hash
            read = ", ".join(one if one in fresh else "''" for one in columns(old, table))
            copied = f"INSERT INTO main.{table} SELECT {read} FROM now.{table}"  # noqa: S608 - ours
            old.execute(copied)
        for _name, sql in kept:
            old.execute(sql)
        old.execute("DETACH now")
        old.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        old.execute(f"PRAGMA user_version = {version}")


def contents(path: Path, table: str, shared: list[str]) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        read = f"SELECT {', '.join(shared)} FROM {table} ORDER BY rowid"  # noqa: S608 - ours
        return connection.execute(read).fetchall()


def test_there_is_a_step_to_every_format() -> None:
    assert len(NAMES) == SCHEMA_VERSION
    assert not set(KEPT) & set(DERIVED)


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_work_of_every_format_is_kept(
    worked: Path, tmp_path: Path, loaded: pipeline.Tools, version: int
) -> None:
    path = tmp_path / "old.localizer"
    as_it_was(worked, path, version)
    with closing(sqlite3.connect(path)) as connection:
        had = {table: columns(connection, table) for table in KEPT}
    with closing(sqlite3.connect(worked)) as connection:
        shared = {
            table: [one for one in columns(connection, table) if one in had[table]]
            for table in KEPT
        }
    before = {table: contents(path, table, shared[table]) for table in KEPT}
    assert [table for table in KEPT if not before[table]] == []
    with open_store(path, person="Mei") as store:
        assert store.read().value("PRAGMA user_version") == SCHEMA_VERSION
        assert {table: contents(path, table, shared[table]) for table in KEPT} == before
        pipeline.draft(store, loaded)  # what is missing from before is made
        was = contents(path, "translation_body", ["text"])
        text = int(store.read().value("SELECT max(id) FROM translation"))
        pipeline.edit_translation(store, loaded, text, "อีกข้อความหนึ่ง")
        assert contents(path, "translation_body", ["text"]) != was
        assert pipeline.undo(store, loaded) is not None
        assert contents(path, "translation_body", ["text"]) == was
    assert examine(path).sound
    backups = list((tmp_path / "old.backups").glob("*.localizer"))
    assert len(backups) == (version < SCHEMA_VERSION)
