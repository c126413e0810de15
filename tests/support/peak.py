"""The most memory this process ever took: for tests that watch one of their own from outside."""

from __future__ import annotations

import contextlib
from pathlib import Path


def peak_bytes() -> int:
    """Return the bytes, 0 where the system does not tell.

    What a process inherits from the one that began it does not count: ``getrusage`` would count the tests.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return int(status.read_text("utf-8").split("VmHWM:")[1].split()[0]) * 1024


def fresh_peak_bytes() -> int:
    """Begin to count anew where the system lets one, and return the bytes to count from.

    A process that has run thousands of tests has a peak that says nothing of the next one.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", "utf-8")  # proc(5): resets VmHWM
    return peak_bytes()
