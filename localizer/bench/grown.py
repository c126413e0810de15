"""Workspaces of any size, made of a drafted one: its rows again and again under other numbers.

Drafting a million listings to see how they are opened would take hours; what opening reads is the same.
"""

from __future__ import annotations

import datetime as dt
import math
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.bench.place import LAUNCH, Place
from localizer.store.database import create

#: Products that are drafted; the others are these again.
DRAFTED: Final = 60
#: Tables whose rows are repeated, with the columns that refer to rows of them.
_OWNERS: Final[dict[str, dict[str, str]]] = {
    "product": {"id": "product"},
    "product_body": {"id": "product"},
    "variant": {"id": "variant", "product_id": "product"},
    "segment": {"id": "segment", "product_id": "product"},
    "segment_body": {"id": "segment"},
    "translation": {"id": "translation", "segment_id": "segment"},
    "translation_body": {"id": "translation"},
    "price": {"id": "price", "variant_id": "variant"},
    "price_body": {"id": "price"},
    "script": {"id": "script", "product_id": "product"},
    "script_body": {"id": "script"},
    "finding": {"id": "finding", "product_id": "product"},
}
#: Columns that must differ from row to row.
_OTHER: Final = {
    ("product", "key"): "key || '~' || k.n",
    ("product", "position"): "position + k.n * {product}",
    ("variant", "sku"): "sku || '~' || k.n",
    ("finding", "subject_id"): (
        "subject_id + k.n * CASE subject WHEN 'translation' THEN {translation} "
        "WHEN 'price' THEN {price} WHEN 'script' THEN {script} ELSE {product} END"
    ),
}


def workspace(place: Place) -> Path:
    """Return the workspace of the products of ``place`` on its targets, made outside the clock if need be."""
    path = place.base("grown")
    if not path.exists():
        small = path.with_name("small.localizer")
        _draft(small, place)
        repeat(small, path, math.ceil(place.products / min(DRAFTED, place.products)))
    return path


def _draft(path: Path, place: Place) -> None:
    """Make the workspace whose rows are repeated."""
    file = path.with_suffix(".csv")
    write_csv(file, min(DRAFTED, place.products))
    path.unlink(missing_ok=True)
    tools = pipeline.load_tools()
    with create(path, person="bench") as store:
        pipeline.import_catalog(store, file)
        targets = [f"{one.market}/{one.channel}" for one in place.chosen(tools)]
        pipeline.create_launch(store, tools, LAUNCH, targets, dt.date(2026, 12, 11))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)


def repeat(source: Path, out: Path, times: int) -> None:
    """Write ``source`` with its products and all that belongs to them ``times`` times."""
    fresh = out.with_name(f"{out.name}.part")
    shutil.copyfile(source, fresh)
    with closing(sqlite3.connect(fresh, isolation_level=None)) as connection:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA cache_size = -400000")
        kept = connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL AND "
            "(type = 'trigger' OR type = 'index' AND tbl_name NOT LIKE 'search%')"
        ).fetchall()
        for kind, name, _sql in kept:
            connection.execute(f'DROP {kind} "{name}"')
        _repeat(connection, times)
        for _kind, _name, sql in kept:
            connection.execute(sql)
        connection.execute("ANALYZE")
        connection.execute("PRAGMA journal_mode = WAL")
    fresh.replace(out)


def _repeat(connection: sqlite3.Connection, times: int) -> None:
    most = {
        table: int(connection.execute(f"SELECT coalesce(max(id), 0) FROM {table}").fetchone()[0])  # noqa: S608
        for table in _OWNERS
    }
    connection.execute("CREATE TEMP TABLE k(n INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO k VALUES(?)", [(n,) for n in range(1, times)])
    for table, owners in _OWNERS.items():
        columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
        values = [
            f"{name} + k.n * {most[owners[name]]}"
            if name in owners
            else _OTHER.get((table, name), f'x."{name}"').format(**most)
            for name in columns
        ]
        connection.execute(f"CREATE TEMP TABLE x AS SELECT * FROM {table}")  # noqa: S608 - ours
        connection.execute(
            f"INSERT INTO main.{table} SELECT {', '.join(values)} FROM k CROSS JOIN x"  # noqa: S608
        )
        connection.execute("DROP TABLE x")
