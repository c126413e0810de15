"""State by shape and colour: the small marks of queue rows, board cells and lists, painted by hand."""

from __future__ import annotations

from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from localizer.ui.look.tokens import Palette

SIDE: Final = 12


class Mark(Enum):
    """A shape and the colour role it is painted in."""

    BLOCK = "block"
    WARN = "warn"
    OK = "ok"
    OPEN = "muted"
    NONE = "faint"

    def ink(self, inks: Palette) -> QColor:
        """Return the mark's colour."""
        return QColor(getattr(inks, self.value))

    def ground(self, inks: Palette) -> QColor:
        """Return the quiet ground behind words about it."""
        return QColor(getattr(inks, f"{self.value}_ground", inks.info_ground))


def paint_mark(
    painter: QPainter, mark: Mark, at: QPointF, inks: Palette, side: float = SIDE
) -> None:
    """Paint ``mark`` into the square of ``side`` whose top left corner is ``at``.

    Square: must be mended. Disc: look at it. Tick: done. Dotted ring: nobody looked. Dash: nothing there.
    """
    square = QRectF(at.x(), at.y(), side, side)
    ink = mark.ink(inks)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(Qt.PenStyle.NoPen)
    if mark is Mark.BLOCK:
        painter.fillRect(square, ink)
    elif mark is Mark.WARN:
        painter.setBrush(ink)
        painter.drawEllipse(square)
    elif mark is Mark.OK:
        painter.setPen(QPen(ink, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        painter.drawPolyline(_tick(square))
    elif mark is Mark.OPEN:
        painter.setPen(QPen(ink, 1.2, Qt.PenStyle.DotLine))
        painter.drawEllipse(square.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        painter.setPen(QPen(ink, 2))
        painter.drawLine(
            QPointF(square.left() + 2, square.center().y()),
            QPointF(square.right() - 2, square.center().y()),
        )
    painter.restore()


def _tick(square: QRectF) -> QPolygonF:
    return QPolygonF(
        [
            QPointF(square.left(), square.center().y()),
            QPointF(square.left() + square.width() * 0.4, square.bottom() - 1),
            QPointF(square.right() + 1, square.top() + 1),
        ]
    )
