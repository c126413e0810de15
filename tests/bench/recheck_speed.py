"""One edited text: saved, committed and checked again, as the desk does it; beside a whole product's check.

Run: ``python tests/bench/recheck_speed.py [--rounds 60]``. The sample is drafted for six targets; in turn a
title, a bullet and a description of every product are edited. Printed are median and 95th percentile.
"""

from __future__ import annotations

import argparse
import datetime as dt
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer import pipeline
from localizer.catalog import launches, translations
from localizer.check.stage import check_products
from localizer.model.segment import Field
from localizer.paths import resource
from localizer.pipeline.stage_rules import check_rules
from localizer.store.database import create

TARGETS = ("TH/shopee", "VN/tiktok", "ID/shopee", "TW/shopee", "US/amazon", "DE/amazon")
FIELDS = (Field.TITLE, Field.BULLET, Field.DESCRIPTION)


def main() -> int:
    """Print milliseconds by field."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60)
    rounds = parser.parse_args().rounds
    tools = pipeline.load_tools()
    with (
        tempfile.TemporaryDirectory() as folder,
        create(Path(folder) / "w.localizer", person="bench") as store,
    ):
        pipeline.import_catalog(store, resource("sample") / "catalog.xlsx")
        pipeline.create_launch(store, tools, "launch", TARGETS, dt.date(2026, 11, 26))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
        launch = launches.find(store.read())
        order = launches.launch_products(store.read(), launch)
        for field in FIELDS:
            times = []
            for turn in range(rounds + 5):
                pairs = translations.pairs(store.read(), order[turn % len(order)], "th-TH")
                pair = next((one for one in pairs if one.segment.field is field), pairs[0])
                start = time.perf_counter()
                pipeline.edit_translation(store, tools, pair.id, f"ข้อความใหม่ {turn} ซม.")
                times.append(1000 * (time.perf_counter() - start))
            _tell(f"edit a {field.value}", times[5:])  # the first ones read the rules
        whole = []
        for number in order:
            start = time.perf_counter()
            check_products(store, check_rules(tools, launch, order), launch.targets, [number])
            whole.append(1000 * (time.perf_counter() - start))
        _tell("check a whole product", whole)
    return 0


def _tell(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    high = ordered[int(len(ordered) * 0.95)]
    print(f"{what:24} median {statistics.median(ordered):6.1f} ms   95 % {high:6.1f} ms")


if __name__ == "__main__":
    sys.exit(main())
