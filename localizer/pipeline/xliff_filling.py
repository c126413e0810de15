"""A stranger's XLIFF file filled with what this workspace knows; all else in it stays as it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from localizer.catalog import launches
from localizer.errors import InputError
from localizer.exchange.po_reading import LineProblem
from localizer.exchange.xliff.reading import ReadXliff, read_xliff
from localizer.exchange.xliff.rewriting import rewrite_xliff
from localizer.i18n import _
from localizer.jobs import SILENT, Progress
from localizer.model.exchange import Unit, unit_place
from localizer.model.segment import State
from localizer.pipeline.exchange_merging import locale_here
from localizer.pipeline.matching import matches_of
from localizer.pipeline.packages_units import units_for
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store
from localizer.translate.matches import EXACT_SCORE, Matches, Wanted

#: How far a text must be to count as a translation.
_DONE: Final = frozenset({State.TRANSLATED, State.APPROVED})
_TOLD_EVERY: Final = 100


@dataclass(frozen=True, slots=True)
class FilledXliff:
    """What was done to a file.

    ``from_workspace`` and ``from_memory`` count the units that got a text, ``kept`` those that had one
    already, ``unknown`` those nobody translated before. ``left_out`` says by line what could not be put in,
    or could not be read.
    """

    path: Path
    target_locale: str
    from_workspace: int
    from_memory: int
    kept: int
    unknown: int
    left_out: tuple[LineProblem, ...]


def fill_xliff(
    store: Store,
    tools: Tools,
    file: Path,
    out: Path,
    *,
    locale: str = "",
    overwrite: bool = False,
    progress: Progress = SILENT,
) -> FilledXliff:
    """Write ``file`` to ``out`` with the translations this workspace has for its units.

    A unit that went out from here gets its text of today with its state; any other one what the memories
    have for exactly its source, as a translation nobody approved. Units that have a translation keep it
    unless ``overwrite`` is set, and locked ones always. The language is the file's, ``locale`` where it names
    none. Raises `InputError` for a file that cannot be read or names no language, `OutputError`.
    """
    reader = store.read()
    read = read_xliff(file)
    wanted = read.head.target_locale or locale
    if not wanted:
        problem = _("{file} does not say into which language; say it with --locale.")
        raise InputError(problem.format(file=file.name))
    count: Counter[str] = Counter()
    with matches_of(reader) as matches:
        ours = _ours(reader, tools, read, wanted)
        looking = _Looking(matches, read, wanted, ours, overwrite=overwrite)
        units = []
        for number, unit in enumerate(read.units):
            if number % _TOLD_EVERY == 0:
                progress.step(number, len(read.units))
            kind, made = looking.found(unit)
            if made is None:
                count[kind] += 1
            else:
                units.append((kind, made))
    done = rewrite_xliff(file, out, [unit for _kind, unit in units], target_locale=wanted)
    not_put = {problem.reason.partition(":")[0] for problem in done.left_out}
    count.update(kind for kind, unit in units if unit.id not in not_put)
    progress.step(len(read.units), len(read.units))
    return FilledXliff(
        out, wanted, count["workspace"], count["memory"], count["kept"], count["unknown"],
        (*read.problems, *done.left_out),
    )  # fmt: skip


def _ours(reader: Reader, tools: Tools, read: ReadXliff, locale: str) -> Mapping[str, Unit]:
    """Return the texts of today of the units that went out from here, by id."""
    asked = {unit.id for unit in read.units if unit_place(unit.id) is not None}
    if not asked:
        return {}
    try:
        here = locale_here(reader, locale)
    except InputError:
        return {}
    found: dict[str, Unit] = {}
    for launch in launches.all_launches(reader):
        if asked and any(target.locale == here for target in launch.targets):
            new = {unit.id: unit for unit in units_for(reader, tools, launch, here)}
            found |= {number: new[number] for number in asked & new.keys()}
            asked -= found.keys()
    return found


class _Looking:
    """Looks for the translation of one unit after another."""

    def __init__(
        self,
        matches: Matches,
        read: ReadXliff,
        locale: str,
        ours: Mapping[str, Unit],
        *,
        overwrite: bool,
    ) -> None:
        self._matches, self._ours, self._overwrite = matches, ours, overwrite
        self._source, self._target = read.head.source_locale, locale

    def found(self, unit: Unit) -> tuple[str, Unit | None]:
        """Return where a unit's text is from and the unit with it; ``None`` where nothing is to be done."""
        if unit.locked or (unit.target and not self._overwrite):
            return "kept", None
        own = self._ours.get(unit.id)
        if own is not None and own.source == unit.source and own.target and own.state in _DONE:
            return "workspace", replace(unit, target=own.target, state=own.state)
        for text in self._exact(unit):
            return "memory", replace(unit, target=text, state=State.TRANSLATED)
        return ("kept" if unit.target else "unknown"), None

    def _exact(self, unit: Unit) -> Iterator[str]:
        """Yield what the memories have for exactly this source, the best first."""
        asked = Wanted(unit.source, self._source, self._target, minimum=EXACT_SCORE, limit=1)
        if unit.source.strip():
            yield from (one.text for one in self._matches.find(asked) if not one.differences)
