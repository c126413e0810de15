"""What left this machine: every request with when, whereto and how much; the texts are not kept there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from localizer.i18n import _, ngettext
from localizer.ui.actions.columns import count
from localizer.ui.actions.engine_asks import LOGGED, SentLine
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.engine_tables import sent_table
from localizer.ui.panes.engines.view import Lines
from localizer.ui.widgets.parts import column, label

_WIDTHS: Final = (200, 140, 260, 260, 80, 110, 110)


class SentPage(QWidget):
    """The newest requests, or a sentence where there are none."""

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.view = Lines(_("What left this machine, newest first"))
        self.model = sent_table(self)
        self.view.setModel(self.model)
        self.empty = label(_("Nothing left this machine from this workspace."), "muted", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.told = label("", "muted", wrap=True)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        layout = column(self.told, self.pages, spacing=SPACE_2)
        layout.setStretch(1, 1)
        self.setLayout(layout)
        self.show_sent(())

    def show_sent(self, lines: Sequence[SentLine]) -> None:
        """Show requests, newest first."""
        self.pages.setCurrentIndex(0 if lines else 1)
        number = len(lines)
        text = ngettext(
            "{n} request. The texts themselves are not kept here.",
            "{n} requests. The texts themselves are not kept here.",
            number,
        )
        if number >= LOGGED:
            text = _("The newest {n} requests. The texts themselves are not kept here.")
        self.told.setText(text.format(n=count(number)))
        self.told.setVisible(bool(lines))
        if list(lines) == list(self.model.rows):
            return
        line = self.view.currentIndex().row()
        self.model.show(tuple(lines))
        self.view.fit(*_WIDTHS)
        self.view.choose(line)
