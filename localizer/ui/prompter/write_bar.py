"""What the operator writes while the show runs: a line to put in, a note to a moment, another wording."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from localizer.i18n import _, pgettext
from localizer.pipeline.prompt import PromptLine
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.prompter.keys import Do, key_words
from localizer.ui.widgets.parts import Card, button, column, label, row, speak

_EDIT_HEIGHT: Final = 76


class WriteBar(QWidget):
    """``inserted`` and ``marked`` carry what was written, ``edited`` script, line and the new wording.

    ``left`` comes when a person is done writing: the keys belong to the show again.
    """

    inserted = Signal(str)
    marked = Signal(str)
    edited = Signal(int, int, str)
    left = Signal()

    def __init__(self, locale: str) -> None:
        """Write texts of ``locale``."""
        super().__init__()
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("A line for the host to say next"))
        self.line.setAccessibleName(_("Line to put in"))
        speak(self.line, locale)
        self.line.returnPressed.connect(self._insert)
        self.note = QLineEdit()
        self.note.setPlaceholderText(_("Note to a moment (may stay empty)"))
        self.note.setAccessibleName(_("Note to a moment"))
        self.note.returnPressed.connect(self.mark)
        insert = button(pgettext("prompter", "Put in") + "   " + key_words(Do.INSERT), self._insert)
        mark = button(pgettext("prompter", "Mark") + "   " + key_words(Do.MARK), self.mark)
        for field in (self.line, self.note):
            field.installEventFilter(self)
        first = row(self.line, insert)
        first.setStretch(0, 1)
        second = row(self.note, mark)
        second.setStretch(0, 1)
        self.wording = QPlainTextEdit()
        self.wording.setFixedHeight(_EDIT_HEIGHT)
        self.wording.setTabChangesFocus(True)
        self.wording.setAccessibleName(_("Wording of the line"))
        self.wording.installEventFilter(self)
        speak(self.wording, locale)
        self._line: PromptLine | None = None
        save = button(_("Save line") + "   Ctrl+Enter", self.save, role="primary")
        hint = label(
            _("The host's text stays where it is; {price} and the like are amounts."),
            "muted",
            wrap=True,
        )
        self.editing = Card(
            hint, self.wording, row(None, button(_("Cancel"), self.give_up), save), spacing=SPACE_1
        )
        self.editing.hide()
        self.setLayout(column(self.editing, first, second, spacing=SPACE_2))

    def write(self) -> None:
        """Let the person write a line to put in."""
        self.line.setFocus()

    def mark(self) -> None:
        """Mark this moment, with the note that stands there."""
        self.marked.emit(self.note.text().strip())
        self.note.clear()
        self.left.emit()

    def edit(self, line: PromptLine) -> None:
        """Let the person edit a line of a script."""
        self._line = line
        self.wording.setPlainText(line.stored)
        self.editing.show()
        self.wording.setFocus()

    def save(self) -> None:
        """Save the wording."""
        line, text = self._line, self.wording.toPlainText().strip()
        known = line is not None and line.script_id is not None and line.index is not None
        if line is not None and known and text and text != line.stored:
            self.edited.emit(line.script_id, line.index, text)
        self.give_up()

    def give_up(self) -> None:
        """Leave the line as it is."""
        self._line = None
        self.editing.hide()
        self.left.emit()

    def _insert(self) -> None:
        text = self.line.text().strip()
        if text:
            self.inserted.emit(text)
            self.line.clear()
            self.left.emit()
        else:
            self.write()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Give keys that leave a field to it before they do anything to the show."""
        kinds = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        saves = watched is self.wording and enter and control
        if event.key() == Qt.Key.Key_Escape or saves:
            if event.type() == QEvent.Type.KeyPress:
                if saves:
                    self.save()
                else:
                    self.give_up()
            event.accept()
            return True
        return super().eventFilter(watched, event)
