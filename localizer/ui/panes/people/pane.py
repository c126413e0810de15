"""The People pane: a chart of what was done, figures by state and by person, and every step."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from localizer.catalog import activity
from localizer.catalog.activity import Activity
from localizer.catalog.statistics import StateCounts, words_by_state
from localizer.catalog.work_done import WorkDone, work_done
from localizer.i18n import N_, _, sentences
from localizer.jobs import Progress
from localizer.model.launch import Launch, Target
from localizer.pipeline.statistics_sheet import (
    By,
    Row,
    day_rows,
    person_rows,
    state_rows,
    write_csv,
)
from localizer.settings import changed, person_name
from localizer.ui.actions.session import Session
from localizer.ui.actions.words import day
from localizer.ui.actions.work_bars import Measure, bars_of
from localizer.ui.jobs import Job
from localizer.ui.look.tokens import SPACE_2, SPACE_3
from localizer.ui.panes.people.figures import PersonFigures, StateFigures
from localizer.ui.panes.people.head import Counted, NameField
from localizer.ui.panes.people.steps_side import StepsSide
from localizer.ui.widgets.filter_parts import MenuButton
from localizer.ui.widgets.pane import Pane
from localizer.ui.widgets.parts import Card, Elided, box, button, column, label, row
from localizer.ui.widgets.work_chart import WorkChart

#: The history's least and largest width; what takes longer says that it counts.
SIDE: Final = (362, 480)
SLOW_MS: Final = 300
_SHEETS: Final = {
    By.STATE: N_("By target and state …"),
    By.PERSON: N_("By person …"),
    By.DAY: N_("By day and person …"),
}


class PeoplePane(Pane):
    """Counts in the background; a new question stops the one before it."""

    code: ClassVar[str] = "people"
    picture: ClassVar[str] = "people"

    def __init__(self, session: Session) -> None:
        """Build head, chart, figures and history."""
        super().__init__(session)
        self.states: tuple[StateCounts, ...] = ()
        self.done = WorkDone(())
        self._counting: list[Job] = []
        self._turn = self._left = 0
        self._today = dt.datetime.now().astimezone().date()
        self.name, self.counted = NameField(), Counted()
        self.chart = WorkChart()
        self.by_state, self.by_person = StateFigures(self._label), PersonFigures()
        self.steps = StepsSide(self._fetch)
        self._slow = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.save = MenuButton(_("Save as CSV"), self._offer_sheets, _("The figures as a table"))
        self.save.setProperty("role", "")
        self.copy = button(
            _("Copy the chart"), self.copy_chart, picture="copy", tip=_("As a picture")
        )
        named = label(_("Your name"), "muted")
        named.setBuddy(self.name)
        head = row(
            label(_("People"), "title"), None, named, self.name, self.copy, self.save,
            spacing=SPACE_2,
        )  # fmt: skip
        self.heading = Elided("", "section")
        self.reading = Elided("", "muted")
        self.reading.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        above = row(self.heading, self.reading, spacing=SPACE_3)
        above.setStretch(0, 2)
        above.setStretch(1, 3)
        left = column(Card(above, self.chart), self.by_state, spacing=SPACE_3)
        left.setStretch(0, 3)
        left.setStretch(1, 2)
        right = column(self.by_person, self.steps, spacing=SPACE_3)
        right.setStretch(0, 2)
        right.setStretch(1, 5)
        side = box(right)
        side.setMinimumWidth(SIDE[0])
        side.setMaximumWidth(SIDE[1])
        body = row(box(left), side, spacing=SPACE_3)
        body.setStretch(0, 3)
        body.setStretch(1, 2)
        layout = column(head, self.counted, body, spacing=SPACE_2)
        layout.setStretch(2, 1)
        self.setLayout(layout)

    def _connect(self) -> None:
        self.name.named.connect(self.set_name)
        self.counted.wanted.connect(self._count)
        self.counted.turned.connect(self._show_all)
        self.chart.chosen.connect(self._choose_days)
        self.chart.read.connect(self.reading.show_text)
        self.steps.wanted.connect(self._list)
        self.steps.freed.connect(self.chart.let_go)
        self._slow.timeout.connect(lambda: self.counted.note.show_text(_("Counting …")))

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return self.chart

    def flush(self) -> None:
        """Keep the name that is being typed."""
        self.name.finish()

    def end(self) -> None:
        """Stop counting."""
        self._slow.stop()
        for job in self._counting:
            job.cancel()
        super().end()

    def _label(self, target: Target) -> str:
        return self.session.label(target)

    # -- the person at work ----------------------------------------------------------------------

    def set_name(self, name: str) -> None:
        """Note new steps under ``name`` from now on; without one under the name of the account."""
        session = self.session
        session.remember(changed(session.settings, person=name))
        session.store.person = person_name(session.settings)
        self._show_name()
        said = _("Your steps are noted as “{name}” from now on.")
        session.say(said.format(name=session.store.person), "ok")

    def _show_name(self) -> None:
        settings = self.session.settings
        self.name.show_name(settings.person, person_name(changed(settings, person="")))

    # -- reading ---------------------------------------------------------------------------------

    def _on_launch(self) -> None:
        super()._on_launch()
        if self.isVisible():
            QTimer.singleShot(0, self.reload_if_stale)

    @property
    def launch(self) -> Launch | None:
        """The launch that is counted, ``None`` for the whole workspace."""
        return self.session.launch if self.counted.of_launch else None

    def reload(self) -> None:
        """Count and list anew."""
        if not self.session.is_open or self.gone:
            return
        self._today = dt.datetime.now().astimezone().date()
        self._show_name()
        launch = self.session.launch
        self.counted.offer(None if launch is None else launch.name)
        store = self.session.store
        self.ask("people", lambda: activity.people(store.read()), self.steps.offer)
        self._count()

    def _count(self) -> None:
        store, launch = self.session.store, self.launch
        first, last = self.counted.days(self._today), self._today

        def states(progress: Progress) -> object:
            return words_by_state(store.read(), launch, progress)

        def done(progress: Progress) -> object:
            return work_done(store.read(), launch, first=first, last=last, progress=progress)

        for job in self._counting:
            job.cancel()
        self._turn += 1
        self._slow.start()
        jobs = self.session.jobs
        self._counting = [
            jobs.run(states, done=partial(self._receive, self._turn, self._take_states)),
            jobs.run(done, done=partial(self._receive, self._turn, self._take_done)),
        ]
        self._left = len(self._counting)
        self._list()

    def _receive(self, turn: int, answer: Callable[[Any], None], found: object) -> None:
        """Show an answer unless it came too late for a newer question."""
        if turn != self._turn or self.gone:
            return
        self._left -= 1
        if not self._left:
            self._slow.stop()
        answer(found)

    def _take_states(self, found: tuple[StateCounts, ...]) -> None:
        self.states = found
        self._show_states()

    def _take_done(self, found: WorkDone) -> None:
        self.done = found
        self._show_done()

    def _show_all(self) -> None:
        self._show_states()
        self._show_done()

    def _show_states(self) -> None:
        self.by_state.show_counts(self.states, self.counted.chosen_measure)

    def _show_done(self) -> None:
        measure = self.counted.chosen_measure
        self.by_person.show_done(self.done, measure)
        first = self.counted.days(self._today)
        bars = bars_of(
            self.done, first, self._today, stack=self.counted.chosen_stack, measure=measure
        )
        named = (
            _("What was done, in words")
            if measure is Measure.WORDS
            else _("What was done, in texts")
        )
        launch = self.launch
        where = _("the whole workspace") if launch is None else launch.name
        self.chart.show_bars(f"{named} · {where}", bars)
        self.heading.show_text(f"{named} · {where}")
        self.copy.setEnabled(bool(bars.total))
        self._note(first)

    def _note(self, first: dt.date | None) -> None:
        """Say where the history begins, if the days shown reach back to there."""
        since = self.done.since
        if since is None or (first is not None and first > since):
            self.counted.note.show_text("")
            return
        said = _("The history begins on {day}.").format(day=day(since))
        more = _("Of the days before, each text tells only who touched it last.")
        self.counted.note.show_text(sentences(said, more) if self.done.earlier else said)

    # -- the history -----------------------------------------------------------------------------

    def _fetch(self, ids: Sequence[int]) -> Mapping[int, Activity]:
        return activity.activities(self.session.store.read(), ids)

    def _list(self) -> None:
        store, wanted = self.session.store, self.steps.filter(self.launch)
        self.ask("steps", lambda: activity.step_ids(store.read(), wanted), self._show_steps)

    def _show_steps(self, ids: array[int]) -> None:
        self.steps.show_steps(ids)

    def _choose_days(self, first: dt.date | None, last: dt.date | None) -> None:
        self.steps.show_days(None if first is None or last is None else (first, last))
        self._list()

    # -- taking it along -------------------------------------------------------------------------

    def copy_chart(self) -> None:
        """Put the chart into the clipboard as a picture."""
        QGuiApplication.clipboard().setPixmap(self.chart.picture())
        self.session.say(_("The chart is in the clipboard."), "ok")

    def _offer_sheets(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for by, name in _SHEETS.items():
            menu.addAction(_(name), partial(self.choose_file, by))
        menu.popup(self.save.mapToGlobal(self.save.rect().bottomLeft()))

    def choose_file(self, by: By) -> QFileDialog:
        """Let the person choose where the figures are written."""
        dialog = QFileDialog(self, _("Save as CSV"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        tables = _("Tables")
        dialog.setNameFilters([f"{tables} (*.csv)"])
        dialog.setDefaultSuffix("csv")
        dialog.selectFile(f"{self.session.store.path.stem}-{by.value}.csv")
        dialog.fileSelected.connect(lambda name: self.save_csv(Path(name), by))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def save_csv(self, path: Path, by: By) -> None:
        """Write what is shown to ``path``."""
        rows = self._rows(by)

        def written(_result: object) -> None:
            self.session.say(_("Written: {file}").format(file=path), "ok")

        self.session.jobs.run(lambda _progress: write_csv(path, by, rows), done=written)

    def _rows(self, by: By) -> tuple[Row, ...]:
        if by is By.STATE:
            return state_rows(self.states, self._label)
        return person_rows(self.done) if by is By.PERSON else day_rows(self.done)
