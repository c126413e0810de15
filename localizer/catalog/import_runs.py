"""The imports of a workspace: what each file brought, kept with the step that can be undone."""

from __future__ import annotations

from typing import Any

from localizer.catalog import rows
from localizer.catalog.json_text import decode, encode
from localizer.store.database import Reader, Row, Step


def record(step: Step, catalog_id: int, report: dict[str, Any]) -> None:
    """Keep the report of an import."""
    rows.insert(
        step,
        "import_run",
        {
            "at": step.moment,
            "file": report["file"],
            "format": report["format"],
            "catalog_id": catalog_id,
            "digest": report["digest"],
            "report": encode(report),
        },
    )


def recent(reader: Reader, limit: int = 20) -> tuple[dict[str, Any], ...]:
    """Return the newest reports, newest first, each with its ``id`` and the moment it was made as ``at``."""
    query = "SELECT id, at, report FROM import_run ORDER BY id DESC LIMIT ?"
    return tuple(_whole(row) for row in reader.rows(query, (limit,)))


def find(reader: Reader, number: int) -> dict[str, Any] | None:
    """Return the report with the id ``number`` as `recent` does; ``None`` for one that is not there."""
    row = reader.one("SELECT id, at, report FROM import_run WHERE id = ?", (number,))
    return None if row is None else _whole(row)


def has_file(reader: Reader, name: str) -> bool:
    """Tell whether a file called ``name`` was imported here before."""
    query = "SELECT 1 FROM import_run WHERE file = ? LIMIT 1"
    return reader.one(query, (name,)) is not None


def _whole(row: Row) -> dict[str, Any]:
    return {**decode(row["report"]), "id": row["id"], "at": row["at"]}


def sheets_of(reader: Reader, catalog: str) -> frozenset[str]:
    """Return the names of the sheets that have gone into ``catalog``; empty for files without sheets."""
    found = reader.rows(
        "SELECT DISTINCT json_extract(r.report, '$.sheet') AS sheet FROM import_run r "
        "JOIN catalog c ON c.id = r.catalog_id WHERE c.name = ?",
        (catalog,),
    )
    return frozenset(row["sheet"] for row in found if row["sheet"])
