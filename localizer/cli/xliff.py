"""``localizer xliff``: files in translators' own format, looked at on their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from localizer.cli.options import as_json
from localizer.cli.output import emit
from localizer.exchange.xliff.checking import Finding, Level, Report, check_file
from localizer.i18n import _, ngettext

#: What tells scripts that there is something to be done.
EXIT_ACT: Final = 1
#: So many findings are told; ``--json`` has more.
_TOLD: Final = 50


@click.group()
def xliff() -> None:
    """Look at XLIFF files."""


@xliff.command()
@click.argument("file", type=click.Path(path_type=Path))
@as_json
def check(file: Path, *, json_: bool) -> int:
    """Check an XLIFF FILE (1.2, 2.0, 2.1 or 2.2); faults are told with their lines."""
    report = check_file(file)
    if json_:
        emit(report_json(report))
    else:
        _tell(report)
    return 0 if report.valid else EXIT_ACT


def report_json(report: Report) -> dict[str, Any]:
    """Return a report as JSON has it."""
    return {
        "version": report.version,
        "source_locale": report.source_locale,
        "target_locale": report.target_locale,
        "files": report.files,
        "units": report.units,
        "segments": report.segments,
        "states": dict(report.states),
        "valid": report.valid,
        "errors": _level(report, Level.ERROR),
        "warnings": _level(report, Level.WARNING),
        "error_count": report.errors,
        "warning_count": report.warnings,
    }


def _level(report: Report, level: Level) -> list[dict[str, Any]]:
    return [
        {"line": one.line, "rule": one.rule, "reason": one.reason}
        for one in report.findings
        if one.level is level
    ]


def _tell(report: Report) -> None:
    if report.version:
        languages = " → ".join(
            part for part in (report.source_locale, report.target_locale) if part
        )
        click.echo(f"XLIFF {report.version}  {languages}".rstrip())
        text = ngettext("{n} unit", "{n} units", report.units).format(n=report.units)
        states = ", ".join(f"{word} {count}" for word, count in report.states.items())
        click.echo(f"{text}: {states}" if states else text)
    for one in report.findings[:_TOLD]:
        click.echo(_line(one))
    rest = report.errors + report.warnings - min(len(report.findings), _TOLD)
    if rest > 0:
        click.echo(ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))
    click.echo(_sum(report))


def _line(one: Finding) -> str:
    word = _("error") if one.level is Level.ERROR else _("warning")
    return _("Line {line}, {level}: {reason}").format(line=one.line, level=word, reason=one.reason)


def _sum(report: Report) -> str:
    if report.valid and not report.warnings:
        return _("Nothing is wrong with this file.")
    errors = ngettext("{n} error", "{n} errors", report.errors).format(n=report.errors)
    warnings = ngettext("{n} warning", "{n} warnings", report.warnings).format(n=report.warnings)
    return f"{errors}, {warnings}"
