"""The figures as a table for the terminal and as a page for the documents."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from localizer.bench.suite import Report, Result
from localizer.i18n import _

_HEAD: Final = (
    "# Performance\n\n"
    "Every figure on this page was printed by `localizer bench`, which wrote the page too. Each run is a "
    "process of its own; a floor is the least program for the same work, measured in turns with ours in the "
    "same run.\n\n"
)
_NOTES: Final = (
    "\nSeconds are of the wall: the median of the runs, and in brackets the least and the most; CPU is the "
    "median of all processes together. Memory is the most any one process had. A listing is a product on a "
    "target with its texts (about 18 of them), price, script and checks. The catalogs are made by "
    "`localizer/bench/data.py`: the same products for everybody.\n"
)


#: Products and targets of a large brand, and the hours of a night.
BRAND: Final = (2_000_000, 15)
NIGHT_H: Final = 8
#: Rates below it are told with a decimal.
_WHOLE: Final = 10


def cells(one: Result) -> tuple[str, ...]:
    """Return the figures of a result, as they stand in a row."""
    spread = f"{one.seconds.median:.2f} ({one.seconds.least:.2f}–{one.seconds.most:.2f})"
    return (
        one.stage,
        f"{one.products:,}",
        spread,
        f"{one.cpu:.2f}",
        "–" if one.peak_mb is None else f"{one.peak_mb:.0f}",
        f"{one.rate:,.{0 if one.rate >= _WHOLE else 1}f} {one.unit}",
        f"{one.floor_seconds.median:.2f}",
        f"{one.ratio:.2f}",
    )


def headers() -> tuple[str, ...]:
    """Return the names of the columns, in the person's language."""
    return (
        _("stage"),
        _("products"),
        _("seconds"),
        _("CPU"),
        _("MB"),
        _("a second"),
        _("floor"),
        _("ratio"),
    )


def page(report: Report) -> str:
    """Return the page of a report, in English and Markdown."""
    machine = report.machine
    memory = "" if machine.memory_gb is None else f", {machine.memory_gb:g} GB"
    text = (
        f"{_HEAD}- Command: `{report.command}`\n"
        f"- Program {report.program}, {report.day}, {report.runs} runs of each\n"
        f"- {machine.processor}, {machine.cores} cores{memory}; {machine.system}; Python {machine.python}, "
        f"SQLite {machine.sqlite}, PySide6 {machine.qt}\n\n"
    )
    names = ("stage", "products", "seconds", "CPU s", "MB", "a second", "floor s", "ratio", "floor")
    rows = [(*cells(one), one.floor) for one in report.results]
    text += _markdown(names, rows)
    if report.exponents:
        text += "\n## Growth\n\nCPU seconds grow with the number of products to the power of:\n\n"
        growth = [(name, f"{slope:.2f}") for name, slope in report.exponents.items()]
        text += _markdown(("stage", "exponent"), growth)
    drafts = [one for one in report.results if one.stage == "draft" and one.units and one.cpu]
    if drafts:
        text += _sizing(max(drafts, key=lambda one: one.products))
    return text + _NOTES


def _sizing(draft: Result) -> str:
    """Return what a large catalog takes at the CPU time of ``draft``."""
    listings = BRAND[0] * BRAND[1]
    hours = listings * draft.cpu / draft.units / 3600
    return (
        f"\n## Sizing\n\n{BRAND[0]:,} products on {BRAND[1]} targets are {listings:,} listings. At the CPU "
        f"time of the row `draft` with {draft.products:,} products they take {hours:,.0f} core hours: "
        f"{math.ceil(hours / NIGHT_H):,} cores for a night of {NIGHT_H} hours.\n"
    )


def _markdown(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
