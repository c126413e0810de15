"""The stage: one file goes into the workspace as one step that can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from localizer.catalog.products import ensure_catalog, save_products
from localizer.i18n import N_
from localizer.intake.issues import RowIssue, Treatment
from localizer.intake.reading import Reading, read_catalog
from localizer.jobs import SILENT, Progress
from localizer.store.database import Store


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``read``, ``skipped`` and ``failed`` count rows, ``added``, ``changed`` and ``unchanged`` products;
    ``products`` and ``variants`` are what the file holds in all.
    """

    file: str
    format: str
    catalog: str
    locale: str
    read: int
    skipped: int
    failed: int
    added: int
    changed: int
    unchanged: int
    products: int
    variants: int
    issues: tuple[RowIssue, ...]
    ignored_columns: tuple[str, ...]
    assumptions: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values; ``failed``, ``repaired`` and ``skipped_rows`` list places."""
        return {
            "file": self.file,
            "format": self.format,
            "catalog": self.catalog,
            "locale": self.locale,
            "read": self.read,
            "added": self.added,
            "changed": self.changed,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "failed": self.places("failed"),
            "products": self.products,
            "variants": self.variants,
            "repaired": self.places("repaired"),
            "skipped_rows": self.places("skipped"),
            "ignored_columns": list(self.ignored_columns),
            "assumptions": list(self.assumptions),
        }

    def places(self, treatment: Treatment) -> list[dict[str, str | int]]:
        """Return row, column and reason of every remark with this ``treatment``."""
        return [
            {"row": issue.row, "column": issue.column, "reason": issue.reason}
            for issue in self.issues
            if issue.treatment == treatment
        ]

    def reasons(self) -> tuple[tuple[str, int], ...]:
        """Return each reason with how often it was given, the commonest first."""
        return tuple(Counter(issue.reason for issue in self.issues).most_common())


def import_file(
    store: Store,
    path: Path,
    *,
    catalog: str | None = None,
    column_map: Mapping[str, str] | None = None,
    progress: Progress = SILENT,
) -> ImportReport:
    """Read ``path`` and save its products in ``catalog`` (by default named like the file).

    The file is read whole before anything is written: one that cannot be read leaves no trace. Raises
    `InputError` for such a file, `Cancelled` when asked to stop.
    """
    reading = read_catalog(path, column_map=column_map, progress=progress)
    name = catalog or path.stem
    with store.step(N_("Import {file}"), durable=False, file=path.name) as step:
        number = ensure_catalog(step, name, reading.locale)
        saved = save_products(step, number, reading.products, progress=progress)
    return _report(reading, name, len(saved.added), len(saved.changed), len(saved.unchanged))


def _report(reading: Reading, name: str, added: int, changed: int, unchanged: int) -> ImportReport:
    return ImportReport(
        file=reading.file.name,
        format=reading.format,
        catalog=name,
        locale=reading.locale,
        read=reading.read,
        skipped=reading.skipped,
        failed=reading.failed,
        added=added,
        changed=changed,
        unchanged=unchanged,
        products=len(reading.products),
        variants=reading.variants,
        issues=reading.issues,
        ignored_columns=reading.ignored_columns,
        assumptions=reading.assumptions,
    )
