"""The text editor of one segment: keys of the desk go to the desk, typing is told when it rests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QKeySequence, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from localizer.model.finding import Finding
from localizer.ui.actions.words import ROLES
from localizer.ui.widgets.parts import palette_of

#: Typing is saved after this much rest.
REST_MS: Final = 500
#: Border, padding and document margin above and below the text, in pixels.
_AROUND: Final = 26
_DIGITS: Final = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class Editor(QPlainTextEdit):
    """Plain text. ``rested`` comes 500 ms after the last key and when the focus leaves."""

    rested = Signal()
    suggestion_wanted = Signal(int)
    term_wanted = Signal(int)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setProperty("role", "edit")
        self.setTabChangesFocus(True)
        self._loading = False
        self._timer = QTimer(self, singleShot=True, interval=REST_MS)
        self._timer.timeout.connect(self.rested)
        self.textChanged.connect(self._on_text)

    @property
    def dirty(self) -> bool:
        """Tell whether something was typed that ``rested`` has not told yet."""
        return self._timer.isActive()

    def load(self, text: str) -> None:
        """Show ``text`` as it is stored; the editor's own undo begins anew."""
        self._loading = True
        self.setPlainText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._loading = False
        self._timer.stop()

    def replace_all(self, text: str) -> None:
        """Put ``text`` in place of everything, as if typed."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def rest(self) -> None:
        """Tell at once what was typed."""
        if self._timer.isActive():
            self._timer.stop()
            self.rested.emit()

    def fit(self, least: int, most: int) -> None:
        """Be as high as the text, between ``least`` and ``most`` lines."""
        lines = round(self.document().documentLayout().documentSize().height())
        shown = min(max(lines, least), most)
        height = self.fontMetrics().lineSpacing() * shown + _AROUND
        if self.height() != height:
            self.setFixedHeight(height)

    def underline(self, found: Iterable[Finding]) -> None:
        """Underline the places of findings in the colour of their severity."""
        inks = palette_of(self)
        selections = []
        for finding in found:
            if finding.end <= finding.start:
                continue
            selection = QTextEdit.ExtraSelection()
            look = QTextCharFormat()
            look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
            look.setUnderlineColor(QColor(getattr(inks, ROLES[finding.severity])))
            cursor = QTextCursor(self.document())
            last = self.document().characterCount() - 1
            cursor.setPosition(min(finding.start, last))
            cursor.setPosition(min(finding.end, last), QTextCursor.MoveMode.KeepAnchor)
            selection.format = look
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def _on_text(self) -> None:
        if not self._loading:
            self._timer.start()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save on leaving."""
        super().focusOutEvent(event)
        self.rest()

    def event(self, event: QEvent) -> bool:
        """Let the desk's keys through; keep digits with Ctrl or Alt and undo while there is some."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            ours = self._is_ours(event)
            if ours is not None:
                event.setAccepted(ours)
                return True
        return super().event(event)

    def _is_ours(self, event: QKeyEvent) -> bool | None:
        """Return whether the editor takes the key, ``None`` where Qt may decide."""
        modifiers = event.modifiers() & ~_KEYPAD
        if modifiers in (_CONTROL, _ALT) and event.key() in _DIGITS:
            return True
        if event.matches(QKeySequence.StandardKey.Undo):
            return self.document().isUndoAvailable()
        if event.matches(QKeySequence.StandardKey.Redo):
            return self.document().isRedoAvailable()
        if modifiers == _CONTROL and event.key() == Qt.Key.Key_D:
            return False
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take suggestions by Ctrl+digit and terms by Alt+digit."""
        modifiers = event.modifiers() & ~_KEYPAD
        if event.key() in _DIGITS and modifiers in (_CONTROL, _ALT):
            number = event.key() - Qt.Key.Key_1
            (self.suggestion_wanted if modifiers == _CONTROL else self.term_wanted).emit(number)
            return
        super().keyPressEvent(event)
