"""What people say about a text: notes to whoever translates, comments, each settled when it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QWidget

from localizer.catalog.notes import Note
from localizer.i18n import _
from localizer.ui.actions.words import when
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.parts import Card, Elided, button, chip, clear, column, label, row

_FIELD: Final = 64
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class _Field(QPlainTextEdit):
    """``sent`` comes with Ctrl+Enter, which means nothing else here."""

    sent = Signal()

    def event(self, event: QEvent) -> bool:
        """Keep the key from the desk, where it approves."""
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if is_override and isinstance(event, QKeyEvent) and _sends(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send by Ctrl+Enter."""
        if _sends(event):
            self.sent.emit()
            return
        super().keyPressEvent(event)


def _sends(event: QKeyEvent) -> bool:
    return event.key() in _ENTER and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)


class CommentsCard(Card):
    """``said`` gives a new comment and whether it is for all languages."""

    said = Signal(str, bool)

    def __init__(self, resolve: Callable[[int, bool], object]) -> None:
        """``resolve`` gets a note's id and whether it is settled now."""
        self._resolve = resolve
        self._list = column(spacing=SPACE_2)
        self._segment = 0
        #: Comments that were begun and not sent, by segment.
        self._begun: dict[int, str] = {}
        self.field = _Field()
        self.field.setAccessibleName(_("New comment"))
        self.field.setPlaceholderText(_("Ask or note something"))
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(_FIELD)
        self.to_all = QCheckBox(_("To all languages"))
        self.to_all.setToolTip(_("A note on the source, for everybody who translates it"))
        self.say = button(_("Comment"), self._say)
        self.say.setToolTip(_("Ctrl+Enter"))
        line = row(self.to_all, None, self.say)
        super().__init__(self._list, self.field, line, spacing=SPACE_2)
        self.field.sent.connect(self._say)
        self.field.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.say.setEnabled(bool(self.field.toPlainText().strip()))

    def _say(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.said.emit(text, self.to_all.isChecked())
            self.field.clear()

    def open_for(self, segment: int) -> None:
        """Comment on ``segment`` from now on; what was begun for another one waits there."""
        if segment != self._segment:
            self._begun[self._segment] = self.field.toPlainText()
            self._segment = segment
            self.field.setPlainText(self._begun.pop(segment, ""))

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show ``notes``, open ones first, each in the order they were said."""
        clear(self._list)
        for note in sorted(notes, key=lambda one: one.resolved):
            self._list.addWidget(self._one(note))

    def _one(self, note: Note) -> QWidget:
        who = " · ".join(part for part in (note.by, when(note.at)) if part)
        text = label(note.text, "muted" if note.resolved else "", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words = _("Open again") if note.resolved else _("Settled")
        done = button(
            words,
            lambda: self._resolve(note.id, not note.resolved),
            role="ghost",
            name=f"{words}: {note.text}",
        )
        head = row(Elided(who, "muted"), done)
        head.setStretch(0, 1)
        if not note.locale:
            head.insertWidget(0, chip(_("all languages")))
        if note.resolved:
            head.insertWidget(0, chip(_("✓ settled"), "ok"))
        made = QWidget()
        made.setLayout(column(head, text, spacing=SPACE_1))
        return made
