"""The whole bench: makes the data, runs stages and floors in turns, each in a fresh process, and sums up."""

from __future__ import annotations

import datetime as dt
import math
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

import msgspec

from localizer import __version__
from localizer.bench.child import BASE, FLOOR, WORK, Sample
from localizer.bench.data import write_csv
from localizer.bench.place import Place
from localizer.bench.stages import BY_NAME, chain
from localizer.errors import LocalizerError
from localizer.i18n import _
from localizer.jobs import SILENT, Progress

#: What a growth is told from at least: two sizes.
_TWO: Final = 2


class BenchError(LocalizerError):
    """A run failed; the message tells which and how it ended."""


class Spread(msgspec.Struct, frozen=True):
    """Median, least and most of some runs."""

    median: float
    least: float
    most: float


class Result(msgspec.Struct, frozen=True):
    """One stage at one size, beside its floor of the same run; seconds are of the wall unless said."""

    stage: str
    products: int
    targets: int
    units: int
    unit: str
    seconds: Spread
    cpu: float
    peak_mb: float | None
    floor: str
    floor_seconds: Spread
    floor_cpu: float

    @property
    def ratio(self) -> float:
        """Return how many times as long as its floor the stage took."""
        return self.seconds.median / self.floor_seconds.median if self.floor_seconds.median else 0.0

    @property
    def rate(self) -> float:
        """Return units a second."""
        return self.units / self.seconds.median if self.seconds.median else 0.0


class Machine(msgspec.Struct, frozen=True):
    """What the figures are of."""

    processor: str
    cores: int
    memory_gb: float | None
    system: str
    python: str
    sqlite: str
    qt: str


class Report(msgspec.Struct, frozen=True):
    """All figures of a run, with the command that made them."""

    program: str
    day: str
    command: str
    runs: int
    machine: Machine
    results: tuple[Result, ...]

    @property
    def exponents(self) -> dict[str, float]:
        """Return how each stage measured at several sizes grows: 1 is in proportion to the products."""
        found: dict[str, list[tuple[int, float]]] = {}
        for one in self.results:
            found.setdefault(one.stage, []).append((one.products, one.cpu))
        return {
            name: _exponent(points)
            for name, points in found.items()
            if len({products for products, _cpu in points}) >= _TWO and all(c > 0 for _p, c in points)
        }  # fmt: skip


def _exponent(points: Sequence[tuple[int, float]]) -> float:
    """Return the slope of the least squares through the logarithms of sizes and seconds."""
    xs = [math.log(size) for size, _seconds in points]
    ys = [math.log(seconds) for _size, seconds in points]
    return statistics.linear_regression(xs, ys).slope


def measure(
    folder: Path,
    plan: Mapping[str, Sequence[int]],
    *,
    targets: int,
    runs: int,
    command: str,
    profile: Path | None = None,
    progress: Progress = SILENT,
    told: Callable[[Result], None] = lambda _result: None,
) -> Report:
    """Measure each stage of ``plan`` at its sizes in ``folder``, which holds the data and the workspaces.

    A ``profile`` is the flame graph of the last stage at the last size, in a run that is not counted.
    Raises `BenchError` where a run fails.
    """
    results: list[Result] = []
    by_size = {
        size: tuple(name for name, sizes in plan.items() if size in sizes)
        for size in sorted({size for sizes in plan.values() for size in sizes})
    }
    total = sum(len(names) * runs * 2 + len(chain(names)) for names in by_size.values())
    done = 0
    for size, names in by_size.items():
        place = Place(folder / f"{size}-{targets}", size, targets)
        place.folder.mkdir(parents=True, exist_ok=True)
        if not place.catalog.exists():
            write_csv(place.catalog, size)
        for name in chain(names):
            progress.step(done, total)
            if not place.base(name).exists():
                _child(place, name, BASE)
            done += 1
        for name in names:
            ours: list[Sample] = []
            floors: list[Sample] = []
            for _run in range(runs):
                progress.step(done, total)
                ours.append(_child(place, name, WORK))
                floors.append(_child(place, name, FLOOR))
                done += 2
            results.append(_result(place, name, ours, floors))
            told(results[-1])
    if profile is not None and results:
        last = results[-1]
        place = Place(folder / f"{last.products}-{targets}", last.products, targets)
        _child(place, last.stage, WORK, "--profile", str(profile))
    progress.step(total, total)
    day = dt.datetime.now(dt.UTC).date().isoformat()
    return Report(__version__, day, command, runs, machine(), tuple(results))


def _result(place: Place, name: str, ours: Sequence[Sample], floors: Sequence[Sample]) -> Result:
    stage = BY_NAME[name]
    peaks = [one.peak_mb for one in ours if one.peak_mb is not None]
    return Result(
        stage=name,
        products=place.products,
        targets=place.targets,
        units=ours[0].units,
        unit=stage.unit,
        seconds=_spread(ours),
        cpu=statistics.median(one.cpu for one in ours),
        peak_mb=max(peaks, default=None),
        floor=stage.floor_name,
        floor_seconds=_spread(floors),
        floor_cpu=statistics.median(one.cpu for one in floors),
    )


def _spread(samples: Sequence[Sample]) -> Spread:
    found = [one.seconds for one in samples]
    return Spread(statistics.median(found), min(found), max(found))


def _child(place: Place, name: str, who: str, *more: str) -> Sample:
    """Measure once in a fresh process."""
    command = [
        sys.executable, "-m", "localizer.bench.child", name, who, str(place.folder),
        str(place.products), str(place.targets), *more,
    ]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - ourselves
    if ended.returncode:
        problem = _("Measuring {stage} failed: {reason}")
        lines = ended.stderr.strip().splitlines()
        raise BenchError(
            problem.format(stage=name, reason=lines[-1] if lines else ended.returncode)
        )
    return msgspec.json.decode(ended.stdout.splitlines()[-1], type=Sample)


def machine() -> Machine:
    """Return what this machine is."""
    return Machine(
        processor=_processor(),
        cores=os.cpu_count() or 1,
        memory_gb=_memory_gb(),
        system=platform.platform(),
        python=platform.python_version(),
        sqlite=sqlite3.sqlite_version,
        qt=_version("PySide6-Essentials"),
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _memory_gb() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, OSError, ValueError):
        return None


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
