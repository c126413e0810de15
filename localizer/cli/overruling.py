"""``localizer overrule``: let a finding pass with a reason, take that back, list what was let pass."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from localizer import pipeline
from localizer.catalog import findings, launches
from localizer.catalog.findings import StoredFinding
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit
from localizer.errors import InputError
from localizer.i18n import _
from localizer.pipeline.words import finding_text
from localizer.store.database import Store


@click.command()
@workspace
@launch_name
@click.option(
    "--finding", type=int, metavar="ID", help="Its id, as “localizer check --json” has it."
)
@click.option("--reason", help="Why it may pass; the manifest shows it.")
@click.option("--take-back", is_flag=True, help="Let the finding count again.")
@click.option("--list", "list_", is_flag=True, help="List what was let pass.")
@as_json
def overrule(
    ws: Path,
    launch: str | None,
    finding: int | None,
    reason: str | None,
    *,
    take_back: bool,
    list_: bool,
    json_: bool,
) -> int:
    """Let a finding pass with a reason, in your name, or take that back."""
    if list_ == (finding is not None) or (not list_ and take_back == (reason is not None)):
        raise click.UsageError(_("Say --finding ID with --reason TEXT or --take-back, or --list."))
    with opened(ws) as store:
        if finding is None:
            return _list(store, launch, json_=json_)
        try:
            changes = (
                pipeline.take_back_overrule(store, finding)
                if reason is None
                else pipeline.overrule(store, finding, reason)
            )
        except LookupError as error:
            problem = _("There is no finding {id} any more. See localizer check --json.")
            raise InputError(problem.format(id=finding)) from error
        stored = findings.load(store.read(), finding)
    if json_:
        emit({"changed": bool(changes), **_plain(stored)})
    elif not changes:
        click.echo(_("Nothing changed."))
    elif stored.overruled:
        click.echo(_("Let pass: {message}").format(message=finding_text(stored.finding)))
    else:
        click.echo(_("Counts again: {message}").format(message=finding_text(stored.finding)))
    return 0


def _list(store: Store, launch: str | None, *, json_: bool) -> int:
    reader = store.read()
    found = launches.find(reader, launch)
    products = launches.launch_products(reader, found)
    passed = {
        item.id: item
        for one in found.targets
        for item in findings.of_target(reader, one.market, one.channel, one.locale, products)
        if item.overruled
    }
    if json_:
        emit({"launch": found.name, "overruled": [_plain(one) for one in passed.values()]})
    elif not passed:
        click.echo(_("In “{launch}” nothing was let pass.").format(launch=found.name))
    for one in () if json_ else passed.values():
        text = _("{id} · {rule}: {message} — let pass by {person}: {reason}")
        click.echo(
            text.format(
                id=one.id,
                rule=one.finding.rule,
                message=finding_text(one.finding),
                person=one.overruled_by,
                reason=one.overruled,
            )
        )
    return 0


def _plain(one: StoredFinding) -> dict[str, Any]:
    return {
        "id": one.id,
        "rule": one.finding.rule,
        "severity": one.finding.severity.value,
        "subject": one.place.subject.value,
        "product_id": one.place.product_id,
        "text": one.passage,
        "message": finding_text(one.finding),
        "reason": one.overruled,
        "by": one.overruled_by,
        "at": one.overruled_at,
    }
