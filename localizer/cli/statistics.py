"""``localizer statistics``: words by state, by person, by day, as a table, CSV or JSON."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from localizer.catalog import launches
from localizer.catalog.statistics import words_by_state
from localizer.catalog.work_done import WorkDone, work_done
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.cli.tables import parse_date
from localizer.export.show.names import STATES
from localizer.i18n import N_, _
from localizer.jobs import Progress
from localizer.model.launch import Launch
from localizer.model.segment import State
from localizer.pipeline.statistics_sheet import (
    HEADS,
    By,
    Row,
    csv_text,
    day_rows,
    person_rows,
    state_rows,
    write_csv,
)
from localizer.pipeline.tools import load_tools
from localizer.store.database import Reader

STDOUT: Final = "-"
#: How the columns are called in a table for people.
_NAMES: Final = {
    "target": N_("target"),
    "locale": N_("language"),
    "state": N_("state"),
    "texts": N_("texts"),
    "words": N_("words"),
    "person": N_("person"),
    "day": N_("day"),
    "written_texts": N_("texts written"),
    "written_words": N_("words written"),
    "approved_texts": N_("texts approved"),
    "approved_words": N_("words approved"),
    "sent_back_texts": N_("texts sent back"),
    "sent_back_words": N_("words sent back"),
}


@click.command("statistics")
@workspace
@launch_name
@click.option("--all", "all_", is_flag=True, help="The whole workspace, whatever launch.")
@click.option(
    "--by", type=click.Choice([one.value for one in By]), default=By.STATE.value, show_default=True
)
@click.option("--from", "first", metavar="YYYY-MM-DD", help="First day of what people did.")
@click.option("--to", "last", metavar="YYYY-MM-DD", help="Last day of what people did.")
@click.option("--csv", "csv_", metavar="FILE|-", help="Write CSV; - to the standard output.")
@click.option(
    "--bom/--no-bom", "mark", default=True, help="Byte-order mark of the FILE, which Excel needs."
)
@as_json
def statistics(
    ws: Path,
    launch: str | None,
    all_: bool,
    by: str,
    csv_: str | None,
    mark: bool,
    *,
    json_: bool,
    **days: str | None,
) -> int:
    """Show how many texts and words are in which state, and who did how much on which day.

    Words are those of the sources: a Chinese character or Japanese syllable is one. Of the newest launch;
    of the whole workspace where there is none.
    """
    if json_ and csv_ is not None:
        raise click.UsageError(_("Say --csv or --json, not both."))
    if all_ and launch is not None:
        raise click.UsageError(_("Say --launch or --all, not both."))
    first, last = (
        None if one is None else parse_date(one) for one in (days["first"], days["last"])
    )
    view = By(by)
    if view is By.STATE and (first or last):
        raise click.UsageError(_("--from and --to go with --by person or --by day."))
    with opened(ws) as store, progress_bar(_("Statistics")) as progress:
        reader = store.read()
        found = None if all_ else _launch(reader, launch)
        rows, done = _rows(reader, found, view, (first, last), progress)
    if json_:
        emit({"launch": found and found.name, "by": by, "known_since": done and done.since,
              "rows": [dict(zip(HEADS[view], row, strict=True)) for row in rows]})  # fmt: skip
    elif csv_ == STDOUT:
        click.echo(csv_text(view, rows), nl=False)
    elif csv_ is not None:
        write_csv(Path(csv_), view, rows, mark=mark)
        say(_("Written: {file}").format(file=csv_))
    else:
        click.echo(_table(view, rows))
    if done is not None and not json_:
        _tell(done, first)
    return 0


def _launch(reader: Reader, name: str | None) -> Launch | None:
    """Return the launch ``name``, without one the newest, or ``None`` where there is none at all."""
    if name is None and not launches.all_launches(reader):
        return None
    return launches.find(reader, name)


def _rows(
    reader: Reader,
    launch: Launch | None,
    by: By,
    span: Sequence[dt.date | None],
    progress: Progress,
) -> tuple[tuple[Row, ...], WorkDone | None]:
    if by is By.STATE:
        label = load_tools().packs.label
        return state_rows(words_by_state(reader, launch, progress), label), None
    done = work_done(reader, launch, first=span[0], last=span[1], progress=progress)
    return (person_rows if by is By.PERSON else day_rows)(done), done


def _table(by: By, rows: Sequence[Row]) -> str:
    if not rows:
        return _("There is nothing to count yet.")
    names = HEADS[by]
    cells = [[_cell(*pair) for pair in zip(names, row, strict=True)] for row in rows]
    return table([_(_NAMES[name]) for name in names], cells)


def _cell(name: str, value: str | int) -> str:
    if name == "state":
        return _(STATES[State(str(value))])
    return str(value) or (_("(no name)") if name == "person" else "–")


def _tell(done: WorkDone, first: dt.date | None) -> None:
    """Say from which day on the history knows everything."""
    if done.since is None or (first is not None and first > done.since):
        return
    say(_("The history of this workspace begins on {day}.").format(day=done.since.isoformat()))
    if done.earlier:
        say(_("Of the days before, each text tells only who touched it last."))
