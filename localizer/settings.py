"""The person's settings of this program on this machine: declared once, kept in one small file."""

from __future__ import annotations

import contextlib
import getpass
from pathlib import Path
from typing import Final

import msgspec
import platformdirs

RECENT_KEPT: Final = 8


class Settings(msgspec.Struct, frozen=True):
    """What the person chose. Every field has a default, so an old or missing file is no error."""

    #: Language of the program: a key of `localizer.i18n.LANGUAGES`, or empty for the system's.
    language: str = ""
    #: ``system``, ``light`` or ``dark``.
    appearance: str = "system"
    #: Name written into the history; empty means the account's name on this machine.
    person: str = ""
    #: Workspaces opened last, newest first.
    recent: tuple[str, ...] = ()
    #: Window geometry as Qt encodes it, base64.
    geometry: str = ""

    def with_recent(self, workspace: Path) -> Settings:
        """Return the settings with ``workspace`` first among the recent ones."""
        name = str(workspace.absolute())
        others = [item for item in self.recent if item != name]
        return msgspec.structs.replace(self, recent=(name, *others)[:RECENT_KEPT])


def settings_path() -> Path:
    """Return where the settings lie on this system."""
    return Path(platformdirs.user_config_dir("localizer", appauthor=False)) / "settings.json"


def packs_folder() -> Path:
    """Return the folder for packs of the user's own; it need not exist."""
    return settings_path().parent / "packs"


def load(path: Path | None = None) -> Settings:
    """Read the settings; a missing or unreadable file gives the defaults."""
    try:
        return msgspec.json.decode((path or settings_path()).read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError, msgspec.ValidationError):
        return Settings()


def save(settings: Settings, path: Path | None = None) -> None:
    """Write the settings beside and replace the file; a machine without a home keeps none."""
    final = path or settings_path()
    partial = final.with_suffix(".part")
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
        partial.write_bytes(msgspec.json.format(msgspec.json.encode(settings)))
        partial.replace(final)
    except OSError:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def person_name(settings: Settings) -> str:
    """Return the name for the history."""
    if settings.person:
        return settings.person
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
