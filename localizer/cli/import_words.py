"""What an import did or would do, in sentences: counts, and by name what was not used, changed or is gone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localizer.i18n import _, ngettext
from localizer.intake.field_names import field_name
from localizer.intake.issues import RowIssue
from localizer.intake.kind_words import KINDS
from localizer.intake.report import TREATMENTS, ImportReport, Named
from localizer.model.incoming import Difference, DifferenceKind

#: Remarks listed one by one; the rest is counted.
LISTED: Final = 20
#: Products and differences listed one by one.
NAMED: Final = 10
#: Letters of a text before and after a change.
_SHOWN: Final = 40


def import_summary(
    report: ImportReport, *, trial: bool = False, saved: bool = False, keeps_blank: bool = False
) -> str:
    """Return what was understood, what was not and where; of a ``trial`` that nothing was changed.

    ``keeps_blank``: what is blank in the file now was kept. ``saved`` tells that a report file names
    everything; otherwise how to get one is told where it is missed.
    """
    lines = [_("This was a trial: nothing was changed.")] if trial else []
    if report.nothing:
        lines.append(report.nothing)
    else:
        lines += [_counts(report), _("Catalog: {name}").format(name=report.catalog)]
        lines += _changes(report, keeps_blank=keeps_blank)
    lines += report.assumptions
    lines += _remarks(report.issues, report.issues_untold)
    if report.ignored_columns:
        names = ", ".join(report.ignored_columns)
        lines.append(_("Columns not used: {names}").format(names=names))
    if not saved and _is_cut(report):
        lines.append(_("--report FILE saves all of this, each product, row and column by name."))
    return "\n".join(lines)


def _counts(report: ImportReport) -> str:
    return _(
        "{file}: {read} rows read ({format}), {products} products with {variants} variants; "
        "{added} added, {changed} changed, {unchanged} unchanged; "
        "{skipped} rows skipped, {failed} failed."
    ).format(
        file=report.file,
        read=report.read,
        format=report.format,
        products=report.products,
        variants=report.variants,
        added=report.added,
        changed=report.changed,
        unchanged=report.unchanged,
        skipped=report.skipped,
        failed=report.failed,
    )


def _is_cut(report: ImportReport) -> bool:
    """Tell whether something was counted that was not named."""
    return len(report.issues) > LISTED or any(
        len(found) > NAMED for found in (report.gone, report.new, report.differences)
    )


def _remark(issue: RowIssue) -> str:
    place = _("row {row}").format(row=issue.row)
    column = f", {issue.column}" if issue.column else ""
    return f"{place}{column}: {issue.reason} ({_(TREATMENTS[issue.treatment])})"


def _remarks(issues: Sequence[RowIssue], untold: int) -> Iterator[str]:
    yield from (f"  {_remark(issue)}" for issue in issues[:LISTED])
    rest = max(0, len(issues) - LISTED) + untold
    if rest:
        yield ngettext("  and {n} more remark", "  and {n} more remarks", rest).format(n=rest)


def _changes(report: ImportReport, *, keeps_blank: bool) -> Iterator[str]:
    """Yield what a newer version of a catalog changes, and what it leaves open."""
    if report.shared.known:
        yield from _of_catalog(report)
    for kind, count in report.kinds.items():
        yield "  " + _("{what}: {n}").format(what=_(KINDS[kind]), n=count)
    told = report.differences[:NAMED]
    for one in told:
        is_kept = keeps_blank and one.kind is DifferenceKind.BLANK
        yield f"    {_difference(one, report, is_kept=is_kept)}"
    yield from _and_more(sum(report.kinds.values()) - len(told))
    if report.changed:
        touched = report.touched
        yield _(
            "Out of date now: {texts} texts ({approved} approved ones), {prices} prices, "
            "{scripts} scripts."
        ).format(
            texts=touched.texts,
            approved=touched.approved,
            prices=touched.prices,
            scripts=touched.scripts,
        )


def _of_catalog(report: ImportReport) -> Iterator[str]:
    """Yield which products the catalog gained and which the file no longer has, by name."""
    if report.shared.is_little:
        yield report.shared.sentence(report.catalog)
    if report.added:
        new = ngettext("{n} new product:", "{n} new products:", report.added)
        yield "  " + new.format(n=report.added)
        yield from _named(report.new, report.added)
    if report.gone_count:
        yield (
            "  "
            + ngettext(
                "{n} product is no longer in the file; {removed} removed:",
                "{n} products are no longer in the file; {removed} removed:",
                report.gone_count,
            ).format(n=report.gone_count, removed=report.removed)
        )
        yield from _named(report.gone, report.gone_count)


def _named(found: Sequence[Named], total: int) -> Iterator[str]:
    for one in found[:NAMED]:
        yield "    " + (one.key if one.title in ("", one.key) else f"{one.key} · {one.title}")
    yield from _and_more(total - len(found[:NAMED]))


def _and_more(rest: int) -> Iterator[str]:
    if rest > 0:
        yield "    " + ngettext("and {n} more", "and {n} more", rest).format(n=rest)


def _difference(one: Difference, report: ImportReport, *, is_kept: bool) -> str:
    """Return a difference on one line: product, variant, field, before and after, or what was kept."""
    place = " · ".join(part for part in (one.product, _apart(one)) if part)
    field = field_name(one.field, report.labels)
    if is_kept:
        return f"{place}, {field}: " + _("kept: {text}").format(text=_short(one.before))
    return f"{place}, {field}: {_short(one.before)} → {_short(one.after)}"


def _apart(one: Difference) -> str:
    return "" if one.variant == one.product else one.variant


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return (plain if len(plain) <= _SHOWN else plain[:_SHOWN] + "…") or _("(blank)")
