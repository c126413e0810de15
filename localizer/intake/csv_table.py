"""CSV, TSV and their cousins with semicolons or bars, in any encoding sellers use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake import encodings
from localizer.intake.sniff import Probe, cannot_read, changed, refuse_strangers, too_large
from localizer.intake.table import Book, Grid, RawRow, ReadAgainError, clean

NAME: Final = "csv"
MAX_BYTES: Final = 200 * 1024 * 1024
DELIMITERS: Final = (",", ";", "\t", "|")
#: So much without a line end is no table.
ENDLESS_BYTES: Final = 8 * 1024 * 1024
CHUNK_BYTES: Final = 1024 * 1024
SAMPLE_RECORDS: Final = 25
SAMPLE_CHARS: Final = 65_536


def recognises(probe: Probe) -> bool:
    """Take everything; `read` refuses what is no text."""
    return probe.size > 0


def read(probe: Probe) -> Book:
    """Return the rows of a text file.

    Raises `InputError` for a file that is no text, is too large or has an unknown encoding.
    """
    refuse_strangers(probe)
    if probe.size > MAX_BYTES:
        raise too_large(probe, MAX_BYTES)
    try:
        _refuse_endless_line(probe)
        codec = encodings.detect(probe)
        sample = _sample(probe, codec)
    except UnicodeError as error:
        raise _not_so(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error
    delimiter = sniff_delimiter(sample)
    lines = sample.count("\n") + sample.count("\r") + 1
    estimate = probe.size * lines // max(1, len(sample.encode(codec, "replace")))
    name = "tsv" if delimiter == "\t" else NAME
    return Book(name, (Grid("", lambda: records(probe, codec, delimiter), estimate),))


def _refuse_endless_line(probe: Probe) -> None:
    """Refuse a file that goes on for megabytes without a line end: it would be held whole to find a cell."""
    if probe.size < ENDLESS_BYTES:
        return
    without = 0
    with probe.path.open("rb") as file:
        while chunk := file.read(CHUNK_BYTES):
            without = 0 if b"\n" in chunk or b"\r" in chunk else without + len(chunk)
            if without >= ENDLESS_BYTES:
                raise InputError(
                    _(
                        "{file} has a line of more than {limit} MB, which no table has. Export it again "
                        "as CSV."
                    ).format(file=probe.name, limit=ENDLESS_BYTES // 1024 // 1024)
                )


def records(probe: Probe, codec: str, delimiter: str) -> Iterator[RawRow]:
    """Yield the records of the file, numbered from 1, blank ones included."""
    try:
        with probe.path.open(encoding=codec, newline="") as file:
            yield from enumerate(csv.reader(file, delimiter=delimiter), start=1)
    except csv.Error as error:
        raise InputError(
            _(
                "{file} cannot be read as a table: {reason}. A quotation mark is probably never closed."
            ).format(file=probe.name, reason=error)
        ) from error
    except UnicodeError as error:
        raise _not_so(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def _not_so(probe: Probe) -> Exception:
    """Return what to raise for a file that is not in the encoding found."""
    return ReadAgainError() if probe.in_passing else changed(probe)


def _sample(probe: Probe, codec: str) -> str:
    with probe.path.open(encoding=codec, newline="") as file:
        return file.read(SAMPLE_CHARS)


def sniff_delimiter(sample: str) -> str:
    """Return the delimiter that cuts the first records into most columns most evenly."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    """Return which share of the first records has the commonest width above one, and that width."""
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    widths: list[int] = []
    try:
        widths.extend(
            len(record) for record in islice(reader, SAMPLE_RECORDS) if any(map(clean, record))
        )
    except csv.Error:
        return (0, 0)
    if len(sample) == SAMPLE_CHARS and len(widths) > 1:
        widths.pop()  # the sample may end inside a record
    best = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    return (widths.count(best) / len(widths), best) if best > 1 else (0, 0)
