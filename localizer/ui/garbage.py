"""Who collects garbage, and when: the window's thread, and nobody else.

Python collects in whichever thread happens to make the next object. A dialog that was closed and hangs in a
ring of references would then be destroyed by a thread of work, and Qt ends a program that does that (timers
and widgets belong to the thread that made them). So the automatic collector is off while the window is there.
"""

from __future__ import annotations

import gc
import time
from typing import Final

from PySide6.QtCore import QObject, QTimer

#: How often the window's thread looks whether there is something to collect.
LOOK_MS: Final = 250
#: A pass through everything takes at most this share of the time.
SHARE: Final = 0.01


class Collector(QObject):
    """Collects from the window's thread for as long as it lives; ``stop`` gives the work back to Python."""

    def __init__(self, parent: QObject) -> None:
        """Turn the automatic collector off and look in turns."""
        super().__init__(parent)
        self._whole_at = time.monotonic()
        self._was_on = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._timer.start(LOOK_MS)

    def look(self) -> None:
        """Collect what is due by the interpreter's own thresholds; everything only where time allows."""
        young, middle, old = gc.get_threshold()
        counts = gc.get_count()
        if counts[0] <= young:
            return
        began = time.monotonic()
        if counts[2] > old and began >= self._whole_at:
            gc.collect(2)
            ended = time.monotonic()
            self._whole_at = ended + (ended - began) / SHARE
        else:
            gc.collect(1 if counts[1] > middle else 0)

    def stop(self) -> None:
        """Let Python collect by itself again, where it did before."""
        self._timer.stop()
        if self._was_on:
            gc.enable()
