"""Small writes outside the history that must last: each is a transaction of its own, on the disk at once.

They have a connection of their own, so that none of them waits for work that merely reads or thinks inside
the program's write lane; only for another transaction that is being written.
"""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path
from typing import Any, Final, Self

from localizer.store.failures import told
from localizer.store.turns import Turns

#: How long a write waits for another one. Bulk work commits more often than this.
BUSY_MS: Final = 30_000


class EventLane:
    """Writes into tables the history does not record; what `write` returned from survives a power cut.

    May be used by several threads. Raises `WorkspaceError` where the file can not be written.
    """

    def __init__(self, path: Path, turns: Turns | None = None) -> None:
        """Open the workspace ``path``, which must exist and be of this program's version.

        With the ``turns`` of the store that writes into it too, its steps let each write go first.
        """
        self.path = path
        self._turns = turns or Turns()
        self._lock = threading.Lock()
        with told(path):
            self._connection = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=rw",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
            self._connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
            self._connection.execute("PRAGMA synchronous = FULL")
            self._connection.execute("PRAGMA foreign_keys = ON")

    def write(self, sql: str, values: tuple[Any, ...] | dict[str, Any]) -> int:
        """Run one INSERT or UPDATE and return the new row's id once it is on the disk."""
        with self._lock, told(self.path), self._turns.urgent():
            return self._connection.execute(sql, values).lastrowid or 0

    def close(self) -> None:
        """Let the file go."""
        with self._lock:
            self._connection.close()

    def __enter__(self) -> Self:
        """Return the lane itself."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close it."""
        self.close()
