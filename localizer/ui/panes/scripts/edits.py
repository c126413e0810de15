"""What is done with the script in hand: each edit is one step in the write lane, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from localizer import pipeline
from localizer.catalog.findings import StoredFinding
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.model.script import Beat, Lane
from localizer.pipeline import fixing, studio
from localizer.script.stage import PitchOptions
from localizer.store.database import Store
from localizer.ui.actions.session import Session


class ScriptEdits(QObject):
    """``not_saved`` tells that a line could not be stored, ``refused`` that a script could not be written."""

    not_saved = Signal()
    refused = Signal()
    #: The id of a script that was written beside the one in hand.
    written = Signal(int)

    def __init__(self, session: Session, flush: Callable[[], None], parent: QObject) -> None:
        """Begin without a script; ``flush`` saves what is being typed and is called before other edits."""
        super().__init__(parent)
        self._session = session
        self._flush = flush
        self._store: Store | None = None
        self.script_id = 0
        self._own = 0

    def take(self, store: Store, script_id: int) -> None:
        """Work on a script of ``store`` from now on."""
        self._store, self.script_id = store, script_id

    def end(self) -> None:
        """The pane is given up: nothing is done any more, and nothing told."""
        self._store = None

    @property
    def settled(self) -> bool:
        """Tell whether no typed line is on its way to the store."""
        return not self._own

    def save_line(self, number: int, text: str) -> None:
        """Save a line a person typed."""
        store = self._store
        if store is None:
            return
        tools, script_id = self._session.tools, self.script_id
        self._own += 1
        job = self._session.edit(
            lambda: pipeline.edit_script_line(store, tools, script_id, number, text)
        )
        job.failed.connect(self._not_saved)
        job.crashed.connect(self._not_saved)
        job.ended.connect(self._line_ended)

    def _not_saved(self, _error: object) -> None:
        self.not_saved.emit()

    def _line_ended(self) -> None:
        self._own = max(0, self._own - 1)

    def write_anew(self, place: int) -> None:
        """Write one beat again; what is being typed elsewhere is saved first."""
        self._do(
            lambda store, script_id: studio.write_beat_anew(store, self._tools, script_id, place)
        )

    def lock(self, number: int, locked: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Keep a line from being written anew, or let it go."""
        self._do(lambda store, script_id: studio.lock_line(store, script_id, number, locked=locked))

    def add_line(self, number: int, lane: Lane, beat: Beat) -> None:
        """Put a line for somebody to write at ``number``."""
        self._do(
            lambda store, script_id: studio.add_line(
                store, self._tools, script_id, number, lane, beat
            )
        )

    def remove_line(self, number: int) -> None:
        """Take a line out."""
        self._do(lambda store, script_id: studio.remove_line(store, self._tools, script_id, number))

    def move_line(self, number: int, to: int) -> None:
        """Move a line inside its beat."""
        self._do(
            lambda store, script_id: studio.move_line(store, self._tools, script_id, number, to)
        )

    def fix(self, stored: StoredFinding) -> None:
        """Put what a finding offers in its place."""
        self._do(lambda store, _script: fixing.fix_one(store, self._tools, stored.id))

    def overrule(self, stored: StoredFinding, reason: str) -> None:
        """Let a finding pass."""
        self._do(lambda store, _script: pipeline.overrule(store, stored.id, reason))

    def approve(self) -> None:
        """Approve the script."""
        self._do(lambda store, number: pipeline.approve_scripts(store, self._tools, [number]))

    def rewrite(self, options: PitchOptions) -> None:
        """Write the script again; locked lines stay."""
        self._do(lambda store, number: studio.rewrite(store, self._tools, number, options))

    def remove(self) -> None:
        """Remove the script."""
        self._do(lambda store, number: studio.remove_script(store, self._tools, number))

    def add_variant(self, options: PitchOptions) -> None:
        """Write another script of the product; ``written`` tells its id."""
        store, number = self._store, self.script_id
        if store is None:
            return
        self._flush()
        write = partial(studio.add_variant, store, self._tools, number, options)

        def work(_progress: Progress) -> int:
            return write()

        self._session.work(_("Writing a variant"), work, self._written)

    def _written(self, number: int) -> None:
        if self._store is not None:
            self.written.emit(number)

    @property
    def _tools(self) -> pipeline.Tools:
        return self._session.tools

    def _do(self, action: Callable[[Store, int], Changes]) -> None:
        self._flush()
        store, number = self._store, self.script_id
        if store is None:
            return
        job = self._session.edit(lambda: action(store, number))
        job.failed.connect(self._refused)

    def _refused(self, _error: object) -> None:
        self.refused.emit()
