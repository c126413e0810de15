"""One run of an engine at a time on a workspace, whatever windows and commands are open on it.

The system takes the lock back when a program ends, however it ends: it is a second SQLite file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from localizer.errors import BusyWorkspaceError
from localizer.i18n import _
from localizer.store.failures import told

#: Stands beside the workspace while an engine is asked.
SUFFIX: Final = "-engine"


@contextmanager
def engine_lane(workspace: Path) -> Iterator[None]:
    """Hold the lane of ``workspace`` for one run. Raises `BusyWorkspaceError` while another holds it."""
    place = workspace.with_name(f"{workspace.name}{SUFFIX}")
    with told(place):
        connection = sqlite3.connect(place, isolation_level=None, timeout=0)
    try:
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            problem = _(
                "An engine is being asked for this workspace already. Wait for it, or stop it."
            )
            raise BusyWorkspaceError(problem) from error
        yield
        with suppress(OSError):  # an open file stays on Windows; the next run takes it over
            place.unlink()
    finally:
        connection.close()
