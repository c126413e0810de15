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
from localizer.translate.fuzzy.score import Difference, differences

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
    """The sources of two languages in one memory, and what of it they were made of."""

    candidates: InMemory | OnDisk
    version: int
    count: int
    last: int


@dataclass(slots=True)
class Memory:
    """One memory that is asked: the workspace's own, or an attached one with its ``penalty``."""

    reader: Reader
    penalty: int = 0
    name: str = ""
    _indexes: dict[tuple[str, str], _Index] = field(default_factory=dict)

    def index(self, wanted: Wanted, folder: Path | None) -> Candidates:
        """Return the index for the languages of ``wanted``, up to date."""
        script, chain = language_script(wanted.source_locale), _targets(self.reader, wanted)
        version = memory.version(self.reader)
        known = self._indexes.get((script, chain[0]))
        if known is not None and known.version == version:
            return known.candidates
        count, last = memory.stamp(self.reader, script, chain)
        if known is not None and (known.count, known.last) == (count, last):
            known.version = version
            return known.candidates
        if known is not None and 0 < count - known.count <= _FEW:
            new = memory.sources(self.reader, script, chain, after=known.last)
            if known.count + len(new) == count:
                for number, source in new:
                    known.candidates.add(number, source)
                known.version, known.count, known.last = version, count, last
                return known.candidates
        made = self._made(wanted, folder, (count, last))
        self._indexes[script, chain[0]] = _Index(made, version, count, last)
        return made

    def commit(self) -> None:
        """Write what large indexes learned into their folders, so that the next one need not be built."""
        for found in self._indexes.values():
            if not isinstance(found.candidates, InMemory) and found.candidates.pending:
                found.candidates.commit(f"{found.count}:{found.last}")

    def _made(
        self, wanted: Wanted, folder: Path | None, stamp: tuple[int, int]
    ) -> InMemory | OnDisk:
        script, chain = language_script(wanted.source_locale), _targets(self.reader, wanted)
        if stamp[0] > IN_MEMORY_MOST and folder is not None:
            from localizer.translate.fuzzy.on_disk import OnDisk  # noqa: PLC0415 - loads tantivy

            of = f"{self.reader.path.absolute()}:{script}:{chain[0]}"
            with suppress(OSError):  # a folder that cannot be written: slower, but it works
                return OnDisk.open_or_build(
                    folder / hashlib.blake2b(of.encode(), digest_size=12).hexdigest(),
                    lambda: memory.each_source(self.reader, script, chain),
                    locale=wanted.source_locale,
                    stamp=f"{stamp[0]}:{stamp[1]}",
                    total=stamp[0],
                )
        return InMemory(memory.each_source(self.reader, script, chain))


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
        self._memories[0].commit()
        self._stack.close()

    def read_through(self, reader: Reader) -> None:
        """Read the workspace's own memory through ``reader`` from now on: an open step sees more."""
        self._memories[0].reader = reader

    def find(self, wanted: Wanted) -> tuple[Match, ...]:
        """Return what is like ``wanted``, best first, each target once."""
        found = [match for one in self._memories for match in self._of(one, wanted)]
        found.sort(key=lambda match: (-match.score, bool(match.memory)))
        first: dict[str, Match] = {}
        for match in found:
            first.setdefault(match.text, match)
        return tuple(first.values())[: wanted.limit]

    def best(self, wanted: Wanted) -> Match | None:
        """Return the best match, ``None`` where nothing reaches the minimum."""
        return next(iter(self.find(replace(wanted, limit=1))), None)

    def _of(self, one: Memory, wanted: Wanted) -> list[Match]:
        script, chain = language_script(wanted.source_locale), _targets(one.reader, wanted)
        exact = memory.find_exact(one.reader, text_hash(wanted.text), script, chain)
        found = [self._exact(one, unit, wanted) for unit in exact]
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
        return [
            self._fuzzy(one, units[hit.id], hit.score, wanted) for hit in below if hit.id in units
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


def _targets(reader: Reader, wanted: Wanted) -> tuple[str, ...]:
    """Return the locales whose texts serve; for a language without a region those of all its regions."""
    chain = lookup_chain(wanted.target_locale)
    if region(wanted.target_locale):
        return chain
    own = language_script(wanted.target_locale)
    others = (tag for tag in memory.target_locales(reader) if language_script(tag) == own)
    return tuple(dict.fromkeys((*chain, *others)))
