"""Scripts of many products are drafted by several processes, each for some of the targets; this one writes.

The scripts of a target are drafted one after the other, as none may open like one before it: so it is the
targets that are shared out, and the scripts are the same however many processes there are.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Final

from localizer.catalog.scripts import StoredScript
from localizer.jobs import Progress
from localizer.pipeline.check_beside import MOST, Share, answer_of, ask, cores, processes, served
from localizer.pipeline.stage_rules import script_rules
from localizer.script.stage import Pitches, PitchOptions

#: Chunks every process has before it.
AHEAD: Final = 2


class ScriptCrew:
    """Processes that draft; each chunk goes to all of them."""

    def __init__(self, pipes: Sequence[Connection], share: Share) -> None:
        """Use `script_crew` instead."""
        self._pipes = pipes
        self._rank = {target: rank for rank, target in enumerate(share.targets)}

    def __call__(
        self, chunks: Sequence[Sequence[int]], progress: Progress
    ) -> Iterator[list[StoredScript]]:
        """Yield the scripts of ``chunks``, in their order. Raises `Cancelled`, `GoneError`."""
        total = sum(map(len, chunks))
        asked: deque[Sequence[int]] = deque()
        done = 0
        for chunk in chunks:
            if len(asked) == AHEAD:
                yield self._answered(asked[0], progress, done, total)
                done += len(asked.popleft())
            for pipe in self._pipes:
                ask(pipe, chunk)
            asked.append(chunk)
        while asked:
            yield self._answered(asked[0], progress, done, total)
            done += len(asked.popleft())

    def _answered(
        self, chunk: Sequence[int], progress: Progress, done: int, total: int
    ) -> list[StoredScript]:
        """Return what all drafted of a chunk, in the order in which one process would have."""
        found: list[StoredScript] = []
        for pipe in self._pipes:
            found += answer_of(pipe, progress, done, total)
        place = {number: at for at, number in enumerate(chunk)}
        found.sort(key=lambda one: (place[one.product_id], self._rank[one.target]))
        return found


@contextmanager
def script_crew(
    share: Share, wanted: Sequence[int], number: int | None = None
) -> Iterator[ScriptCrew]:
    """Give ``number`` processes (one a core by default) that draft the scripts of ``wanted`` by ``share``."""
    most = min(number or min(cores(), MOST), len(share.targets))
    shares = [replace(share, targets=share.targets[at::most]) for at in range(most)]
    with processes(_serve, [(one, tuple(wanted)) for one in shares]) as pipes:
        yield ScriptCrew(pipes, share)


def _serve(share: Share, wanted: Sequence[int], pipe: Connection) -> None:
    """Be another process: draft until nobody asks any more."""
    with served(share, pipe) as (reader, tools, launch, order):
        rules = script_rules(tools, launch, order)
        pitches = Pitches(reader, rules, share.targets, wanted, PitchOptions())
        while True:
            pipe.send(pitches.over(reader, pipe.recv()))
