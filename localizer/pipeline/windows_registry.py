"""The registry of Windows for one person, and the word to its shell that types of files changed."""

from __future__ import annotations

import ctypes
from importlib import import_module
from typing import Any, Final

#: SHCNE_ASSOCCHANGED: "a file type association has changed" (learn.microsoft.com, read 2026-11-24).
_CHANGED: Final = 0x08000000


class PersonalRegistry:
    """Keys under ``HKEY_CURRENT_USER``."""

    def __init__(self, winreg: Any = None) -> None:  # noqa: ANN401 - a module only Windows has
        """Use the system's own module."""
        self._reg = import_module("winreg") if winreg is None else winreg

    def get(self, key: str) -> str | None:
        """Return the default value of a key, ``None`` where there is no such key."""
        try:
            return str(self._reg.QueryValue(self._reg.HKEY_CURRENT_USER, key))
        except FileNotFoundError:
            return None

    def put(self, key: str, value: str) -> None:
        """Make a key with its default value. Raises `OSError`."""
        reg = self._reg
        reg.SetValue(reg.HKEY_CURRENT_USER, key, reg.REG_SZ, value)

    def drop(self, key: str) -> None:
        """Remove a key with all below it. Raises `OSError`."""
        reg = self._reg
        with reg.OpenKey(reg.HKEY_CURRENT_USER, key) as opened:
            below = [reg.EnumKey(opened, place) for place in range(reg.QueryInfoKey(opened)[0])]
        for name in below:
            self.drop(rf"{key}\{name}")
        reg.DeleteKey(reg.HKEY_CURRENT_USER, key)


def tell_shell() -> None:
    """Let the desktop read the types of files again."""
    windows: Any = getattr(ctypes, "windll", None)
    if windows is not None:
        windows.shell32.SHChangeNotify(_CHANGED, 0, None, None)
