"""Files that are whole or not there: written beside, synced, then put in place."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from localizer.errors import OutputError
from localizer.i18n import _


@contextmanager
def put_in_place(path: Path) -> Iterator[Path]:
    """Give a file to write that takes the place of ``path`` when the block ends well. Raises `OutputError`.

    What stood there before stays whole until then, and where the block fails.
    """
    temporary: Path | None = None
    try:
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
        # Readable by whom the person lets read new files; `tempfile` would make it hers alone.
        fresh.touch(exist_ok=False)
        temporary = fresh
        yield temporary
        with temporary.open("r+b") as stream:
            os.fsync(stream.fileno())
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        problem = _("{file} cannot be written: {reason}")
        raise OutputError(problem.format(file=path.name, reason=error.strerror or error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a power cut, where the system can."""
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)
