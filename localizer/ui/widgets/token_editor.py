"""An editor whose tokens are chips: stepped over, removed whole, offered when a brace is typed."""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QEvent, QMimeData, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QStandardItem,
    QStandardItemModel,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QPlainTextEdit, QTextEdit, QToolTip

from localizer.i18n import _
from localizer.ui.actions.script_words import token_words
from localizer.ui.widgets.editor import Editor
from localizer.ui.widgets.parts import palette_of
from localizer.ui.widgets.token_chips import (
    CHIP,
    KEPT,
    OBJECT,
    ChipPainter,
    chip_format,
    name_of,
    pieces,
    spelled,
    written,
)
from localizer.ui.widgets.word_places import width

_NAME_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_CHOOSING: Final = frozenset(
    {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape}
)
#: A token that was written out to its end.
_CLOSED: Final = re.compile(f"{CHIP.pattern}$")
#: What the name of a token can hold.
_LETTERS: Final = f"{string.ascii_letters}{string.digits}_:"


class TokenEditor(Editor):
    """``text`` is what is stored: tokens in braces, whatever their chips show."""

    entered = Signal()
    #: What is shown as a chip.
    kept: ClassVar[re.Pattern[str]] = CHIP

    def __init__(self) -> None:
        """Begin empty and without values."""
        super().__init__()
        self._chips = ChipPainter(self, self)
        kind = chip_format("", QTextCharFormat()).objectType()
        self.document().documentLayout().registerHandler(kind, self._chips)
        self._offer: QCompleter | None = None

    def text(self) -> str:
        """Return the text with its tokens as ``{token}``."""
        return written(self.document())

    def load(self, text: str) -> None:
        """Show ``text`` as it is stored; the editor's own undo begins anew."""
        super().load("")
        self._loading = True
        self._put(QTextCursor(self.document()), text)
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.End)
        self._loading = False

    def replace_all(self, text: str) -> None:
        """Put ``text`` in place of everything, as if typed."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        self._put(cursor, text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def place_of(self, offset: int) -> int:
        """Return the place in the document of an ``offset`` in the stored text; a chip is one sign there."""
        at = place = 0
        for part, is_token in pieces(self.text(), self.kept):
            stored = len(spelled(part)) if is_token else len(part)
            if offset < at + stored:
                return place if is_token else place + width(part[: offset - at])
            at += stored
            place += 1 if is_token else width(part)
        return place

    def show_values(self, values: Mapping[str, str], stale: frozenset[str]) -> None:
        """Show the values of today on the chips; amounts of ``stale`` tokens may have moved."""
        if (values, stale) == (self._chips.values, self._chips.stale):
            return
        self._chips.values, self._chips.stale = values, stale
        if "{" in self.text():
            document = self.document()
            document.markContentsDirty(0, document.characterCount())

    def mark(self, words: Sequence[str]) -> None:
        """Underline ``words`` with dots: they rest on facts."""
        if not words and not self.extraSelections():
            return
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        look.setUnderlineColor(QColor(palette_of(self).muted))
        marked = []
        for word in filter(None, words):
            found = self.document().find(word)
            if not found.isNull():
                selection = QTextEdit.ExtraSelection()
                selection.cursor, selection.format = found, look
                marked.append(selection)
        self.setExtraSelections(marked)

    def _put(self, cursor: QTextCursor, text: str) -> None:
        """Write ``text`` in place of what ``cursor`` has selected: one step of the editor's undo."""
        cursor.beginEditBlock()
        cursor.removeSelectedText()
        for part, is_token in pieces(text, self.kept):
            if is_token:
                cursor.insertText(OBJECT, chip_format(part, QTextCharFormat()))
            else:
                cursor.insertText(part, QTextCharFormat())
        cursor.endEditBlock()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy chips as ``{token}``."""
        cursor, made = self.textCursor(), QMimeData()
        made.setText(written(self.document(), cursor.selectionStart(), cursor.selectionEnd()))
        return made

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text; tokens in it become chips."""
        if source.hasText():
            self._put(self.textCursor(), source.text())
            self.ensureCursorVisible()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Offer tokens after a brace; a token that is written out becomes a chip."""
        offering = self.offering
        if offering and event.key() in _CHOOSING:
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.text() == "}":
            self._close_token()
        begun = self._begun()
        if event.text() == "{" or (offering and begun is not None):
            self._offer_tokens(begun or "")
        elif offering:
            self._offered().hide()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keys go here now."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save on leaving, which going to the list of tokens is not."""
        if event.reason() is Qt.FocusReason.PopupFocusReason:
            QPlainTextEdit.focusOutEvent(self, event)
        else:
            super().focusOutEvent(event)

    def event(self, event: QEvent) -> bool:
        """Tell of the chip under the pointer what it stands for."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            name = self._chip_at(event)
            if name:
                QToolTip.showText(event.globalPos(), self._told(name), self)
                return True
        return super().event(event)

    def _chip_at(self, event: QHelpEvent) -> str:
        place = self.viewport().mapFrom(self, event.pos())
        cursor = self.cursorForPosition(place)
        # the pointer is over the sign before the nearest gap, or over the one after it
        if self.cursorRect(cursor).left() <= place.x() and not cursor.atBlockEnd():
            cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        return name_of(cursor.charFormat())

    def _told(self, name: str) -> str:
        if spelled(name) == name:
            return _("{part} is kept as it is").format(part=name)
        sentences = {
            "ok": _("{token}: {what}, today {value}"),
            "warn": _(
                "{token}: {what}, {value}; the price may have moved, look at it under Prices"
            ),
            "block": _("{token}: {what}; there is no value today"),
        }
        value = self._chips.values.get(name, "")
        text = sentences[self._chips.state(name)]
        return text.format(token=f"{{{name}}}", what=token_words(name), value=value)

    def _begun(self) -> str | None:
        """Return the letters between an open brace and the caret, ``None`` where no brace is open."""
        _head, brace, begun = self._before().rpartition("{")
        is_name = not begun.strip(_LETTERS)
        return begun if brace and is_name else None

    def _before(self) -> str:
        """Return what stands before the caret in its paragraph."""
        cursor = self.textCursor()
        return written(self.document(), cursor.block().position(), cursor.position())

    def _close_token(self) -> None:
        match = _CLOSED.search(self._before())
        if match is not None:
            self._take(match.group(1), len(match.group()))

    def _take(self, name: str, letters: int) -> None:
        """Put a chip in place of the last ``letters`` before the caret."""
        cursor = self.textCursor()
        back = QTextCursor.MoveOperation.PreviousCharacter
        cursor.movePosition(back, QTextCursor.MoveMode.KeepAnchor, letters)
        self._put(cursor, f"{{{name}}}")

    def _offer_tokens(self, begun: str) -> None:
        if self._offer is None:
            self._offer = QCompleter(self)
            self._offer.setWidget(self)
            self._offer.setCompletionRole(_NAME_ROLE)
            self._offer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            self._offer.activated.connect(self._taken)
        if not begun:
            self._offer.setModel(self._tokens(self._offer))
        self._offer.setCompletionPrefix(begun)
        popup = self._offered()
        popup.setAccessibleName(_("Tokens"))
        room = self.cursorRect()
        room.setWidth(popup.sizeHintForColumn(0) + 40)
        self._offer.complete(room.translated(self.viewport().pos()))
        popup.setCurrentIndex(self._offer.completionModel().index(0, 0))

    @property
    def offering(self) -> bool:
        """Tell whether tokens are being offered."""
        return self._offer is not None and self._offered().isVisible()

    def _offered(self) -> QAbstractItemView:
        """Return the list of the tokens that are offered."""
        popup = None if self._offer is None else self._offer.popup()
        if popup is None:
            raise RuntimeError("no tokens are offered")
        return popup

    def _tokens(self, parent: QCompleter) -> QStandardItemModel:
        """Return the tokens that have a value today, each with it and with what it means."""
        made = QStandardItemModel(parent)
        for name, value in sorted(self._chips.values.items()):
            text = _("{value} – {what}").format(value=value, what=token_words(name))
            item = QStandardItem(text)
            item.setData(name, _NAME_ROLE)
            made.appendRow(item)
        return made

    def _taken(self, name: str) -> None:
        begun = self._begun()
        if begun is not None:
            self._take(name, len(begun) + 1)


class TextEditor(TokenEditor):
    """An editor of a listing's text: tokens, tags and marks of protected parts are chips."""

    kept: ClassVar[re.Pattern[str]] = KEPT

    def insertPlainText(self, text: str) -> None:
        """Write ``text`` at the caret."""
        self._put(self.textCursor(), text)
