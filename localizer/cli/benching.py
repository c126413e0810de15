"""``localizer bench``: how long the program takes on this machine, beside a floor of the same run."""

from __future__ import annotations

import shlex
import tempfile
from pathlib import Path
from typing import Final

import click
import msgspec

from localizer.cli.output import progress_bar, say, table
from localizer.i18n import _

#: What is measured where no stage is named: all of a draft, with an import before and an export after it.
USUAL: Final = ("import", "translate", "price", "script", "check", "draft", "export-csv", "window")
_ENDINGS: Final = {"k": 1_000, "m": 1_000_000}


def _sizes(_context: click.Context, _option: click.Parameter, text: str) -> tuple[int, ...]:
    return _numbers(text)


def _plan(stages: tuple[str, ...], sizes: tuple[int, ...]) -> dict[str, tuple[int, ...]]:
    """Return the sizes of each stage: those that stand behind its name, else those of all."""
    named = (one.partition(":") for one in stages or USUAL)
    return {name: _numbers(own) if own else sizes for name, _colon, own in named}


def _numbers(text: str) -> tuple[int, ...]:
    found = []
    for part in text.lower().split(","):
        number, many = part.strip(), 1
        if number[-1:] in _ENDINGS:
            number, many = number[:-1], _ENDINGS[number[-1]]
        if not number.isdecimal() or not int(number):
            raise click.BadParameter(
                _("{text} is no number of products, such as 500, 10k or 1m.").format(text=part)
            )
        found.append(int(number) * many)
    return tuple(dict.fromkeys(found))


@click.command()
@click.argument("stages", nargs=-1, metavar="[STAGE[:SIZES]]...")
@click.option(
    "--size", "sizes", default="1k", metavar="1k,10k", callback=_sizes, help="How many products."
)
@click.option("--targets", default=15, type=click.IntRange(1, 15), help="Targets of a launch.")
@click.option("--runs", default=3, type=click.IntRange(1), help="Runs of each.")
@click.option(
    "--json", "json_", type=click.Path(path_type=Path), metavar="FILE", help="Write the figures."
)
@click.option(
    "--page", "page_", type=click.Path(path_type=Path), metavar="FILE", help="Write a page of them."
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write a flame graph (SVG) of the last stage.",
)
@click.option("--folder", type=click.Path(path_type=Path), help="Keep data and workspaces here.")
def bench(
    stages: tuple[str, ...],
    *,
    sizes: tuple[int, ...],
    targets: int,
    runs: int,
    json_: Path | None,
    page_: Path | None,
    profile: Path | None,
    folder: Path | None,
) -> int:
    """Measure the program: each STAGE in a process of its own, in turns with its floor.

    Sizes behind a name, as in import:1k,10k,100k, are those of that stage alone.

    Stages are import, reimport, translate, price, script, check, draft, redraft, export-csv, export-xlsx,
    xliff-write, xliff-read, write-csv, write-xlsx, window, open, board and cluster, and beside a peer
    check-peer, xliff-1.2-read and tmx-read; without any, those of a usual day.
    """
    from localizer.bench import page as pages  # noqa: PLC0415 - much code, and only here
    from localizer.bench.stages import BY_NAME  # noqa: PLC0415 - the same
    from localizer.bench.suite import measure  # noqa: PLC0415 - the same

    plan = _plan(stages, sizes)
    for name in plan:
        if name not in BY_NAME:
            known = ", ".join(BY_NAME)
            problem = _("There is no stage {name}. There are: {known}.")
            raise click.BadParameter(problem.format(name=name, known=known))
    words = ["localizer", "bench", *stages, "--size", ",".join(map(str, sizes))]
    words += ["--targets", str(targets), "--runs", str(runs)]
    with (
        tempfile.TemporaryDirectory(prefix="localizer-bench-") as scratch,
        progress_bar(_("Measure")) as progress,
    ):
        report = measure(
            folder or Path(scratch),
            plan,
            targets=targets,
            runs=runs,
            command=shlex.join(words),
            profile=profile,
            progress=progress,
        )
    click.echo(table(pages.headers(), [pages.cells(one) for one in report.results]))
    for name, slope in report.exponents.items():
        say(
            _("{stage} grows with the number of products to the power of {slope}.").format(
                stage=name, slope=f"{slope:.2f}"
            )
        )
    if json_ is not None:
        json_.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    if page_ is not None:
        page_.write_text(pages.page(report), encoding="utf-8")
    return 0
