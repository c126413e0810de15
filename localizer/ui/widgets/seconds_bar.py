"""A beat's time against its plan, drawn: full at the plan, amber over it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from localizer.i18n import _
from localizer.ui.look.tips import literal
from localizer.ui.widgets.parts import palette_of

#: How far off the plan a beat may be before it is pointed out (share).
TOLERANCE: Final = 0.15
_HEIGHT: Final = 8
#: The bar shows up to this many times the plan.
_REACH: Final = 1.5


class SecondsBar(QWidget):
    """Spoken seconds as a bar, the plan as a mark on it."""

    def __init__(self, spoken: float, planned: float) -> None:
        """Show ``spoken`` of ``planned`` seconds."""
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(_HEIGHT)
        self.setMinimumWidth(80)
        self.show_time(spoken, planned)

    def show_time(self, spoken: float, planned: float) -> None:
        """Show another time."""
        self._spoken, self._planned = spoken, planned
        text = _("{spoken} of {planned} seconds").format(
            spoken=round(spoken), planned=round(planned)
        )
        self.setToolTip(literal(text))
        self.setAccessibleName(text)
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a short line."""
        return QSize(140, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar."""
        del event
        inks = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        room = QRectF(0, 1, self.width(), _HEIGHT - 2)
        painter.setBrush(QColor(inks.pressed))
        painter.drawRoundedRect(room, 3, 3)
        most = max(self._planned * _REACH, self._spoken, 1.0)
        over = self._spoken > self._planned * (1 + TOLERANCE)
        painter.setBrush(QColor(inks.warn if over else inks.ok))
        painter.drawRoundedRect(QRectF(0, 1, self.width() * self._spoken / most, _HEIGHT - 2), 3, 3)
        if self._planned > 0:
            place = self.width() * self._planned / most
            painter.setPen(QPen(QColor(inks.text), 2))
            painter.drawLine(int(place), 0, int(place), _HEIGHT)
        painter.end()
