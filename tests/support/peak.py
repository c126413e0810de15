"""The most memory this process ever took: for tests that watch one of their own from outside."""

from __future__ import annotations

from pathlib import Path


def peak_bytes() -> int:
    """Return the bytes, 0 where the system does not tell.

    What a process inherits from the one that began it does not count: ``getrusage`` would count the tests.
    """
    status = Path("/proc/self/status")
    if not status.exists():
        return 0
    return int(status.read_text("utf-8").split("VmHWM:")[1].split()[0]) * 1024
