"""Who has a workspace open to work in: a file beside it, locked as long as its window is there.

The system lets the lock go when a program ends, however it ends: a file without a lock holds nobody up. Only
where another computer wrote it (a network drive without locks, a synchronised folder) the last sign of life
decides.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import platform
import time
from pathlib import Path
from typing import IO, Final

import msgspec

from localizer.i18n import _

#: A window on another computer that gave no sign of life for so long is gone.
SILENT_S: Final = 180.0
#: How often an open window gives one.
BEAT_S: Final = 60.0


class Holder(msgspec.Struct, frozen=True):
    """Who has it open: a person on a computer, since a moment (ISO 8601, UTC)."""

    person: str
    host: str
    pid: int
    since: str


class Hold:
    """The lock on one workspace; it ends with `release` or with the program."""

    def __init__(self, file: IO[bytes], path: Path) -> None:
        """Keep ``file``, which is locked."""
        self._file = file
        self._path = path

    def beat(self) -> None:
        """Give a sign of life to windows on other computers."""
        with contextlib.suppress(OSError):
            os.utime(self._path)

    def release(self) -> None:
        """Let go."""
        with contextlib.suppress(OSError):
            _empty(self._file)
        self._file.close()
        with contextlib.suppress(OSError):
            self._path.unlink()


def holding_file(workspace: Path) -> Path:
    """Return the file that says who has ``workspace`` open."""
    return workspace.with_name(f"{workspace.name}.open")


def take(workspace: Path, person: str) -> Hold | Holder | None:
    """Take a workspace to work in; return who else has it. ``None`` where no such file can be written."""
    path = holding_file(workspace)
    try:
        file = path.open("r+b" if path.exists() else "w+b")
    except OSError:
        return None
    known = _read(file)
    if not _lock(file):
        file.close()
        return known or Holder("", "", 0, "")
    if known is not None and known.host != platform.node() and _alive(path):
        file.close()
        return known
    since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    mine = Holder(person, platform.node(), os.getpid(), since)
    try:
        _empty(file)
        file.write(msgspec.json.encode(mine))
        file.flush()
    except OSError:
        file.close()
        return None
    return Hold(file, path)


def _alive(path: Path) -> bool:
    try:
        return abs(time.time() - path.stat().st_mtime) < SILENT_S
    except OSError:
        return False


def _read(file: IO[bytes]) -> Holder | None:
    try:
        return msgspec.json.decode(file.read(4096), type=Holder)
    except (OSError, msgspec.DecodeError):
        return None


def _empty(file: IO[bytes]) -> None:
    file.seek(0)
    file.truncate()


def _lock(file: IO[bytes]) -> bool:
    """Lock ``file`` for this process; tell whether nobody else has it."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415 - of Windows

            # far behind the words, which others may read
            file.seek(1 << 20)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl  # noqa: PLC0415 - of all others

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def holder_words(path: Path, holder: Holder) -> str:
    """Say who works in a workspace, and that it can only be looked at meanwhile."""
    if not holder.host:
        problem = _("{file} is open in another window: here you can only look at it.")
        return problem.format(file=path.name)
    problem = _(
        "{person} has had {file} open on the computer {host} since {since}: here you can only look at it."
    )
    since = dt.datetime.fromisoformat(holder.since).astimezone()
    return problem.format(
        person=holder.person or "?",
        file=path.name,
        host=holder.host,
        since=f"{since:%Y-%m-%d %H:%M}",
    )
