"""Paints the cells of the catalog table: one painter for products, their variants and what is still read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from localizer.ui.look.fonts import app_font
from localizer.ui.look.icons import pixmap
from localizer.ui.look.tokens import BODY, RADIUS_SMALL, SMALL, Palette
from localizer.ui.models.product_cells import NUMBERS, STOCK, TITLE, ProductRow, VariantRow
from localizer.ui.models.product_table import ROW_ROLE
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.widgets.parts import palette_of

THUMB: Final = 36
#: Where the arrow, the picture and the words begin, from the left edge of a row.
ARROW_END: Final = 26
_PICTURE: Final = 28
_WORDS: Final = _PICTURE + THUMB + 10
_PAD: Final = 10
_BAR: Final = 3
_GLYPH: Final = 16
#: Space above and below the two lines of words.
_AROUND: Final = 16
#: Left is left, whichever way the words run.
_SIDES: Final = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
_LEFT: Final = int(_SIDES | Qt.AlignmentFlag.AlignLeft)
_RIGHT: Final = int(_SIDES | Qt.AlignmentFlag.AlignRight)
_ELIDE: Final = Qt.TextElideMode.ElideRight
_SMOOTH: Final = QPainter.RenderHint.Antialiasing
_NOTHING: Final = "–"
Index = QModelIndex | QPersistentModelIndex


class ProductDelegate(QStyledItemDelegate):
    """All rows have one height; text is never wrapped."""

    def __init__(self, view: QAbstractItemView, thumbnails: Thumbnails) -> None:
        """Paint in the colours of ``view``, with the pictures of ``thumbnails``."""
        super().__init__(view)
        self._view = view
        self._thumbnails = thumbnails
        self._source: QFont | None = None
        self._drawn: tuple[tuple[str, float], QPixmap] | None = None
        self.hovered = -1

    def speak(self, locale: str) -> None:
        """Show titles in the letter forms of ``locale``, the language of the catalog."""
        self._source = app_font(locale)

    def row_height(self) -> int:
        """Return the height of two lines, at least that of a picture."""
        metrics = self._view.fontMetrics()
        return max(THUMB + 12, round(metrics.height() * (1 + SMALL / BODY)) + _AROUND)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the one height of all rows."""
        del option, index
        return QSize(80, self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        inks, room = palette_of(self._view), option.rect
        shown = index.data(ROW_ROLE)
        painter.save()
        # Arabic and Hebrew run from the right and end in … at the left.
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._paint_ground(painter, option, index, inks, is_variant=isinstance(shown, VariantRow))
        if isinstance(shown, ProductRow | VariantRow):
            if index.column() == TITLE:
                self._paint_first(painter, option, shown, inks)
            else:
                self._paint_cell(painter, option, shown, index.column(), inks)
        else:
            _paint_awaited(painter, room, index.column(), inks)
        painter.setPen(QColor(inks.line))
        painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())
        painter.restore()

    def _paint_ground(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        inks: Palette,
        *,
        is_variant: bool,
    ) -> None:
        room = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, QColor(inks.tint))
        elif index.row() == self.hovered:
            painter.fillRect(room, QColor(inks.hover))
        elif is_variant:
            painter.fillRect(room, QColor(inks.ground))
        if index.column() == TITLE and index.row() == self._view.currentIndex().row():
            painter.fillRect(
                QRect(room.left(), room.top(), _BAR, room.height()), QColor(inks.accent)
            )

    def _paint_first(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        shown: ProductRow | VariantRow,
        inks: Palette,
    ) -> None:
        """Paint the arrow, the picture, and two lines of words."""
        room = option.rect
        picture = QRect(
            room.left() + _PICTURE, room.top() + (room.height() - THUMB) // 2, THUMB, THUMB
        )
        if isinstance(shown, VariantRow):
            _paint_branch(painter, picture, room, inks)
        else:
            if shown.can_unfold:
                _paint_arrow(painter, room, inks, is_open=shown.is_open)
            self._paint_picture(painter, picture, shown.line.image, inks)
        self._paint_lines(painter, option, shown, inks)

    def _paint_lines(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        shown: ProductRow | VariantRow,
        inks: Palette,
    ) -> None:
        room = option.rect
        words = room.adjusted(_WORDS, 6, -_PAD, -7)
        upper, lower = QFont(self._source or option.font), QFont(option.font)
        upper.setPixelSize(max(BODY, option.font.pixelSize()))
        lower.setPixelSize(max(SMALL, round(upper.pixelSize() * SMALL / BODY)))
        painter.setFont(upper)
        painter.setPen(QColor(inks.text))
        metrics = painter.fontMetrics()
        above = words
        if shown.below:
            above = QRect(words.left(), words.top(), words.width(), words.height() * 11 // 20)
        head = " ".join(shown.cells[TITLE].split())
        painter.drawText(above, _LEFT, metrics.elidedText(head, _ELIDE, words.width()))
        if shown.below:
            below = QRect(words.left(), above.bottom() + 1, words.width(), 0)
            below.setBottom(words.bottom())
            painter.setFont(lower)
            painter.setPen(QColor(inks.muted))
            text = painter.fontMetrics().elidedText(shown.below, _ELIDE, words.width())
            painter.drawText(below, _LEFT, text)

    def _paint_picture(self, painter: QPainter, room: QRect, name: str, inks: Palette) -> None:
        """Paint the picture in its square, or a calm one where there is none."""
        frame = QPainterPath()
        frame.addRoundedRect(QRectF(room), RADIUS_SMALL, RADIUS_SMALL)
        painter.setRenderHint(_SMOOTH)
        found = self._thumbnails.find(name)
        painter.fillPath(frame, QColor(inks.hover if found is None else inks.raised))
        if found is None:
            side = (THUMB - _GLYPH) // 2
            painter.drawPixmap(room.left() + side, room.top() + side, self._glyph(inks.faint))
        else:
            painter.setClipPath(frame, Qt.ClipOperation.IntersectClip)
            size = found.deviceIndependentSize()
            left = room.left() + (room.width() - size.width()) / 2
            top = room.top() + (room.height() - size.height()) / 2
            painter.drawPixmap(QPointF(left, top), found)
            painter.setClipping(False)
        painter.setRenderHint(_SMOOTH, False)

    def _glyph(self, ink: str) -> QPixmap:
        """Return the sign for no picture; drawing it anew for each row would take most of the time."""
        wanted = (ink, self._view.devicePixelRatioF())
        if self._drawn is None or self._drawn[0] != wanted:
            self._drawn = (wanted, pixmap("image", ink, side=_GLYPH, ratio=wanted[1]))
        return self._drawn[1]

    def _paint_cell(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        shown: ProductRow | VariantRow,
        column: int,
        inks: Palette,
    ) -> None:
        """Paint one word or number; what a product lacks is a dash."""
        words = shown.cells[column]
        ink = inks.text
        if not words and isinstance(shown, ProductRow):
            words, ink = _NOTHING, inks.faint
        elif column == STOCK and words == "0":
            ink = inks.warn
        elif isinstance(shown, VariantRow):
            ink = inks.muted
        painter.setFont(option.font)
        painter.setPen(QColor(ink))
        room = option.rect.adjusted(_PAD, 0, -_PAD, 0)
        text = painter.fontMetrics().elidedText(words, _ELIDE, room.width())
        painter.drawText(room, _RIGHT if column in NUMBERS else _LEFT, text)


def _paint_awaited(painter: QPainter, room: QRect, column: int, inks: Palette) -> None:
    """Paint quiet bars where words will stand."""
    painter.setRenderHint(_SMOOTH)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(inks.hover))
    middle = room.center().y()
    if column == TITLE:
        left = room.left() + _PICTURE
        painter.drawRoundedRect(QRect(left, middle - THUMB // 2, THUMB, THUMB), 4, 4)
        width = max(room.width() - _WORDS - 3 * _PAD, 10)
        painter.drawRoundedRect(room.left() + _WORDS, middle - 13, width * 3 // 4, 10, 3, 3)
        painter.drawRoundedRect(room.left() + _WORDS, middle + 5, width * 2 // 5, 8, 3, 3)
    else:
        width = max(room.width() - 2 * _PAD, 10) // 2
        left = room.right() - _PAD - width if column in NUMBERS else room.left() + _PAD
        painter.drawRoundedRect(left, middle - 5, width, 10, 3, 3)
    painter.setRenderHint(_SMOOTH, False)


def _paint_arrow(painter: QPainter, room: QRect, inks: Palette, *, is_open: bool) -> None:
    """Paint the arrow that unfolds: to the right while folded, down while unfolded."""
    at = QPointF(room.left() + 16, room.center().y() + 0.5)
    if is_open:
        points = [QPointF(-4.5, -2.2), QPointF(0, 2.4), QPointF(4.5, -2.2)]
    else:
        points = [QPointF(-2.2, -4.5), QPointF(2.4, 0), QPointF(-2.2, 4.5)]
    painter.setRenderHint(_SMOOTH)
    pen = QPen(QColor(inks.muted), 1.6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([at + one for one in points]))
    painter.setRenderHint(_SMOOTH, False)


def _paint_branch(painter: QPainter, picture: QRect, room: QRect, inks: Palette) -> None:
    """Paint the line that leads from a product to its variant."""
    painter.setPen(QColor(inks.edge))
    left, middle = picture.center().x(), room.center().y()
    painter.drawLine(left, room.top(), left, middle)
    painter.drawLine(left, middle, picture.right() - 2, middle)
