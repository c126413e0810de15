"""What was logged of a show: its rehearsals and its evenings on air, with everything that happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtWidgets import QDialog, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from localizer.i18n import N_, _
from localizer.model.script import Beat
from localizer.model.show import EventKind, RunKind, ShowRun
from localizer.ui.actions.words import BEATS, day_and_time, minutes
from localizer.ui.look.tokens import SPACE_3, SPACE_4
from localizer.ui.widgets.parts import button, column, label, row

KINDS: Final[Mapping[RunKind, str]] = {
    RunKind.REHEARSAL: N_("Rehearsal"),
    RunKind.LIVE: N_("On air"),
}
EVENTS: Final[Mapping[EventKind, str]] = {
    EventKind.BEGIN: N_("begins"),
    EventKind.END: N_("ends"),
    EventKind.MARK: N_("marked"),
    EventKind.CARD: N_("answer shown"),
    EventKind.INSERT: N_("line put in"),
    EventKind.PAUSE: N_("pause"),
    EventKind.RESUME: N_("goes on"),
}


class ShowLogDialog(QDialog):
    """``learn`` gets the id of the run a pace is to be learned from."""

    def __init__(
        self,
        runs: Sequence[ShowRun],
        titles: Mapping[int, str],
        learn: Callable[[int], object],
        parent: QWidget,
    ) -> None:
        """Show ``runs``, the newest first; ``titles`` are those of products."""
        super().__init__(parent)
        self.setWindowTitle(_("Log of the show"))
        self.resize(820, 560)
        self._learn = learn
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(_("Log of the show"))
        self.tree.setHeaderLabels([_("When"), _("What"), _("Product"), _("Beat"), _("Note")])
        self.tree.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for run in runs:
            self.tree.addTopLevelItem(_run_line(run, titles))
        if (newest := self.tree.topLevelItem(0)) is not None:
            self.tree.setCurrentItem(newest)
        self.nothing = label(_("Nothing was logged yet: rehearse the show once."), "muted")
        self.nothing.setVisible(not runs)
        self.tree.setVisible(bool(runs))
        self.learn = button(
            _("Learn the host's pace from it"),
            self._ask_learn,
            tip=_(
                "Beats that were said from begin to end make the pace the times are planned with"
            ),
        )
        self.learn.setEnabled(bool(runs))
        foot = row(self.learn, None, button(_("Close"), self.accept, role="primary"))
        layout = column(self.nothing, self.tree, foot, spacing=SPACE_3)
        layout.setContentsMargins(SPACE_4, SPACE_4, SPACE_4, SPACE_4)
        self.setLayout(layout)
        self._runs = [run.id for run in runs]

    def _ask_learn(self) -> None:
        item = self.tree.currentItem()
        if item is None:
            return
        top = item.parent() or item
        self._learn(self._runs[self.tree.indexOfTopLevelItem(top)])


def _run_line(run: ShowRun, titles: Mapping[int, str]) -> QTreeWidgetItem:
    took = _("broke off") if run.ended_after is None else minutes(run.ended_after)
    head = QTreeWidgetItem([day_and_time(run.started_at.isoformat()), _(KINDS[run.kind]), took])
    beats = {beat.value for beat in Beat}
    for event in run.events:
        beat = _(BEATS[Beat(event.beat)]) if event.beat in beats else event.beat
        title = titles.get(event.product_id or 0, "")
        cells = [minutes(event.after), _(EVENTS[event.kind]), title, beat, event.note]
        head.addChild(QTreeWidgetItem(cells))
    return head


def show_log(
    parent: QWidget,
    runs: Sequence[ShowRun],
    titles: Mapping[int, str],
    learn: Callable[[int], object],
) -> ShowLogDialog:
    """Show the log without blocking."""
    dialog = ShowLogDialog(runs, titles, learn, parent)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
