"""Choose phrases for the seconds of one beat: what must be said first, then what fills the time closest."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

from localizer.model.phrase import CLAIM_CONDITIONS, Phrase
from localizer.model.script import Beat

#: Time is filled on a grid of tenths of a second.
GRID: Final = 10
#: Differences from the wanted time below this count as the same, so that the better phrases win.
NEAR_S: Final = 0.6
#: How far a lead may overrun its beat; the beats filled later give the time back.
LEAD_SLACK_S: Final = 1.2
#: Beyond the first, one more scene of trouble for this many seconds.
SECONDS_PER_SCENE: Final = 9
#: Beyond the first, one more “ask me” for this many seconds: then questions are read out and answered.
SECONDS_PER_INVITATION: Final = 20
#: Beats of one sentence: another one would say the same again.
SINGLE: Final = frozenset({Beat.DISCLOSURE, Beat.CTA, Beat.TRANSITION})


@dataclass(frozen=True, slots=True)
class Choice:
    """A phrase that may be said, the seconds it takes and how welcome each of them is."""

    phrase: Phrase
    seconds: float
    weight: float


def choose_leads(
    beat: Beat,
    choices: Sequence[Choice],
    wanted: float,
    rng: random.Random,
    *,
    promised: AbstractSet[str] = frozenset(),
) -> list[Choice]:
    """Return what ``beat`` must say: one lead, and the AI note where a voice is artificial.

    The lead is a scene of the product's own world for pain, the name for reveal, the price for the offer, the
    disclosure, the call, the next product where it is known, and in the demo one of the facts ``promised``
    by a scene before. Drawn are those that fit into ``wanted`` seconds, else the shortest is taken.
    """
    notes = [one for one in choices if "ai_voice" in one.phrase.needs]
    leads = _lead_candidates(beat, [one for one in choices if one not in notes])
    if beat is Beat.DEMO:
        leads = [one for one in choices if promised & set(one.phrase.slots)]
    chosen = [_draw(notes, wanted, rng)] if notes else []
    if leads:
        once = beat in SINGLE or (beat is Beat.URGENCY and not _pressing(leads))
        chosen.insert(0, _draw(leads, wanted, rng, closest=once))
    return chosen


def fill(
    beat: Beat, choices: Sequence[Choice], leads: Sequence[Choice], wanted: float
) -> list[Choice]:
    """Return the phrases beside ``leads`` whose seconds together come closest to ``wanted``.

    Among those about equally close the more welcome ones win. Phrases with the same slots are alternatives.
    """
    if beat in SINGLE or (beat is Beat.PAIN and not leads):
        return []
    taken = {one.phrase.alternative for one in leads}
    pool = [one for one in choices if one.phrase.alternative not in taken]
    pool = _one_festival(pool, leads)
    if beat is Beat.URGENCY:
        # who has nothing to urge with says so once
        pool = [one for one in pool if _pressing([one])] if _pressing(leads) else []
    if beat is Beat.QA:
        pool = _fewer_invitations(pool, 1 + int(wanted // SECONDS_PER_INVITATION))
    if beat is Beat.PAIN:
        pool = _fewer(pool, int(wanted // SECONDS_PER_SCENE), scenes=True)
        pool = _fewer(pool, 1 + int(wanted // SECONDS_PER_SCENE), scenes=False)
    return _closest(_by_alternative(pool), wanted)


def _one_festival(pool: list[Choice], leads: Sequence[Choice]) -> list[Choice]:
    """Leave one phrase of a festival in ``pool``, none where a lead speaks of it: once a beat is enough."""
    seasonal = [one for one in pool if one.phrase.festivals]
    told = any(one.phrase.festivals for one in leads)
    kept = None if told or not seasonal else max(seasonal, key=lambda one: one.weight)
    return [one for one in pool if one is kept or not one.phrase.festivals]


def _pressing(choices: Iterable[Choice]) -> bool:
    """Tell whether any of ``choices`` rests on an offer, an end or a stock."""
    return any(one.phrase.needs & CLAIM_CONDITIONS for one in choices)


def _fewer(pool: list[Choice], most: int, *, scenes: bool) -> list[Choice]:
    """Leave the ``most`` welcome scenes, or follow-ups, among ``pool``.

    A pitch tells of one trouble, a long one of some; nobody goes on nodding.
    """
    these = [one for one in pool if _is_scene(one.phrase) is scenes]
    kept = sorted(these, key=lambda one: -one.weight)[:most]
    return [one for one in pool if one in kept or _is_scene(one.phrase) is not scenes]


def _fewer_invitations(pool: list[Choice], most: int) -> list[Choice]:
    """Leave the ``most`` welcome phrases that only ask for questions among ``pool``."""
    asking = [one for one in pool if not one.phrase.needs]
    kept = sorted(asking, key=lambda one: -one.weight)[:most]
    return [one for one in pool if one.phrase.needs or one in kept]


def _is_scene(phrase: Phrase) -> bool:
    return phrase.group is not None or phrase.opens


def _lead_candidates(beat: Beat, choices: list[Choice]) -> list[Choice]:
    """Return the phrases one of which ``beat`` begins with or rests on; empty where any will do."""
    if beat in SINGLE:
        return [one for one in choices if _preferred(beat, one.phrase)] or choices
    if beat is Beat.HOOK:
        return choices
    named = {Beat.REVEAL: ("product",), Beat.OFFER: ("price",)}.get(beat)
    if named is not None:
        return [one for one in choices if one.phrase.slots == named]
    if beat is Beat.PAIN:
        return [one for one in choices if _is_scene(one.phrase)]
    if beat is Beat.URGENCY:
        return [one for one in choices if one.phrase.needs & CLAIM_CONDITIONS] or choices
    return []


def _preferred(beat: Beat, phrase: Phrase) -> bool:
    """Tell whether a beat of one sentence is better for ``phrase``: it says who pays, or what comes next."""
    if beat is Beat.DISCLOSURE:
        return bool(phrase.needs)
    return beat is Beat.TRANSITION and "next" in phrase.slots


def _draw(
    choices: Sequence[Choice], wanted: float, rng: random.Random, *, closest: bool = False
) -> Choice:
    """Draw by weight among the choices that fit; ``closest`` draws among those nearest to ``wanted``."""
    shortest = min(choices, key=lambda one: one.seconds)
    if closest:
        gap = min(abs(one.seconds - wanted) for one in choices)
        fitting = [one for one in choices if abs(one.seconds - wanted) <= gap + NEAR_S]
    else:
        fitting = [one for one in choices if one.seconds <= wanted + LEAD_SLACK_S] or [shortest]
    return rng.choices(fitting, [one.weight for one in fitting])[0]


def _by_alternative(choices: Iterable[Choice]) -> list[list[Choice]]:
    """Group the choices of which one at most is taken."""
    groups: dict[str, list[Choice]] = {}
    for one in choices:
        groups.setdefault(one.phrase.alternative, []).append(one)
    return list(groups.values())


def _closest(groups: Iterable[list[Choice]], wanted: float) -> list[Choice]:
    """Solve the choice of at most one phrase a group exactly: a table of the best set for each time."""
    limit = max(0, round((wanted + NEAR_S * 2) * GRID))
    best: dict[int, tuple[float, _Taken | None]] = {0: (0.0, None)}
    for group in groups:
        steps = [
            (max(1, round(one.seconds * GRID)), one.weight * one.seconds, one) for one in group
        ]
        grown = dict(best)
        for time, (worth, taken) in best.items():
            for step, gain, one in steps:
                longer = time + step
                if longer > limit:
                    continue
                gained, known = worth + gain, grown.get(longer)
                if known is None or gained > known[0]:
                    grown[longer] = (gained, (taken, one))
        best = grown

    def merit(time: int) -> tuple[int, float]:
        return (-int(abs(time / GRID - wanted) / NEAR_S), best[time][0])

    return _unrolled(best[max(best, key=merit)][1])


#: The choices taken so far, the last one outermost.
_Taken = tuple["_Taken | None", Choice]


def _unrolled(taken: _Taken | None) -> list[Choice]:
    """Return the choices ``taken``, the first one first."""
    chosen: list[Choice] = []
    while taken is not None:
        taken, one = taken
        chosen.append(one)
    return chosen[::-1]
