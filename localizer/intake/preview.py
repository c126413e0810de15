"""What a file would be read as: shown before anything is imported, from its beginning alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

from localizer.intake import sniff
from localizer.intake.csv_table import encoding_of, sample_of, sniff_delimiter
from localizer.intake.guessing import ColumnGuess
from localizer.intake.layouts import layouts
from localizer.intake.mapping import IGNORE, column_keys
from localizer.intake.numbers import Mark
from localizer.intake.opening import LOOKED_AT, Recall, look_into
from localizer.intake.own_understanding import OwnCells
from localizer.intake.understanding import FileCells, Understood

SAMPLE_ROWS: Final = 8
#: Cells of a column whose understanding is shown, and as many that cannot be used.
UNDERSTOOD: Final = 3
#: Kinds of files whose fields have names and that have no row of headers.
NAMED_FIELDS: Final = ("json", "jsonl", "xml")
_TEXT_FORMATS: Final = ("csv", "tsv")


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would be read as.

    ``format`` is its kind (``csv``), ``layout`` the name of the shop system, empty for none. ``encoding``
    and ``delimiter`` are empty for what is no text in columns. ``rows`` are the first rows with their
    numbers, cells as written. ``estimate`` is about how many rows there are, exactly where ``counted``.
    ``samples`` are up to eight different cells of each column, those that cannot be used among them, as far
    as the first rows show any. ``locale`` is stated by a column or guessed, ``currency`` stated by header,
    column or cell or assumed. ``recalled`` tells that columns confirmed before were used. ``problem`` is
    empty, or the translated sentence about what a person must say before the file can be imported.
    ``own_headers`` are the headers as they stand in the file: a layout may put columns of its own behind.
    """

    file: Path
    format: str
    layout: str
    sheet: str
    sheets: tuple[str, ...]
    encoding: str
    delimiter: str
    header_row: int
    headers: tuple[str, ...]
    guesses: tuple[ColumnGuess, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    estimate: int
    counted: bool
    samples: tuple[tuple[Understood, ...], ...]
    understood: tuple[Understood, ...]
    locale: str
    locale_stated: bool
    currency: str
    currency_stated: bool
    mark: Mark
    signature: str
    recalled: bool
    problem: str
    own_headers: tuple[str, ...] = ()

    @property
    def own_guesses(self) -> tuple[ColumnGuess, ...]:
        """Return the guesses for the columns of the file itself, under their own headers."""
        pairs = zip(self.guesses, self.own_headers, strict=False)
        return tuple(replace(guess, header=header) for guess, header in pairs)

    @property
    def column_map(self) -> dict[str, str]:
        """Return the map that says what was guessed, so that a person can confirm it as it stands.

        Unsure columns are left as they are: only a person can say those.
        """
        keys = column_keys(self.headers)
        return {
            keys[guess.index]: guess.role
            for guess in self.guesses[: len(self.own_headers)]
            if guess.confidence != "unsure" and (guess.role != IGNORE or guess.header)
        }


def preview(
    path: Path,
    *,
    column_map: Mapping[str, str] | None = None,
    sheet: str = "",
    recall: Recall | None = None,
) -> Preview:
    """Return what ``path`` would be read as with ``column_map`` (header to column) and on ``sheet``.

    Only the first rows are read. ``recall`` may remember a map for these headers. Raises `InputError` when
    the file cannot be read or the map names what does not exist; a file whose columns are unknown is
    returned with its ``problem``.
    """
    opened = look_into(path, column_map=column_map, sheet=sheet, recall=recall)
    table = opened.table
    text = _text(path, table.format)
    facts = OwnCells(opened) if opened.makes_products else FileCells(opened)
    samples = facts.samples()
    if isinstance(facts, OwnCells):
        counted, read = len(opened.first) < LOOKED_AT, len(opened.first)
    else:
        counted, read = facts.is_whole, facts.read
    return Preview(
        file=path,
        format=table.format,
        layout=next((one.label for one in layouts() if one.name == table.layout), ""),
        sheet=table.sheet,
        sheets=table.sheets,
        encoding=text.codec,
        delimiter=text.delimiter,
        header_row=table.header_row,
        headers=table.headers,
        guesses=tuple(map(_with_samples, opened.guesses, samples)),
        rows=tuple((number, tuple(cells)) for number, cells in opened.first[:SAMPLE_ROWS]),
        estimate=read if counted else round(table.estimate * text.records_a_line),
        counted=counted,
        samples=samples,
        understood=tuple(_first_understood(samples)),
        locale=facts.locale,
        locale_stated=facts.locale_stated,
        currency=facts.currency,
        currency_stated=facts.currency_stated,
        mark=facts.mark,
        signature=opened.signature,
        recalled=opened.recalled,
        problem=str(opened.problem or ""),
        own_headers=table.own_headers or table.headers,
    )


def _with_samples(guess: ColumnGuess, samples: Sequence[Understood]) -> ColumnGuess:
    return replace(guess, samples=tuple(one.text for one in samples))


def _first_understood(samples: Iterable[Sequence[Understood]]) -> Iterator[Understood]:
    """Yield of each column the first cells with a meaning, then those that cannot be used."""
    for column in samples:
        yield from islice((one for one in column if one.ok and one.meaning), UNDERSTOOD)
        yield from islice((one for one in column if not one.ok), UNDERSTOOD)


class _Text(NamedTuple):
    """How a text in columns is written; what is no such text has neither, and a record on each line."""

    codec: str = ""
    delimiter: str = ""
    records_a_line: float = 1


def _text(path: Path, kind: str) -> _Text:
    """Return encoding and delimiter of a text in columns, and how many records a line holds: at most one."""
    if kind not in _TEXT_FORMATS:
        return _Text()
    probe = sniff.look(path)
    try:
        codec = encoding_of(probe)
        sample = sample_of(path, codec)
    except OSError as error:
        raise sniff.cannot_read(path, error) from error
    delimiter = sniff_delimiter(sample)
    lines = sample.count("\n") or sample.count("\r")
    try:
        records = sum(1 for _ in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter))
    except csv.Error:
        records = lines
    return _Text(codec, delimiter, min(1, records / max(1, lines)))
