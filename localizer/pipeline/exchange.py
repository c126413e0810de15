"""Texts that go to translators and come back.

Every text of a launch in one language, with its head and its context; what comes back is merged by
`merge_units` and read by `read_units`.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from localizer.catalog import launches, products
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.exchange import ExchangeHead, Unit, UnitMatch
from localizer.model.launch import Launch, Target
from localizer.model.segment import State
from localizer.pipeline.exchange_files import merge_file
from localizer.pipeline.exchange_merging import MergeReport, merge_units
from localizer.pipeline.matching import matches_of
from localizer.pipeline.packages_files import read_units, write_units
from localizer.pipeline.packages_units import units_for
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store
from localizer.translate.matches import Wanted

__all__ = [
    "MergeReport",
    "head_of",
    "merge_file",
    "merge_units",
    "read_units",
    "units_of",
    "write_units",
]

#: Matches told of one text, and how like it they are at least.
MOST_MATCHES: Final = 3
LEAST_LIKE: Final = 60
_FULL: Final = 100


def units_of(
    store: Store,
    tools: Tools,
    where: Target | str,
    *,
    launch: str | None = None,
    product_ids: Sequence[int] | None = None,
    states: Collection[State] | None = None,
    matches: bool = False,
) -> tuple[ExchangeHead, Iterator[Unit]]:
    """Return the head and, one by one, the texts of a launch on a target or in a locale, in its order.

    The limits are the target's, or the tightest of all targets of the locale. ``product_ids`` and ``states``
    narrow what is wanted. With ``matches`` each text is looked up in the memories, which takes far longer
    than all the rest. Raises `InputError` where the launch does not sell there.
    """
    reader = store.read()
    found = launches.find(reader, launch)
    targets = _targets(found, where)
    locale = targets[0].locale
    units = units_for(reader, tools, found, locale, targets=targets, product_ids=product_ids)
    wanted = units if states is None else (one for one in units if one.state in states)
    head = head_of(reader, tools, found, locale)
    if matches:
        wanted = _matched(reader, head, wanted)
    return head, wanted


def head_of(reader: Reader, tools: Tools, launch: Launch, locale: str) -> ExchangeHead:
    """Return the head of a new export of ``launch`` in ``locale``: each has an id of its own."""
    source = next((one.locale for one in products.catalogs(reader)), "")
    return ExchangeHead(
        source,
        locale,
        launch.name,
        tools.now().isoformat(timespec="seconds"),
        uuid.uuid4().hex,
        products.beginning(reader),
    )


def _targets(launch: Launch, where: Target | str) -> tuple[Target, ...]:
    if isinstance(where, Target):
        found = tuple(one for one in launch.targets if one == where)
    else:
        found = tuple(one for one in launch.targets if one.locale == where)
    if not found:
        problem = _("The launch “{launch}” sells in no language {locale}. It has: {known}.")
        said = where if isinstance(where, str) else where.locale
        known = ", ".join(dict.fromkeys(one.locale for one in launch.targets))
        raise InputError(problem.format(launch=launch.name, locale=said, known=known))
    return found


def _matched(reader: Reader, head: ExchangeHead, units: Iterator[Unit]) -> Iterator[Unit]:
    """Yield ``units`` with the best texts the memories have for each."""
    with matches_of(reader) as memories:
        for unit in units:
            context = unit.field.value if unit.field is not None else ""
            asked = Wanted(
                unit.source, head.source_locale, head.target_locale, context, minimum=LEAST_LIKE
            )
            found = tuple(
                UnitMatch(one.unit.source, one.text, min(one.score, _FULL), one.origin.value)
                for one in memories.find(asked)[:MOST_MATCHES]
            )
            yield replace(unit, matches=found)
