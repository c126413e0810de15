"""`localizer demo`: the sample launch from catalog to files in one command."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.catalog import launches
from localizer.cli import tables
from localizer.cli.machine import can_show
from localizer.cli.options import as_json, opened
from localizer.cli.output import emit, progress_bar, say
from localizer.cli.window import open_window
from localizer.errors import OutputError
from localizer.export.stage import ExportResult
from localizer.i18n import _
from localizer.pipeline.demo import WORKSPACE_NAME, create_demo
from localizer.pipeline.reports import StatusReport
from localizer.pipeline.tools import load_tools

FOLDER: Final = "localizer-demo"


@click.command()
@click.option("--out", type=click.Path(path_type=Path), help="Folder for workspace and files.")
@click.option("--no-window", is_flag=True, help="Print the table and stop.")
@as_json
def demo(out: Path | None, *, no_window: bool, json_: bool) -> int:
    """Show the whole road on a sample: catalog, listings, prices, scripts, files, window."""
    folder = _free_folder(out)
    workspace = folder / WORKSPACE_NAME
    report, result = _run(workspace, folder / "files")
    files = {one.label: len(one.files) for one in result.exported}
    if json_:
        emit({"workspace": str(workspace), "status": report, "files": tables.export_json(result)})
    else:
        click.echo(tables.status_table(report, files))
        click.echo()
        click.echo(_("Workspace: {path}").format(path=workspace))
        click.echo(_("Files: {path}").format(path=folder / "files"))
    if no_window:
        return 0
    if not can_show():
        say(
            _(
                "There is no display, so no window is opened. Open it later: localizer gui {path}"
            ).format(path=workspace)
        )
        return 0
    return open_window(workspace)


def _run(workspace: Path, out: Path) -> tuple[StatusReport, ExportResult]:
    tools = load_tools()
    with opened(workspace, new=True) as store:
        if not launches.all_launches(store.read()):
            with progress_bar(_("Import")) as progress:
                create_demo(store, tools, progress=progress)
        with progress_bar(_("Draft")) as progress:
            pipeline.draft(store, tools, progress=progress)
        with progress_bar(_("Export")) as progress:  # which checks first
            result = pipeline.export(store, tools, out, progress=progress)
        return pipeline.status(store, tools), result


def _free_folder(out: Path | None) -> Path:
    folder = out or Path.cwd() / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            _("The folder {path} cannot be made: {reason}. Choose another with --out.").format(
                path=folder, reason=error.strerror
            )
        ) from error
    return folder
