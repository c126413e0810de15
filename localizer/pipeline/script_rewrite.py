"""Have a language model reword a script: its lines are sent, what comes back is judged, a person takes lines.

Only engines the person turned on are asked, and every request is noted before it goes out.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial
from typing import Final

from localizer.catalog import scripts
from localizer.catalog.scripts import StoredScript
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.script import Lane, Script, ScriptLine
from localizer.model.segment import State
from localizer.pipeline.asking import Asking
from localizer.pipeline.engine_run import refuse_unpriced
from localizer.pipeline.engine_spend import Spend, cost_of
from localizer.pipeline.engines import CHAT, answerer_of
from localizer.pipeline.recheck import recheck
from localizer.pipeline.script_ground import Judged, judged_by, no_answer
from localizer.pipeline.tools import Tools
from localizer.script import rewrite as words
from localizer.script.rewording import Refusal, RefusalCode, judge, reworded, stands
from localizer.script.rewrite import AskedLine, Setting
from localizer.script.timing import time_line
from localizer.settings import EngineSetting, Settings
from localizer.store.database import Reader, Store
from localizer.translate.engines.base import LASTING, Cause, Engine, Question
from localizer.translate.engines.chat_words import locale_name

#: Asked for fewer lines at once, the others may well come back.
_APART: Final = frozenset({Cause.COUNT, Cause.MALFORMED, Cause.TRUNCATED, Cause.TOO_LONG})
#: What is put in anew each time is no fact for a model.
_UNTOLD: Final = frozenset({"product", "festival", "bundle_quantity"})
NO_CHANGES: Final = Changes()


@dataclass(frozen=True, slots=True)
class RewrittenLine:
    """What came of one line: ``after`` is empty where nothing usable came back."""

    index: int
    before: ScriptLine
    after: str
    refusals: tuple[Refusal, ...] = ()

    @property
    def is_same(self) -> bool:
        """Tell whether the wording is the one of before."""
        return self.after == self.before.text

    @property
    def accepted(self) -> bool:
        """Tell whether it may be taken."""
        return bool(self.after) and not self.is_same and stands(self.refusals)


@dataclass(frozen=True, slots=True)
class Sending:
    """What would be sent: how many lines and characters, whereto (empty: this machine), for how much."""

    lines: int
    chars: int
    host: str
    cost: Decimal | None
    currency: str


@dataclass(frozen=True, slots=True)
class RewriteReport:
    """What came of a rewording in ``locale``: ``chars`` were sent in ``requests``, for ``cost``.

    ``changes`` is empty where the lines were only shown.
    """

    locale: str
    lines: tuple[RewrittenLine, ...]
    requests: int
    chars: int
    cost: Decimal
    currency: str
    changes: Changes = NO_CHANGES

    @property
    def accepted(self) -> tuple[RewrittenLine, ...]:
        """Return the lines that may be taken."""
        return tuple(line for line in self.lines if line.accepted)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was saved of the lines a person took: ``taken`` of them, not those ``refused`` by now."""

    taken: int
    refused: tuple[RewrittenLine, ...]
    changes: Changes


def rewriters(chosen: Settings) -> tuple[EngineSetting, ...]:
    """Return the engines that are turned on and can reword."""
    return tuple(one for one in chosen.engines if one.kind == CHAT)


def sending(
    reader: Reader,
    tools: Tools,
    script_id: int,
    engine: Engine,
    *,
    places: Collection[int] | None = None,
) -> Sending:
    """Return what rewording a script (or the beats at ``places`` of its plan) would send; nothing is.

    Raises `InputError` for an engine that only translates, and where the script is gone or can not be
    judged now.
    """
    answerer_of(engine)
    found = judged_by(reader, tools, _stored(reader, script_id))
    wanted = _wanted(found.stored.script, places)
    batches = _batches(found, wanted, engine)
    chars = sum(_question(found, batch).weight for batch in batches)
    info = engine.info
    cost = None if info.price is None else cost_of(chars, info.price)
    currency = "" if info.price is None else info.price.currency
    return Sending(len(wanted), chars, info.host, cost, currency)


def rewrite_script(
    store: Store,
    tools: Tools,
    script_id: int,
    engine: Engine,
    *,
    places: Collection[int] | None = None,
    keep: bool = True,
    ceiling: Decimal | None = None,
    progress: Progress = SILENT,
) -> RewriteReport:
    """Have ``engine`` reword the host's lines of a script, or of the beats at ``places`` of its plan.

    Locked lines are not sent. What invents, loses or promises something stays as it was, with the reason.
    With ``keep`` the accepted lines are saved as one step, else they are only shown. No request is sent
    that would cost more than ``ceiling`` in all. Raises what `sending` raises.
    """
    answerer_of(engine)
    refuse_unpriced(engine, ceiling)
    found = judged_by(store.read(), tools, _stored(store.read(), script_id))
    rewording = _Rewording(store, engine, found, Spend(engine.info.price, ceiling))
    lines = rewording.work(_wanted(found.stored.script, places), progress)
    asking = rewording.asking
    price = engine.info.price
    report = RewriteReport(
        found.ground.locale,
        lines,
        asking.requests,
        asking.spend.chars,
        asking.spend.cost,
        "" if price is None else price.currency,
    )
    if keep and report.accepted:
        kept = keep_rewritten(store, tools, script_id, report.accepted)
        report = replace(report, lines=_with(report.lines, kept.refused), changes=kept.changes)
    return report


def keep_rewritten(
    store: Store, tools: Tools, script_id: int, chosen: Sequence[RewrittenLine]
) -> Kept:
    """Save the rewordings a person took, as one step; each is judged again by what holds now.

    A line somebody changed or locked meanwhile stays as it is. Raises `InputError` where the script is gone.
    """
    found = judged_by(store.read(), tools, _stored(store.read(), script_id))
    with store.step(N_("Reword a script")) as step:
        stored = _stored(step, script_id)
        lines = list(stored.script.lines)
        refused: list[RewrittenLine] = []
        for one in chosen:
            against = _against(stored.script, one, found)
            if stands(against):
                lines[one.index] = _timed(found, one)
            else:
                refused.append(replace(one, refusals=against))
        if len(refused) < len(chosen):
            seconds = round(sum(line.seconds for line in lines), 2)
            script = replace(stored.script, lines=tuple(lines), seconds=seconds)
            scripts.save(step, replace(stored, script=script, state=State.DRAFT, edited=True))
    changes = recheck(store, tools, step.changes, [found.stored.product_id])
    return Kept(len(chosen) - len(refused), tuple(refused), changes)


def _stored(reader: Reader, script_id: int) -> StoredScript:
    try:
        return scripts.load(reader, script_id)
    except LookupError:
        raise InputError(_("The script is not there any more.")) from None


def _against(script: Script, one: RewrittenLine, found: Judged) -> tuple[Refusal, ...]:
    """Return what speaks against a rewording in the script as it is now."""
    now = script.lines[one.index] if 0 <= one.index < len(script.lines) else None
    if now is None or (now.text, now.beat, now.lane) != (
        one.before.text,
        one.before.beat,
        one.before.lane,
    ):
        return (Refusal(RefusalCode.CHANGED, N_("The line was changed meanwhile.")),)
    if now.locked:
        return (Refusal(RefusalCode.LOCKED, N_("The line was locked meanwhile.")),)
    return judge(now, one.after, found.ground)


def _timed(found: Judged, one: RewrittenLine) -> ScriptLine:
    """Return the line in its new words, with the time they take."""
    ground, brief = found.ground, found.brief
    line = reworded(one.before, one.after, ground)
    if ground.rate is None:
        return line
    return time_line(
        line,
        ground.rate,
        ground.locale,
        tokens=brief.tokens,
        spoken=brief.spoken_tokens,
        per_minute=ground.per_minute,
    )


def _with(
    lines: Sequence[RewrittenLine], refused: Sequence[RewrittenLine]
) -> tuple[RewrittenLine, ...]:
    """Return ``lines`` with those that could not be saved in the end."""
    late = {one.index: one for one in refused}
    return tuple(late.get(one.index, one) for one in lines)


def _wanted(script: Script, places: Collection[int] | None) -> tuple[int, ...]:
    """Return the lines to be sent: what the host says, not locked, with words in it.

    Raises `InputError` where there is none.
    """
    found: list[int] = []
    at = 0
    for place, lines in enumerate(script.by_place()):
        for index, line in enumerate(lines, at):
            is_asked = places is None or place in places
            if is_asked and line.lane is Lane.HOST and not line.locked and _has_words(line):
                found.append(index)
        at += len(lines)
    if not found:
        raise InputError(_("There is no line to reword: all are locked or without words."))
    return tuple(found)


def _has_words(line: ScriptLine) -> bool:
    return any(map(str.isalpha, line.text))


def _batches(found: Judged, wanted: Sequence[int], engine: Engine) -> list[tuple[int, ...]]:
    """Return the lines of each request, as many as the engine takes at once."""
    limits, lines = engine.info.limits, found.stored.script.lines
    batches: list[list[int]] = []
    chars = 0
    for index in wanted:
        long = len(lines[index].text)
        full = batches and (len(batches[-1]) >= limits.texts or chars + long > limits.request_chars)
        if full or not batches:
            batches.append([])
            chars = 0
        batches[-1].append(index)
        chars += long
    return [tuple(batch) for batch in batches]


def _question(found: Judged, batch: Sequence[int]) -> Question:
    """Return what is asked for some lines: the facts they rest on go along, no others."""
    script, ground, brief = found.stored.script, found.ground, found.brief
    lines = [script.lines[index] for index in batch]
    asked = [
        AskedLine(number, line.beat, line.seconds, line.text)
        for number, line in enumerate(lines, 1)
    ]
    named = {name for line in lines for name in line.facts} & brief.now().held - _UNTOLD
    setting = Setting(
        locale_name(ground.locale),
        ground.locale,
        script.style,
        script.voice,
        {name: value for name in sorted(named) if (value := ground.facts.values.get(name, ""))},
        tuple(name for name in ground.keep if any(name in line.text for line in lines)),
        ground.never,
    )
    return Question(
        words.rules(setting),
        words.material(asked, setting),
        words.SCHEMA,
        words.answer_chars(asked),
    )


class _Rewording:
    """The requests of one rewording."""

    def __init__(self, store: Store, engine: Engine, found: Judged, spend: Spend) -> None:
        locale = found.ground.locale
        self.asking = Asking(store, engine, spend, (locale, locale))
        self._engine = engine
        self._found = found

    def work(self, wanted: Sequence[int], progress: Progress) -> tuple[RewrittenLine, ...]:
        """Ask for ``wanted``; a request that came back in pieces is asked again in halves."""
        waiting = deque(_batches(self._found, wanted, self._engine))
        done: dict[int, RewrittenLine] = {}
        while waiting:
            batch = waiting.popleft()
            progress.step(len(done), len(wanted))
            texts, cause = self._answered(batch, partial(progress.step, len(done), len(wanted)))
            if cause in _APART and len(batch) > 1:
                middle = len(batch) // 2
                waiting.extendleft((batch[middle:], batch[:middle]))
                continue
            if cause in LASTING or cause is Cause.STOPPED:
                batch = (*batch, *(index for other in waiting for index in other))
                waiting.clear()
            done |= {index: self._judged(index, texts, cause) for index in batch}
        progress.step(len(wanted), len(wanted))
        return tuple(done[index] for index in wanted)

    def _judged(self, index: int, texts: Mapping[int, str], cause: Cause | None) -> RewrittenLine:
        before = self._found.stored.script.lines[index]
        after = texts.get(index, "")
        if cause is not None:
            return RewrittenLine(index, before, "", (no_answer(cause),))
        return RewrittenLine(index, before, after, judge(before, after, self._found.ground))

    def _answered(
        self, batch: Sequence[int], look: Callable[[], object]
    ) -> tuple[Mapping[int, str], Cause | None]:
        """Return the new texts by line, or why there are none."""

        def read(content: str) -> dict[int, str]:
            found = words.read_answer(content, range(1, len(batch) + 1))
            return {index: found[number] for number, index in enumerate(batch, 1)}

        question = _question(self._found, batch)
        texts, cause = self.asking.answered(question, len(batch), read, look)
        return texts or {}, cause


def places_of(stored: StoredScript, beats: Collection[str]) -> Iterator[int]:
    """Yield the places of the plan with one of ``beats``."""
    for place, part in enumerate(stored.script.beats):
        if part.beat.value in beats:
            yield place
