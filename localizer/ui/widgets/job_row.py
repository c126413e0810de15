"""One running or waiting work in the panel of all work: how far, how long, and what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QProgressBar, QWidget

from localizer.i18n import _
from localizer.ui.actions.words import minutes
from localizer.ui.jobs import Job, Jobs
from localizer.ui.look.tips import literal
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.widgets.parts import Elided, button, column, label, row

#: The name gets the room left, the buttons what they need.
_NAME: Final = 0


class JobRow(QWidget):
    """Shows a job until it ends; `follow` is called as time goes by."""

    def __init__(self, jobs: Jobs, job: Job, leave: Callable[[], object]) -> None:
        """Show ``job`` of ``jobs``; ``leave`` takes the keys when nothing is left to do here."""
        super().__init__()
        self._jobs = jobs
        self._leave = leave
        self.job = job
        self._name = Elided(job.label)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(job.label)
        self.state = label("", "muted", wrap=True)
        self.hold = button(_("Pause"), self._hold, role="ghost")
        self.stop = button(
            _("Stop"), self._stop, role="ghost", name=_("Stop: {work}").format(work=job.label)
        )
        head = row(self._name, self.hold, self.stop, spacing=SPACE_1)
        head.setStretch(_NAME, 1)
        self.setLayout(column(head, self._bar, self.state, spacing=SPACE_1))
        self.follow()

    def follow(self) -> None:
        """Show how it stands now."""
        job = self.job
        self._bar.setRange(
            0, job.total if job.is_begun else 1
        )  # an empty range swings back and forth
        self._bar.setValue(job.done)
        self.state.setText(self._words())
        paused = job.control.is_paused
        self.hold.setText(_("Resume") if paused else _("Pause"))
        name = _("Resume: {work}") if paused else _("Pause: {work}")
        self.hold.setAccessibleName(name.format(work=job.label))
        self._allow(paused or self._jobs.can_pause(job))
        self.hold.setToolTip(literal(self._why_not()))

    def _allow(self, pause: bool) -> None:  # noqa: FBT001 - the one thing asked
        """Allow what can be done; the keys leave a button before it is turned off."""
        if self.job.stopped:
            if self.hold.hasFocus() or self.stop.hasFocus():
                self._leave()
        elif self.hold.hasFocus() and not pause:
            self.stop.setFocus()
        self.hold.setEnabled(pause)
        self.stop.setEnabled(not self.job.stopped)

    def _why_not(self) -> str:
        """Return why there is no pause, nothing where there is one."""
        job = self.job
        if self.hold.isEnabled() or job.stopped:
            return ""
        if not job.is_begun:
            return _("It has not begun yet.")
        return _("Something waits to be saved after it, so it goes on.")

    def _words(self) -> str:
        job = self.job
        if job.stopped:
            return _("Stops at its next step …")
        if not job.is_begun:
            return _("Waits for its turn")
        spent = minutes(job.seconds)
        if job.control.is_waiting:
            return _("Paused after {time}").format(time=spent)
        if job.control.is_paused:
            return _("Pauses at its next step … {time}").format(time=spent)
        if (left := job.left) is None:
            return spent
        return _("{time} · about {left} left").format(time=spent, left=minutes(left))

    def _hold(self) -> None:
        if self.job.control.is_paused:
            self._jobs.resume(self.job)
        else:
            self._jobs.pause(self.job)
        self.follow()

    def _stop(self) -> None:
        self.job.cancel()
        self.follow()
