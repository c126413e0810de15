"""The prompter: the host reads in one window, the operator steers in another, and every line is logged."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from localizer.model.show import RunKind
    from localizer.ui.actions.session import Session
    from localizer.ui.prompter.operator_window import OperatorWindow


def open_prompter(
    session: Session, show_id: int, kind: RunKind, parent: QWidget | None = None
) -> OperatorWindow:
    """Open both windows for a show and return the operator's; the text comes when it was read.

    A show that is open already comes to the front. The session keeps the windows: they live on when the main
    window is built anew. ``parent`` says on which screen the operator sits.
    """
    from localizer.ui.prompter.operator_window import (  # noqa: PLC0415 - loaded with the first show
        OperatorWindow,
    )

    for one in session.companions:
        if isinstance(one, OperatorWindow) and one.show_id == show_id and not one.over:
            one.activateWindow()
            return one
    window = OperatorWindow(session, show_id, kind)
    session.companions.append(window)
    # the window outlives its closing by a moment: until then somebody must hold it
    window.destroyed.connect(lambda: session.let_go(window))
    if parent is not None:
        window.move(parent.window().frameGeometry().topLeft())
    window.show()
    return window
