"""The plan of a pitch: which beat comes when and how many seconds it gets, for any length and pace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import takewhile
from math import floor
from types import MappingProxyType
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.pacing import BeatTiming, PacingPreset
from localizer.model.script import Beat, BeatPlan

SHORTEST_S, LONGEST_S = 30, 900
#: Seconds are planned in quarters: exact in binary, so that a plan adds up to its length exactly.
QUARTERS: Final = 4
#: What a beat needs to be said at all in a pitch of 60 s, where the table of 180 s scaled down gives too
#: little (a disclosure of 1.7 s is no sentence). Own values; the longer beats give the seconds.
MINIMUM_S: Final[dict[Beat, float]] = {
    Beat.HOOK: 4.0,
    Beat.DISCLOSURE: 3.0,
    Beat.REVEAL: 3.5,
    Beat.CTA: 4.0,
    Beat.QA: 3.0,
    Beat.TRANSITION: 2.0,
}
#: A call to action shorter than this is no sentence either, so a short pitch has fewer of them.
SHORTEST_CTA_S: Final = 2.0
#: One call takes no longer than this; what a pace with few calls leaves over goes to the questions. Own
#: value.
LONGEST_CTA_S: Final = 6.0


_USUAL: Final[Mapping[Beat, float]] = MappingProxyType({})


def plan_beats(
    timings: Iterable[BeatTiming],
    preset: PacingPreset,
    total: int,
    weights: Mapping[Beat, float] = _USUAL,
) -> tuple[BeatPlan, ...]:
    """Return the beats of a pitch of ``total`` seconds in the preset's order; they add up to it exactly.

    ``weights`` are what the group of goods gives more or less time to. The share of the urgency seconds the
    preset does not keep goes to pain and proof in equal parts. Calls to action beyond the first come after
    the offer, then after the questions. The disclosure is never left out.
    Raises `InputError` when ``total`` lies outside 30 to 900 seconds.
    """
    if not SHORTEST_S <= total <= LONGEST_S:
        problem = _("A pitch lasts {shortest} to {longest} seconds.")
        raise InputError(problem.format(shortest=SHORTEST_S, longest=LONGEST_S))
    wanted = _weighted({one.beat: one.seconds_in(total) for one in timings}, weights, total)
    wanted = _with_minimums(wanted, total)
    moved = wanted[Beat.URGENCY] * (1 - preset.urgency_factor)
    wanted[Beat.URGENCY] -= moved
    wanted[Beat.PAIN] += moved / 2
    wanted[Beat.PROOF] += moved / 2
    spare_call = max(0.0, wanted[Beat.CTA] - preset.cta_repeats * LONGEST_CTA_S)
    wanted[Beat.CTA] -= spare_call
    wanted[Beat.QA] += spare_call
    quarters = _in_quarters(wanted, total * QUARTERS)
    calls = _calls(quarters[Beat.CTA], preset.cta_repeats)
    plan: list[BeatPlan] = []
    for beat in preset.order:
        plan.append(BeatPlan(beat, (calls[0] if beat is Beat.CTA else quarters[beat]) / QUARTERS))
        number = {Beat.OFFER: 1, Beat.QA: 2}.get(beat)
        if number is not None and number < len(calls):
            plan.append(BeatPlan(Beat.CTA, calls[number] / QUARTERS))
    return tuple(plan)


def price_second(plan: Iterable[BeatPlan]) -> float:
    """Return the second at which the offer, whose first line is the price, begins."""
    return sum(part.seconds for part in takewhile(lambda part: part.beat is not Beat.OFFER, plan))


def _weighted(
    seconds: dict[Beat, float], weights: Mapping[Beat, float], total: int
) -> dict[Beat, float]:
    """Multiply the beats' seconds by their weights and make them add up to ``total`` again."""
    weighed = {beat: wanted * weights.get(beat, 1.0) for beat, wanted in seconds.items()}
    scale = total / sum(weighed.values())
    return {beat: wanted * scale for beat, wanted in weighed.items()}


def _with_minimums(wanted: Mapping[Beat, float], total: int) -> dict[Beat, float]:
    """Raise beats to their minimum and take the seconds from what the others have above theirs."""
    share = min(1.0, total / 60)
    least = {beat: MINIMUM_S.get(beat, 0.0) * share for beat in wanted}
    least[Beat.DISCLOSURE] = MINIMUM_S[Beat.DISCLOSURE]
    missing = sum(max(0.0, least[beat] - has) for beat, has in wanted.items())
    spare = sum(max(0.0, has - least[beat]) for beat, has in wanted.items())
    return {
        beat: least[beat] if has <= least[beat] else has - (has - least[beat]) * missing / spare
        for beat, has in wanted.items()
    }


def _in_quarters(wanted: Mapping[Beat, float], total: int) -> dict[Beat, int]:
    """Round to whole quarter seconds that add up to ``total``; the largest remainders get the rest."""
    whole = {beat: floor(value * QUARTERS) for beat, value in wanted.items()}
    rest = total - sum(whole.values())
    by_remainder = sorted(wanted, key=lambda beat: whole[beat] - wanted[beat] * QUARTERS)
    for beat in by_remainder[:rest]:
        whole[beat] += 1
    return whole


def _calls(quarters: int, repeats: int) -> tuple[int, ...]:
    """Split the seconds of the calls to action; the first, in the beat's own place, gets what is over."""
    count = max(1, min(repeats, int(quarters / QUARTERS / SHORTEST_CTA_S), 3))
    each = quarters // count
    return (quarters - each * (count - 1), *[each] * (count - 1))
