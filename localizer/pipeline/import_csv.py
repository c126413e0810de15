"""The report of an import as one table for spreadsheets: remarks, differences, new and missing products."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from localizer.errors import InputError
from localizer.export.csv_format import neutral
from localizer.i18n import N_, _
from localizer.intake.beside import Request
from localizer.intake.field_names import field_name
from localizer.intake.kind_words import KINDS
from localizer.intake.reading import digest_of
from localizer.intake.report import TREATMENTS, ImportReport, Named
from localizer.intake.row_places import Places, products_at, row_places
from localizer.model.incoming import Difference, DifferenceKind

#: The columns, one table for everything, so that a spreadsheet can sort and filter it.
COLUMNS: Final = (
    N_("Kind"), N_("Row"), N_("Product"), N_("Title"), N_("Variant"), N_("Field"), N_("Before"),
    N_("In the file"), N_("Reason"),
)  # fmt: skip
K = TypeVar("K")
V = TypeVar("V")
NEW: Final = N_("new product")


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the table; what does not apply is empty."""

    kind: str
    row: int | None = None
    product: str = ""
    title: str = ""
    variant: str = ""
    field: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""

    def cells(self) -> Iterator[str]:
        """Yield the cells, none of which a spreadsheet calculates."""
        yield neutral(self.kind)
        yield "" if self.row is None else str(self.row)
        for text in (self.product, self.title, self.variant, self.field):
            yield neutral(text)
        for text in (self.before, self.after, self.reason):
            yield neutral(text)


def report_csv(report: ImportReport) -> str:
    """Return everything ``report`` names as CSV text, in the program's language."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_(name) for name in COLUMNS])
    for line in _lines(report):
        writer.writerow(line.cells())
    return out.getvalue()


def _lines(report: ImportReport) -> Iterator[_Line]:
    at = _products_at(report)
    for issue in report.issues:
        kind, product = _(TREATMENTS[issue.treatment]), at.get(issue.row, "")
        yield _Line(kind, issue.row, product, field=issue.column, reason=issue.reason)
    yield from _counted_only(_("remark"), report.issues_untold, 0)
    places = _places(report)
    for one in report.differences:
        yield _of_difference(one, report, places)
    yield from _products(_(NEW), report.new, places)
    yield from _counted_only(_(NEW), report.added if report.new else 0, len(report.new))
    yield from _products(_(KINDS[DifferenceKind.GONE]), report.gone, {})
    yield from _counted_only(_(KINDS[DifferenceKind.GONE]), report.gone_count, len(report.gone))
    total = sum(report.kinds.values())
    yield from _counted_only(_("difference"), total, len(report.differences))
    for sentence in report.assumptions:
        yield _Line(_("assumed"), reason=sentence)
    for header in report.ignored_columns:
        reason = _("Columns not used: {names}").format(names=header)
        yield _Line(_("not used"), field=header, reason=reason)


def _of_difference(one: Difference, report: ImportReport, places: Places) -> _Line:
    row = places.get((one.product, one.variant)) or places.get((one.product, ""))
    return _Line(
        _(KINDS[one.kind]),
        None if one.kind is DifferenceKind.GONE else row,
        one.product,
        one.title,
        one.variant,
        field_name(one.field, report.labels),
        one.before,
        one.after,
    )


def _products(kind: str, found: Iterable[Named], places: Places) -> Iterator[_Line]:
    for one in found:
        yield _Line(kind, places.get((one.key, "")), one.key, one.title)


def _counted_only(kind: str, total: int, told: int) -> Iterator[_Line]:
    """Say how many more there are than are told one by one."""
    if total > told:
        reason = _("{n} more were counted and are not listed.").format(n=total - told)
        yield _Line(kind, reason=reason)


def _places(report: ImportReport) -> Places:
    """Return where products stand in the file, if it is still the one that was imported."""
    keys = {one.product for one in report.differences} | {one.key for one in report.new}
    return _of_file(report, lambda request: row_places(request, keys)) if keys else {}


def _products_at(report: ImportReport) -> Mapping[int, str]:
    """Return of which products the rows with remarks are, if the file is still the one imported."""
    rows = {issue.row for issue in report.issues}
    return _of_file(report, lambda request: products_at(request, rows)) if rows else {}


def _of_file(report: ImportReport, find: Callable[[Request], Mapping[K, V]]) -> Mapping[K, V]:
    if report.request is None:
        return {}
    try:
        if digest_of(report.request.path) != report.digest:
            return {}
        return find(report.request)
    except InputError:
        return {}  # the report goes out all the same
