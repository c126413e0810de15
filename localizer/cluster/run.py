"""Draft many parts: what is done is passed over, results appear whole, a dead worker loses nothing."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec

from localizer.cluster.part import Order, Refused, Result
from localizer.errors import InputError, OutputError
from localizer.i18n import _
from localizer.jobs import SILENT, Progress

MARKS: Final = "_done"
REFUSED: Final = "_refused.csv"
_ORDER: Final = "_order.json"


class Mark(msgspec.Struct, frozen=True):
    """Says that a part is done: of what it was made, and what was made of it."""

    made_of: str
    files: dict[str, str]
    products: int
    listings: int
    refused: tuple[Refused, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A part to be drafted; ``made_of`` differs where its result may differ."""

    name: str
    path: Path
    made_of: str


#: Drafts tasks, in whatever order, and gives each result as it comes.
Workers = Callable[[Sequence[Task], Order, bytes], Iterable[tuple[Task, Result]]]


@dataclass(frozen=True, slots=True)
class Total:
    """What a run did: parts drafted and passed over, products, listings, rows refused, parts that failed."""

    drafted: int
    skipped: int
    products: int
    listings: int
    refused: int
    problems: tuple[str, ...]


def draft_parts(
    inputs: Sequence[Path],
    output: Path,
    order: Order,
    workers: Workers,
    *,
    material: bytes = b"",
    progress: Progress = SILENT,
) -> Total:
    """Draft each of ``inputs`` into ``output``; what was done before, of the same input, is passed over.

    Raises `OutputError` where the folder cannot be written, `InputError` where there is nothing to draft or
    two inputs have one name.
    """
    order = _as_begun(output, order)
    tasks = _tasks(inputs, order, material)
    waiting = [one for one in tasks if not _is_done(output, one)]
    problems: list[str] = []
    before = len(tasks) - len(waiting)
    progress.step(before, len(tasks))
    for done, (task, result) in enumerate(workers(waiting, order, material), 1):
        if result.problem:
            problems.append(f"{task.path.name}: {result.problem}")
        else:
            _keep(output, task, result)
        progress.step(before + done, len(tasks))
    marks = {task.name: mark for task in tasks if (mark := _mark(output, task)) is not None}
    _tell_refused(output, marks)
    return Total(
        len(waiting) - len(problems),
        len(tasks) - len(waiting),
        sum(one.products for one in marks.values()),
        sum(one.listings for one in marks.values()),
        sum(len(one.refused) for one in marks.values()),
        tuple(problems),
    )


def _as_begun(output: Path, order: Order) -> Order:
    """Return the order with the moment of the run that began in ``output``; another order is refused."""
    path = output / _ORDER
    with suppress(OSError, msgspec.DecodeError):
        before = msgspec.json.decode(path.read_bytes(), type=Order)
        if replace(order, moment=before.moment) != before:
            problem = _("{folder} holds results of another order. Choose another folder.")
            raise InputError(problem.format(folder=output))
        return before
    _write(path, msgspec.json.encode(order))
    return order


def _tasks(inputs: Sequence[Path], order: Order, material: bytes) -> list[Task]:
    if not inputs:
        raise InputError(_("There is nothing to draft: no input file was found."))
    names = [path.stem for path in inputs]
    if len(set(names)) < len(names):
        raise InputError(_("Two input files have the same name: results would mix."))
    shared = f"{order.digest}{hashlib.sha256(material).hexdigest()}"
    return [
        Task(path.stem, path, hashlib.sha256(path.read_bytes() + shared.encode()).hexdigest())
        for path in inputs
    ]


def _mark(output: Path, task: Task) -> Mark | None:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.json.decode((output / MARKS / f"{task.name}.json").read_bytes(), type=Mark)
    return None


def _is_done(output: Path, task: Task) -> bool:
    mark = _mark(output, task)
    if mark is None or mark.made_of != task.made_of:
        return False
    return all((output / name).is_file() for name in mark.files)


def _keep(output: Path, task: Task, result: Result) -> None:
    """Put the files of a part in place, then say that it is done."""
    files = {}
    for name, data in result.files.items():
        folder, _slash, rest = name.partition("/")
        placed = f"{folder}/{task.name}.{rest}"
        _write(output / placed, data)
        files[placed] = hashlib.sha256(data).hexdigest()
    mark = Mark(task.made_of, files, result.products, result.listings, result.refused)
    _write(output / MARKS / f"{task.name}.json", msgspec.json.encode(mark))


def _write(path: Path, data: bytes) -> None:
    """Write a file that appears whole or not at all. Raises `OutputError`."""
    partial = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with partial.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        problem = _("{file} cannot be written: {reason}")
        raise OutputError(problem.format(file=path, reason=error.strerror or error)) from error


def _tell_refused(output: Path, marks: dict[str, Mark]) -> None:
    rows = [(name, *one) for name, mark in sorted(marks.items()) for one in mark.refused]
    if rows:
        text = io.StringIO(newline="")
        csv.writer(text).writerows([("part", "row", "column", "what"), *rows])
        _write(output / REFUSED, text.getvalue().encode("utf-8-sig"))


def here(tasks: Sequence[Task], order: Order, material: bytes) -> Iterator[tuple[Task, Result]]:
    """Draft ``tasks`` in this process, one after the other: what a cluster is held to."""
    from localizer.cluster.part import draft_part  # noqa: PLC0415 - much code

    for task in tasks:
        yield task, draft_part(task.path.read_bytes(), order, material)


def order_of(targets: Sequence[str], date: dt.date, formats: Sequence[str]) -> Order:
    """Return an order as of now."""
    return Order(
        tuple(targets), date, dt.datetime.now(dt.UTC).replace(microsecond=0), tuple(formats)
    )
