"""CSV, TSV and their cousins with semicolons or bars, in any encoding sellers use."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake import encodings, mixed_lines
from localizer.intake.open_quotes import watched
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
SAMPLE_LINES: Final = 1000
#: Rows named in a sentence.
SHOWN_ROWS: Final = 30


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
        codec = encoding_of(probe)
        sample = sample_of(probe.path, codec)
    except UnicodeError as error:
        raise _not_so(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error
    delimiter = sniff_delimiter(sample)
    lines = sample.count("\n") + sample.count("\r") + 1
    plain = mixed_lines.OTHER if codec == mixed_lines.NAME else codec
    estimate = probe.size * lines // max(1, len(sample.encode(plain, "replace")))
    name = "tsv" if delimiter == "\t" else NAME
    notes = (_mixed_note(probe, delimiter),) if codec == mixed_lines.NAME else ()
    return Book(name, (Grid("", lambda: records(probe, codec, delimiter), estimate, notes=notes),))


def encoding_of(probe: Probe) -> str:
    """Return the codec of a text file, or `mixed_lines.NAME` where it has lines in two encodings.

    Raises `InputError` for one in neither; the first line that does not fit is named.
    """
    try:
        codec = encodings.detect(probe)
    except InputError as error:
        if mixed_lines.is_mixed(probe.path):
            return mixed_lines.NAME
        line = mixed_lines.first_odd_line(probe.path)
        place = _("The first line that does not fit is line {line}.").format(line=line)
        raise InputError(f"{error} {place}" if line else str(error)) from error
    if codec.startswith("utf") or codec == "big5":
        return codec
    found = mixed_lines.has_utf8_lines(probe.path)
    if found and codec != mixed_lines.OTHER:
        found = mixed_lines.is_mixed(probe.path)
    return mixed_lines.NAME if found else codec


def _mixed_note(probe: Probe, delimiter: str) -> str:
    """Return the sentence about rows in another encoding than the rest: the fewer ones."""
    found: tuple[list[int], list[int]] = ([], [])
    kinds: set[bool] = set()

    def lines() -> Iterator[str]:
        with probe.path.open("rb") as file:
            for line in file:
                if not line.isascii():
                    kinds.add(mixed_lines.is_utf8(line))
                yield mixed_lines.decoded(line)

    try:
        for number, _cells in enumerate(csv.reader(lines(), delimiter=delimiter), start=1):
            for kind in kinds:
                found[kind].append(number)
            kinds.clear()
    except (csv.Error, UnicodeError):
        pass  # told when the rows are read
    odd = min(found, key=len)
    rest = "" if len(odd) <= SHOWN_ROWS else ", …"
    names = ("UTF-8", "GB18030") if odd is found[1] else ("GB18030", "UTF-8")
    return _(
        "Rows in {encoding} in a file that is otherwise in {other}: {rows}. Each row was read in its own "
        "encoding; look at them."
    ).format(
        encoding=names[0],
        other=names[1],
        rows=", ".join(map(str, odd[:SHOWN_ROWS])) + rest,
    )


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
    """Yield the records of the file, numbered from 1, blank ones included. Raises `InputError`."""
    try:
        if codec == mixed_lines.NAME:
            with probe.path.open("rb") as lines:
                texts = map(mixed_lines.decoded, lines)
                yield from watched(texts, delimiter, probe.name)
            return
        with probe.path.open(encoding=codec, newline="") as file:
            yield from watched(file, delimiter, probe.name)
    except UnicodeError as error:
        raise _not_so(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def _not_so(probe: Probe) -> Exception:
    """Return what to raise for a file that is not in the encoding found."""
    return ReadAgainError() if probe.in_passing else changed(probe)


def sample_of(path: Path, codec: str) -> str:
    """Return the beginning of a text file. Raises `OSError` and `UnicodeError`."""
    if codec == mixed_lines.NAME:
        with path.open("rb") as lines:
            return "".join(islice(map(mixed_lines.decoded, lines), SAMPLE_LINES))[:SAMPLE_CHARS]
    with path.open(encoding=codec, newline="") as file:
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
