"""``localizer severity``: how severe a rule is in a launch, and what was chosen there."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.catalog import launches
from localizer.catalog import severities as stored
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, table
from localizer.i18n import _
from localizer.model.finding import OFF, Severity, SeverityChoice, Weight
from localizer.store.database import Store

#: What gives a rule back to its own severity.
_OWN: Final = "own"
_WEIGHTS: Final = (*(one.value for one in Severity), OFF, _OWN)


@click.command()
@workspace
@launch_name
@click.option("--rule", metavar="RULE", help="The rule, as “localizer check” names it.")
@click.option("--set", "wanted", type=click.Choice(_WEIGHTS), help="How severe; “own” undoes it.")
@click.option("--reason", default="", help="Why; needed to lower what stops an export.")
@click.option("--list", "list_", is_flag=True, help="List what was chosen.")
@as_json
def severity(
    ws: Path,
    launch: str | None,
    rule: str | None,
    wanted: str | None,
    *,
    reason: str,
    list_: bool,
    json_: bool,
) -> int:
    """Choose how severe RULE is in a launch, or list what was chosen."""
    if list_ == bool(rule) or bool(rule) != bool(wanted):
        raise click.UsageError(_("Say --rule RULE --set SEVERITY, or --list."))
    with opened(ws) as store:
        if rule is not None:
            weight = _weight(wanted)
            with progress_bar(_("Check")) as progress:
                changes = pipeline.set_severity(
                    store, pipeline.load_tools(), launch, rule, weight, reason, progress=progress
                )
            return _tell_set(rule, weight, changed=bool(changes), json_=json_)
        return _tell_all(store, launch, json_=json_)


def _weight(text: str | None) -> Weight | None:
    if text in (None, _OWN):
        return None
    return "off" if text == OFF else Severity(text)


def _tell_set(rule: str, weight: Weight | None, *, changed: bool, json_: bool) -> int:
    if json_:
        emit({"rule": rule, "severity": weight, "changed": changed})
    elif not changed:
        click.echo(_("“{rule}” is so already.").format(rule=rule))
    elif weight is None:
        click.echo(_("“{rule}” is as severe as by itself again.").format(rule=rule))
    else:
        text = _("“{rule}” is “{severity}” in this launch from now on.")
        click.echo(text.format(rule=rule, severity=str(weight)))
    return 0


def _tell_all(store: Store, launch: str | None, *, json_: bool) -> int:
    found = launches.find(store.read(), launch)
    choices = stored.of_launch(store.read(), found.id).values()
    if json_:
        emit({"launch": found.name, "severities": [_plain(one) for one in choices]})
    elif not choices:
        click.echo(_("In “{launch}” every rule has its own severity.").format(launch=found.name))
    else:
        heads = (_("rule"), _("severity"), _("by itself"), _("reason"), _("person"), _("moment"))
        click.echo(table(heads, [tuple(map(str, _plain(one).values())) for one in choices]))
    return 0


def _plain(one: SeverityChoice) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "severity": str(one.weight),
        "own": "" if one.own is None else one.own.value,
        "reason": one.reason,
        "by": one.by,
        "at": one.at,
    }
