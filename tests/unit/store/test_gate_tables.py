"""A file of before decisions were bound to words opens, keeps them, and binds new ones."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from localizer.catalog import findings
from localizer.model.finding import Subject
from localizer.review import decisions
from localizer.store.application import APPLICATION_ID
from localizer.store.database import create, open_store
from localizer.store.migrations import migrations

_FINDING = (
    "INSERT INTO finding VALUES({}, 'translation', {}, 1, 'TH', 'shopee', 'th-TH', 'claim:best', "
)
_ROWS = (
    "INSERT INTO catalog VALUES(1, 'goods', 'zh-Hans', '')",
    (
        "INSERT INTO product(id, catalog_id, key, position, title, brand, category) "
        "VALUES(1, 1, 'A', 0, '杯', '', '')"
    ),
    "INSERT INTO segment VALUES(1, 1, 'title', 0, '', 'h'), (2, 1, 'bullet', 0, '', 'h')",
    (
        "INSERT INTO translation VALUES(1, 1, 'th-TH', 'approved', 'person', 0, 'h', '', '', ''), "
        "(2, 2, 'th-TH', 'approved', 'person', 0, 'h', '', '', '')"
    ),
    "INSERT INTO translation_body VALUES(1, '😀 best cup', ''), (2, 'best of the best', '')",
    _FINDING.format(1, 1) + "'block', 2, 6, 'No.', '[]', NULL, '')",
    _FINDING.format(2, 2) + "'block', 0, 4, 'No.', '[]', NULL, '')",
    _FINDING.format(3, 2) + "'block', 8, 16, 'No.', '[]', NULL, '')",
    "INSERT INTO overrule VALUES(1, 'translation', 2, 'TH', 'shopee', 'claim:best', 'a name', 'Ann', '2026')",
    "INSERT INTO step VALUES(1, '', 'Overrule a finding', '{}', '', '', 0)",
    "INSERT INTO change(step, tbl, row, op) VALUES(1, 'overrule', 1, 'I')",
)


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Return a file as the version before left it: a finding that stops, two that were let pass."""
    path = tmp_path / "old.localizer"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    migrations.apply(Database(connection, execute_plugins=False), stop_before="m010_gate")
    for statement in _ROWS:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 9")
    connection.close()
    return path


def test_decisions_of_before_hold_and_are_backed_up(old: Path) -> None:
    with open_store(old) as store:
        kept = findings.of_subject(store.read(), Subject.TRANSLATION, 2)
        assert [(one.overruled, one.overruled_by) for one in kept] == [("a name", "Ann")] * 2
        assert {one.passage for one in kept} == {"best", "the best"}
    assert len(list(old.parent.glob("old.backups/*.localizer"))) == 1


def test_new_decisions_are_bound_to_their_words(old: Path) -> None:
    with open_store(old, person="Bo") as store:
        decisions.overrule(store, 1, "checked")
        (stored,) = findings.of_subject(store.read(), Subject.TRANSLATION, 1)
        assert (stored.overruled, stored.passage) == ("checked", "best")
        query = "SELECT passage FROM overrule ORDER BY id"
        assert [row[0] for row in store.read().rows(query)] == [None, "best"]


def test_a_decision_of_before_can_be_undone_and_made_again(old: Path) -> None:
    with open_store(old) as store:
        assert store.undo() is not None
        assert not findings.load(store.read(), 2).overruled
        assert store.redo() is not None
        assert findings.load(store.read(), 3).overruled == "a name"


def test_a_fresh_file_has_the_tables_of_a_migrated_one(old: Path, tmp_path: Path) -> None:
    query = "SELECT type, name, sql FROM sqlite_master WHERE name LIKE '%overrule%' OR name LIKE '%severity%'"
    with open_store(old) as migrated, create(tmp_path / "new.localizer") as fresh:
        assert sorted(map(tuple, migrated.read().rows(query)), key=str) == sorted(
            map(tuple, fresh.read().rows(query)), key=str
        )
