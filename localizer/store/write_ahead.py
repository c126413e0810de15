"""What a large step wrote moves from the log beside the workspace into the file while other work goes on.

SQLite does this by default within the commit, which then takes twice the time. Nothing is lost where it is
never done: whoever opens the workspace next reads the log.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from threading import Thread
from typing import Final

#: Pages after which a commit moves them itself: SQLite's own default.
PAGES: Final = 1000
#: From this size of the log on it is worth a thread; a smaller one the next commit moves in no time.
LARGE_BYTES: Final = 16_000_000


class WriteAheadLog:
    """The log of one workspace."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Belong to the workspace ``path``, written through ``connection``."""
        self._path = path
        self._log = path.with_name(f"{path.name}-wal")
        self._connection = connection
        self._thread: Thread | None = None

    def keep(self) -> None:
        """Let the commits to come leave in the log what they write."""
        self._connection.execute("PRAGMA wal_autocheckpoint = 0")

    def move_later(self) -> None:
        """Let commits move the log again, and begin with it now, without anybody waiting for it."""
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {PAGES}")
        with suppress(OSError):
            if self._log.stat().st_size >= LARGE_BYTES:
                self.wait()
                self._thread = Thread(target=self._move, daemon=True)
                self._thread.start()

    def wait(self) -> None:
        """Wait until nothing is being moved."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _move(self) -> None:
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
