"""After a decision: what it touched is checked again in every launch it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from localizer.catalog import launches, translations
from localizer.check.stage import CheckRules, Touched, check_products
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.pipeline.stage_rules import check_rules
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

    def concerned(target: Target) -> bool:
        return (
            market in ("", target.market)
            and channel in ("", target.channel)
            and meets(target.locale)
        )

    if changes:
        for rules, targets, mine in _work(store, tools, owners, concerned):
            check_products(store, rules, targets, mine, progress=progress)
    return changes


def recheck_texts(
    store: Store, tools: Tools, changes: Changes, ids: Sequence[int], elsewhere: Sequence[int] = ()
) -> Changes:
    """Check translations a person decided about, and what depends on them; all of ``elsewhere``."""
    if not changes:
        return changes
    pairs = [translations.pair(store.read(), number) for number in ids]
    locales = frozenset(pair.translation.locale for pair in pairs)
    owners = dict.fromkeys(pair.segment.product_id for pair in pairs)
    touched = Touched.by(pairs)
    for products, only in ((list(owners), touched), (elsewhere, None)):
        for rules, targets, mine in _work(store, tools, products, lambda on: on.locale in locales):
            check_products(store, rules, targets, mine, touched=only)
    return changes


def _work(
    store: Store, tools: Tools, owners: Sequence[int], concerned: Callable[[Target], bool]
) -> Iterator[tuple[CheckRules, list[Target], list[int]]]:
    """Yield, for each launch from the oldest, its rules, and those of its targets and ``owners`` to check."""
    wanted = set(owners)
    if not wanted:
        return
    for launch in reversed(launches.all_launches(store.read())):
        mine = list(launches.products_among(store.read(), launch, wanted))
        targets = [one for one in launch.targets if concerned(one) and tools.packs.has(one)]
        if mine and targets:
            order = launches.ProductOrder(store.read(), launch)
            yield check_rules(tools, launch, order), targets, mine
