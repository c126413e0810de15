"""Parts of a filter: a button that opens a choice, a chip that can be taken away, a list to choose from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from localizer.i18n import _
from localizer.ui.look.fonts import app_font
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import RADIUS_SMALL, SMALL, SPACE_1, SPACE_2
from localizer.ui.widgets.parts import column, palette_of

_ARROW: Final = 14
_CROSS: Final = 8
_CHIP: Final = 26
#: The widest a chip may be, in pixels; longer words end in ….
_WIDEST: Final = 240
#: The list's width, and the height of its field, of a line, and of the whole at most.
_POPUP: Final = (300, 64, 33, 400)
_VALUE: Final = int(Qt.ItemDataRole.UserRole)
_MOVES: Final = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MenuButton(QPushButton):
    """A quiet button with a small arrow: it opens a menu or a list."""

    def __init__(self, text: str, action: Callable[[], object], tip: str = "") -> None:
        """Show ``text``; ``action`` opens what there is to choose."""
        super().__init__(text)
        self.setProperty("role", "ghost")
        self.setToolTip(literal(tip))
        self.setAccessibleName(text)
        self.clicked.connect(lambda: action())  # noqa: PLW0108 - clicked carries a bool
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Leave room for the arrow."""
        return super().sizeHint() + QSize(_ARROW, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then its arrow."""
        super().paintEvent(event)
        inks = palette_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = QColor(inks.muted if self.isEnabled() else inks.faint)
        painter.setPen(QPen(ink, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        right, middle = self.width() - 9.0, self.height() / 2 + 0.5
        painter.drawPolyline(
            QPolygonF(
                [
                    QPointF(right - 7, middle - 2),
                    QPointF(right - 3.5, middle + 1.6),
                    QPointF(right, middle - 2),
                ]
            )
        )
        painter.end()


class ChipButton(QAbstractButton):
    """One condition of a filter; a click or Enter takes it away."""

    def __init__(self, text: str, action: Callable[[], object]) -> None:
        """Show ``text``; ``action`` takes it away."""
        super().__init__()
        self.setText(text)
        self.setFont(app_font("en", pixels=SMALL))
        self.setAccessibleName(_("Remove the filter {name}").format(name=text))
        self.setToolTip(literal(self.accessibleName()))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: action())  # noqa: PLW0108 - clicked carries a bool

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it away by Enter, Delete and Backspace as well."""
        if event.key() in {*_ENTER, Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Be as wide as the words, up to a limit."""
        metrics = self.fontMetrics()
        wanted = metrics.horizontalAdvance(self.text()) + _CROSS + 3 * SPACE_2 + 2
        return QSize(min(wanted, _WIDEST), max(_CHIP, metrics.height() + SPACE_2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and a cross on a quiet ground."""
        del event
        inks, room = palette_of(self), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(inks.tint_hover if self.underMouse() else inks.tint))
        painter.drawRoundedRect(room, RADIUS_SMALL, RADIUS_SMALL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(inks.accent), 2))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(QPen(QColor(inks.accent), 1.4))
        words = room.adjusted(SPACE_2, 0, -(_CROSS + 2 * SPACE_2), 0).toRect()
        elide = Qt.TextElideMode.ElideRight
        text = painter.fontMetrics().elidedText(self.text(), elide, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), text)
        left, top = room.right() - SPACE_2 - _CROSS, room.center().y() - _CROSS / 2
        painter.drawLine(QPointF(left, top), QPointF(left + _CROSS, top + _CROSS))
        painter.drawLine(QPointF(left + _CROSS, top), QPointF(left, top + _CROSS))
        painter.end()


class Choice(NamedTuple):
    """Something to choose, with how often it occurs in words."""

    value: str
    times: str


class ChoicePopup(QFrame):
    """A list under a button, narrowed by typing; what is typed can be chosen itself."""

    def __init__(
        self, name: str, choices: Sequence[Choice], then: Callable[[str], object], parent: QWidget
    ) -> None:
        """Offer ``choices``; ``then`` gets the value that was chosen."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty("role", "card")
        self._choices: Sequence[Choice] = ()
        self._then = then
        self.typed = QLineEdit()
        self.typed.setPlaceholderText(_("Type to narrow the list"))
        self.typed.setAccessibleName(name)
        self.typed.installEventFilter(self)
        self.list = QListWidget()
        self.list.setAccessibleName(name)
        self.list.setUniformItemSizes(True)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._take)
        layout = column(self.typed, self.list, spacing=SPACE_1)
        layout.setContentsMargins(SPACE_2, SPACE_2, SPACE_2, SPACE_2)
        self.setLayout(layout)
        self.typed.textChanged.connect(self._narrow)
        self.offer(choices)

    def show_under(self, button: QWidget) -> None:
        """Show the list below ``button``, inside the screen."""
        place = button.mapToGlobal(QPoint(0, button.height() + 2))
        room = button.screen().availableGeometry()
        left = max(room.left(), min(place.x(), room.right() - self.width()))
        top = max(room.top(), min(place.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.typed.setFocus()

    def offer(self, choices: Sequence[Choice]) -> None:
        """Offer other choices than before, narrowed by what is typed already."""
        self._choices = choices
        width, above, line, highest = _POPUP
        self.resize(width, min(above + line * max(len(choices), 2), highest))
        self._narrow(self.typed.text())

    def _narrow(self, text: str) -> None:
        wanted = text.strip()
        self.list.clear()
        for choice in self._choices:
            if wanted.casefold() in choice.value.casefold():
                self._add(f"{choice.value}  ({choice.times})", choice.value)
        if wanted and wanted not in {choice.value for choice in self._choices}:
            self._add(_("Exactly “{text}”").format(text=wanted), wanted)
        self.list.setCurrentRow(0)

    def _add(self, text: str, value: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_VALUE, value)
        item.setToolTip(literal(value))
        self.list.addItem(item)

    def _take(self, item: QListWidgetItem) -> None:
        value = item.data(_VALUE)
        self.close()
        self._then(value)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the keys of the field move in the list and choose from it."""
        if watched is self.typed and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
                self.list.keyPressEvent(event)
                return True
            current = self.list.currentItem()
            if (
                event.type() == QEvent.Type.KeyPress
                and event.key() in _ENTER
                and current is not None
            ):
                self._take(current)
                return True
        return super().eventFilter(watched, event)
