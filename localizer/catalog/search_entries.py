"""What the search index gets to hold of products, made here or in a process of its own.

Cutting texts into words is most of an index's work, and all of it in Python, where it would make the window
stutter. For many products another process reads the workspace and hands over what is to be written. It reads
what is committed only; who writes must see to it that nothing was written meanwhile.
"""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Final

import msgspec

from localizer.catalog import search_words as words
from localizer.catalog.search_texts import searched_texts
from localizer.jobs import Progress
from localizer.store.beside import open_reading
from localizer.store.database import Reader

#: How often a wish to stop is looked for while nothing arrives.
POLL_S: Final = 0.05
#: How much more patient than the window the other process is where the system knows that.
NICE: Final = 5


@dataclass(frozen=True, slots=True)
class Entries:
    """What to write for some products as JSON: words by product id, and the long words among them."""

    words: str
    long_words: str


def made(reader: Reader, ids: Sequence[int]) -> Entries:
    """Return the entries of the products ``ids``, of those that exist."""
    texts = searched_texts(reader, ids)
    # A NUL would end the text where JSON is read.
    found = {str(n): words.indexed(text.replace("\0", " ")) for n, text in sorted(texts.items())}
    return Entries(
        msgspec.json.encode(found).decode(),
        msgspec.json.encode(sorted(words.long_words(found.values()))).decode(),
    )


class Beside:
    """The other process: asked for products, it gives their entries in the same order."""

    def __init__(self, process: BaseProcess, pipe: Connection, progress: Progress) -> None:
        """Use `beside` instead."""
        self._process = process
        self._pipe = pipe
        self._progress = progress

    def ask(self, ids: Sequence[int]) -> None:
        """Ask for the entries of ``ids``. Raises `Gone` when the process is no more."""
        try:
            self._pipe.send(list(ids))
        except OSError as error:
            raise Gone from error

    def take(self, done: int, total: int) -> Entries:
        """Return the entries asked for first; ``done`` of ``total`` is told while it waits.

        Raises `Cancelled`, and `Gone` when the process is no more.
        """
        try:
            while not self._pipe.poll(POLL_S):
                self._progress.step(done, total)
            answer = self._pipe.recv()
        except (EOFError, OSError) as error:
            raise Gone from error
        if isinstance(answer, str):
            raise RuntimeError(answer)  # noqa: TRY004 - a bug over there, with its traceback
        return Entries(*answer)


class Gone(Exception):  # noqa: N818 - no error: its work is done here then
    """The other process ended, perhaps for lack of memory."""


@contextmanager
def beside(path: Path, progress: Progress) -> Iterator[Beside]:
    """Give a process that makes entries of the workspace ``path``; it ends with the block."""
    context = get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(path, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        yield Beside(process, mine, progress)
    finally:
        process.kill()
        process.join()
        process.close()
        mine.close()


def _serve(path: Path, pipe: Connection) -> None:
    """Be the other process: answer until nobody asks any more."""
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(NICE)
    try:
        with open_reading(path) as reader:
            while True:
                entries = made(reader, pipe.recv())
                pipe.send((entries.words, entries.long_words))
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass  # nobody asks any more
    except BaseException:  # what is wrong here is told, whole, where it can be reported
        with suppress(OSError):
            pipe.send(traceback.format_exc())
        raise
