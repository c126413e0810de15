"""The history as a list: what was done, when, by whom, and what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.catalog.json_text import decode
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


def touched_products(reader: Reader, number: int) -> tuple[int, ...] | None:
    """Return the products whose texts, prices or scripts a step changed; ``None`` when it changed more."""
    kinds = {
        row["tbl"]
        for row in reader.rows("SELECT DISTINCT tbl FROM change WHERE step = ?", (number,))
    }
    if not kinds <= set(_OWNERS):
        return None
    found: set[int] = set()
    for table in kinds:
        rows = reader.rows(_OWNERS[table], (number,))
        if any(row["owner"] is None for row in rows):
            return None  # the row itself is gone: whose it was is no longer known
        found.update(row["owner"] for row in rows)
    return tuple(sorted(found))


_TEXT_OWNER = (
    "SELECT DISTINCT s.product_id AS owner FROM change c LEFT JOIN translation t ON t.id = c.row "
    "LEFT JOIN segment s ON s.id = t.segment_id WHERE c.step = ? AND c.tbl = '{}'"
)
_PRICE_OWNER = (
    "SELECT DISTINCT v.product_id AS owner FROM change c LEFT JOIN price p ON p.id = c.row "
    "LEFT JOIN variant v ON v.id = p.variant_id WHERE c.step = ? AND c.tbl = '{}'"
)
_SCRIPT_OWNER = (
    "SELECT DISTINCT s.product_id AS owner FROM change c LEFT JOIN script s ON s.id = c.row "
    "WHERE c.step = ? AND c.tbl = '{}'"
)
#: Who owns a changed row, by the tables hand edits touch.
_OWNERS = {
    "translation": _TEXT_OWNER.format("translation"),
    "translation_body": _TEXT_OWNER.format("translation_body"),
    "price": _PRICE_OWNER.format("price"),
    "price_body": _PRICE_OWNER.format("price_body"),
    "script": _SCRIPT_OWNER.format("script"),
    "script_body": _SCRIPT_OWNER.format("script_body"),
}
