"""Tells a person who went elsewhere that long work ended, without taking what they do away from them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from localizer.ui.jobs import Job, Jobs

#: Work shorter than this is not worth a call.
LONG_S: Final = 10.0


class Notices(QObject):
    """Marks the window in the system's task bar; never raises, never activates, never sounds.

    What was said meanwhile stays in the message bar until the window is active again.
    """

    def __init__(self, jobs: Jobs, window: QWidget) -> None:
        """Call the person to ``window`` when one of ``jobs`` that has a name ends."""
        super().__init__(window)
        self._window = window
        jobs.ended.connect(self._ended)

    @Slot(object)
    def _ended(self, job: Job) -> None:
        if job.label and job.seconds >= LONG_S and not self._is_here():
            QApplication.alert(self._window, 0)

    def _is_here(self) -> bool:
        """Tell whether the person is at the window or at a dialog of it."""
        active = QApplication.activeWindow()
        while active is not None and active is not self._window:
            parent = active.parentWidget()
            active = parent.window() if parent is not None else None
        return active is not None
