"""Words that keep listings from being written: the sentence, and the list with the most wanted first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from localizer.i18n import _
from localizer.model.term import TermBase
from localizer.pipeline.missing_terms import MissingTerm
from localizer.ui.actions.term_asks import Missing
from localizer.ui.actions.term_words import (
    lacking_words,
    listings_words,
    missing_words,
)
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.paged import ROW_ROLE
from localizer.ui.models.term_table import MissingList
from localizer.ui.widgets.empty import Empty
from localizer.ui.widgets.marks import Mark
from localizer.ui.widgets.parts import box, column, label
from localizer.ui.widgets.row_delegate import RowDelegate, RowWords
from localizer.ui.widgets.tables import KeyList

_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class MissingDelegate(RowDelegate):
    """Paints `MissingTerm` values."""

    def __init__(self, view: QWidget, model: MissingList) -> None:
        """Paint the rows of ``model`` in ``view``."""
        super().__init__(view, ROW_ROLE)
        self._model = model

    def words(self, value: object) -> RowWords | None:
        """Return the word, what it is and lacks, and how many listings wait for it."""
        if not isinstance(value, MissingTerm):
            return None
        lacks = _("lacks {languages}").format(languages=lacking_words(value))
        place = " · ".join(part for part in (self._model.kind(value), lacks, value.product) if part)
        return RowWords(Mark.WARN, value.word, place, listings_words(value.listings))


class WordList(KeyList):
    """``entered`` tells that the word in hand is wanted for editing: Enter or a double click."""

    entered = Signal()

    def __init__(self) -> None:
        """Be a list of missing words."""
        super().__init__()
        self.setAccessibleName(_("Missing words: most listings first"))
        self.setMouseTracking(True)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the word in hand on Enter."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.entered.emit()
            return
        super().keyPressEvent(event)


class QueuePage(QWidget):
    """``chosen`` carries the word in hand, ``entered`` asks to edit it."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, base: TermBase) -> None:
        """Begin empty; ``base`` knows what attributes are called."""
        super().__init__()
        self.sentence = label("", "", wrap=True)
        self.list = WordList()
        self.model = MissingList(base, self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(MissingDelegate(self.list, self.model))
        self.empty = Empty()
        full = column(self.sentence, self.list, spacing=SPACE_2)
        full.setStretch(1, 1)
        self.pages = QStackedWidget()
        self.pages.addWidget(box(full))
        self.pages.addWidget(self.empty)
        self.setLayout(column(self.pages))
        self.list.moved.connect(lambda index: self._moved(index.row()))
        self.list.entered.connect(self.entered)

    def _moved(self, line: int) -> None:
        if 0 <= line < self.model.rowCount():
            self.chosen.emit(self.model.rows[line])

    @property
    def word(self) -> MissingTerm | None:
        """The word in hand."""
        line = self.list.currentIndex().row()
        return self.model.rows[line] if 0 <= line < self.model.rowCount() else None

    @property
    def next_word(self) -> MissingTerm | None:
        """The word below the one in hand, below the last one the first."""
        rows = self.model.rows
        line = self.list.currentIndex().row() + 1
        return rows[line % len(rows)] if rows else None

    def show_missing(self, found: Missing, wanted: MissingTerm | None) -> None:
        """Show ``found`` with ``wanted`` in hand, or what stands in its place; nobody is told of it."""
        line = self.list.currentIndex().row()
        with QSignalBlocker(self.list):
            self.model.show(found.words)
            self.sentence.setText(missing_words(len(found.words), found.listings))
            self.pages.setCurrentIndex(0 if found.words else 1)
            if found.words:
                known = self.model.line_of(wanted)
                at = known if known >= 0 else min(max(line, 0), len(found.words) - 1)
                index = self.model.index(at, 0)
                self.list.setCurrentIndex(index)
                self.list.scrollTo(index)
        self.list.viewport().update()
