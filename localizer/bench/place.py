"""Where a stage is measured: its folder, how much there is to do, and the clock."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Self

from localizer.model.launch import Target
from localizer.pipeline.tools import Tools

LAUNCH: Final = "bench"
CATALOG: Final = "catalog.csv"
#: The targets of a launch, in this order: one a market, on the channel most sellers begin with there.
TARGETS: Final = (
    "ID/shopee", "TH/shopee", "VN/shopee", "MY/shopee", "PH/shopee", "SG/shopee", "TW/shopee",
    "US/amazon", "GB/amazon", "DE/amazon", "FR/amazon", "ES/amazon", "IT/amazon", "MX/amazon",
    "BR/amazon",
)  # fmt: skip
#: What is called KB in the system's own figures.
_KB: Final = 1024


class Clock:
    """Counts the seconds of the block it stands around, and the CPU time of this process and its children."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.seconds = 0.0
        self.cpu = 0.0
        self._since = (0.0, 0.0)

    def __enter__(self) -> Self:
        """Start."""
        self._since = (time.perf_counter(), _cpu())
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop."""
        seconds, cpu = self._since
        self.seconds += time.perf_counter() - seconds
        self.cpu += _cpu() - cpu


def _cpu() -> float:
    return sum(os.times()[:4])


def peak_mb() -> float | None:
    """Return the most memory this process, or one of its children, ever had, in MB; ``None`` if not told."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return None
    most = max(
        resource.getrusage(who).ru_maxrss
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return most / (_KB * _KB if sys.platform == "darwin" else _KB)


@dataclass(slots=True)
class Place:
    """What one run works on: ``products`` on the first ``targets`` of `TARGETS`, in ``folder``."""

    folder: Path
    products: int
    targets: int = len(TARGETS)
    clock: Clock = field(default_factory=Clock)

    @property
    def catalog(self) -> Path:
        """Return the seller's file."""
        return self.folder / CATALOG

    @property
    def work(self) -> Path:
        """Return the workspace of this run, which nobody uses after it."""
        return self.folder / "work.localizer"

    def base(self, name: str) -> Path:
        """Return the workspace as the stage ``name`` leaves it."""
        return self.folder / f"{name}.localizer"

    def begin(self, base: str) -> Path:
        """Return the workspace of this run, as the stage ``base`` left it."""
        self.clean()
        shutil.copyfile(self.base(base), self.work)
        return self.work

    def clean(self) -> None:
        """Remove what a run before left."""
        for old in self.folder.glob("work*"):
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
            else:
                with suppress(OSError):
                    old.unlink()

    def chosen(self, tools: Tools) -> Sequence[Target]:
        """Return the targets measured."""
        return [tools.packs.resolve_target(text) for text in TARGETS[: self.targets]]

    @property
    def listings(self) -> int:
        """Return how many listings there are: products times targets."""
        return self.products * self.targets
