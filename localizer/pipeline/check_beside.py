"""Many products are checked by several processes at once, each reading the workspace; this one writes.

Checks are nearly all Python, which one process does one at a time. The others read what is committed only:
nothing else writes while this process is in its write lane.
"""

from __future__ import annotations

import os
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from localizer.catalog import launches
from localizer.check.stage import Look, OfProducts
from localizer.jobs import Progress
from localizer.model.launch import Launch, Target
from localizer.pipeline.stage_rules import check_rules
from localizer.pipeline.tools import Tools, load_tools
from localizer.store.beside import open_reading
from localizer.store.database import Reader

#: Products times targets from which other processes are started: that costs each of them a second or two.
BESIDE_FROM: Final = 600
#: More processes than this gain nothing: one process writes what all of them find.
MOST: Final = 8
#: Chunks a process has before it: the next one waits there while an answer is on its way.
AHEAD: Final = 2
POLL_S: Final = 0.05
#: How much more patient than the window the other processes are where the system knows that.
NICE: Final = 5


@dataclass(frozen=True, slots=True)
class Share:
    """What another process needs to know to go by the same rules; ``now`` is the moment that counts."""

    path: Path
    launch: str
    targets: tuple[Target, ...]
    now: datetime
    root: Path | None
    dictionaries: tuple[Path, ...]


class GoneError(Exception):
    """A process ended before its answer, perhaps for lack of memory."""


@contextmanager
def processes(
    serve: Callable[..., None], arguments: Sequence[tuple[object, ...]]
) -> Iterator[list[Connection]]:
    """Give a pipe to a process for each of ``arguments``, which runs ``serve``; they end with the block."""
    context = get_context("spawn")
    with ExitStack() as stack:
        pipes: list[Connection] = []
        for each in arguments:
            mine, theirs = context.Pipe()
            process = context.Process(target=serve, args=(*each, theirs), daemon=True)
            process.start()
            theirs.close()
            # the last to be called is closed first: kill, join, then let go
            stack.callback(process.close)
            stack.callback(process.join)
            stack.callback(process.kill)
            stack.callback(mine.close)
            pipes.append(mine)
        yield pipes


class Crew:
    """Processes that check; each chunk goes to the next of them in turn."""

    def __init__(self, pipes: Sequence[Connection]) -> None:
        """Use `crew` instead."""
        self._pipes = pipes

    def __call__(self, chunks: Sequence[Sequence[int]], progress: Progress) -> Iterator[OfProducts]:
        """Yield what is found in ``chunks``, in their order.

        Raises `Cancelled` when asked to stop, `GoneError` when a process is no more.
        """
        total = sum(map(len, chunks))
        asked: deque[Connection] = deque()
        done = 0
        for place, chunk in enumerate(chunks):
            pipe = self._pipes[place % len(self._pipes)]
            if len(asked) == AHEAD * len(self._pipes):
                found: OfProducts = answer_of(asked.popleft(), progress, done, total)
                done += len(found)
                yield found
            ask(pipe, chunk)
            asked.append(pipe)
        while asked:
            found = answer_of(asked.popleft(), progress, done, total)
            done += len(found)
            yield found


def ask(pipe: Connection, chunk: Sequence[int]) -> None:
    """Send the numbers of products. Raises `GoneError` where nobody is there any more."""
    try:
        pipe.send(list(chunk))
    except OSError as error:
        raise GoneError from error


def answer_of(pipe: Connection, progress: Progress, done: int, total: int) -> Any:  # noqa: ANN401 - as it serves
    """Return what a process sends; raises `Cancelled`, `GoneError`, and its own fault as `RuntimeError`."""
    try:
        while not pipe.poll(POLL_S):
            progress.step(done, total)
        answer = pipe.recv()
    except (EOFError, OSError) as error:
        raise GoneError from error
    if isinstance(answer, str):
        raise RuntimeError(answer)  # noqa: TRY004 - a bug over there, with its traceback
    return answer


def worth_it(products: int, targets: int) -> bool:
    """Tell whether so much is checked that other processes help, and whether there is more than one core."""
    # a worker of a cluster has no processes of its own
    alone = cores() == 1 or current_process().daemon
    return products * targets >= BESIDE_FROM and not alone


def cores() -> int:
    """Return how many processes may run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def crew(share: Share, number: int | None = None) -> Iterator[Crew]:
    """Give ``number`` processes (one a core by default) that check by ``share``; they end with the block."""
    with processes(_serve, [(share,)] * (number or min(cores(), MOST))) as pipes:
        yield Crew(pipes)


def _serve(share: Share, pipe: Connection) -> None:
    """Be another process: check until nobody asks any more."""
    with served(share, pipe) as (reader, tools, launch, order):
        look = Look(check_rules(tools, launch, order), share.targets)
        while True:
            pipe.send(look.over(reader, pipe.recv()))


@contextmanager
def served(share: Share, pipe: Connection) -> Iterator[tuple[Reader, Tools, Launch, Sequence[int]]]:
    """Give what another process works with, and end it quietly when nobody asks any more.

    What is wrong in the block is told, whole, where it can be reported.
    """
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(NICE)
    try:
        tools = load_tools(share.root, now=lambda: share.now)
        tools = replace(tools, dictionaries=share.dictionaries)
        with open_reading(share.path) as reader:
            launch = launches.find(reader, share.launch)
            yield reader, tools, launch, launches.launch_products(reader, launch)
    except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
        pass  # nobody asks any more
    except BaseException:
        with suppress(OSError):
            pipe.send(traceback.format_exc())
        raise
