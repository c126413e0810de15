"""Progress and cancel for long work; knows nothing of who asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

REPORT_EVERY_S = 0.05


class Cancelled(Exception):  # noqa: N818 - not an error: the user asked for it
    """The user asked to stop; whatever was in hand is rolled back."""


class Progress:
    """Report steps and learn of a wish to stop. Reports at most 20 times a second."""

    def __init__(self, report: Callable[[int, int], None] | None = None) -> None:
        """Send ``(done, total)`` to ``report``."""
        self._report = report
        self._stop = threading.Event()
        self._last = 0.0

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()

    def step(self, done: int, total: int) -> None:
        """Tell that ``done`` of ``total`` steps are finished. Raises `Cancelled` when asked to stop."""
        if self._stop.is_set():
            raise Cancelled
        now = time.monotonic()
        if self._report is not None and (now - self._last > REPORT_EVERY_S or done >= total):
            self._last = now
            self._report(done, total)


class Part(Progress):
    """A share of a longer work, from ``start`` to ``end`` of it (fractions), reported as one number."""

    SCALE = 1000

    def __init__(self, whole: Progress, start: float, end: float) -> None:
        """Report to ``whole`` and stop when it is asked to stop."""
        super().__init__()
        self._whole = whole
        self._start = start
        self._end = end

    def step(self, done: int, total: int) -> None:
        """Tell how far this part is. Raises `Cancelled` when the whole is asked to stop."""
        share = self._start + (self._end - self._start) * (done / total if total else 1)
        self._whole.step(round(share * self.SCALE), self.SCALE)


class _Silent(Progress):
    """A progress nobody watches."""

    def cancel(self) -> None:
        """Do nothing: the shared instance cannot be cancelled."""


SILENT: Progress = _Silent()
