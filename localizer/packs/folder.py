"""Which files of a folder are packs."""

from __future__ import annotations

from pathlib import Path

from localizer.errors import PackError
from localizer.i18n import _


def pack_files(folder: Path) -> list[Path]:
    """Return the ``*.toml`` files of ``folder`` by name. Raises `PackError` when there is none."""
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise PackError(
            _("There is no pack in the folder {folder}. Install the program again.").format(
                folder=folder.name
            )
        )
    return files
