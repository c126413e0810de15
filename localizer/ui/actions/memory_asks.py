"""What the Memory pane asks of a workspace: the pairs wanted, what there is to filter by, other memories."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from localizer.catalog import memory, memory_browse
from localizer.catalog.memory_browse import Attached, MemoryFilter
from localizer.errors import LocalizerError
from localizer.jobs import Progress
from localizer.store.database import Reader, Store


@dataclass(frozen=True, slots=True)
class Found:
    """One reading of a memory: ids newest first, and how many pairs it has."""

    ids: array[int]
    total: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What the pairs of a memory can be filtered by."""

    locales: tuple[tuple[str, str], ...]
    people: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """An attached memory with its number of pairs; ``problem`` says why it cannot be read."""

    attached: Attached
    pairs: int
    problem: str = ""


@contextmanager
def reading(store: Store, path: Path | None) -> Iterator[Reader]:
    """Read the memory of the workspace, or of the attached file ``path``. Raises `WorkspaceError`."""
    if path is None:
        yield store.read()
        return
    with memory_browse.opened(path) as reader:
        yield reader


def find(store: Store, path: Path | None, wanted: MemoryFilter, progress: Progress) -> Found:
    """Return what ``wanted`` asks for of a memory. Raises `Cancelled` when stopped."""
    with reading(store, path) as reader:
        return Found(memory_browse.ids(reader, wanted, progress), memory.size(reader))


def choices(store: Store, path: Path | None) -> Choices:
    """Return what a memory can be filtered by; nothing where its file cannot be read."""
    try:
        with reading(store, path) as reader:
            return Choices(memory_browse.locales(reader), memory_browse.people(reader))
    except LocalizerError:
        return Choices((), ())


def shelves(store: Store) -> tuple[Shelf, ...]:
    """Return the attached memories, each looked into."""
    return tuple(map(_shelf, memory_browse.attached(store.read())))


def _shelf(one: Attached) -> Shelf:
    try:
        with memory_browse.opened(one.path) as reader:
            return Shelf(one, memory.size(reader))
    except LocalizerError as error:
        return Shelf(one, 0, str(error))
