"""How another process reads the workspace: what is committed, and nothing is written."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from localizer.store.database import Reader

_BUSY_MS: Final = 5_000


@contextmanager
def open_reading(path: Path) -> Iterator[Reader]:
    """Give a reader of the workspace ``path``, which another process has open."""
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    with closing(connection):
        connection.row_factory = sqlite3.Row
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        yield Reader(connection, path=path)
