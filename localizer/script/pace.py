"""A host's own pace, learned from what was said in rehearsals and shows, and the time that is left by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import floor
from typing import Final

from localizer.model.script import Lane, ScriptLine

#: Speech a pace is learned from, in seconds: under a third of a minute chance decides. A default without a
#: measured source, as the three below are.
ENOUGH_SECONDS: Final = 20.0
#: A beat this much slower or faster than the default was interrupted, or skipped through.
PLAUSIBLE: Final = (0.5, 2.0)
#: How far beyond a language's slow and fast rate a host's own may lie.
BELOW_SLOW, ABOVE_FAST = 0.6, 1.5


@dataclass(frozen=True, slots=True)
class Measured:
    """What was said in one beat: ``units`` of the language's own count, in ``seconds``."""

    units: int
    seconds: float


def plausible(beat: Measured, default: int) -> bool:
    """Return whether ``beat`` was said without a break, judged by the ``default`` units a minute."""
    if beat.units <= 0 or beat.seconds <= 0:
        return False
    low, high = PLAUSIBLE
    said = beat.units * 60
    return low * default * beat.seconds <= said <= high * default * beat.seconds


def learned(pairs: Iterable[Measured], default: int, slow: int, fast: int) -> int:
    """Return the pace of the host who said ``pairs``, in units a minute.

    It is all units over all seconds, so that a long beat weighs more than a short one; beats that are not
    `plausible` are left out. Without `ENOUGH_SECONDS` of speech it is ``default``. It lies
    between `BELOW_SLOW` times ``slow`` and `ABOVE_FAST` times ``fast``, the language's rates.
    """
    kept = [pair for pair in pairs if plausible(pair, default)]
    took = sum(pair.seconds for pair in kept)
    if took < ENOUGH_SECONDS:
        return default
    pace = round(sum(pair.units for pair in kept) * 60 / took)
    return min(max(pace, round(BELOW_SLOW * slow)), floor(ABOVE_FAST * fast))


def remaining(lines: Iterable[ScriptLine], per_minute: int) -> float:
    """Return the seconds ``lines`` take a host who says ``per_minute`` units a minute.

    What is said counts by its units, what hands do by the seconds it was given; the control room takes none.
    Raises `ValueError` for a pace that is not positive.
    """
    if per_minute <= 0:
        raise ValueError(f"not a pace: {per_minute}")
    took = 0.0
    for line in lines:
        if line.lane is Lane.HOST:
            took += line.units * 60 / per_minute
        elif line.lane is Lane.ACTION:
            took += line.seconds
    return took
