"""``localizer terms proposed``, ``accept`` and ``decline``: what translators propose."""

from __future__ import annotations

from pathlib import Path

import click

from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.i18n import _, ngettext
from localizer.pipeline.term_proposals import accept, decline, open_proposals, proposal_of
from localizer.pipeline.tools import load_tools


@click.command()
@workspace
@click.option("--locale", default="", metavar="th-TH", help="In this language only.")
@as_json
def proposed(ws: Path, *, locale: str, json_: bool) -> int:
    """List the terms that translators propose, with what is said now."""
    with opened(ws) as store:
        found = open_proposals(store.read(), load_tools(), (locale,) if locale else ())
    if json_:
        emit(
            [
                {
                    "number": one.proposal.id,
                    "source": one.proposal.source,
                    "target": one.proposal.target,
                    "locale": one.proposal.locale,
                    "now": one.now,
                    "by": one.proposal.by,
                    "note": one.proposal.note,
                }
                for one in found
            ]
        )
        return 0
    if not found:
        say(_("No term is proposed."))
        return 0
    heads = (_("Number"), _("Source"), _("Proposed"), _("Language"), _("Now"), _("Who"))
    rows = [
        (
            str(one.proposal.id), one.proposal.source, one.proposal.target, one.proposal.locale,
            ", ".join(one.now), one.proposal.by,
        )
        for one in found
    ]  # fmt: skip
    click.echo(table(heads, rows))
    return 0


@click.command("accept")
@workspace
@click.argument("number", type=int)
@click.option("--as", "text", default="", metavar="TEXT", help="Take this text in its place.")
@as_json
def accept_(ws: Path, number: int, *, text: str, json_: bool) -> int:
    """Take the proposed term NUMBER as your own; drafts it touches are made again."""
    with opened(ws) as store, progress_bar(_("Terms")) as progress:
        proposal = proposal_of(store.read(), number)
        report = accept(store, load_tools(), proposal, text, progress=progress)
    if json_:
        emit({"terms": report.terms, "products": report.products, "texts": report.texts})
        return 0
    said = ngettext(
        "Taken; {n} draft was made again.", "Taken; {n} drafts were made again.", report.texts
    )
    say(said.format(n=report.texts))
    return 0


@click.command("decline")
@workspace
@click.argument("number", type=int)
def decline_(ws: Path, number: int) -> int:
    """Decline the proposed term NUMBER; it is not proposed again."""
    with opened(ws) as store:
        decline(store, proposal_of(store.read(), number))
    say(_("Declined."))
    return 0
