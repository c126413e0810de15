"""Texts that come back from translators: found by what they are, and written many at a time."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Final

from localizer.catalog import overrules
from localizer.catalog.json_text import IDS, encode, listed
from localizer.catalog.notes import Note, note_of
from localizer.model.exchange import UnitPlace
from localizer.model.finding import Subject
from localizer.model.segment import Field, Origin, State
from localizer.store.database import Reader, Row, Step

#: Fields whose texts have names of their own, one each.
_NAMED: Final = (Field.FACT.value, Field.OPTION_NAME.value)


@dataclass(frozen=True, slots=True)
class Stood:
    """A segment with what stands in one locale; ``id`` is the translation's row, 0 where there is none."""

    id: int
    segment_id: int
    product_id: int
    product_key: str
    product: str
    catalog: str
    field: Field
    position: int
    name: str
    source: str
    source_hash: str
    text: str
    comment: str
    state: State
    origin: Origin
    reason: str
    locked: bool


@dataclass(frozen=True, slots=True)
class NewText:
    """A text to stand in a segment; ``id`` is the translation's row, 0 where there is none yet."""

    id: int
    segment_id: int
    source_hash: str
    text: str
    state: State
    origin: Origin


@dataclass(frozen=True, slots=True)
class NewNote:
    """What somebody said elsewhere; ``locale`` is empty where it speaks to all who translate the segment."""

    segment_id: int
    locale: str
    text: str
    by: str
    at: str
    resolved: bool


def find(
    reader: Reader, locale: str, wanted: Sequence[tuple[UnitPlace | None, str]]
) -> list[Stood | None]:
    """Return for each place, with the hash of the source it had, the segment it is now.

    A text that moved is known by its source, one that became another by its place; ``None`` where there is
    neither. Of products with one key in several catalogs the one with that source is meant.
    """
    asked = [
        [number, place.product_key, place.field.value, place.name, place.position, source]
        for number, (place, source) in enumerate(wanted)
        if place is not None
    ]
    found: dict[int, list[Row]] = defaultdict(list)
    for row in reader.rows(_FIND, {"wanted": encode(asked), "locale": locale}):
        found[row["n"]].append(row)
    return [
        _best(found.get(number, ()), place, source) if place is not None else None
        for number, (place, source) in enumerate(wanted)
    ]


_FIND: Final = f"""
SELECT json_extract(w.value, '$[0]') AS n, c.name AS catalog, p.id AS product_id, p.key, p.title,
  s.id AS segment_id, s.field, s.position, s.name, s.source_hash, sb.source, coalesce(t.id, 0) AS id,
  coalesce(b.text, '') AS text, coalesce(b.comment, '') AS comment,
  coalesce(t.state, '{State.UNTRANSLATED}') AS state, coalesce(t.origin, '{Origin.NONE}') AS origin,
  coalesce(t.reason, '') AS reason, coalesce(a.locked, 0) AS locked
FROM json_each(:wanted) w CROSS JOIN catalog c
CROSS JOIN product p ON p.catalog_id = c.id AND p.key = json_extract(w.value, '$[1]')
CROSS JOIN segment s ON s.product_id = p.id AND s.field = json_extract(w.value, '$[2]')
  AND (s.position = json_extract(w.value, '$[4]') OR s.source_hash = json_extract(w.value, '$[5]')
    OR (s.field IN {_NAMED} AND s.name = json_extract(w.value, '$[3]')))
JOIN segment_body sb ON sb.id = s.id
LEFT JOIN translation t ON t.segment_id = s.id AND t.locale = :locale
LEFT JOIN translation_body b ON b.id = t.id LEFT JOIN assignment a ON a.id = t.id
ORDER BY p.catalog_id, s.id
"""  # noqa: S608 - our own values


def _best(rows: Sequence[Row], place: UnitPlace, source_hash: str) -> Stood | None:
    """Return the segment that is most likely meant."""
    ranked = [(_rank(row, place, source_hash), row) for row in rows]
    known = [one for one in ranked if one[0] is not None]
    if place.catalog:
        known = [one for one in known if one[1]["catalog"] == place.catalog] or known
    best = min(known, key=lambda one: one[0] or 0, default=None)
    return None if best is None else _stood(best[1])


def _rank(row: Row, place: UnitPlace, source_hash: str) -> int | None:
    """Return how far a segment is from what was asked for, ``None`` for another one."""
    named, there = row["name"] == place.name, row["position"] == place.position
    if row["source_hash"] == source_hash:
        return (0 if there else 1) if named else 3
    if not named:
        return None
    return 2 if there or row["field"] in _NAMED else None


def _stood(row: Row) -> Stood:
    return Stood(
        id=row["id"],
        segment_id=row["segment_id"],
        product_id=row["product_id"],
        product_key=row["key"],
        product=row["title"],
        catalog=row["catalog"],
        field=Field(row["field"]),
        position=row["position"],
        name=row["name"],
        source=row["source"],
        source_hash=row["source_hash"],
        text=row["text"],
        comment=row["comment"],
        state=State(row["state"]),
        origin=Origin(row["origin"]),
        reason=row["reason"],
        locked=bool(row["locked"]),
    )


def write_texts(step: Step, locale: str, texts: Sequence[NewText], *, by: str = "") -> None:
    """Let ``texts`` stand in ``locale``, written by ``by`` (whoever's step it is where empty).

    Decisions to let findings pass fall where the words changed. Each segment may be given once.
    """
    who = by or step.by
    old = [one for one in texts if one.id]
    words = {row["id"]: row["text"] for row in _words(step, [one.id for one in old])}
    step.write_many(
        "UPDATE translation SET state = ?, origin = ?, score = CASE WHEN ? THEN 0 ELSE score END, "
        "reason = '', source_hash = ?, updated_at = ?, updated_by = ? WHERE id = ?",
        [
            (
                one.state.value, one.origin.value, words.get(one.id) != one.text, one.source_hash,
                step.moment, who, one.id,
            )
            for one in old
        ],
    )  # fmt: skip
    changed = [one for one in old if words.get(one.id) != one.text]
    step.write_many(
        "UPDATE translation_body SET text = ? WHERE id = ?", [(one.text, one.id) for one in changed]
    )
    overrules.forget_many(step, Subject.TRANSLATION, [one.id for one in changed])
    new = [one for one in texts if not one.id]
    first = int(step.value("SELECT coalesce(max(id), 0) + 1 FROM translation"))
    numbered = [replace(one, id=number) for number, one in enumerate(new, first)]
    # One by one, so that the history knows whose each of them is.
    step.write_many(
        "INSERT INTO translation(id, segment_id, locale, state, origin, score, source_hash, reason, "
        "updated_at, updated_by) VALUES(?, ?, ?, ?, ?, 0, ?, '', ?, ?)",
        [
            (
                one.id, one.segment_id, locale, one.state.value, one.origin.value, one.source_hash,
                step.moment, who,
            )
            for one in numbered
        ],
    )  # fmt: skip
    step.write_many(
        "INSERT INTO translation_body(id, text, comment) VALUES(?, ?, '')",
        [(one.id, one.text) for one in numbered],
    )


def ids_of(reader: Reader, locale: str, segment_ids: Sequence[int]) -> tuple[int, ...]:
    """Return the rows of the texts of segments in ``locale``."""
    query = f"SELECT id FROM translation WHERE locale = :locale AND segment_id {IDS} ORDER BY id"  # noqa: S608
    found = reader.tuples(query, {**listed(segment_ids), "locale": locale})
    return tuple(row[0] for row in found)


def _words(reader: Reader, ids: Sequence[int]) -> list[Row]:
    query = f"SELECT id, text FROM translation_body WHERE id {IDS}"  # noqa: S608 - ours
    return reader.rows(query, listed(ids))


def notes_of(reader: Reader, locale: str, segment_ids: Sequence[int]) -> dict[int, list[Note]]:
    """Return what is said to all and about the texts of ``locale``, by segment, the oldest first."""
    found: dict[int, list[Note]] = defaultdict(list)
    query = f"SELECT * FROM note WHERE segment_id {IDS} AND locale IN ('', :locale) ORDER BY id"  # noqa: S608
    for row in reader.rows(query, {**listed(segment_ids), "locale": locale}):
        found[row["segment_id"]].append(note_of(row))
    return found


def write_notes(step: Step, new: Iterable[NewNote]) -> None:
    """Keep what was said elsewhere, in the speakers' names and with its time where that is told."""
    step.write_many(
        "INSERT INTO note(segment_id, locale, text, by, at, resolved) VALUES(?, ?, ?, ?, ?, ?)",
        [
            (
                one.segment_id, one.locale, clean_note(one.text), one.by, utc(one.at) or step.moment,
                int(one.resolved),
            )
            for one in new
        ],
    )  # fmt: skip


def settle_notes(step: Step, ids: Iterable[int]) -> None:
    """Mark notes as settled."""
    step.write_many(
        "UPDATE note SET resolved = 1 WHERE id = ? AND resolved = 0", [(one,) for one in ids]
    )


def clean_note(text: str) -> str:
    """Return what is said as it is kept."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n")).strip()


def utc(moment: str) -> str:
    """Return a zoned moment (ISO 8601) in UTC as the history writes it, empty for any other text."""
    with suppress(ValueError, OverflowError):
        told = dt.datetime.fromisoformat(moment)
        if told.tzinfo is not None:
            return told.astimezone(dt.UTC).isoformat(timespec="milliseconds")
    return ""
