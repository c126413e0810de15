"""The texts a change of terms touches, before and after, beside the editor; nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from localizer.i18n import _
from localizer.pipeline.terms import TouchedText
from localizer.ui.actions.term_words import touched_words
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.term_table import AFTER, BEFORE, PLACE, PreviewTable
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Card, button, chip, label, row

#: Texts looked for; more would be read by nobody.
MOST: Final = 200


class PreviewCard(Card):
    """Hidden until something is tried."""

    def __init__(self, closed: Callable[[], object]) -> None:
        """``closed`` is called when the person has seen enough."""
        self.title = label(_("Preview"), "section")
        self.counts = label("", wrap=True)
        self.stale = chip(_("The words have changed since."), "warn")
        self.model = PreviewTable()
        self.view = ListTable(_("Texts that would change"))
        self.view.setModel(self.model)
        self.view.setMinimumHeight(96)
        close = button("", closed, role="ghost", picture="close", name=_("Close the preview"))
        head = row(self.title, self.counts, self.stale, close)
        head.setStretch(1, 1)
        super().__init__(head, self.view, spacing=SPACE_2)
        self.body.setStretch(1, 1)
        self.model.setParent(self)
        self._fit()
        self.hide()

    def _fit(self) -> None:
        across = self.view.horizontalHeader()
        across.setStretchLastSection(False)
        for place in (BEFORE, AFTER):
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)

    def _fit_place(self) -> None:
        """Leave most of the room to the texts."""
        self.view.resizeColumnToContents(PLACE)
        room = min(self.view.columnWidth(PLACE) + SPACE_2, self.view.width() * 2 // 5)
        self.view.setColumnWidth(PLACE, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._fit_place()

    def show_found(self, found: Sequence[TouchedText]) -> None:
        """Show what would change."""
        self.model.show(found)
        self._fit_place()
        self.counts.setText(touched_words(found, MOST))
        self.stale.hide()
        self.view.setVisible(bool(found))
        self.show()

    def set_stale(self) -> None:
        """Say that something was typed since."""
        self.stale.setVisible(not self.isHidden())
