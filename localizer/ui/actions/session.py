"""What all panes share: the open workspace, the tools, the settings, the launch, and the news of changes.

A pane acts by `edit` (a hand edit, saved at once) or `work` (long, shown with a way to stop) and learns of
every change, its own included, by ``changed``. Where to go is said by ``go``; who shows it is not known here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
from PySide6.QtCore import QObject, Signal

from localizer import pipeline, settings
from localizer.catalog import launches, steps
from localizer.errors import InputError
from localizer.i18n import _
from localizer.jobs import Progress
from localizer.model.changes import Changes
from localizer.model.launch import Launch, Target
from localizer.pipeline.reports import UndoReport
from localizer.store.database import Store
from localizer.ui.actions.commands import Commands
from localizer.ui.actions.news import News
from localizer.ui.actions.place import Place
from localizer.ui.look.motion import still

if TYPE_CHECKING:
    from localizer.pipeline.matching import SharedMatches
    from localizer.ui.jobs import Job, Jobs


class Companion(Protocol):
    """A window beside the main one that works on the open workspace and lives on when that is built anew."""

    @property
    def busy(self) -> bool:
        """Tell whether closing the program must be asked about."""

    def ask_to_end(self, then: Callable[[], object]) -> None:
        """Ask the person; if it may end, do ``then``."""

    def finish(self) -> None:
        """Write what is left: the workspace is about to be closed."""

    def close(self) -> bool:
        """Close the window."""


class Session(QObject):
    """The state of one window. ``store`` and ``tools`` raise `RuntimeError` before they are there."""

    changed = Signal(object)
    launch_changed = Signal()
    went = Signal(str, object)
    #: Another thing is shown than before; the window knows which.
    looked = Signal()
    said = Signal(str, str)
    #: The log has a new line.
    noted = Signal()
    saving = Signal(bool)
    about_to_replay = Signal()
    rebuild_wanted = Signal()
    #: Hints were seen, or turned on or off.
    hints_changed = Signal()
    opened = Signal()

    def __init__(
        self, jobs: Jobs, chosen: settings.Settings, parent: QObject | None = None
    ) -> None:
        """Begin without workspace and tools."""
        super().__init__(parent)
        self.jobs = jobs
        self.settings = chosen
        self.launch: Launch | None = None
        self.products: tuple[int, ...] = ()
        self._store: Store | None = None
        self._tools: pipeline.Tools | None = None
        self._matches: SharedMatches | None = None
        self._unsaved = 0
        self.companions: list[Companion] = []
        self.commands = Commands(chosen.keys, self)
        self.commands.changed.connect(self._keep_keys)
        self.news = News()
        jobs.begun.connect(self._note_begin)
        jobs.ended.connect(self._note_end)
        jobs.gave_way.connect(self._tell_way)

    def _keep_keys(self) -> None:
        self.remember(msgspec.structs.replace(self.settings, keys=self.commands.chosen))

    @property
    def store(self) -> Store:
        """Return the open workspace."""
        if self._store is None:
            raise RuntimeError("no workspace is open")
        return self._store

    @property
    def tools(self) -> pipeline.Tools:
        """Return packs, terms, banks and rates."""
        if self._tools is None:
            raise RuntimeError("the tools are not loaded")
        return self._tools

    @property
    def matches(self) -> SharedMatches:
        """Return what looks into the memories of the open workspace."""
        if self._matches is None:
            from localizer.pipeline.matching import SharedMatches  # noqa: PLC0415 - brings every matcher

            self._matches = SharedMatches(self.store)
        return self._matches

    @property
    def is_open(self) -> bool:
        """Tell whether there is a workspace and everything to work on it."""
        return self._store is not None and self._tools is not None

    @property
    def has_tools(self) -> bool:
        """Tell whether the tools are loaded."""
        return self._tools is not None

    @property
    def targets(self) -> tuple[Target, ...]:
        """Return the targets of the launch, none without a launch."""
        return self.launch.targets if self.launch is not None else ()

    def label(self, target: Target) -> str:
        """Return the written form of a target."""
        return self.tools.packs.label(target)

    def attach(self, *, tools: pipeline.Tools | None = None, store: Store | None = None) -> None:
        """Take over what a job has loaded or opened."""
        if tools is not None:
            self._tools = tools
            if store is None:
                self.changed.emit(Changes())  # doors that wait for the tools open
        if store is not None:
            before = self._store
            if before is not None:
                self._finish_companions()
                # What is being typed belongs to the workspace before.
                self.about_to_replay.emit()
                self.jobs.settle()
            self._store = store
            self._forget_matches()
            if before is not None:
                before.close()
            self.launch = None
            self.remember(self.settings.with_recent(store.path))
            self.find_launch()
            self.opened.emit()

    @property
    def busy_companion(self) -> Companion | None:
        """Return the window that must be asked before the program closes, if any."""
        return next((one for one in self.companions if one.busy), None)

    def _finish_companions(self) -> None:
        for one in tuple(self.companions):
            one.finish()
            one.close()

    def let_go(self, companion: Companion) -> None:
        """Forget a window that is gone."""
        if companion in self.companions:
            self.companions.remove(companion)

    def _forget_matches(self) -> None:
        if self._matches is not None:
            self._matches.close()
            self._matches = None

    def remember(self, chosen: settings.Settings) -> None:
        """Keep the person's choices for the next time.

        Engines that were not chosen here stay as the file has them: a command may have turned one on.
        """
        before = self.settings
        if (chosen.engines, chosen.engine_order) == (before.engines, before.engine_order):
            chosen = _with_engines_of_now(chosen)
        self.settings = chosen
        settings.save(chosen)

    def read_engines(self) -> settings.Settings:
        """Return the settings with the engines that are turned on now, here or by a command."""
        self.settings = _with_engines_of_now(self.settings)
        return self.settings

    def remember_geometry(self, geometry: str) -> None:
        """Keep where the window stood."""
        self.remember(msgspec.structs.replace(self.settings, geometry=geometry))

    @property
    def last_export(self) -> settings.LastExport | None:
        """How the files of the open workspace were last written, ``None`` where they never were."""
        path = self.path
        return None if path is None else self.settings.exports.get(str(path.absolute()))

    def note_export(self, made: settings.LastExport) -> None:
        """Keep how the files of the open workspace were written."""
        if self.path is not None:
            self.remember(self.settings.with_export(self.path, made))

    def choose_language(self, language: str) -> None:
        """Speak ``language`` from now on: the window is built anew."""
        self.remember(msgspec.structs.replace(self.settings, language=language))
        self.rebuild_wanted.emit()

    def choose_appearance(self, appearance: str) -> None:
        """Show ``system``, ``light`` or ``dark`` colours from now on."""
        self.remember(msgspec.structs.replace(self.settings, appearance=appearance))
        self.rebuild_wanted.emit()

    def choose_hints(self, *, on: bool) -> None:
        """Show hints from now on, all of them again, or none."""
        self.remember(msgspec.structs.replace(self.settings, hints=on, hints_seen=()))
        self.hints_changed.emit()

    def choose_less_motion(self, *, on: bool) -> None:
        """Let nothing move or blink that need not, or let it again."""
        self.remember(msgspec.structs.replace(self.settings, less_motion=on))
        still(on=on)

    def note_hints(self, codes: Iterable[str]) -> None:
        """Keep that the hints called ``codes`` were seen."""
        seen = tuple(dict.fromkeys((*self.settings.hints_seen, *codes)))
        self.remember(msgspec.structs.replace(self.settings, hints_seen=seen))
        self.hints_changed.emit()

    def find_launch(self, name: str | None = None) -> None:
        """Make ``name`` the launch being worked on; without a name the newest one."""
        reader = self.store.read()
        found = launches.all_launches(reader)
        wanted = [launch for launch in found if name in (None, launch.name)]
        self.launch = wanted[0] if wanted else None
        self.products = (
            launches.launch_products(reader, self.launch) if self.launch is not None else ()
        )
        self.launch_changed.emit()

    def go(self, pane: str, what: Place | None = None) -> None:
        """Show ``pane`` and in it ``what``."""
        self.went.emit(pane, what or Place())

    def say(self, sentence: str, role: str = "info") -> None:
        """Show ``sentence`` in the message bar; ``role`` is ``info``, ``ok``, ``warn`` or ``block``."""
        if sentence:
            self.news.tell(sentence, role)
            if (job := self.jobs.telling) is not None:
                job.told = sentence
            self.noted.emit()
        self.said.emit(sentence, role)

    def _note_begin(self, job: Job) -> None:
        if job.label:
            self.news.begin(job.label)
            self.noted.emit()

    def _note_end(self, job: Job) -> None:
        if job.label and job.outcome is not None:
            self.news.end(job.label, job.outcome, job.seconds, job.told)
            self.noted.emit()

    def _tell_way(self, job: Job) -> None:
        told = _("“{work}” goes on: what you did just now is saved when it is done.")
        self.say(told.format(work=job.label))

    def edit(self, action: Callable[[], Changes], done: Callable[..., object] | None = None) -> Job:
        """Save a hand edit in the write lane; everybody hears what changed, then ``done`` is called."""
        self._unsaved += 1
        self.saving.emit(True)
        return self.jobs.run(
            lambda _progress: (_still_there(action), done),
            done=self._edited,
            ended=self._saved,
            writes=True,
            must_finish=True,
        )

    def _edited(self, outcome: tuple[Changes, Callable[..., object] | None]) -> None:
        changes, done = outcome
        self.changed.emit(changes)
        if done is not None:
            done(changes)

    def _saved(self) -> None:
        self._unsaved -= 1
        if not self._unsaved:
            self.saving.emit(False)

    def work(
        self,
        label: str,
        action: Callable[[Progress], object],
        done: Callable[..., object] | None = None,
    ) -> Job:
        """Run long work that writes; it shows ``label`` and can be stopped. ``done`` gets its result."""
        return self.jobs.run(
            lambda progress: (action(progress), done),
            done=self._worked,
            cancelled=self._stopped,
            writes=True,
            label=label,
        )

    def _worked(self, outcome: tuple[object, Callable[..., object] | None]) -> None:
        result, done = outcome
        self.refresh()
        if done is not None:
            done(result)

    def _stopped(self) -> None:
        self.refresh()
        self.say(_("Stopped. What was finished before is kept."), "warn")

    def refresh(self) -> None:
        """Find launch and products again and let everybody reload."""
        if self._store is not None:
            self.find_launch(self.launch.name if self.launch is not None else None)
        self.changed.emit(Changes())

    def undo(self) -> None:
        """Take back the newest step."""
        self.about_to_replay.emit()
        self._replay(pipeline.undo, _("Undone: {step}"), _("There is nothing to undo."))

    def redo(self) -> None:
        """Make the step last taken back again."""
        self.about_to_replay.emit()
        self._replay(pipeline.redo, _("Done again: {step}"), _("There is nothing to redo."))

    def _replay(
        self,
        replay: Callable[[Store, pipeline.Tools], UndoReport | None],
        sentence: str,
        nothing: str,
    ) -> None:
        if not self.is_open:
            return
        store, tools = self.store, self.tools

        def told(report: UndoReport | None) -> None:
            self.say(nothing if report is None else sentence.format(step=report.label))

        self.work("", lambda _progress: replay(store, tools), told)

    def step_labels(self) -> tuple[str, str]:
        """Return what undo would take back and redo would make again, empty where nothing."""
        if self._store is None:
            return "", ""
        reader = self._store.read()
        back, again = steps.next_undo(reader), steps.next_redo(reader)
        return (back.label if back else "", again.label if again else "")

    def last_saved(self) -> str:
        """Return the moment of the newest change (ISO 8601, UTC), empty where there is none."""
        if self._store is None:
            return ""
        newest = steps.recent(self._store.read(), 1)
        return newest[0].at if newest else ""

    def close(self) -> None:
        """Finish the edits, stop the rest, close the workspace."""
        self._finish_companions()
        self.jobs.shutdown()
        if self._store is not None:
            self._forget_matches()
            self._store.close()
            self._store = None

    @property
    def path(self) -> Path | None:
        """Return the file of the open workspace."""
        return self._store.path if self._store is not None else None


def _with_engines_of_now(chosen: settings.Settings) -> settings.Settings:
    if not settings.settings_path().exists():
        return chosen
    kept = settings.load()
    return settings.changed(chosen, engines=kept.engines, engine_order=kept.engine_order)


def _still_there(action: Callable[[], Changes]) -> Changes:
    """Do ``action``; raise `InputError` where what it is about went meanwhile, by an undo for one."""
    try:
        return action()
    except LookupError as gone:
        if type(gone) is not LookupError:
            raise  # a `KeyError` or an `IndexError` is a bug
        problem = _(
            "What you meant to change is not there any more. The screen shows what is there now."
        )
        raise InputError(problem) from gone
