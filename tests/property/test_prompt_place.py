"""Time moves a reader only forward; nothing that happens to other lines moves her at all."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from localizer.model.launch import Target
from localizer.model.script import Lane
from localizer.pipeline.on_air import OnAir
from localizer.pipeline.prompt import Prompt, PromptBeat, PromptItem, PromptLine, placed
from localizer.script.reading import Spot, Timeline

SECONDS = st.lists(st.one_of(st.just(0.0), st.floats(0.1, 30)), max_size=30)
COUNTS = st.lists(st.lists(st.integers(1, 4), min_size=1, max_size=4), min_size=1, max_size=4)


def line(text: str, seconds: float = 2.0, index: int = 0) -> PromptLine:
    return PromptLine(Lane.HOST, text, text, seconds, 5, text, 1, index)


def made(counts: list[list[int]]) -> Prompt:
    """Return items with beats of so many lines."""
    items = []
    for number, beats in enumerate(counts):
        left = 0
        built = []
        for place, count in enumerate(beats):
            rows = tuple(line(f"{number}.{left + at}", index=left + at) for at in range(count))
            left += count
            built.append(PromptBeat(place, "demo", 5, rows))
        items.append(PromptItem(number + 1, f"item {number}", 0, 60, number, beats=tuple(built)))
    return Prompt(1, "show", Target("TH", "shopee", "th-TH"), 600, tuple(items))


def changed(prompt: Prompt, spare: int, words: str) -> Prompt:
    """Return ``prompt`` with other words in every line but the number ``spare``."""
    number = -1

    def other(one: PromptLine) -> PromptLine:
        nonlocal number
        number += 1
        return one if number == spare else line(words + one.text, 9.0, one.index or 0)

    items = tuple(
        replace(
            item,
            beats=tuple(
                replace(beat, lines=tuple(other(one) for one in beat.lines)) for beat in item.beats
            ),
        )
        for item in prompt.items
    )
    return replace(prompt, items=items)


@given(SECONDS, st.lists(st.floats(0, 900), min_size=2, max_size=20))
def test_later_is_never_further_up(seconds: list[float], moments: list[float]) -> None:
    timeline = Timeline(seconds)
    spots = [timeline.at(moment) for moment in sorted(moments)]
    places = [(spot.line, spot.share) for spot in spots]
    assert places == sorted(places)
    for spot in spots:
        assert (
            abs(timeline.second(timeline.at(timeline.second(spot))) - timeline.second(spot)) < 1e-6
        )


@given(COUNTS, st.integers(0, 60), st.floats(0, 0.99), st.text(max_size=3))
def test_other_lines_may_change_and_be_put_in(
    counts: list[list[int]], at: int, share: float, words: str
) -> None:
    prompt = made(counts)
    at %= len(placed(prompt))
    air = OnAir(prompt, lambda: 0.0, lambda _event: None)
    air.move_to(air.timeline.second(Spot(at, share)))
    text, before = air.lines[at].line.text, air.spot
    air.take(changed(prompt, at, words))
    assert air.lines[air.spot.line].line.text == text
    assert abs(air.spot.share - before.share) < 1e-6
    air.insert(replace(line("put in"), script_id=None, index=None, inserted=True))
    assert air.lines[air.spot.line].line.text == text
    air.take(changed(prompt, at, words + "x"))
    assert air.lines[air.spot.line].line.text == text
    assert abs(air.spot.share - before.share) < 1e-6
    assert air.lines[air.spot.line + 1].line.text == "put in"
