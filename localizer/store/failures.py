"""SQLite's failures sorted in two: the world's, told to the user, and ours, which stay bugs."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localizer.errors import BusyWorkspaceError, WorkspaceError
from localizer.i18n import N_, _
from localizer.jobs import Cancelled

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


def as_told(error: sqlite3.Error, path: Path) -> Exception:
    """Return what to raise for ``error``: the user's sentence, `Cancelled`, or ``error`` itself.

    A workspace closed under running work has stopped that work; nothing is wrong with the file.
    """
    primary = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if primary == sqlite3.SQLITE_INTERRUPT or _is_closed(error):
        return Cancelled()
    if primary in _BUSY:
        return BusyWorkspaceError(
            _("{file} is in use by another program. Close it there and try again.").format(
                file=path
            )
        )
    if primary in _SENTENCES:
        return WorkspaceError(_(_SENTENCES[primary]).format(file=path))
    return error


def _is_closed(error: sqlite3.Error) -> bool:
    # Python's own check, which carries no SQLite code.
    return isinstance(error, sqlite3.ProgrammingError) and "closed database" in str(error)


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn the world's SQLite failures inside the block into a `WorkspaceError` sentence."""
    try:
        yield
    except sqlite3.Error as error:
        other = as_told(error, path)
        if other is error:
            raise
        raise other from error
