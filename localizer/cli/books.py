"""``localizer book``: what is sold on a target, for a manager, a host or a translator to read on paper."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from localizer import pipeline
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, say
from localizer.export.book.values import BookChoice, BookFormat, BookPrinter
from localizer.i18n import _, ngettext
from localizer.pipeline.books import BookReport, make_books

if TYPE_CHECKING:
    from localizer.pipeline.packages_material import Shrink

#: What tells scripts that there is something to be done.
EXIT_ACT: Final = 1


@click.command()
@workspace
@launch_name
@click.option(
    "--target",
    "targets",
    multiple=True,
    metavar="TH/shopee",
    help="Only this target; may be given several times.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder for the books.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice([one.value for one in BookFormat]),
    default=(BookFormat.HTML.value,),
    help="html or pdf; may be given twice.",
)
@click.option("--costs", is_flag=True, help="With cost, fees and margin behind each price.")
@click.option("--no-scripts", is_flag=True, help="Leave the scripts out.")
@click.option("--no-findings", is_flag=True, help="Leave out what is still open.")
@click.option("--approved-only", is_flag=True, help="Leave out products that are not approved.")
@as_json
def book(  # noqa: PLR0913 - one argument an option
    ws: Path,
    launch: str | None,
    targets: tuple[str, ...],
    out: Path,
    formats: tuple[str, ...],
    *,
    costs: bool,
    no_scripts: bool,
    no_findings: bool,
    approved_only: bool,
    json_: bool,
) -> int:
    """Write a launch as a book to read and print: listings, prices, scripts and what is open."""
    wanted = tuple(BookFormat(name) for name in dict.fromkeys(formats))
    choice = BookChoice(costs, not no_scripts, not no_findings, approved_only)
    shrink, printer = _printing(BookFormat.PDF in wanted)
    with opened(ws) as store, progress_bar(_("Book")) as progress:
        report = make_books(
            store,
            pipeline.load_tools(),
            out.absolute(),
            launch=launch,
            targets=targets or None,
            formats=wanted,
            choice=choice,
            shrink=shrink,
            printer=printer,
            progress=progress,
        )
    if json_:
        emit(_plain(report))
    else:
        _tell(report)
    return 0 if report.files else EXIT_ACT


def _printing(pdf: bool) -> tuple[Shrink | None, BookPrinter | None]:
    """Return what makes pictures small and what prints; without Qt HTML is written with small ones only."""
    try:
        from localizer.ui.printing import require_application  # noqa: PLC0415 - Qt takes its time
        from localizer.ui.printing.books import print_book  # noqa: PLC0415
        from localizer.ui.printing.pictures import BOOK_SIDE, smaller  # noqa: PLC0415
    except ImportError as error:
        if not pdf:
            return None, None
        from localizer.errors import EnvironmentProblem  # noqa: PLC0415
        from localizer.ui.actions.machine import missing_library  # noqa: PLC0415

        raise EnvironmentProblem(missing_library(str(error))) from error
    if pdf:
        require_application()
    return partial(smaller, side=BOOK_SIDE), print_book if pdf else None


def _tell(report: BookReport) -> None:
    for one in report.targets:
        for file in one.files:
            click.echo(file.path)
        if one.left_out:
            text = ngettext(
                "{target}: {n} product is left out because it is not approved.",
                "{target}: {n} products are left out because they are not approved.",
                one.left_out,
            )
            say(text.format(target=one.label, n=one.left_out))
    drafts = [one.label for one in report.targets if one.files and not one.approved]
    if drafts:
        say(_("Stamped as a draft: {targets}").format(targets=_(", ").join(drafts)))


def _plain(report: BookReport) -> dict[str, Any]:
    return {
        "folder": str(report.folder),
        "removed": report.removed,
        "targets": [
            {
                "target": one.label,
                "approved": one.approved,
                "products": one.products,
                "left_out": one.left_out,
                "without_picture": one.without_picture,
                "files": [
                    {"file": str(file.path), "products": file.products, "pages": file.pages}
                    for file in one.files
                ],
            }
            for one in report.targets
        ],
    }
