"""Where the program's data lies: inside an installed wheel, or beside the package in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_dir(name: str) -> Path:
    """Return the folder ``resources`` or ``locales``; nothing else knows where these lie."""
    installed = _PACKAGE / "_data" / name
    return installed if installed.exists() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """Return the path of a file or folder in ``resources``."""
    return data_dir("resources").joinpath(*parts)


def settings_path() -> Path:
    """Return where the person's settings of this program lie on this system."""
    from platformdirs import user_config_dir  # noqa: PLC0415 - not every command has settings

    return Path(user_config_dir("localizer", appauthor=False)) / "settings.json"
