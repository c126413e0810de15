"""Whose work a text is, and which are locked: nobody and nothing changes those until they are unlocked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from localizer.catalog.json_text import IDS, listed
from localizer.store.database import Reader, Step


@dataclass(frozen=True, slots=True)
class Assignment:
    """Who shall work on a text, empty for nobody in particular, and whether it is locked."""

    assignee: str = ""
    locked: bool = False


FREE = Assignment()


def of(reader: Reader, translation_id: int) -> Assignment:
    """Return the assignment of one text."""
    row = reader.one("SELECT assignee, locked FROM assignment WHERE id = ?", (translation_id,))
    return FREE if row is None else Assignment(row["assignee"], bool(row["locked"]))


def locked_among(reader: Reader, ids: Collection[int]) -> frozenset[int]:
    """Return which of the texts ``ids`` are locked."""
    found = reader.rows(
        f"SELECT id FROM assignment WHERE locked = 1 AND id {IDS}",  # noqa: S608 - our own
        listed(tuple(ids)),
    )
    return frozenset(row["id"] for row in found)


def locked(reader: Reader) -> frozenset[int]:
    """Return the ids of all locked texts; there are few."""
    return frozenset(row["id"] for row in reader.rows("SELECT id FROM assignment WHERE locked = 1"))


def assign(step: Step, ids: Sequence[int], person: str) -> None:
    """Give the texts ``ids`` to ``person``, to nobody with an empty name."""
    _put(step, ids, "assignee", person)


def set_locked(step: Step, ids: Sequence[int], *, locked: bool) -> None:
    """Lock the texts ``ids``, or unlock them."""
    _put(step, ids, "locked", int(locked))


def _put(step: Step, ids: Sequence[int], column: str, value: object) -> None:
    """Set one column; a row that says nothing more goes."""
    values = {**listed(ids), "value": value}
    if value:
        step.write(
            "INSERT INTO assignment(id, assignee, locked) SELECT t.id, '', 0 FROM translation t "  # noqa: S608
            f"WHERE t.id {IDS} AND t.id NOT IN (SELECT id FROM assignment)",
            listed(ids),
        )
    step.write(
        f"UPDATE assignment SET {column} = :value WHERE {column} <> :value AND id {IDS}",  # noqa: S608
        values,
    )
    step.write(
        f"DELETE FROM assignment WHERE assignee = '' AND locked = 0 AND id {IDS}",  # noqa: S608
        listed(ids),
    )


def people(reader: Reader) -> tuple[str, ...]:
    """Return who has work, or has done some lately, in the order of the alphabet."""
    found = reader.rows(
        "SELECT assignee AS name FROM assignment WHERE assignee <> '' UNION "
        "SELECT by FROM (SELECT by FROM step ORDER BY id DESC LIMIT 5000) WHERE by <> '' "
        "ORDER BY name"
    )
    return tuple(row["name"] for row in found)
