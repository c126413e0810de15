"""A show drawn to scale: its items one after the other, gaps hatched, overlaps in red, the end marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from localizer.model.show import ItemKind, RundownLine
from localizer.ui.look.tips import literal
from localizer.ui.widgets.parts import palette_of

_HEIGHT: Final = 28
_BAR: Final = 20
#: Narrower blocks carry no number.
_ROOM: Final = 16


class ShowStrip(QWidget):
    """``chosen`` carries the id of the item that was clicked."""

    chosen = Signal(int)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self._lines: tuple[RundownLine, ...] = ()
        self._seconds = 0.0
        self._current: int | None = None

    def show_times(self, lines: Sequence[RundownLine], seconds: float, words: str) -> None:
        """Show the items of a show for which there are ``seconds``; ``words`` say the same."""
        self._lines, self._seconds = tuple(lines), seconds
        self.setToolTip(literal(words))
        self.setAccessibleName(words)
        self.update()

    def show_current(self, item_id: int | None) -> None:
        """Mark the item in hand."""
        self._current = item_id
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line."""
        return QSize(400, _HEIGHT)

    def _scale(self) -> float:
        """Return pixels a second."""
        longest = max([self._seconds, *(line.end for line in self._lines), 1.0])
        return (self.width() - 2) / longest

    def _block(self, line: RundownLine) -> QRectF:
        scale = self._scale()
        return QRectF(1 + line.start * scale, 4, max(1.0, line.seconds * scale - 1), _BAR)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the item below the pointer."""
        for line in reversed(self._lines):
            if self._block(line).contains(event.position()):
                self.chosen.emit(line.item.id)
                return

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint blocks, what lies between them, and the end of the show."""
        del event
        inks, scale = palette_of(self), self._scale()
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(inks.pressed))
        painter.drawRect(QRectF(1, 4, self._seconds * scale, _BAR))
        for number, line in enumerate(self._lines, 1):
            block = self._block(line)
            if line.gap:
                gap = QRectF(block.left() - line.gap * scale, 4, line.gap * scale, _BAR)
                painter.setBrush(QBrush(QColor(inks.warn), Qt.BrushStyle.BDiagPattern))
                painter.drawRect(gap)
            over = line.end > self._seconds or line.late
            is_break = line.item.kind is ItemKind.BREAK
            ground = inks.block_ground if over else inks.info_ground if is_break else inks.tint
            painter.setBrush(QColor(ground))
            painter.drawRect(block)
            if line.overlap:
                painter.setBrush(QColor(inks.block))
                painter.drawRect(QRectF(block.left(), 4, max(2.0, line.overlap * scale), _BAR))
            self._edge(painter, block, line, number)
        painter.setPen(QPen(QColor(inks.text), 2))
        end = 1 + self._seconds * scale
        painter.drawLine(int(end), 0, int(end), _HEIGHT)
        painter.end()

    def _edge(self, painter: QPainter, block: QRectF, line: RundownLine, number: int) -> None:
        """Paint the edge of a block and its number, where there is room for it."""
        inks = palette_of(self)
        current = line.item.id == self._current
        painter.setPen(QPen(QColor(inks.accent if current else inks.line), 2 if current else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(block)
        if block.width() >= _ROOM:
            painter.setPen(QColor(inks.text))
            painter.drawText(block, Qt.AlignmentFlag.AlignCenter, str(number))
        painter.setPen(Qt.PenStyle.NoPen)
