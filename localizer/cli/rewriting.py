"""``localizer rewrite-script``: a stored script reworded by an engine that is turned on."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import click

from localizer.catalog import products, scripts
from localizer.catalog.scripts import StoredScript
from localizer.cli.drafting import EXIT_ACT, parse_amount
from localizer.cli.engines import ready_engine
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say
from localizer.errors import InputError
from localizer.i18n import _, ngettext
from localizer.model.phrase import Style
from localizer.model.script import Beat
from localizer.pipeline import script_rewrite
from localizer.pipeline.script_rewrite import RewriteReport, RewrittenLine
from localizer.pipeline.tools import Tools, load_tools
from localizer.script.rewording import RefusalCode
from localizer.script.stage import LABEL
from localizer.store.database import Reader


@click.command("rewrite-script")
@workspace
@click.option("--target", required=True, metavar="TH/shopee", help="Market and channel.")
@click.option("--product", "sku", required=True, metavar="SKU", help="SKU or article number.")
@click.option(
    "--style",
    type=click.Choice([one.value for one in Style]),
    default=Style.WARM.value,
    show_default=True,
)
@click.option("--variant", default=LABEL, show_default=True, help="Which script of the product.")
@click.option("--engine", "name", required=True, metavar="NAME", help="An engine that chats.")
@click.option(
    "--beat",
    "beats",
    multiple=True,
    type=click.Choice([one.value for one in Beat]),
    help="Only this beat; may be given again.",
)
@click.option("--ceiling", default="", metavar="AMOUNT", help="What the engine may cost at most.")
@click.option("--dry-run", is_flag=True, help="Ask and show, but keep nothing.")
@as_json
def rewrite_script(  # noqa: PLR0913 - one argument an option
    ws: Path,
    target: str,
    sku: str,
    style: str,
    variant: str,
    name: str,
    beats: tuple[str, ...],
    ceiling: str,
    *,
    dry_run: bool,
    json_: bool,
) -> int:
    """Have an engine reword the lines a host says in a script.

    The lines and the facts they rest on go to the engine (see `localizer engines`). A line that comes back
    with a new number, material or promise, or without its price, stays as it was; the reason is told. What is
    kept is one step: `localizer undo` takes it back.
    """
    most = parse_amount(ceiling)
    with opened(ws) as store:
        tools = load_tools()
        found = _script(store.read(), tools, target, sku, style, variant.upper())
        engine = ready_engine(name)
        places = tuple(script_rewrite.places_of(found, beats)) if beats else None
        with progress_bar(_("Rewording")) as progress:
            report = script_rewrite.rewrite_script(
                store,
                tools,
                found.id,
                engine,
                places=places,
                keep=not dry_run,
                ceiling=most,
                progress=progress,
            )
        now = scripts.load(store.read(), found.id)
    if json_:
        emit(_report_json(report, now))
    else:
        _tell(report, kept=not dry_run)
    return EXIT_ACT if any(map(_failed, report.lines)) else 0


def _script(
    reader: Reader, tools: Tools, target: str, sku: str, style: str, variant: str
) -> StoredScript:
    """Return a stored script. Raises `InputError` where there is none."""
    wanted = tools.packs.resolve_target(target)
    number = products.find_by_sku(reader, sku)
    if number is None:
        problem = _("There is no product with the SKU or number “{sku}”.")
        raise InputError(problem.format(sku=sku))
    found = scripts.find(reader, number, wanted, style, variant)
    if found is None:
        problem = _(
            "There is no script {variant} in the style {style} yet. Draft the launch first."
        )
        raise InputError(problem.format(variant=variant, style=style))
    return found


def _failed(line: RewrittenLine) -> bool:
    """Tell whether nothing came back for a line, which a person may want to ask again."""
    return not line.after and any(one.code is RefusalCode.ENGINE for one in line.refusals)


def _report_json(report: RewriteReport, now: StoredScript) -> Mapping[str, object]:
    """Return what came of it; ``units`` and ``rate`` are those of the script as it is now."""
    price: Decimal | None = report.cost if report.currency else None
    return {
        "lines": [
            {
                "n": line.index + 1,
                "beat": line.before.beat.value,
                "before": line.before.text,
                "after": line.after,
                "accepted": line.accepted,
                "refused": [
                    {"code": one.code.value, "text": one.sentence, "note": one.note}
                    for one in line.refusals
                ],
            }
            for line in report.lines
        ],
        "units": sum(line.units for line in now.script.lines),
        "unit": now.script.unit,
        "rate": now.script.rate_per_min,
        "seconds": now.script.seconds,
        "kept": len(report.accepted) if report.changes else 0,
        "requests": report.requests,
        "characters": report.chars,
        "cost": None if price is None else str(price),
        "currency": report.currency,
    }


def _tell(report: RewriteReport, *, kept: bool) -> None:
    for line in report.lines:
        click.echo(f"{line.index + 1} {line.before.beat.value}")
        click.echo(f"  - {line.before.text}")
        if line.after and not line.is_same:
            sign = "+" if line.accepted else "×"
            click.echo(f"  {sign} {line.after}")
        for one in line.refusals:
            click.echo(f"    {one.sentence}")
    count = len(report.accepted)
    told = ngettext("{n} line may be taken.", "{n} lines may be taken.", count)
    if kept:
        told = ngettext("{n} line was reworded.", "{n} lines were reworded.", count)
    say(told.format(n=count))
