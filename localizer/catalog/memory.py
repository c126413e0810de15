"""The workspace's translation memory: approved pairs, found by the hash of their normalized source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

from localizer.catalog import rows
from localizer.catalog.json_text import IDS, listed
from localizer.model.segment import FROM_IMPORT, MemoryUnit, text_hash
from localizer.store.database import Reader, Row, Step

#: SQLite takes at least 999 values in a statement.
MANY: Final = 400
_COLUMNS: Final = (
    "id", "source_hash", "source_locale", "target_locale", "context", "source", "target", "created_by",
    "created_at", "origin", "place",
)  # fmt: skip
_OF_PAIR: Final = "(source_locale = ? OR source_locale LIKE ? || '-%')"
_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Remembered:
    """How many pairs were new, had another target before, or were known as they are."""

    new: int = 0
    changed: int = 0
    known: int = 0

    def __add__(self, other: Remembered) -> Remembered:
        """Return both together."""
        new, changed = self.new + other.new, self.changed + other.changed
        return Remembered(new, changed, self.known + other.known)


def remember(step: Step, units: Iterable[MemoryUnit], *, keep_newer: bool = False) -> Remembered:
    """Store ``units``; a pair known with another target is replaced, of several in one place the last.

    With ``keep_newer`` what a person approved here stays unless the unit is dated later.
    """
    done = Remembered()
    rest = iter(units)
    while some := list(islice(rest, MANY)):
        done += _remember_some(step, {_key(unit): unit for unit in some}, keep_newer=keep_newer)
    return done


def _stays(row: Row, unit: MemoryUnit) -> bool:
    return bool(row["origin"] != FROM_IMPORT and unit.created_at <= row["created_at"])


def _remember_some(step: Step, units: dict[_Key, MemoryUnit], *, keep_newer: bool) -> Remembered:
    known = _known(step, [key[0] for key in units])
    changed = same = 0
    new: list[tuple[object, ...]] = []
    number = int(step.value("SELECT coalesce(max(id), 0) FROM memory"))
    for key, unit in units.items():
        row = known.get(key)
        made = (unit.created_by, unit.created_at or _second(step.moment), unit.origin, unit.place)
        if row is None:
            number += 1
            new.append((number, *key, unit.source, unit.target, *made))
        elif row["target"] == unit.target or (keep_newer and _stays(row, unit)):
            same += 1
        else:
            record = dict(zip(_COLUMNS[-4:], made, strict=True))
            rows.update(step, "memory", row["id"], {"target": unit.target, **record})
            changed += 1
    if len(new) == 1:
        rows.insert(step, "memory", dict(zip(_COLUMNS[1:], new[0][1:], strict=True)))
    else:
        step.insert_many("memory", _COLUMNS, new)
    return Remembered(len(new), changed, same)


def _second(moment: str) -> str:
    """Return a moment in UTC without what exchange files cannot say: the part of a second."""
    return dt.datetime.fromisoformat(moment).replace(microsecond=0).isoformat()


def _known(reader: Reader, hashes: Sequence[str]) -> dict[_Key, Row]:
    marks = ", ".join("?" * len(hashes))
    found = reader.rows(f"SELECT * FROM memory WHERE source_hash IN ({marks})", tuple(hashes))  # noqa: S608
    return {
        (row["source_hash"], row["source_locale"], row["target_locale"], row["context"]): row
        for row in found
    }


def _key(unit: MemoryUnit) -> _Key:
    return text_hash(unit.source), unit.source_locale, unit.target_locale, unit.context


def find_exact(
    reader: Reader, source_hash: str, source_script: str, target_locales: Sequence[str]
) -> tuple[MemoryUnit, ...]:
    """Return the pairs whose source has ``source_hash``, in the order of ``target_locales``.

    ``source_script`` is language and script of the source (``zh-Hans``).
    """
    marks = ", ".join("?" * len(target_locales))
    found = reader.rows(
        f"SELECT * FROM memory WHERE source_hash = ? AND target_locale IN ({marks}) "  # noqa: S608
        f"AND {_OF_PAIR} ORDER BY created_at DESC, id DESC",
        (source_hash, *target_locales, source_script, source_script),
    )
    order = {locale: rank for rank, locale in enumerate(target_locales)}
    ranked = sorted(found, key=lambda row: order[row["target_locale"]])
    return tuple(unit_of(row) for row in ranked)


def sources(
    reader: Reader, source_script: str, target_locales: Sequence[str], *, after: int = 0
) -> list[tuple[int, str]]:
    """Return (id, source) of the pairs from ``source_script`` into any of ``target_locales``, oldest first.

    Only those with an id above ``after``.
    """
    marks = ", ".join("?" * len(target_locales))
    query = (
        f"SELECT id, source FROM memory WHERE target_locale IN ({marks}) AND {_OF_PAIR} "  # noqa: S608
        "AND id > ? ORDER BY id"
    )
    return reader.tuples(query, (*target_locales, source_script, source_script, after))


def each_source(
    reader: Reader, source_script: str, target_locales: Sequence[str]
) -> Iterator[tuple[int, str]]:
    """Yield what `sources` returns one by one, for memories too large to hold."""
    marks = ", ".join("?" * len(target_locales))
    query = (
        f"SELECT id, source FROM memory WHERE target_locale IN ({marks}) AND {_OF_PAIR} ORDER BY id"  # noqa: S608
    )
    for row in reader.each(query, (*target_locales, source_script, source_script)):
        yield row["id"], row["source"]


def by_ids(reader: Reader, ids: Sequence[int]) -> dict[int, MemoryUnit]:
    """Return the pairs with ``ids``, at most `MANY`; those that are gone are left out."""
    marks = ", ".join("?" * len(ids))
    found = reader.rows(f"SELECT * FROM memory WHERE id IN ({marks})", tuple(ids))  # noqa: S608
    return {row["id"]: unit_of(row) for row in found}


def each(reader: Reader, ids: Iterable[int] | None = None) -> Iterator[MemoryUnit]:
    """Yield the whole memory, the targets of a source together, or the pairs with ``ids`` in their order."""
    if ids is None:
        query = "SELECT * FROM memory ORDER BY source_hash, source_locale, target_locale, context"
        yield from (unit_of(row) for row in reader.each(query))
        return
    rest = iter(ids)
    while some := list(islice(rest, MANY)):
        found = by_ids(reader, some)
        yield from (found[number] for number in some if number in found)


def of_sources(
    reader: Reader, hashes: Sequence[str], source_script: str, target_locales: Sequence[str]
) -> Iterator[MemoryUnit]:
    """Yield the pairs whose source has one of ``hashes``, into any of ``target_locales``."""
    marks = ", ".join("?" * len(target_locales))
    for start in range(0, len(hashes), MANY):
        some = hashes[start : start + MANY]
        query = (
            f"SELECT * FROM memory WHERE source_hash IN ({', '.join('?' * len(some))}) "  # noqa: S608
            f"AND target_locale IN ({marks}) AND {_OF_PAIR} ORDER BY id"
        )
        values = (*some, *target_locales, source_script, source_script)
        yield from (unit_of(row) for row in reader.rows(query, values))


def every(reader: Reader) -> tuple[MemoryUnit, ...]:
    """Return the whole memory, oldest first."""
    return tuple(unit_of(row) for row in reader.rows("SELECT * FROM memory ORDER BY id"))


def size(reader: Reader) -> int:
    """Return the number of pairs."""
    return int(reader.value("SELECT count(*) FROM memory"))


def is_empty(reader: Reader) -> bool:
    """Tell whether there is no pair at all."""
    return reader.one("SELECT 1 FROM memory LIMIT 1") is None


def known_hashes(reader: Reader, hashes: Iterable[str]) -> frozenset[str]:
    """Return those of ``hashes`` for which there is a pair in whatever languages."""
    query = f"SELECT source_hash FROM memory WHERE source_hash {IDS}"  # noqa: S608 - our own
    found = reader.tuples(query, listed(tuple(hashes)))
    return frozenset(one for (one,) in found)


def target_locales(reader: Reader) -> tuple[str, ...]:
    """Return the locales there are translations into."""
    found = reader.tuples("SELECT DISTINCT target_locale FROM memory ORDER BY target_locale")
    return tuple(tag for (tag,) in found)


def source_locales(reader: Reader) -> dict[str, int]:
    """Return the number of pairs by the locale of their source."""
    query = "SELECT source_locale, count(*) FROM memory GROUP BY source_locale"
    return dict(reader.tuples(query))


def version(reader: Reader) -> int:
    """Return a number that differs whenever a pair came or went."""
    return int(reader.value("SELECT version FROM memory_state"))


def added(reader: Reader, after: int) -> tuple[int, int]:
    """Return how many pairs have an id above ``after``, and the greatest id."""
    row = reader.one(
        "SELECT count(*) AS n, coalesce(max(id), ?) AS top FROM memory WHERE id > ?", (after, after)
    )
    return (row["n"], row["top"]) if row is not None else (0, after)


def count(reader: Reader, source_script: str, target_locales: Sequence[str]) -> int:
    """Return how many pairs there are from ``source_script`` into any of ``target_locales``."""
    marks = ", ".join("?" * len(target_locales))
    query = f"SELECT count(*) FROM memory WHERE target_locale IN ({marks}) AND {_OF_PAIR}"  # noqa: S608
    return int(reader.value(query, (*target_locales, source_script, source_script)))


def unit_of(row: Row) -> MemoryUnit:
    """Return the pair a row of the table holds."""
    return MemoryUnit(
        source=row["source"],
        source_locale=row["source_locale"],
        target=row["target"],
        target_locale=row["target_locale"],
        context=row["context"],
        created_by=row["created_by"],
        created_at=row["created_at"],
        origin=row["origin"],
        place=row["place"],
    )
