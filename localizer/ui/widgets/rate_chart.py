"""An exchange rate drawn over time, with a line one moves to read the rate of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from localizer.i18n import _
from localizer.ui.actions.words import day
from localizer.ui.look.tokens import RADIUS, RADIUS_SMALL, RING, SMALL, SPACE_1, SPACE_2, Palette
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.rate_scale import Point, day_marks, in_digits, nearest, value_marks

#: A chart needs two days.
FEWEST: Final = 2
#: Calendar days without a value from which on the line is only dotted: nobody knows what lay between.
_GAP: Final = 7
#: Room above and below the line, as a share of its height.
_AIR: Final = Decimal("0.16")
#: Pixels a mark at the axes takes.
_DOWN, _ACROSS = 44, 84
_DOT: Final = 3.5
_CENTRE: Final = int(Qt.AlignmentFlag.AlignCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where values and days lie: the ``room`` in pixels and what its edges stand for."""

    room: QRectF
    first: dt.date
    last: dt.date
    low: Decimal
    high: Decimal

    def across(self, date: dt.date) -> float:
        share = (date - self.first).days / max((self.last - self.first).days, 1)
        return self.room.left() + share * self.room.width()

    def down(self, value: Decimal) -> float:
        share = float((value - self.low) / (self.high - self.low))
        return self.room.bottom() - share * self.room.height()

    def at(self, point: Point) -> QPointF:
        return QPointF(self.across(point[0]), self.down(point[1]))


class RateChart(QWidget):
    """Left, Right, Home and End move the line; a click puts it on a day. ``chosen`` tells which day."""

    chosen = Signal(object)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        font = self.font()
        font.setPixelSize(SMALL)
        self.setFont(font)
        self._name = ""
        self._all: tuple[Point, ...] = ()
        self._points: tuple[Point, ...] = ()
        self._days = 0
        self._own: Decimal | None = None
        self._frozen: dt.date | None = None
        self._pinned: int | None = None
        self._hover: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(360, 190)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)

    def show_history(
        self,
        name: str,
        points: Sequence[Point],
        *,
        own: Decimal | None = None,
        frozen: dt.date | None = None,
    ) -> None:
        """Show the days of ``name`` (“1 CNY in THB”), an entered rate and the day rates are frozen on."""
        kept = self.day if name == self._name else None
        self._name, self._all, self._own, self._frozen = name, tuple(points), own, frozen
        self._cut(kept)

    def show_days(self, days: int) -> None:
        """Show so many calendar days up to the newest."""
        self._days = days
        self._cut(self.day)

    def _cut(self, kept: dt.date | None) -> None:
        """Take the points of the days shown; the line stays on the day ``kept`` where there is one."""
        last = self._all[-1][0] if self._all else dt.date.min
        self._points = tuple(
            point for point in self._all if not self._days or (last - point[0]).days < self._days
        )
        places = {point[0]: place for place, point in enumerate(self._points)}
        self._hover, self._pinned = None, None if kept is None else places.get(kept)
        self.setAccessibleDescription(self.summary)
        self._tell()

    @property
    def points(self) -> tuple[Point, ...]:
        """The days shown, oldest first."""
        return self._points

    @property
    def day(self) -> dt.date | None:
        """The day the line was put on, ``None`` for none."""
        return None if self._pinned is None else self._points[self._pinned][0]

    @property
    def summary(self) -> str:
        """What the chart shows, in words: first and last day, lowest and highest rate."""
        if len(self._points) < FEWEST:
            return ""
        low, high = self._ends()
        text = _(
            "From {first} on {first_day} to {last} on {last_day}. Lowest {low} on {low_day}, highest "
            "{high} on {high_day}."
        )
        named = {"first": self._points[0], "last": self._points[-1], "low": low, "high": high}
        values = {name: in_digits(point[1]) for name, point in named.items()}
        days = {f"{name}_day": day(point[0]) for name, point in named.items()}
        return text.format(**values, **days)

    def _ends(self) -> tuple[Point, Point]:
        """Return the lowest and the highest point."""
        return (
            min(self._points, key=lambda point: point[1]),
            max(self._points, key=lambda point: point[1]),
        )

    def _tell(self) -> None:
        """Say by name what is read off, and paint."""
        place = self._pinned
        read = "" if place is None else f": {self.words(place)}"
        self.setAccessibleName(f"{self._name}{read}")
        self.update()

    def words(self, place: int) -> str:
        """Return day and rate of a point."""
        date, value = self._points[place]
        return _("{day}: {rate}").format(day=day(date), rate=in_digits(value))

    def sizeHint(self) -> QSize:
        """Ask for room to see a year in."""
        return QSize(520, 260)

    # -- moving the line ----------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the line by a day, or to the first or last one."""
        last = len(self._points) - 1
        here = self._pinned
        moves = {
            Qt.Key.Key_Left: last if here is None else max(here - 1, 0),
            Qt.Key.Key_Right: last if here is None else min(here + 1, last),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: last,
        }
        key = Qt.Key(event.key())
        if key not in moves or last < 1:
            super().keyPressEvent(event)
            return
        self._hover = None
        self._pin(moves[key])

    def _pin(self, place: int) -> None:
        self._pinned = place
        self._tell()
        self.chosen.emit(self.day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Let the line follow the pointer."""
        self._hover = self._under(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the line on a day."""
        place = self._under(event)
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            self._pin(place)
        super().mousePressEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the line go back to its day."""
        self._hover = None
        self.update()
        super().leaveEvent(event)

    def _under(self, event: QMouseEvent) -> int | None:
        field = self._field()
        if field is None:
            return None
        days = (event.position().x() - field.room.left()) / field.room.width()
        shown, known = (field.last - field.first).days, self._points[-1][0] - field.first
        return nearest(self._points, days * shown / max(known.days, 1))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        super().focusOutEvent(event)
        self.update()

    # -- painting -----------------------------------------------------------------------------

    def _field(self) -> _Field | None:
        """Return where things lie, ``None`` while there is nothing to draw."""
        if len(self._points) < FEWEST:
            return None
        metrics = self.fontMetrics()
        low, high = (point[1] for point in self._ends())
        if self._own is not None:
            low, high = min(low, self._own), max(high, self._own)
        air = (high - low) * _AIR or high * _AIR
        side = metrics.horizontalAdvance(in_digits(high)) + 2 * SPACE_2
        line = metrics.height() + SPACE_2
        room = QRectF(self.rect()).adjusted(side, line + SPACE_1, -side, -line)
        first, last = self._points[0][0], self._points[-1][0]
        if self._frozen is not None:
            last = max(last, self._frozen)
        return _Field(room, first, last, max(low - air, Decimal(0)), high + air)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint axes, line, marks and the line one moves."""
        del event
        painter, inks = QPainter(self), palette_of(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = self._field()
        if field is None:
            painter.setPen(QColor(inks.muted))
            painter.drawText(self.rect(), _CENTRE, _("No history"))
        else:
            self._paint_axes(painter, inks, field)
            self._paint_frozen(painter, inks, field)
            self._paint_own(painter, inks, field)
            self._paint_line(painter, inks, field)
            self._paint_marks(painter, inks, field)
            self._paint_crosshair(painter, inks, field)
        if self.hasFocus():
            painter.setPen(QPen(QColor(inks.accent), RING))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), RADIUS, RADIUS)
        painter.end()

    def _paint_axes(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        room, line = field.room, self.fontMetrics().height()
        for value, words in value_marks(field.low, field.high, int(room.height() // _DOWN)):
            top = field.down(value)
            painter.setPen(QPen(QColor(inks.line), 1))
            painter.drawLine(QPointF(room.left(), top), QPointF(room.right(), top))
            painter.setPen(QColor(inks.muted))
            place = QRectF(0, top - line / 2, room.left() - SPACE_2, line)
            painter.drawText(place, _RIGHT, words)
        for date, words in day_marks(field.first, field.last, int(room.width() // _ACROSS)):
            wide = self.fontMetrics().horizontalAdvance(words) + 2
            left = min(max(field.across(date) - wide / 2, 0), self.width() - wide)
            painter.setPen(QPen(QColor(inks.edge), 1))
            foot = QPointF(field.across(date), room.bottom())
            painter.drawLine(foot, foot + QPointF(0, 3))
            painter.setPen(QColor(inks.muted))
            painter.drawText(QRectF(left, room.bottom() + SPACE_1, wide, line), _CENTRE, words)

    def _paint_line(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        for run, is_known, is_used in self._runs():
            ink = QColor(inks.accent if is_used else inks.faint)
            style = Qt.PenStyle.SolidLine if is_known else Qt.PenStyle.DotLine
            painter.setPen(QPen(ink, 1.8 if is_known else 1.2, style))
            painter.drawPolyline(QPolygonF([field.at(point) for point in run]))

    def _runs(self) -> Iterator[tuple[list[Point], bool, bool]]:
        """Yield parts of the line: points, whether days lie close, whether prices may use them."""
        run: list[Point] = [self._points[0]]
        before = (True, True)
        for one, two in zip(self._points, self._points[1:], strict=False):
            is_used = self._frozen is None or two[0] <= self._frozen
            kind = ((two[0] - one[0]).days <= _GAP, is_used)
            if kind != before and len(run) > 1:
                yield run, *before
                run = [one]
            run.append(two)
            before = kind
        yield run, *before

    def _paint_marks(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        """Mark the lowest, the highest and the last rate, and write them."""
        line = self.fontMetrics().height()
        last = self._points[-1]
        low, high = self._ends()
        for point, up in ((low, False), (high, True)):
            if point[1] == last[1]:
                continue
            words = in_digits(point[1])
            wide = self.fontMetrics().horizontalAdvance(words) + SPACE_1
            at = field.at(point)
            left = min(max(at.x() - wide / 2, field.room.left()), field.room.right() - wide)
            top = at.y() - line - SPACE_1 if up else at.y() + SPACE_1
            painter.setPen(QColor(inks.muted))
            painter.drawText(QRectF(left, top, wide, line), _CENTRE, words)
            self._dot(painter, inks.muted, inks.surface, at)
        at, is_used = field.at(last), self._frozen is None or last[0] <= self._frozen
        self._dot(painter, inks.accent if is_used else inks.muted, inks.surface, at)
        painter.setPen(QColor(inks.text if is_used else inks.muted))
        place = QRectF(at.x() + SPACE_2, at.y() - line / 2, self.width() - at.x(), line)
        painter.drawText(place, _LEFT, in_digits(last[1]))

    def _dot(self, painter: QPainter, ink: str, ground: str, at: QPointF) -> None:
        painter.setPen(QPen(QColor(ground), 1.5))
        painter.setBrush(QColor(ink))
        painter.drawEllipse(at, _DOT, _DOT)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_frozen(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        if self._frozen is None or self._frozen < field.first:
            return
        across, room = field.across(self._frozen), field.room
        painter.setPen(QPen(QColor(inks.warn), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(across, room.top()), QPointF(across, room.bottom()))
        painter.setPen(QColor(inks.warn))
        self._beside(painter, across, room.bottom() - self.fontMetrics().height(), _("frozen"))

    def _beside(self, painter: QPainter, across: float, top: float, words: str) -> None:
        """Write words beside a line from top to bottom, on the side where there is room."""
        wide, line = self.fontMetrics().horizontalAdvance(words), self.fontMetrics().height()
        right = across + SPACE_1 + wide < self.width()
        left = across + SPACE_1 if right else across - SPACE_1 - wide
        painter.drawText(QRectF(left, top, wide + 1, line), _LEFT, words)

    def _paint_own(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        if self._own is None:
            return
        down, room, line = field.down(self._own), field.room, self.fontMetrics().height()
        painter.setPen(QPen(QColor(inks.ok), 1.4, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), down), QPointF(room.right(), down))
        words = _("your rate {rate}").format(rate=in_digits(self._own))
        painter.setPen(QColor(inks.ok))
        place = QRectF(room.left() + SPACE_1, down - line - 1, room.width(), line)
        painter.drawText(place, _LEFT, words)

    def _paint_crosshair(self, painter: QPainter, inks: Palette, field: _Field) -> None:
        place = self._pinned if self._hover is None else self._hover
        if place is None:
            return
        at, line = field.at(self._points[place]), self.fontMetrics().height()
        painter.setPen(QPen(QColor(inks.edge), 1))
        painter.drawLine(QPointF(at.x(), field.room.top()), QPointF(at.x(), field.room.bottom()))
        painter.setPen(QPen(QColor(inks.edge), 1, Qt.PenStyle.DotLine))
        painter.drawLine(QPointF(field.room.left(), at.y()), QPointF(field.room.right(), at.y()))
        self._dot(painter, inks.text, inks.surface, at)
        words = self.words(place)
        wide = self.fontMetrics().horizontalAdvance(words) + 2 * SPACE_2
        left = min(max(at.x() - wide / 2, RING), self.width() - wide - RING)
        box = QRectF(left, RING, wide, line + SPACE_1)
        painter.setPen(QPen(QColor(inks.edge), 1))
        painter.setBrush(QColor(inks.raised))
        painter.drawRoundedRect(box, RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(QColor(inks.text))
        painter.drawText(box, _CENTRE, words)
