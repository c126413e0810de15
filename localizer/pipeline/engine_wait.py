"""Waiting for one answer of an engine: the caller can stop at any time, and asks again after a while."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, TypeVar

from localizer.translate.engines.base import PASSING, EngineError
from localizer.translate.engines.pace import LONGEST_ASKED, asked, backoff

Answer = TypeVar("Answer")
#: Somebody waits before a window: fewer attempts than a run that goes on by itself.
ATTEMPTS: Final = 3
#: How often a wish to stop is looked for, seconds.
LOOK_S: Final = 0.1


def asked_beside(ask: Callable[[], Answer], look: Callable[[], object]) -> Answer:
    """Return what ``ask`` returns, or raise what it raises, while ``look`` is called ten times a second.

    Where ``look`` raises (`localizer.jobs.Cancelled`), nobody waits any longer: the thread ends with its
    request and keeps no program from closing.
    """
    came: queue.SimpleQueue[tuple[Answer | None, BaseException | None]] = queue.SimpleQueue()

    def work() -> None:
        try:
            came.put((ask(), None))
        except BaseException as error:  # noqa: BLE001 - handed over to the caller's thread
            came.put((None, error))

    threading.Thread(target=work, name="engine-answer", daemon=True).start()
    while True:
        try:
            answer, error = came.get(timeout=LOOK_S)
        except queue.Empty:
            look()
            continue
        if error is not None:
            raise error
        return answer  # type: ignore[return-value]  # without an error it is the answer


@dataclass(frozen=True, slots=True)
class Pause:
    """What comes after the ``failures``-th failure in a row."""

    failures: int

    def after(self, error: EngineError, look: Callable[[], object]) -> bool:
        """Wait as long as ``error`` asks for; tell whether another attempt makes sense."""
        seconds = max(asked(error.retry_after), backoff(self.failures))
        if error.cause not in PASSING or self.failures >= ATTEMPTS or seconds > LONGEST_ASKED:
            return False
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            look()
            time.sleep(min(left, LOOK_S))
        return True


def patient() -> Iterator[Pause]:
    """Yield the pause after each attempt."""
    return map(Pause, range(1, ATTEMPTS + 1))
