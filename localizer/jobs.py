"""Progress, pause and cancel for long work; knows nothing of who asked."""

from __future__ import annotations

import enum
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

REPORT_EVERY_S = 0.05
#: What must be behind the work before the time left is told: seconds, and a share of the whole.
LEAST_S: Final = 3.0
LEAST_SHARE: Final = 0.02


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user asked to stop; whatever was in hand is rolled back."""


class Outcome(enum.StrEnum):
    """How work ended: whole, stopped by a person, refused by the world, or by a bug of ours."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    CRASHED = "crashed"


class _Hold(threading.local):
    """How many blocks of this thread no pause may fall into."""

    depth = 0


_hold = _Hold()


@contextmanager
def unbroken() -> Iterator[None]:
    """Let no pause fall into the block: it holds a transaction, or an answer others wait for.

    A wish to pause that comes meanwhile is heard at the first step after the block; a wish to stop is
    heard inside it too. It counts for the thread that runs the block.
    """
    _hold.depth += 1
    try:
        yield
    finally:
        _hold.depth -= 1


def seconds_left(done: int, total: int, seconds: float) -> float | None:
    """Return how long the rest will take if it goes on as before; ``None`` while too little is known.

    ``seconds`` is how long ``done`` of ``total`` took, pauses left out.
    """
    if seconds < LEAST_S or total <= 0 or done < LEAST_SHARE * total:
        return None
    return seconds * max(total - done, 0) / done


class Progress:
    """Report steps and learn of a wish to stop or to pause. Reports at most 20 times a second.

    Paused work stands still inside `step`. Steps are told between chunks, and one told inside an open
    transaction (`Store.step` and `Store.derive` are `unbroken`) passes by: paused work holds nothing of
    the workspace. What is written all in one transaction is therefore paused before or after it only.
    """

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        """Send ``(done, total)`` to ``report``."""
        self._report = report
        self._stop = threading.Event()
        self._go = threading.Event()
        self._go.set()
        #: A pause must not come in between a cancel's two wishes.
        self._wishes = threading.Lock()
        self._last = 0.0
        self._stood = 0.0
        self._since: float | None = None

    def cancel(self) -> None:
        """Ask the work to stop at its next step, at once where it is paused."""
        with self._wishes:
            self._stop.set()
            self._go.set()

    def pause(self) -> None:
        """Ask the work to stand still at its next step; work that was asked to stop is not paused."""
        with self._wishes:
            if not self._stop.is_set():
                self._go.clear()

    def resume(self) -> None:
        """Let paused work go on."""
        self._go.set()

    @property
    def is_paused(self) -> bool:
        """Tell whether a pause is wished; the work may still be on its way to its next step."""
        return not self._go.is_set()

    @property
    def is_stopped(self) -> bool:
        """Tell whether the work was asked to stop."""
        return self._stop.is_set()

    @property
    def is_waiting(self) -> bool:
        """Tell whether the work stands still."""
        return self._since is not None

    @property
    def stood(self) -> float:
        """Return the seconds the work has stood still so far."""
        since = self._since
        return self._stood + (time.monotonic() - since if since is not None else 0.0)

    def step(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps are finished; wait here while paused.

        Raises `Cancelled` when asked to stop.
        """
        if not self._go.is_set() and not _hold.depth:
            self._stand()
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if self._report is not None and (now - self._last > REPORT_EVERY_S or done >= total):
            self._last = now
            self._report(done, total)

    def _stand(self) -> None:
        began = self._since = time.monotonic()
        self._go.wait()
        self._since = None
        self._stood += time.monotonic() - began


class Part(Progress):
    """A share of a longer work, from ``start`` to ``end`` of it (fractions), reported as one number.

    Wishes go to the whole; the part hears them there.
    """

    SCALE = 1000

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        """Report to ``whole`` and stop when it is asked to stop."""
        super().__init__()
        self._whole = whole
        self._start = start
        self._end = end

    def step(self, done: int, total: int) -> None:
        """Tell how far this part is; wait while the whole is paused. Raises `Cancelled` with the whole."""
        share = self._start + (self._end - self._start) * (done / total if total else 1)
        self._whole.step(round(share * self.SCALE), self.SCALE)


class _Silent(Progress):
    """A progress nobody watches."""

    def cancel(self) -> None:
        """Do nothing: the shared instance cannot be cancelled."""

    def pause(self) -> None:
        """Do nothing: the shared instance cannot be paused."""


SILENT: Progress = _Silent()


def chunked(numbers: Sequence[int], most: int, first: int = 4) -> list[Sequence[int]]:
    """Return ``numbers`` in chunks, each twice as long as the one before up to ``most``.

    What begins slowly (a process, a rule read for the first time) has little to lose before its first answer.
    """
    found: list[Sequence[int]] = []
    at, size = 0, min(first, most)
    while at < len(numbers):
        found.append(numbers[at : at + size])
        at, size = at + size, min(2 * size, most)
    return found
