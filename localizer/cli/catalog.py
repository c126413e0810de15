"""The command group ``catalog``: the catalog itself as a file, and the imports it was made by."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click

from localizer import pipeline
from localizer.cli.import_words import import_summary
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.export.catalog_file import export_catalog
from localizer.i18n import _, ngettext
from localizer.intake.report import ImportReport


@click.group()
def catalog() -> None:
    """Write the catalog itself to a file, or list its imports."""


@catalog.command("export")
@workspace
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="File: .csv, .xlsx or .jsonl."
)
@click.option("--catalog", "name", metavar="NAME", help="Which catalog; the only one by default.")
@as_json
def catalog_export(ws: Path, out: Path, name: str | None, *, json_: bool) -> int:
    """Write a catalog to a file that can be edited and imported again."""
    with opened(ws) as store, progress_bar(_("Export")) as progress:
        made = export_catalog(store.read(), out, catalog=name, progress=progress)
    if json_:
        emit(made)
    else:
        click.echo(
            ngettext(
                "Wrote {n} product with {variants} variants of “{catalog}” to {file}.",
                "Wrote {n} products with {variants} variants of “{catalog}” to {file}.",
                made.products,
            ).format(n=made.products, variants=made.variants, catalog=made.catalog, file=made.path)
        )
    if made.left_out:
        say(
            ngettext(
                "{n} cell was too long for the format and was left out. .jsonl keeps everything.",
                "{n} cells were too long for the format and were left out. .jsonl keeps everything.",
                made.left_out,
            ).format(n=made.left_out)
        )
    return 0


@catalog.command("imports")
@workspace
@click.option("--show", "number", type=int, metavar="N", help="What import N said.")
@click.option(
    "--report", "save_as", type=click.Path(path_type=Path), help="With --show: save it as CSV."
)
@as_json
def catalog_imports(ws: Path, number: int | None, save_as: Path | None, *, json_: bool) -> int:
    """List the imports of a workspace, newest first, or show what one of them said."""
    if save_as is not None and number is None:
        raise click.UsageError(_("Say which import with --show."))
    with opened(ws) as store:
        one = None if number is None else pipeline.past_import(store, number)
        found = pipeline.past_imports(store) if one is None else (one,)
    if save_as is not None:
        pipeline.save_report(found[0].report, save_as)
    if json_:
        told = [_plain(one) for one in found]
        emit(told if number is None else told[0])
    elif number is not None:
        click.echo(f"{_when(found[0])}\n{import_summary(found[0].report, saved=True)}")
    else:
        click.echo(_listing(found) if found else _("Nothing has been imported yet."))
    return 0


def _plain(one: pipeline.PastImport) -> dict[str, Any]:
    return {"number": one.number, "at": one.at, **one.report.to_json()}


def _when(one: pipeline.PastImport) -> str:
    return dt.datetime.fromisoformat(one.at).astimezone().strftime("%Y-%m-%d %H:%M")


def _listing(found: tuple[pipeline.PastImport, ...]) -> str:
    headers = (
        _("file"), _("catalog"), _("when"), _("rows"), _("added"), _("changed"), _("unchanged"),
        _("removed"), _("rows not used"), _("number"),
    )  # fmt: skip
    rows = [
        (
            one.report.file,
            one.report.catalog,
            _when(one),
            *(str(n) for n in _numbers(one.report)),
            str(one.number),
        )
        for one in found
    ]
    return table(headers, rows)


def _numbers(report: ImportReport) -> tuple[int, ...]:
    return (
        report.read, report.added, report.changed, report.unchanged, report.removed, report.failed,
    )  # fmt: skip
