"""What this machine must have before a window can be shown. Imports no Qt: that may be what is missing."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import sys
from pathlib import Path
from typing import Final

from localizer.errors import EnvironmentProblem
from localizer.i18n import _

#: Debian and Ubuntu packages with the libraries Qt's window needs. Checked 2026-11-22 against Qt 6.11.
PACKAGES: Final = (
    "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 "
    "libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 "
    "libfontconfig1 libdbus-1-3 libglib2.0-0"
)


def missing_library(problem: str) -> str:
    """Return the sentence for a system library that is not there; ``problem`` is the loader's own word."""
    return _(
        "The window cannot be shown because a library of the system is missing ({problem}). "
        "On Debian and Ubuntu: apt install {packages}"
    ).format(problem=problem, packages=PACKAGES)


def require_display() -> None:
    """Raise `EnvironmentProblem` where Qt would end the process for want of a display or a library."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return
    wanted = [
        plugin
        for variable, plugin in (("WAYLAND_DISPLAY", "libqwayland.so"), ("DISPLAY", "libqxcb.so"))
        if os.environ.get(variable)
    ]
    if not wanted:
        raise EnvironmentProblem(
            _(
                "There is no display to show the window on. Start it in a desktop session, or use "
                "the commands without a window: localizer --help"
            )
        )
    problems = [_load(plugin) for plugin in wanted]
    if all(problems):
        raise EnvironmentProblem(missing_library("; ".join(problems)))


def _load(plugin: str) -> str:
    """Try what Qt would do and return the loader's complaint, empty when it works or cannot be known."""
    spec = importlib.util.find_spec("PySide6")
    if spec is None or spec.origin is None:
        return ""
    file = Path(spec.origin).parent / "Qt" / "plugins" / "platforms" / plugin
    if not file.exists():
        return ""
    try:
        ctypes.CDLL(str(file))
    except OSError as error:
        return str(error)
    return ""
