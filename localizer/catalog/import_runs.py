"""The imports of a workspace: what each file brought, kept with the step that can be undone."""

from __future__ import annotations

from typing import Any

from localizer.catalog import rows
from localizer.catalog.product_rows import decode, encode
from localizer.store.database import Reader, Step


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
    """Return the newest reports, newest first, each with the moment it was made as ``at``."""
    found = reader.rows("SELECT at, report FROM import_run ORDER BY id DESC LIMIT ?", (limit,))
    return tuple({"at": row["at"], **decode(row["report"])} for row in found)
