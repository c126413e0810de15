"""What the shop does: told for a market or for all of them, and what was promised held against it at once."""

from __future__ import annotations

from collections.abc import Mapping

from localizer.catalog import products, shop_facts
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.pipeline.recheck import recheck
from localizer.pipeline.tools import Tools
from localizer.store.database import Store


def tell_shop(
    store: Store,
    tools: Tools,
    values: Mapping[str, Mapping[str, str]],
    *,
    progress: Progress = SILENT,
) -> Changes:
    """Set what the shop does, by market (empty: every one) and name, as one step; check what depends on it.

    An empty value takes one back. Raises `InputError` for an unknown name or a value of the wrong kind.
    """
    with store.step(N_("Tell what the shop does")) as step:
        for market, facts in values.items():
            for name, value in facts.items():
                shop_facts.write(step, name, value.strip(), market)
    every = products.product_ids(store.read())
    only = next(iter(values)) if len(values) == 1 else ""
    return recheck(store, tools, step.changes, every, market=only, progress=progress)
