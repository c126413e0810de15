"""``localizer export``, ``exports`` and ``export-presets``: files for channels, people and translators."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.catalog import export_presets, export_records, launches
from localizer.cli import tables
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar
from localizer.export.formats import DEFAULT_FORMATS, REGISTRY
from localizer.export.stage import ExportResult
from localizer.i18n import _, ngettext
from localizer.jobs import Progress
from localizer.model.launch import Launch, Target
from localizer.pipeline.exchange_writing import CODES, ExchangeFile, write_exchange
from localizer.pipeline.exports import targets_of, wish_of
from localizer.pipeline.tools import Tools, load_tools
from localizer.store.database import Store

EXIT_ACT: Final = 1
#: So many exports are listed unless more are asked for.
LISTED: Final = 20


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for; ``targets`` is ``None`` for all of the launch.

    ``by_target`` names the formats of single targets where a preset has others for them.
    """

    out: Path
    launch: Launch
    targets: Sequence[str] | None
    formats: Sequence[str]
    given: dict[str, str]
    approved_only: bool
    only_changed: bool
    preset: str
    matches: bool
    by_target: Mapping[str, Sequence[str]] = field(default_factory=dict)


@click.command()
@workspace
@launch_name
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the files.")
@click.option("--target", "some", multiple=True, metavar="TH/shopee", help="Only this target.")
@click.option("--targets", metavar="TH/shopee,…", help="Only these targets.")
@click.option("--approved-only", is_flag=True, help="Leave out what is not approved.")
@click.option("--changed", is_flag=True, help="Only what changed since the last export.")
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar="CODE",
    help="Only this format; `localizer formats` lists them.",
)
@click.option("--preset", default="", metavar="NAME", help="As a preset of the workspace says.")
@click.option("--matches", is_flag=True, help="Give translators what the memories have.")
@click.option(
    "--fill",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file exported from the shop, to be filled.",
)
@click.option("--set", "chosen", multiple=True, metavar="CODE=VALUE", help="A setting of a format.")
@as_json
def export(  # noqa: PLR0913 - one argument an option
    ws: Path,
    *,
    launch: str | None,
    out: Path | None,
    some: tuple[str, ...],
    targets: str | None,
    formats: tuple[str, ...],
    preset: str,
    fill: Path | None,
    chosen: tuple[str, ...],
    approved_only: bool,
    changed: bool,
    matches: bool,
    json_: bool,
) -> int:
    """Write the files of a launch, with a manifest; what is not approved is stamped as draft."""
    listed = (*some, *(part.strip() for part in (targets or "").split(",") if part.strip()))
    given = _given(chosen, fill)
    tools = load_tools()
    with opened(ws) as store, progress_bar(_("Export")) as progress:
        reader = store.read()
        found = launches.find(reader, launch)
        if preset:
            kept = export_presets.find(reader, preset)
            wish = wish_of(tools, found, kept)
            folder = out or (Path(kept.folder).expanduser() if kept.folder else None)
            asked = _Asked(
                _folder(folder), found, listed or wish.targets, formats or wish.formats,
                {**wish.given, **given}, approved_only or wish.approved_only,
                changed or wish.only_changed, preset, matches, {} if formats else wish.by_target,
            )  # fmt: skip
        else:
            asked = _Asked(
                _folder(out), found, listed or None, formats or DEFAULT_FORMATS, given,
                approved_only, changed, "", matches,
            )  # fmt: skip
        result, sent = _write(store, tools, asked, progress)
    _tell(result, sent, json_=json_)
    return EXIT_ACT if result is not None and result.left_out else 0


def _folder(out: Path | None) -> Path:
    if out is None:
        raise click.UsageError(_("Say with --out into which folder."))
    return out


def _write(
    store: Store, tools: Tools, asked: _Asked, progress: Progress
) -> tuple[ExportResult | None, tuple[ExchangeFile, ...]]:
    """Write the files for channels and people, then those for translators."""
    for_channels = [code for code in asked.formats if code not in CODES]
    sent = tuple(
        write_exchange(
            store, tools, where, asked.out, code,
            launch=asked.launch.name, matches=asked.matches, progress=progress,
        )
        for code in asked.formats
        if code in CODES
        for where in _places(tools, asked)
    )  # fmt: skip
    if not for_channels:
        return None, sent
    result = pipeline.export(
        store,
        tools,
        asked.out,
        launch=asked.launch.name,
        targets=asked.targets,
        formats=for_channels,
        by_target=asked.by_target,
        given=asked.given,
        approved_only=asked.approved_only,
        only_changed=asked.only_changed,
        preset=asked.preset,
        progress=progress,
    )
    return result, sent


def _places(tools: Tools, asked: _Asked) -> Sequence[Target | str]:
    """Return the targets that were named; else every language of the launch once."""
    named = targets_of(tools, asked.launch, asked.targets)
    return named or tuple(dict.fromkeys(one.locale for one in asked.launch.targets))


def _tell(result: ExportResult | None, sent: Sequence[ExchangeFile], *, json_: bool) -> None:
    if json_:
        whole = {} if result is None else tables.export_json(result)
        emit({**whole, "for_translators": [_exchange_json(one) for one in sent]} if sent else whole)
        return
    for one in sent:
        text = ngettext("{file}: {n} entry", "{file}: {n} entries", one.entries)
        click.echo(text.format(file=one.path, n=one.entries))
        if one.left_out:
            told = _("  Too long for a cell and left out: {n}")
            click.echo(told.format(n=len(one.left_out)))
    if result is not None:
        click.echo(tables.export_summary(result))


def _exchange_json(one: ExchangeFile) -> dict[str, Any]:
    return {
        "file": str(one.path),
        "format": one.format,
        "entries": one.entries,
        "left_out": list(one.left_out),
    }


def _given(chosen: Sequence[str], fill: Path | None) -> dict[str, str]:
    """Return the settings of formats as they were typed. Raises `click.UsageError`."""
    known = {setting.code: setting for one in REGISTRY for setting in one.settings}
    found = {} if fill is None else {"fill": str(fill)}
    for text in chosen:
        code, equals, value = text.partition("=")
        if not equals or code not in known:
            problem = _("{text} is no setting. Write CODE=VALUE with one of: {known}.")
            raise click.UsageError(problem.format(text=text, known=", ".join(sorted(known))))
        if not known[code].takes(value):
            answers = ", ".join(known[code].choices) or _("a whole number")
            problem = _("“{text}” is no answer for {code}; there are: {known}.")
            raise click.UsageError(problem.format(text=value, code=code, known=answers))
        found[code] = value
    return found


@click.command()
@workspace
@click.option("--limit", default=LISTED, metavar="N", help="How many, the newest first.")
@as_json
def exports(ws: Path, limit: int, *, json_: bool) -> int:
    """List what was exported: when, by whom, where, and what each target got."""
    with opened(ws) as store:
        found = export_records.recent(store.read(), limit)
    if json_:
        emit([tables.plain(one) for one in found])
        return 0
    for one in found:
        what = _("{at}  {by}  {launch}: {files} files, {rows} rows, {folder}")
        click.echo(
            what.format(
                at=one.at,
                by=one.by,
                launch=one.launch,
                files=one.files,
                rows=one.rows,
                folder=one.folder,
            )
        )
    if not found:
        click.echo(_("Nothing was exported from this workspace yet."))
    return 0


@click.command("export-presets")
@workspace
@as_json
def export_presets_(ws: Path, *, json_: bool) -> int:
    """List the presets of exports that the workspace keeps."""
    with opened(ws) as store:
        found = export_presets.all_presets(store.read())
    if json_:
        emit([tables.plain(one) for one in found])
        return 0
    for one in found:
        what = _("{name}: {formats}, {targets}")
        targets = ", ".join(one.targets) or _("all targets")
        click.echo(what.format(name=one.name, formats=", ".join(one.formats), targets=targets))
    return 0
