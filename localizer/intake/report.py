"""What an import did, counted and named: for the window, the command line and the file it can be saved as."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from itertools import zip_longest
from typing import Any, Final, NamedTuple

from localizer.catalog.incoming import Received
from localizer.i18n import N_, _, ngettext
from localizer.intake.beside import Request
from localizer.intake.chunks import FileInfo
from localizer.intake.issues import IssueLog, RowIssue, Treatment
from localizer.model.incoming import Difference, DifferenceKind, Touched

#: Remarks, differences and products kept with the workspace, of each so many; the report made by the import
#: has all of them.
KEPT: Final = 500
#: New products told one by one; beyond that they are counted only, like differences.
NEW_TOLD: Final = 20_000
TREATMENTS: Final = {
    "failed": N_("not used"),
    "skipped": N_("skipped"),
    "repaired": N_("partly used"),
}


class Named(NamedTuple):
    """A product by its key and title."""

    key: str
    title: str


class Shared(NamedTuple):
    """How many of the ``known`` products a catalog had before an import are in the file."""

    found: int
    known: int

    @property
    def is_little(self) -> bool:
        """Tell whether the file has less than half of the catalog: what it lacks is hardly gone."""
        return 2 * self.found < self.known

    def sentence(self, catalog: str) -> str:
        """Say how much of ``catalog`` is in the file."""
        if not self.found:
            return _("None of the {known} products of “{catalog}” is in this file.").format(
                known=self.known, catalog=catalog
            )
        return ngettext(
            "Only {n} of the {known} products of “{catalog}” is in this file.",
            "Only {n} of the {known} products of “{catalog}” are in this file.",
            self.found,
        ).format(n=self.found, known=self.known, catalog=catalog)


def no_rows(file: str) -> str:
    """Return the sentence about a file that has nothing but a header."""
    return _(
        "{file} has a header and no rows below it: there is no product to import. The workspace is "
        "as it was."
    ).format(file=file)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    ``read``, ``skipped`` and ``failed`` count rows, ``added``, ``changed`` and ``unchanged`` products;
    ``products`` and ``variants`` are what the file holds in all. ``differences`` lists the first ones,
    ``kinds`` counts all. ``gone`` are products the file no longer has; ``new`` those a catalog that had
    products did not have, the first `NEW_TOLD` of them. ``labels`` are the seller's own names of facts.
    ``own_catalog`` is a free name for a catalog of the file's own. ``request`` is how it was read, ``None``
    for a report of long ago, of which ``gone_untold`` products and ``issues_untold`` remarks are counted.
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
    gone: tuple[Named, ...] = ()
    gone_untold: int = 0
    issues_untold: int = 0
    new: tuple[Named, ...] = ()
    shared: Shared = field(default=Shared(0, 0))
    own_catalog: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    removed: int = 0
    differences: tuple[Difference, ...] = ()
    kinds: dict[DifferenceKind, int] = field(default_factory=dict)
    touched: Touched = field(default_factory=Touched)
    request: Request | None = field(default=None, repr=False, compare=False)

    @property
    def gone_count(self) -> int:
        """Return how many products the file no longer has."""
        return len(self.gone) + self.gone_untold

    @property
    def is_stranger(self) -> bool:
        """Tell whether the file and its catalog have little in common, whichever way one looks."""
        return self.shared.is_little and 2 * self.shared.found < self.products

    @property
    def nothing(self) -> str:
        """Return the sentence about a file without a single product; empty for any other."""
        if self.products:
            return ""
        if not self.read:
            return no_rows(self.file)
        return ngettext(
            "{file} has {n} row, and it makes no product. The workspace is as it was.",
            "{file} has {n} rows, and none of them makes a product. The workspace is as it was.",
            self.read,
        ).format(file=self.file, n=self.read)

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
            "gone": [one.key for one in self.gone[:KEPT]],
            "gone_count": self.gone_count,
            "gone_titles": [one.title for one in self.gone[:KEPT]],
            "new": [one._asdict() for one in self.new[:KEPT]],
            "shared": self.shared._asdict(),
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


#: What is kept as it stands, and under which name the remarks of each treatment are.
_PLAIN: Final = (
    "file", "format", "catalog", "locale", "read", "skipped", "added", "changed", "unchanged", "products",
    "variants", "layout", "sheet", "digest", "removed",
)  # fmt: skip
_KEPT_AS: Final[Mapping[Treatment, str]] = {
    "failed": "failed",
    "repaired": "repaired",
    "skipped": "skipped_rows",
}


def kept_json(report: ImportReport) -> dict[str, Any]:
    """Return the report as it is kept with the workspace: its remarks are counted, the first ones told."""
    whole = report.to_json()
    whole["failed_rows"] = report.failed
    for name in ("failed", "repaired", "skipped_rows"):
        whole[f"{name}_count"] = len(whole[name])
        whole[name] = whole[name][:KEPT]
    whole["told"] = [asdict(one) for one in report.differences[:KEPT]]
    used = {one.field for one in report.differences[:KEPT]}
    whole["labels"] = {name: text for name, text in report.labels.items() if name in used}
    return whole


def from_kept(kept: Mapping[str, Any]) -> ImportReport:
    """Return a report kept with the workspace; what was counted only has its count, not its places."""
    issues = (
        RowIssue(place["row"], place["column"], place["reason"], treatment)
        for treatment, name in _KEPT_AS.items()
        for place in kept.get(name, ())
    )
    told = (
        Difference(**{**one, "kind": DifferenceKind(one["kind"])}) for one in kept.get("told", ())
    )
    titles = kept.get("gone_titles", ())
    gone = [Named(key, title) for key, title in zip_longest(kept["gone"], titles, fillvalue="")]
    return ImportReport(
        **{name: kept[name] for name in _PLAIN},
        failed=_failed_rows(kept),
        issues=tuple(sorted(issues, key=lambda issue: issue.row)),
        ignored_columns=tuple(kept["ignored_columns"]),
        assumptions=tuple(kept["assumptions"]),
        gone=tuple(gone),
        gone_untold=kept["gone_count"] - len(gone),
        issues_untold=sum(
            kept.get(f"{name}_count", 0) - len(kept.get(name, ())) for name in _KEPT_AS.values()
        ),
        new=tuple(Named(**one) for one in kept.get("new", ())),
        shared=Shared(**kept.get("shared", {"found": 0, "known": 0})),
        labels=kept.get("labels", {}),
        differences=tuple(told),
        kinds={DifferenceKind(kind): n for kind, n in kept["differences"].items()},
        touched=Touched(**kept["touched"]),
    )


def _failed_rows(kept: Mapping[str, Any]) -> int:
    """Return how many rows were not used: as counted, or by their places where nobody counted."""
    counted = kept.get("failed_rows")
    return counted if counted is not None else len({place["row"] for place in kept["failed"]})


@dataclass(frozen=True, slots=True)
class Taken:
    """What was seen of a file while it was taken in, beside what the catalog says it did."""

    info: FileInfo
    digest: str
    read: int
    log: IssueLog
    gone: tuple[Named, ...]
    new: tuple[Named, ...]
    shared: Shared
    own_catalog: str
    labels: Mapping[str, str]


def make_report(
    name: str, request: Request, taken: Taken, catalog: tuple[str, int], done: Received
) -> ImportReport:
    """Return the report of the import of a file, shown as ``name``, into ``catalog`` (name and id)."""
    info, log = taken.info, taken.log
    return ImportReport(
        file=name,
        format=info.format,
        catalog=catalog[0],
        locale=info.locale,
        read=taken.read,
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
        digest=taken.digest,
        gone=taken.gone,
        new=taken.new,
        shared=taken.shared,
        own_catalog=taken.own_catalog,
        labels=taken.labels,
        removed=done.removed,
        differences=done.differences,
        kinds=done.kinds,
        touched=done.touched,
        request=request,
    )
