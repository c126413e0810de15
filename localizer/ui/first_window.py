"""The window a person sees at once, in place of the main one until that is loaded.

Loading everything takes seconds on a slow disk: this module must import next to nothing.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from localizer.errors import EnvironmentProblem
from localizer.i18n import _
from localizer.ui.actions.machine import missing_library, require_display

try:
    from PySide6.QtCore import QByteArray, Qt
    from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette
    from PySide6.QtWidgets import QApplication, QMainWindow
except ImportError as error:
    raise EnvironmentProblem(missing_library(str(error))) from error

from localizer.paths import settings_path
from localizer.ui.look.tokens import DARK, LIGHT, TITLE

if TYPE_CHECKING:
    from localizer.ui.look.tokens import Palette

#: The size of a main window that was never moved.
SIZE: Final = (1366, 820)
#: Turns of the event loop a platform gets to paint; a window that is covered is never painted.
TURNS: Final = 200


class FirstWindow(QMainWindow):
    """As large and as coloured as the main window that takes its place."""

    def __init__(self, appearance: str = "", geometry: str = "") -> None:
        """Stand where the main window stood (``geometry``, Base64), in the colours of ``appearance``."""
        super().__init__()
        self.painted = False
        self._inks = _colours(appearance)
        self.setWindowTitle(_("Localizer"))
        self.resize(*SIZE)
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground and the program's name."""
        del event
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._inks.ground))
        painter.setPen(QColor(self._inks.muted))
        font = painter.font()
        font.setPixelSize(TITLE)
        painter.setFont(font)
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), _("Localizer"))
        self.painted = True


def _colours(appearance: str) -> Palette:
    if appearance in ("light", "dark"):
        return DARK if appearance == "dark" else LIGHT
    dark = QApplication.palette().color(QPalette.ColorRole.Window).lightness() < 128  # noqa: PLR2004
    return DARK if dark else LIGHT


def show_first() -> FirstWindow:
    """Show the window, painted where the platform paints at all. Raises `EnvironmentProblem`."""
    require_display()
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(sys.argv[:1])
    application.setApplicationDisplayName("Localizer")
    application.setQuitOnLastWindowClosed(False)
    first = FirstWindow(*_kept())
    first.show()
    for _turn in range(TURNS):
        application.processEvents()
        if first.painted:
            break
    _shown.append(first)
    return first


#: The window that was shown before anybody asked for it.
_shown: Final[list[FirstWindow]] = []


def _kept() -> tuple[str, str]:
    """Return the colours and the place the person's settings name; whatever is wrong there is told later."""
    try:
        found = json.loads(settings_path().read_bytes())
        appearance, geometry = found.get("appearance", ""), found.get("geometry", "")
    except (OSError, ValueError, AttributeError):
        return "", ""
    return str(appearance), str(geometry)


def run(
    workspace: Path | None,
    *,
    quit_after_paint: bool = False,
    quit_when_ready: bool = False,
    shot: Path | None = None,
    pane: str = "",
) -> int:
    """Show the first window, load the rest and show that; return the exit code.

    ``quit_after_paint`` ends with the first paint, ``quit_when_ready`` when a person could work.
    Raises `EnvironmentProblem` where no window can be shown.
    """
    require_display()
    shown: Callable[[], object] = lambda: None  # noqa: E731 - a picture needs no window before
    if shot is None:
        first = _shown.pop() if _shown else show_first()
        _shown.clear()
        shown = first.deleteLater
    if quit_after_paint:
        return 0
    return _load()(workspace, quit_when_ready=quit_when_ready, shot=shot, pane=pane, shown=shown)


def _load() -> Callable[..., int]:
    from localizer.ui import app  # noqa: PLC0415 - the point of this module

    return app.run
