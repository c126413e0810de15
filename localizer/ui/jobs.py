"""Background work: one lane for writers, a wide lane for readers; callbacks come in the window's thread.

A `Job` lives in the window's thread and outlives its runnable, which only emits the job's signals. Failures
are sorted in two: a `LocalizerError` is told to the person, anything else is a bug and becomes a report.
This module must not know what any work means.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypedDict, Unpack

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from localizer.errors import LocalizerError
from localizer.jobs import Cancelled, Progress

Work = Callable[[Progress], object]
READERS: Final = 3
#: How long the window waits at its end for work that was asked to stop, and for edits on their way.
STOP_MS: Final = 3_000
FINISH_MS: Final = 30_000


class Options(TypedDict, total=False):
    """Callbacks, called in the window's thread, and the lane of a job.

    Callbacks are given before the job starts, so that none comes too late. ``failed`` gets a `LocalizerError`
    only; ``ended`` is called after each of the others. ``label`` is what the person reads while the job runs
    (empty shows nothing). ``must_finish`` work (an edit) is never cancelled by closing.
    """

    done: Callable[..., object]
    failed: Callable[..., object]
    cancelled: Callable[..., object]
    ended: Callable[..., object]
    progress: Callable[..., object]
    writes: bool
    label: str
    must_finish: bool


class Job(QObject):
    """A handle on running work. ``label`` is what the person reads while it runs; empty shows nothing."""

    progressed = Signal(int, int)
    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, parent: QObject, *, label: str = "", must_finish: bool = False) -> None:
        """Belong to ``parent``; ``must_finish`` work (an edit) is never cancelled by closing."""
        super().__init__(parent)
        self.label = label
        self.must_finish = must_finish
        self.stopped = False
        self.control = Progress(self.progressed.emit)

    def cancel(self) -> None:
        """Ask the work to stop at its next step, or before it begins."""
        self.stopped = True
        self.control.cancel()


class _Run(QRunnable):
    """Runs the work in a pool's thread and tells the job how it ended."""

    def __init__(self, work: Work, job: Job) -> None:
        super().__init__()
        self._work = work
        self._job = job

    def run(self) -> None:
        """Work; every way out emits exactly one outcome and then ``ended``."""
        job = self._job
        try:
            if job.stopped:
                raise Cancelled  # noqa: TRY301 - the one way to say so
            result = self._work(job.control)
        except Cancelled:
            job.cancelled.emit()
        except LocalizerError as error:
            job.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - outer edge: a bug becomes a crash report
            job.crashed.emit(error)
        else:
            job.succeeded.emit(result)
        job.ended.emit()


class Jobs(QObject):
    """Keeps every live job referenced.

    ``problem`` carries a `LocalizerError` nobody else handles, ``crashed`` any other exception.
    """

    started = Signal(object)
    problem = Signal(object)
    crashed = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Make the two pools; the writers' has one thread, so writes happen in the order asked."""
        super().__init__(parent)
        self.live: set[Job] = set()
        self._write = QThreadPool(self)
        self._write.setMaxThreadCount(1)
        self._read = QThreadPool(self)
        self._read.setMaxThreadCount(READERS)

    def run(self, work: Work, **options: Unpack[Options]) -> Job:
        """Start ``work`` in its lane and return its handle."""
        label = options.get("label", "")
        job = Job(self, label=label, must_finish=options.get("must_finish", False))
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
        job.ended.connect(self._forget)
        self.started.emit(job)
        lane = self._write if options.get("writes", False) else self._read
        lane.start(_Run(work, job))
        return job

    @Slot()
    def _forget(self) -> None:
        job = self.sender()
        if isinstance(job, Job):
            self.live.discard(job)
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
