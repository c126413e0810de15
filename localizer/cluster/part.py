"""One part of a catalog drafted by itself: rows in, files of listings out; the same input, the same bytes.

It is what this process and every worker of a cluster run. A part is drafted in a workspace of its own that
nobody keeps: it begins with the material, a workspace that holds memory, terms, rules and rates. What texts
are compared with (how the same source is said elsewhere, how scripts of other products open) is the material
and the part, never another part.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import importlib
import io
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import msgspec

from localizer import pipeline
from localizer.catalog import products
from localizer.errors import InputError, LocalizerError
from localizer.i18n import _
from localizer.pipeline.tools import Tools, load_tools
from localizer.store.database import create, open_store

#: The catalog a part is imported as, and the launch it is drafted for.
NAME: Final = "part"
#: Refused rows of a part that are told.
MOST_REFUSED: Final = 1000
#: Rows of a part: its workspace and its files are held by one worker.
MOST_ROWS: Final = 200_000
_TOGETHER: Final = 1000


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted of every part: targets as ``TH/shopee``, the day of the launch, formats of export.

    ``moment`` is what counts as now: a run that is begun again takes that of the first.
    """

    targets: tuple[str, ...]
    date: dt.date
    moment: dt.datetime
    formats: tuple[str, ...] = ("parquet",)

    @property
    def digest(self) -> str:
        """Return what differs where the results may differ."""
        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()


#: A remark about a row: its number, the column, what is wrong.
Refused = tuple[int, str, str]


class Result(msgspec.Struct, frozen=True):
    """What became of a part: files by name, counts, remarks about rows, and in words what went wrong."""

    files: dict[str, bytes]
    products: int
    listings: int
    refused: tuple[Refused, ...] = ()
    problem: str = ""


def draft_part(data: bytes, order: Order, material: bytes) -> Result:
    """Draft the products in ``data``, a Parquet file; ``material`` is a workspace, or empty."""
    with tempfile.TemporaryDirectory(prefix="localizer-part-") as scratch:
        try:
            return _drafted(Path(scratch), data, order, material)
        except LocalizerError as error:  # the other parts go on
            return Result({}, 0, 0, (), str(error))


def _drafted(folder: Path, data: bytes, order: Order, material: bytes) -> Result:
    file = folder / "part.csv"
    _write_rows(file, data)
    path = folder / "w.localizer"
    if material:
        path.write_bytes(material)
    tools = _tools(order.moment)
    with open_store(path) if material else create(path) as store:
        report = pipeline.import_catalog(store, file, catalog=NAME)
        catalog = store.read().value("SELECT id FROM catalog WHERE name = ?", (NAME,))
        ids = products.product_ids(store.read(), catalog)
        refused = tuple((one.row, one.column, one.reason) for one in report.issues[:MOST_REFUSED])
        if not ids:
            return Result({}, 0, 0, refused)
        pipeline.create_launch(store, tools, NAME, order.targets, order.date, ids)
        pipeline.draft(store, tools, launch=NAME)
        out = folder / "out"
        made = pipeline.export(store, tools, out, launch=NAME, formats=order.formats)
        files = {
            f"target={one.label.replace('/', '-')}/{_ending(record.name)}": (
                out / record.name
            ).read_bytes()
            for one in made.exported
            for record in one.files
        }
    return Result(files, len(ids), len(ids) * len(order.targets), refused)


def _ending(name: str) -> str:
    """Return what tells the files of a target apart: ``listings.draft.parquet``."""
    return name.partition(".")[2]


@lru_cache(maxsize=1)
def _tools(moment: dt.datetime) -> Tools:
    """Return the tools; a worker reads them once."""
    return load_tools(now=lambda: moment)


def _write_rows(file: Path, data: bytes) -> None:
    """Write the rows of a Parquet file as the CSV an import reads. Raises `InputError` for what is none."""
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(_rows(data))


def _rows(data: bytes) -> Iterator[list[str]]:
    try:
        arrow = importlib.import_module("pyarrow")
        parquet = importlib.import_module("pyarrow.parquet")
    except ImportError as error:
        problem = _("Parquet needs the library pyarrow: pip install 'localizer[cluster]'")
        raise InputError(problem) from error
    try:
        table = parquet.ParquetFile(io.BytesIO(data))
        if table.metadata.num_rows > MOST_ROWS:
            problem = _("A file of more than {n} rows is no part: cut it into smaller ones.")
            raise InputError(problem.format(n=MOST_ROWS))
        yield [str(name) for name in table.schema_arrow.names]
        for batch in table.iter_batches(_TOGETHER):
            for row in batch.to_pylist():
                yield [_text(cell) for cell in row.values()]
    except (arrow.ArrowException, OSError, ValueError) as error:
        problem = _("This is no Parquet file that can be read: {reason}")
        raise InputError(problem.format(reason=error)) from error


def _text(cell: Any) -> str:  # noqa: ANN401 - whatever a column holds
    if cell is None:
        return ""
    if isinstance(cell, (list, dict, bytes)):
        raise InputError(_("A column of a part must hold text or numbers, no lists and no bytes."))
    return str(cell)
