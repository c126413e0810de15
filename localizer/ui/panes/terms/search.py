"""All terms: found by a word in any language, shown beside one language, narrowed by domain and owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHeaderView, QLineEdit, QStackedWidget, QWidget

from localizer.i18n import _, ngettext
from localizer.ui.actions.columns import count
from localizer.ui.actions.term_asks import TermQuery, TermRow
from localizer.ui.actions.term_words import DOMAINS, domain_name, tongue
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.term_table import DOMAIN, SOURCE, TERM, WHOSE, TermTable
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.empty import Empty
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import box, column, combo, label

TYPING_MS: Final = 150
_ENTER: Final = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
#: The least and the largest width of a column; words of some languages are longer than of others.
_DOMAIN_WIDTHS: Final = (110, 140)
_WHOSE_WIDTHS: Final = (80, 120)
#: What stands beside the words of a cell.
_MARGINS: Final = 28


class TermView(ListTable):
    """``moved`` tells which line is in hand, ``entered`` that it is wanted for editing."""

    moved = Signal(int)
    entered = Signal()

    def __init__(self) -> None:
        """Be a table of terms."""
        super().__init__(_("Terms found"))
        self.horizontalHeader().setStretchLastSection(False)
        self.doubleClicked.connect(lambda _index: self.entered.emit())

    def fit_columns(self) -> None:
        """Share the room between source and term."""
        across = self.horizontalHeader()
        for place in (SOURCE, TERM):
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        ink = self.fontMetrics()
        for place, words, widths in (
            (DOMAIN, [domain_name(one) for one in DOMAINS], _DOMAIN_WIDTHS),
            (WHOSE, [_("yours"), _("program")], _WHOSE_WIDTHS),
        ):
            wanted = max(ink.horizontalAdvance(word) for word in words) + _MARGINS
            across.setSectionResizeMode(place, QHeaderView.ResizeMode.Interactive)
            across.resizeSection(place, min(max(wanted, widths[0]), widths[1]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the term in hand on Enter."""
        if event.key() in _ENTER and self.currentIndex().isValid():
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Tell which line the person is at."""
        super().currentChanged(current, previous)
        self.moved.emit(current.row())


class SearchField(QLineEdit):
    """Down and Enter go from the words typed to what was found."""

    left = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.setPlaceholderText(_("Search in any language (Ctrl+F)"))
        self.setAccessibleName(_("Search terms in any language"))
        self.setClearButtonEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave downwards."""
        if event.key() in {*_ENTER, Qt.Key.Key_Down}:
            self.left.emit()
            return
        super().keyPressEvent(event)


class SearchPage(QWidget):
    """``wanted`` asks for the table anew, ``chosen`` carries the row in hand, ``entered`` asks to edit it."""

    wanted = Signal()
    chosen = Signal(object)
    entered = Signal()

    def __init__(self) -> None:
        """Begin empty."""
        super().__init__()
        self.search = SearchField()
        self.languages = combo(_("Language shown beside the source"))
        self.domains = combo(_("Domain"))
        self.own = QCheckBox(_("My own only"))
        self.counted = label("", "muted")
        self.view = TermView()
        self.model = TermTable(self)
        self.view.setModel(self.model)
        self.view.fit_columns()
        self.empty = Empty()
        self.pages = QStackedWidget()
        self.pages.addWidget(self.view)
        self.pages.addWidget(self.empty)
        filters = Flow(self.languages, self.domains, self.own, self.counted, spacing=SPACE_2)
        layout = column(self.search, box(filters), self.pages, spacing=SPACE_2)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._timer = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._connect()

    def _connect(self) -> None:
        self._timer.timeout.connect(self.wanted)
        self.search.textChanged.connect(lambda _text: self._timer.start())
        self.search.left.connect(self._down)
        self.languages.activated.connect(self.wanted)
        self.domains.activated.connect(self.wanted)
        self.own.toggled.connect(self.wanted)
        self.view.moved.connect(self._moved)
        self.view.entered.connect(self.entered)

    def _down(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.wanted.emit()
        self.view.setFocus()

    def _moved(self, line: int) -> None:
        if 0 <= line < self.model.rowCount():
            self.chosen.emit(self.model.rows[line])

    def offer(self, tags: Sequence[str], domains: Sequence[str]) -> None:
        """Offer the languages ``tags`` and the ``domains``, keeping what was chosen."""
        for one, names, every in (
            (self.languages, {tag: tongue(tag) for tag in tags}, ""),
            (self.domains, {each: domain_name(each) for each in domains}, _("All domains")),
        ):
            chosen = one.currentData()
            with QSignalBlocker(one):
                one.clear()
                if every:
                    one.addItem(every, "")
                for value, name in names.items():
                    one.addItem(name, value)
                one.setCurrentIndex(max(one.findData(chosen), 0))

    @property
    def query(self) -> TermQuery:
        """What the table shall show."""
        return TermQuery(
            self.search.text().strip(),
            self.languages.currentData() or "en",
            self.domains.currentData() or "",
            self.own.isChecked(),
        )

    @property
    def row(self) -> TermRow | None:
        """The row in hand."""
        line = self.view.currentIndex().row()
        return self.model.rows[line] if 0 <= line < self.model.rowCount() else None

    def show_rows(self, rows: Sequence[TermRow], tag: str, concept: str) -> None:
        """Show ``rows`` with ``concept`` in hand, else the first; nobody is told of it."""
        with QSignalBlocker(self.view):
            self.model.show_in(rows, tag)
            if rows:
                index = self.model.index(max(self.model.line_of(concept), 0), 0)
                self.view.setCurrentIndex(index)
                self.view.scrollTo(index)
        self.pages.setCurrentIndex(0 if rows else 1)
        text = ngettext("{n} concept", "{n} concepts", len(rows))
        self.counted.setText(text.format(n=count(len(rows))))
