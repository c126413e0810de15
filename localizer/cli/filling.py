"""``localizer fill``: the marketplace's own workbook with the products of a launch in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, say
from localizer.export.remarks import told
from localizer.i18n import _, ngettext
from localizer.pipeline.templates import FillOptions, FillReport, fill_template

#: What tells scripts that there is something to be done.
EXIT_ACT: Final = 1


@click.command()
@workspace
@launch_name
@click.option(
    "--template",
    required=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The workbook downloaded from the marketplace.",
)
@click.option("--target", required=True, metavar="TH/shopee", help="Fill it for this target.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the file.")
@click.option("--sheet", default="", metavar="NAME", help="The sheet, where there are several.")
@click.option("--append", is_flag=True, help="Keep the rows it has and add the products below.")
@click.option("--rows-per-file", type=click.IntRange(1, 1_000_000), help="Split into files.")
@click.option("--product-type", default="", metavar="SHIRT", help="Amazon's product type.")
@click.option("--theme", default="", metavar="COLOR", help="Amazon's variation theme.")
@click.option("--approved-only", is_flag=True, help="Write nothing that is not approved.")
@as_json
def fill(  # noqa: PLR0913, PLR0917 - one argument an option
    ws: Path,
    launch: str | None,
    template: Path,
    target: str,
    out: Path,
    sheet: str,
    rows_per_file: int | None,
    product_type: str,
    theme: str,
    *,
    append: bool,
    approved_only: bool,
    json_: bool,
) -> int:
    """Fill a workbook of Shopee, Lazada, TikTok Shop or Amazon; nothing else in it changes."""
    options = FillOptions(sheet, rows_per_file, product_type, theme)
    with opened(ws) as store, progress_bar(_("Fill")) as progress:
        report = fill_template(
            store,
            pipeline.load_tools(),
            template,
            target,
            out,
            launch=launch,
            approved_only=approved_only,
            replace_rows=not append,
            options=options,
            progress=progress,
        )
    if json_:
        emit(_plain(report))
    else:
        _tell(report)
    return 0 if report.files else EXIT_ACT


def _tell(report: FillReport) -> None:
    for sentence in (*report.reasons, *map(told, report.remarks)):
        say(sentence)
    for file in report.files:
        click.echo(file)
    text = ngettext("{n} row written.", "{n} rows written.", report.rows)
    click.echo(text.format(n=report.rows))


def _plain(report: FillReport) -> dict[str, Any]:
    template = report.template
    return {
        "channel": template.channel,
        "layout": template.layout,
        "sheet": template.sheet.name,
        "data_row": template.data_row,
        "columns": [column.key for column in template.columns],
        "target": report.target,
        "approved": report.approved,
        "reasons": report.reasons,
        "files": [str(file) for file in report.files],
        "rows": report.rows,
        "remarks": [
            {"field": one.field, "count": one.count, "text": told(one), "stops": one.stops}
            for one in report.remarks
        ],
    }
