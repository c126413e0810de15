"""Keep the screen on while a show runs. A machine that will not listen is told of, never raised."""

from __future__ import annotations

import ctypes
import subprocess
import sys
from typing import Any, Final, Protocol

from localizer.i18n import _

#: Windows: what is asked for lasts until it is taken back; the system and the display stay on.
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x00000001, 0x00000002
_SERVICE: Final = "org.freedesktop.ScreenSaver"
_PATH: Final = "/org/freedesktop/ScreenSaver"
#: A connection of our own: what was asked for on it ends with it, also when the program is killed.
_CONNECTION: Final = "localizer-prompter"
#: How long the desktop may take to answer, in milliseconds.
_PATIENCE_MS: Final = 500


class _Way(Protocol):
    """How one system is asked; both tell whether it listened."""

    def hold(self) -> bool: ...

    def let_go(self) -> None: ...


class _Windows:
    def hold(self) -> bool:
        return bool(_windows_state(_CONTINUOUS | _SYSTEM | _DISPLAY))

    def let_go(self) -> None:
        _windows_state(_CONTINUOUS)


def _windows_state(flags: int) -> int:
    library: Any = getattr(ctypes, "windll", None)
    return int(library.kernel32.SetThreadExecutionState(flags)) if library is not None else 0


class _Mac:
    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> bool:
        self._process = subprocess.Popen(["/usr/bin/caffeinate", "-d", "-i"])
        return True

    def let_go(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(timeout=5)
            self._process = None


class _Desktop:
    def hold(self) -> bool:
        from PySide6.QtDBus import (  # noqa: PLC0415 - some builds of Qt lack it
            QDBusConnection,
            QDBusMessage,
        )

        bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, _CONNECTION)
        if not bus.isConnected():
            return False
        message = QDBusMessage.createMethodCall(_SERVICE, _PATH, _SERVICE, "Inhibit")
        message.setArguments(["Localizer", _("A show is running")])
        answer = bus.call(message, timeout=_PATIENCE_MS)
        return answer.type() == QDBusMessage.MessageType.ReplyMessage

    def let_go(self) -> None:
        from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - as above

        QDBusConnection.disconnectFromBus(_CONNECTION)


class Awake:
    """Holds the screen on between `hold` and `let_go`."""

    def __init__(self, system: str = sys.platform) -> None:
        """Ask the way of ``system``."""
        #: Windows remembers who asked by the thread, which must live on; elsewhere the answer may take long.
        self.of_this_thread = system == "win32"
        ways: dict[str, type[_Windows | _Mac]] = {"win32": _Windows, "darwin": _Mac}
        self._way: _Way = ways.get(system, _Desktop)()
        self._held = False

    def hold(self) -> str:
        """Keep the screen on; return a sentence for the operator where that cannot be done, else nothing."""
        try:
            self._held = self._way.hold()
        except (OSError, ImportError, AttributeError, ValueError, TypeError):
            self._held = False
        if self._held:
            return ""
        return _("This machine may turn its screen off: set it to stay on during the show.")

    def let_go(self) -> None:
        """Let the screen sleep again."""
        if not self._held:
            return
        self._held = False
        try:
            self._way.let_go()
        except (OSError, ImportError, subprocess.SubprocessError):
            return
