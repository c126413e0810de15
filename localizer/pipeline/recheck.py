"""After a decision: what it touched is checked again in every launch it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from localizer.catalog import launches
from localizer.check.stage import check_products
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.pipeline.run import check_rules
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


def _every(_locale: str) -> bool:
    return True


def recheck(
    store: Store,
    tools: Tools,
    changes: Changes,
    owners: Sequence[int],
    *,
    market: str = "",
    channel: str = "",
    meets: Callable[[str], bool] = _every,
    progress: Progress = SILENT,
) -> Changes:
    """Check the products a decision touched in every launch they belong to.

    On the targets of one market and channel, or on all of them; of those in locales that ``meets`` names.
    Launches that share a target share its findings: the newest has the last word.
    """
    if not changes:
        return changes
    wanted = set(owners)
    for launch in reversed(launches.all_launches(store.read())):
        order = launches.launch_products(store.read(), launch)
        mine = [number for number in order if number in wanted]
        targets = [
            target
            for target in launch.targets
            if market in ("", target.market)
            and channel in ("", target.channel)
            and meets(target.locale)
            and tools.packs.has(target)
        ]
        if mine and targets:
            rules = check_rules(tools, launch, order)
            check_products(store, rules, targets, mine, progress=progress)
    return changes
