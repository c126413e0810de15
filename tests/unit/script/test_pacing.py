from __future__ import annotations

import pytest

from localizer.errors import InputError
from localizer.model.market import Pacing
from localizer.model.script import Beat, BeatPlan
from localizer.packs.beats import load_beats
from localizer.script.pacing import plan_beats, price_second

BEATS = load_beats()
TIMINGS, PRESETS = BEATS.timings, BEATS.presets


def of(plan: tuple[BeatPlan, ...], beat: Beat) -> float:
    return sum(part.seconds for part in plan if part.beat is beat)


@pytest.mark.parametrize("pacing", Pacing)
@pytest.mark.parametrize("total", [30, 45, 60, 61, 119, 180, 240, 299, 300, 900])
def test_a_plan_adds_up_and_keeps_every_beat(pacing: Pacing, total: int) -> None:
    plan = plan_beats(TIMINGS, PRESETS[pacing], total)
    assert sum(part.seconds for part in plan) == total
    assert {part.beat for part in plan} == set(Beat)
    assert min(part.seconds for part in plan) > 0


@pytest.mark.parametrize("pacing", Pacing)
@pytest.mark.parametrize("total", [60, 180, 240, 300])
def test_the_price_comes_by_the_presets_time(pacing: Pacing, total: int) -> None:
    preset = PRESETS[pacing]
    assert price_second(plan_beats(TIMINGS, preset, total)) <= preset.first_price_by(total) + 0.5


@pytest.mark.parametrize("pacing", Pacing)
def test_the_order_is_the_presets(pacing: Pacing) -> None:
    plan = plan_beats(TIMINGS, PRESETS[pacing], 180)
    firsts = [part.beat for part in plan if part.beat is not Beat.CTA]
    assert firsts == [beat for beat in PRESETS[pacing].order if beat is not Beat.CTA]


def test_known_lengths_keep_the_tables_seconds() -> None:
    plan = plan_beats(TIMINGS, PRESETS[Pacing.DIRECT], 180)
    assert {beat: of(plan, beat) for beat in Beat} == {
        timing.beat: timing.seconds_in(180) for timing in TIMINGS
    }


def test_a_slow_build_moves_urgency_to_pain_and_proof() -> None:
    direct = plan_beats(TIMINGS, PRESETS[Pacing.DIRECT], 240)
    slow = plan_beats(TIMINGS, PRESETS[Pacing.SLOW_BUILD], 240)
    moved = of(direct, Beat.URGENCY) - of(slow, Beat.URGENCY)
    assert moved == 9
    assert of(slow, Beat.PAIN) - of(direct, Beat.PAIN) == moved / 2
    assert of(slow, Beat.PROOF) - of(direct, Beat.PROOF) == moved / 2


@pytest.mark.parametrize(
    ("pacing", "total", "calls"),
    [
        (Pacing.DIRECT, 180, 3),
        (Pacing.BALANCED, 180, 2),
        (Pacing.SLOW_BUILD, 180, 1),
        (Pacing.DIRECT, 60, 2),
        (Pacing.DIRECT, 30, 1),
    ],
)
def test_calls_to_action_follow_the_pace_and_the_room(
    pacing: Pacing, total: int, calls: int
) -> None:
    plan = plan_beats(TIMINGS, PRESETS[pacing], total)
    assert sum(part.beat is Beat.CTA for part in plan) == calls


@pytest.mark.parametrize("total", [30, 60, 90])
def test_a_short_pitch_leaves_time_to_disclose(total: int) -> None:
    assert of(plan_beats(TIMINGS, PRESETS[Pacing.BALANCED], total), Beat.DISCLOSURE) >= 2.75


@pytest.mark.parametrize("total", [29, 901, 0, -60])
def test_other_lengths_are_refused(total: int) -> None:
    with pytest.raises(InputError, match="30 to 900"):
        plan_beats(TIMINGS, PRESETS[Pacing.DIRECT], total)


def test_one_soft_call_is_not_drawn_out() -> None:
    slow = plan_beats(TIMINGS, PRESETS[Pacing.SLOW_BUILD], 180)
    assert of(slow, Beat.CTA) == 6
    assert of(slow, Beat.QA) == 13 + 4
