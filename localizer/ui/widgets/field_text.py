"""A text that is changed in its place: Enter or a click opens it, Enter saves, Esc leaves it as it was."""

from __future__ import annotations

from collections.abc import Callable
from math import ceil
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QSizePolicy, QWidget

from localizer.i18n import _
from localizer.ui.look.fonts import app_font
from localizer.ui.look.style_sheet import restyle
from localizer.ui.look.tokens import BODY, RADIUS_SMALL, RING
from localizer.ui.widgets.parts import column, palette_of

_PAD: Final = 4
#: Border, padding and document margin above and below the text being edited.
_AROUND: Final = 26
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_OURS: Final = frozenset({*_ENTER, Qt.Key.Key_Escape})
_WRAPPED: Final = QTextOption()
_WRAPPED.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)


class _Shown(QAbstractButton):
    """The text as it reads; a button, so that keys and screen readers can open it."""

    def __init__(self, font: QFont, empty: str) -> None:
        super().__init__()
        self._empty = empty
        self.setFont(font)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {*_ENTER, Qt.Key.Key_F2}:
            self.click()
            return
        super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        return self._lay_out(width)[1] + 2 * _PAD

    def _lay_out(self, width: int) -> tuple[QTextLayout, int]:
        """Return the text in lines as they fit, and their height; a word longer than a line is broken."""
        made = QTextLayout(self.text() or self._empty, self.font())
        made.setTextOption(_WRAPPED)
        made.beginLayout()
        height = 0.0
        while (line := made.createLine()).isValid():
            line.setLineWidth(max(width - 2 * _PAD, 1))
            line.setPosition(QPointF(0, height))
            height += line.height()
        made.endLayout()
        return made, ceil(height)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.fontMetrics().height() + 2 * _PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        inks, room = palette_of(self), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(inks.hover))
            painter.drawRoundedRect(room, RADIUS_SMALL, RADIUS_SMALL)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(inks.accent), RING))
            painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), RADIUS_SMALL, RADIUS_SMALL)
        painter.setPen(QColor(inks.text if self.text() else inks.muted))
        self._lay_out(self.width())[0].draw(painter, QPointF(_PAD, _PAD))
        painter.end()


class _Typed(QPlainTextEdit):
    """The text while it is changed: one line of text, however many lines it takes on the screen."""

    kept = Signal()
    left = Signal()

    def __init__(self, font: QFont) -> None:
        super().__init__()
        self.setFont(font)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._fit)

    def event(self, event: QEvent) -> bool:
        """Keep Esc and Enter from the window's own keys."""
        asks = event.type() == QEvent.Type.ShortcutOverride
        if not (asks and isinstance(event, QKeyEvent) and event.key() in _OURS):
            return super().event(event)
        event.accept()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason and not self.isHidden():
            self.kept.emit()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        lines = max(int(self.document().size().height()), 1)
        height = lines * self.fontMetrics().lineSpacing() + _AROUND
        if height != self.height():
            self.setFixedHeight(height)


class FieldText(QWidget):
    """``committed`` carries the new text; ``check`` says what is wrong with one, empty if nothing."""

    committed = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        name: str,
        text: str,
        *,
        check: Callable[[str], str],
        locale: str = "",
        pixels: int = BODY,
        bold: bool = False,
        shown: str = "",
    ) -> None:
        """Show ``text`` of the field ``name``; ``shown`` stands in its place while it is not edited."""
        super().__init__()
        self._text, self._check, self._name = text, check, name
        self._font = app_font(locale or "en", pixels=pixels)
        self._font.setBold(bold)
        self.reading = _Shown(self._font, _("none"))
        self.reading.setText(shown or text)
        said = shown or text or _("none")
        self.reading.setAccessibleName(f"{name}: {said}")
        self.reading.setToolTip(_("Click or press Enter to change it"))
        self.reading.clicked.connect(self.begin)
        self._typing: _Typed | None = None
        self._lines = column(self.reading, spacing=0)
        self.setLayout(self._lines)
        self.setFocusProxy(self.reading)

    @property
    def typing(self) -> QPlainTextEdit:
        """Where the text is changed; made when it is first wanted, for most texts are only read."""
        if self._typing is None:
            made = _Typed(self._font)
            made.setAccessibleName(self._name)
            made.hide()
            made.kept.connect(self.commit)
            made.left.connect(self.cancel)
            self._lines.addWidget(made)
            self._typing = made
        return self._typing

    @property
    def editing(self) -> bool:
        """Tell whether the text is being changed."""
        return self._typing is not None and not self._typing.isHidden()

    def begin(self) -> None:
        """Let the person type."""
        self.typing.setPlainText(self._text)
        self.typing.selectAll()
        self._swap(editing=True)

    def commit(self) -> None:
        """Take what was typed; what cannot be is told and stays open."""
        if not self.editing:
            return
        new = " ".join(self.typing.toPlainText().split())
        if new == self._text:
            self.cancel()
        elif problem := self._check(new):
            self.typing.setProperty("invalid", "true")
            restyle(self.typing)
            self.refused.emit(problem)
        else:
            self._text = new
            self.reading.setText(new)
            self._swap(editing=False)
            self.committed.emit(new)

    def cancel(self) -> None:
        """Leave the text as it was."""
        if self.editing:
            self._swap(editing=False)

    def _swap(self, *, editing: bool) -> None:
        had = self.typing.hasFocus()
        self.typing.setProperty("invalid", "false")
        restyle(self.typing)
        self.reading.setVisible(not editing)
        self.typing.setVisible(editing)
        if editing:
            self.typing.setFocus()
        elif had:
            self.reading.setFocus()
