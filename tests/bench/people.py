"""Seconds the activity and the statistics take over a history of a million changes.

Run: ``python tests/bench/people.py [FOLDER]``. The workspace is made once and kept in FOLDER.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from localizer.catalog import launches
from localizer.catalog.activity import Kind, Wanted, activities, people, step_ids
from localizer.catalog.statistics import words_by_state
from localizer.catalog.work_done import work_done
from localizer.model.launch import Target
from localizer.store.database import Store, create, open_store

PRODUCTS, TEXTS, EDITS = 20_000, 200_000, 30_000
_NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {}) "
_BULK = (
    ("product(catalog_id, key, position, title, brand, category)", PRODUCTS,
     "1, 'K' || i, i, '连衣裙 ' || i, '', ''"),
    ("segment(id, product_id, field, position, name, source_hash)", TEXTS,
     f"i, 1 + i % {PRODUCTS}, 'bullet', i / {PRODUCTS}, '', 'h' || i"),
    ("segment_body(id, source, previous)", TEXTS, "i, '夏季新款碎花连衣裙女 V领 ' || i, ''"),
)  # fmt: skip
_DRAFT = (
    ("translation(id, segment_id, locale, state, origin, score, source_hash, reason, updated_at, updated_by)",
     TEXTS, "i, i, 'th-TH', 'draft', 'composed', 0, 'h' || i, '', '2026-11-01T08:00:00.000+00:00', 'Mei'"),
    ("translation_body(id, text, comment)", TEXTS, "i, 'ชุดเดรส ' || i, ''"),
)  # fmt: skip


def make(path: Path) -> None:
    """Write a workspace of a million changes in 30,000 steps."""
    with create(path, person="Mei") as store:
        with store.step("Import {file}", durable=False, file="a.xlsx") as step:
            step.write(
                "INSERT INTO catalog(id, name, locale, created_at) VALUES(1, 'a', 'zh-Hans', '')"
            )
            fill(store, _BULK)
        with store.step("Launch") as step:
            for name in ("all", "some"):
                target = [Target("TH", "shopee", "th-TH")]
                some = range(1, 200) if name == "some" else ()
                launches.create(step, name, target, dt.date(2026, 12, 11), some)
        with store.step("Prepare drafts of {name}", durable=False, name="all"):
            fill(store, _DRAFT)
        with store.step("Approve all clean work", durable=False) as step:
            step.write(
                "UPDATE translation SET state = 'approved', updated_by = 'Mei' WHERE id <= 100000"
            )
        for number in range(EDITS):
            store.person = ("Mei", "Nok", "Jonas")[number % 3]
            with store.step("Edit a translation", durable=False) as step:
                row = TEXTS - number * 3
                step.write("UPDATE translation_body SET text = 'x' WHERE id = ?", (row,))
                step.write(
                    "UPDATE translation SET state = 'translated', origin = 'person' WHERE id = ?",
                    (row,),
                )


def fill(store: Store, tables: tuple[tuple[str, int, str], ...]) -> None:
    """Insert numbered rows."""
    with store.step("") as step:
        for table, count, values in tables:
            query = f"INSERT INTO {table} {_NUMBERS.format(count)} SELECT {values} FROM n"  # noqa: S608
            step.write(query)


def measure(name: str, work: Callable[[], object]) -> None:
    """Print the best of three."""
    times = []
    for _turn in range(3):
        start = time.perf_counter()
        found = work()
        times.append(time.perf_counter() - start)
    size = len(found) if hasattr(found, "__len__") else ""
    print(f"{name:40} {min(times):7.3f} s  {size}")


def main() -> None:
    """Make the workspace and measure."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp())
    path = folder / "people.localizer"
    if not path.exists():
        make(path)
    with open_store(path) as store:
        reader = store.read()
        print(reader.value("SELECT count(*) FROM change"), "changes")
        every, some = launches.find(reader, "all"), launches.find(reader, "some")
        ids = step_ids(reader, Wanted())
        for launch in (None, every, some):
            name = launch.name if launch else "workspace"
            measure(f"activity, {name}", lambda: step_ids(reader, Wanted(launch)))  # noqa: B023
            measure(
                f"activity, first 256, {name}",
                lambda: step_ids(reader, Wanted(launch), limit=256),  # noqa: B023
            )
            for kind in (Kind.TEXTS, Kind.PRICES):
                measure(
                    f"activity, {kind}, {name}",
                    lambda: step_ids(reader, Wanted(launch, kind=kind)),  # noqa: B023
                )
            measure(f"words by state, {name}", lambda: words_by_state(reader, launch))  # noqa: B023
            measure(f"work done, {name}", lambda: work_done(reader, launch).cells)  # noqa: B023
        week = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=7)
        measure("work done, a week", lambda: work_done(reader, first=week).cells)
        measure("activity, one person", lambda: step_ids(reader, Wanted(person="Nok")))
        measure("a page of 256, newest", lambda: activities(reader, ids[:256]))
        measure("a page of 256, oldest", lambda: activities(reader, ids[-256:]))
        measure("people", lambda: people(reader))


if __name__ == "__main__":
    main()
