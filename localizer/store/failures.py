"""SQLite's failures sorted in two: the world's, told to the user, and ours, which stay bugs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localizer.errors import BusyWorkspaceError, WorkspaceError
from localizer.i18n import N_, _

_SENTENCES = {
    sqlite3.SQLITE_FULL: N_(
        "The disk is full, so nothing was changed in {file}. Free some space and try again."
    ),
    sqlite3.SQLITE_READONLY: N_(
        "{file} is read-only. Copy it to a folder you may write to, or ask for permission."
    ),
    sqlite3.SQLITE_CANTOPEN: N_(
        "{file} cannot be opened. Check that the folder exists and that you may write to it."
    ),
    sqlite3.SQLITE_PERM: N_("You have no permission to use {file}."),
    sqlite3.SQLITE_NOTADB: N_("{file} is not a Localizer workspace."),
    sqlite3.SQLITE_CORRUPT: N_(
        "{file} is damaged. Restore the newest backup from the folder beside it."
    ),
    sqlite3.SQLITE_IOERR: N_(
        "Reading or writing {file} failed. Check the disk or network drive it lies on."
    ),
}
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the world's SQLite failures inside the block into a `WorkspaceError` sentence."""
    try:
        yield
    except sqlite3.Error as error:
        primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if primary in _BUSY:
            raise BusyWorkspaceError(
                _("{file} is in use by another program. Close it there and try again.").format(
                    file=path
                )
            ) from error
        if primary in _SENTENCES:
            raise WorkspaceError(_(_SENTENCES[primary]).format(file=path)) from error
        raise
