"""A circuit breaker: after several failures in a row an engine is left alone, then tried with one request.

Times are seconds of a clock that only goes forward; nobody here waits or looks at a clock himself.
"""

from __future__ import annotations

from typing import Final

FAILURES: Final = 5
REST_S: Final = 30.0
#: An engine that fails after so many rests in a row does not come back soon: a person decides.
RESTS: Final = 3


class Breaker:
    """Counts the failed requests of one engine. Closed: all may start; open: none; half-open: one."""

    def __init__(
        self, *, failures: int = FAILURES, rest: float = REST_S, rests: int = RESTS
    ) -> None:
        """Open after ``failures`` in a row, for ``rest`` seconds; give up after ``rests`` in a row."""
        self._limit = failures
        self._rest = rest
        self._rests = rests
        self._failed = 0
        self._opened = 0
        self._open_until: float | None = None

    @property
    def is_closed(self) -> bool:
        """Tell whether requests may start beside one another."""
        return self._open_until is None

    @property
    def gave_up(self) -> bool:
        """Tell whether the engine failed after every rest it was given."""
        return self._opened > self._rests

    def wait(self, now: float) -> float:
        """Return the seconds until a request may start; 0 for at once."""
        return 0.0 if self._open_until is None else max(0.0, self._open_until - now)

    def succeeded(self) -> None:
        """Note a request that was answered: all is as if nothing had happened."""
        self._failed = 0
        self._opened = 0
        self._open_until = None

    def failed(self, now: float) -> None:
        """Note a request that failed."""
        self._failed += 1
        if self._open_until is not None and now < self._open_until:
            return  # it was under way when the breaker opened, and tells nothing new
        if self._open_until is not None or self._failed >= self._limit:
            self._opened += 1
            self._open_until = now + self._rest
