"""Asks for one name."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, row

LONGEST = 80


class NameDialog(QDialog):
    """One line; the button works when something is written."""

    def __init__(self, title: str, name: str, do: str, parent: QWidget) -> None:
        """Propose ``name``; the button says ``do``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self.name = QLineEdit(name)
        self.name.setMaxLength(LONGEST)
        self.name.setAccessibleName(_("Name"))
        self.name.selectAll()
        self.go = button(do, self.accept, role="primary")
        self.go.setDefault(True)
        foot = row(None, button(_("Cancel"), self.reject), self.go)
        layout = column(self.name, foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.name.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.wanted()))

    def wanted(self) -> str:
        """Return the name."""
        return " ".join(self.name.text().split())


def ask_one_name(
    parent: QWidget, title: str, name: str, do: str, then: Callable[[str], object]
) -> NameDialog:
    """Show the dialog without blocking; ``then`` gets the name."""
    dialog = NameDialog(title, name, do, parent)
    dialog.accepted.connect(lambda: then(dialog.wanted()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
