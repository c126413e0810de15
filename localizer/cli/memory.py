"""The translation memory on the command line: TMX in and out, look-ups, attached memories."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO, Final

import click
import msgspec

from localizer.catalog.memory_browse import attached
from localizer.cli import tables
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.errors import InputError
from localizer.i18n import _, ngettext
from localizer.pipeline import memory_edits
from localizer.pipeline.matching import matches_of
from localizer.pipeline.memory import MemoryImport, export_memory, import_memory
from localizer.translate.matches import Match, Matches, Wanted
from localizer.translate.tmx import canonical_locale

EXIT_ACT: Final = 1
#: So many units that were passed over are told; `--json` has more of them.
_TOLD: Final = 20
#: A longer line is no text to translate.
_MAX_LINE: Final = 200_000
_MOST: Final = 20


@click.group()
def memory() -> None:
    """Bring translations in and out as TMX, look texts up, attach memories of other workspaces."""


@memory.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--into", "ws", type=click.Path(path_type=Path), required=True, help="Workspace.")
@click.option("--source", default="", metavar="zh-CN", help="Language of the source, if not said.")
@as_json
def memory_import(file: Path, ws: Path, *, source: str, json_: bool) -> int:
    """Take over the translations of a TMX FILE; a newer text for a known source replaces it."""
    is_new, locale = not ws.exists(), canonical_locale(source) if source else None
    report = None
    try:
        with opened(ws, new=True) as store, progress_bar(_("Memory")) as progress:
            report = import_memory(store, file, source_locale=locale, progress=progress)
    finally:
        if is_new and (report is None or not report.read):
            tables.remove_workspace(ws)
    if json_:
        emit(report)
    else:
        _tell(report)
    return EXIT_ACT if not report.read else 0


def _tell(report: MemoryImport) -> None:
    told = _("{read} pairs read: {new} new, {changed} changed, {known} known.")
    click.echo(
        told.format(read=report.read, new=report.new, changed=report.changed, known=report.known)
    )
    for number, reason in report.skipped[:_TOLD]:
        say(_("Unit {n} was passed over: {reason}").format(n=number, reason=reason))
    rest = report.passed - min(len(report.skipped), _TOLD)
    if rest > 0:
        say(
            ngettext(
                "{n} more unit was passed over.", "{n} more units were passed over.", rest
            ).format(n=rest)
        )


@memory.command("export")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--from", "ws", type=click.Path(path_type=Path), required=True, help="Workspace.")
@as_json
def memory_export(file: Path, ws: Path, *, json_: bool) -> int:
    """Write the memory of a workspace into FILE as TMX 1.4."""
    with opened(ws) as store, progress_bar(_("Memory")) as progress:
        count = export_memory(store.read(), file, progress=progress)
    if json_:
        emit({"file": str(file), "pairs": count})
        return 0
    text = ngettext("{n} pair written to {file}.", "{n} pairs written to {file}.", count)
    click.echo(text.format(n=count, file=file))
    return 0


@memory.command("lookup")
@workspace
@click.option(
    "--request",
    "request",
    required=True,
    metavar="FILE|-",
    help="JSON Lines of requests; - reads them from the standard input.",
)
def memory_lookup(ws: Path, *, request: str) -> int:
    """Look texts up: a line {id, source, source_locale, target_locale, minimum} each.

    One line {id, matches: [{source, target, score, origin}]} each comes back, or {id, error}; exit 1 if any
    line could not be read.
    """
    failed = False
    with opened(ws) as store, matches_of(store.read()) as matches:
        for sentence in matches.unread:
            say(str(sentence))
        try:
            with click.open_file(request, "rb") as stream:
                for answer in _answers(stream, matches):
                    failed |= "error" in answer
                    click.echo(msgspec.json.encode(answer))
        except OSError as error:
            message = _("{file} cannot be read: {reason}").format(
                file=request, reason=error.strerror
            )
            raise InputError(message) from error
    return EXIT_ACT if failed else 0


class _Request(msgspec.Struct):
    """One line of a request."""

    source: str
    source_locale: str
    target_locale: str
    id: str | int | None = None
    minimum: int = 75
    field: str = ""
    limit: int = 5


def _answers(lines: IO[bytes], matches: Matches) -> Iterator[dict[str, object]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            asked = msgspec.json.decode(line[:_MAX_LINE], type=_Request)
        except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
            problem = _("Line {n} cannot be read: {reason}").format(n=number, reason=error)
            yield {"id": None, "line": number, "error": problem}
            continue
        yield {"id": asked.id, "matches": [_plain(one) for one in matches.find(_wanted(asked))]}


def _wanted(asked: _Request) -> Wanted:
    return Wanted(
        asked.source,
        canonical_locale(asked.source_locale),
        canonical_locale(asked.target_locale),
        asked.field,
        minimum=max(1, asked.minimum),
        limit=max(1, min(asked.limit, _MOST)),
    )


def _plain(match: Match) -> dict[str, object]:
    plain: dict[str, object] = {
        "source": match.unit.source,
        "target": match.text,
        "score": match.score,
        "origin": match.origin.value,
        "by": match.unit.created_by,
        "at": match.unit.created_at,
    }
    if match.repairs:
        plain["repaired"] = [[one.old, one.new] for one in match.repairs]
    if match.differences:
        plain["differs"] = [[one.old, one.new] for one in match.differences]
    if match.memory:
        plain["memory"] = match.memory
    return plain


@memory.command("attach")
@workspace
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--penalty",
    type=click.IntRange(0, memory_edits.MOST_PENALTY),
    default=0,
    help="Points off its matches.",
)
def memory_attach(ws: Path, file: Path, *, penalty: int) -> int:
    """Look into the memory of another workspace FILE too; it is only ever read."""
    with opened(ws) as store:
        memory_edits.attach(store, file, penalty)
    click.echo(_("{file} is looked into from now on.").format(file=file.name))
    return 0


@memory.command("detach")
@workspace
@click.argument("file", type=click.Path(path_type=Path))
def memory_detach(ws: Path, file: Path) -> int:
    """Look into the memory FILE no more."""
    with opened(ws) as store:
        whole = file.resolve()
        found = next((one for one in attached(store.read()) if one.path == whole), None)
        if found is None:
            raise InputError(_("The memory {file} is not attached.").format(file=file))
        memory_edits.detach(store, found.id)
    click.echo(_("{file} is not looked into any more.").format(file=file.name))
    return 0


@memory.command("attached")
@workspace
@as_json
def memory_attached(ws: Path, *, json_: bool) -> int:
    """Show the memories a workspace looks into beside its own."""
    with opened(ws) as store:
        found = attached(store.read())
    if json_:
        emit([{"file": str(one.path), "penalty": one.penalty} for one in found])
    elif not found:
        click.echo(_("No other memory is attached."))
    else:
        click.echo(
            table([_("file"), _("penalty")], [[str(one.path), str(one.penalty)] for one in found])
        )
    return 0
