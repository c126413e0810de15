"""``localizer merge``: what translators send back goes into the workspace."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.cli.options import as_json, opened
from localizer.cli.output import emit, progress_bar, say
from localizer.i18n import _, ngettext
from localizer.pipeline.exchange_files import merge_file
from localizer.pipeline.exchange_merging import MergeReport
from localizer.review.merge import Verdict
from localizer.review.merge_writing import MergeLine

EXIT_ACT: Final = 1
#: So many texts of a kind are told; `--json` has more.
_TOLD: Final = 10
#: Verdicts whose texts a person has to look at.
_TO_SEE: Final = (
    Verdict.CLASH,
    Verdict.SOURCE_CHANGED,
    Verdict.LOCKED,
    Verdict.REFUSED,
    Verdict.UNKNOWN,
)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "ws", type=click.Path(path_type=Path), required=True, help="Workspace.")
@click.option("--by", default="", metavar="NAME", help="Who translated; a package tells it itself.")
@click.option(
    "--locale", default="", metavar="th-TH", help="Language of a file that does not tell it."
)
@click.option("--approvals", is_flag=True, help="What was approved there is approved here too.")
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@as_json
def merge(
    file: Path, ws: Path, *, by: str, locale: str, approvals: bool, dry_run: bool, json_: bool
) -> int:
    """Merge the FILE a translator sent back: a package, XLIFF, a workbook, CSV or PO.

    What was changed on both sides stays as it is here; theirs becomes a suggestion beside it. One undo takes
    everything back.
    """
    tools = pipeline.load_tools()
    with opened(ws) as store, progress_bar(_("Merge")) as progress:
        report = merge_file(
            store,
            tools,
            file,
            by=by,
            locale=locale,
            approvals=approvals,
            dry_run=dry_run,
            progress=progress,
        )
    if json_:
        emit(merge_json(report))
    else:
        _tell(report)
    return EXIT_ACT if any(report.count(one) for one in _TO_SEE) else 0


def merge_json(report: MergeReport) -> dict[str, Any]:
    """Return a report as JSON has it: counts, then the texts a person may look at."""
    return {
        "package_id": report.package_id,
        "locale": report.locale,
        "dry_run": report.dry_run,
        "units": report.units,
        **{verdict.value: report.count(verdict) for verdict in Verdict},
        "notes": report.notes,
        "terms": report.terms,
        "approved": report.approved,
        "rows": report.changes.total,
        "texts": {
            verdict.value: [_plain(one) for one in lines]
            for verdict, lines in report.lines.items()
            if verdict not in (Verdict.SAME, Verdict.EMPTY)
        },
        "new_notes": [_plain(one) for one in report.note_lines],
        "new_terms": [
            {"source": one.source, "target": one.target, "note": one.note, "by": one.by}
            for one in report.term_lines
        ],
        "problems": list(report.problems),
    }


def _plain(one: MergeLine) -> dict[str, Any]:
    return {
        "id": one.id,
        "product": one.product_key,
        "title": one.product,
        "field": one.field,
        "name": one.name,
        "position": one.position,
        "text": one.text,
        "ours": one.ours,
        "reason": one.reason,
    }


def _tell(report: MergeReport) -> None:
    for problem in report.problems:
        say(problem)
    if report.dry_run:
        click.echo(_("Nothing was written; this is what would be done."))
    for sentence in _sentences(report):
        click.echo(sentence)
    for verdict in _TO_SEE:
        _tell_lines(verdict, report)


def _sentences(report: MergeReport) -> Iterable[str]:
    """Yield what was done, one sentence for each thing there was."""
    applied = report.count(Verdict.APPLIED)
    yield ngettext("{n} text taken over.", "{n} texts taken over.", applied).format(n=applied)
    if same := report.count(Verdict.SAME):
        text = ngettext("{n} text was so already.", "{n} texts were so already.", same)
        yield text.format(n=same)
    if empty := report.count(Verdict.EMPTY):
        text = ngettext("{n} text came back empty.", "{n} texts came back empty.", empty)
        yield text.format(n=empty)
    if report.approved:
        text = ngettext("{n} text approved.", "{n} texts approved.", report.approved)
        yield text.format(n=report.approved)
    if report.notes:
        text = ngettext("{n} new comment.", "{n} new comments.", report.notes)
        yield text.format(n=report.notes)
    if report.terms:
        text = ngettext("{n} term proposed.", "{n} terms proposed.", report.terms)
        yield text.format(n=report.terms)
    for one in report.term_lines[:_TOLD]:
        yield f"  {one.source} → {one.target}"


def _tell_lines(verdict: Verdict, report: MergeReport) -> None:
    count = report.count(verdict)
    if not count:
        return
    titles = {
        Verdict.CLASH: ngettext(
            "{n} text was changed on both sides; theirs is a suggestion now.",
            "{n} texts were changed on both sides; theirs are suggestions now.",
            count,
        ),
        Verdict.SOURCE_CHANGED: ngettext(
            "{n} source changed since; theirs is a suggestion now.",
            "{n} sources changed since; theirs are suggestions now.",
            count,
        ),
        Verdict.LOCKED: ngettext(
            "{n} text is locked; theirs is a suggestion now.",
            "{n} texts are locked; theirs are suggestions now.",
            count,
        ),
        Verdict.REFUSED: ngettext(
            "{n} text cannot stand as it is.", "{n} texts cannot stand as they are.", count
        ),
        Verdict.UNKNOWN: ngettext(
            "{n} text is not in this workspace.", "{n} texts are not in this workspace.", count
        ),
    }
    click.echo(titles[verdict].format(n=count))
    for one in report.lines[verdict][:_TOLD]:
        place = " · ".join(
            part for part in (one.product_key or one.id, one.field, one.name) if part
        )
        click.echo("  " + " – ".join(part for part in (place, one.text, one.reason) if part))
    if count > _TOLD:
        rest = count - _TOLD
        click.echo("  " + ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))
