"""Lines laid out one under the other around the place that is read, and painted as pictures that are kept.

Nothing is known of lines far away: everything is measured from the line that is read, so that a change
elsewhere cannot move it, and a long show costs no more than a short one.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTextBoundaryFinder
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QTextLayout, QTextOption

from localizer.model.locale import language
from localizer.script.reading import Spot
from localizer.script.thai import breakable
from localizer.ui.look.fonts import reading_font
from localizer.ui.look.tokens import Stage

#: Pictures of blocks that are kept: some screens full.
KEPT: Final = 48
#: Sizes in shares of the letters the host reads.
_CUE, _HEADING, _GAP, _BAR = 0.5, 0.42, 0.42, 0.07
#: Letters of cues stay readable where the text itself is small.
_LEAST: Final = 13
#: Share of the width left and right of the text; the mark of the read line stands in it.
MARGIN: Final = 0.07


class Kind(Enum):
    """How a line looks."""

    SAID = "said"
    PUT_IN = "put in"
    CUE = "cue"


@dataclass(frozen=True, slots=True)
class FlowLine:
    """One line with its ``heading`` above. ``timed`` lines are read, others are passed; ``shown`` or not."""

    text: str
    kind: Kind = Kind.SAID
    heading: str = ""
    timed: bool = True
    shown: bool = True


@dataclass(frozen=True, slots=True)
class FlowLook:
    """How the text looks: letters of ``size`` pixels in a column of ``width`` pixels."""

    locale: str
    size: int
    width: int
    stage: Stage
    dyslexic: bool = False
    mirrored: bool = False
    upside_down: bool = False
    ratio: float = 1.0


class TextFlow:
    """Lays lines out when they are needed; heights and pictures are kept by what is to be seen."""

    def __init__(self, look: FlowLook) -> None:
        """Hold no lines."""
        self._look = look
        self._lines: Sequence[FlowLine] = ()
        self._heights: list[int | None] = []
        self._pictures: OrderedDict[FlowLine, QImage] = OrderedDict()

    @property
    def look(self) -> FlowLook:
        """Return how the text looks."""
        return self._look

    @property
    def lines(self) -> Sequence[FlowLine]:
        """Return the lines."""
        return self._lines

    def set_look(self, look: FlowLook) -> None:
        """Look otherwise from now on."""
        if look != self._look:
            self._look = look
            self._pictures.clear()
            self._heights = [None] * len(self._lines)

    def show_lines(self, lines: Sequence[FlowLine]) -> None:
        """Hold other lines; those that stay are not laid out again."""
        known = dict(zip(self._lines, self._heights, strict=True))
        self._lines = tuple(lines)
        self._heights = [known.get(line) for line in self._lines]

    def height(self, number: int) -> int:
        """Return the height of a line with its heading and the gap below; 0 for one that is not shown."""
        known = self._heights[number]
        if known is None:
            line = self._lines[number]
            known = self._measured(line) if line.shown else 0
            self._heights[number] = known
        return known

    def stretch(self, number: int) -> int:
        """Return the height that is passed while a line is read: its own, and of untimed ones after it."""
        total = self.height(number)
        for after in range(number + 1, len(self._lines)):
            if self._lines[after].timed:
                break
            total += self.height(after)
        return total

    def offset(self, spot: Spot) -> int:
        """Return how many pixels below the top of its line a spot lies."""
        return round(self.stretch(spot.line) * spot.share) if self._lines else 0

    def share(self, number: int, offset: float) -> float:
        """Return how much of a line is read ``offset`` pixels below its top."""
        height = self.stretch(number)
        return min(max(offset / height, 0.0), 1.0) if height else 0.0

    def moved(self, spot: Spot, pixels: float) -> Spot:
        """Return the spot ``pixels`` further down, or up; bounded by the first and the last timed line."""
        if not self._lines:
            return spot
        line, at = spot.line, self.offset(spot) + pixels
        while at < 0:
            before = self._timed_before(line)
            if before is None:
                return Spot(line)
            line = before
            at += self.stretch(line)
        while at >= self.stretch(line):
            after = self._timed_after(line)
            if after is None:
                return Spot(line, 1.0)
            at -= self.stretch(line)
            line = after
        return Spot(line, self.share(line, at))

    def _timed_before(self, number: int) -> int | None:
        found = (at for at in range(number - 1, -1, -1) if self._lines[at].timed)
        return next(found, None)

    def _timed_after(self, number: int) -> int | None:
        found = (at for at in range(number + 1, len(self._lines)) if self._lines[at].timed)
        return next(found, None)

    def visible(self, spot: Spot, read_at: int, height: int) -> Iterator[tuple[int, int]]:
        """Yield the shown lines of a screen and their tops, with ``spot`` at ``read_at`` from above."""
        if not self._lines:
            return
        top = read_at - self.offset(spot)
        first, first_top = spot.line, top
        while first > 0 and first_top > 0:
            first -= 1
            first_top -= self.height(first)
        while first < len(self._lines) and first_top < height:
            taken = self.height(first)
            if taken and first_top + taken > 0:
                yield first, first_top
            first += 1
            first_top += taken

    def paint(self, painter: QPainter, spot: Spot, read_at: int, size: QSize) -> None:
        """Paint the lines of a screen; mirrored, everything lies at its mirrored place."""
        look = self._look
        for number, top in self.visible(spot, read_at, size.height()):
            picture = self._picture(self._lines[number])
            y = size.height() - top - self.height(number) if look.upside_down else top
            painter.drawImage(0, y, picture)

    def _picture(self, line: FlowLine) -> QImage:
        picture = self._pictures.get(line)
        if picture is None:
            picture = self._painted(line)
            self._pictures[line] = picture
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        self._pictures.move_to_end(line)
        return picture

    def _painted(self, line: FlowLine) -> QImage:
        look, height = self._look, self._measured(line)
        pixels = QSize(math.ceil(look.width * look.ratio), math.ceil(height * look.ratio))
        image = QImage(pixels, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(look.ratio)
        image.fill(QColor(look.stage.ground))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for part, place, ink in self._parts(line):
            painter.setPen(QColor(ink))
            part.draw(painter, place)
        if line.kind is not Kind.SAID:
            bar = max(look.size * _BAR, 3.0)
            text_top = self._heading_height(line)
            ink = look.stage.mark if line.kind is Kind.PUT_IN else look.stage.cue
            room = QRectF(self._left() + bar, text_top, bar, height - text_top - self._gap())
            painter.fillRect(room, QColor(ink))
        painter.end()
        return self._flipped(image)

    def _flipped(self, image: QImage) -> QImage:
        look = self._look
        if look.mirrored:
            image = image.flipped(Qt.Orientation.Horizontal)
        return image.flipped(Qt.Orientation.Vertical) if look.upside_down else image

    def _left(self) -> float:
        return round(self._look.width * MARGIN)

    def _indent(self, line: FlowLine) -> float:
        more = 0.0 if line.kind is Kind.SAID else max(self._look.size * _BAR, 3.0) * 4
        return self._left() + more

    def _gap(self) -> int:
        return round(self._look.size * _GAP)

    def _parts(self, line: FlowLine) -> Iterator[tuple[QTextLayout, QPointF, str]]:
        """Yield the laid out heading and text of a line, each with its place and colour."""
        stage = self._look.stage
        if line.heading:
            yield self._heading(line), QPointF(self._left(), 0), stage.cue
        size, ink = (_CUE, stage.cue) if line.kind is Kind.CUE else (1.0, stage.text)
        indent = self._indent(line)
        laid = self._laid(line.text, self._font(size), indent)
        yield laid, QPointF(indent, self._heading_height(line)), ink

    def _heading(self, line: FlowLine) -> QTextLayout:
        return self._laid(line.heading, self._font(_HEADING), self._left())

    def _heading_height(self, line: FlowLine) -> int:
        if not line.heading:
            return 0
        return math.ceil(self._heading(line).boundingRect().height()) + self._gap() // 3

    def _measured(self, line: FlowLine) -> int:
        *_heading, (text, place, _ink) = self._parts(line)
        return math.ceil(text.boundingRect().height() + place.y()) + self._gap()

    def _font(self, share: float) -> QFont:
        look = self._look
        pixels = max(round(look.size * share), min(_LEAST, look.size))
        return reading_font(look.locale, pixels=pixels, dyslexic=look.dyslexic)

    def _laid(self, text: str, font: QFont, indent: float) -> QTextLayout:
        room = self._look.width - self._left() - indent
        return laid_out(text, font, room, self._look.locale)


def laid_out(text: str, font: QFont, room: float, locale: str) -> QTextLayout:
    """Return ``text`` of ``locale`` broken into lines ``room`` pixels wide."""
    laid = QTextLayout(wrappable(text, locale), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid.setTextOption(option)
    laid.beginLayout()
    top = 0.0
    while (piece := laid.createLine()).isValid():
        piece.setLineWidth(max(room, 1.0))
        piece.setPosition(QPointF(0, top))
        top += piece.height()
    laid.endLayout()
    return laid


def wrappable(text: str, locale: str) -> str:
    """Return ``text`` with places where a line of Thai may end, on a machine where Qt knows no Thai words."""
    if language(locale) != "th" or _knows_thai():
        return text
    return breakable(text)


@cache
def _knows_thai() -> bool:
    """Tell whether Qt finds the end of a word of Thai; it asks a library that not every machine has."""
    probe = "สวัสดีครับ"
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Line, probe)
    found = finder.toNextBoundary()
    return 0 < found < len(probe)
