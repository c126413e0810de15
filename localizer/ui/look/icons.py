"""Icons: one-colour SVG files in ``resources/icons``, painted in a colour of the palette.

The files draw with ``currentColor``; here it becomes the colour that is asked for.
"""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from localizer.errors import EnvironmentProblem
from localizer.i18n import _
from localizer.paths import resource
from localizer.ui.look.tokens import ICON, ICON_LARGE

#: Every icon by the file's name without its ending.
NAMES = (
    "back",
    "block",
    "board",
    "catalog",
    "check",
    "chevron",
    "clock",
    "close",
    "comment",
    "copy",
    "desk",
    "export",
    "file",
    "filter",
    "folder",
    "history",
    "idea",
    "image",
    "info",
    "insight",
    "keyboard",
    "languages",
    "lock",
    "menu",
    "minus",
    "moon",
    "pause",
    "people",
    "phone",
    "play",
    "plus",
    "prices",
    "redo",
    "refresh",
    "resources",
    "review",
    "scripts",
    "search",
    "settings",
    "show",
    "start",
    "sun",
    "terms",
    "trash",
    "undo",
    "unlock",
    "warning",
)
#: Sides painted beforehand, in logical pixels: inline, tool, start screen, 200 % text.
_SIDES = (ICON, 20, ICON_LARGE, 32)


def icon(name: str, colour: str, *, on: str | None = None, disabled: str | None = None) -> QIcon:
    """Return the icon ``name`` in ``colour`` (``#RRGGBB``).

    ``on`` is the colour while its button is checked, ``disabled`` that while it cannot be used
    (without it Qt greys the icon).
    """
    made = QIcon()
    states = [(colour, QIcon.Mode.Normal, QIcon.State.Off)]
    if on is not None:
        states.append((on, QIcon.Mode.Normal, QIcon.State.On))
    if disabled is not None:
        states.append((disabled, QIcon.Mode.Disabled, QIcon.State.Off))
    application = QGuiApplication.instance()
    ratio = application.devicePixelRatio() if isinstance(application, QGuiApplication) else 1.0
    for ink, mode, state in states:
        for side in _SIDES:
            made.addPixmap(_kept(name, ink, side, ratio), mode, state)
    return made


def _kept(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Return the icon from Qt's own store of pictures: a script has hundreds of the same few."""
    key = f"localizer/{name}/{colour}/{side}/{ratio}"
    picture = QPixmap()
    if not QPixmapCache.find(key, picture):
        picture = pixmap(name, colour, side=side, ratio=ratio)
        QPixmapCache.insert(key, picture)
    return picture


def pixmap(name: str, colour: str, *, side: int = ICON, ratio: float = 1.0) -> QPixmap:
    """Return the icon as a picture of ``side`` logical pixels at a screen's pixel ``ratio``."""
    renderer = QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour).encode()))
    if not renderer.isValid():
        raise EnvironmentProblem(
            _("The icon {name} cannot be read. Install Localizer again.").format(name=name)
        )
    pixels = round(side * ratio)
    picture = QPixmap(QSize(pixels, pixels))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


def _drawing(name: str) -> str:
    if name not in NAMES:
        raise KeyError(name)
    try:
        return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    except OSError as error:
        raise EnvironmentProblem(
            _("The icon {name} is missing. Install Localizer again.").format(name=name)
        ) from error
