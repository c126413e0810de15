"""The list of a file's columns: what each is taken for is chosen in its line, with keys or the mouse."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from localizer.i18n import _
from localizer.ui.actions.columns import CHOICES, role_name
from localizer.ui.look.tokens import RADIUS, ROW, SPACE_2, Palette
from localizer.ui.widgets.marks import SIDE, Mark, paint_mark
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.tables import KeyTable

Index = QModelIndex | QPersistentModelIndex
MARKS: Final = {"sure": Mark.OK, "likely": Mark.WARN, "unsure": Mark.OPEN, "chosen": Mark.OK}
_LEFT: Final = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_EDIT_KEYS: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space}
)
_CHEVRON: Final = 8
_NONE: Final = "ignore"


class Choice(QComboBox):
    """A list that opens with its editor and tells when it is closed."""

    left = Signal()

    def hidePopup(self) -> None:
        """Close the list; the choice, if any, is told before the editor goes."""
        super().hidePopup()
        QTimer.singleShot(0, self._leave)

    def _leave(self) -> None:
        if isValid(self):
            self.left.emit()


class TakenDelegate(QStyledItemDelegate):
    """Paints what a column is taken for as a field with a list, and is that list while it is chosen."""

    def __init__(self, view: QWidget, *, proposed_role: int) -> None:
        """Paint in the colours of ``view``; the model gives under ``proposed_role`` what comes first."""
        super().__init__(view)
        self._view = view
        self._proposed = proposed_role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one field."""
        inks = palette_of(self._view)
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            super().paint(painter, option, index)
            return
        painter.save()
        paint_ground(painter, option, inks)
        room = QRectF(option.rect).adjusted(6.5, 3.5, -6.5, -4.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(QColor(inks.surface))
        painter.setPen(QPen(QColor(inks.edge), 1))
        painter.drawRoundedRect(room, RADIUS, RADIUS)
        self._paint_chevron(painter, room, inks)
        is_out = index.data(Qt.ItemDataRole.EditRole) == _NONE
        painter.setPen(QColor(inks.muted if is_out else inks.text))
        inside = room.toRect().adjusted(SPACE_2, 0, -_CHEVRON - 2 * SPACE_2, 0)
        painter.drawText(inside, _LEFT, _elided(painter, index, inside))
        painter.restore()

    def _paint_chevron(self, painter: QPainter, room: QRectF, inks: Palette) -> None:
        right, middle = room.right() - SPACE_2 - 2, room.center().y()
        points = [
            QPointF(right - _CHEVRON, middle - 2),
            QPointF(right - _CHEVRON / 2, middle + 2),
            QPointF(right, middle - 2),
        ]
        painter.setPen(QPen(QColor(inks.muted), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the list of what a column can be, what is proposed for this one first."""
        del option
        made = Choice(parent)
        made.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleTextRole) or ""))
        made.setMaxVisibleItems(16)
        first = (index.data(self._proposed), index.data(Qt.ItemDataRole.EditRole))
        for role in dict.fromkeys((*(str(one) for one in first if one), *CHOICES)):
            made.addItem(role_name(role), role)
        made.setCurrentIndex(made.findData(index.data(Qt.ItemDataRole.EditRole)))
        made.activated.connect(lambda _place: self._chosen(made))
        made.left.connect(lambda: self._left(made))
        QTimer.singleShot(0, lambda: made.showPopup() if isValid(made) else None)
        return made

    def _chosen(self, made: Choice) -> None:
        self.commitData.emit(made)
        self._left(made)

    def _left(self, made: Choice) -> None:
        self.closeEditor.emit(made, QStyledItemDelegate.EndEditHint.NoHint)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        """Let the list cover the painted field."""
        del index
        editor.setGeometry(option.rect.adjusted(6, 2, -6, -3))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Keep what was chosen: the list was filled when it was made."""

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the column for what was chosen."""
        if isinstance(editor, Choice):
            model.setData(index, editor.currentData(), Qt.ItemDataRole.EditRole)


class SureDelegate(QStyledItemDelegate):
    """Paints how sure a meaning is by shape, colour and word."""

    def __init__(self, view: QWidget, *, confidence_role: int) -> None:
        """Paint in the colours of ``view``; the model gives the confidence under ``confidence_role``."""
        super().__init__(view)
        self._view = view
        self._confidence = confidence_role

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        inks, room = palette_of(self._view), option.rect
        mark = MARKS.get(str(index.data(self._confidence)), Mark.NONE)
        painter.save()
        paint_ground(painter, option, inks)
        at = QPointF(room.left() + 10, room.center().y() - SIDE / 2 + 0.5)
        paint_mark(painter, mark, at, inks)
        painter.setPen(mark.ink(inks))
        inside = room.adjusted(10 + SIDE + SPACE_2, 0, -SPACE_2, 0)
        painter.drawText(inside, _LEFT, _elided(painter, index, inside))
        painter.restore()


def _elided(painter: QPainter, index: Index, room: QRect) -> str:
    words = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room.width())


def paint_ground(painter: QPainter, option: QStyleOptionViewItem, inks: Palette) -> None:
    """Paint what lies behind a cell as the style sheet paints it behind plain ones."""
    room = option.rect
    if option.state & QStyle.StateFlag.State_Selected:
        painter.fillRect(room, QColor(inks.tint))
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(room, QColor(inks.hover))
    painter.setPen(QColor(inks.line))
    painter.drawLine(room.left(), room.bottom(), room.right(), room.bottom())


class ListTable(KeyTable):
    """A table of lines of one height, chosen whole; the last column takes the room that is left."""

    def __init__(self, name: str) -> None:
        """Be called ``name`` by screen readers."""
        super().__init__()
        self.setAccessibleName(name)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(max(ROW, self.fontMetrics().height() + 14))
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setStretchLastSection(True)
        #: Lines measured for the widths of the columns; the others are not looked at.
        self.horizontalHeader().setResizeContentsPrecision(100)

    def fit(self, *most: int) -> None:
        """Make the columns as wide as their first lines, each at most so many pixels or as its name."""
        self.resizeColumnsToContents()
        for column, limit in enumerate(most):
            room = max(limit, self.horizontalHeader().sectionSizeHint(column))
            self.setColumnWidth(column, min(self.columnWidth(column) + SPACE_2, room))


class ColumnView(ListTable):
    """The columns of a file; Enter, F2, Space or a click on a field opens its list, Delete leaves it out."""

    moved = Signal(int)

    def __init__(self, *, taken: int, sure: int, roles: tuple[int, int]) -> None:
        """``taken`` and ``sure`` are the columns painted; ``roles`` give what is proposed and how sure."""
        super().__init__(_("Columns of the file"))
        self._taken = taken
        self.setItemDelegateForColumn(taken, TakenDelegate(self, proposed_role=roles[0]))
        self.setItemDelegateForColumn(sure, SureDelegate(self, confidence_role=roles[1]))
        self.opened.connect(self._clicked)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == self._taken:
            self._choose(index)

    def _choose(self, field: QModelIndex) -> None:
        """Open the list of ``field``, unless there is nothing to choose."""
        if field.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(field)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list of the current line, or leave its column out."""
        index = self.currentIndex()
        if index.isValid() and event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        ):
            field = index.siblingAtColumn(self._taken)
            if event.key() in _EDIT_KEYS:
                self._choose(field)
                return
            if event.key() == Qt.Key.Key_Delete:
                self.model().setData(field, _NONE)
                return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Tell which line the person is at."""
        super().currentChanged(current, previous)
        self.moved.emit(current.row())
