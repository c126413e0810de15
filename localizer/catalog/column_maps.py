"""What a person said the columns of a file mean, remembered for files with the same headers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from localizer.catalog import rows
from localizer.catalog.json_text import decode, encode
from localizer.store.database import Reader, Step

_ROW: Final = "SELECT * FROM column_map WHERE signature = ?"


def remembered(reader: Reader, signature: str) -> dict[str, str] | None:
    """Return the column map (header to column) for headers with ``signature``, ``None`` for new ones."""
    row = reader.one(_ROW, (signature,))
    if row is None:
        return None
    return {str(header): str(role) for header, role in decode(row["columns"]).items()}


def all_remembered(reader: Reader) -> dict[str, dict[str, str]]:
    """Return every remembered column map by signature."""
    found = reader.rows("SELECT signature, columns FROM column_map")
    return {row["signature"]: decode(row["columns"]) for row in found}


def remember(step: Step, signature: str, columns: Mapping[str, str]) -> bool:
    """Keep ``columns`` for headers with ``signature``; tell whether that changed anything.

    A map that is known already is not written again, so that an unchanged import changes nothing.
    """
    record = {"signature": signature, "columns": encode(dict(columns)), "used_at": step.moment}
    row = step.one(_ROW, (signature,))
    if row is None:
        rows.insert(step, "column_map", record)
        return True
    if decode(row["columns"]) == dict(columns):
        return False
    rows.update(step, "column_map", row["id"], record)
    return True


def forget(step: Step, signature: str) -> bool:
    """Drop what was remembered for ``signature``; tell whether there was anything."""
    row = step.one(_ROW, (signature,))
    if row is not None:
        step.write("DELETE FROM column_map WHERE id = ?", (row["id"],))
    return row is not None
