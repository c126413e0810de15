"""Copies of a workspace, taken while it may be in use; the newest seven of each kind are kept."""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.errors import WorkspaceError
from localizer.i18n import _
from localizer.store.failures import told

KEPT: Final = 7
#: Why a copy was made: once a day, before the tables were changed, before another copy took its place.
DAILY: Final = "daily"
ASKED: Final = "asked"
REPLACED: Final = "replaced"
_BUSY_MS: Final = 5_000
_NAME: Final = re.compile(r"(?P<at>\d{8}T\d{12})-(?P<reason>.+)\.localizer")
_MOMENT: Final = "%Y%m%dT%H%M%S%f"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy of a workspace: when it was made (UTC), why (`DAILY`, ``before-14``), its size in bytes."""

    path: Path
    at: dt.datetime
    reason: str
    size: int


def backup_folder(workspace: Path) -> Path:
    """Return where copies of ``workspace`` lie: a folder beside it."""
    return workspace.with_name(f"{workspace.stem}.backups")


def backups(workspace: Path) -> tuple[Backup, ...]:
    """Return the copies there are of a workspace, the newest first."""
    found = []
    for path in backup_folder(workspace).glob("*.localizer"):
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        at = dt.datetime.strptime(match["at"], _MOMENT).replace(tzinfo=dt.UTC)
        with suppress(OSError):  # gone meanwhile
            found.append(Backup(path, at, match["reason"], path.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.at, reverse=True))


def back_up(connection: sqlite3.Connection, workspace: Path, reason: str) -> Path:
    """Copy the workspace behind ``connection`` and return the copy's path; older copies go.

    ``reason`` becomes part of the name (``before-2``). The copy appears whole or not at all.
    """
    final = _new_path(workspace, reason)
    final.parent.mkdir(exist_ok=True)
    partial = final.with_suffix(".part")
    try:
        with closing(sqlite3.connect(partial)) as copy:
            connection.backup(copy)
        _sync(partial)
        partial.replace(final)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    _prune(workspace)
    return final


def _new_path(workspace: Path, reason: str) -> Path:
    moment = dt.datetime.now(dt.UTC).strftime(_MOMENT)
    return backup_folder(workspace) / f"{moment}-{reason}.localizer"


def _prune(workspace: Path) -> None:
    """Remove what is older than the newest `KEPT` of its kind, and what a stopped program left half done."""
    kinds: dict[str, int] = {}
    for one in backups(workspace):
        kind = one.reason.partition("-")[0]
        kinds[kind] = kinds.get(kind, 0) + 1
        if kinds[kind] > KEPT:
            with suppress(OSError):
                one.path.unlink()
    for left in backup_folder(workspace).glob("*.part"):
        with suppress(OSError):
            left.unlink()


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def back_up_daily(
    workspace: Path, *, today: dt.date | None = None, again: bool = False
) -> Path | None:
    """Copy ``workspace`` once a day (UTC), where it changed since the last copy; return the new one.

    With ``again`` it does not count that there is one of this day already: somebody asks for another, which
    is no daily one. It is read as others read it: nobody waits. Raises `WorkspaceError` where that cannot be
    done.
    """
    day = today or dt.datetime.now(dt.UTC).date()
    kinds = (DAILY, ASKED) if again else (DAILY,)
    last = next((one for one in backups(workspace) if one.reason in kinds), None)
    if last is not None:
        is_done = last.at.date() >= day and not again
        if is_done or not _changed_since(workspace, last):
            return None
    try:
        with told(workspace), closing(_reading(workspace)) as connection:
            return back_up(connection, workspace, ASKED if again else DAILY)
    except OSError as error:
        problem = _("No backup of {file} could be made: {reason}")
        raise WorkspaceError(
            problem.format(file=workspace, reason=error.strerror or error)
        ) from error


def _changed_since(workspace: Path, last: Backup) -> bool:
    log = workspace.with_name(f"{workspace.name}-wal")
    # who only reads may leave an empty log behind
    found = [one.stat() for one in (workspace, log) if one.exists()]
    moments = [one.st_mtime for one in found if one.st_size]
    return max(moments, default=0.0) > last.at.timestamp()


def _reading(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    return connection


def plain_copy(workspace: Path) -> bytes:
    """Return the workspace as one file, what is written to it meanwhile left out. Raises `WorkspaceError`."""
    with (
        told(workspace),
        closing(_reading(workspace)) as connection,
        closing(sqlite3.connect(":memory:")) as copy,
    ):
        connection.backup(copy)
        return copy.serialize()


def restore(backup: Path, workspace: Path) -> Path | None:
    """Put ``backup`` in the place of ``workspace``, which nobody may have open.

    What was there is kept as a copy and returned, ``None`` where nothing was; the backup stays too. Raises
    `WorkspaceError` for a backup that is damaged, or where a file cannot be written; then nothing changed.
    """
    with told(backup), closing(_reading(backup)) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        problem = _("The backup {file} is damaged too. Choose another one.")
        raise WorkspaceError(problem.format(file=backup))
    fresh = workspace.with_name(f"{workspace.name}.restoring")
    try:
        shutil.copyfile(backup, fresh)
        _sync(fresh)
        before = _put_aside(workspace)
        fresh.replace(workspace)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        problem = _("{file} cannot be replaced: {reason}")
        raise WorkspaceError(
            problem.format(file=workspace, reason=error.strerror or error)
        ) from error
    _prune(workspace)
    return before


def _put_aside(workspace: Path) -> Path | None:
    """Move the workspace among its backups, with the logs beside it: they hold its last changes."""
    if not workspace.exists():
        return None
    kept = _new_path(workspace, REPLACED)
    kept.parent.mkdir(exist_ok=True)
    with suppress(sqlite3.Error), closing(sqlite3.connect(workspace)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for end in ("-wal", "-shm"):
        beside = workspace.with_name(f"{workspace.name}{end}")
        if beside.exists():
            beside.replace(kept.with_name(f"{kept.name}{end}"))
    workspace.replace(kept)
    return kept
