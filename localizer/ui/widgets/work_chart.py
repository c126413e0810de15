"""Stacked bars of what people did; keys move from bar to bar and tell what each holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from babel.dates import format_skeleton
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from localizer.ui.actions.columns import count
from localizer.ui.actions.words import own_locale
from localizer.ui.actions.work_bars import Bars
from localizer.ui.look.tokens import RADIUS, RING, SMALL, SPACE_1, SPACE_2, Palette
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.patterns import fill
from localizer.ui.widgets.rate_scale import value_marks

#: Pixels a mark at the axes takes.
_DOWN, _ACROSS = 40, 64
#: The widest a bar is, the share of its place it takes, and the side of a swatch of the legend.
_WIDEST, _SHARE, _SWATCH = 44.0, 0.72, 12
#: A bar of so many days and more is a month; its mark says so.
_MONTH: Final = 28
#: Sharpness of a picture of the chart.
_SHARP: Final = 2.0
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_WRAPPED: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})


@dataclass(frozen=True, slots=True)
class _Field:
    """Where bars stand: ``room`` in pixels, how many they are and what the top stands for."""

    room: QRectF
    bars: int
    high: float

    @property
    def step(self) -> float:
        return self.room.width() / self.bars

    def middle(self, place: int) -> float:
        return self.room.left() + (place + 0.5) * self.step

    def down(self, value: float) -> float:
        return self.room.bottom() - value / self.high * self.room.height()


class WorkChart(QWidget):
    """Left, Right, Home and End move from bar to bar; Enter or a click chooses its days.

    ``chosen`` carries the first and the last day of a bar, or ``None`` twice where the choice is taken back.
    """

    chosen = Signal(object, object)
    #: What the bar one is at, or that under the pointer, holds; empty for none.
    read = Signal(str)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        font = self.font()
        font.setPixelSize(SMALL)
        self.setFont(font)
        self._name = ""
        self._bars = Bars()
        self._here: int | None = None
        self._hover: int | None = None
        self._held: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(300, 150)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_bars(self, name: str, bars: Bars) -> None:
        """Show ``bars`` under the ``name`` screen readers say; the bar one is at stays, and the one chosen.

        Where that is gone, the choice is taken back.
        """
        days = self._days(self._here), self._days(self._held)
        self._name, self._bars, self._hover = name, bars, None
        places = {(bar.first, bar.last): place for place, bar in enumerate(bars.bars)}
        self._here, self._held = (None if one is None else places.get(one) for one in days)
        self.setAccessibleDescription(bars.summary)
        self._tell()
        if days[1] is not None and self._held is None:
            self.chosen.emit(None, None)

    def _days(self, place: int | None) -> tuple[dt.date, dt.date] | None:
        if place is None:
            return None
        return self._bars.bars[place].first, self._bars.bars[place].last

    @property
    def bars(self) -> Bars:
        """What is shown."""
        return self._bars

    @property
    def held(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the bar that is chosen, ``None`` for none."""
        return self._days(self._held)

    def let_go(self) -> None:
        """Choose no bar any more."""
        if self._held is not None:
            self._held = None
            self.chosen.emit(None, None)
            self.update()

    def _tell(self) -> None:
        """Say by name what is read off, and paint."""
        read = "" if self._here is None else f": {self._bars.words(self._here)}"
        self.setAccessibleName(f"{self._name}{read}")
        self._look()

    def _look(self) -> None:
        """Tell what is read off now, and paint."""
        place = self._shown()
        self.read.emit("" if place is None else self._bars.words(place))
        self.update()

    def _shown(self) -> int | None:
        """Return the bar under the pointer, else the one that the keys are at."""
        if self._hover is not None:
            return self._hover
        return self._here if self.hasFocus() else None

    def sizeHint(self) -> QSize:
        """Ask for room to see a fortnight in."""
        return QSize(560, 240)

    # -- moving from bar to bar ---------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move to another bar, or choose the one in hand."""
        last, here = len(self._bars.bars) - 1, self._here
        moves = {
            Qt.Key.Key_Left: last if here is None else max(here - 1, 0),
            Qt.Key.Key_Right: last if here is None else min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if last >= 0 and key in moves:
            self._hover = None
            self._here = moves[key]
            self._tell()
        elif here is not None and key in _ENTER:
            self._choose(here)
        elif self._held is not None and key == Qt.Key.Key_Escape:
            self.let_go()
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        """Choose a bar; one that is chosen already is let go."""
        self._here = place
        self._tell()
        if self._held == place:
            self.let_go()
            return
        self._held = place
        self.chosen.emit(self._bars.bars[place].first, self._bars.bars[place].last)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show what the bar under the pointer holds."""
        self._hover = self._under(event)
        self._look()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the bar under the pointer."""
        place = self._under(event)
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._choose(place)
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Show the bar one is at again."""
        self._hover = None
        self._look()
        super().leaveEvent(event)

    def _under(self, event: QMouseEvent) -> int | None:
        field = self._field(QRectF(self.rect()))
        at = event.position()
        if field is None or not field.room.left() <= at.x() < field.room.right():
            return None
        return int((at.x() - field.room.left()) // field.step)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self._look()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self._look()

    # -- painting -----------------------------------------------------------------------------

    def picture(self) -> QPixmap:
        """Return the chart as a picture with its name, without what is only of use while one works at it."""
        heading = self.fontMetrics().height() + 2 * SPACE_2
        size = QSize(self.width(), self.height() + heading)
        made = QPixmap(size * _SHARP)
        made.setDevicePixelRatio(_SHARP)
        inks = palette_of(self)
        made.fill(QColor(inks.surface))
        painter = QPainter(made)
        painter.setFont(self.font())
        painter.setPen(QColor(inks.text))
        painter.drawText(QRectF(SPACE_2, 0, size.width(), heading), _LEFT, self._name)
        self._paint(painter, inks, QRectF(0, heading, self.width(), self.height()))
        painter.end()
        return made

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chart, the bar one is at and the ring of the focus."""
        del event
        painter, inks = QPainter(self), palette_of(self)
        field = self._paint(painter, inks, QRectF(self.rect()))
        if field is not None:
            self._paint_here(painter, inks, field)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(inks.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _paint(self, painter: QPainter, inks: Palette, whole: QRectF) -> _Field | None:
        field = self._field(whole)
        if field is None:
            painter.setPen(QColor(inks.muted))
            painter.drawText(whole.adjusted(SPACE_2, 0, -SPACE_2, 0), _WRAPPED, self._bars.summary)
            return None
        self._paint_values(painter, inks, field)
        self._paint_days(painter, inks, field)
        for place in range(field.bars):
            self._paint_bar(painter, inks, field, place)
        self._paint_legend(painter, inks, whole)
        return field

    def _field(self, whole: QRectF) -> _Field | None:
        """Return where things lie, ``None`` while there is nothing to draw."""
        if not self._bars.total:
            return None
        line = self.fontMetrics().height()
        highest = max(bar.total for bar in self._bars.bars)
        side = self.fontMetrics().horizontalAdvance(count(highest)) + 2 * SPACE_2
        above = SPACE_2 + len(self._legend(whole.width())) * (line + SPACE_1) + SPACE_2
        room = whole.adjusted(side, above, -2 * SPACE_2, -line - SPACE_2)
        return _Field(room, len(self._bars.bars), highest * 1.04)

    def _legend(self, width: float) -> list[list[tuple[float, int, str]]]:
        """Return the lines of the legend: where each name begins, its filling, its words."""
        metrics = self.fontMetrics()
        rows: list[list[tuple[float, int, str]]] = [[]]
        at = float(SPACE_2)
        for place, name in enumerate(self._bars.names):
            short = metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(width / 2))
            wide = _SWATCH + SPACE_1 + metrics.horizontalAdvance(short) + 2 * SPACE_2
            if rows[-1] and at + wide > width:
                rows.append([])
                at = float(SPACE_2)
            rows[-1].append((at, place, short))
            at += wide
        return rows

    def _paint_legend(self, painter: QPainter, inks: Palette, whole: QRectF) -> None:
        line = self.fontMetrics().height()
        top = whole.top() + SPACE_2
        for row in self._legend(whole.width()):
            for at, place, words in row:
                swatch = QRectF(whole.left() + at, top + (line - _SWATCH) / 2, _SWATCH, _SWATCH)
                fill(painter, swatch, place, inks)
                painter.setPen(QColor(inks.text))
                room = QRectF(swatch.right() + SPACE_1, top, whole.width(), line)
                painter.drawText(room, _LEFT, words)
            top += line + SPACE_1

    def _paint_values(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        line = self.fontMetrics().height()
        most = max(int(field.room.height() // _DOWN), 2)
        for value, _words in value_marks(Decimal(0), Decimal(round(field.high)), most):
            if value != value.to_integral_value():
                continue  # nobody writes half a word
            down = field.down(float(value))
            painter.setPen(QPen(QColor(inks.line if value else inks.edge), 1))
            painter.drawLine(QPointF(field.room.left(), down), QPointF(field.room.right(), down))
            painter.setPen(QColor(inks.muted))
            left = field.room.left() - SPACE_2
            painter.drawText(QRectF(0, down - line / 2, left, line), _RIGHT, count(int(value)))

    def _paint_days(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        line = self.fontMetrics().height()
        every = max(1, -(-_ACROSS // max(int(field.step), 1)))
        painter.setPen(QColor(inks.muted))
        for place in range(field.bars - 1, -1, -every):
            words = _mark(self._bars, place)
            wide = self.fontMetrics().horizontalAdvance(words) + 2
            end = field.room.right() + 2 * SPACE_2 - 2 * RING
            left = min(max(field.middle(place) - wide / 2, 0), end - wide)
            painter.drawText(
                QRectF(left, field.room.bottom() + SPACE_1, wide, line), _CENTRE, words
            )

    def _paint_bar(self, painter: QPainter, inks: Palette, field: _Field, place: int) -> None:
        wide = min(max(field.step * _SHARE, 2.0), _WIDEST)
        left, below = field.middle(place) - wide / 2, 0
        for number, part in enumerate(self._bars.bars[place].parts):
            if part:
                top, bottom = field.down(below + part), field.down(below)
                fill(painter, QRectF(left, top, wide, max(bottom - top, 1.0)), number, inks)
                below += part

    def _paint_here(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        """Mark the bar that is chosen, and the one that is read off."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._held is not None:
            self._frame(painter, field, self._held, QPen(QColor(inks.accent), RING))
        place = self._shown()
        if place is not None:
            pen = QPen(QColor(inks.text), 1, Qt.PenStyle.DashLine)
            self._frame(painter, field, place, pen)

    def _frame(self, painter: QPainter, field: _Field, place: int, pen: QPen) -> None:
        wide = max(min(field.step, _WIDEST + SPACE_2), 4.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        left = field.middle(place) - wide / 2
        painter.drawRect(QRectF(left, field.room.top(), wide, field.room.height()))


def _mark(bars: Bars, place: int) -> str:
    """Return the few words below a bar."""
    bar = bars.bars[place]
    month = (bar.last - bar.first).days + 1 >= _MONTH
    return str(format_skeleton("yMMM" if month else "MMMd", bar.first, locale=own_locale()))
