"""Points taken off a match that is less to be trusted than its score says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localizer.model.segment import Origin
from localizer.translate.fuzzy.score import EQUAL

#: Origins whose text was written by a machine; others were written by a person or stood in a file of one.
MACHINES: Final[frozenset[str]] = frozenset({Origin.ENGINE})
DAYS_OF_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class Points:
    """How many points are taken off, and why."""

    points: int
    reason: str


#: A machine wrote it: approving is quicker than writing, so mistakes are let through.
MACHINE: Final = Points(5, "written by a machine")
#: Spelling, words and units differ between markets of one language (Spain and Mexico).
OTHER_MARKET: Final = Points(5, "for another market of the language")
#: Goods, words and rules change. For each whole year after the first `YEARS_FREE`.
EACH_YEAR: Final = Points(1, "old")
YEARS_FREE: Final = 2
#: Age alone never takes more than this.
MOST_FOR_AGE: Final = 5


def penalised(
    score: int, *, origin: str, same_market: bool, age_days: int, attached_penalty: int
) -> int:
    """Return ``score`` less the points of the table above and ``attached_penalty``; from 0 to ``score``.

    ``origin`` is where the match's text is from (`localizer.model.segment.Origin`), ``age_days`` how long
    ago it was approved (a date to come counts as today), ``attached_penalty`` the points a person set for
    the memory it stands in (less than none counts as none). It never lifts a score, so that no text that is
    only like another becomes equal.
    """
    off = MACHINE.points if origin in MACHINES else 0
    off += 0 if same_market else OTHER_MARKET.points
    off += _for_age(age_days) + max(0, attached_penalty)
    return max(0, min(score, EQUAL) - off)


def _for_age(days: int) -> int:
    years = max(0, days) // DAYS_OF_A_YEAR - YEARS_FREE
    return min(MOST_FOR_AGE, max(0, years) * EACH_YEAR.points)
