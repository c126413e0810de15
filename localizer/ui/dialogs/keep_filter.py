"""Asks under which name a filter is kept."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row

LONGEST = 60


class KeepFilterDialog(QDialog):
    """One name; the button says when it replaces a filter that is kept already."""

    def __init__(self, describes: str, names: Collection[str], parent: QWidget) -> None:
        """Ask for the name of the filter that ``describes`` describes; ``names`` are taken."""
        super().__init__(parent)
        self.setWindowTitle(_("Save this filter"))
        self.setMinimumWidth(400)
        self._names = names
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.name.setAccessibleName(_("Name of the filter"))
        self.name.setPlaceholderText(_("Name of the filter"))
        self.go = button(_("Save"), self.accept, role="primary")
        self.go.setDefault(True)
        layout = column(
            label(describes, "muted", wrap=True),
            self.name,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self.name.textChanged.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        self.go.setEnabled(bool(self.wanted()))
        self.go.setText(_("Replace") if self.wanted() in self._names else _("Save"))

    def wanted(self) -> str:
        """Return the name."""
        return " ".join(self.name.text().split())


def ask_name(
    parent: QWidget, describes: str, names: Collection[str], then: Callable[[str], object]
) -> KeepFilterDialog:
    """Show the dialog without blocking; ``then`` gets the name."""
    dialog = KeepFilterDialog(describes, names, parent)
    dialog.accepted.connect(lambda: then(dialog.wanted()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
