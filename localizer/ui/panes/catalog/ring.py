"""A ring around an area that has the keys; areas without a frame of their own show nothing else."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from localizer.ui.look.tokens import RADIUS, RING
from localizer.ui.widgets.parts import palette_of

_FOLLOWED: Final = frozenset(
    {QEvent.Type.FocusIn, QEvent.Type.FocusOut, QEvent.Type.Resize, QEvent.Type.Move}
)


class FocusRing(QWidget):
    """Lies over ``target``, lets the pointer through, and is seen while ``target`` has the keys."""

    def __init__(self, target: QWidget) -> None:
        """Follow ``target``, which already has its parent."""
        super().__init__(target.parentWidget())
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._target = target
        target.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come and go with the keys, and stay in place."""
        if event.type() in _FOLLOWED:
            self.setVisible(self._target.hasFocus())
            self.setGeometry(self._target.geometry())
            self.raise_()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ring."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette_of(self).accent), RING))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()
