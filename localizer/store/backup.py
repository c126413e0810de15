"""Copies of a workspace, taken while it may be in use; the newest seven are kept."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path
from typing import Final

KEPT: Final = 7


def backup_folder(workspace: Path) -> Path:
    """Return where copies of ``workspace`` lie: a folder beside it."""
    return workspace.with_name(f"{workspace.stem}.backups")


def back_up(connection: sqlite3.Connection, workspace: Path, reason: str) -> Path:
    """Copy the workspace behind ``connection`` and return the copy's path; older copies go.

    ``reason`` becomes part of the name (``before-2``). The copy appears whole or not at all.
    """
    folder = backup_folder(workspace)
    folder.mkdir(exist_ok=True)
    moment = dt.datetime.now(dt.UTC).strftime("%Y%m%dT%H%M%S%f")
    final = folder / f"{moment}-{reason}.localizer"
    partial = final.with_suffix(".part")
    copy = sqlite3.connect(partial)
    try:
        connection.backup(copy)
    finally:
        copy.close()
    partial.replace(final)
    for old in sorted(folder.glob("*.localizer"))[:-KEPT]:
        old.unlink()
    return final
