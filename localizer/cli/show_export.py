"""``localizer show export``: a show as a file for hosts, studios and prompters."""

from __future__ import annotations

from pathlib import Path

import click

from localizer import pipeline
from localizer.catalog import shows
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, say
from localizer.export.show.sheet import ShowFormat
from localizer.i18n import _, ngettext
from localizer.pipeline.show_files import Printer, WrittenShow, write_show


@click.command("export")
@workspace
@click.argument("name", metavar="SHOW")
@click.option(
    "--format", "kind", type=click.Choice([one.value for one in ShowFormat]), required=True
)
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FILE")
@click.option("--run", type=int, metavar="N", help="Take the times of a logged run.")
@click.option("--words", is_flag=True, help="Prices in words, where a host reads them.")
@as_json
def show_export(
    ws: Path, name: str, kind: str, out: Path, run: int | None, *, words: bool, json_: bool
) -> int:
    """Write a show as a document, a rundown, subtitles or text for another prompter."""
    tools = pipeline.load_tools()
    wanted = ShowFormat(kind)
    printer = _printer() if wanted is ShowFormat.PDF else None
    with opened(ws) as store:
        reader = store.read()
        number = shows.find(reader, name).id
        given = (reader, tools, number, wanted, out.absolute())
        written = write_show(*given, run_id=run, words=words, printer=printer)
    if json_:
        emit(_object(written))
    else:
        _tell(written)
    return 0


def _printer() -> Printer:
    """Return what prints; Qt is loaded for a PDF only."""
    from localizer.ui.actions.machine import missing_library  # noqa: PLC0415

    try:
        from localizer.ui import printing  # noqa: PLC0415
    except ImportError as error:
        from localizer.errors import EnvironmentProblem  # noqa: PLC0415

        raise EnvironmentProblem(missing_library(str(error))) from error
    printing.require_application()
    return printing.pdf_of


def _object(written: WrittenShow) -> dict[str, object]:
    told: dict[str, object] = {
        "file": str(written.file),
        "format": written.kind.value,
        "items": written.items,
        "draft": written.draft,
    }
    return told if written.cues is None else {**told, "cues": written.cues}


def _tell(written: WrittenShow) -> None:
    text = ngettext("{n} item written to {file}.", "{n} items written to {file}.", written.items)
    click.echo(text.format(n=written.items, file=written.file))
    if written.draft:
        say(_("Some of it is not approved and stamped as a draft."))
