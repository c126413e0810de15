"""Write one pitch: choose phrases of the bank whose conditions hold and fill the seconds of every beat.

The choice is drawn from a generator seeded with product, locale and seed: the same input gives the same
script, other products and other seeds other ones. The beats of one sentence come first; proof, offer and
demo then take up what is over or missing, so that the whole keeps its time.
"""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.phrase import FACT_SLOTS, SLOT, TOKENS, Phrase, PhraseBank
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.speech import SpeechRate
from localizer.script.brief import ScriptBrief
from localizer.script.choose import Choice, choose_leads, fill
from localizer.script.timing import CUE_SECONDS, time_line

#: The beats that take up what is over or missing, in the order in which they are filled.
FLEXIBLE: Final = (Beat.PROOF, Beat.OFFER, Beat.DEMO)
#: How far a flexible beat may be stretched or shortened, as shares of its plan.
SHORTEST_SHARE, LONGEST_SHARE = 0.6, 1.6
#: One cue of the hands for this many seconds of a beat.
SECONDS_PER_CUE: Final = 20
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?…]\s+)$")


@dataclass(slots=True)
class _Work:
    """What is known while a script is written."""

    brief: ScriptBrief
    rate: SpeechRate
    per_minute: int
    random: random.Random
    avoid: Collection[str]
    values: Mapping[str, str]
    sayable: tuple[Phrase, ...]
    used: set[str] = field(default_factory=set)
    said: set[str] = field(default_factory=set)
    promised: set[str] = field(default_factory=set)


def write_script(
    brief: ScriptBrief,
    bank: PhraseBank,
    plan: tuple[BeatPlan, ...],
    rate: SpeechRate,
    *,
    seed: int,
    per_minute: int | None = None,
    avoid: Collection[str] = (),
) -> Script:
    """Return the pitch of ``brief`` after ``plan``, each phrase at most once.

    ``per_minute`` is the host's measured pace in the rate's unit, the language's default without it.
    ``avoid`` holds ids of phrases other scripts of the show have used: they are taken only where nothing
    else fits. Raises `InputError` when the bank has nothing to disclose the advertisement with.
    """
    work = _Work(
        brief,
        rate,
        per_minute or rate.default,
        random.Random(f"{brief.product_key}|{brief.locale}|{seed}"),  # noqa: S311 - varies wording
        avoid,
        brief.values(),
        _sayable(brief, bank),
    )
    total = sum(part.seconds for part in plan)
    lines: dict[int, list[ScriptLine]] = {}
    for place in sorted(range(len(plan)), key=lambda at: (_turn(plan[at].beat), at)):
        part = plan[place]
        wanted = part.seconds
        if part.beat in FLEXIBLE:
            wanted = _target(part, plan, lines, total)
        lines[place] = _beat(work, part.beat, wanted)
        if part.beat is Beat.DISCLOSURE and not lines[place]:
            problem = _("The phrase bank {locale} has no disclosure that fits this product.")
            raise InputError(problem.format(locale=bank.locale))
    said = tuple(line for place in range(len(plan)) for line in lines[place])
    return Script(
        locale=brief.locale,
        style=brief.style.value,
        seconds=round(sum(line.seconds for line in said), 2),
        unit=rate.unit.value,
        rate_per_min=work.per_minute,
        beats=plan,
        lines=said,
    )


def _sayable(brief: ScriptBrief, bank: PhraseBank) -> tuple[Phrase, ...]:
    """Return the phrases whose conditions hold and whose slots can be filled, of the product's group."""
    held, fillable = brief.held(), brief.fillable()
    return tuple(
        one
        for one in bank.phrases
        if one.group in (None, brief.group) and one.needs <= held and fillable.issuperset(one.slots)
    )


def _turn(beat: Beat) -> int:
    """Return when ``beat`` is written: the flexible ones last."""
    return FLEXIBLE.index(beat) + 1 if beat in FLEXIBLE else 0


def _target(
    part: BeatPlan, plan: tuple[BeatPlan, ...], lines: dict[int, list[ScriptLine]], total: float
) -> float:
    """Return the seconds ``part`` should take so that it bears its share of what the others left."""
    done = sum(line.seconds for group in lines.values() for line in group)
    open_seconds = sum(one.seconds for at, one in enumerate(plan) if at not in lines)
    wanted = part.seconds * (total - done) / open_seconds if open_seconds else part.seconds
    return min(max(wanted, part.seconds * SHORTEST_SHARE), part.seconds * LONGEST_SHARE)


def _beat(work: _Work, beat: Beat, wanted: float) -> list[ScriptLine]:
    """Return the lines of one beat, ``wanted`` seconds long, in the bank's order."""
    allowed = [one for one in work.sayable if one.beat is beat and one.id not in work.used]
    allowed = _in_style(allowed, work.brief)
    timed = {one.id: _line(work, one) for one in allowed}
    choices = [
        Choice(one, timed[one.id].seconds, _weight(work, one))
        for one in allowed
        if one.lane is Lane.HOST
    ]
    cues = [one for one in allowed if one.lane is not Lane.HOST]
    room = min(len(cues), 1 + int(wanted // SECONDS_PER_CUE))
    leads = choose_leads(beat, choices, wanted, work.random, promised=work.promised)
    left = wanted - CUE_SECONDS * room - sum(one.seconds for one in leads)
    taken = [one.phrase for one in (*leads, *fill(beat, choices, leads, left))]
    _note(work, beat, taken)
    cues = [one for one in cues if one.needs <= {slot for said in taken for slot in said.slots}]
    ids = {one.id for one in (*taken, *work.random.sample(cues, min(len(cues), room)))}
    work.used |= ids
    return [timed[one.id] for one in allowed if one.id in ids]


def _note(work: _Work, beat: Beat, taken: list[Phrase]) -> None:
    """Keep which values were said, and which facts the opening stirred without saying them."""
    work.said |= {slot for one in taken for slot in one.slots}
    if beat in (Beat.HOOK, Beat.PAIN):
        work.promised |= {need for one in taken for need in one.needs & FACT_SLOTS}
        work.promised -= work.said


def _in_style(phrases: list[Phrase], brief: ScriptBrief) -> list[Phrase]:
    """Leave out what fits another style only, unless nothing would be left."""
    fitting = [one for one in phrases if one.style in (None, brief.style)]
    return fitting or phrases


def _weight(work: _Work, phrase: Phrase) -> float:
    """Return how welcome a second of ``phrase`` is: what is about this product before what fits any."""
    weight = 1.0 + work.random.random()
    if phrase.group is not None:
        weight += 1.0
    if phrase.style is work.brief.style:
        weight += 0.5
    facts = {slot for slot in phrase.slots if slot not in TOKENS and slot != "product"}
    if facts:
        weight += 0.3 if facts <= work.said else 1.5
    elif phrase.needs:
        weight += 1.5
    return weight * (0.02 if phrase.id in work.avoid else 1.0)


def _line(work: _Work, phrase: Phrase) -> ScriptLine:
    """Put values into ``phrase``, leave its tokens, and time it."""
    line = ScriptLine(
        beat=phrase.beat,
        lane=phrase.lane,
        text=_filled(phrase.text, work),
        facts=tuple(sorted(phrase.needs | {slot for slot in phrase.slots if slot == "product"})),
        phrase=phrase.id,
    )
    return time_line(
        line,
        work.rate,
        work.brief.locale,
        tokens=work.brief.tokens,
        spoken=work.brief.spoken_tokens,
        per_minute=work.per_minute,
    )


def _filled(text: str, work: _Work) -> str:
    """Put the values into the slots of ``text``; a value that begins a sentence gets a capital."""

    def put(match: re.Match[str]) -> str:
        name = match.group(1)
        if name == "bundle":
            return f"{{{work.brief.bundle_token}}}"
        if name in TOKENS:
            return match.group(0)
        value = work.values[name].translate({ord("{"): None, ord("}"): None})
        if name != "brand" and _SENTENCE_START.search(text[: match.start()]):
            return value[:1].upper() + value[1:]
        return value

    return SLOT.sub(put, text)
