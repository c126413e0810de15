"""What is done about each workspace a window opens: it is held, copied daily, conflicts are told."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from localizer.errors import LocalizerError
from localizer.store.backup import back_up_daily
from localizer.store.conflicts import conflict_copies, conflict_words
from localizer.store.holding import BEAT_S, holder_words
from localizer.ui.actions.session import Session


class Keeper(QObject):
    """Looks after the workspace of a session as long as that has one."""

    def __init__(self, session: Session) -> None:
        """Begin with the next workspace that is opened."""
        super().__init__(session)
        self._session = session
        self._timer = QTimer(self)
        self._timer.setInterval(round(BEAT_S * 1000))
        self._timer.timeout.connect(self._beat)
        session.opened.connect(self._opened)

    def _opened(self) -> None:
        session, store = self._session, self._session.store
        holder = store.hold()
        if holder is not None:
            session.say(holder_words(store.path, holder), "warn")
            return
        self._timer.start()
        path = store.path
        session.jobs.run(
            lambda _progress: (conflict_copies(path), back_up_daily(path)),
            done=lambda found: self._looked(path, found[0]),
            failed=self._not_copied,
        )

    def _looked(self, path: Path, copies: tuple[Path, ...]) -> None:
        for copy in copies:
            self._session.say(conflict_words(path, copy), "warn")

    def _not_copied(self, problem: LocalizerError) -> None:
        self._session.say(str(problem), "warn")

    def _beat(self) -> None:
        if self._session.is_open:
            self._session.store.beat()
        else:
            self._timer.stop()
