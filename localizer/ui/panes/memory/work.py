"""What the pane's buttons do: save, delete, other memories; each beside the window and as one step."""

from __future__ import annotations

from array import array
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from localizer.catalog.memory_browse import Attached
from localizer.i18n import _
from localizer.model.changes import Changes
from localizer.pipeline import memory_edits
from localizer.ui.actions.memory_words import deleted_words
from localizer.ui.actions.session import Session
from localizer.ui.actions.whole_work import run_whole


class MemoryWork(QObject):
    """``busy`` tells when a deletion begins and ends, ``saved`` carries the pair whose text is kept now."""

    busy = Signal(bool)
    saved = Signal(int)

    def __init__(self, session: Session, parent: QObject) -> None:
        """Work in ``session``."""
        super().__init__(parent)
        self.session = session

    def save(self, number: int, text: str) -> None:
        """Keep another translation of a pair."""
        store = self.session.store

        def kept(changes: Changes) -> None:
            if isValid(self):
                self.saved.emit(number)
            self._tell(changes, _("Saved. Ctrl+Z takes it back."))

        self.session.edit(lambda: memory_edits.change_target(store, number, text), kept)

    def forget(self, numbers: array[int]) -> None:
        """Delete pairs together."""
        store, session = self.session.store, self.session

        def gone(changes: Changes) -> None:
            session.refresh()
            number = changes.rows.get("memory", 0)
            session.say(deleted_words(number), "ok" if number else "info")

        self.busy.emit(True)
        run_whole(
            session,
            _("Deleting pairs"),
            lambda progress: memory_edits.forget(store, numbers, progress=progress),
            gone,
            self._ended,
        )

    def _ended(self) -> None:
        if isValid(self):
            self.busy.emit(False)

    def attach(self, path: Path) -> None:
        """Let matches come from the memory of another workspace too."""
        store = self.session.store
        said = _("Matches can come from {file} now. Ctrl+Z takes it back.").format(file=path.name)
        self.session.edit(
            lambda: memory_edits.attach(store, path), lambda changes: self._tell(changes, said)
        )

    def weigh(self, one: Attached, points: int) -> None:
        """Change the points matches of an attached memory lose."""
        store = self.session.store
        self.session.edit(lambda: memory_edits.set_penalty(store, one.path, points))

    def detach(self, one: Attached) -> None:
        """Use an attached memory no longer."""
        store = self.session.store
        said = _("{file} is used no longer. Ctrl+Z takes it back.").format(file=one.path.name)
        self.session.edit(
            lambda: memory_edits.detach(store, one.id), lambda changes: self._tell(changes, said)
        )

    def _tell(self, changes: Changes, sentence: str) -> None:
        if changes:
            self.session.say(sentence, "ok")
        else:
            self.session.say(_("That is how it was already."), "info")
