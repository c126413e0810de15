"""When each line of a show is said: by the plan at the host's pace, or as a run was logged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.model.script import ScriptLine
from localizer.model.show import EventKind, RundownLine, ShowEvent, ShowRun
from localizer.pipeline.shows import ItemView
from localizer.script.pace import remaining

#: The place of what has no beats: a break.
NO_PLACE: Final = -1


@dataclass(frozen=True, slots=True)
class Span:
    """From one second of the show to another."""

    start: float
    end: float


#: When each beat was said, by its place in the plan; more than once where the host went back.
BeatTimes = Mapping[int, Sequence[Span]]


def line_seconds(line: ScriptLine, pace: int | None) -> float:
    """Return how long a line takes at ``pace`` units a minute, or as it was timed without."""
    return remaining((line,), pace) if pace else line.seconds


def planned_times(view: ItemView, line: RundownLine, until: float, pace: int | None) -> BeatTimes:
    """Return when the beats of an item are said by the plan.

    They follow one another from the item's start. Where they take longer than the item has, or than there is
    ``until`` the next one begins, all of them are said faster, so that nothing runs past it.
    """
    if view.script is None:
        return {}
    beats = view.script.script.by_place()
    took = [sum(line_seconds(one, pace) for one in lines) for lines in beats]
    there = max(min(line.seconds, until - line.start), 0.0)
    total = sum(took)
    rate = min(1.0, there / total) if total else 1.0
    times: dict[int, Sequence[Span]] = {}
    at = line.start
    for place, seconds in enumerate(took):
        times[place] = (Span(at, at + seconds * rate),)
        at += seconds * rate
    return times


def logged_times(run: ShowRun) -> dict[int, dict[int, list[Span]]]:
    """Return when the beats of each item were said in ``run``, pauses in them included.

    A beat without an end lasts until the next one begins, or until the last thing that was noted.
    """
    last = max((event.after for event in run.events), default=0.0)
    times: dict[int, dict[int, list[Span]]] = {}
    begun: ShowEvent | None = None
    for event in run.events:
        if event.kind not in (EventKind.BEGIN, EventKind.END):
            continue
        if begun is not None:
            _note(times, begun, event.after)
        begun = event if event.kind is EventKind.BEGIN else None
    if begun is not None:
        _note(times, begun, last if run.ended_after is None else run.ended_after)
    return times


def _note(times: dict[int, dict[int, list[Span]]], begun: ShowEvent, end: float) -> None:
    if begun.item_id is None or end <= begun.after:
        return
    place = NO_PLACE if begun.place is None else begun.place
    times.setdefault(begun.item_id, {}).setdefault(place, []).append(Span(begun.after, end))


def lines_in(
    span: Span, lines: Sequence[ScriptLine], pace: int | None
) -> Iterator[tuple[ScriptLine, Span]]:
    """Yield the lines of a beat with their part of ``span``, by the seconds they are planned to take."""
    took = [line_seconds(line, pace) for line in lines]
    total, before = sum(took), 0.0
    if not total:
        return
    for line, seconds in zip(lines, took, strict=True):
        start = span.start + (span.end - span.start) * before / total
        before += seconds
        yield line, Span(start, span.start + (span.end - span.start) * before / total)
