"""The commands of the road: launch, draft, check, approve, export, status, undo."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.cli import tables
from localizer.cli.benching import bench
from localizer.cli.books import book
from localizer.cli.catalog import catalog
from localizer.cli.composing import compose
from localizer.cli.demo import demo
from localizer.cli.desktop import desktop
from localizer.cli.drafting import draft
from localizer.cli.engines import engines
from localizer.cli.exporting import export, export_presets_, exports
from localizer.cli.filling import fill
from localizer.cli.formats import formats
from localizer.cli.importing import import_
from localizer.cli.machine import doctor
from localizer.cli.memory import memory
from localizer.cli.mending import backup
from localizer.cli.merging import merge
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, say
from localizer.cli.overruling import overrule
from localizer.cli.packages import open_package_, package, return_
from localizer.cli.price_rules import price_rules
from localizer.cli.pricing import price, price_basis
from localizer.cli.promotions import promotion
from localizer.cli.rates import rates
from localizer.cli.readiness import ready
from localizer.cli.reading import read_claims_
from localizer.cli.repricing import reprice
from localizer.cli.rewriting import rewrite_script
from localizer.cli.scripting import script
from localizer.cli.severities import severity
from localizer.cli.shop import shop
from localizer.cli.show import show
from localizer.cli.show_export import show_export
from localizer.cli.statistics import statistics
from localizer.cli.term_proposals import accept_, decline_, proposed
from localizer.cli.terms import terms
from localizer.cli.texts import check_text_
from localizer.cli.window import gui
from localizer.cli.words import words
from localizer.cli.xliff import xliff
from localizer.i18n import _, ngettext
from localizer.pipeline.tools import load_tools

EXIT_ACT: Final = 1
show.add_command(show_export)
for _command in (proposed, accept_, decline_):
    terms.add_command(_command)


@click.group()
def launch() -> None:
    """Make and list launches."""


@launch.command("create")
@workspace
@click.option("--name", required=True)
@click.option("--targets", required=True, metavar="TH/shopee,DE/amazon,…")
@click.option("--date", "date_", required=True, metavar="YYYY-MM-DD")
@as_json
def launch_create(ws: Path, name: str, targets: str, date_: str, *, json_: bool) -> int:
    """Create a launch of the whole catalog for TARGETS on DATE."""
    date = tables.parse_date(date_)
    wanted = [part.strip() for part in targets.split(",") if part.strip()]
    with opened(ws) as store:
        made = pipeline.create_launch(store, load_tools(), name, wanted, date)
    if json_:
        emit(made)
    else:
        count = len(made.targets)
        click.echo(
            ngettext(
                "Created the launch “{name}” for {n} target on {date}.",
                "Created the launch “{name}” for {n} targets on {date}.",
                count,
            ).format(name=made.name, n=count, date=made.date.isoformat())
        )
    return 0


@click.command()
@workspace
@launch_name
@as_json
def check(ws: Path, launch: str | None, *, json_: bool) -> int:
    """Check every text, price and script."""
    with opened(ws) as store:
        tools = load_tools()
        with progress_bar(_("Check")) as progress:
            report = pipeline.check(store, tools, launch=launch, progress=progress)
        found = tables.findings_of(store, report.launch)
    if json_:
        emit({**tables.plain(report), "findings": found})
    else:
        click.echo(tables.check_summary(report, found))
    return 0


@click.command()
@workspace
@launch_name
@click.option("--clean", is_flag=True, help="Only what no check has anything against.")
@as_json
def approve(ws: Path, launch: str | None, *, clean: bool, json_: bool) -> int:
    """Approve drafts; with --clean only those without a finding."""
    if not clean:
        raise click.UsageError(
            _("Say --clean; everything else is approved one by one in the desk.")
        )
    with opened(ws) as store:
        report = pipeline.approve_clean(store, load_tools(), launch=launch)
    if json_:
        emit(report)
    else:
        click.echo(
            _("Approved {texts} texts and {scripts} scripts; {left} are left for a person.").format(
                texts=report.translations, scripts=report.scripts, left=report.left
            )
        )
    return 0


@click.command()
@workspace
@launch_name
@as_json
def status(ws: Path, launch: str | None, *, json_: bool) -> int:
    """Show how far a launch is, target by target."""
    with opened(ws) as store:
        report = pipeline.status(store, load_tools(), launch=launch)
    if json_:
        emit(report)
    else:
        click.echo(tables.status_table(report))
    return 0


@click.command()
@workspace
@as_json
def undo(ws: Path, *, json_: bool) -> int:
    """Take back the last step."""
    return _replay(ws, json_=json_, again=False)


@click.command()
@workspace
@as_json
def redo(ws: Path, *, json_: bool) -> int:
    """Make the step last taken back again."""
    return _replay(ws, json_=json_, again=True)


def _replay(ws: Path, *, json_: bool, again: bool) -> int:
    with opened(ws) as store:
        report = (pipeline.redo if again else pipeline.undo)(store, load_tools())
    if json_:
        emit({"label": None, "rows": 0} if report is None else tables.undo_json(report))
    if report is None:
        say(_("There is nothing to redo.") if again else _("There is nothing to undo."))
        return EXIT_ACT
    if not json_:
        text = _("Made again: {label}") if again else _("Taken back: {label}")
        click.echo(text.format(label=report.label))
    return 0


@click.command("accept-rates")
@workspace
@as_json
def accept_rates(ws: Path, *, json_: bool) -> int:
    """Accept the exchange rates as they are, although they may be old."""
    with opened(ws) as store:
        changes = pipeline.accept_rates(store, load_tools())
    if json_:
        emit({"changed": bool(changes)})
    else:
        click.echo(_("The exchange rates are accepted as they are."))
    return 0


ALL: Final = (
    check_text_,
    demo,
    import_,
    catalog,
    formats,
    launch,
    draft,
    check,
    severity,
    overrule,
    approve,
    ready,
    export,
    book,
    exports,
    export_presets_,
    fill,
    status,
    statistics,
    undo,
    redo,
    accept_rates,
    price,
    price_basis,
    price_rules,
    promotion,
    shop,
    rates,
    reprice,
    compose,
    script,
    rewrite_script,
    read_claims_,
    show,
    merge,
    terms,
    words,
    memory,
    engines,
    package,
    return_,
    open_package_,
    xliff,
    gui,
    desktop,
    doctor,
    bench,
    backup,
)
