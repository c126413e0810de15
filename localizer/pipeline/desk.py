"""What the desk asks for beside single decisions: clean work of a filter, changed meanings, looking up."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from localizer.catalog import launches, memory, memory_browse, queue
from localizer.catalog.memory_browse import MemoryFilter
from localizer.catalog.queue import QueueFilter
from localizer.errors import LocalizerError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.locale import language_script
from localizer.model.segment import MemoryUnit, State
from localizer.pipeline.engines import make_engine
from localizer.pipeline.recheck import recheck_texts
from localizer.pipeline.reports import ApproveReport
from localizer.pipeline.run import check
from localizer.pipeline.tools import Tools
from localizer.review import decisions, repeats, sharing
from localizer.settings import EngineSetting, Settings
from localizer.store.database import Reader, Store

#: Finds of one look into memory and catalog.
FOUND: Final = 40
#: Texts approved between two looks at a wish to stop.
_CHUNK: Final = 200


@dataclass(frozen=True, slots=True)
class Found:
    """One pair that holds the words looked for; ``where`` says whose words they are."""

    source: str
    target: str
    where: str


def approve_listed(
    store: Store, tools: Tools, *, launch: str, wanted: QueueFilter, progress: Progress = SILENT
) -> ApproveReport:
    """Approve the texts of a filter that no check has anything against, as one step.

    Everything is checked before, so that nothing old lets a text pass.
    """
    found = launches.find(store.read(), launch)
    check(store, tools, launch=found.name)
    counts = queue.state_counts(store.read(), wanted)
    waiting = sum(counts.values()) - counts[State.APPROVED]
    with store.step(N_("Approve all clean work")) as step:
        ids = list(queue.clean_ids(step, wanted))
        for start in range(0, len(ids), _CHUNK):
            progress.step(start, len(ids))
            decisions.approve(store, ids[start : start + _CHUNK])
        elsewhere = repeats.spread(step, ids)
    recheck_texts(store, tools, step.changes, ids, elsewhere)
    return ApproveReport(found.name, len(ids), 0, waiting - len(ids))


def keep_meaning(store: Store, tools: Tools, ids: Sequence[int]) -> Changes:
    """Let texts stand although their sources changed, and check them against the new ones."""
    return recheck_texts(store, tools, sharing.keep_meaning(store, ids), ids)


def decide_meaning(
    store: Store, tools: Tools, same: Sequence[int], other: Sequence[int]
) -> Changes:
    """Let the texts ``same`` stand and send the texts ``other`` back, as one step."""
    with store.step(N_("Decide what changed sources mean")) as step:
        if same:
            sharing.keep_meaning(store, same)
        if other:
            sharing.change_meaning(store, other, _("The source means something else now."))
    return recheck_texts(store, tools, step.changes, [*same, *other])


def change_meaning(store: Store, tools: Tools, ids: Sequence[int]) -> Changes:
    """Send texts back because their sources mean something else now."""
    comment = _("The source means something else now.")
    return recheck_texts(store, tools, sharing.change_meaning(store, ids, comment), ids)


def concordance(reader: Reader, words: str, source: str, target: str) -> tuple[Found, ...]:
    """Return pairs of the memory and of the catalog that hold all ``words`` in source or target."""
    if not words.strip():
        return ()
    kept = MemoryFilter(text=words, source_locale=language_script(source), target_locale=target)
    numbers = memory_browse.ids(reader, kept)[:FOUND]
    units = memory.by_ids(reader, numbers)
    found = [_of_memory(units[number]) for number in numbers if number in units]
    catalog = queue.holding(reader, memory_browse.words(words), target, FOUND)
    found += [Found(*one) for one in catalog]
    return tuple(_each_once(found))[:FOUND]


def _of_memory(unit: MemoryUnit) -> Found:
    where = " · ".join(part for part in (_("memory"), unit.place, unit.created_by) if part)
    return Found(unit.source, unit.target, where)


def _each_once(found: Iterable[Found]) -> list[Found]:
    return list({(one.source, one.target): one for one in reversed(list(found))}.values())[::-1]


def back_engine(chosen: Settings, source: str, target: str) -> EngineSetting | None:
    """Return the first engine turned on that can translate ``target`` back into ``source``, if any."""
    for setting in chosen.engines_for(source):
        with suppress(LocalizerError):  # what is wrong with it is told where engines are
            if make_engine(setting).can(target, source):
                return setting
    return None
