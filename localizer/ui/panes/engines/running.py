"""A run of an engine as it goes: how far it is, what it spent, what failed and why; and how to stop it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar

from localizer.catalog.engine_runs import RunState
from localizer.i18n import _
from localizer.pipeline.engine_run import RunReport
from localizer.ui.actions import engine_words as words
from localizer.ui.actions.columns import count
from localizer.ui.actions.engine_work import EngineRunner
from localizer.ui.look.motion import busy
from localizer.ui.look.tokens import SPACE_1, SPACE_2, SPACE_4
from localizer.ui.widgets.banner import Banner
from localizer.ui.widgets.parts import Card, Elided, box, button, clear, column, label, row


class RunCard(Card):
    """Says what is wanted; who runs the engine is not known here."""

    pause_wanted = Signal()
    resume_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        """Begin without a run."""
        super().__init__(spacing=SPACE_2)
        self.name = Elided("", "title")
        self.told = Banner()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.answered, self.failed, self.waiting = (label("", "number") for _n in range(3))
        self.spent = label("", "muted", wrap=True)
        self.reasons = column(spacing=SPACE_1)
        self.pause = button(_("Pause"), self.pause_wanted.emit, picture="pause")
        self.resume = button(_("Resume"), self.resume_wanted.emit, picture="play")
        self.cancel = button(
            _("Cancel"), self.cancel_wanted.emit, role="ghost", name=_("Cancel the run")
        )
        self.numbers = box(self._numbers())
        for piece in (self.name, self.bar, self.told, self.numbers, self.spent):
            self.body.addWidget(piece)
        self.body.addLayout(self.reasons)
        self.body.addLayout(row(self.pause, self.resume, self.cancel, None))
        self._shown: tuple[str, ...] = ()

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE_4)
        grid.setVerticalSpacing(0)
        names = (_("answered"), _("failed"), _("waiting"))
        for place, (number, name) in enumerate(
            zip((self.answered, self.failed, self.waiting), names, strict=True)
        ):
            grid.addWidget(number, 0, place)
            grid.addWidget(label(name, "muted"), 1, place)
        grid.setColumnStretch(len(names), 1)
        return grid

    def show_run(self, runner: EngineRunner, *, less_motion: bool) -> None:
        """Show how the run of ``runner`` stands, the one under way or the last."""
        report, order = runner.report, runner.order
        self.setVisible(order is not None)
        if order is None:
            return
        self.name.show_text(order.name)
        self.bar.setAccessibleName(order.name)
        self.bar.setVisible(runner.is_busy)
        busy(self.bar, less_motion=less_motion)
        wish = runner.wish if runner.is_busy else None
        self.pause.setVisible(runner.is_asking)
        self.pause.setEnabled(wish is None)
        self.cancel.setVisible(runner.is_busy)
        self.cancel.setEnabled(wish is not RunState.CANCELLED)
        self.resume.setVisible(runner.can_resume)
        self._tell(runner)
        self._show_numbers(report, busy=runner.is_busy)

    def _tell(self, runner: EngineRunner) -> None:
        if runner.is_drafting:
            self.told.say(_("First from memory and facts: what they give is not asked for."))
        elif runner.is_asking:
            self.told.say(_under_way(runner.wish))
        elif runner.nothing_left:
            self.told.say(_("Nothing is left to ask for: memory and facts gave all."), "ok")
        elif runner.report is not None:
            self.told.say(*words.end_words(runner.report))
        else:
            self.told.say("")

    def _show_numbers(self, report: RunReport | None, *, busy: bool) -> None:
        self.numbers.setVisible(report is not None)
        self.spent.setVisible(report is not None)
        reasons: tuple[str, ...] = ()
        if report is not None:
            failed = sum(report.failed.values())
            done = report.answered + failed + report.gone
            if busy:
                self.bar.setRange(0, done + report.waiting)
                self.bar.setValue(done)
            for one, number in (
                (self.answered, report.answered),
                (self.failed, failed),
                (self.waiting, report.waiting),
            ):
                one.setText(count(number))
            self.spent.setText(words.spent_words(report))
            reasons = words.causes(report.failed)
        self._show_reasons(reasons)

    def _show_reasons(self, reasons: tuple[str, ...]) -> None:
        if reasons == self._shown:
            return
        self._shown = reasons
        clear(self.reasons)
        for reason in reasons:
            self.reasons.addWidget(label(reason, "warn", wrap=True))

    def reasons_shown(self) -> list[QLabel]:
        """Return the labels with the causes of failures."""
        found = (self.reasons.itemAt(at) for at in range(self.reasons.count()))
        widgets = (item.widget() for item in found if item is not None)
        return [one for one in widgets if isinstance(one, QLabel)]


def _under_way(wish: RunState | None) -> str:
    if wish is RunState.PAUSED:
        return _("Pausing: answers under way are awaited, they are paid for.")
    if wish is RunState.CANCELLED:
        return _("Cancelling: answers under way are awaited for a few seconds.")
    return _("The window can be used meanwhile. Drafts are shown when the run ends or pauses.")
