"""Asks before something is done that a person may not want: one question, one button that does it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from localizer.i18n import _


def confirm(
    parent: QWidget,
    title: str,
    question: str,
    do: str,
    then: Callable[[], object],
    otherwise: Callable[[], object] | None = None,
) -> QMessageBox:
    """Show the question without blocking; ``then`` is called when the button ``do`` is pressed."""
    asked = QMessageBox(parent)
    asked.setWindowTitle(title)
    asked.setText(question)
    yes = asked.addButton(do, QMessageBox.ButtonRole.AcceptRole)
    no = asked.addButton(_("Cancel"), QMessageBox.ButtonRole.RejectRole)
    asked.setDefaultButton(no)
    yes.clicked.connect(lambda: then())  # noqa: PLW0108 - clicked carries a bool
    if otherwise is not None:
        no.clicked.connect(lambda: otherwise())  # noqa: PLW0108 - clicked carries a bool
    asked.finished.connect(asked.deleteLater)
    asked.open()
    return asked
