"""A long day in one process: edits, filters and imports, far faster than a person works.

Run: ``python tests/crash/long_use.py [--edits 50000] [--filters 500] [--imports 50] [--products 200]``.
Prints how memory and the time of an edit changed between the first tenth (after a warm-up of one twentieth)
and the last one.
Edits are typed, approved, sent back and undone, as at a desk; CPU time counts, so that other programs do not.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from localizer import pipeline
from localizer.bench.data import write_csv
from localizer.catalog import filters, launches, queue
from localizer.catalog.filters import ProductFilter
from localizer.catalog.queue import QueueFilter
from localizer.model.segment import State
from localizer.store.database import Store, create

WARM_UP = 0.05
SHARE = 0.1


@dataclass(slots=True)
class Figures:
    """Seconds of each edit, and memory in MB after each hundredth of the day."""

    edits: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)

    def _ends(self, values: list[float]) -> tuple[float, float]:
        start, size = int(len(values) * WARM_UP), max(1, int(len(values) * SHARE))
        return statistics.median(values[start : start + size]), statistics.median(values[-size:])

    @property
    def slowdown(self) -> float:
        """Return by which share the last edits took longer than the first ones."""
        first, last = self._ends(self.edits)
        return last / first - 1

    @property
    def growth(self) -> float:
        """Return by which share memory grew."""
        first, last = self._ends(self.memory)
        return last / first - 1 if first else 0.0


def memory_mb() -> float:
    """Return what this process holds now, 0 where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    return int(status.read_text("utf-8").split("VmRSS:")[1].split()[0]) / 1024


def use(folder: Path, *, edits: int, filtered: int, imports: int, products: int) -> Figures:
    """Work as many times as is asked; everything is mixed as evenly as it goes."""
    tools = pipeline.load_tools()
    versions = []
    for seed in (1, 2):
        versions.append(folder / f"c{seed}.csv")
        write_csv(versions[-1], products, seed)
    figures = Figures()
    with create(folder / "w.localizer", person="Mei") as store:
        pipeline.import_catalog(store, versions[0], catalog="goods")
        pipeline.create_launch(store, tools, "l", ["TH/shopee"], dt.date(2026, 12, 11))
        pipeline.draft(store, tools)
        pipeline.check(store, tools)
        ids = [one for (one,) in store.read().tuples(_TEXTS)]
        for number in range(edits):
            began = time.process_time()
            _edit(store, tools, ids[number * 7 % len(ids)], number)
            figures.edits.append(time.process_time() - began)
            if filtered and number % max(1, edits // filtered) == 0:
                _filter(store, number)
            if imports and number % max(1, edits // imports) == edits // imports // 2:
                pipeline.import_catalog(store, versions[number % 2], catalog="goods")
            if number % max(1, edits // 100) == 0:
                gc.collect()
                figures.memory.append(memory_mb())
    return figures


_TEXTS = (
    "SELECT t.id FROM translation t JOIN translation_body b ON b.id = t.id "
    "WHERE b.text <> '' ORDER BY t.id"
)


def _edit(store: Store, tools: pipeline.Tools, text: int, number: int) -> None:
    what = number % 10
    if what == 7:
        pipeline.send_back(store, tools, text, "shorter")
    elif what == 8:
        pipeline.approve_translations(store, tools, [text])
    elif what == 9:
        pipeline.undo(store, tools)
    else:
        pipeline.edit_translation(store, tools, text, f"ข้อความ {number % 97}")


def _filter(store: Store, number: int) -> None:
    reader = store.read()
    target = launches.find(reader, None).targets[0]
    words = ("ข้อความ", "เดรส", "90", "")[number % 4]
    state = (None, State.DRAFT, State.APPROVED)[number % 3]
    found = queue.queue_ids(reader, QueueFilter(target, state=state, text=words))
    queue.queue_rows(reader, found[:100], target)
    queue.facets(reader, QueueFilter(target))
    filters.product_ids(reader, ProductFilter())


def main() -> None:
    """Work a day and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=50_000)
    parser.add_argument("--filters", type=int, default=500)
    parser.add_argument("--imports", type=int, default=50)
    parser.add_argument("--products", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = use(
            Path(folder),
            edits=asked.edits,
            filtered=asked.filters,
            imports=asked.imports,
            products=asked.products,
        )
    print(
        f"{asked.edits} edits, {asked.filters} filters, {asked.imports} imports: memory "
        f"{figures.growth:+.1%} ({figures.memory[0]:.0f} to {figures.memory[-1]:.0f} MB), an edit "
        f"{figures.slowdown:+.1%} ({statistics.median(figures.edits) * 1000:.2f} ms)"
    )


if __name__ == "__main__":
    main()
