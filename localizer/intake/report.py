"""What an import did, counted: for the window, the command line and the file it can be saved as."""

from __future__ import annotations

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from localizer.catalog.incoming import Received
from localizer.i18n import N_, _
from localizer.intake.chunks import FileInfo
from localizer.intake.issues import IssueLog, RowIssue, Treatment
from localizer.intake.reading import digest_of
from localizer.model.incoming import Difference, DifferenceKind, Touched

#: Remarks kept with the workspace; the report shown and saved has all of them.
KEPT_ISSUES: Final = 500
TREATMENTS: Final = {
    "failed": N_("not used"),
    "skipped": N_("skipped"),
    "repaired": N_("partly used"),
}
KINDS: Final = {
    DifferenceKind.BLANK: N_("blank now"),
    DifferenceKind.GONE: N_("no longer in the file"),
    DifferenceKind.MINOR: N_("punctuation or tokens only"),
    DifferenceKind.TEXT: N_("text"),
    DifferenceKind.FACT: N_("fact"),
    DifferenceKind.PRICE: N_("price"),
    DifferenceKind.VARIANT: N_("new variant"),
    DifferenceKind.OTHER: N_("other"),
    DifferenceKind.BY_HAND: N_("kept as edited by hand"),
}


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``read``, ``skipped`` and ``failed`` count rows, ``added``, ``changed`` and ``unchanged`` products;
    ``products`` and ``variants`` are what the file holds in all. ``differences`` lists the first ones,
    ``kinds`` counts all; ``gone`` are keys of products the file no longer has.
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
    catalog_id: int = 0
    layout: str = ""
    sheet: str = ""
    digest: str = ""
    gone: tuple[str, ...] = ()
    removed: int = 0
    differences: tuple[Difference, ...] = ()
    kinds: dict[DifferenceKind, int] = field(default_factory=dict)
    touched: Touched = field(default_factory=Touched)

    @property
    def asks(self) -> bool:
        """Tell whether the file leaves something open that a person decides."""
        open_kinds = (DifferenceKind.BLANK, DifferenceKind.GONE, DifferenceKind.MINOR)
        return bool(self.gone) or any(kind in self.kinds for kind in open_kinds)

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values; ``failed``, ``repaired`` and ``skipped_rows`` list places."""
        return {
            "file": self.file,
            "format": self.format,
            "layout": self.layout,
            "sheet": self.sheet,
            "digest": self.digest,
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
            "gone": list(self.gone[:KEPT_ISSUES]),
            "gone_count": len(self.gone),
            "removed": self.removed,
            "differences": {kind.value: count for kind, count in self.kinds.items()},
            "touched": {
                "texts": self.touched.texts,
                "approved": self.touched.approved,
                "prices": self.touched.prices,
                "scripts": self.touched.scripts,
            },
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

    def to_csv(self) -> str:
        """Return remarks and differences as CSV text that a spreadsheet shows as it stands."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow([_("Row"), _("Column"), _("What"), _("Reason")])
        for issue in self.issues:
            what = _(TREATMENTS[issue.treatment])
            writer.writerow([issue.row, _safe(issue.column), what, _safe(issue.reason)])
        if self.differences or self.gone:
            writer.writerow([])
            writer.writerow(
                [_("Product"), _("Variant"), _("Kind"), _("Field"), _("Before"), _("After")]
            )
        for one in self.differences:
            cells = (one.product, one.variant, _(KINDS[one.kind]), one.field, one.before, one.after)
            writer.writerow(map(_safe, cells))
        for key in self.gone:
            writer.writerow([_safe(key), "", _(KINDS[DifferenceKind.GONE]), "", "", ""])
        return out.getvalue()


def _safe(text: str) -> str:
    """Keep a spreadsheet from taking a seller's text for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def kept_json(report: ImportReport) -> dict[str, Any]:
    """Return the report as it is kept with the workspace: its remarks are counted, the first ones told."""
    whole = report.to_json()
    for name in ("failed", "repaired", "skipped_rows"):
        whole[f"{name}_count"] = len(whole[name])
        whole[name] = whole[name][:KEPT_ISSUES]
    return whole


def make_report(
    name: str,
    path: Path,
    info: FileInfo,
    read: int,
    log: IssueLog,
    catalog: tuple[str, int],
    done: Received,
) -> ImportReport:
    """Return the report of the import of ``path``, shown as ``name``, into ``catalog`` (name and id)."""
    return ImportReport(
        file=name,
        format=info.format,
        catalog=catalog[0],
        locale=info.locale,
        read=read,
        skipped=log.rows("skipped"),
        failed=log.rows("failed"),
        added=done.added,
        changed=done.changed,
        unchanged=done.unchanged,
        products=done.added + done.changed + done.unchanged,
        variants=done.variants,
        issues=log.issues,
        ignored_columns=info.ignored_columns,
        assumptions=log.assumptions,
        catalog_id=catalog[1],
        layout=info.layout,
        sheet=info.sheet,
        digest=digest_of(path),
        gone=done.gone,
        removed=done.removed,
        differences=done.differences,
        kinds=done.kinds,
        touched=done.touched,
    )
