"""The view of the catalog table: columns that fit its width, keys, and the arrow that unfolds variants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_6
from localizer.ui.models.product_cells import (
    CATEGORY,
    COST,
    LIST_PRICE,
    STOCK,
    TITLE,
    VARIANTS,
)
from localizer.ui.models.product_table import ProductTable
from localizer.ui.models.thumbnails import Thumbnails
from localizer.ui.panes.catalog.delegate import ARROW_END, ProductDelegate
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.tables import KeyTable

#: The room a title needs before other columns get any.
TITLE_ROOM: Final = 300
#: Columns by weight: the last ones are left out first where the room ends.
_WEIGHT: Final = (STOCK, COST, VARIANTS, LIST_PRICE, CATEGORY)
_WIDEST: Final = {CATEGORY: 180, COST: 210, LIST_PRICE: 210, VARIANTS: 110, STOCK: 120}
_LEAST: Final = 56
#: A category ends in … before it is left out; with less room than this it says nothing.
_SHORT_CATEGORY: Final = 110
#: Room left and right of the words of a cell.
_AROUND: Final = 22
_PLAIN: Final = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class ProductView(KeyTable):
    """``opened`` comes on Enter and a double click; ``unfold`` and ``fold`` carry a row."""

    unfold = Signal(int)
    fold = Signal(int)
    edit_wanted = Signal()
    details_wanted = Signal()

    def __init__(self, model: ProductTable, thumbnails: Thumbnails) -> None:
        """Show ``model``."""
        super().__init__()
        self.products = model
        self._widths: dict[int, int] = {}
        self.painter = ProductDelegate(self, thumbnails)
        self.setModel(model)
        self.setItemDelegate(self.painter)
        self.setAccessibleName(_("Products"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        down, across = self.verticalHeader(), self.horizontalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(self.painter.row_height())
        across.setHighlightSections(False)
        across.setSectionsClickable(True)
        across.setMinimumSectionSize(_LEAST)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        thumbnails.arrived.connect(self.viewport().update)

        self.note = ""
        for header in (down, across):
            # A header asks of every row whether it is chosen, to paint chosen columns otherwise: with all
            # of a million chosen that took seconds. It gets a selection of its own, always empty.
            header.setSelectionModel(QItemSelectionModel(model, header))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or in words why there are none."""
        super().paintEvent(event)
        if not self.products.rowCount() and self.note:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(palette_of(self).muted))
            room = self.viewport().rect().adjusted(SPACE_6, SPACE_6, -SPACE_6, -SPACE_6)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.note)
            painter.end()

    # -- columns ---------------------------------------------------------------------------------

    def measure(self, sample: Sequence[Sequence[str]]) -> None:
        """Make the columns as wide as the words of ``sample`` need; one without words is left out."""
        metrics, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        widths = {}
        for column in _WEIGHT:
            words = [cells[column] for cells in sample if cells[column]]
            if words or not sample:
                # A name in bold letters may be wider than the words below it.
                name = head.horizontalAdvance(str(self.products.headerData(column, _ACROSS))) * 1.1
                most = max((metrics.horizontalAdvance(one) for one in words), default=0)
                widest = max(_WIDEST[column], round(name) + _AROUND)
                widths[column] = min(max(most, round(name)) + _AROUND, widest)
        self._widths = widths
        self.fit()

    def fit(self) -> None:
        """Show as many columns as fit beside a readable title, the weightiest first."""
        room = self.viewport().width() - TITLE_ROOM
        shown: dict[int, int] = {}
        for column in _WEIGHT:
            width = self._widths.get(column)
            if width is not None and column == CATEGORY and room >= _SHORT_CATEGORY:
                width = min(width, room)
            if width is not None and width <= room:
                shown[column] = width
                room -= width
        for column in _WEIGHT:
            self.setColumnHidden(column, column not in shown)
            if column in shown:
                self.setColumnWidth(column, shown[column])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and hasattr(
            self, "painter"
        ):
            self.verticalHeader().setDefaultSectionSize(self.painter.row_height())

    def lay_out(self) -> None:
        """Make places and the scroll bar those of the rows there are now; Qt would do so later."""
        self.executeDelayedItemsLayout()
        self.updateGeometries()

    # -- pointer ---------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Unfold or fold by the arrow; elsewhere choose the row."""
        index = self._arrow_at(event.position().toPoint())
        if index is not None and event.button() is Qt.MouseButton.LeftButton:
            self.toggle(index.row())
            return
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End a choice; a single click opens nothing here."""
        QTableView.mouseReleaseEvent(self, event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the product."""
        place = event.position().toPoint()
        index = self.indexAt(place)
        if self._arrow_at(place) is not None:
            self.mousePressEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton and index.isValid():
            self.opened.emit(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Mark the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the pointer any more."""
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if row != self.painter.hovered:
            self.painter.hovered = row
            self.viewport().update()

    def _arrow_at(self, place: QPoint) -> QModelIndex | None:
        """Return the product whose arrow is at ``place``."""
        index = self.indexAt(place)
        left = self.columnViewportPosition(TITLE)
        inside = index.isValid() and index.column() == TITLE and place.x() - left < ARROW_END
        return index if inside and self._can_unfold(index.row()) else None

    # -- keys ------------------------------------------------------------------------------------

    def toggle(self, row: int) -> None:
        """Unfold a folded product, fold an unfolded one."""
        number = self.products.id_at(row)
        (self.fold if number in self.products.open_ids else self.unfold).emit(row)

    def _can_unfold(self, row: int) -> bool:
        line = self.products.row_at(row)
        return line is not None and line.variants > 1 and not self.products.is_variant(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Unfold by Right, fold by Left, change many by E, show details by D; Enter opens."""
        row, key = self.currentIndex().row(), event.key()
        if event.modifiers() not in _PLAIN:
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_Right:
            if row >= 0 and not self.products.is_variant(row):
                self.unfold.emit(row)
        elif key == Qt.Key.Key_Left:
            self.fold.emit(row)
        elif key == Qt.Key.Key_E:
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_D:
            self.details_wanted.emit()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Look for nothing by letters: Qt would read every row. The search field does it."""
        del search

    def ranges(self) -> list[tuple[int, int]]:
        """Return the first and last rows of what is chosen; never row by row."""
        chosen = self.selectionModel().selection()
        spans = [chosen.at(place) for place in range(chosen.count())]
        return [(one.top(), one.bottom()) for one in spans]


_ACROSS: Final = Qt.Orientation.Horizontal
