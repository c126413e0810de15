"""What all screens have in common: one session, and reloading when seen after something changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.ui.actions.place import Place
from localizer.ui.actions.session import Session
from localizer.ui.jobs import Job


class Pane(QWidget):
    """One screen. While it is hidden it only remembers that it must reload."""

    #: The name other screens go to, and the icon.
    code: ClassVar[str] = ""
    picture: ClassVar[str] = ""

    def __init__(self, session: Session) -> None:
        """Belong to ``session``."""
        super().__init__()
        self.session = session
        self._stale = True
        self._closed = False
        self._asked: dict[str, int] = {}
        self._later: dict[str, Job] = {}
        session.changed.connect(self._on_changed)
        session.launch_changed.connect(self._on_launch)

    def showEvent(self, event: QShowEvent) -> None:
        """Reload when something changed while the pane was hidden."""
        super().showEvent(event)
        self.reload_if_stale()

    def reload_if_stale(self) -> None:
        """Reload unless what is shown is up to date."""
        if self._stale:
            self._stale = False
            self.reload()

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.take(changes)
        else:
            self._stale = True

    def _on_launch(self) -> None:
        self._stale = True

    def take(self, changes: Changes) -> None:
        """Show what changed; the simplest answer is to reload."""
        del changes
        self.reload()

    def reload(self) -> None:
        """Read anew what the pane shows."""

    def open_at(self, place: Place) -> None:
        """Show ``place``."""

    def first_focus(self) -> QWidget | None:
        """Return where the keys go when the pane comes to the front."""
        return None

    def here(self) -> Place:
        """Return what the pane shows now, as far as it shows one thing."""
        return Place()

    def looks(self) -> None:
        """Tell that the pane shows something else now."""
        if self.isVisible():
            self.session.looked.emit()

    def next_flagged(self, by: int) -> bool:
        """Go to the next work of the pane a check has something against (-1: the one before).

        Tell whether the pane has a way of its own to do so.
        """
        del by
        return False

    def flush(self) -> None:
        """Save what is being typed."""

    def leave(self) -> None:
        """Another pane comes to the front."""
        self.flush()

    def end(self) -> None:
        """The pane is given up: nothing is asked any more and no answer is shown."""
        self._closed = True
        for job in self._later.values():
            job.cancel()

    @property
    def gone(self) -> bool:
        """Tell whether the pane is given up or its widgets deleted: results have nowhere to go."""
        return self._closed or not isValid(self)

    def ask(self, what: str, query: Callable[[], object], answer: Callable[..., object]) -> None:
        """Read in the background; an answer that came too late for a newer question is dropped."""
        if self._closed:
            return
        number = self._asked.get(what, 0) + 1
        self._asked[what] = number

        def read(_progress: Progress) -> object:
            return query()

        def receive(result: object) -> None:
            # The widgets go before the Python object; an answer may come in between.
            if self._asked.get(what) == number and not self.gone:
                answer(result)

        self.session.jobs.run(read, done=receive)

    def ask_later(
        self, what: str, query: Callable[[Progress], object], answer: Callable[..., object]
    ) -> None:
        """Read what the pane can be used without; a newer question stops an older one."""
        if self._closed:
            return
        if (before := self._later.get(what)) is not None:
            before.cancel()
        job = self.session.jobs.run(
            query, done=lambda result: self._take_later(what, job, result, answer), later=True
        )
        self._later[what] = job

    def _take_later(
        self, what: str, job: Job, result: object, answer: Callable[..., object]
    ) -> None:
        if self._later.get(what) is job and not self.gone:
            del self._later[what]
            answer(result)
