"""One sitting of a run: threads ask, the calling thread alone paces them and writes what comes back."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor
from concurrent.futures import wait as wait_for
from dataclasses import dataclass
from typing import Final

from localizer.catalog import engine_log, engine_runs
from localizer.catalog.engine_log import Request
from localizer.catalog.engine_runs import EngineJob, EngineRun, RunState
from localizer.jobs import Cancelled, Progress
from localizer.pipeline.engine_drafts import settle
from localizer.pipeline.engine_queue import Batch, Hints, Outcome, Queue, no_hints
from localizer.pipeline.engine_replies import Replies, Verdict, ask, judge
from localizer.pipeline.engine_spend import Spend
from localizer.store.database import Step, Store
from localizer.translate.engines.base import Cause, Engine
from localizer.translate.engines.breaker import Breaker
from localizer.translate.engines.glossary import lacking
from localizer.translate.engines.pace import LONGEST_ASKED, Chance, Pace, asked, backoff

ATTEMPTS: Final = 5
#: How often a wish to stop is looked for, seconds.
LOOK_S: Final = 0.1
#: How long answers under way are awaited: they are paid for, but a person who cancels wants to go on.
PATIENCE_S: Final = 120.0
CANCEL_S: Final = 5.0
KNOWN_CHUNK: Final = 50


class Control:
    """A person's wishes for a run under way, from any thread.

    A paused run ends its sitting in good order, so that it holds no thread and the program may be closed;
    `localizer.pipeline.engine_run.resume` goes on with it.
    """

    def __init__(self) -> None:
        """Wish for nothing."""
        self._pause = threading.Event()
        self._cancel = threading.Event()

    def pause(self) -> None:
        """Ask nothing more for now; what is under way is awaited."""
        self._pause.set()

    def cancel(self) -> None:
        """Ask nothing more, and wait a few seconds only for what is under way."""
        self._cancel.set()

    @property
    def wish(self) -> RunState | None:
        """Return how the run shall end, ``None`` to let it go on."""
        if self._cancel.is_set():
            return RunState.CANCELLED
        return RunState.PAUSED if self._pause.is_set() else None


@dataclass(frozen=True, slots=True)
class Ways:
    """What a run goes by besides its engine: a clock in seconds that only goes forward, chance, hints."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Chance = random.random
    hints: Hints = no_hints


@dataclass(frozen=True, slots=True)
class _Flight:
    """A request under way, with its row in the log."""

    batch: Batch
    log_id: int


class Session:
    """One sitting. ``drafted`` counts the segments that got a draft in it."""

    def __init__(
        self,
        store: Store,
        run: EngineRun,
        engine: Engine,
        queue: Queue,
        spend: Spend,
        ways: Ways,
    ) -> None:
        """Go on with ``run``, whose version is that of ``engine``."""
        self._store = store
        self._run = run
        self._engine = engine
        self._queue = queue
        self._spend = spend
        self._ways = ways
        self._pace = Pace(engine.info.limits.pause)
        self._breaker = Breaker()
        self._flying: dict[Future[Replies], _Flight] = {}
        self._ending: tuple[RunState, str] | None = None
        tally = engine_runs.tally(store.read(), run.id)
        self._total = tally.total
        self._done = tally.total - tally.waiting
        self.drafted = 0

    def work(self, control: Control, progress: Progress) -> tuple[RunState, str]:
        """Ask until nothing is left or something ends it; return how it ended, and the cause if any.

        An exception that is no `EngineError` is a bug of the engine and comes out here; the run can still
        be resumed.
        """
        limits = self._engine.info.limits
        pool = ThreadPoolExecutor(max(1, limits.parallel), thread_name_prefix="engine")
        try:
            self._heed(control, progress)
            self._draft_known(control, progress)
            while self._ending is None:
                pause = self._send(pool)
                if pause is None:
                    self._end(RunState.DONE)
                elif self._ending is None:
                    self._rest(pause)
                self._heed(control, progress)
            self._land(control, progress)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
        assert self._ending is not None  # noqa: S101 - the loop ends by it
        return self._ending

    def _end(self, state: RunState, cause: str = "") -> None:
        """Ask nothing more; the first reason counts, but a person's cancel overrules."""
        if self._ending is None or state is RunState.CANCELLED:
            self._ending = state, cause

    def _heed(self, control: Control, progress: Progress) -> None:
        """Tell how far the work is, and do what a person wishes."""
        try:
            progress.step(self._done, self._total)
        except Cancelled:
            control.cancel()
        finished = self._ending is not None and self._ending[0] is RunState.DONE
        if control.wish is not None and not finished:
            self._end(control.wish)

    def _draft_known(self, control: Control, progress: Progress) -> None:
        """Take what the engine has answered before: a text is never asked for twice."""
        reader, run = self._store.read(), self._run
        for pair in engine_runs.waiting_pairs(reader, run.id):
            after = 0
            while self._ending is None:
                known = engine_runs.known_jobs(reader, run, pair, after=after, limit=KNOWN_CHUNK)
                if not known:
                    break
                self._write(
                    [Outcome(job, text) for job, text in known if self._still_fits(job, text)]
                )
                after = known[-1][0].id
                self._heed(control, progress)

    def _still_fits(self, job: EngineJob, text: str) -> bool:
        """Tell whether an answer of before has the terms of today; else the text is asked for again."""
        terms, _hits = self._ways.hints(job)
        return not lacking(text, terms, job.target_locale)

    def _send(self, pool: ThreadPoolExecutor) -> float | None:
        """Start what may start; return the seconds to wait for more, ``None`` when all is done."""
        while len(self._flying) < max(1, self._engine.info.limits.parallel):
            now = self._ways.now()
            pause = self._pause(now)
            if pause is None:
                return LOOK_S if self._flying else None
            if pause > 0:
                return pause
            batch = self._queue.take(now)
            if self._queue.settled:
                self._write(self._queue.settled)
                self._queue.settled.clear()
            if batch is not None and not self._spend.allows(self._engine.weight(batch.asks)):
                self._end(RunState.STOPPED, Cause.STOPPED.value)
                return 0.0
            if batch is None:
                return 0.0  # a page without a request: time to look for a wish
            self._start(pool, batch, now)
        return LOOK_S

    def _pause(self, now: float) -> float | None:
        """Return the seconds until a request may start, ``None`` when nothing waits for one."""
        pause = self._queue.wait(now)
        if pause is None:
            return None
        if self._flying and not self._breaker.is_closed:
            return LOOK_S  # one request tries whether the engine is back
        return max(pause, self._pace.wait(now), self._breaker.wait(now))

    def _start(self, pool: ThreadPoolExecutor, batch: Batch, now: float) -> None:
        """Note a request, then send it."""
        info, chars = self._engine.info, self._engine.weight(batch.asks)
        request = Request(
            engine=info.id,
            host=info.host,
            source_locale=batch.pair.source,
            target_locale=batch.pair.target,
            texts=len(batch.items),
            chars=chars,
            cost=self._spend.send(chars),
            cause=Cause.STOPPED.value,  # unless something comes back
            run_id=self._run.id,
        )
        with self._store.derive() as step:
            log_id = engine_log.begin(step, request)
            engine_runs.count_attempts(step, [item.job.id for item in batch.items])
        self._pace.started(now)
        future = pool.submit(ask, self._engine, batch)
        self._flying[future] = _Flight(batch, log_id)

    def _rest(self, pause: float) -> None:
        """Wait for an answer, or for the moment when more may be asked."""
        if not self._flying:
            self._ways.sleep(min(pause, LOOK_S))
            return
        done, _flying = wait_for(self._flying, min(pause, LOOK_S), FIRST_COMPLETED)
        for future in done:
            self._arrive(future)

    def _land(self, control: Control, progress: Progress) -> None:
        """Await what is under way, within patience."""
        waited = 0.0
        while self._flying:
            cancelled = self._ending is not None and self._ending[0] is RunState.CANCELLED
            if waited >= (CANCEL_S if cancelled else PATIENCE_S):
                return
            self._rest(LOOK_S)
            self._heed(control, progress)
            waited += LOOK_S

    def _arrive(self, future: Future[Replies]) -> None:
        """Take what came back, and write all of it at once."""
        flight = self._flying.pop(future)
        verdict = judge(flight.batch, future.result())
        now = self._ways.now()
        self._follow(flight.batch, verdict, now)

        def log(step: Step) -> None:
            engine_log.finish(
                step,
                flight.log_id,
                answered=verdict.answered,
                cause=verdict.cause,
                detail=verdict.detail,
            )

        self._write(verdict.outcomes, log)

    def _follow(self, batch: Batch, verdict: Verdict, now: float) -> None:
        """Decide what is asked next, and when."""
        if verdict.is_up is not None:
            if verdict.is_up:
                self._breaker.succeeded()
            else:
                self._breaker.failed(now)
        if verdict.apart:
            self._queue.halve(Batch(batch.pair, tuple(verdict.apart)))
        if verdict.again:
            self._retry(batch, verdict, now)
        if verdict.ending is not None:
            self._end(RunState.STOPPED, verdict.ending.value)
        elif self._breaker.gave_up:
            self._end(RunState.STOPPED, verdict.cause)

    def _retry(self, batch: Batch, verdict: Verdict, now: float) -> None:
        """Ask again after a while what failed for a reason that passes, as long as there are attempts."""
        pause = asked(verdict.retry_after)
        if pause > LONGEST_ASKED:
            self._end(RunState.STOPPED, verdict.cause)
            return
        left = []
        for item in verdict.again:
            item.failures += 1
            if item.failures < ATTEMPTS:
                left.append(item)
            else:
                verdict.outcomes.append(Outcome(item.job, cause=verdict.again_cause))
        if not left:
            return
        delay = max(pause, backoff(max(item.failures for item in left), self._ways.chance))
        if pause or verdict.again_cause is Cause.RATE:
            self._pace.hold(now, delay)
        self._queue.again(Batch(batch.pair, tuple(left)), now + delay)

    def _write(self, outcomes: list[Outcome], beside: Callable[[Step], None] | None = None) -> None:
        self.drafted += settle(self._store, self._run, outcomes, beside)
        self._done += len(outcomes)
