"""One run in a process of its own: ``python -m localizer.bench.child STAGE WHO FOLDER PRODUCTS TARGETS``.

Prints what it took as one line of JSON, the last one. ``WHO`` is ``work``, ``floor``, or ``base`` for a run
whose workspace is kept for the stages after it.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from typing import Final

import msgspec

from localizer import i18n
from localizer.bench.flame import Sampler
from localizer.bench.place import Clock, Place, peak_mb
from localizer.bench.stages import BY_NAME

WORK: Final = "work"
FLOOR: Final = "floor"
BASE: Final = "base"


class Sample(msgspec.Struct, frozen=True):
    """What one run took: wall and CPU seconds (children included), the most memory in MB, units done."""

    seconds: float
    cpu: float
    peak_mb: float | None
    units: int


def measure(name: str, who: str, place: Place) -> Sample:
    """Run a stage, or its floor, once."""
    stage = BY_NAME[name]
    place.clock = Clock()
    units = (stage.floor if who == FLOOR else stage.work)(place)
    if who == BASE:
        shutil.move(place.work, place.base(name))
    place.clean()
    return Sample(place.clock.seconds, place.clock.cpu, peak_mb(), units)


def main(arguments: list[str] | None = None) -> None:
    """Measure what the command line says."""
    parser = argparse.ArgumentParser(prog="localizer.bench.child")
    parser.add_argument("stage", choices=tuple(BY_NAME))
    parser.add_argument("who", choices=(WORK, FLOOR, BASE))
    parser.add_argument("folder", type=Path)
    parser.add_argument("products", type=int)
    parser.add_argument("targets", type=int)
    parser.add_argument("--profile", type=Path)
    asked = parser.parse_args(arguments)
    i18n.activate("en")
    place = Place(asked.folder, asked.products, asked.targets)
    if asked.profile is None:
        sample = measure(asked.stage, asked.who, place)
    else:
        with Sampler() as sampler:
            sample = measure(asked.stage, asked.who, place)
        sampler.write(asked.profile, f"{asked.stage}, {asked.products} products")
    sys.stdout.write(msgspec.json.encode(sample).decode() + "\n")


if __name__ == "__main__":
    main()
