"""What people say about a segment: to all who translate it, or about its text in one locale.

XLIFF calls these notes; a note that needs nothing any more is resolved and stays.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from localizer.catalog import rows
from localizer.store.database import Reader, Row, Step


@dataclass(frozen=True, slots=True)
class Note:
    """One note. An empty ``locale`` speaks to all who translate the segment; ``at`` is ISO 8601, UTC."""

    id: int
    segment_id: int
    locale: str
    text: str
    by: str
    at: str
    resolved: bool


def of_segment(reader: Reader, segment_id: int, locale: str) -> tuple[Note, ...]:
    """Return what is said to all and about the text of ``locale``, the oldest first."""
    found = reader.rows(
        "SELECT * FROM note WHERE segment_id = ? AND locale IN ('', ?) ORDER BY id",
        (segment_id, locale),
    )
    return tuple(note_of(row) for row in found)


def add(step: Step, segment_id: int, locale: str, text: str) -> int:
    """Say ``text``, which is not empty; return the note's id."""
    record = {
        "segment_id": segment_id,
        "locale": locale,
        "text": unicodedata.normalize("NFC", text).strip(),
        "by": step.by,
        "at": step.moment,
        "resolved": 0,
    }
    return rows.insert(step, "note", record)


def keep(
    step: Step, segment_id: int, locale: str, text: str, *, by: str, at: str, resolved: bool
) -> int:
    """Keep what somebody said elsewhere, in that person's name and with its time; return the note's id."""
    record = {
        "segment_id": segment_id,
        "locale": locale,
        "text": unicodedata.normalize("NFC", text).strip(),
        "by": by or step.by,
        "at": at or step.moment,
        "resolved": int(resolved),
    }
    return rows.insert(step, "note", record)


def set_resolved(step: Step, number: int, *, resolved: bool) -> bool:
    """Mark a note as settled, or as open again; tell whether that changed it."""
    before = step.value("SELECT resolved FROM note WHERE id = ?", (number,))
    if before is None or bool(before) == resolved:
        return False
    rows.update(step, "note", number, {"resolved": int(resolved)})
    return True


def note_of(row: Row) -> Note:
    """Return the note a row of the table holds."""
    return Note(
        row["id"],
        row["segment_id"],
        row["locale"],
        row["text"],
        row["by"],
        row["at"],
        bool(row["resolved"]),
    )
