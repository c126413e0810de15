"""Where long work shows itself: its name, how far it is, and a way to stop it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from localizer.i18n import _
from localizer.ui.jobs import Job
from localizer.ui.look.tokens import SPACE_1
from localizer.ui.widgets.parts import Elided, button, column, row


class JobBar(QWidget):
    """Shows the job with a label that began last; work without a label is not shown.

    A click emits ``wanted``: all work is to be shown.
    """

    wanted = Signal()

    def __init__(self) -> None:
        """Begin hidden."""
        super().__init__()
        self._jobs: list[Job] = []
        self._name = Elided("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.stop = button(_("Stop"), self._stop, role="ghost", name=_("Stop the running work"))
        self.stop.setProperty("small", True)
        self.setLayout(column(row(self._name, self.stop), self._bar, spacing=SPACE_1))
        self._name.setSizePolicy(
            self._name.sizePolicy().Policy.Expanding, self._name.sizePolicy().verticalPolicy()
        )
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.hide()

    @Slot(object)
    def watch(self, job: Job) -> None:
        """Show ``job`` until it ends."""
        if not job.label:
            return
        self._jobs.append(job)
        job.progressed.connect(self._progressed)
        job.ended.connect(self._ended)
        self._show_last()

    @Slot(object)
    def show_hold(self, job: Job) -> None:
        """Show whether ``job`` is paused."""
        if self._jobs and job is self._jobs[-1]:
            self._show_name()

    def _show_last(self) -> None:
        self.setVisible(bool(self._jobs))
        if self._jobs:
            last = self._jobs[-1]
            self._show_name()
            self._bar.setAccessibleName(last.label)
            self._bar.setRange(0, last.total)
            self._bar.setValue(last.done)
            self.stop.setEnabled(not last.stopped)

    def _show_name(self) -> None:
        last = self._jobs[-1]
        paused = _("Paused: {work}").format(work=last.label)
        self._name.show_text(paused if last.control.is_paused else last.label)

    @Slot(int, int)
    def _progressed(self, done: int, total: int) -> None:
        if self._jobs and self.sender() is self._jobs[-1]:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    @Slot()
    def _ended(self) -> None:
        ended = self.sender()
        self._jobs = [job for job in self._jobs if job is not ended]
        self._show_last()

    def _stop(self) -> None:
        if self._jobs:
            self._jobs[-1].cancel()
            self.stop.setEnabled(False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the panel of all work."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.wanted.emit()
