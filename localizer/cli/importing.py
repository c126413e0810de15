"""The command that brings a file in: look, ask, try, import, save what was said about it."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.catalog.column_maps import remembered
from localizer.cli import tables
from localizer.cli.columns import column_map, guess_lines, how_to_map, plain_preview, preview_text
from localizer.cli.import_words import import_summary
from localizer.cli.options import as_json, opened
from localizer.cli.output import emit, progress_bar, say
from localizer.errors import ColumnsUnknownError
from localizer.i18n import _
from localizer.intake.preview import preview
from localizer.intake.report import ImportReport
from localizer.intake.stage import LittleInCommonError
from localizer.model.incoming import Answers

EXIT_ACT: Final = 1


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "ws", type=click.Path(path_type=Path), help="Workspace.")
@click.option("--catalog", metavar="NAME", help="Catalog; by default the one with these products.")
@click.option("--map", "columns", metavar="A=B,…", help="Columns by hand: sku=货号,title=标题.")
@click.option("--sheet", metavar="NAME", default="", help="Sheet of a workbook.")
@click.option("--preview", "only_look", is_flag=True, help="Show how it would be read; no import.")
@click.option("--trial", is_flag=True, help="Tell what an import would change; change nothing.")
@click.option(
    "--blank",
    type=click.Choice(["keep", "clear"]),
    default="keep",
    show_default=True,
    help="What a cell that is blank now does to what was there.",
)
@click.option(
    "--gone",
    type=click.Choice(["keep", "remove"]),
    default="keep",
    show_default=True,
    help="Products and variants the file no longer has; most of a catalog goes only if named.",
)
@click.option(
    "--minor",
    type=click.Choice(["keep", "review"]),
    default="keep",
    show_default=True,
    help="Approvals of texts of which only punctuation or tokens changed.",
)
@click.option(
    "--report", "save_as", type=click.Path(path_type=Path), help="Save everything told as CSV."
)
@as_json
def import_(
    file: Path,
    ws: Path | None,
    *,
    only_look: bool,
    save_as: Path | None,
    json_: bool,
    **how: Any,  # noqa: ANN401 - the other options, as click gives them
) -> int:
    """Read a catalog FILE (see `localizer formats`) into a workspace."""
    mapping, sheet = column_map(how["columns"]), how["sheet"]
    if only_look:
        return _preview(file, ws, mapping, sheet, json_=json_)
    if ws is None:
        raise click.UsageError(_("Say which workspace with --into, or --preview to look only."))
    try:
        report = _import(file, ws, mapping, how)
    except ColumnsUnknownError as error:
        found = preview(file, column_map=mapping, sheet=sheet)
        say("\n".join([*guess_lines(found.own_guesses), "", str(error), how_to_map(error)]))
        return EXIT_ACT
    except LittleInCommonError as error:
        named = _("If it is this catalog all the same, add: {option}").format(
            option=f"--catalog {shlex.quote(error.catalog)}"
        )
        say(f"{error}\n{named}")
        return EXIT_ACT
    if save_as is not None:
        pipeline.save_report(report, save_as)
    if json_:
        emit(report.to_json())
    else:
        saved, keeps = save_as is not None, how["blank"] == "keep"
        click.echo(import_summary(report, trial=how["trial"], saved=saved, keeps_blank=keeps))
    return _status(report)


def _status(report: ImportReport) -> int:
    """Return 0 where the file was taken in or has no rows at all, 1 where a person must look at its rows."""
    return 0 if report.products or not report.read else EXIT_ACT


def _import(
    file: Path, ws: Path, mapping: dict[str, str] | None, how: dict[str, Any]
) -> ImportReport:
    """Import into ``ws``; one that was made for it and stays empty is removed."""
    is_new = not ws.exists()
    made = False
    try:
        with opened(ws, new=True) as store, progress_bar(_("Import")) as progress:
            report = pipeline.import_catalog(
                store,
                file,
                catalog=how["catalog"],
                column_map=mapping,
                sheet=how["sheet"],
                answers=Answers(how["blank"], how["gone"], how["minor"]),
                trial=how["trial"],
                progress=progress,
            )
            made = bool(report.products) and not how["trial"]
            return report
    finally:
        if is_new and not made:
            tables.remove_workspace(ws)


def _preview(
    file: Path, ws: Path | None, mapping: dict[str, str] | None, sheet: str, *, json_: bool
) -> int:
    """Show how ``file`` would be read, with what ``ws`` remembers of such files."""
    if ws is None or not ws.exists():
        found = preview(file, column_map=mapping, sheet=sheet)
    else:
        with opened(ws) as store:
            reader = store.read()
            found = preview(
                file, column_map=mapping, sheet=sheet, recall=lambda mark: remembered(reader, mark)
            )
    if json_:
        emit(plain_preview(found))
    else:
        click.echo(preview_text(found))
    return EXIT_ACT if found.problem else 0
