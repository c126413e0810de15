"""Drafting in parts by the workers of a cluster on this machine: two of them beside one."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Final

from localizer.bench import data
from localizer.bench.place import TARGETS, Place
from localizer.cluster.part import Order
from localizer.cluster.run import draft_parts
from localizer.cluster.workers import DaskWorkers

#: Files the catalog is cut into: enough that both workers have something to do until the end.
PARTS: Final = 12
_DAY: Final = dt.date(2026, 12, 11)
_MOMENT: Final = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)


def two_workers(place: Place) -> int:
    """Draft the parts by two workers, their start included."""
    return _draft(place, 2)


def one_worker(place: Place) -> int:
    """Draft the same parts by one."""
    return _draft(place, 1)


def _draft(place: Place, workers: int) -> int:
    files = parts(place)
    out = place.folder / "work-parts"
    order = Order(tuple(TARGETS[: place.targets]), _DAY, _MOMENT)
    with place.clock:
        total = draft_parts(files, out, order, DaskWorkers(f"local:{workers}"))
    shutil.rmtree(out)
    return total.listings


def parts(place: Place) -> list[Path]:
    """Return the catalog in Parquet files, written once."""
    import pyarrow as pa  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy, and only here
    from pyarrow import parquet  # noqa: PLC0415 - the same

    folder = place.folder / "parts"
    if not folder.exists():
        folder.mkdir()
        each = -(-place.products // PARTS)
        for number, rows in enumerate(_cut(place.products, each)):
            parquet.write_table(pa.Table.from_pylist(rows), folder / f"part-{number:03}.parquet")
    return sorted(folder.glob("*.parquet"))


def _cut(products: int, each: int) -> Iterator[list[data.Line]]:
    numbered = enumerate(groupby(data.lines(products), key=lambda line: line[data.KEY]))
    for _number, members in groupby(numbered, key=lambda one: one[0] // each):
        yield [line for _at, (_key, rows) in members for line in rows]
