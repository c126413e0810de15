"""Results as tables and sentences for people, and the small readings of arguments."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import click
import msgspec

from localizer.catalog import findings, launches
from localizer.cli.output import table
from localizer.export.gate import GateState
from localizer.export.record import TargetExport
from localizer.export.remarks import told
from localizer.export.stage import ExportResult
from localizer.i18n import _, ngettext
from localizer.pipeline.reports import CheckReport, DraftReport, StatusReport, UndoReport
from localizer.pipeline.words import finding_text
from localizer.store.database import Store


def plain(value: object) -> dict[str, Any]:
    """Return a report as a dictionary for JSON."""
    return dict(msgspec.to_builtins(value, enc_hook=str, str_keys=True))


def parse_date(text: str) -> dt.date:
    """Read a date as YYYY-MM-DD. Raises `click.BadParameter` (exit 2) otherwise."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise click.BadParameter(_("Write the date as YYYY-MM-DD.")) from error


def remove_workspace(path: Path) -> None:
    """Remove a workspace that was made for a command that failed."""
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def draft_json(report: DraftReport) -> dict[str, Any]:
    """Return a draft's counts for JSON."""
    return {
        "launch": report.launch,
        "products": report.products,
        "targets": report.targets,
        "rows_written": report.rows_written,
        "translated": report.translated.rows,
        "priced": report.priced.rows,
        "scripted": report.scripted.rows,
        "unread": report.unread,
    }


def draft_summary(report: DraftReport) -> str:
    """Return what a draft wrote, or that there was nothing to do."""
    if not report.rows_written:
        return _("Everything was up to date: 0 rows written.")
    return _(
        "Drafted “{launch}”: {texts} texts, {prices} prices and {scripts} scripts written "
        "for {products} products × {targets} targets."
    ).format(
        launch=report.launch,
        texts=report.translated.rows.get("translation", 0),
        prices=report.priced.rows.get("price", 0),
        scripts=report.scripted.rows.get("script", 0),
        products=report.products,
        targets=report.targets,
    )


def findings_of(store: Store, launch: str) -> list[dict[str, Any]]:
    """Return every open finding of a launch for JSON."""
    reader = store.read()
    found = launches.find(reader, launch)
    products = launches.launch_products(reader, found)
    return [
        {
            "id": item.id,
            "target": f"{target.market}/{target.channel}",
            "locale": target.locale,
            "subject": item.place.subject.value,
            "product_id": item.place.product_id,
            "rule": item.finding.rule,
            "severity": item.finding.severity.value,
            "start": item.finding.start,
            "end": item.finding.end,
            "message": finding_text(item.finding),
            "fix": item.finding.fix,
            "source": item.finding.source,
        }
        for target in found.targets
        for item in findings.of_target(
            reader, target.market, target.channel, target.locale, products
        )
        if not item.overruled
    ]


def check_summary(report: CheckReport, found: list[dict[str, Any]]) -> str:
    """Return the findings by rule, the worst first."""
    if not found:
        return _("Nothing was found in {n} products.").format(n=report.products)
    order = {"block": 0, "evidence": 1, "warning": 2, "info": 3}
    counts = Counter((item["severity"], item["rule"]) for item in found)
    ranked = sorted(counts.items(), key=lambda one: (order[one[0][0]], -one[1]))
    rows = [(rule, severity, str(number)) for (severity, rule), number in ranked]
    lines = [table((_("rule"), _("severity"), _("count")), rows)]
    lines.append(
        _("{n} findings in {products} products; {added} new, {removed} gone.").format(
            n=len(found), products=report.products, added=report.added, removed=report.removed
        )
    )
    return "\n".join(lines)


def status_table(report: StatusReport, files: dict[str, int] | None = None) -> str:
    """Return the launch target by target: segments by origin, prices, scripts, findings, files."""
    headers = [
        _("target"),
        _("memory"),
        _("composed"),
        _("like it"),
        _("engine"),
        _("person"),
        _("none"),
        _("approved"),
        _("prices"),
        _("scripts"),
        _("block"),
        _("evidence"),
        _("warning"),
        _("info"),
    ]
    if files is not None:
        headers.append(_("files"))
    rows = []
    for line in report.targets:
        remembered = line.origins.get("memory_context", 0) + line.origins.get("memory", 0)
        cells = [
            line.target,
            str(remembered + line.origins.get("same_language", 0)),
            str(line.origins.get("composed", 0)),
            str(line.origins.get("memory_fuzzy", 0)),
            str(line.origins.get("engine", 0)),
            str(line.origins.get("person", 0)),
            str(line.origins.get("none", 0)),
            str(line.states.get("approved", 0)),
            f"{line.prices}/{line.variants}",
            str(line.scripts),
            *(str(line.findings.get(name, 0)) for name in ("block", "evidence", "warning", "info")),
        ]
        if files is not None:
            cells.append(str(files.get(line.target, 0)))
        rows.append(cells)
    title = _("{launch} · {date} · {products} products, {variants} variants").format(
        launch=report.launch, date=report.date, products=report.products, variants=report.variants
    )
    return f"{title}\n\n{table(headers, rows)}"


def export_summary(result: ExportResult) -> str:
    """Return what was written for each target and why something is only a draft."""
    lines = []
    for one in result.exported:
        size = len(one.files)
        state = _("approved") if one.verdict.state is GateState.APPROVED else _("draft")
        text = ngettext("{target}: {n} file, {state}", "{target}: {n} files, {state}", size)
        lines.append(text.format(target=one.label, n=size, state=state) + _why(one))
        lines += [f"  {file.name}: {told(mark)}" for file in one.files for mark in file.remarks]
    for one in result.left_out:
        text = _("{target}: left out, not approved").format(target=one.label)
        lines.append(text + _why(one))
    if result.unchanged:
        names = ", ".join(one.label for one in result.unchanged)
        lines.append(_("As exported before, nothing written: {targets}").format(targets=names))
    if result.placed:
        lines.append(_("Manifest: {path}").format(path=result.files[-1]))
    return "\n".join(lines)


def _why(one: TargetExport) -> str:
    reasons = [_(message).format(**dict(args)) for message, args in one.verdict.reasons]
    return f" ({'; '.join(reasons)})" if reasons else ""


def export_json(result: ExportResult) -> dict[str, Any]:
    """Return what was written, for JSON."""
    return {
        "folder": str(result.folder),
        "files": [str(path) for path in result.files],
        "targets": [
            {
                "target": one.label,
                "state": one.verdict.state.value,
                "files": [record.name for record in one.files],
                "rows": sum(record.rows for record in one.files),
                "remarks": [told(mark) for record in one.files for mark in record.remarks],
            }
            for one in result.exported
        ],
        "left_out": [one.label for one in result.left_out],
        "unchanged": [one.label for one in result.unchanged],
        "removed": list(result.removed),
    }


def undo_json(report: UndoReport) -> dict[str, Any]:
    """Return what undo or redo did, for JSON."""
    return {"label": report.label, "rows": report.changes.total, "tables": report.changes.rows}
