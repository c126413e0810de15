"""Write one pitch: choose phrases of the bank whose conditions hold and fill the seconds of every beat.

The choice is drawn from a generator seeded with product, locale and seed: the same input gives the same
script, other products and other seeds other ones. The beats of one sentence come first; proof, offer and
demo then take up what is over or missing, so that the whole keeps its time.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.phrase import FACT_SLOTS, TOKENS, Phrase, PhraseBank, Style
from localizer.model.script import Beat, BeatPlan, Lane, Script, ScriptLine
from localizer.model.speech import SpeechRate
from localizer.script.brief import ScriptBrief
from localizer.script.choose import SINGLE, Choice, choose_leads, fill
from localizer.script.heard import Heard
from localizer.script.opening import Opening, opening_of
from localizer.script.said import said_line
from localizer.script.timing import CUE_SECONDS, amounts

#: The beats that take up what is over or missing, in the order in which they are filled.
FLEXIBLE: Final = (Beat.PROOF, Beat.OFFER, Beat.DEMO)
#: How far a flexible beat may be stretched or shortened, as shares of its plan.
SHORTEST_SHARE, LONGEST_SHARE = 0.6, 1.6
#: One cue of the hands for this many seconds of a beat.
SECONDS_PER_CUE: Final = 20
#: The share of scripts that speak of the festival when it is the season: a room that hears of it with every
#: product hears nothing else.
SEASONAL_SHARE: Final = 0.3
_SEASON: Final = 10.0
#: How welcome a fact is that was said before in the same script.
_SAID: Final = 0.1
#: How much more welcome a sentence written for the style is than one for any.
_IN_STYLE: Final = 1.0
#: A style's own phrases carry a beat alone when they last so many times as long.
_ENOUGH: Final = 2
#: A phrase for so many styles is no mark of any of them.
_MOST_STYLES: Final = 3
#: Kinds of products whose phrases are kept, and lines that name facts: no more than a few megabytes of each.
_KINDS_KEPT: Final = 200
_LINES_KEPT: Final = 10_000
#: Slots that become tokens: how long a line takes with them is told by the product's own amounts.
_OF_ONE: Final = frozenset({*TOKENS, "bundle"})
#: The style that helps out.
_NEXT_TO: Final = {
    Style.WARM: Style.PLAYFUL,
    Style.PLAYFUL: Style.WARM,
    Style.EXPERT: Style.PLAIN,
    Style.PLAIN: Style.EXPERT,
    Style.PREMIUM: Style.EXPERT,
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person wants of this one script beside the plan.

    ``fixed`` are beats that stay, by their place in the plan, ``locked`` lines that stay while the rest of
    their beat is written anew. ``not_opening`` is how it must not open where there is another way.
    ``per_minute`` is the host's measured pace in the rate's unit.
    """

    per_minute: int | None = None
    not_opening: Opening | None = None
    fixed: Mapping[int, Sequence[ScriptLine]] = field(default_factory=dict)
    locked: Mapping[int, Sequence[ScriptLine]] = field(default_factory=dict)


NO_WISH: Final = Wish()


@dataclass(slots=True)
class _Work:
    """What is known while a script is written."""

    brief: ScriptBrief
    rate: SpeechRate
    per_minute: int
    random: random.Random
    heard: Heard
    values: Mapping[str, str]
    sayable: Mapping[Beat, Sequence[Phrase]]
    wish: Wish = NO_WISH
    counted: Mapping[str, str] = field(default_factory=dict)
    lines: dict[str, ScriptLine] = field(default_factory=dict)
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
    heard: Heard | None = None,
    wish: Wish = NO_WISH,
) -> Script:
    """Return the pitch of ``brief`` after ``plan``, each phrase at most once.

    ``bank`` is in the brief's voice. ``heard`` is what other scripts of the show say: it is said again only
    where nothing else fits. Raises `InputError` when the bank has nothing to disclose the advertisement with.
    """
    rng = random.Random(f"{brief.product_key}|{brief.locale}|{seed}")  # noqa: S311 - varies wording
    seasonal = bool(brief.seasons) and rng.random() < SEASONAL_SHARE
    season = rng.choice(brief.seasons) if seasonal else frozenset()
    heard = Heard() if heard is None else heard
    work = _Work(
        brief,
        rate,
        wish.per_minute or rate.default,
        rng,
        heard,
        brief.values(),
        _sayable(brief, bank, season, heard),
        wish,
        counted=amounts(brief.tokens, brief.locale, brief.spoken_tokens),
    )
    lines = {place: list(kept) for place, kept in wish.fixed.items() if place < len(plan)}
    for kept in (*lines.values(), *wish.locked.values()):
        _remember(work, kept)
    _write(work, plan, lines)
    said = tuple(line for place in range(len(plan)) for line in lines[place])
    return Script(
        locale=brief.locale,
        style=brief.style.value,
        seconds=round(sum(line.seconds for line in said), 2),
        unit=rate.unit.value,
        rate_per_min=work.per_minute,
        beats=plan,
        lines=said,
        voice=bank.voice(brief.voice).id,
    )


def _write(work: _Work, plan: tuple[BeatPlan, ...], lines: dict[int, list[ScriptLine]]) -> None:
    """Write the beats of ``plan`` that have no ``lines`` yet."""
    total = sum(part.seconds for part in plan)
    for place in sorted(range(len(plan)), key=lambda at: (_turn(plan[at].beat), at)):
        if place in lines:
            continue
        part = plan[place]
        wanted = part.seconds
        if part.beat in FLEXIBLE:
            wanted = _target(part, plan, lines, total)
        lines[place] = _beat(work, part.beat, wanted, work.wish.locked.get(place, ()))
        if part.beat is Beat.DISCLOSURE and not lines[place]:
            problem = _("The phrase bank {locale} has no disclosure that fits this product.")
            raise InputError(problem.format(locale=work.brief.locale))


def _remember(work: _Work, kept: Sequence[ScriptLine]) -> None:
    """Take note of lines that stay: their phrases and facts are not said again."""
    work.used |= {line.phrase for line in kept if line.phrase}
    work.said |= {name for line in kept for name in (*line.facts, *line.tokens)}


def _sayable(
    brief: ScriptBrief, bank: PhraseBank, season: AbstractSet[str], heard: Heard
) -> Mapping[Beat, Sequence[Phrase]]:
    """Return, by beat, the phrases for the product's group whose conditions hold and slots can be filled.

    Of the festivals only ``season`` is spoken of.
    """
    held, fillable = brief.held(), brief.fillable()
    key = (bank.digest, brief.group, held, fillable, frozenset(season))
    known = heard.sayable.get(key)
    if known is not None:
        return known
    by_beat: dict[Beat, list[Phrase]] = {}
    for one in bank.phrases:
        if (
            one.group in (None, brief.group)
            and one.needs <= held
            and fillable.issuperset(one.slots)
            and (not one.festivals or one.festivals & season)
        ):
            by_beat.setdefault(one.beat, []).append(one)
    if len(heard.sayable) >= _KINDS_KEPT:
        heard.sayable.clear()
    heard.sayable[key] = by_beat
    return by_beat


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


def _beat(
    work: _Work, beat: Beat, wanted: float, locked: Sequence[ScriptLine] = ()
) -> list[ScriptLine]:
    """Return the lines of one beat, ``wanted`` seconds long: the leads, then the others in their order."""
    allowed = [one for one in work.sayable.get(beat, ()) if one.id not in work.used]
    allowed = _in_style(work, allowed, wanted)
    timed = {one.id: _line(work, one) for one in allowed}
    choices = [
        Choice(one, timed[one.id].seconds, _weight(work, one))
        for one in allowed
        if one.lane is Lane.HOST
    ]
    if beat is Beat.HOOK:
        choices = _new_hooks(work, choices, timed)
    actions = [one for one in allowed if one.lane is Lane.ACTION]
    room = min(len(actions), 1 + int(wanted // SECONDS_PER_CUE))
    wanted -= sum(line.seconds for line in locked)
    leads = (
        [] if locked else choose_leads(beat, choices, wanted, work.random, promised=work.promised)
    )
    left = wanted - CUE_SECONDS * room - sum(one.seconds for one in leads)
    more = [one.phrase for one in fill(beat, choices, leads, left)]
    first = [one.phrase for one in leads]
    _note(work, beat, [*first, *more])
    ids = {one.id for one in more} | _cues(work, allowed, [*first, *more], room)
    opens = [one for one in first if beat is not Beat.DEMO]
    ids |= {one.id for one in first}
    work.used |= ids
    ordered = [*opens, *(one for one in allowed if one.id in ids and one not in opens)]
    return [*locked, *(timed[one.id] for one in ordered)]


def _new_hooks(work: _Work, choices: list[Choice], timed: Mapping[str, ScriptLine]) -> list[Choice]:
    """Leave out what the show has opened with and how this script must not open, where any is left."""
    new = [one for one in choices if timed[one.phrase.id].text not in work.heard.hooks] or choices
    unwanted = work.wish.not_opening
    kinds = {one.phrase.id: _opening(timed[one.phrase.id]) for one in new}
    return [one for one in new if kinds[one.phrase.id] is not unwanted] or new


def _opening(line: ScriptLine) -> Opening:
    return opening_of(line.facts, line.tokens)


def _cues(work: _Work, allowed: list[Phrase], taken: list[Phrase], room: int) -> set[str]:
    """Return the ids of what hands do, up to ``room``, and of one thing the control room does.

    A cue that shows a fact or an amount needs it said.
    """
    told = {name for said in taken for name in (*said.slots, *said.needs)}
    fitting = [one for one in allowed if one.lane is not Lane.HOST and one.needs <= told]
    chosen: set[str] = set()
    for lane, most in ((Lane.ACTION, room), (Lane.CONTROL, 1)):
        cues = [one for one in fitting if one.lane is lane]
        chosen |= {one.id for one in work.random.sample(cues, min(len(cues), most))}
    return chosen


def _note(work: _Work, beat: Beat, taken: list[Phrase]) -> None:
    """Keep which values were said, and which facts the opening stirred without saying them."""
    work.said |= {slot for one in taken for slot in one.slots}
    if beat in (Beat.HOOK, Beat.PAIN):
        work.promised |= {need for one in taken for need in one.needs & FACT_SLOTS}
        work.promised -= work.said


def _in_style(work: _Work, phrases: list[Phrase], wanted: float) -> list[Phrase]:
    """Leave out what fits another style only, unless the style has too little for ``wanted`` seconds.

    Then the style next to it helps out, after all its own, and any style at last: a long pitch of goods with
    few facts. What is written for any style is warm: in a premium script it stands aside for the style next
    to it as well, but for what names a fact or rests on something established.
    """
    style = work.brief.style
    fitting = {one.id for one in phrases if not one.styles or style in one.styles}
    beside = {one.id: len(one.styles) for one in phrases if _NEXT_TO[style] in one.styles}
    # what is for most styles was only kept out of this one: it comes last of all
    near = {name for name, styles in beside.items() if styles < _MOST_STYLES}
    every = {one.id for one in phrases}
    tiers = [fitting, fitting | near, fitting | beside.keys(), every]
    if style is Style.PREMIUM:
        own = {
            one.id
            for one in phrases
            if one.id in fitting and (one.styles or one.needs or one.lane is not Lane.HOST)
        }
        tiers = [own, own | near, *tiers]
    if phrases and phrases[0].beat in SINGLE:
        wanted = 0.0  # one sentence of its own is enough
    ids = _enough(work, phrases, tiers, wanted)
    return [one for one in phrases if one.id in ids] or phrases


def _enough(
    work: _Work, phrases: list[Phrase], tiers: Sequence[set[str]], wanted: float
) -> set[str]:
    """Return the first of ``tiers`` that lasts long enough for ``wanted`` seconds, else the last one.

    A wider one has to last longer, as more of it says the same in other words.
    """
    spoken = [one for one in phrases if one.lane is Lane.HOST]
    longest: dict[str, float] = {}
    before: set[str] = set()
    for at, ids in enumerate(tiers[:-1]):
        if not before <= ids:
            longest, before = {}, set()
        for one in spoken:
            if one.id in ids and one.id not in before:
                key = one.alternative
                longest[key] = max(longest.get(key, 0.0), _line(work, one).seconds)
        before = ids
        lasts = sum(longest.values())
        if lasts and lasts >= wanted * _ENOUGH * (1 + at):
            return ids
    return tiers[-1]


def _weight(work: _Work, phrase: Phrase) -> float:
    """Return how welcome a second of ``phrase`` is: what is about this product before what fits any."""
    weight = 1.0 + work.random.random()
    if phrase.group is not None:
        weight += 1.0
    if phrase.festivals:
        weight *= _SEASON
    if work.brief.style in phrase.styles:
        weight += _IN_STYLE / len(phrase.styles)
    elif phrase.styles:
        weight *= 0.1
    if phrase.tells:
        weight = weight * _SAID if phrase.tells <= work.said else weight + 1.5
    elif phrase.needs:
        weight += 1.5
    return weight * work.heard.freshness(phrase.id)


def _line(work: _Work, phrase: Phrase) -> ScriptLine:
    """Return ``phrase`` as this script says it, timed; made once."""
    lines = work.lines if phrase.slots or phrase.needs else work.heard.lines
    line = lines.get(phrase.id)
    if line is None:
        line = lines[phrase.id] = _told(work, phrase)
    return line


def _told(work: _Work, phrase: Phrase) -> ScriptLine:
    """Return ``phrase`` as said of this product; what others share was timed with the first of them."""
    shared = _OF_ONE.isdisjoint(phrase.slots)
    key = (phrase.id, tuple([work.values.get(name, "") for name in (*phrase.slots, *phrase.needs)]))
    line = work.heard.told.get(key) if shared else None
    if line is None:
        line = said_line(phrase, work.brief, work.values, work.rate, work.counted, work.per_minute)
        if shared:
            if len(work.heard.told) >= _LINES_KEPT:
                work.heard.told.clear()
            work.heard.told[key] = line
    return line
