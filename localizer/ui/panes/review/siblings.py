"""The same segment in the other languages of the launch, side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from localizer.catalog.versions import Sibling
from localizer.i18n import _
from localizer.model.segment import State
from localizer.ui.actions.words import STATES, language_name
from localizer.ui.look.tokens import SPACE_1, SPACE_2
from localizer.ui.widgets.finding_row import SHAPES
from localizer.ui.widgets.parts import Card, Elided, button, chip, clear, column, label, row, speak

_ROLES: Final = {State.APPROVED: "ok", State.SENT_BACK: "warn", State.UNTRANSLATED: "block"}


class LanguagesCard(Card):
    """Each text with its state; a press goes there."""

    def __init__(self, go: Callable[[str], object]) -> None:
        """``go`` gets a locale."""
        self._go = go
        self._list = column(spacing=SPACE_2)
        super().__init__(self._list)

    def show_siblings(self, found: Sequence[Sibling], here: str) -> None:
        """Show ``found``; the text of ``here`` is the one being worked on."""
        clear(self._list)
        others = [one for one in found if one.locale != here]
        if not others:
            self._list.addWidget(label(_("The launch has no other language."), "muted", wrap=True))
        for one in others:
            self._list.addWidget(self._one(one))

    def _one(self, one: Sibling) -> QWidget:
        role = "warn" if one.source_changed else _ROLES.get(one.state, "info")
        words = _("source changed") if one.source_changed else _(STATES[one.state])
        name = language_name(one.locale)
        go = button(
            _("Open"),
            lambda: self._go(one.locale),
            role="ghost",
            name=_("Open the text in {language}").format(language=name),
        )
        head = row(Elided(name, "muted"), chip(f"{SHAPES[role]} {words}", role), go)
        head.setStretch(0, 1)
        text = label(one.text or "–", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        speak(text, one.locale)
        made = QWidget()
        made.setLayout(column(head, text, spacing=SPACE_1))
        return made
