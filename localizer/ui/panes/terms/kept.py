"""What was typed for a term and is not saved yet, kept between two runs of the program.

It is no part of the workspace: nobody else sees it, no listing is written with it and undo does not take it
back. It lies beside the settings of the person.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Final

import msgspec

from localizer import settings
from localizer.model.own_term import Scope
from localizer.ui.panes.terms.editor import Draft

#: Workspaces whose drafts are kept, the ones written last.
_WORKSPACES: Final = 20


class KeptDraft(msgspec.Struct, frozen=True):
    """What is typed for a concept, the scope it is typed in, and what the concept is called."""

    scope: Scope
    draft: Draft
    name: str = ""


#: By the id of the concept.
Drafts = dict[str, KeptDraft]
_File = dict[str, Drafts]


def drafts_path() -> Path:
    """Return where unsaved terms lie on this system."""
    return settings.settings_path().with_name("unsaved-terms.json")


def read_drafts(workspace: Path) -> Drafts:
    """Return what is kept for ``workspace``; nothing where the file is missing or unreadable."""
    return _read().get(_key(workspace), {})


def write_drafts(workspace: Path, drafts: Drafts) -> None:
    """Keep ``drafts`` for ``workspace``; a machine without a home keeps none."""
    kept = _read()
    if kept.pop(_key(workspace), {}) == drafts and not drafts:
        return
    if drafts:
        kept[_key(workspace)] = drafts
    newest = dict(list(kept.items())[-_WORKSPACES:])
    final = drafts_path()
    partial = final.with_suffix(".part")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.json.encode(newest))
        partial.replace(final)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def _key(workspace: Path) -> str:
    return str(workspace.absolute())


def _read() -> _File:
    try:
        return msgspec.json.decode(drafts_path().read_bytes(), type=_File)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
