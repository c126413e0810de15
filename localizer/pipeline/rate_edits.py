"""After rates changed: the prices they are used in are checked again, so that old ones are seen."""

from __future__ import annotations

from typing import Final

from localizer.catalog import products, steps
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.pipeline.recheck import recheck
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

#: Products checked between two looks at a wish to stop.
_TOGETHER: Final = 50


def check_touched(
    store: Store, tools: Tools, changes: Changes, *, progress: Progress = SILENT
) -> Changes:
    """Check what the step of ``changes`` made old, and return ``changes``.

    Rates of one currency concern the products that have a price in it; others concern all.
    """
    if changes.step is None:
        return changes
    reader = store.read()
    owners = steps.touched_products(reader, changes.step)
    wanted = products.product_ids(reader) if owners is None else owners
    for start in range(0, len(wanted), _TOGETHER):
        progress.step(start, len(wanted))
        recheck(store, tools, changes, wanted[start : start + _TOGETHER])
    return changes
