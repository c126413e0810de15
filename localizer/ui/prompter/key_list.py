"""F1: the keys of the prompter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_2, SPACE_4
from localizer.ui.prompter.keys import listed
from localizer.ui.widgets.parts import label


def show_keys(parent: QWidget) -> QDialog:
    """Show what the keys do; the show goes on meanwhile."""
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(_("Keys of the prompter"))
    grid = QGridLayout()
    grid.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
    grid.setHorizontalSpacing(SPACE_4)
    grid.setVerticalSpacing(SPACE_2)
    for line, (keys, words) in enumerate(listed()):
        grid.addWidget(label(keys, "mono"), line, 0)
        grid.addWidget(label(words), line, 1)
    dialog.setLayout(grid)
    dialog.show()
    return dialog
