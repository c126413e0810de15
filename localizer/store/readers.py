"""The read connections of a workspace: one for each thread at a time, used again when it ends."""

from __future__ import annotations

import sqlite3
import threading
from collections import deque
from collections.abc import Callable

from localizer.jobs import Cancelled

_TRY_S = 0.01


class ReadConnection:
    """A connection with the lock that is held while SQLite works on it.

    Closing a connection under a running statement of another thread can crash the interpreter.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Guard ``connection``."""
        self.connection = connection
        self.lock = threading.RLock()

    def close(self) -> None:
        """Interrupt what runs and close."""
        while True:
            self.connection.interrupt()
            # Again and again: a statement may begin between the interrupt and the lock.
            if self.lock.acquire(timeout=_TRY_S):
                break
        try:
            self.connection.close()
        finally:
            self.lock.release()


class ReadConnections:
    """Hands out connections and takes them back; never waits for the writer."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        """Open connections by ``connect``, which must allow their use by any thread."""
        self._connect = connect
        self._lock = threading.Lock()
        self._open: list[ReadConnection] = []
        # A deque, because `give_back` runs in finalizers, where waiting for a lock could be for ever.
        self._free: deque[ReadConnection] = deque()
        self._closed = threading.Event()

    def __len__(self) -> int:
        """Return how many connections are open."""
        return len(self._open)

    def take(self) -> ReadConnection:
        """Return a connection nobody uses. Raises `Cancelled` after `close`."""
        if self._closed.is_set():
            raise Cancelled
        try:
            return self._free.pop()
        except IndexError:
            pass
        made = ReadConnection(self._connect())
        with self._lock:
            if not self._closed.is_set():
                self._open.append(made)
                return made
        made.connection.close()
        raise Cancelled

    def give_back(self, connection: ReadConnection) -> None:
        """Let the next thread use ``connection``."""
        self._free.append(connection)

    def close(self) -> None:
        """Interrupt and close every connection; none is handed out afterwards."""
        with self._lock:
            self._closed.set()
            connections, self._open = self._open, []
        self._free.clear()
        for connection in connections:
            connection.close()
