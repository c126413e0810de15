"""One quiet line above a screen that tells a newcomer something; it never takes the keys away."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy
from shiboken6 import isValid

from localizer.i18n import _
from localizer.ui.actions.hint_words import Hint, sentence, unseen
from localizer.ui.actions.session import Session
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.widgets.parts import button, label, row

#: A shape before the words, so that the line is not known by its colour alone.
_SHAPE: Final = "▸"


class HintLine(QFrame):
    """Shows the hints of the screen in front that were not seen yet, one at a time; else it is hidden."""

    #: It went away while one of its buttons had the keys: somebody must take them.
    left = Signal()

    def __init__(self, session: Session) -> None:
        """Begin hidden."""
        super().__init__()
        self.setProperty("role", "banner")
        self._session = session
        self._screen = ""
        self.sentence = label("", wrap=True)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.next = button(_("Next hint"), self.show_next, role="ghost")
        self.got_it = button(_("Got it"), self.close_hints, role="ghost")
        self.no_more = button(
            _("No more hints"),
            lambda: session.choose_hints(on=False),
            role="ghost",
            tip=_("The Start screen brings them back"),
        )
        for made in (self.next, self.got_it, self.no_more):
            made.setProperty("small", "true")
        layout = row(label(_SHAPE), self.sentence, self.next, self.got_it, self.no_more)
        layout.setContentsMargins(SPACE_3, SPACE_2 // 2, SPACE_2, SPACE_2 // 2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        session.hints_changed.connect(self._show)
        session.commands.changed.connect(self._show)
        self.hide()

    def follow(self, screen: str) -> None:
        """Show what ``screen`` has to tell."""
        self._screen = screen
        self._show()

    def show_next(self) -> None:
        """Count the hint shown as seen and show the one after it."""
        self._session.note_hints(one.code for one in self._waiting()[:1])

    def close_hints(self) -> None:
        """Count all hints of this screen as seen."""
        self._session.note_hints(one.code for one in self._waiting())

    def _waiting(self) -> tuple[Hint, ...]:
        chosen = self._session.settings
        return unseen(self._screen, chosen.hints_seen) if chosen.hints else ()

    def _show(self) -> None:
        waiting = self._waiting()
        focused = self.window().focusWidget()
        had_keys = isValid(focused) and self.isAncestorOf(focused)
        if not waiting:
            self.hide()
            if had_keys:
                self.left.emit()
            return
        text = sentence(waiting[0], self._session.commands)
        self.sentence.setText(text)
        self.setAccessibleName(text)
        more = len(waiting) > 1
        if had_keys and not more:
            self.got_it.setFocus(Qt.FocusReason.OtherFocusReason)
        self.next.setVisible(more)
        self.show()
