"""``localizer package``, ``return`` and ``open-package``: texts to translators and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline, settings
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, say
from localizer.i18n import _, ngettext
from localizer.model.segment import State
from localizer.pipeline.packages import make_package, return_package
from localizer.pipeline.packages_opening import open_package, workspaces_folder
from localizer.pipeline.packages_writing import PackageReport

_OUT: Final = click.option(
    "--out", type=click.Path(path_type=Path), required=True, metavar="FILE", help="File to write."
)


@click.command()
@workspace
@click.option("--locale", required=True, metavar="th-TH", help="Language to send.")
@_OUT
@launch_name
@click.option(
    "--state",
    "states",
    multiple=True,
    type=click.Choice([state.value for state in State]),
    help="Send only texts in this state; may be given several times.",
)
@click.option("--with-prices", is_flag=True, help="Show what a buyer pays in the preview.")
@as_json
def package(
    ws: Path,
    locale: str,
    out: Path,
    launch: str | None,
    states: tuple[str, ...],
    *,
    with_prices: bool,
    json_: bool,
) -> int:
    """Write the texts of a language with all their context into one file for a translator."""
    tools = pipeline.load_tools()
    wanted = {State(name) for name in states} or None
    with opened(ws) as store, progress_bar(_("Package")) as progress:
        report = make_package(
            store,
            tools,
            locale,
            out,
            launch=launch,
            states=wanted,
            with_prices=with_prices,
            progress=progress,
        )
    _tell(report, json_=json_)
    return 0


@click.command("return")
@workspace
@_OUT
@as_json
def return_(ws: Path, out: Path, *, json_: bool) -> int:
    """Write what a translator did in WS for who sent it: a package, or one file by its ending."""
    tools = pipeline.load_tools()
    with opened(ws) as store, progress_bar(_("Package")) as progress:
        report = return_package(store, tools, out, progress=progress)
    _tell(report, json_=json_)
    return 0


@click.command("open-package")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path),
    default=None,
    metavar="FOLDER",
    help="Where the workspace goes; beside the package by default.",
)
@as_json
def open_package_(file: Path, folder: Path | None, *, json_: bool) -> int:
    """Make a workspace of a package somebody sent, or find the one made before."""
    tools, person = pipeline.load_tools(), settings.person_name(settings.load())
    place = folder or workspaces_folder(file, Path.cwd())
    with progress_bar(_("Package")) as progress:
        found = open_package(file, place, tools, person=person, progress=progress)
    if json_:
        emit(
            {
                "workspace": str(found.workspace),
                "new": found.is_new,
                "units": found.units,
                "unknown": found.unknown,
                "problems": found.problems,
            }
        )
        return 0
    for problem in found.problems:
        say(problem)
    click.echo(found.workspace)
    return 0


def _tell(report: PackageReport, *, json_: bool) -> None:
    if json_:
        emit(_plain(report))
        return
    text = ngettext(
        "{n} text of {products} products in {locale} written to {file}.",
        "{n} texts of {products} products in {locale} written to {file}.",
        report.units,
    )
    click.echo(
        text.format(
            n=report.units, products=report.products, locale=report.locale, file=report.path
        )
    )
    if report.left_out:
        told = ngettext(
            "{n} text is longer than a cell of a workbook; it is in the other files only.",
            "{n} texts are longer than a cell of a workbook; they are in the other files only.",
            len(report.left_out),
        )
        say(told.format(n=len(report.left_out)))


def _plain(report: PackageReport) -> dict[str, Any]:
    return {
        "file": str(report.path),
        "package_id": report.package_id,
        "locale": report.locale,
        "launch": report.launch,
        "units": report.units,
        "products": report.products,
        "states": {state.value: number for state, number in report.states.items()},
        "terms": report.terms,
        "memory": report.memory,
        "pictures": report.pictures,
        "no_picture": report.no_picture,
        "left_out": report.left_out,
        "bytes": report.bytes,
        "returned": report.returned,
    }
