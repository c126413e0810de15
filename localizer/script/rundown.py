"""A show on the clock: when each item begins, what is idle, what runs into the next, how much is over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from localizer.model.show import Rundown, RundownLine, ShowItem


def rundown(items: Sequence[ShowItem], durations: Mapping[int, float], seconds: float) -> Rundown:
    """Return where each of ``items`` lies in a show of ``seconds``.

    ``durations`` are the spoken seconds of scripts by item id at the host's pace; a time set by a person
    goes before them, and what has neither takes none. An item follows the one before, unless it has a hard
    start: then it begins at that second, after a gap, or cutting short the one before. Order counts: nothing
    begins before the item above it does, so a hard start in the past is missed and told as ``late``.
    """
    lines: list[RundownLine] = []
    for item in items:
        lines.append(_placed(item, lines[-1] if lines else None, _length(item, durations)))
    end = lines[-1].end if lines else 0.0
    return Rundown(tuple(lines), end - seconds, dict(durations))


def _length(item: ShowItem, durations: Mapping[int, float]) -> float:
    return durations.get(item.id, 0.0) if item.seconds is None else item.seconds


def _placed(item: ShowItem, before: RundownLine | None, length: float) -> RundownLine:
    """Return ``item`` behind the line ``before``, or at its hard start."""
    begun, free = (0.0, 0.0) if before is None else (before.start, before.end)
    if item.hard_start is None:
        return RundownLine(item, free, length)
    start = max(float(item.hard_start), begun)
    return RundownLine(
        item,
        start,
        length,
        gap=max(start - free, 0.0),
        overlap=max(free - start, 0.0),
        late=start - item.hard_start,
    )
