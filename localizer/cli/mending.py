"""Look a workspace over, mend it, save what is left of it; make and restore backups."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.catalog import launches
from localizer.cli.options import as_json, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.errors import InputError
from localizer.i18n import _, ngettext
from localizer.store.backup import Backup, back_up_daily, backups, restore
from localizer.store.conflicts import conflict_copies, conflict_words
from localizer.store.database import open_store
from localizer.store.repair import Health, Saved, examine, rebuild, salvage
from localizer.store.repair import mend as mend_rows

EXIT_ACT: Final = 1
#: So many faults are told; ``--json`` has more.
_TOLD: Final = 10


def look_over(ws: Path, *, mend: bool, salvage_to: Path | None, json_: bool) -> int:
    """Examine ``ws``, and mend or salvage it where that is wanted. Exit 1 while something is wrong."""
    if salvage_to is not None:
        return _salvage(ws, salvage_to, json_=json_)
    with progress_bar(_("Look over")) as progress:
        health = examine(ws, progress)
    removed = 0
    if mend and not health.faults:
        removed = mend_rows(ws)
        rebuild(ws)
        _check(ws)
        health = examine(ws)
    copies = conflict_copies(ws)
    if json_:
        emit({"ok": health.sound, "health": health, "removed": removed, "conflicts": copies})
    else:
        _tell(ws, health, removed)
        for copy in copies:
            say(conflict_words(ws, copy))
    return 0 if health.sound else EXIT_ACT


def _check(ws: Path) -> None:
    """Find anew what is wrong with the texts, prices and scripts of each launch."""
    tools = pipeline.load_tools()
    with open_store(ws) as store, progress_bar(_("Check")) as progress:
        for launch in launches.all_launches(store.read()):
            pipeline.check(store, tools, launch=launch.name, progress=progress)


def _tell(ws: Path, health: Health, removed: int) -> None:
    if removed:
        told = ngettext(
            "{n} row without its owner removed.", "{n} rows without owners removed.", removed
        )
        click.echo(told.format(n=removed))
    if health.sound:
        click.echo(_("Nothing is wrong with {file}.").format(file=ws))
        return
    for fault in (*health.faults, *health.orphans)[:_TOLD]:
        click.echo(f"✗ {fault}")
    if health.faults:
        say(
            _(
                "{file} is damaged. Restore a backup (localizer backup restore), or save what can be read: "
                "localizer doctor {file} --salvage NEW.localizer"
            ).format(file=ws)
        )
    else:
        say(
            _(
                "Rows have lost what they belong to. Remove them with: localizer doctor {file} --mend"
            ).format(file=ws)
        )


def _salvage(ws: Path, out: Path, *, json_: bool) -> int:
    if not ws.is_file():
        raise InputError(_("There is no workspace {file}.").format(file=ws))
    with progress_bar(_("Save")) as progress:
        saved = salvage(ws, out, progress)
    if json_:
        emit({"file": out, "tables": saved})
    else:
        _tell_saved(out, saved)
    return EXIT_ACT if any(one.lost for one in saved) else 0


def _tell_saved(out: Path, saved: tuple[Saved, ...]) -> None:
    rows = [(one.table, str(one.rows), str(one.lost)) for one in saved if one.rows or one.lost]
    click.echo(table((_("table"), _("saved"), _("lost")), rows))
    say(
        _("What could be read is in {file}. Check the launch there before you go on.").format(
            file=out
        )
    )


@click.group()
def backup() -> None:
    """Make, list and restore backups of a workspace."""


@backup.command("now")
@workspace
def now(ws: Path) -> None:
    """Copy the workspace WS where something changed since the last copy."""
    made = back_up_daily(ws, again=True) if ws.is_file() else None
    if not ws.is_file():
        raise InputError(_("There is no workspace {file}.").format(file=ws))
    click.echo(str(made) if made is not None else _("Nothing changed since the last backup."))


@backup.command("list")
@workspace
@as_json
def list_(ws: Path, *, json_: bool) -> None:
    """List the backups of the workspace WS, the newest first."""
    found = backups(ws)
    if json_:
        emit(
            [
                {"path": one.path, "at": one.at, "reason": one.reason, "size": one.size}
                for one in found
            ]
        )
        return
    rows = [
        (one.path.name, f"{one.at.astimezone():%Y-%m-%d %H:%M}", f"{one.size / 1e6:.1f}")
        for one in found
    ]
    click.echo(
        table((_("file"), _("made"), _("MB")), rows) if rows else _("There is no backup yet.")
    )


@backup.command("restore")
@workspace
@click.argument("name", required=False)
def restore_(ws: Path, name: str | None) -> None:
    """Put the newest backup of WS, or the one called NAME, in its place; what was there is kept."""
    chosen = _chosen(backups(ws), ws, name)
    before = restore(chosen.path, ws)
    click.echo(
        _("{file} is as it was on {day}.").format(
            file=ws, day=f"{chosen.at.astimezone():%Y-%m-%d %H:%M}"
        )
    )
    if before is not None:
        say(_("What was there before is kept as {file}.").format(file=before))


def _day(one: Backup) -> str:
    return f"{one.at.astimezone():%Y-%m-%d %H:%M}"


def _chosen(found: tuple[Backup, ...], ws: Path, name: str | None) -> Backup:
    wanted = [one for one in found if name is None or one.path.name == name]
    if not wanted:
        problem = _("There is no such backup of {file}. List them with: localizer backup list")
        raise InputError(problem.format(file=ws))
    return wanted[0]
