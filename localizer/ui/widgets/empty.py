"""What stands where a list has nothing to show: one sentence, and one thing to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_3
from localizer.ui.widgets.parts import button, column, label, row


class Empty(QWidget):
    """A sentence in the middle, a button below it."""

    def __init__(self) -> None:
        """Begin with nothing to say."""
        super().__init__()
        self.sentence = label("", "", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._action: Callable[[], object] | None = None
        self.go = button(_("Continue"), self._go)
        self.setLayout(column(None, self.sentence, row(None, self.go, None), None, spacing=SPACE_3))

    def say(self, sentence: str, name: str, action: Callable[[], object]) -> None:
        """Show ``sentence`` and offer ``action`` called ``name``."""
        self.sentence.setText(sentence)
        self.go.setText(name)
        self.go.setAccessibleName(name)
        self._action = action

    def _go(self) -> None:
        if self._action is not None:
            self._action()
