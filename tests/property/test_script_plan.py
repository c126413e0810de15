from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.market import Pacing
from localizer.model.script import Beat
from localizer.packs.beats import load_beats
from localizer.script.pacing import LONGEST_S, SHORTEST_S, plan_beats

BEATS = load_beats()
TIMINGS, PRESETS = BEATS.timings, BEATS.presets


@given(total=st.integers(SHORTEST_S, LONGEST_S), pacing=st.sampled_from(Pacing))
def test_planned_seconds_add_up_exactly(total: int, pacing: Pacing) -> None:
    plan = plan_beats(TIMINGS, PRESETS[pacing], total)
    assert sum(part.seconds for part in plan) == total
    assert all(part.seconds > 0 for part in plan)
    assert {part.beat for part in plan} == set(Beat)
    disclosed = [part.beat for part in plan].index(Beat.DISCLOSURE)
    assert disclosed <= 1
