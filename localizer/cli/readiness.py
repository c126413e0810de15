"""``localizer ready``: what would make a target ready, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar
from localizer.i18n import _
from localizer.pipeline.readiness import Readiness, ReadyStep, step_text
from localizer.pipeline.tools import Tools

_NOT_READY: Final = 1


@click.command()
@workspace
@launch_name
@click.option("--target", "targets", multiple=True, metavar="TH/shopee", help="Only this target.")
@as_json
def ready(ws: Path, launch: str | None, targets: tuple[str, ...], *, json_: bool) -> int:
    """Show what would make each target ready, in the order to do it; exit 1 while one is not."""
    tools = pipeline.load_tools()
    with opened(ws) as store, progress_bar(_("Check")) as progress:
        found = pipeline.ready(
            store, tools, launch=launch, targets=targets or None, progress=progress
        )
    if json_:
        emit({"targets": [_plain(tools, one) for one in found]})
    else:
        click.echo("\n\n".join(_told(tools, one) for one in found))
    return 0 if all(one.gate.approved for one in found) else _NOT_READY


def _told(tools: Tools, found: Readiness) -> str:
    label = tools.packs.label(found.target)
    if found.gate.approved:
        return _("{target}: ready").format(target=label)
    lines = [_("{target}: not ready").format(target=label)]
    lines += [f"  {place}. {step_text(step)}" for place, step in enumerate(found.steps, 1)]
    return "\n".join(lines)


def _plain(tools: Tools, found: Readiness) -> dict[str, Any]:
    return {
        "target": tools.packs.label(found.target),
        "state": found.gate.state.value,
        "steps": [_step(step) for step in found.steps],
    }


def _step(step: ReadyStep) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "text": step_text(step),
        "number": step.number,
        "pane": step.pane,
        "product_id": step.product_id,
        "translation_id": step.translation_id,
        "script_id": step.script_id,
        "finding_id": None if step.finding is None else step.finding.id,
        "rule": None if step.finding is None else step.finding.finding.rule,
        "state": None if step.state is None else step.state.value,
    }
