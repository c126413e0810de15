"""Where a reader is in a row of lines: a function of time, so that no frame adds an error to the next."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate


@dataclass(frozen=True, slots=True)
class Spot:
    """A place in a text: the number of a line, and how much of it was read, from 0 to 1."""

    line: int
    share: float = 0.0


class Timeline:
    """Lines one after the other, each with its seconds; lines without any are passed with the one before."""

    def __init__(self, seconds: Sequence[float]) -> None:
        """Lay out ``seconds``, none of which may be negative."""
        self._seconds = tuple(seconds)
        self._starts = tuple(accumulate(self._seconds, initial=0.0))
        #: Lines that take time, with the second each begins at.
        self._timed = [at for at, took in enumerate(self._seconds) if took > 0]
        self._begins = [self._starts[at] for at in self._timed]

    @property
    def total(self) -> float:
        """Return the seconds of all lines."""
        return self._starts[-1]

    def start(self, line: int) -> float:
        """Return the second ``line`` begins at; the line after the last begins at the end."""
        return self._starts[line]

    def at(self, second: float) -> Spot:
        """Return where a reader is at ``second``, bounded by the first line and the last that take time."""
        if not self._timed:
            return Spot(0)
        place = max(bisect_right(self._begins, second) - 1, 0)
        line = self._timed[place]
        share = (second - self._starts[line]) / self._seconds[line]
        return Spot(line, min(max(share, 0.0), 1.0))

    def second(self, spot: Spot) -> float:
        """Return the second at which a reader is at ``spot``."""
        if not self._seconds:
            return 0.0
        return self._starts[spot.line] + self._seconds[spot.line] * spot.share


@dataclass(frozen=True, slots=True)
class Motion:
    """How the text moves: at ``since`` on the clock it stood at ``second``, and goes on at ``speed``.

    ``speed`` is seconds of text a second, 0 for a text that stands.
    """

    since: float = 0.0
    second: float = 0.0
    speed: float = 0.0

    def at(self, now: float) -> float:
        """Return the second of the text at ``now``."""
        return self.second + max(now - self.since, 0.0) * self.speed

    def when(self, second: float) -> float:
        """Return when a moving text comes, or came, to ``second``."""
        return self.since + (second - self.second) / self.speed

    def going(self, now: float, speed: float) -> Motion:
        """Return the motion that goes on from here at another ``speed``."""
        return Motion(now, self.at(now), speed)

    def put(self, now: float, second: float) -> Motion:
        """Return the motion that goes on from another place."""
        return replace(self, since=now, second=second)
