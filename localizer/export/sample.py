"""The beginning of a written file as people look at it: tables as tables, everything else as text."""

from __future__ import annotations

import csv
import importlib
import io
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import msgspec
from python_calamine import CalamineWorkbook

#: Rows of a table and characters of a text that are shown.
MOST_ROWS: Final = 60
MOST_CHARS: Final = 20_000
_COMMAS: Final = {".csv": ",", ".tsv": "\t", ".txt": "\t"}
_BOOKS: Final = frozenset({".xlsx", ".xlsm"})


@dataclass(frozen=True, slots=True)
class SampleTable:
    """One table: the name of its sheet, empty where the file has none, and its rows, headings included."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def columns(self) -> int:
        """Return how wide the widest row is."""
        return max(map(len, self.rows), default=0)


@dataclass(frozen=True, slots=True)
class SampleFile:
    """The beginning of one file, as ``tables`` or as ``text``; ``remarks`` say what the file lacks."""

    name: str
    tables: tuple[SampleTable, ...] = ()
    text: str = ""
    remarks: tuple[str, ...] = ()


def sample(path: Path, name: str, remarks: tuple[str, ...] = ()) -> SampleFile:
    """Return the beginning of the file at ``path``, which this program has just written."""
    suffix = path.suffix.casefold()
    if suffix in _BOOKS:
        return SampleFile(name, _sheets(path), remarks=remarks)
    if suffix == ".parquet":
        return SampleFile(name, (_parquet(path),), remarks=remarks)
    if suffix in _COMMAS:
        return SampleFile(name, (_table(path, _COMMAS[suffix]),), remarks=remarks)
    return SampleFile(name, text=_text(path, suffix), remarks=remarks)


def _table(path: Path, comma: str) -> SampleTable:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = tuple(tuple(row) for row in islice(csv.reader(stream, delimiter=comma), MOST_ROWS))
    return SampleTable("", rows)


def _sheets(path: Path) -> tuple[SampleTable, ...]:
    book = CalamineWorkbook.from_path(path)
    return tuple(
        SampleTable(
            name,
            tuple(
                tuple(map(str, row))
                for row in book.get_sheet_by_name(name).to_python(nrows=MOST_ROWS)
            ),
        )
        for name in book.sheet_names
    )


def _parquet(path: Path) -> SampleTable:
    # An extra, only there where the file could be written.
    parquet = importlib.import_module("pyarrow.parquet")
    first = next(parquet.ParquetFile(path).iter_batches(MOST_ROWS), None)
    if first is None:
        return SampleTable("", ())
    rows = [
        tuple("" if cell is None else str(cell) for cell in row.values())
        for row in first.to_pylist()
    ]
    return SampleTable("", (tuple(first.schema.names), *rows))


def _text(path: Path, suffix: str) -> str:
    """Return the beginning as text; JSON in one line is laid out."""
    with path.open(encoding="utf-8-sig", newline=None) as stream:
        text = stream.read(MOST_CHARS)
    if suffix == ".jsonl":
        lines = io.StringIO(text).readlines()
        whole = lines if len(text) < MOST_CHARS else lines[:-1]
        if not whole:
            return text  # not even the first line ends: it is shown as it is
        return "\n".join(msgspec.json.format(line.strip(), indent=2) for line in whole)[:MOST_CHARS]
    if suffix == ".json" and len(text) < MOST_CHARS and "\n" not in text.strip():
        return msgspec.json.format(text, indent=2)
    return text
