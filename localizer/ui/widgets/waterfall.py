"""A price drawn: from cost over fees, tax and profit up to the list price, one step after another."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from localizer.i18n import _
from localizer.ui.look.tokens import SMALL
from localizer.ui.widgets.parts import palette_of

_LINE: Final = 24
_BAR: Final = 10
_NAMES: Final = 0.44


class Waterfall(QWidget):
    """Each part is a line: its name, its bar where it lies in the sum, its amount."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self._steps: tuple[tuple[str, Decimal, str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_parts(self, steps: Sequence[tuple[str, Decimal, str, str]]) -> None:
        """Show steps: name, amount, amount in words, and a colour of the palette (``muted``, ``ok`` …)."""
        self._steps = tuple(steps)
        words = "; ".join(f"{name} {text}" for name, _amount, text, _role in steps)
        self.setAccessibleName(_("From cost to list price: {parts}").format(parts=words))
        self.setFixedHeight(len(self._steps) * _LINE)
        self.setVisible(bool(steps))
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for one line for each part."""
        return QSize(240, len(self._steps) * _LINE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the lines."""
        del event
        if not self._steps:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inks = palette_of(self)
        font = self.font()
        font.setPixelSize(SMALL)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        amounts = max(metrics.horizontalAdvance(text) for _n, _a, text, _r in self._steps) + 8
        names = (self.width() - amounts) * _NAMES
        room = max(self.width() - amounts - names - 12, 20)
        low, high = self._reach()
        scale = room / float(high - low or 1)
        sum_before = Decimal(0)
        for line, (name, amount, text, role) in enumerate(self._steps):
            top = line * _LINE
            is_total = line == len(self._steps) - 1
            start = Decimal(0) if is_total else sum_before
            left, right = sorted((float(start - low), float(start + amount - low)))
            ink = QColor(getattr(inks, role))
            painter.setPen(QColor(inks.text if is_total else inks.muted))
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(names) - 6)
            middle = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRectF(0, top, names, _LINE), middle, words)
            place = QRectF(
                names + left * scale,
                top + (_LINE - _BAR) / 2,
                max((right - left) * scale, 1.5),
                _BAR,
            )
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawRoundedRect(place, 2, 2)
            painter.setPen(QColor(inks.text))
            to_right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
            painter.drawText(QRectF(self.width() - amounts, top, amounts, _LINE), to_right, text)
            if is_total:
                painter.setPen(QPen(QColor(inks.line)))
                painter.drawLine(0, top, self.width(), top)
            else:
                sum_before += amount
        painter.end()

    def _reach(self) -> tuple[Decimal, Decimal]:
        """Return the lowest and highest point the sum passes."""
        low = high = total = Decimal(0)
        for _name, amount, _text, _role in self._steps[:-1]:
            total += amount
            low, high = min(low, total), max(high, total)
        return low, max(high, self._steps[-1][1])
