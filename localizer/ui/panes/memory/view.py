"""The table of pairs: several can be chosen, Enter mends the one in hand, Delete deletes what is chosen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from localizer.i18n import _
from localizer.ui.actions.words import day
from localizer.ui.models.memory_table import LANGUAGE, PLACE, SOURCE, TARGET, WHEN, WHO
from localizer.ui.widgets.column_view import ListTable

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_WIDTHS: Final = {LANGUAGE: 84, PLACE: 100, WHO: 76}
#: The widest the names of languages may be, in pixels.
_LANGUAGE: Final = 144
#: A date as long as any, and what a cell keeps free around its words.
_LONG_DAY: Final = dt.date(2026, 10, 28)
_AROUND: Final = 24
#: What goes first where the texts have less room than so many pixels: all of it stands beside the pair too.
_SPARE: Final = (PLACE, WHO, WHEN)
_LEAST_TEXT: Final = 130


class MemoryView(ListTable):
    """``entered`` tells that the pair in hand is wanted for mending, ``delete_wanted`` what it says."""

    entered = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        """Be a table of pairs."""
        super().__init__(_("Pairs found"))
        self._wide = dict.fromkeys(_SPARE, 0)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setStretchLastSection(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def fit_columns(self) -> None:
        """Share the room between source and translation."""
        across = self.horizontalHeader()
        # A header looks through every line of its selection each time it is painted: 40 s for a million.
        across.setSelectionModel(QItemSelectionModel(self.model(), across))
        for place in (SOURCE, TARGET):
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        day_width = self.fontMetrics().horizontalAdvance(day(_LONG_DAY)) + _AROUND
        for place, width in {**_WIDTHS, WHEN: day_width}.items():
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            across.resizeSection(place, max(width, across.sectionSizeHint(place)))
        self._wide = {place: across.sectionSize(place) for place in _SPARE}
        self._spare(self.viewport().width())

    def fit_languages(self, names: Iterable[str]) -> None:
        """Make room for the names of the languages there are."""
        metrics = self.fontMetrics()
        wide = max((metrics.horizontalAdvance(name) + _AROUND for name in names), default=0)
        self.setColumnWidth(LANGUAGE, min(max(wide, _WIDTHS[LANGUAGE]), _LANGUAGE))
        self._spare(self.viewport().width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts their room first."""
        super().resizeEvent(event)
        self._spare(event.size().width())

    def _spare(self, width: int) -> None:
        """Hide as many of the columns that tell about a pair as the texts need."""
        across = self.horizontalHeader()
        left = width - 2 * _LEAST_TEXT - across.sectionSize(LANGUAGE)
        left -= sum(self._wide.values())
        for place in _SPARE:
            self.setColumnHidden(place, left < 0)
            left += self._wide[place] if left < 0 else 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the pair in hand on Enter, delete on Delete."""
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
            return
        super().keyPressEvent(event)

    def ranges(self) -> list[tuple[int, int]]:
        """Return the first and last line of each run of chosen lines, from the top."""
        chosen = self.selectionModel().selection()
        runs = (chosen.at(place) for place in range(chosen.count()))
        return sorted({(one.top(), one.bottom()) for one in runs})
