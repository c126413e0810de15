"""The first rows of a target's files, written as the export would write them and thrown away again."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from localizer.catalog import launches
from localizer.export.remarks import told
from localizer.export.rules import Wish
from localizer.export.sample import SampleFile, sample
from localizer.export.stage import export_wish
from localizer.jobs import SILENT, Progress
from localizer.pipeline.exports import export_rules, targets_of
from localizer.pipeline.tools import Tools
from localizer.store.database import Store

#: Products the first rows are made of.
PRODUCTS: Final = 20


def sample_export(
    store: Store,
    tools: Tools,
    *,
    launch: str,
    target: str,
    format_code: str,
    given: Mapping[str, str] | None = None,
    progress: Progress = SILENT,
) -> tuple[SampleFile, ...]:
    """Return the beginning of each file ``target`` would get in one format; nothing is kept of it.

    Only the first products are read, so the stamp and the remarks are theirs. Raises `InputError` where the
    format is not for the target or asks for something that is not given.
    """
    found = launches.find(store.read(), launch)
    order = launches.launch_products(store.read(), found)[:PRODUCTS]
    wish = Wish(targets_of(tools, found, [target]), [format_code])
    with tempfile.TemporaryDirectory(prefix="localizer-sample-") as place:
        result = export_wish(
            store,
            export_rules(tools, found, order, given or {}),
            found,
            Path(place),
            wish,
            product_ids=order,
            progress=progress,
        )
        return tuple(
            sample(result.folder / file.name, file.name, tuple(map(told, file.remarks)))
            for one in result.exported
            for file in one.files
        )
