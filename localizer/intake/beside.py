"""A large file is read in a process of its own: the window stays smooth, and reading and writing overlap.

A cancel ends that process at once. A file that makes a reader fall over takes only that process with it.
"""

from __future__ import annotations

import gc
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any, Final, Self

import msgspec

from localizer.catalog.new_rows import NewColumns, NewRows
from localizer.errors import InputError
from localizer.i18n import _, activate, active_language
from localizer.intake.chunks import Chunk, FileInfo, Source
from localizer.intake.reading import start_reading
from localizer.intake.sniff import ZIP
from localizer.intake.table import ReadAgainError
from localizer.jobs import Progress

#: Files from this size on are read beside; the process costs half a second, which small files do not take.
BESIDE_FROM_BYTES: Final = 4_000_000
#: A workbook is packed: a tenth of that may unpack to as much.
PACKED_FROM_BYTES: Final = 300_000
#: How often a wish to stop is looked for while nothing arrives.
POLL_S: Final = 0.05

#: Chunks that are made and not yet taken, about a megabyte each.
CHUNKS_AHEAD: Final = 6

READY: Final = "ready"

Parts = list[list[NewRows] | NewColumns]


@dataclass(frozen=True, slots=True)
class Request:
    """What to read; ``recalled`` are the column maps confirmed earlier, by signature."""

    path: Path
    column_map: Mapping[str, str] | None
    sheet: str
    recalled: Mapping[str, Mapping[str, str]]
    whole: bool = False

    def open(self, progress: Progress) -> Source:
        """Open the file in this process."""
        return Source(
            start_reading(
                self.path,
                column_map=self.column_map,
                sheet=self.sheet,
                recall=self.recalled.get,
                whole=self.whole,
                progress=progress,
            )
        )


class Beside:
    """A file that another process reads; used like a `Source`."""

    def __init__(
        self, process: BaseProcess, pipe: Connection, name: str, progress: Progress
    ) -> None:
        """Use `reading` instead."""
        self._process = process
        self._pipe = pipe
        self._name = name
        self._progress = progress
        self._reached = (0, 1)
        self.info: FileInfo = self._receive()

    def chunks(self, known: Mapping[str, str], owners: Mapping[str, str]) -> Iterator[Chunk]:
        """Yield what the file brings; see `Source.chunks`."""
        with suppress(OSError):  # it reads ahead and has stopped: why is heard next
            self._pipe.send((dict(known), dict(owners)))
        while (chunk := self._receive()) is not None:
            self._reached = (chunk.read, max(self.info.estimate, chunk.read) + 1)
            yield chunk

    def _receive(self) -> Any:  # noqa: ANN401 - whatever the other side sends next
        try:
            while not self._pipe.poll(POLL_S):
                self._progress.step(*self._reached)
            kind, value = self._pipe.recv()
            if kind == "chunk":
                value.new = _unpacked(self._pipe.recv_bytes(), value.new)
        except (EOFError, OSError) as error:
            raise self._stopped() from error
        if kind == "error":
            raise value
        if kind == "bug":
            raise RuntimeError(value)
        return value

    def _stopped(self) -> InputError:
        return InputError(
            _("{file} cannot be read: the reader stopped. The file may be damaged.").format(
                file=self._name
            )
        )


@contextmanager
def reading(
    request: Request, progress: Progress, meanwhile: Callable[[], object] = lambda: None
) -> Iterator[Source | Beside]:
    """Give what reads the file of ``request``: this process for a small one, another for a large one.

    ``meanwhile`` is done while another process starts, before that opens the file. Raises what opening it
    raises: `InputError`, `Cancelled`.
    """
    if not _is_large(request.path):
        source = request.open(progress)
        meanwhile()
        yield source
        return
    context = get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(request, active_language(), theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        meanwhile()
        if _is_ready(mine, progress):
            mine.send(READY)
            yield Beside(process, mine, request.path.name, progress)
        else:  # a program that cannot be started a second time: then the window waits
            yield request.open(progress)
    finally:
        process.kill()
        process.join()
        process.close()
        mine.close()


def _is_ready(pipe: Connection, progress: Progress) -> bool:
    """Wait until the other process runs; tell whether it does. Raises `Cancelled` when asked to stop."""
    try:
        while not pipe.poll(POLL_S):
            progress.step(0, 1)
        return bool(pipe.recv() == READY)
    except (EOFError, OSError):
        return False


def _is_large(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            is_packed = file.read(len(ZIP)) == ZIP
        return path.stat().st_size >= (PACKED_FROM_BYTES if is_packed else BESIDE_FROM_BYTES)
    except (OSError, ValueError):
        return False  # opening it tells why


def _serve(request: Request, language: str, pipe: Connection) -> None:
    """Be the other process: open, tell what it is, read on until told what is known, send the chunks."""
    gc.disable()  # nothing made here lives longer than its chunk
    pipe.send(READY)
    pipe.recv()  # the file's digest is taken first
    activate(language)
    try:
        source = request.open(Progress())
        pipe.send(("info", source.info))
        source.read_ahead(pipe.poll)
        known, owners = pipe.recv()
        with _Sender(pipe) as sender:
            for chunk in source.chunks(known, owners):
                packed, chunk.new = _packed(chunk.new)
                sender.send(chunk, packed)
        pipe.send(("done", None))
    except (InputError, ReadAgainError) as error:
        pipe.send(("error", error))
    except BrokenPipeError:
        pass  # nobody listens any more
    except BaseException:  # what is wrong here is told, whole, where it can be reported
        pipe.send(("bug", traceback.format_exc()))
        raise


class _Sender:
    """Sends chunks while the next ones are made: neither side waits for the other's every step."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._waiting: Queue[tuple[Chunk, bytes] | None] = Queue(CHUNKS_AHEAD)
        self._thread = Thread(target=self._run, daemon=True)
        self._broken = False

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Wait until all is sent."""
        self._waiting.put(None)
        self._thread.join()

    def send(self, chunk: Chunk, packed: bytes) -> None:
        """Send a chunk when those before it are gone. Raises `BrokenPipeError` when nobody listens."""
        if self._broken:
            raise BrokenPipeError
        self._waiting.put((chunk, packed))

    def _run(self) -> None:
        while (item := self._waiting.get()) is not None:
            try:
                if not self._broken:
                    self._pipe.send(("chunk", item[0]))
                    self._pipe.send_bytes(item[1])
            except OSError:
                self._broken = True


def _packed(new: Parts) -> tuple[bytes, Parts]:
    """Return columns in the form that is quickest to carry, which never leaves this program, and the rest.

    In their stead there stands nothing in the rest.
    """
    columns = [tuple(part) for part in new if isinstance(part, NewColumns)]
    rest: Parts = [[] if isinstance(part, NewColumns) else part for part in new]
    return msgspec.msgpack.encode(columns), rest


def _unpacked(data: bytes, rest: Parts) -> Parts:
    """Return the parts that `_packed` was given."""
    columns = iter(msgspec.msgpack.decode(data))
    return [part or NewColumns(*next(columns)) for part in rest]
