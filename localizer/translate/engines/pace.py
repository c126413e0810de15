"""When the next request may start: not too soon after the last, later still after a failure.

Times are seconds of a clock that only goes forward; nobody here waits or looks at a clock himself.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final

FIRST_DELAY: Final = 1.0
LONGEST_DELAY: Final = 60.0
#: A service that wants a longer pause has no more for us today; then a person decides.
LONGEST_ASKED: Final = 300.0

#: Returns a number from 0 to below 1.
Chance = Callable[[], float]


class Pace:
    """Keeps ``pause`` seconds between the starts of two requests, and pauses that a service asks for."""

    def __init__(self, pause: float) -> None:
        """Let the first request start at once."""
        self._pause = pause
        self._free_at = float("-inf")

    def wait(self, now: float) -> float:
        """Return the seconds until a request may start; 0 for at once."""
        return max(0.0, self._free_at - now)

    def started(self, now: float) -> None:
        """Note the start of a request."""
        self._free_at = max(self._free_at, now + self._pause)

    def hold(self, now: float, seconds: float) -> None:
        """Start nothing for ``seconds``."""
        self._free_at = max(self._free_at, now + seconds)


def backoff(failures: int, chance: Chance = random.random) -> float:
    """Return the seconds to wait after the ``failures``-th failure in a row: 1, 2, 4, … up to 60.

    Up to half of it is left to chance, so that those who failed together do not come back together.
    """
    # The exponent is bounded too: a power of two beyond the longest delay says nothing more.
    whole = min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** min(failures - 1, 16))
    return whole * (0.5 + 0.5 * chance())


def asked(seconds: float | None) -> float:
    """Return the pause a service asked for, 0 for none or a senseless one; it may be over `LONGEST_ASKED`."""
    # Not a number is neither above nor below zero.
    return seconds if seconds is not None and seconds > 0 else 0.0
