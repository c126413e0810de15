"""What came back from an engine is sorted: texts to show, failures, texts to be asked again or apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from localizer.pipeline.engine_queue import Batch, Item, Outcome
from localizer.translate.engines.base import LASTING, PASSING, Cause, Engine, EngineError, Reply
from localizer.translate.engines.guard import checked
from localizer.translate.placeholders import PlaceholderError, restore

#: Asked in smaller requests, the other texts may well be answered.
_APART: Final = frozenset({Cause.COUNT, Cause.MALFORMED, Cause.TRUNCATED})
#: Nothing more is asked in this run.
_ENDING: Final = LASTING | {Cause.STOPPED}

#: What comes back from a request: a reply for each text, or the failure of all.
Replies = Sequence[Reply] | EngineError


@dataclass(slots=True)
class Verdict:
    """What becomes of the texts of one request, with what the log says of it.

    ``again`` are tried once more, ``apart`` in smaller requests; ``ending`` is why the run stops here.
    ``is_up`` tells whether the service answers at all, ``None`` where that is not certain.
    """

    outcomes: list[Outcome] = field(default_factory=list)
    again: list[Item] = field(default_factory=list)
    apart: list[Item] = field(default_factory=list)
    again_cause: Cause | None = None
    ending: Cause | None = None
    is_up: bool | None = None
    cause: str = ""
    detail: str = ""
    retry_after: float | None = None

    @property
    def answered(self) -> int:
        """Return how many texts can be shown."""
        return sum(1 for outcome in self.outcomes if outcome.text)


def ask(engine: Engine, batch: Batch) -> Replies:
    """Send one request: the only thing done in a thread of its own. It may take long."""
    try:
        return engine.translate(batch.asks, batch.pair.source, batch.pair.target)
    except EngineError as error:
        return error


def judge(batch: Batch, came: Replies) -> Verdict:
    """Sort the replies to a batch, or the failure of all of it."""
    if not isinstance(came, EngineError):
        if len(came) == len(batch.items):
            return _judge_each(batch, came)
        came = EngineError(Cause.COUNT, f"{len(came)} replies to {len(batch.items)} texts")
    verdict = Verdict(cause=came.cause.value, detail=came.detail, retry_after=came.retry_after)
    for item in batch.items:
        _fail(verdict, item, came.cause, alone=len(batch.items) == 1)
    if came.cause in PASSING or came.cause is Cause.PAGE:
        verdict.is_up = False
    return verdict


def _judge_each(batch: Batch, replies: Sequence[Reply]) -> Verdict:
    verdict = Verdict()
    for item, reply in zip(batch.items, replies, strict=True):
        if reply.cause is not None:
            _note(verdict, reply.cause, reply.detail)
            _fail(verdict, item, reply.cause, alone=len(batch.items) == 1)
            continue
        outcome, detail = _outcome(item, reply, batch)
        if outcome.cause is not None:
            _note(verdict, outcome.cause, detail)
        verdict.outcomes.append(outcome)
    if verdict.outcomes:
        verdict.is_up = True
    elif all(reply.cause in PASSING for reply in replies):
        verdict.is_up = False
    return verdict


def _note(verdict: Verdict, cause: Cause, detail: str) -> None:
    """Keep the first cause for the log."""
    if not verdict.cause:
        verdict.cause, verdict.detail = cause.value, detail


def _fail(verdict: Verdict, item: Item, cause: Cause, *, alone: bool) -> None:
    if cause in _ENDING:
        verdict.ending = cause
    elif cause in PASSING:
        verdict.again_cause = cause
        verdict.again.append(item)
    elif cause in _APART and not alone:
        verdict.apart.append(item)
    else:
        verdict.outcomes.append(Outcome(item.job, cause=cause))


def _outcome(item: Item, reply: Reply, batch: Batch) -> tuple[Outcome, str]:
    """Return what one reply is worth, and the detail of a failure for the log."""
    good = checked(item.ask, reply, batch.pair.source, batch.pair.target, item.ask.terms)
    if good.cause is not None:
        return Outcome(item.job, cause=good.cause), good.detail
    try:
        text = restore(good.text, item.shielded.originals)
    except PlaceholderError:
        return Outcome(item.job, cause=Cause.PLACEHOLDER), ""
    if not text:
        return Outcome(item.job, cause=Cause.EMPTY), ""
    return Outcome(item.job, text, is_new=True), ""
