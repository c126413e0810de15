"""After a newer file: draft and check a launch anew, and the lines of its scripts whose facts changed."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace

from localizer.catalog import findings, launches, scripts
from localizer.catalog.scripts import StoredScript
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.finding import Subject
from localizer.model.launch import Launch
from localizer.model.segment import State
from localizer.pipeline.recheck import recheck
from localizer.pipeline.run import check, draft
from localizer.pipeline.selling import rules_by_target
from localizer.pipeline.studio import line_of
from localizer.pipeline.tools import Tools
from localizer.script.heard import Heard
from localizer.script.stage import options_of, ready
from localizer.script.writer import Wish
from localizer.store.database import Reader, Store

#: The rule that tells of lines whose facts changed or are gone.
STALE_LINE = "script_fact"


@dataclass(frozen=True, slots=True)
class Renewal:
    """What a launch was brought up to date with: how many scripts have beats that were written anew."""

    launch: str
    scripts: int


def renew(
    store: Store, tools: Tools, *, launch: str | None = None, progress: Progress = SILENT
) -> Renewal:
    """Draft and check what changed, as one step for what is drafted and one for each script.

    Of a script that is approved and that nobody edited the beats with changed facts are written anew; it is
    a draft then, the other beats stay word for word. What a person wrote is only told of.
    """
    found = launches.find(store.read(), launch)
    draft(store, tools, launch=found.name, progress=progress)
    check(store, tools, launch=found.name, progress=progress)
    stale = _stale(store.read(), found)
    renewed = sum(_write_anew(store, tools, number, places) for number, places in stale.items())
    return Renewal(found.name, renewed)


def _stale(reader: Reader, launch: Launch) -> Mapping[int, frozenset[int]]:
    """Return the places of stale beats by script."""
    wanted: dict[int, set[int]] = {}
    for target in launch.targets:
        for one in findings.of_target(reader, target.market, target.channel, target.locale):
            if one.finding.rule != STALE_LINE or one.overruled:
                continue
            if one.place.subject is not Subject.SCRIPT:
                continue
            stored = scripts.load(reader, one.place.subject_id)
            at = line_of(stored.script, one.finding)
            if at is not None and not stored.edited and not stored.script.lines[at[0]].locked:
                wanted.setdefault(stored.id, set()).add(_beat_of(stored, at[0]))
    return {number: frozenset(places) for number, places in wanted.items()}


def _beat_of(stored: StoredScript, line: int) -> int:
    """Return the place of the plan that holds a line."""
    left = line
    for place, lines in enumerate(stored.script.by_place()):
        if left < len(lines):
            return place
        left -= len(lines)
    return len(stored.script.by_place()) - 1


def _write_anew(store: Store, tools: Tools, number: int, places: frozenset[int]) -> bool:
    """Write the beats at ``places`` again; tell whether that could be done."""
    reader = store.read()
    stored = scripts.load(reader, number)
    rules = rules_by_target(tools)(reader, stored.target)
    found = ready(reader, rules, stored.product_id, stored.target, options_of(stored))
    if found is None:
        return False
    beats = stored.script.by_place()
    wish = Wish(
        stored.script.rate_per_min,
        fixed={at: lines for at, lines in enumerate(beats) if at not in places},
        locked={at: tuple(one for one in beats[at] if one.locked) for at in places},
    )
    seed = zlib.crc32("".join(line.text for line in stored.script.lines).encode())
    script = replace(found, plan=stored.script.beats).write(Heard(), wish, seed=seed)
    made = replace(stored, script=script, state=State.DRAFT, input_hash=found.digest)
    with store.step(N_("Write lines with changed facts anew")) as step:
        scripts.save(step, made)
    recheck(store, tools, step.changes, [stored.product_id])
    return True
