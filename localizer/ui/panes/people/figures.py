"""Two tables of figures: how much is in which state, and who did how much."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from localizer.catalog.statistics import Count, StateCounts
from localizer.catalog.work_done import Deed, WorkDone
from localizer.i18n import N_, _
from localizer.model.launch import Target
from localizer.model.segment import State
from localizer.ui.actions.columns import count
from localizer.ui.actions.words import STATES, language_name
from localizer.ui.actions.work_bars import DEEDS, Measure, person_words
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.models.listed import Listed
from localizer.ui.widgets.column_view import ListTable
from localizer.ui.widgets.parts import Card, label

#: The height of a head and one line, and the widest names are where there is no room to spare, in pixels.
_LEAST, _NAME = 84, 170
_BY_STATE = {Measure.WORDS: N_("Words by state"), Measure.TEXTS: N_("Texts by state")}
_BY_PERSON = {Measure.WORDS: N_("Words by person"), Measure.TEXTS: N_("Texts by person")}
Person = tuple[str, Mapping[Deed, Count]]


class Figures(Card):
    """A heading, a table of names and numbers, and a sentence where there are none."""

    def __init__(self, headings: Mapping[Measure, str], nothing: str) -> None:
        """Begin empty; ``headings`` say in what is counted."""
        self._headings = {measure: _(heading) for measure, heading in headings.items()}
        self.measure = Measure.WORDS
        self.heading = label(self._headings[self.measure], "section")
        self.table = ListTable(self._headings[self.measure])
        self.table.setMinimumHeight(_LEAST)
        self.table.horizontalHeader().setStretchLastSection(False)
        # A scroll bar that appears takes room the columns were given before.
        self.table.verticalScrollBar().rangeChanged.connect(self.fit)
        self.nothing = label(nothing, "muted", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        super().__init__(self.heading, spacing=SPACE_1)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.nothing, 1)

    def show_in(self, measure: Measure, *, some: bool) -> None:
        """Count in ``measure``, and show the table or, where there is nothing, the sentence."""
        self.measure = measure
        self.heading.setText(self._headings[measure])
        self.table.setAccessibleName(self._headings[measure])
        self.table.setVisible(some)
        self.nothing.setVisible(not some)
        if some:
            self.fit()

    def fit(self) -> None:
        """Give every column what it needs, and the names what is left."""
        view, across = self.table, self.table.horizontalHeader()
        view.resizeColumnsToContents()
        names = min(across.sectionSize(0), _NAME)
        left = view.viewport().width() - across.length() + across.sectionSize(0)
        view.setColumnWidth(0, max(names, left))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room anew."""
        super().resizeEvent(event)
        if self.table.isVisible():
            self.fit()

    def number(self, one: Count) -> str:
        """Return the words or the texts, as is chosen."""
        return count(self.measure.of(one))


class StateFigures(Figures):
    """A line for each target, or language, a column for each state."""

    def __init__(self, name: Callable[[Target], str]) -> None:
        """``name`` writes a target."""
        self._name = name
        heads = [_("Target"), *(_(STATES[state]) for state in State), _("all")]
        self.model: Listed[StateCounts] = Listed(
            heads, self._cells, numbers=range(1, len(heads)), parent=None
        )
        super().__init__(_BY_STATE, _("No text is drafted yet."))
        self.model.setParent(self)
        self.table.setModel(self.model)
        self.show_in(Measure.WORDS, some=False)

    def _cells(self, one: StateCounts) -> Sequence[str]:
        where = language_name(one.locale) if one.target is None else self._name(one.target)
        return (where, *(self.number(one.states[state]) for state in State), self.number(one.total))

    def show_counts(self, found: Sequence[StateCounts], measure: Measure) -> None:
        """Show what was counted."""
        self.model.show(found)
        self.show_in(measure, some=bool(found))


class PersonFigures(Figures):
    """A line for each person, a column for each deed; who did most comes first."""

    def __init__(self) -> None:
        """Begin empty."""
        heads = [_("Person"), *(_(DEEDS[deed]) for deed in Deed)]
        self.model: Listed[Person] = Listed(heads, self._cells, numbers=range(1, len(heads)))
        super().__init__(_BY_PERSON, _("Nobody wrote, approved or sent back a text."))
        self.model.setParent(self)
        self.table.setModel(self.model)
        self.show_in(Measure.WORDS, some=False)

    def _cells(self, one: Person) -> Sequence[str]:
        name, deeds = one
        return (person_words(name), *(self.number(deeds[deed]) for deed in Deed))

    def show_done(self, done: WorkDone, measure: Measure) -> None:
        """Show who did how much."""
        found = tuple(done.by_person().items())
        self.model.show(found)
        self.show_in(measure, some=bool(found))
