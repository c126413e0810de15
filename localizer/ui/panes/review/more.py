"""What else can be done with a text: the desk's other commands in a menu, with their keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from localizer.i18n import _
from localizer.ui.actions.command_list import BY_CODE
from localizer.ui.actions.commands import Commands
from localizer.ui.look.tokens import SPACE_1

CODES: Final = (
    "review.later",
    "review.clear",
    "review.lock",
    "review.assign",
    "review.comment",
    "review.lookup",
    "review.meaning",
)


class MoreButton(QPushButton):
    """Opens the menu; three dots say so, as everywhere."""

    def __init__(self, commands: Commands) -> None:
        """Run ``commands``."""
        # Words would push the row over its column in the longer languages
        super().__init__("⋯")
        self.setProperty("role", "ghost")
        self.setToolTip(_("What else can be done with this text"))
        self.setAccessibleName(_("More"))
        self.clicked.connect(self.open)
        self._commands = commands
        self.list = QMenu(self)

    def open(self) -> None:
        """Show the menu below the button."""
        self.fill()
        self.list.popup(self.mapToGlobal(QPoint(0, self.height() + SPACE_1)))

    def fill(self) -> None:
        """List the commands with the keys of now."""
        self.list.clear()
        for code in CODES:
            keys = self._commands.keys_text(code)
            words = _(BY_CODE[code].name).replace("&", "&&")
            action = self.list.addAction(f"{words}\t{keys}" if keys else words)
            action.triggered.connect(self._runner(code))

    def _runner(self, code: str) -> Callable[[], object]:
        return lambda: self._commands.run(code)
