"""The list of what was done, step by step, with what narrows it."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from localizer.catalog.activity import Activity, Kind, Wanted
from localizer.i18n import _, ngettext
from localizer.model.launch import Launch
from localizer.ui.actions.columns import count
from localizer.ui.actions.work_bars import KINDS, Bar, person_words
from localizer.ui.look.tokens import SPACE_2
from localizer.ui.models.activity_table import ROWS, WHAT, WHEN, WHO, ActivityTable
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.flow import Flow
from localizer.ui.widgets.parts import Card, button, combo, label, row

#: The least room of the words, and the most of names, in pixels.
_LEAST, _MOST = 96, 130
ANYBODY = None


class StepsSide(Card):
    """``wanted`` tells that something else is to be listed; ``freed`` that no days are chosen any more."""

    wanted = Signal()
    freed = Signal()

    def __init__(self, fetch: Callable[[Sequence[int]], Mapping[int, Activity]]) -> None:
        """List nothing yet."""
        self.person, self.kind = combo(_("Whose steps")), combo(_("What kind of steps"))
        self.days = button("", self.free, role="ghost", picture="close", name=_("All days"))
        self.counted = label("", "muted")
        self.nothing = label(_("Nobody did anything like that."), "muted", wrap=True)
        self.view = ListTable(_("Steps"))
        head = row(label(_("History"), "section"), None, self.counted)
        filters = Flow(self.person, self.kind, self.days, spacing=SPACE_2)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        super().__init__(head, filters, spacing=SPACE_2)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self.nothing, 1)
        self.model = ActivityTable(fetch, self)
        self.view.setModel(self.model)
        self._span: tuple[dt.date, dt.date] | None = None
        self._fill()
        self._set_up()
        self.show_days(None)
        self.show_steps(array("q"))

    def _fill(self) -> None:
        self.person.addItem(_("Everybody"), ANYBODY)
        self.kind.addItem(_("All kinds"), None)
        for kind, name in KINDS.items():
            self.kind.addItem(_(name), kind.value)
        for one in (self.person, self.kind):
            one.activated.connect(self.wanted)

    def _set_up(self) -> None:
        across = self.view.horizontalHeader()
        # A header looks through every line of its selection each time it is painted
        across.setSelectionModel(QItemSelectionModel(self.model, across))
        across.setStretchLastSection(False)
        self.view.verticalScrollBar().rangeChanged.connect(self._fit)
        across.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)

    def _fit(self) -> None:
        """Give the columns beside the words what they need; those that leave the words no room go."""
        wide = {}
        for place in (WHEN, WHO, ROWS):
            self.view.setColumnHidden(place, False)
            self.view.resizeColumnToContents(place)
            needed = self.view.columnWidth(place)
            wide[place] = min(needed, _MOST) if place == WHO else needed
            self.view.setColumnWidth(place, wide[place])
        left = self.view.viewport().width() - _LEAST - sum(wide.values())
        for place in (ROWS, WHO):
            self.view.setColumnHidden(place, left < 0)
            left += wide[place] if left < 0 else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if self.view.isVisible():
            self._fit()

    def filter(self, launch: Launch | None) -> Wanted:
        """Return what is to be listed."""
        first, last = self._span or (None, None)
        kind = self.kind.currentData()
        return Wanted(
            launch,
            self.person.currentData(),
            first,
            last,
            None if kind is None else Kind(kind),
        )

    def offer(self, people: Sequence[str]) -> None:
        """Offer the people who did something; who was chosen stays chosen where he is among them."""
        chosen = self.person.currentData()
        with QSignalBlocker(self.person):
            self.person.clear()
            self.person.addItem(_("Everybody"), ANYBODY)
            for one in people:
                self.person.addItem(person_words(one), one)
            if chosen is not ANYBODY:
                self.person.setCurrentIndex(max(self.person.findData(chosen), 0))

    def show_days(self, span: tuple[dt.date, dt.date] | None) -> None:
        """List only what was done in these days, or in all of them."""
        self._span = span
        self.days.setVisible(span is not None)
        if span is not None:
            self.days.setText(Bar(*span, ()).days)
            self.days.setAccessibleName(_("Show all days again"))

    def free(self) -> None:
        """Let the days go."""
        self.freed.emit()

    def show_steps(self, ids: array[int]) -> None:
        """List the steps ``ids``."""
        self.model.swap(ids)
        number = len(ids)
        text = ngettext("{n} step", "{n} steps", number).format(n=count(number))
        self.counted.setText(text if number else "")
        self.view.setVisible(bool(number))
        self.nothing.setVisible(not number)
        if number:
            self._fit()
