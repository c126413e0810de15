"""The head of a board's column: the target, how much of it is ready in words and as a bar."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from localizer.ui.look.tokens import SMALL
from localizer.ui.widgets.parts import palette_of

_HEIGHT: Final = 54
_BAR: Final = 4
_PAD: Final = 10


class TargetHeader(QHeaderView):
    """The model gives (ready, all) under ``progress_role``, and the label as the text to show."""

    def __init__(self, parent: QWidget, progress_role: int) -> None:
        """Belong to a table."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._role = progress_role
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Leave room for two lines and the bar."""
        return QSize(super().sizeHint().width(), max(_HEIGHT, 2 * self.fontMetrics().height() + 20))

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N803 - Qt's name
        """Paint one head."""
        model, across = self.model(), Qt.Orientation.Horizontal
        label = str(model.headerData(logicalIndex, across, Qt.ItemDataRole.DisplayRole) or "")
        progress = model.headerData(logicalIndex, across, self._role)
        words, share = progress if isinstance(progress, tuple) else ("", 0.0)
        inks = palette_of(self)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, QColor(inks.surface))
        room = rect.adjusted(_PAD, 6, -_PAD, -6)
        font = QFont(self.font())
        font.setBold(True)
        self._write(painter, QRect(room.topLeft(), QSize(room.width(), 18)), label, font, inks.text)
        font.setBold(False)
        font.setPixelSize(SMALL)
        below = QRect(room.left(), room.top() + 19, room.width(), 16)
        self._write(painter, below, words, font, inks.muted)
        bar = QRectF(room.left(), room.bottom() - _BAR + 1, room.width(), _BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(inks.pressed))
        painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if share:
            bar.setWidth(max(bar.width() * share, _BAR))
            painter.setBrush(QColor(inks.ok))
            painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        painter.restore()

    @staticmethod
    def _write(painter: QPainter, room: QRect, text: str, font: QFont, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)
