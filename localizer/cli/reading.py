"""``localizer read-claims``: texts of a target read for doubtful claims by an engine that is turned on."""

from __future__ import annotations

from pathlib import Path

import click

from localizer.catalog import launches
from localizer.cli.drafting import EXIT_ACT, parse_amount
from localizer.cli.engines import ready_engine
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar
from localizer.i18n import _, ngettext
from localizer.pipeline.claim_reader import ReadReport, plan_reading, read_claims
from localizer.pipeline.engine_words import CAUSES
from localizer.pipeline.tools import load_tools


@click.command("read-claims")
@workspace
@click.option("--target", required=True, metavar="TH/shopee", help="Market and channel.")
@click.option("--launch", default=None, metavar="NAME", help="The newest by default.")
@click.option("--engine", "name", required=True, metavar="NAME", help="An engine that chats.")
@click.option("--ceiling", default="", metavar="AMOUNT", help="What the engine may cost at most.")
@click.option("--dry-run", is_flag=True, help="Tell what would be sent, and send nothing.")
@as_json
def read_claims_(
    ws: Path,
    target: str,
    launch: str | None,
    name: str,
    ceiling: str,
    *,
    dry_run: bool,
    json_: bool,
) -> int:
    """Have an engine read the texts of a target for claims that may not be made there.

    The texts and the facts of their products go to the engine (see `localizer engines`). What it doubts is a
    warning for a person beside what the checks find; it takes nothing away. Texts it has read are read again
    only when they change. All of it is one step: `localizer undo` takes it back.
    """
    most = parse_amount(ceiling)
    with opened(ws) as store:
        tools = load_tools()
        wanted = tools.packs.resolve_target(target)
        found = launches.find(store.read(), launch)
        engine = ready_engine(name)
        if dry_run:
            plan = plan_reading(store.read(), tools, found, wanted, engine)
            cost = None if plan.cost is None else str(plan.cost)
            if json_:
                emit({"texts": plan.texts, "characters": plan.chars, "cost": cost})
            else:
                told = ngettext("{n} text would be sent.", "{n} texts would be sent.", plan.texts)
                click.echo(told.format(n=plan.texts))
            return 0
        with progress_bar(_("Reading")) as progress:
            report = read_claims(
                store, tools, found, wanted, engine, ceiling=most, progress=progress
            )
    if json_:
        emit(_as_json(report))
    else:
        _tell(report)
    return EXIT_ACT if report.unread else 0


def _as_json(report: ReadReport) -> dict[str, object]:
    return {
        "read": report.read,
        "doubts": report.doubts,
        "unread": report.unread,
        "cause": "" if report.cause is None else report.cause.value,
        "requests": report.requests,
        "characters": report.chars,
        "cost": str(report.cost) if report.currency else None,
        "currency": report.currency,
    }


def _tell(report: ReadReport) -> None:
    told = ngettext("{n} text was read.", "{n} texts were read.", report.read)
    click.echo(told.format(n=report.read))
    told = ngettext("{n} passage is doubted.", "{n} passages are doubted.", report.doubts)
    click.echo(told.format(n=report.doubts))
    if report.unread and report.cause is not None:
        told = ngettext(
            "{n} text was not read: {why}", "{n} texts were not read: {why}", report.unread
        )
        click.echo(told.format(n=report.unread, why=_(CAUSES[report.cause])))
