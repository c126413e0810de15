"""The quiet line that says how far the search index is, and the work that brings it up to date."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from PySide6.QtWidgets import QLabel
from shiboken6 import isValid

from localizer.catalog import search_index
from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.ui.actions.columns import count
from localizer.ui.actions.session import Session

#: How long nobody must have scrolled or typed before the upkeep goes on, and how often it looks.
CALM_S: Final = 0.6
LOOK_S: Final = 0.05


class Polite(Progress):
    """Reports to another progress, and waits between two steps while the window is busy."""

    def __init__(self, whole: Progress, line: IndexLine) -> None:
        """Report to ``whole``; ``line`` knows until when the window is busy."""
        super().__init__()
        self._whole, self._line = whole, line

    def step(self, done: int, total: int) -> None:
        """Tell how far the work is, and wait for calm."""
        self._whole.step(done, total)
        while time.monotonic() < self._line.busy_until:
            time.sleep(LOOK_S)
            self._whole.step(done, total)


class IndexLine(QLabel):
    """Hidden while every text can be found."""

    def __init__(self, session: Session, done: Callable[[], object]) -> None:
        """Call ``done`` whenever more can be found."""
        super().__init__()
        self.setProperty("role", "muted")
        self._session, self._then = session, done
        self.running = False
        self.busy_until = 0.0
        self.hide()

    def wait(self) -> None:
        """Let the upkeep wait: somebody scrolls or types, and its work would make the window stutter."""
        self.busy_until = time.monotonic() + CALM_S

    def follow(self, pending: int) -> None:
        """Bring the index up to date where ``pending`` products are not in it; one run at a time."""
        if not pending or self.running or not self._session.is_open:
            return
        store = self._session.store
        if store.held_by is not None:
            return  # whoever works in it keeps it up to date
        self.running = True
        self._show(pending)
        # Not in the lane of the writers, where a hand edit would wait behind a whole catalog: the upkeep
        # writes in short transactions and leaves the workspace free between them.
        self._session.jobs.run(
            lambda progress: search_index.refresh(store, Polite(progress, self)),
            done=self._done,
            ended=self._ended,
            progress=self._progressed,
        )

    def _show(self, left: int) -> None:
        text = ngettext(
            "Search index: {n} product to go", "Search index: {n} products to go", left
        ).format(n=count(left))
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(left > 0)

    def _progressed(self, done: int, total: int) -> None:
        if isValid(self):
            self._show(total - done)

    def _done(self, indexed: int) -> None:
        if isValid(self) and indexed:
            self._then()

    def _ended(self) -> None:
        if isValid(self):
            self.running = False
            self.setText(_("Search index: up to date"))
            self.hide()
