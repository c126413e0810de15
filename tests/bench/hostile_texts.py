"""Seconds each check of texts takes for a line of a million characters that is made to be slow.

Run: ``python tests/bench/hostile_texts.py [CHARACTERS]``. Printed are those over a tenth of a second.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer.check.context import TextContext
from localizer.check.registry import TEXT_CHECKS
from localizer.model.channel import Channel
from localizer.model.grounds import Grounds
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin, Segment, State, Translation
from tests.support.hostile_texts import HOSTILE, long_line


def main() -> None:
    """Measure every check with every line, in three languages."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    worst = 0.0
    for name, unit in HOSTILE.items():
        line = long_line(unit, size)
        for locale, source in (("fr-FR", line), ("th-TH", "杯"), ("zh-Hant-TW", "cup")):
            context = TextContext(
                Target("DE", "shop", locale),
                "en-US",
                Segment(1, 1, Field.DESCRIPTION, 0, "", source, "h"),
                Translation(1, locale, line, State.DRAFT, Origin.PERSON, "h"),
                None,
                Channel("shop", "Shop", ("DE",), ()),
                (),
                grounds=Grounds(brand="Anker", skus=("A-1",)),
            )
            for check in TEXT_CHECKS:
                start = time.perf_counter()
                check.check(context)
                seconds = time.perf_counter() - start
                worst = max(worst, seconds)
                if seconds > 0.1:
                    print(f"{check.id:22} {name:18} {locale:12} {seconds:6.2f} s", flush=True)
    print(f"longest: {worst:.2f} s for {size:,} characters")


if __name__ == "__main__":
    main()
