"""``localizer xliff``: files in translators' own format, looked at on their own or filled."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from localizer.cli.options import as_json, opened
from localizer.cli.output import emit, progress_bar
from localizer.exchange.xliff.checking import Finding, Level, Report, check_file
from localizer.i18n import _, ngettext
from localizer.pipeline.tools import load_tools
from localizer.pipeline.xliff_filling import FilledXliff, fill_xliff

#: What tells scripts that there is something to be done.
EXIT_ACT: Final = 1
#: So many findings are told; ``--json`` has more.
_TOLD: Final = 50


@click.group()
def xliff() -> None:
    """Check XLIFF files, or fill those of others."""


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


@xliff.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "ws",
    required=True,
    type=click.Path(path_type=Path),
    metavar="WS",
    help="The workspace whose translations and memories are asked.",
)
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The filled file.")
@click.option("--locale", default="", help="The language, where the file names none.")
@click.option("--overwrite", is_flag=True, help="Replace what is translated in the file already.")
@as_json
def fill(file: Path, ws: Path, *, out: Path, locale: str, overwrite: bool, json_: bool) -> int:
    """Fill an XLIFF FILE with the translations a workspace has; all else in it stays to the byte."""
    tools = load_tools()
    with opened(ws) as store, progress_bar(_("Fill")) as progress:
        done = fill_xliff(
            store, tools, file, out, locale=locale, overwrite=overwrite, progress=progress
        )
    if json_:
        emit(_filled_json(done))
    else:
        _tell_filled(done)
    return EXIT_ACT if done.left_out else 0


def _filled_json(done: FilledXliff) -> dict[str, Any]:
    return {
        "file": str(done.path),
        "target_locale": done.target_locale,
        "from_workspace": done.from_workspace,
        "from_memory": done.from_memory,
        "kept": done.kept,
        "unknown": done.unknown,
        "left_out": [{"line": one.line, "reason": one.reason} for one in done.left_out],
    }


def _tell_filled(done: FilledXliff) -> None:
    click.echo(str(done.path))
    said = (
        (_("Translations of this workspace: {n}"), done.from_workspace),
        (_("From the memories: {n}"), done.from_memory),
        (_("Left as they were: {n}"), done.kept),
        (_("Nobody translated before: {n}"), done.unknown),
    )
    for text, count in said:
        click.echo(text.format(n=count))
    for one in done.left_out[:_TOLD]:
        click.echo(_("Line {line}: {reason}").format(line=one.line, reason=one.reason))
    rest = len(done.left_out) - _TOLD
    if rest > 0:
        click.echo(ngettext("… and {n} more.", "… and {n} more.", rest).format(n=rest))


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
