"""Asks for a sentence: why a finding may pass, or what is to be changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from localizer.i18n import _
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row


class ReasonDialog(QDialog):
    """One text field; the button works when something is written. Ctrl+Enter presses it."""

    def __init__(self, title: str, question: str, do: str, parent: QWidget) -> None:
        """Ask ``question``; the button says ``do``."""
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(440)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(question)
        self.text.setFixedHeight(96)
        self.go = button(do, self.accept, role="primary")
        self.go.setEnabled(False)
        self.text.textChanged.connect(lambda: self.go.setEnabled(bool(self.reason())))
        layout = column(
            label(question, wrap=True),
            self.text,
            row(None, button(_("Cancel"), self.reject), self.go),
            spacing=SPACE_3,
        )
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self).activated.connect(self.go.click)

    def reason(self) -> str:
        """Return what was written."""
        return self.text.toPlainText().strip()


def ask_reason(
    parent: QWidget, title: str, question: str, do: str, then: Callable[[str], object]
) -> ReasonDialog:
    """Show the dialog without blocking; ``then`` gets the sentence."""
    dialog = ReasonDialog(title, question, do, parent)
    dialog.accepted.connect(lambda: then(dialog.reason()))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
