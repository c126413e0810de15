"""Answers become drafts: kept, marked and shown in every segment that waits, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from localizer.catalog import assignments, engine_answers, engine_runs, translations
from localizer.catalog.engine_runs import EngineRun, JobState
from localizer.i18n import N_
from localizer.model.segment import ENGINE_REASON, Origin, State
from localizer.pipeline.engine_queue import Outcome
from localizer.store.database import Step, Store
from localizer.translate.stage import NO_MATCH

#: Reasons that say no more than that nothing wrote the text: a failure says more.
_ANY_REASON: Final = (ENGINE_REASON, NO_MATCH)


def settle(
    store: Store,
    run: EngineRun,
    outcomes: Sequence[Outcome],
    beside: Callable[[Step], None] | None = None,
) -> int:
    """Write what came of jobs, and with it what ``beside`` writes; return how many segments got a draft.

    Drafts can be undone; that the engine was asked, and its answers, cannot.
    """

    def write(step: Step) -> int:
        if beside is not None:
            beside(step)
        return sum(_write(step, run, outcome) for outcome in outcomes)

    drafted = 0
    if outcomes:
        # Durable: an answer is paid for.
        label = N_("Translate with {engine}")
        key = f"engine:{run.id}"
        with store.step(label, merge_key=key, merge_within=None, engine=run.engine) as step:
            drafted = write(step)
        if step.changes:
            return drafted
    # A step in which no draft changed is taken back whole, but what was answered must stay.
    with store.derive() as step:
        return write(step)


def _write(step: Step, run: EngineRun, outcome: Outcome) -> int:
    """Write one outcome; return how many segments got a draft."""
    job = outcome.job
    if outcome.is_gone:
        engine_runs.mark(step, job.id, JobState.GONE)
        return 0
    if outcome.cause is not None:
        engine_runs.mark(step, job.id, JobState.FAILED, outcome.cause.value)
    else:
        engine_runs.mark(step, job.id, JobState.ANSWERED)
    if outcome.is_new:
        engine_answers.put(step, run.engine, run.version, job, outcome.text)
    locked = assignments.locked(step)
    waiting = [pair for pair in engine_answers.waiting(step, job) if pair.id not in locked]
    for pair in waiting:
        old = pair.translation
        if outcome.cause is not None:
            if not old.reason.startswith(_ANY_REASON):
                continue  # which word it lacks is what a person can mend
            new = replace(old, reason=f"{ENGINE_REASON}{outcome.cause.value}")
        else:
            new = replace(
                old,
                text=outcome.text,
                state=State.DRAFT,
                origin=Origin.ENGINE,
                score=0,
                reason=f"{ENGINE_REASON}{run.engine}",
            )
        translations.save(step, (pair.id, old), new)
    return 0 if outcome.cause is not None else len(waiting)
