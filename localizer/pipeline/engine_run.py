"""Let an engine draft what nobody else gave; killed or stopped, a run goes on later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from localizer.catalog import engine_log, engine_runs
from localizer.catalog.engine_runs import EngineRun, RunState
from localizer.errors import InputError
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.pipeline.engine_queue import Plan, Preparer, Queue
from localizer.pipeline.engine_session import Control, Session, Ways
from localizer.pipeline.engine_spend import Spend
from localizer.pipeline.own_base import own_base
from localizer.pipeline.tools import Tools
from localizer.store.database import Store
from localizer.store.engine_lane import engine_lane
from localizer.translate.engines.base import Cause, Engine

__all__ = ["Control", "RunReport", "Ways", "report", "resume", "start"]


@dataclass(frozen=True, slots=True)
class RunReport:
    """What came of a run so far, over all its sittings; ``drafted`` segments are those of the last one.

    ``answered`` texts are translated, ``cached`` of them without being sent; ``waiting`` ones can still be
    asked, ``gone`` ones nobody waits for any more. ``cost`` is in ``currency``, of all ``chars`` sent.
    """

    run_id: int
    state: RunState
    cause: Cause | None
    answered: int
    cached: int
    waiting: int
    gone: int
    failed: Mapping[Cause, int]
    requests: int
    chars: int
    cost: Decimal
    currency: str
    drafted: int = 0


def start(
    store: Store,
    tools: Tools,
    engine: Engine,
    plan: Plan,
    *,
    ceiling: Decimal | None = None,
    progress: Progress = SILENT,
    control: Control | None = None,
    ways: Ways | None = None,
) -> RunReport:
    """Ask ``engine`` for what ``plan`` counted; it may cost ``ceiling`` (``None``: anything).

    What is asked is what waits now. Every answer is a draft, in every segment with that text, as one step to
    be undone. A failed text stays untranslated with the cause as its reason. Raises `InputError` for the plan
    of another engine, `WorkspaceError` when the workspace cannot be written.
    """
    info = engine.info
    if (plan.engine, plan.version) != (info.id, info.version):
        raise _other_engine(plan.engine, info.id)
    refuse_unpriced(engine, ceiling)
    run = EngineRun(
        engine=info.id,
        version=info.version,
        state=RunState.RUNNING,
        ceiling="" if ceiling is None else str(ceiling),
        currency="" if info.price is None else info.price.currency,
    )
    with engine_lane(store.path):
        with store.derive() as step:
            number = engine_runs.create(step, run)
            engine_runs.write_jobs(step, number, plan.scope)
        return _work(store, tools, engine, number, progress, control, ways)


def resume(
    store: Store,
    tools: Tools,
    engine: Engine,
    run_id: int,
    *,
    ceiling: Decimal | None = None,
    progress: Progress = SILENT,
    control: Control | None = None,
    ways: Ways | None = None,
) -> RunReport:
    """Ask what still waits in a run that was paused, stopped, cancelled or killed.

    A ``ceiling`` takes the place of the run's own; what was spent before counts. Raises `LookupError` where
    there is no such run, `InputError` for one of another engine.
    """
    run = engine_runs.find(store.read(), run_id)
    if run.engine != engine.info.id:
        raise _other_engine(run.engine, engine.info.id)
    refuse_unpriced(engine, ceiling if ceiling is not None else run.ceiling)
    with engine_lane(store.path):
        with store.derive() as step:
            engine_runs.set_state(step, run_id, RunState.RUNNING)
            if ceiling is not None:
                engine_runs.set_ceiling(step, run_id, str(ceiling))
        return _work(store, tools, engine, run_id, progress, control, ways)


def report(store: Store, run_id: int, *, drafted: int = 0) -> RunReport:
    """Return what came of a run so far. Raises `LookupError` where there is none."""
    reader = store.read()
    run = engine_runs.find(reader, run_id)
    tally = engine_runs.tally(reader, run_id)
    sent = engine_log.sent(reader, run_id)
    return RunReport(
        run_id=run_id,
        state=run.state,
        cause=Cause(run.cause) if run.cause else None,
        answered=tally.answered,
        cached=tally.unsent,
        waiting=tally.waiting,
        gone=tally.gone,
        failed={Cause(cause): number for cause, number in tally.failed.items()},
        requests=sent.requests,
        chars=sent.chars,
        cost=sent.cost,
        currency=run.currency,
        drafted=drafted,
    )


def _work(
    store: Store,
    tools: Tools,
    engine: Engine,
    run_id: int,
    progress: Progress,
    control: Control | None,
    ways: Ways | None,
) -> RunReport:
    """Sit down to a run until it ends one way or another."""
    reader = store.read()
    ways = ways or Ways()
    run = replace(engine_runs.find(reader, run_id), version=engine.info.version)
    sent = engine_log.sent(reader, run_id)
    ceiling = Decimal(run.ceiling) if run.ceiling else None
    spend = Spend(engine.info.price, ceiling, chars=sent.chars, cost=sent.cost)
    preparer = Preparer(own_base(reader, tools), ways.hints)
    session = Session(store, run, engine, Queue(store, run_id, engine, preparer), spend, ways)
    state, cause = session.work(control or Control(), progress)
    with store.derive() as step:
        engine_runs.set_state(step, run_id, state, cause)
    return report(store, run_id, drafted=session.drafted)


def refuse_unpriced(engine: Engine, ceiling: Decimal | str | None) -> None:
    """Raise `InputError` for a ceiling that cannot be kept."""
    if ceiling not in (None, "") and engine.info.price is None:
        problem = _("Nobody knows what {engine} costs, so a ceiling cannot be kept. Set its price.")
        raise InputError(problem.format(engine=engine.info.id))


def _other_engine(wanted: str, given: str) -> InputError:
    return InputError(
        _("This was planned for {wanted}, not for {given}. Choose {wanted}, or plan again.").format(
            wanted=wanted, given=given
        )
    )
