"""How severe a rule is in one launch: a person's choice, which is one step and is checked at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from localizer.catalog import launches
from localizer.catalog import severities as stored
from localizer.check.answers import ANSWER_CHECKS
from localizer.check.registry import LISTING_CHECKS, PRICE_CHECKS, SCRIPT_CHECKS, TEXT_CHECKS
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.finding import OFF, Severity, SeverityChoice, Weight
from localizer.model.launch import Launch
from localizer.pipeline.run import check
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store

#: Checks whose findings are of a rule of a pack each: that rule says how severe they are.
_CLAIM: Final = "claim"
_REQUIRED: Final = "disclosure"


def severities(reader: Reader, launch_id: int) -> Mapping[str, Weight]:
    """Return the severities a person chose in a launch, by rule; the other rules have their own."""
    return {rule: choice.weight for rule, choice in stored.of_launch(reader, launch_id).items()}


def set_severity(
    store: Store,
    tools: Tools,
    launch_name: str | None,
    rule: str,
    severity: Weight | None,
    reason: str = "",
    *,
    progress: Progress = SILENT,
) -> Changes:
    """Let findings of ``rule`` be of ``severity`` in a launch (``None``: the rule's own), and check again.

    ``launch_name`` ``None`` means the newest launch. ``off`` leaves such findings out. Raises `InputError`
    for a rule nobody knows, for turning off what stops an export, and for lowering that without a reason.
    """
    reader = store.read()
    launch = launches.find(reader, launch_name)
    own = own_severity(reader, tools, rule)
    if own is None and not _is_known(tools, rule):
        raise InputError(_("There is no rule “{rule}”.").format(rule=rule))
    before = stored.of_launch(reader, launch.id).get(rule)
    label = N_("Set how severe “{rule}” is in {launch}")
    with store.step(label, rule=rule, launch=launch.name) as step:
        if severity is None:
            stored.remove(step, launch.id, rule)
        else:
            choice = SeverityChoice(rule, severity, own, reason.strip())
            _refuse(choice)
            stored.put(step, launch.id, choice)
    if step.changes:
        hidden = before is not None and before.weight == OFF
        _check_again(store, tools, launch, rule, hidden=hidden, progress=progress)
    return step.changes


def own_severity(reader: Reader, tools: Tools, rule: str) -> Severity | None:
    """Return how severe ``rule`` is by itself, at the worst; ``None`` while nobody can tell.

    A pack says it of its rules; of others what was found tells.
    """
    known = [one.severity for one in tools.packs.claims if rule in (_CLAIM, f"{_CLAIM}:{one.id}")]
    if any(rule in (_REQUIRED, f"{_REQUIRED}:{one.id}") for one in tools.packs.required):
        known.append(Severity.BLOCK)
    found = stored.worst_found(reader, rule)
    known += [] if found is None else [found]
    return min(known, key=lambda one: one.rank, default=None)


def _is_known(tools: Tools, rule: str) -> bool:
    ids = {one.id for one in TEXT_CHECKS} | {one.id for one in LISTING_CHECKS}
    ids |= {one.id for one in PRICE_CHECKS} | {one.id for one in SCRIPT_CHECKS}
    ids |= {one.id for one in ANSWER_CHECKS}
    ids |= {f"{_CLAIM}:{one.id}" for one in tools.packs.claims}
    ids |= {f"{_REQUIRED}:{one.id}" for one in tools.packs.required}
    return rule in ids


def _refuse(choice: SeverityChoice) -> None:
    if choice.own is None or choice.allowed(choice.own):
        return
    if choice.weight == OFF:
        problem = _(
            "“{rule}” stops an export, so it cannot be turned off. Lower it with a reason, or overrule "
            "single findings."
        )
    else:
        problem = _(
            "“{rule}” stops an export. Say why it may count for less; the reason is written into the "
            "manifest."
        )
    raise InputError(problem.format(rule=choice.rule))


def _check_again(
    store: Store, tools: Tools, launch: Launch, rule: str, *, hidden: bool, progress: Progress
) -> None:
    """Check the products that have such findings; all of them where they were hidden before."""
    only = None if hidden else stored.products_with(store.read(), rule, launch.targets)
    order = launches.launch_products(store.read(), launch)
    mine = None if only is None else [number for number in order if number in frozenset(only)]
    check(store, tools, launch=launch.name, only=mine, progress=progress)
