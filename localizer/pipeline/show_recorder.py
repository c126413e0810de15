"""Write the log of a show while a prompter runs: nobody on screen waits for the disk.

The prompter notes an event and goes on; a thread writes them in their order. What `Recorder.waiting` no
longer counts is on the disk.
"""

from __future__ import annotations

import datetime as dt
import queue
import threading
from typing import Final, Self

from localizer.catalog import show_log, shows
from localizer.catalog.show_log import Log
from localizer.errors import LocalizerError
from localizer.model.show import RunKind, ShowEvent
from localizer.store.database import Store

#: A write that failed, as on a full disk or while other work writes long, is tried again after so long.
RETRY_S: Final = 1.0


class Recorder:
    """Writes one run in the background. `close` it before the workspace is closed."""

    def __init__(self, log: Log, *, retry: float = RETRY_S) -> None:
        """Take over ``log``; it is closed with this."""
        self.run_id = log.run_id
        self._log = log
        self._retry = retry
        self._queue: queue.SimpleQueue[ShowEvent | float | None] = queue.SimpleQueue()
        self._waiting = 0
        self._problem = ""
        self._count = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._write_all, name="show log", daemon=True)
        self._thread.start()

    @property
    def waiting(self) -> int:
        """Return how many notes are not on the disk yet."""
        with self._count:
            return self._waiting

    @property
    def problem(self) -> str:
        """Return why the oldest of them can not be written now, for the operator; empty for nothing."""
        return self._problem

    def note(self, event: ShowEvent) -> None:
        """Write ``event`` as soon as may be. Returns at once."""
        self._put(event)

    def end(self, after: float) -> None:
        """Note that the run was over ``after`` seconds from its start. Returns at once."""
        self._put(after)

    def close(self) -> int:
        """Wait for what is still to be written and close the log; return how many notes were lost.

        Notes are lost only where the file can not be written at all: each is tried once more.
        """
        self._closing.set()
        self._queue.put(None)
        self._thread.join()
        self._log.close()
        return self.waiting

    def _put(self, what: ShowEvent | float) -> None:
        with self._count:
            self._waiting += 1
        self._queue.put(what)

    def _write_all(self) -> None:
        while (what := self._queue.get()) is not None:
            while not self._written(what):
                if self._closing.wait(self._retry):
                    self._written(what)
                    break

    def _written(self, what: ShowEvent | float) -> bool:
        """Write one note; tell whether it is on the disk."""
        try:
            if isinstance(what, ShowEvent):
                self._log.append(what)
            else:
                self._log.end(what)
        except LocalizerError as error:
            self._problem = str(error)
            return False
        self._problem = ""
        with self._count:
            self._waiting -= 1
        return True

    def __enter__(self) -> Self:
        """Return the recorder itself."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close it."""
        self.close()


def record(store: Store, show_id: int, kind: RunKind, started_at: dt.datetime) -> Recorder:
    """Start a run of a show at ``started_at``, given with its zone. Raises `WorkspaceError`."""
    show = shows.load(store.read(), show_id)
    return Recorder(show_log.begin(store, show, kind, started_at))
