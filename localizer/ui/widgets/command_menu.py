"""One quiet button that holds the menus: every command by its group, with its keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from localizer.i18n import _
from localizer.ui.actions.command_list import COMMANDS, GROUPS, Command
from localizer.ui.actions.commands import Commands
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.widgets.parts import paint_icon


class CommandMenu(QPushButton):
    """``usable`` tells whether a command can be carried out now, ``run`` does it."""

    def __init__(
        self,
        commands: Commands,
        usable: Callable[[Command], bool],
        run: Callable[[str], object],
    ) -> None:
        """Begin closed."""
        super().__init__()
        self._commands, self._usable, self._run = commands, usable, run
        self.setProperty("role", "ghost")
        self.setAccessibleName(_("Menu"))
        self.setToolTip(_("Menu (F10)"))
        paint_icon(self, "menu")
        self.clicked.connect(lambda: self.open())  # noqa: PLW0108 - clicked carries a bool
        self.list = QMenu(self)

    def open(self) -> None:
        """Show the groups below the button."""
        self.fill()
        self.list.popup(self.mapToGlobal(QPoint(0, self.height() + SPACE_1)))
        self.list.setActiveAction(self.list.actions()[0])

    def fill(self) -> None:
        """List the commands as they are now."""
        self.list.clear()
        for group, name in GROUPS.items():
            members = [one for one in COMMANDS if one.group == group]
            usable = [one for one in members if self._usable(one)]
            if not usable:
                continue
            below = self.list.addMenu(_(name).replace("&", "&&"))
            for one in members:
                keys = self._commands.keys_text(one.code)
                words = _(one.name).replace("&", "&&")
                action = below.addAction(f"{words}\t{keys}" if keys else words)
                action.setEnabled(one in usable)
                action.triggered.connect(self._runner(one.code))

    def _runner(self, code: str) -> Callable[[], object]:
        return lambda: self._run(code)
