"""The log of a run from its first moment on: events wait in memory until the log is begun on the disk."""

from __future__ import annotations

import threading
from collections.abc import Callable

from localizer.errors import LocalizerError
from localizer.model.show import ShowEvent
from localizer.pipeline.show_recorder import RETRY_S, Recorder


class RunLog:
    """Begins its log in a thread, so that a text starts to move at once however busy the disk is."""

    def __init__(self, begin: Callable[[], Recorder], *, retry: float = RETRY_S) -> None:
        """Call ``begin`` until it does not fail with a `LocalizerError`, every ``retry`` seconds."""
        self._begin = begin
        self._retry = retry
        self._recorder: Recorder | None = None
        self._held: list[ShowEvent] = []
        self._problem = ""
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._begin_it, name="show log begins", daemon=True)
        self._thread.start()

    @property
    def run_id(self) -> int | None:
        """Return the number of the run once it is begun."""
        return None if self._recorder is None else self._recorder.run_id

    @property
    def waiting(self) -> int:
        """Return how many events are not on the disk yet."""
        with self._lock:
            return len(self._held) + (0 if self._recorder is None else self._recorder.waiting)

    @property
    def problem(self) -> str:
        """Return why they can not be written now, for the operator; empty for nothing."""
        recorder = self._recorder
        return self._problem if recorder is None else recorder.problem

    def note(self, event: ShowEvent) -> None:
        """Write ``event`` as soon as may be. Returns at once."""
        with self._lock:
            if self._recorder is None:
                self._held.append(event)
            else:
                self._recorder.note(event)

    def close(self, after: float) -> int:
        """Write what is left and that the run took ``after`` seconds; return how many notes were lost."""
        self._closing.set()
        self._thread.join()
        recorder = self._recorder
        if recorder is None:
            return len(self._held)
        recorder.end(after)
        return recorder.close()

    def _begin_it(self) -> None:
        """Begin the log; asked to close, try once more and give up."""
        while True:
            last = self._closing.is_set()
            try:
                recorder = self._begin()
            except LocalizerError as problem:
                self._problem = str(problem)
                if last:
                    return
                self._closing.wait(self._retry)
                continue
            with self._lock:
                for event in self._held:
                    recorder.note(event)
                self._held.clear()
                self._recorder = recorder
            return
