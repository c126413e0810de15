"""What the memories hold that is like a text: exact in its place, exact, or alike, best first.

The workspace's own memory and those attached to it. Texts that are alike are found in indexes made when
first asked for and brought up to date when the memory has grown.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from localizer.catalog import memory
from localizer.catalog.memory_browse import opened
from localizer.errors import LocalizerError
from localizer.jobs import Cancelled
from localizer.model.locale import language_script, lookup_chain, region
from localizer.model.segment import (
    FROM_IMPORT,
    FROM_PERSON,
    MemoryUnit,
    Origin,
    normalize,
    text_hash,
)
from localizer.store.database import Reader
from localizer.translate.fuzzy.index import IN_MEMORY_MOST, Candidates, InMemory
from localizer.translate.fuzzy.penalty import penalised
from localizer.translate.fuzzy.repair import Repair, repaired
from localizer.translate.fuzzy.score import Difference, differences, similarity

if TYPE_CHECKING:
    from localizer.translate.fuzzy.on_disk import OnDisk

CONTEXT_SCORE: Final = 101
EXACT_SCORE: Final = 100
#: Below this nobody is helped by what was written for another text.
MINIMUM: Final = 75
#: Candidates beyond what is asked for: penalties may turn their order round.
_SPARE: Final = 5
#: So many new pairs are added to an index one by one; for more it is made anew.
_FEW: Final = 2_000
#: Origins whose text a person answers for.
_PEOPLE: Final = frozenset({FROM_PERSON, FROM_IMPORT})


@dataclass(frozen=True, slots=True)
class Match:
    """A pair of a memory for a text: ``score`` 101 in the same place, 100 for equal text, else below.

    ``text`` is its target, with ``repairs`` (old, new number or code) made in it where that was safe;
    ``differences`` of numbers and codes that remain. ``memory`` is the file of an attached memory.
    """

    unit: MemoryUnit
    score: int
    origin: Origin
    text: str
    repairs: tuple[Difference, ...] = ()
    differences: tuple[Difference, ...] = ()
    memory: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked up: a text, its languages, the listing field it stands in."""

    text: str
    source_locale: str
    target_locale: str
    field: str = ""
    minimum: int = MINIMUM
    limit: int = 5


@dataclass(slots=True)
class _Index:
    """The sources of two languages in one memory: as of ``version``, when ``top`` was the newest pair's id.

    ``stamped`` is the version its folder says it has.
    """

    candidates: InMemory | OnDisk
    script: str
    targets: tuple[str, ...]
    version: int
    top: int
    stamped: int


@dataclass(slots=True)
class Memory:
    """One memory that is asked: the workspace's own, or an attached one with its ``penalty``."""

    reader: Reader
    penalty: int = 0
    name: str = ""
    _indexes: dict[tuple[str, str], _Index] = field(default_factory=dict)
    _locales: tuple[int, tuple[str, ...]] = (-1, ())

    def targets(self, locale: str) -> tuple[str, ...]:
        """Return the locales whose texts serve ``locale``: of a language alone those of all its regions."""
        chain = lookup_chain(locale)
        if region(locale):
            return chain
        version = memory.version(self.reader)
        if self._locales[0] != version:
            self._locales = version, memory.target_locales(self.reader)
        own = language_script(locale)
        others = (tag for tag in self._locales[1] if language_script(tag) == own)
        return tuple(dict.fromkeys((*chain, *others)))

    def index(self, wanted: Wanted, folder: Path | None) -> Candidates:
        """Return the index for the languages of ``wanted``, up to date."""
        script, targets = language_script(wanted.source_locale), self.targets(wanted.target_locale)
        key = script, targets[0]
        known = self._indexes.get(key)
        if known is None or known.targets != targets or not self._updated(known):
            known = self._indexes[key] = self._made(wanted.source_locale, script, targets, folder)
        return known.candidates

    def commit(self) -> None:
        """Write what large indexes learned into their folders, so that the next one need not be built."""
        for known in self._indexes.values():
            if isinstance(known.candidates, InMemory) or not self._updated(known):
                continue
            if (
                known.candidates.pending or known.stamped != known.version
            ) and known.candidates.commit(str(known.version)):
                known.stamped = known.version

    def _updated(self, known: _Index) -> bool:
        """Bring an index up to date; tell whether that could be done by adding what is new.

        It cannot where a pair went: the id of the newest may have come again for another one.
        """
        version = memory.version(self.reader)
        if version == known.version:
            return True
        added, top = memory.added(self.reader, known.top)
        if added != version - known.version or added > _FEW:
            return False
        for number, source in memory.sources(
            self.reader, known.script, known.targets, after=known.top
        ):
            known.candidates.add(number, source)
        known.version, known.top = version, top
        return True

    def _made(
        self, locale: str, script: str, targets: tuple[str, ...], folder: Path | None
    ) -> _Index:
        # Read before the sources: what comes in between is then seen as new.
        version, (_added, top) = memory.version(self.reader), memory.added(self.reader, 0)
        large = self._on_disk(locale, script, targets, folder, version)
        made = large or InMemory(memory.each_source(self.reader, script, targets))
        return _Index(made, script, targets, version, top, version)

    def _on_disk(
        self, locale: str, script: str, targets: tuple[str, ...], folder: Path | None, version: int
    ) -> OnDisk | None:
        count = memory.count(self.reader, script, targets)
        if count <= IN_MEMORY_MOST or folder is None:
            return None
        from localizer.translate.fuzzy.on_disk import OnDisk  # noqa: PLC0415 - loads tantivy

        of = f"{self.reader.path.absolute()}:{script}:{'|'.join(targets)}"
        try:
            return OnDisk.open_or_build(
                folder / hashlib.blake2b(of.encode(), digest_size=12).hexdigest(),
                lambda: memory.each_source(self.reader, script, targets),
                locale=locale,
                stamp=str(version),
                total=count,
            )
        except OSError:  # a folder that cannot be written: slower, but it works
            return None


class Matches:
    """Looks texts up in a workspace's memory and in those attached to it. Used by one thread at a time."""

    def __init__(
        self,
        reader: Reader,
        attached: Iterable[tuple[Path, int]] = (),
        *,
        folder: Path | None = None,
        today: dt.date | None = None,
    ) -> None:
        """Read through ``reader``; ``attached`` are files with penalties, ``folder`` holds large indexes.

        ``today`` is the day ages are counted from. A file that cannot be read is left out and named in
        `unread`.
        """
        self._stack = ExitStack()
        self._folder = folder
        self._today = today or dt.datetime.now(dt.UTC).date()
        self.unread: list[LocalizerError] = []
        self._memories = [Memory(reader)]
        for path, penalty in attached:
            try:
                other = self._stack.enter_context(opened(path))
            except LocalizerError as error:
                self.unread.append(error)
            else:
                self._memories.append(Memory(other, penalty, path.name))

    def __enter__(self) -> Self:
        """Use it in a ``with`` block to close the attached files."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close the attached files."""
        self.close()

    def close(self) -> None:
        """Keep what large indexes learned, and close the attached files."""
        with suppress(Cancelled, LocalizerError):  # the workspace may be closed already
            self._memories[0].commit()
        self._stack.close()

    @property
    def attached(self) -> bool:
        """Tell whether memories are asked besides the workspace's own."""
        return len(self._memories) > 1

    def holds_any(self) -> bool:
        """Tell whether there is anything to find."""
        return self.attached or not memory.is_empty(self._memories[0].reader)

    def read_through(self, reader: Reader) -> None:
        """Read the workspace's own memory through ``reader`` from now on: an open step sees more."""
        self._memories[0].reader = reader

    def find(self, wanted: Wanted) -> tuple[Match, ...]:
        """Return what is like ``wanted``, best first, each target once."""
        found = [match for one in tuple(self._memories) for match in self._asked(one, wanted)]
        found.sort(key=lambda match: (-match.score, bool(match.memory)))
        first: dict[str, Match] = {}
        for match in found:
            first.setdefault(match.text, match)
        return tuple(first.values())[: wanted.limit]

    def best(self, wanted: Wanted) -> Match | None:
        """Return the best match, ``None`` where nothing reaches the minimum."""
        return next(iter(self.find(replace(wanted, limit=1))), None)

    def attached_exact(self, wanted: Wanted) -> Match | None:
        """Return an equal text of an attached memory that loses no points, one in its place first."""
        for one in tuple(self._memories[1:]):
            found = self._asked(one, wanted, exact_only=True)
            best = max(found, key=lambda match: match.score, default=None)
            if best is not None and best.score >= EXACT_SCORE:
                return best
        return None

    def _asked(self, one: Memory, wanted: Wanted, *, exact_only: bool = False) -> list[Match]:
        """Ask one memory; an attached one that cannot be read is left out from now on, and told."""
        try:
            return self._exacts(one, wanted) if exact_only else self._of(one, wanted)
        except LocalizerError as error:
            if one is self._memories[0]:
                raise
            self._memories.remove(one)
            self.unread.append(error)
            return []

    def _exacts(self, one: Memory, wanted: Wanted) -> list[Match]:
        script, targets = language_script(wanted.source_locale), one.targets(wanted.target_locale)
        exact = memory.find_exact(one.reader, text_hash(wanted.text), script, targets)
        return [self._exact(one, unit, wanted) for unit in exact]

    def _of(self, one: Memory, wanted: Wanted) -> list[Match]:
        found = self._exacts(one, wanted)
        if len(found) < wanted.limit:
            found += self._alike(one, wanted)
        return [match for match in found if match.score >= wanted.minimum]

    def _exact(self, one: Memory, unit: MemoryUnit, wanted: Wanted) -> Match:
        in_place = bool(wanted.field) and unit.context == wanted.field
        score = CONTEXT_SCORE if in_place else EXACT_SCORE
        if one.penalty:
            score = EXACT_SCORE - one.penalty
        alike = score < EXACT_SCORE
        same = Origin.MEMORY_CONTEXT if in_place else Origin.MEMORY
        origin = Origin.MEMORY_FUZZY if alike else same
        return Match(unit, score, origin, unit.target, memory=one.name)

    def _alike(self, one: Memory, wanted: Wanted) -> list[Match]:
        text = normalize(wanted.text)
        hits = one.index(wanted, self._folder).find(text, wanted.minimum, wanted.limit + _SPARE)
        below = [hit for hit in hits if hit.score < EXACT_SCORE]
        units = memory.by_ids(one.reader, [hit.id for hit in below]) if below else {}
        near = (units[hit.id] for hit in below if hit.id in units)
        scored = ((unit, similarity(normalize(unit.source), text)) for unit in near)
        return [
            self._fuzzy(one, unit, score, wanted)
            for unit, score in scored
            if wanted.minimum <= score < EXACT_SCORE
        ]

    def _fuzzy(self, one: Memory, unit: MemoryUnit, score: int, wanted: Wanted) -> Match:
        score = penalised(
            score,
            origin=unit.origin if unit.origin in _PEOPLE else Origin.ENGINE.value,
            same_market=region(unit.target_locale) in ("", region(wanted.target_locale)),
            age_days=self._age(unit.created_at),
            attached_penalty=one.penalty,
        )
        source, old = normalize(wanted.text), normalize(unit.source)
        differ = differences(old, source)
        mended = self._mended(unit, wanted) if differ else None
        if mended is None:
            return Match(
                unit, score, Origin.MEMORY_FUZZY, unit.target, differences=differ, memory=one.name
            )
        return Match(
            unit, score, Origin.MEMORY_FUZZY, mended.text, repairs=mended.changes, memory=one.name
        )

    @staticmethod
    def _mended(unit: MemoryUnit, wanted: Wanted) -> Repair | None:
        return repaired(
            normalize(wanted.text),
            normalize(unit.source),
            unit.target,
            wanted.target_locale,
            source_locale=wanted.source_locale,
        )

    def _age(self, created_at: str) -> int:
        try:
            return (self._today - dt.datetime.fromisoformat(created_at).date()).days
        except ValueError:
            return 0
