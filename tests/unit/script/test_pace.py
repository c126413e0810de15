from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from localizer.model.script import Beat, Lane, ScriptLine
from localizer.script.pace import ENOUGH_SECONDS, Measured, learned, plausible, remaining

RATES = (155, 130, 180)
BEATS = st.lists(
    st.builds(Measured, st.integers(-5, 2000), st.floats(-5, 600, allow_nan=False)), max_size=30
)


def test_the_pace_is_all_units_over_all_seconds() -> None:
    assert learned([Measured(160, 60), Measured(45, 15)], *RATES) == 164


@pytest.mark.parametrize(
    "beats", [[], [Measured(60, 19.9)], [Measured(0, 60)], [Measured(60, 0)], [Measured(10, 600)]]
)
def test_too_little_speech_leaves_the_default(beats: list[Measured]) -> None:
    assert learned(beats, *RATES) == 155


@pytest.mark.parametrize(
    ("units", "seconds", "kept"),
    [(78, 60, True), (77, 60, False), (310, 60, True), (311, 60, False), (-5, -2, False)],
)
def test_an_interrupted_beat_is_no_measure(units: int, seconds: float, *, kept: bool) -> None:
    assert plausible(Measured(units, seconds), 155) is kept
    steady = Measured(155, 60)
    assert (learned([steady, Measured(units, seconds)], *RATES) != 155) is kept


@pytest.mark.parametrize(
    ("units", "expected"),
    [(78, 78), (79, 79), (300, 270), (269, 269)],  # 0.6 x 130 = 78, 1.5 x 180 = 270
)
def test_a_pace_stays_near_the_languages_own(units: int, expected: int) -> None:
    assert learned([Measured(units, 60)], *RATES) == expected


def test_a_slow_pace_is_held_at_the_lowest() -> None:
    assert learned([Measured(60, 60)], 110, 110, 120) == 66


@given(beats=BEATS)
def test_any_beats_give_a_pace_within_bounds(beats: list[Measured]) -> None:
    assert 78 <= learned(beats, *RATES) <= 270


@given(pace=st.integers(80, 270), seconds=st.lists(st.integers(20, 300), min_size=1, max_size=9))
def test_a_steady_pace_is_learned(pace: int, seconds: list[int]) -> None:
    beats = [Measured(round(pace * took / 60), took) for took in seconds]
    assert abs(learned(beats, *RATES) - pace) <= 2


@given(beats=BEATS, extra=BEATS)
def test_what_is_not_plausible_changes_nothing(
    beats: list[Measured], extra: list[Measured]
) -> None:
    odd = [beat for beat in extra if not plausible(beat, 155)]
    assume(odd)
    assert learned([*odd, *beats], *RATES) == learned(beats, *RATES)


def test_the_least_speech_is_enough() -> None:
    assert learned([Measured(60, ENOUGH_SECONDS)], *RATES) == 180


def line(lane: Lane, units: int, seconds: float) -> ScriptLine:
    return ScriptLine(Beat.DEMO, lane, "x", units=units, seconds=seconds)


def test_what_is_left_counts_speech_at_the_hosts_pace_and_hands_by_their_time() -> None:
    lines = [
        line(Lane.HOST, 150, 99.0),
        line(Lane.ACTION, 0, 0.8),
        line(Lane.CONTROL, 0, 5.0),
    ]
    assert remaining(lines, 100) == pytest.approx(90.8)
    assert remaining([], 100) == 0


@given(units=st.lists(st.integers(0, 500)), pace=st.integers(1, 400))
def test_a_faster_host_has_less_left(units: list[int], pace: int) -> None:
    lines = [line(Lane.HOST, one, 0) for one in units]
    assert remaining(lines, pace + 1) <= remaining(lines, pace)
    assert remaining(lines, pace) == pytest.approx(sum(units) * 60 / pace)


@pytest.mark.parametrize("pace", [0, -1])
def test_no_pace_leaves_no_time_to_tell(pace: int) -> None:
    with pytest.raises(ValueError, match="not a pace"):
        remaining([], pace)
