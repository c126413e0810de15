"""The history as a list: what was done, when, by whom, and what undo would take back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localizer.catalog.json_text import decode
from localizer.i18n import _
from localizer.store.database import Reader, Row, Step
from localizer.store.history import AFTER_LIVE


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
    row = reader.one(f"SELECT * FROM step WHERE undone = 1 AND {AFTER_LIVE} ORDER BY id LIMIT 1")  # noqa: S608 - ours
    return None if row is None else _info(row)


def forget_all(step: Step) -> None:
    """Drop the history: what a workspace began with cannot be taken back. Only inside `Store.derive`."""
    step.write("DELETE FROM step")


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
    """Return the products whose texts, prices or scripts a step changed or made old.

    ``None`` when it changed more than is looked at here.
    """
    query = "SELECT DISTINCT tbl, op = 'R' AS many FROM change WHERE step = ?"
    kinds = [row for row in reader.rows(query, (number,)) if row["tbl"] not in _BESIDE]
    queries = [(_OF_MANY if row["many"] else _OWNERS).get(row["tbl"]) for row in kinds]
    found: set[int] = set()
    for sql in queries:
        if sql is None:
            return None
        owners = {row["owner"] for row in reader.rows(sql, {"step": number})}
        if None in owners:
            return None  # the row itself is gone: whose it was is no longer known
        found |= owners
    return tuple(sorted(found))


def _kept(column: str) -> str:
    """Return SQL of a changed row's ``column``; what undo or redo took away stands in the history."""
    return (
        f"coalesce(r.{column}, json_extract(c.after, '$.{column}'), "
        f"json_extract(c.before, '$.{column}'))"
    )


def _by(table: str, owner: str, joins: str = "") -> str:
    """Return SQL of the ``owner`` of each row of ``table``, called ``r``, that a step changed."""
    return (
        f"SELECT DISTINCT {owner} AS owner FROM change c LEFT JOIN {table} r ON r.id = c.row "  # noqa: S608
        f"{joins} WHERE c.step = :step AND c.tbl = '{table}' AND c.op <> 'R'"
    )


def _by_body(table: str, owner: str, joins: str = "") -> str:
    """Return SQL of the owners of changed bodies; one that comes or goes does so with its own row."""
    return _by(f"{table}_body", owner, f"LEFT JOIN {table} o ON o.id = c.row {joins}") + (
        " AND c.op = 'U'"
    )


_VARIANT: Final = f"LEFT JOIN variant v ON v.id = {_kept('variant_id')}"
_OF_CATALOG: Final = f"LEFT JOIN product p ON p.catalog_id = {_kept('catalog_id')}"
#: Tables whose rows others refer to: what they mean for a product shows in those. Shows and hosts mean
#: nothing for a product, nor do presets of exports.
_BESIDE: Final = frozenset(
    {
        "price_terms", "own_concept", "own_term", "memory", "attached_memory",
        "show", "show_item", "host", "note", "assignment", "suggestion", "term_proposal",
        "export_preset",
    }
)  # fmt: skip
#: Whoever has a price in a currency.
_PRICED: Final = "JOIN price o ON o.currency = {} JOIN variant v ON v.id = o.variant_id"
#: Who owns a changed row, by the tables hand edits touch. What holds for a whole market has no owner
#: (NULL): then all are concerned.
_OWNERS: Final = {
    "translation": _by(
        "translation", "s.product_id", f"LEFT JOIN segment s ON s.id = {_kept('segment_id')}"
    ),
    "translation_body": _by_body(
        "translation", "s.product_id", "LEFT JOIN segment s ON s.id = o.segment_id"
    ),
    "price": _by("price", "v.product_id", _VARIANT),
    "price_body": _by_body("price", "v.product_id", "LEFT JOIN variant v ON v.id = o.variant_id"),
    "script": _by("script", _kept("product_id")),
    "script_body": _by_body("script", "o.product_id"),
    "answer": _by("answer", _kept("product_id")),
    "price_record": _by("price_record", _kept("product_id")),
    "fixed_price": _by("fixed_price", "v.product_id", _VARIANT),
    "variant_basis": _by("variant_basis", "v.product_id", _VARIANT),
    "catalog_basis": _by("catalog_basis", "p.id", _OF_CATALOG),
    "manual_rate": _by("manual_rate", "v.product_id", _PRICED.format(_kept("quote"))),
    "rate_spread": _by("rate_spread", "v.product_id", _PRICED.format(_kept("currency"))),
    "price_rule": _by(
        "price_rule",
        "coalesce(v.product_id, p.id)",
        f"{_VARIANT} {_OF_CATALOG} AND v.id IS NULL",
    ),
    "promotion": _by(
        "promotion",
        "coalesce(p.id, o.product_id)",
        f"{_OF_CATALOG} LEFT JOIN promotion_product o ON o.promotion_id = c.row",
    ),
    "promotion_product": _by("promotion_product", _kept("product_id")),
}


def _by_range(table: str, owner: str = "variant") -> str:
    """Return SQL of the products of the ``owner`` whose rows a step inserted together, undone or not."""
    step = f"c.step = :step AND c.tbl = '{table}' AND c.op = 'R'"
    return (
        f"SELECT DISTINCT v.product_id AS owner FROM change c JOIN {table} r "  # noqa: S608 - ours
        "ON r.id BETWEEN c.row AND json_extract(c.before, '$.last') "
        f"JOIN {owner} v ON v.id = r.{owner}_id WHERE {step} UNION "
        "SELECT DISTINCT v.product_id FROM change c JOIN undone_row u ON u.seq = c.seq "
        f"JOIN {owner} v ON v.id = json_extract(u.data, '$.{owner}_id') WHERE {step}"
    )


_OF_SCRIPTS: Final = """
SELECT DISTINCT r.product_id AS owner FROM change c JOIN script r
  ON r.id BETWEEN c.row AND json_extract(c.before, '$.last')
  WHERE c.step = :step AND c.tbl = 'script' AND c.op = 'R'
UNION SELECT DISTINCT json_extract(u.data, '$.product_id') FROM change c JOIN undone_row u ON u.seq = c.seq
  WHERE c.step = :step AND c.tbl = 'script' AND c.op = 'R'
"""
#: The same for rows inserted together, which the history notes as ranges.
_OF_MANY: Final = {
    "price": _by_range("price"),
    "price_body": _by_range("price"),
    "fixed_price": _by_range("fixed_price"),
    "script": _OF_SCRIPTS,
    "script_body": _OF_SCRIPTS,
    "translation": _by_range("translation", "segment"),
    "translation_body": _by_range("translation", "segment"),
}
