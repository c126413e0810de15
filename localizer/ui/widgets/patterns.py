"""Fillings told apart by pattern as well as by colour: of bars and of the swatches of their legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from localizer.ui.look.tokens import Palette

#: Pixels between the lines of a pattern, and how strongly its ground is tinted (of 255).
_STEP: Final = 5
_TINT: Final = 70
#: The ink of each filling, a name of the palette's.
_INKS: Final = ("accent", "ok", "block", "warn", "info", "muted")
#: How many fillings there are.
FILLINGS: Final = len(_INKS)


def fill(painter: QPainter, room: QRectF, place: int, inks: Palette) -> None:
    """Fill ``room`` with the filling number ``place``, counted from 0 and round again."""
    number = place % FILLINGS
    ink = QColor(getattr(inks, _INKS[number]))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    draw = _PATTERNS[number]
    if draw is None:
        painter.fillRect(room, ink)
    else:
        painter.fillRect(room, QColor(inks.surface))
        tint = QColor(ink)
        tint.setAlpha(_TINT)
        painter.fillRect(room, tint)
        painter.setPen(QPen(ink, 1.4))
        draw(painter, room)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(ink, 1))
    painter.drawRect(room.adjusted(0.5, 0.5, -0.5, -0.5))
    painter.restore()


def _steps(low: float, high: float) -> Iterator[float]:
    """Yield the places of lines; they are the same wherever a bar begins, so that bars line up."""
    at = low - low % _STEP
    while at <= high:
        yield at
        at += _STEP


def _rising(painter: QPainter, room: QRectF) -> None:
    for at in _steps(room.left() - room.height(), room.right()):
        painter.drawLine(QLineF(at, room.bottom(), at + room.height(), room.top()))


def _falling(painter: QPainter, room: QRectF) -> None:
    for at in _steps(room.left() - room.height(), room.right()):
        painter.drawLine(QLineF(at, room.top(), at + room.height(), room.bottom()))


def _crossed(painter: QPainter, room: QRectF) -> None:
    _rising(painter, room)
    _falling(painter, room)


def _level(painter: QPainter, room: QRectF) -> None:
    for at in _steps(room.top(), room.bottom()):
        painter.drawLine(QLineF(room.left(), at, room.right(), at))


def _dotted(painter: QPainter, room: QRectF) -> None:
    painter.setPen(QPen(painter.pen().color(), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    for down in _steps(room.top(), room.bottom()):
        for across in _steps(room.left(), room.right()):
            painter.drawPoint(QPointF(across + _STEP / 2, down + _STEP / 2))


def _plain(painter: QPainter, room: QRectF) -> None:
    """Leave the tinted ground."""
    del painter, room


_PATTERNS: Final[tuple[Callable[[QPainter, QRectF], None] | None, ...]] = (
    None, _rising, _crossed, _dotted, _level, _plain,
)  # fmt: skip
