"""Words looked up in the memory and in all texts of the catalog: how were they translated before?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from localizer.catalog.memory_browse import words
from localizer.i18n import _, ngettext
from localizer.pipeline.desk import FOUND, Found
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.parts import Card, Elided, button, clear, column, label, row, speak

TYPING_MS = 200


class LookupCard(Card):
    """``wanted`` asks for the words in the field."""

    wanted = Signal(str)

    def __init__(self, write: Callable[[str], object]) -> None:
        """``write`` gets a text to put at the cursor."""
        self._write = write
        self.field = QLineEdit()
        self.field.setPlaceholderText(_("Words to look up"))
        self.field.setAccessibleName(_("Words to look up"))
        self.field.setClearButtonEnabled(True)
        self.told = label("", "muted", wrap=True)
        self._list = column(spacing=SPACE_2)
        super().__init__(self.field, self.told, self._list)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._timer.timeout.connect(self.ask)
        self.field.textChanged.connect(lambda _text: self._timer.start())
        self.field.returnPressed.connect(self.ask)
        self._say(_("Finds words in source and translation, in the memory and in the catalog."))

    def ask(self) -> None:
        """Ask for what is in the field."""
        self._timer.stop()
        self.wanted.emit(self.field.text())

    def look_up(self, text: str) -> None:
        """Look ``text`` up."""
        self.field.setText(" ".join(text.split()))
        self.field.selectAll()
        self.field.setFocus()
        self.ask()

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setVisible(bool(sentence))

    def show_found(self, asked: str, found: Sequence[Found], source: str, target: str) -> None:
        """Show the pairs that hold ``asked``."""
        clear(self._list)
        if not asked.strip():
            self._say(_("Finds words in source and translation, in the memory and in the catalog."))
            return
        number = len(found)
        if not number:
            self._say(_("Nothing holds these words."))
        elif number >= FOUND:
            self._say(_("The first {n} pairs; more words narrow them.").format(n=number))
        else:
            self._say(ngettext("{n} pair", "{n} pairs", number).format(n=number))
        for one in found:
            self._list.addWidget(self._one(one, words(asked), source, target))

    def _one(self, one: Found, marked: Sequence[str], source: str, target: str) -> QWidget:
        take = button(
            _("Insert"),
            lambda: self._write(one.target),
            role="ghost",
            name=_("Insert at the cursor: {text}").format(text=one.target),
        )
        head = row(Elided(one.where, "muted"), take)
        head.setStretch(0, 1)
        made = QWidget()
        texts = []
        for text, locale, role in ((one.source, source, "muted"), (one.target, target, "")):
            shown = label("", role, wrap=True)
            shown.setTextFormat(Qt.TextFormat.RichText)
            shown.setText(_bold(text, marked))
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            speak(shown, locale)
            texts.append(shown)
        made.setLayout(column(head, *texts, spacing=SPACE_1))
        return made


def _bold(text: str, marked: Sequence[str]) -> str:
    """Return ``text`` as HTML with the words looked for in bold."""
    if not marked:
        return escape(text)
    pattern = re.compile("|".join(re.escape(word) for word in marked), re.IGNORECASE)
    parts, at = [], 0
    for match in pattern.finditer(text):
        parts += [escape(text[at : match.start()]), f"<b>{escape(match[0])}</b>"]
        at = match.end()
    return "".join([*parts, escape(text[at:])])
