"""Seconds of the beats and presets of pace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from localizer.errors import PackError
from localizer.model.market import Pacing
from localizer.model.script import Beat
from localizer.packs.beats import load_beats
from localizer.paths import resource

BOOK = load_beats()
BEATS, PACING = BOOK.timings, BOOK.presets


def test_the_table_of_a_240_s_pitch() -> None:
    seconds = {beat.beat: dict(beat.seconds)[240] for beat in BEATS}
    assert list(seconds) == list(Beat)
    assert list(seconds.values()) == [9, 5, 28, 16, 68, 33, 31, 12, 12, 20, 6]


@given(st.floats(20, 900))
def test_seconds_always_add_up(pitch: float) -> None:
    assert sum(beat.seconds_in(pitch) for beat in BEATS) == pytest.approx(pitch)


def test_known_lengths_come_out_as_written() -> None:
    for beat in BEATS:
        for length, seconds in beat.seconds:
            assert beat.seconds_in(length) == seconds


@pytest.mark.parametrize("pitch", [180, 240, 300])
@pytest.mark.parametrize("pacing", list(Pacing))
def test_the_offer_begins_in_time_for_the_first_price(pacing: Pacing, pitch: int) -> None:
    preset = PACING[pacing]
    seconds = {beat.beat: beat.seconds_in(pitch) for beat in BEATS}
    freed = seconds[Beat.URGENCY] * (1 - preset.urgency_factor)
    seconds[Beat.PAIN] += freed / 2
    seconds[Beat.PROOF] += freed / 2
    before = preset.order[: preset.order.index(Beat.OFFER)]
    assert sum(seconds[beat] for beat in before) <= preset.first_price_by(pitch)


def test_the_disclosure_never_moves() -> None:
    assert {preset.order[:2] for preset in PACING.values()} == {(Beat.HOOK, Beat.DISCLOSURE)}


def test_presets() -> None:
    assert PACING[Pacing.DIRECT].cta_repeats == 3
    assert PACING[Pacing.SLOW_BUILD].urgency_factor == 0.25
    assert PACING[Pacing.BALANCED].first_price_by(300) == 162.5


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("[8, 9, 10]", "[8, 9]", "beats #1 › seconds: Give one number for each pitch length."),
        ("[8, 9, 10]", "[8, 9, 11]", "beats: The seconds of the 300 s pitch do not add up to it."),
        ('beat = "hook"', 'beat = "pain"', "beats: Every beat is given once."),
        ('beat = "hook"', 'beat = "hok"', "beats #1 › beat: Wanted is one of hook, disclosure"),
        ("[180, 240, 300]", "[180, 240, 240]", "lengths: Pitch lengths rise."),
        (
            "[pacing.direct]",
            "[pacing.fast]",
            "pacing: The presets are direct, balanced, slow_build",
        ),
        ('"cta", "qa"', '"qa", "qa"', "pacing › direct › order: The order names every beat once."),
        ('factor = "1.0"', 'factor = "1.5"', "urgency_factor: The urgency factor lies between"),
    ],
)
def test_a_malformed_table_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    text = resource("scripts", "beats.toml").read_text(encoding="utf-8")
    text = text.replace('"cta",\n  "qa"', '"cta", "qa"')
    assert old in text
    path = tmp_path / "beats.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(PackError) as caught:
        load_beats(path)
    assert sentence in str(caught.value)
    assert str(caught.value).startswith("beats.toml")
