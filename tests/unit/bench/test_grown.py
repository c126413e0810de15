"""Grown workspaces are sound, have so many products, and each keeps what belongs to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from localizer.bench import grown, writers
from localizer.bench.place import Place
from localizer.bench.stages import BY_NAME
from localizer.store.database import open_store
from localizer.store.repair import examine

TABLES = ("product", "variant", "segment", "translation", "price", "script", "finding")


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in TABLES
        }


def test_rows_are_repeated_with_what_belongs_to_them(tmp_path: Path) -> None:
    place = Place(tmp_path, 2, 1)
    small = grown.workspace(place)
    once = counts(small)
    assert all(once.values())
    many = tmp_path / "many.localizer"
    grown.repeat(small, many, 3)
    assert counts(many) == {table: 3 * number for table, number in once.items()}
    assert examine(many).sound
    with open_store(many) as store:
        keys = store.read().tuples("SELECT DISTINCT key FROM product")
        assert len(keys) == 6
        lonely = "SELECT count(*) FROM finding f JOIN price p ON p.id = f.subject_id AND f.subject = 'price' "
        wrong = "JOIN variant v ON v.id = p.variant_id WHERE v.product_id <> f.product_id"
        assert store.read().value(lonely + wrong) == 0
    assert grown.workspace(place) == small


def test_writers_write_the_same_rows_as_their_floors(tmp_path: Path) -> None:
    place = Place(tmp_path, 7, 1)
    for name in ("write-csv", "write-xlsx"):
        stage = BY_NAME[name]
        assert stage.work(place) == stage.floor(place) == 7
        assert place.clock.seconds > 0
    assert len(next(writers.rows(1))) == writers.COLUMNS
