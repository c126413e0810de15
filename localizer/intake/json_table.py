"""JSON documents and JSON Lines: the list of objects in them as rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.intake import encodings, json_text
from localizer.intake.json_text import BrokenJsonError, Record
from localizer.intake.layouts import layouts
from localizer.intake.nested import MAX_COLUMNS, TooNestedError, grid_of
from localizer.intake.sniff import Probe, cannot_read, changed, text_start, too_large
from localizer.intake.table import Book, Grid, Problem

NAME: Final = "json"
LINES: Final = "jsonl"
MAX_BYTES: Final = 200 * 1024 * 1024
MAX_PROBLEMS: Final = 1000
#: A bracket, then what may stand after it; a text in an odd format of its own may begin with a bracket too.
_BEGIN: Final = re.compile(r"""\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]\d-]|true|false|null|$)""")


def recognises(probe: Probe) -> bool:
    """Tell whether the text begins as JSON does."""
    return _BEGIN.match(text_start(probe.head).lstrip()) is not None


def read(probe: Probe) -> Book:
    """Return the records of a JSON document or of JSON Lines as one grid.

    Raises `InputError` for what is damaged, too large or holds no list of objects.
    """
    if probe.size > MAX_BYTES:
        raise too_large(probe, MAX_BYTES)
    with _told(probe):
        codec = encodings.detect(probe)
        if _is_lines(probe, codec):
            return Book(LINES, (_lines(probe, codec),))
        return Book(NAME, (_document(probe, codec),))


@contextmanager
def _told(probe: Probe) -> Iterator[None]:
    """Say in words what can go wrong while a file is read."""
    try:
        yield
    except BrokenJsonError as error:
        raise InputError(
            _("{file} is damaged: it is no valid JSON from line {line} on.").format(
                file=probe.name, line=error.line
            )
        ) from error
    except (RecursionError, TooNestedError) as error:
        raise InputError(
            _(
                "{file} is no list of products: a record has more than {limit} fields, too many levels or "
                "too much text."
            ).format(file=probe.name, limit=MAX_COLUMNS)
        ) from error
    except UnicodeError as error:
        raise changed(probe) from error
    except OSError as error:
        raise cannot_read(probe.path, error) from error


def _is_lines(probe: Probe, codec: str) -> bool:
    """Tell whether the first line that is not blank is an object and not the whole of a document."""
    with probe.path.open(encoding=codec) as file:
        first = next(_texts(file.readline), (0, ""))[1]
        second = next(_texts(file.readline), (0, ""))[1]
    try:
        record = json_text.whole(first)
    except (BrokenJsonError, RecursionError):
        return False
    return isinstance(record, dict) and (bool(second) or not json_text.longest_list(first.encode()))


def _texts(readline: Callable[[int], str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that are not blank, with their numbers in the file."""
    number = 0
    while line := readline(json_text.MAX_RECORD_BYTES):
        number += 1
        if line.strip():
            yield number, line


def _document(probe: Probe, codec: str) -> Grid:
    data = probe.path.read_bytes()
    if codec == "utf-8-sig":
        data = data[3:]
    elif codec != "utf-8":
        data = data.decode(codec).encode()
    if data.count(b",") > json_text.MAX_COMMAS:
        raise InputError(
            _("{file} holds more than {limit} values. Split it into several files.").format(
                file=probe.name, limit=f"{json_text.MAX_COMMAS:,}"
            )
        )
    known = _of_a_layout(data) if len(data) <= json_text.MAX_WHOLE_BYTES else None
    if known is not None:
        return known
    pieces = json_text.longest_list(data)
    if not pieces:
        raise InputError(
            _("{file} is a JSON file without a list of products.").format(file=probe.name)
        )
    large = next((i for i, piece in enumerate(pieces, 1) if len(memoryview(piece)) > _LIMIT), None)
    if large is not None:
        raise InputError(
            _("{file} is no list of products: record {number} is larger than {limit} MB.").format(
                file=probe.name, number=large, limit=_LIMIT // 1024 // 1024
            )
        )

    def records() -> Iterator[tuple[int, Record]]:
        for number, piece in enumerate(pieces, start=1):
            record = json_text.whole(bytes(piece))
            if isinstance(record, dict):
                yield number, record

    return grid_of(records, partial(_told, probe))


_LIMIT: Final = json_text.MAX_RECORD_BYTES


def _of_a_layout(data: bytes) -> Grid | None:
    document = json_text.whole(data)
    found = (layout.unfold(document) for layout in layouts() if layout.unfold is not None)
    return next((grid for grid in found if grid is not None), None)


def _lines(probe: Probe, codec: str) -> Grid:
    broken: dict[int, int] = {}

    def records() -> Iterator[tuple[int, Record]]:
        with probe.path.open(encoding=codec) as file:
            for number, (line, text) in enumerate(_texts(file.readline), start=1):
                record = _object(text)
                if record is not None:
                    yield number, record
                elif len(broken) < MAX_PROBLEMS:
                    broken[number] = line

    grid = grid_of(records, partial(_told, probe))
    if len(broken) >= min(MAX_PROBLEMS, max(1, grid.estimate)):
        raise BrokenJsonError(next(iter(broken.values())))
    problems = tuple(
        Problem(number + 1, _("Line {line} is no JSON object.").format(line=line))
        for number, line in broken.items()
    )
    return replace(grid, problems=problems)


def _object(text: str) -> Record | None:
    try:
        record = json_text.whole(text)
    except (BrokenJsonError, RecursionError):
        return None
    return record if isinstance(record, dict) else None
