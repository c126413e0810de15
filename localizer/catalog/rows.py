"""Bring the child rows of one owner to a wished state by writing only the differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from localizer.store.database import Row, Step

Record = Mapping[str, Any]


def insert(step: Step, table: str, record: Record) -> int:
    """Insert one record and return its id. Table and column names are ours, never from outside."""
    names = ", ".join(f'"{name}"' for name in record)
    marks = ", ".join(f":{name}" for name in record)
    return step.write(f'INSERT INTO "{table}"({names}) VALUES({marks})', dict(record))


def update(step: Step, table: str, row_id: int, record: Record) -> None:
    """Set the given columns of one row."""
    sets = ", ".join(f'"{name}" = :{name}' for name in record)
    step.write(f'UPDATE "{table}" SET {sets} WHERE id = :_id', {**record, "_id": row_id})  # noqa: S608


def update_if_different(step: Step, table: str, existing: Row, record: Record) -> bool:
    """Set the columns of ``record`` that differ from ``existing``; tell whether any did."""
    changed = {name: value for name, value in record.items() if existing[name] != value}
    if changed:
        update(step, table, existing["id"], changed)
    return bool(changed)


def put(step: Step, table: str, key: Record, record: Record) -> bool:
    """Write ``record`` into the one row with ``key``, making it where there is none; tell of a change."""
    row = _one(step, table, key)
    if row is None:
        insert(step, table, {**key, **record})
        return True
    return update_if_different(step, table, row, record)


def remove(step: Step, table: str, key: Record) -> bool:
    """Delete the one row with ``key``; tell whether there was one."""
    row = _one(step, table, key)
    if row is not None:
        step.write(f'DELETE FROM "{table}" WHERE id = ?', (row["id"],))  # noqa: S608
    return row is not None


def _one(step: Step, table: str, key: Record) -> Row | None:
    where = " AND ".join(f'"{name}" = :{name}' for name in key)
    return step.one(f'SELECT * FROM "{table}" WHERE {where}', dict(key))  # noqa: S608


def sync(
    step: Step,
    table: str,
    owner: tuple[str, int],
    keys: Sequence[str],
    wanted: Iterable[Record],
) -> dict[tuple[Any, ...], int]:
    """Make the rows of ``owner`` equal to ``wanted``, matched by ``keys``; return id by key.

    Rows that are equal already are not written, so that an unchanged import changes nothing.
    """
    column, owner_id = owner
    found = step.rows(f'SELECT * FROM "{table}" WHERE "{column}" = ?', (owner_id,))  # noqa: S608
    existing = {tuple(row[key] for key in keys): row for row in found}
    ids: dict[tuple[Any, ...], int] = {}
    for record in wanted:
        key = tuple(record[name] for name in keys)
        row = existing.pop(key, None)
        if row is None:
            ids[key] = insert(step, table, {column: owner_id, **record})
        else:
            update_if_different(step, table, row, record)
            ids[key] = row["id"]
    for row in existing.values():
        step.write(f'DELETE FROM "{table}" WHERE id = ?', (row["id"],))  # noqa: S608
    return ids
