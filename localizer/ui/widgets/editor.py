"""The text editor of one segment: keys of the desk go to the desk, typing is told when it rests."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from localizer.model.finding import Finding
from localizer.ui.actions.words import ROLES
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.word_places import next_word, previous_word, width, word_at

#: What is typed is saved after this long, also while typing goes on: with the commit, half a second.
REST_MS: Final = 400
#: Border, padding and document margin above and below the text, in pixels.
_AROUND: Final = 26
_DIGITS: Final = range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier
_Key = QKeySequence.StandardKey
#: Keys that go by words: whether forward, whether they select on the way, whether they delete.
_BY_WORD: Final = {
    _Key.MoveToNextWord: (True, False, False),
    _Key.MoveToPreviousWord: (False, False, False),
    _Key.SelectNextWord: (True, True, False),
    _Key.SelectPreviousWord: (False, True, False),
    _Key.DeleteEndOfWord: (True, True, True),
    _Key.DeleteStartOfWord: (False, True, True),
}


class Editor(QPlainTextEdit):
    """Plain text. ``rested`` comes 400 ms after the first key not told yet and when the focus leaves.

    ``rewrapped`` says that the text may take another number of lines than before: it got another width.
    While an input method composes, its keys are its own and the text it composes is no text yet.
    """

    rested = Signal()
    rewrapped = Signal()
    suggestion_wanted = Signal(int)
    term_wanted = Signal(int)

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setProperty("role", "edit")
        self.setTabChangesFocus(True)
        self._loading = False
        self.composing = False
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
        """Tell at once what was typed; what is being composed is finished before."""
        if self.composing:
            QGuiApplication.inputMethod().commit()
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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell of another width; one that was hidden until now learns its width only here."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.rewrapped.emit()

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
            start, end = self.place_of(finding.start), self.place_of(finding.end)
            cursor.setPosition(min(start, last))
            cursor.setPosition(min(end, last), QTextCursor.MoveMode.KeepAnchor)
            selection.format = look
            selection.cursor = cursor
            selections.append(selection)
        self.setExtraSelections(selections)

    def text(self) -> str:
        """Return the text as it is stored."""
        return self.toPlainText()

    def place_of(self, offset: int) -> int:
        """Return the place in the document of an ``offset`` in the stored text: Qt counts in UTF-16."""
        return width(self.text()[:offset])

    def _on_text(self) -> None:
        if not self._loading and not self._timer.isActive():
            self._timer.start()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Note whether something is being composed."""
        super().inputMethodEvent(event)
        self.composing = bool(event.preeditString())

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
        if self.composing:
            return True
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
        if not self.composing and self._by_word(event):
            return
        super().keyPressEvent(event)

    def _by_word(self, event: QKeyEvent) -> bool:
        """Move, select or delete by words, as the writing system parts them."""
        found = next((way for key, way in _BY_WORD.items() if event.matches(key)), None)
        if found is None:
            return False
        forward, keeps, deletes = found
        cursor = self.textCursor()
        text, at = cursor.block().text(), cursor.positionInBlock()
        step = next_word if forward else previous_word
        place = step(text, at)
        if place == at or (deletes and cursor.hasSelection()):
            return False  # over the end of a line, or a selection: as Qt does it
        mode = QTextCursor.MoveMode.KeepAnchor if keeps else QTextCursor.MoveMode.MoveAnchor
        cursor.setPosition(cursor.block().position() + place, mode)
        if deletes:
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word under the pointer."""
        super().mouseDoubleClickEvent(event)
        if event.button() != Qt.MouseButton.LeftButton:
            return
        cursor = self.cursorForPosition(event.position().toPoint())
        place = cursor.positionInBlock()
        # the pointer may be over the sign before the nearest gap
        if place and self.cursorRect(cursor).left() > event.position().x():
            place -= 1
        start, end = word_at(cursor.block().text(), place)
        begin = cursor.block().position()
        cursor.setPosition(begin + start)
        cursor.setPosition(begin + end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
