"""``localizer draft --input … --output …``: parts of a catalog, drafted here or by a cluster."""

from __future__ import annotations

import datetime as dt
import glob
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.cli.output import emit, progress_bar, say
from localizer.i18n import _
from localizer.store.backup import plain_copy

EXIT_ACT: Final = 1
_FORMATS: Final = ("parquet",)
#: A launch nobody dated is so far away.
_AHEAD: Final = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Parts:
    """What the command line says of drafting in parts."""

    inputs: tuple[str, ...]
    output: Path
    cluster: str
    targets: str
    formats: tuple[str, ...]
    material: Path | None
    tls: str = ""


def draft_in_parts(asked: Parts, *, json_: bool) -> int:
    """Draft the files ``asked`` names; exit 1 when one of them failed."""
    from localizer.cluster.run import draft_parts, here, order_of  # noqa: PLC0415 - much code
    from localizer.cluster.workers import DaskWorkers, Tls  # noqa: PLC0415 - the same

    files = sorted({Path(name) for pattern in asked.inputs for name in glob.glob(pattern)})  # noqa: PTH207 - a pattern may be absolute
    tools = pipeline.load_tools()
    names = [one.strip() for one in asked.targets.split(",") if one.strip()]
    wanted = names or list(pipeline.DEFAULT_TARGETS)
    for name in wanted:
        tools.packs.resolve_target(name)
    order = order_of(wanted, (tools.now() + _AHEAD).date(), asked.formats or _FORMATS)
    workers = DaskWorkers(asked.cluster, Tls.of(asked.tls)) if asked.cluster else here
    material = b"" if asked.material is None else plain_copy(asked.material)
    with progress_bar(_("Draft")) as progress:
        total = draft_parts(
            files, asked.output, order, workers, material=material, progress=progress
        )
    if json_:
        emit(total)
    else:
        told = _(
            "{parts} parts drafted, {skipped} were done; {products} products, {listings} listings "
            "in {folder}."
        )
        click.echo(
            told.format(
                parts=total.drafted,
                skipped=total.skipped,
                products=total.products,
                listings=total.listings,
                folder=asked.output,
            )
        )
        for problem in total.problems:
            say(problem)
    return EXIT_ACT if total.problems else 0
