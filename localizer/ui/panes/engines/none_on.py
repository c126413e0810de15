"""The calm page where no engine is turned on: nothing leaves this machine, and what each kind would need."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from localizer.i18n import _
from localizer.pipeline.engines import kinds
from localizer.ui.actions.engine_words import needs_words
from localizer.ui.look.tokens import SPACE_2, SPACE_3, SPACE_4
from localizer.ui.widgets.parts import Card, bold, box, button, column, label, row, scroll

_NAMES = 190


class NoneOn(QWidget):
    """``wanted`` asks for the form that turns an engine on."""

    wanted = Signal()

    def __init__(self) -> None:
        """Show every kind with who would receive the texts and what it needs."""
        super().__init__()
        head = label(
            _("No engine is turned on: nothing leaves this machine."), "headline", wrap=True
        )
        text = label(
            _(
                "Texts come from memory, facts and terms. An engine is asked only for what they do not "
                "give, only when you start it, and only after you have seen what it would cost."
            ),
            "", wrap=True,
        )  # fmt: skip
        self.go = button(_("Turn an engine on …"), self.wanted.emit, role="primary")
        inside = column(
            head, text, row(self.go, None), Card(label(_("What there is"), "section"), box(_grid())),
            None, spacing=SPACE_3,
        )  # fmt: skip
        inside.setContentsMargins(0, SPACE_4, SPACE_2, 0)
        layout = column(scroll(box(inside)))
        self.setLayout(layout)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE_4)
    grid.setVerticalSpacing(SPACE_2)
    grid.setColumnMinimumWidth(0, _NAMES)
    grid.setColumnStretch(1, 3)
    grid.setColumnStretch(2, 2)
    for line, kind in enumerate(kinds()):
        name = label(_(kind.name), wrap=True)
        bold(name)
        for place, piece in enumerate(
            (name, label(_(kind.privacy), wrap=True), label(needs_words(kind), "muted", wrap=True))
        ):
            grid.addWidget(piece, line, place, Qt.AlignmentFlag.AlignTop)
    return grid
