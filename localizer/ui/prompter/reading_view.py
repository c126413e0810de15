"""The text that moves: its lines around the read line, the mark beside it, and a card over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
    QTextLayout,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from localizer.i18n import _
from localizer.script.reading import Spot
from localizer.ui.look.fonts import reading_font
from localizer.ui.prompter.text_flow import MARGIN, FlowLine, FlowLook, TextFlow, laid_out

#: Pixels a notch of the wheel moves, in letters.
_NOTCH: Final = 1.2
_STEPS: Final = 120
#: A card takes up to this share of the screen's height, its letters this share of the text's.
_CARD_HEIGHT: Final = 0.5
#: Where is read lower than this, the card lies above.
_CARD_ABOVE: Final = 0.4
_CARD_LETTERS: Final = (0.9, 0.72, 0.56, 0.42)


@dataclass(frozen=True, slots=True)
class ViewCard:
    """What lies over the text: a small heading, and the words."""

    heading: str
    text: str


class ReadingView(QWidget):
    """Paints; who moves the text is told the wishes of wheel and pointer."""

    #: Wheel: the spot the person wants to be at.
    wanted = Signal(object)
    #: A click with Ctrl on a line, and a double click; a click alone must not move what is read.
    chosen = Signal(int)
    opened = Signal(int)
    resized = Signal()

    def __init__(self, look: FlowLook, *, read_at: float) -> None:
        """Hold no text; ``read_at`` is the share of the height at which is read."""
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 120)
        self.flow = TextFlow(look)
        self.spot = Spot(0)
        self.card: ViewCard | None = None
        self._read_at = read_at
        self._painted_at: tuple[int, int] | None = None

    @property
    def read_y(self) -> int:
        """Return the height of the read line in pixels from above."""
        return round(self.height() * self._read_at)

    def set_look(self, look: FlowLook, read_at: float) -> None:
        """Look otherwise; what is read stays at the read line."""
        self._read_at = read_at
        self.flow.set_look(replace(look, width=self.width(), ratio=self.devicePixelRatioF()))
        self.update()

    def show_lines(self, lines: Sequence[FlowLine]) -> None:
        """Hold other lines."""
        self.flow.show_lines(lines)
        self.update()

    def show_card(self, card: ViewCard | None) -> None:
        """Lay a card over the text, or take it away."""
        if card != self.card:
            self.card = card
            self.update()

    def set_spot(self, spot: Spot) -> None:
        """Have ``spot`` at the read line; a move of less than a pixel paints nothing."""
        self.spot = spot
        place = (spot.line, self.flow.offset(spot))
        if place != self._painted_at:
            self.update()

    def line_at(self, y: float) -> int | None:
        """Return the line that is shown at a height."""
        if self.flow.look.upside_down:
            y = self.height() - y
        for number, top in self.flow.visible(self.spot, self.read_y, self.height()):
            if top <= y < top + self.flow.height(number):
                return number
        return None

    def top_of(self, number: int) -> int | None:
        """Return where the top of a shown line is on the screen, upright."""
        found = dict(self.flow.visible(self.spot, self.read_y, self.height()))
        return found.get(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint text, mark and card."""
        del event
        painter = QPainter(self)
        stage = self.flow.look.stage
        painter.fillRect(self.rect(), QColor(stage.ground))
        self.flow.paint(painter, self.spot, self.read_y, self.size())
        self._painted_at = (self.spot.line, self.flow.offset(self.spot))
        painter.setTransform(self._mirror())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_mark(painter)
        if self.card is not None:
            self._paint_card(painter, self.card)
        painter.end()

    def _mirror(self) -> QTransform:
        look = self.flow.look
        across, down = (-1 if look.mirrored else 1), (-1 if look.upside_down else 1)
        right, low = (
            (self.width() if look.mirrored else 0),
            (self.height() if look.upside_down else 0),
        )
        return QTransform(across, 0, 0, down, right, low)

    def _paint_mark(self, painter: QPainter) -> None:
        """Paint the arrow that points at the read line."""
        look = self.flow.look
        half = max(look.size * 0.22, 5.0)
        middle = self.read_y + look.size * 0.6
        tip = min(self.width() * MARGIN * 0.8, half * 2.2)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.stage.mark))
        corners = (QPointF(0, middle - half), QPointF(tip, middle), QPointF(0, middle + half))
        painter.drawPolygon(QPolygonF(corners))

    def _paint_card(self, painter: QPainter, card: ViewCard) -> None:
        """Paint a card away from the read line, in the largest letters in which it fits."""
        look, stage = self.flow.look, self.flow.look.stage
        pad = round(look.size * 0.4)
        side = round(self.width() * MARGIN)
        room = self.width() - 2 * (side + pad)
        heading, words = self._card_laid(card, room)
        first, second = heading.boundingRect().height(), words.boundingRect().height()
        height = min(first + second + 2.5 * pad, self.height() * _CARD_HEIGHT)
        above = self._read_at > _CARD_ABOVE
        top = pad if above else self.height() - height - pad
        frame = QRectF(side, top, self.width() - 2 * side, height)
        painter.setPen(QPen(QColor(stage.mark), 2))
        around = frame.adjusted(-side, -pad, side, pad)
        painter.fillRect(around, QColor(stage.ground))  # no half lines beside the card
        painter.setBrush(QColor(stage.ground))
        painter.drawRoundedRect(frame, pad / 2, pad / 2)
        painter.setClipRect(frame)
        painter.setPen(QColor(stage.cue))
        heading.draw(painter, frame.topLeft() + QPointF(pad, pad))
        painter.setPen(QColor(stage.text))
        words.draw(painter, frame.topLeft() + QPointF(pad, 1.5 * pad + first))

    def _card_laid(self, card: ViewCard, room: int) -> tuple[QTextLayout, QTextLayout]:
        """Return heading and words of a card in the largest letters in which they fit, else the smallest."""
        look = self.flow.look
        most = self.height() * _CARD_HEIGHT - look.size
        for share in _CARD_LETTERS:
            sizes = max(round(look.size * share * 0.5), 12), max(round(look.size * share), 13)
            small, large = (
                reading_font(look.locale, pixels=size, dyslexic=look.dyslexic) for size in sizes
            )
            heading = laid_out(card.heading, small, room, look.locale)
            words = laid_out(card.text, large, room, look.locale)
            if heading.boundingRect().height() + words.boundingRect().height() <= most:
                break
        return heading, words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out for the new width; what is read stays at the read line."""
        super().resizeEvent(event)
        self.flow.set_look(
            replace(self.flow.look, width=self.width(), ratio=self.devicePixelRatioF())
        )
        self.resized.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Move the text by hand."""
        notches = event.angleDelta().y() / _STEPS
        if notches:
            down = -notches * self.flow.look.size * _NOTCH
            if self.flow.look.upside_down:
                down = -down
            self.wanted.emit(self.flow.moved(self.spot, down))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tell which line was clicked with Ctrl."""
        line = self.line_at(event.position().y())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        left = event.button() is Qt.MouseButton.LeftButton
        if left and control and line is not None:
            self.chosen.emit(line)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Tell which line is to be edited."""
        line = self.line_at(event.position().y())
        if line is not None:
            self.opened.emit(line)


def accessible(view: ReadingView, *, host: bool) -> None:
    """Name a view for screen readers."""
    view.setAccessibleName(_("Text the host reads") if host else _("The same text, small"))
