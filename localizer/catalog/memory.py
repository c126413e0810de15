"""The workspace's translation memory: approved pairs, found by the hash of their normalized source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from localizer.catalog import rows
from localizer.model.segment import MemoryUnit, text_hash
from localizer.store.database import Reader, Row, Step

_KEYS = "source_hash = ? AND source_locale = ? AND target_locale = ? AND context = ?"


def remember(step: Step, units: Iterable[MemoryUnit]) -> int:
    """Store ``units``; a pair known with another target is replaced. Returns how many were written."""
    written = 0
    for unit in units:
        written += _remember_one(step, unit)
    return written


def _remember_one(step: Step, unit: MemoryUnit) -> bool:
    key = (text_hash(unit.source), unit.source_locale, unit.target_locale, unit.context)
    row = step.one(f"SELECT * FROM memory WHERE {_KEYS}", key)  # noqa: S608 - a constant
    if row is None:
        rows.insert(
            step,
            "memory",
            {
                "source_hash": key[0],
                "source_locale": unit.source_locale,
                "target_locale": unit.target_locale,
                "context": unit.context,
                "source": unit.source,
                "target": unit.target,
                "created_by": unit.created_by,
                "created_at": unit.created_at or step.moment,
            },
        )
        return True
    if row["target"] == unit.target:
        return False
    record = {
        "target": unit.target,
        "created_by": unit.created_by,
        "created_at": unit.created_at or step.moment,
    }
    rows.update(step, "memory", row["id"], record)
    return True


def find_exact(
    reader: Reader, source_hash: str, source_script: str, target_locales: Sequence[str]
) -> tuple[MemoryUnit, ...]:
    """Return the pairs whose source has ``source_hash``, in the order of ``target_locales``.

    ``source_script`` is language and script of the source (``zh-Hans``).
    """
    marks = ", ".join("?" * len(target_locales))
    found = reader.rows(
        f"SELECT * FROM memory WHERE source_hash = ? AND target_locale IN ({marks}) "  # noqa: S608
        "AND (source_locale = ? OR source_locale LIKE ? || '-%') ORDER BY created_at DESC, id DESC",
        (source_hash, *target_locales, source_script, source_script),
    )
    order = {locale: rank for rank, locale in enumerate(target_locales)}
    ranked = sorted(found, key=lambda row: order[row["target_locale"]])
    return tuple(_unit(row) for row in ranked)


def every(reader: Reader) -> tuple[MemoryUnit, ...]:
    """Return the whole memory, oldest first."""
    return tuple(_unit(row) for row in reader.rows("SELECT * FROM memory ORDER BY id"))


def size(reader: Reader) -> int:
    """Return the number of pairs."""
    return int(reader.value("SELECT count(*) FROM memory"))


def _unit(row: Row) -> MemoryUnit:
    return MemoryUnit(
        source=row["source"],
        source_locale=row["source_locale"],
        target=row["target"],
        target_locale=row["target_locale"],
        context=row["context"],
        created_by=row["created_by"],
        created_at=row["created_at"],
    )
