"""The file formats a catalog can come in: one module each, listed here, tried in order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.intake import csv_table, sniff, xlsx_table
from localizer.intake.sniff import Probe
from localizer.intake.table import HeaderScore, Table


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what tells it by content, and how its table is read."""

    name: str
    recognises: Callable[[Probe], bool]
    read: Callable[[Probe, HeaderScore], Table]


#: Text in columns comes last: it takes, or refuses in words, whatever no other format knows.
FORMATS: Final = (
    Format(xlsx_table.NAME, xlsx_table.recognises, xlsx_table.read),
    Format(csv_table.NAME, csv_table.recognises, csv_table.read),
)


def open_table(path: Path, score: HeaderScore) -> Table:
    """Return the table in ``path``; its content decides, not its name.

    Raises `InputError` when there is no such file, it cannot be read, or it holds no table.
    """
    probe = sniff.look(path)
    chosen = next(format_ for format_ in FORMATS if format_.recognises(probe))
    return chosen.read(probe, score)
