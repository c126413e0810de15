"""Whose turn it is to write: small urgent writes go before the next step of the program's write lane.

SQLite lets a waiting writer in only by luck. One step after another, as fast as the disk allows, could keep
the log of a running show out for half a minute.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

#: How long a step waits, in seconds: an urgent write that is held up elsewhere must not hold up the rest.
PATIENCE: Final = 0.25


class Turns:
    """Shared by a store and what writes beside it; may be used by several threads."""

    def __init__(self) -> None:
        """Begin with nobody waiting."""
        self._condition = threading.Condition()
        self._urgent = 0

    @contextmanager
    def urgent(self) -> Iterator[None]:
        """Write inside the block; steps that did not begin yet wait for it."""
        with self._condition:
            self._urgent += 1
        try:
            yield
        finally:
            with self._condition:
                self._urgent -= 1
                self._condition.notify_all()

    def give_way(self) -> None:
        """Wait until no urgent write is on its way, but not long."""
        with self._condition:
            self._condition.wait_for(lambda: not self._urgent, PATIENCE)
