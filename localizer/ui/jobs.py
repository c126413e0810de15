"""Background work: one lane for writers, a wide lane for readers; callbacks come in the window's thread.

A `Job` lives in the window's thread and outlives its runnable, which only emits the job's signals. Failures
are sorted in two: a `LocalizerError` is told to the person, anything else is a bug and becomes a report.
This module must not know what any work means.

The write lane is one thread, so work that stands still in it would keep every edit from being saved.
Therefore a pause of work that writes lasts only until somebody wants to write: `Jobs.run` lets it go on
and says so by ``gave_way``, and with a write waiting behind it it cannot be paused at all. Work that only
reads gives its thread to others while it is paused.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final, TypedDict, Unpack

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from localizer.errors import LocalizerError
from localizer.jobs import Cancelled, Outcome, Progress, seconds_left

Work = Callable[[Progress], object]
READERS: Final = 3
#: How long the window waits at its end for work that was asked to stop, and for edits on their way.
STOP_MS: Final = 3_000
FINISH_MS: Final = 30_000


class Options(TypedDict, total=False):
    """Callbacks, called in the window's thread, and the lane of a job.

    Callbacks are given before the job starts, so that none comes too late. ``failed`` gets a `LocalizerError`
    only; ``ended`` is called after each of the others. ``label`` is what the person reads while the job runs
    (empty shows nothing). ``must_finish`` work (an edit) is never cancelled by closing. ``later`` work
    fills in what the window can be used without.
    """

    done: Callable[..., object]
    failed: Callable[..., object]
    cancelled: Callable[..., object]
    ended: Callable[..., object]
    progress: Callable[..., object]
    writes: bool
    label: str
    must_finish: bool
    later: bool


def _nothing(_progress: Progress) -> None:
    """Stand for work that is over."""


class Job(QObject):
    """A handle on running work. ``label`` is what the person reads while it runs; empty shows nothing."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()
    ended = Signal()
    #: From the thread of the work; `Jobs` tells everybody else.
    began = Signal()
    came_out = Signal(object, object)

    def __init__(
        self,
        parent: QObject,
        work: Work,
        *,
        label: str = "",
        writes: bool = False,
        must_finish: bool = False,
    ) -> None:
        """Belong to ``parent``; ``must_finish`` work (an edit) is never cancelled by closing."""
        super().__init__(parent)
        #: Let go in the window's thread only: it may be the last that holds a dialog.
        self.work = work
        self.label = label
        self.writes = writes
        self.must_finish = must_finish
        self.stopped = False
        self.later = False
        #: Its place in the order in which work was asked for.
        self.number = 0
        self.control = Progress(self.progressed.emit)
        #: How it ended, and the last sentence that was said of it.
        self.outcome: Outcome | None = None
        self.told = ""
        self.done = self.total = 0
        self._begun: float | None = None
        self._ended: float | None = None
        self.progressed.connect(self._keep)

    @Slot(int, int)
    def _keep(self, done: int, total: int) -> None:
        self.done, self.total = done, total

    def begin(self) -> None:
        """Note in the thread of the work that it begins."""
        self._begun = time.monotonic()
        self.began.emit()

    def end(self, outcome: Outcome) -> None:
        """Note how it ended."""
        self._ended = time.monotonic()
        self.outcome = outcome

    @property
    def is_begun(self) -> bool:
        """Tell whether it is its turn; before, it waits for a thread."""
        return self._begun is not None

    @property
    def seconds(self) -> float:
        """Return how long it has been at work, pauses left out."""
        if self._begun is None:
            return 0.0
        until = self._ended if self._ended is not None else time.monotonic()
        return max(until - self._begun - self.control.stood, 0.0)

    @property
    def left(self) -> float | None:
        """Return how many seconds are left, ``None`` while that is not known."""
        return seconds_left(self.done, self.total, self.seconds)

    def cancel(self) -> None:
        """Ask the work to stop at its next step, at once where it is paused, or before it begins."""
        self.stopped = True
        self.control.cancel()


class _Run(QRunnable):
    """Runs the work in a pool's thread and tells the job how it ended."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        """Work; every way out tells exactly one outcome."""
        job = self._job
        try:
            if job.stopped:
                raise Cancelled  # noqa: TRY301 - the one way to say so
            job.begin()
            result = job.work(job.control)
        except Cancelled:
            job.came_out.emit(Outcome.STOPPED, None)
        except LocalizerError as error:
            job.came_out.emit(Outcome.FAILED, error)
        except Exception as error:  # noqa: BLE001 - outer edge: a bug becomes a crash report
            job.came_out.emit(Outcome.CRASHED, error)
        else:
            job.came_out.emit(Outcome.DONE, result)


class Jobs(QObject):
    """Keeps every live job referenced.

    ``problem`` carries a `LocalizerError` nobody else handles, ``crashed`` any other exception. ``started``,
    ``begun`` and ``ended`` carry a job that was asked for, whose turn it is, and that is over with all it
    had to tell. ``gave_way`` carries a paused job that goes on because somebody wants to write.
    """

    started = Signal(object)
    begun = Signal(object)
    ended = Signal(object)
    gave_way = Signal(object)
    #: A job was paused or goes on.
    held = Signal(object)
    problem = Signal(object)
    crashed = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the two pools; the writers' has one thread, so writes happen in the order asked."""
        super().__init__(parent)
        self.live: set[Job] = set()
        self._asked = 0
        #: The job whose outcome is being told right now.
        self.telling: Job | None = None
        self._write = QThreadPool(self)
        self._write.setMaxThreadCount(1)
        self._read = QThreadPool(self)
        self._read.setMaxThreadCount(READERS)

    def run(self, work: Work, **options: Unpack[Options]) -> Job:
        """Start ``work`` in its lane and return its handle; a paused write makes way for another one."""
        job = Job(
            self,
            work,
            label=options.get("label", ""),
            writes=options.get("writes", False),
            must_finish=options.get("must_finish", False),
        )
        job.later = options.get("later", False)
        if job.writes:
            self._make_way()
        self.live.add(job)
        pairs = (
            (job.succeeded, options.get("done")),
            (job.failed, options.get("failed", self.problem.emit)),
            (job.cancelled, options.get("cancelled")),
            (job.progressed, options.get("progress")),
            (job.ended, options.get("ended")),
        )
        for signal, slot in pairs:
            if slot is not None:
                signal.connect(slot)
        job.crashed.connect(self.crashed)
        job.number = self._asked = self._asked + 1
        job.began.connect(self._tell_begun)
        job.came_out.connect(self._tell_outcome)
        self.started.emit(job)
        lane = self._write if job.writes else self._read
        lane.start(_Run(job))
        return job

    @property
    def at_rest(self) -> bool:
        """Tell whether all there is to be seen is there: only what is filled in later is still at work."""
        return all(job.later for job in self.live)

    @property
    def in_order(self) -> list[Job]:
        """Return the live jobs in the order in which they were asked for."""
        return sorted(self.live, key=lambda job: job.number)

    # -- pauses ----------------------------------------------------------------------------------

    def can_pause(self, job: Job) -> bool:
        """Tell whether ``job`` may stand still: it is at work, and no write waits behind it."""
        if job not in self.live or not job.is_begun or job.stopped or job.must_finish:
            return False
        return not job.writes or not any(one.writes for one in self.live if one is not job)

    def pause(self, job: Job) -> bool:
        """Let ``job`` stand still from its next step on; tell whether that may be."""
        if not self.can_pause(job):
            return False
        job.control.pause()
        self._make_room()
        self.held.emit(job)
        return True

    def resume(self, job: Job) -> None:
        """Let a paused ``job`` go on."""
        if job.control.is_paused:
            job.control.resume()
            self._make_room()
            self.held.emit(job)

    def _make_way(self) -> None:
        for job in tuple(self.live):
            if job.writes and job.control.is_paused:
                self.resume(job)
                self.gave_way.emit(job)

    def _make_room(self) -> None:
        """Keep as many readers at work as there should be, whatever stands still."""
        standing = sum(not job.writes and job.control.is_paused for job in self.live)
        self._read.setMaxThreadCount(READERS + standing)

    # -- beginnings and ends ---------------------------------------------------------------------

    @Slot()
    def _tell_begun(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self.begun.emit(job)

    @Slot(object, object)
    def _tell_outcome(self, outcome: Outcome, value: object) -> None:
        """Tell how a job ended; what is said meanwhile is said of it."""
        job = self.sender()
        if not isinstance(job, Job):
            return
        job.end(outcome)
        before, self.telling = self.telling, job
        try:
            match outcome:
                case Outcome.DONE:
                    job.succeeded.emit(value)
                case Outcome.STOPPED:
                    job.cancelled.emit()
                case Outcome.FAILED:
                    job.told = str(value)
                    job.failed.emit(value)
                case Outcome.CRASHED:
                    job.crashed.emit(value)
            job.ended.emit()
        finally:
            self.telling = before
            self._forget(job)

    def _forget(self, job: Job) -> None:
        self.live.discard(job)
        self._make_room()
        self.ended.emit(job)
        job.work = _nothing
        job.deleteLater()
        if not self.live:
            self.idle.emit()

    def settle(self) -> None:
        """Let what is running come to rest before its workspace is closed; nothing new begins meanwhile."""
        for job in self.live:
            if not job.must_finish:
                job.cancel()
        self._write.waitForDone(FINISH_MS)
        self._read.waitForDone(STOP_MS)

    def shutdown(self) -> bool:
        """Stop what may be stopped, finish the edits; tell whether every thread came to rest."""
        finishing = any(job.must_finish for job in self.live)
        for job in self.live:
            if not job.must_finish:
                job.cancel()
        self._read.clear()
        at_rest = self._write.waitForDone(FINISH_MS if finishing else STOP_MS)
        return self._read.waitForDone(STOP_MS) and at_rest
