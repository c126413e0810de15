"""The command group ``catalog``: the catalog itself as a file, and back by ``import``."""

from __future__ import annotations

from pathlib import Path

import click

from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say
from localizer.export.catalog_file import export_catalog
from localizer.i18n import _, ngettext


@click.group()
def catalog() -> None:
    """Write the catalog itself to a file."""


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
