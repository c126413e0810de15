"""The history as a list: what was done, when, by whom, and what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.catalog.product_rows import decode
from localizer.i18n import _
from localizer.store.database import Reader, Row


@dataclass(frozen=True, slots=True)
class StepInfo:
    """One step of the history; ``label`` is in the program's language."""

    id: int
    at: str
    by: str
    label: str
    undone: bool


def recent(reader: Reader, limit: int = 50) -> tuple[StepInfo, ...]:
    """Return the newest steps, newest first."""
    found = reader.rows("SELECT * FROM step ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(_info(row) for row in found)


def next_undo(reader: Reader) -> StepInfo | None:
    """Return the step that undo would take back."""
    row = reader.one("SELECT * FROM step WHERE undone = 0 ORDER BY id DESC LIMIT 1")
    return None if row is None else _info(row)


def next_redo(reader: Reader) -> StepInfo | None:
    """Return the step that redo would make again."""
    row = reader.one("SELECT * FROM step WHERE undone = 1 ORDER BY id LIMIT 1")
    return None if row is None else _info(row)


def info(reader: Reader, number: int) -> StepInfo:
    """Return one step. Raises `LookupError` when it is gone."""
    row = reader.one("SELECT * FROM step WHERE id = ?", (number,))
    if row is None:
        raise LookupError(f"no step {number}")
    return _info(row)


def _info(row: Row) -> StepInfo:
    message = row["label"]
    label = _(message).format(**decode(row["args"]))
    return StepInfo(row["id"], row["at"], row["by"], label, bool(row["undone"]))
