"""Asks whose work a text is to be, and whether that goes for everything that is listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QCheckBox, QDialog, QWidget

from localizer.i18n import _, ngettext
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, combo, label, row

LONGEST = 80


class AssignDialog(QDialog):
    """A name, typed or chosen; an empty one takes the work off everybody."""

    def __init__(self, people: Sequence[str], now: str, listed: int, parent: QWidget) -> None:
        """Propose ``now``; ``listed`` texts stand in the list."""
        super().__init__(parent)
        self.setWindowTitle(_("Assign"))
        self.setMinimumWidth(400)
        self.person = combo(_("Whose work"))
        self.person.setEditable(True)
        self.person.addItems(list(people))
        line = self.person.lineEdit()
        if line is not None:
            line.setMaxLength(LONGEST)
            line.setPlaceholderText(_("Nobody in particular"))
        self.person.setCurrentText(now)
        text = ngettext("{n} text in the list", "All {n} texts in the list", listed)
        self.all = QCheckBox(text.format(n=listed))
        self.all.setEnabled(listed > 1)
        self.go = button(_("Assign"), self.accept, role="primary")
        self.go.setDefault(True)
        layout = column(
            label(_("Who works on it?"), wrap=True),
            self.person,
            self.all,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)

    def wanted(self) -> str:
        """Return the name."""
        return " ".join(self.person.currentText().split())


def ask_assignee(
    parent: QWidget,
    people: Sequence[str],
    now: str,
    listed: int,
    then: Callable[[str, bool], object],
) -> AssignDialog:
    """Show the dialog without blocking; ``then`` gets the name and whether it is for the whole list."""
    dialog = AssignDialog(people, now, listed, parent)
    dialog.accepted.connect(lambda: then(dialog.wanted(), dialog.all.isChecked()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
