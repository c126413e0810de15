"""The seconds of each beat and the presets of pace: the plan a script is cut to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from localizer.model.market import Pacing
from localizer.model.phrase import Group
from localizer.model.script import Beat

#: The pitch length (seconds) `PacingPreset.first_price_by_s` is stated for.
PRESET_PITCH_S = 240


@dataclass(frozen=True, slots=True)
class BeatTiming:
    """What a beat is for and how long it lasts; ``seconds`` are (pitch length, seconds), ascending."""

    beat: Beat
    purpose: str
    seconds: tuple[tuple[int, int], ...]
    must: str
    never: str
    sources: tuple[str, ...]

    def seconds_in(self, pitch: float) -> float:
        """Return the beat's seconds in a pitch of ``pitch`` seconds.

        Between two known lengths the seconds are interpolated, outside them scaled; over all beats they
        add up to ``pitch`` because the known columns do.
        """
        first, last = self.seconds[0], self.seconds[-1]
        if pitch <= first[0]:
            return first[1] * pitch / first[0]
        if pitch >= last[0]:
            return last[1] * pitch / last[0]
        for (short, low), (long, high) in zip(self.seconds, self.seconds[1:], strict=False):
            if pitch <= long:
                return low + (high - low) * (pitch - short) / (long - short)
        raise AssertionError(pitch)  # the columns ascend, so one of them was reached


@dataclass(frozen=True, slots=True)
class PacingPreset:
    """How a market's pace arranges the beats.

    ``first_price_by_s`` is stated for a pitch of 240 s and scales with it. ``urgency_factor`` is the share of
    the urgency seconds that stays there; the rest goes to pain and proof in equal parts.
    """

    pacing: Pacing
    order: tuple[Beat, ...]
    first_price_by_s: int
    cta_repeats: int
    urgency_factor: float
    description: str

    def first_price_by(self, pitch: float) -> float:
        """Return the second by which the price should have been said in a pitch of ``pitch`` seconds."""
        return self.first_price_by_s * pitch / PRESET_PITCH_S


@dataclass(frozen=True, slots=True)
class BeatBook:
    """The seconds of each beat, the presets of pace, and what groups of goods give more or less time to.

    ``weights`` multiplies the seconds of beats before they are made to add up again: 1.2 for the demo of
    beauty means a fifth more of it at the cost of all others.
    """

    timings: tuple[BeatTiming, ...]
    presets: Mapping[Pacing, PacingPreset]
    weights: Mapping[Group, Mapping[Beat, float]] = field(
        default_factory=lambda: MappingProxyType({})
    )

    def weights_of(self, group: Group | None) -> Mapping[Beat, float]:
        """Return the factors of a group, empty for none."""
        return {} if group is None else self.weights.get(group, {})
