"""Copies that programs which synchronise folders leave beside a file two people changed at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from localizer.i18n import _
from localizer.store.application import APPLICATION_ID

#: How such programs call what they could not bring together, behind the name of the file.
_MARKS: Final = (
    # Dropbox and Nextcloud: (Mei's conflicted copy 2026-11-24), (conflicted copy 2026-11-24 101010)
    re.compile(r" \([^()]*conflicted copy[^()]*\)", re.IGNORECASE),
    # Syncthing: .sync-conflict-20261124-101010-ABCDEFG
    re.compile(r"\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]+)?"),
    # OneDrive adds the name of the computer
    re.compile(r"-(?:DESKTOP|LAPTOP|PC|MACBOOK)-[0-9A-Z-]+", re.IGNORECASE),
    # Google Drive: [Conflict], Resilio: .Conflict
    re.compile(r" ?(?:\[Conflict\]|\.Conflict)", re.IGNORECASE),
)
_HEAD: Final = 100
_ID_AT: Final = 68


def conflict_copies(workspace: Path) -> tuple[Path, ...]:
    """Return what lies beside ``workspace`` and was made of it by a program that synchronises folders."""
    stem, end = workspace.stem, workspace.suffix
    found = []
    try:
        beside = sorted(workspace.parent.glob(f"{_plain(stem)}*{end}"))
    except OSError:
        return ()
    for path in beside:
        rest = path.stem.removeprefix(stem)
        if rest and any(mark.fullmatch(rest) for mark in _MARKS) and _is_workspace(path):
            found.append(path)
    return tuple(found)


def conflict_words(workspace: Path, copy: Path) -> str:
    """Say what a copy is that a program which synchronises folders left."""
    return _(
        "{copy} was left by a program that synchronises this folder: two computers changed {file} at once. "
        "Open both, bring what is missing here over as a package, then delete the copy."
    ).format(copy=copy.name, file=workspace.name)


def _plain(name: str) -> str:
    return re.sub(r"([*?\[])", r"[\1]", name)


def _is_workspace(path: Path) -> bool:
    """Tell by the file's head; it is not opened, which could change it."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    return int.from_bytes(head[_ID_AT : _ID_AT + 4]) == APPLICATION_ID
