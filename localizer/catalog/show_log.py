"""What happened in rehearsals and shows on air, written as it happens and no part of the history.

`Log` writes one run; the functions beside it read. Nothing undoes what was said, and a program that is
killed or a power cut loses nothing that `Log.append` returned from.
"""

from __future__ import annotations

import datetime as dt
from typing import Self

from localizer.model.launch import Target
from localizer.model.show import EventKind, RunKind, Show, ShowEvent, ShowRun
from localizer.store.database import Reader, Row, Store
from localizer.store.event_lane import EventLane


class Log:
    """The open log of one run. Close it, or use it as a context, before the workspace is closed."""

    def __init__(self, lane: EventLane, run_id: int) -> None:
        """Use `begin` instead."""
        self.run_id = run_id
        self._lane = lane

    def append(self, event: ShowEvent) -> None:
        """Write one event; when this returns, it is on the disk."""
        self._lane.write(
            "INSERT INTO show_event(run_id, after, kind, item_id, product_id, place, beat, note, units) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                self.run_id,
                float(event.after),
                event.kind.value,
                event.item_id,
                event.product_id,
                event.place,
                event.beat,
                event.note,
                event.units,
            ),
        )

    def end(self, after: float) -> None:
        """Note that the run was over ``after`` seconds from its start."""
        query = "UPDATE show_run SET ended_after = ? WHERE id = ?"
        self._lane.write(query, (float(after), self.run_id))

    def close(self) -> None:
        """Let the file go; a run that was not ended counts as broken off."""
        self._lane.close()

    def __enter__(self) -> Self:
        """Return the log itself."""
        return self

    def __exit__(self, *_exc: object) -> None:
        """Close it."""
        self.close()


def begin(store: Store, show: Show, kind: RunKind, started_at: dt.datetime) -> Log:
    """Start a run of ``show`` at ``started_at``, given with its zone, and return its log.

    Must not be called inside an open step, which would keep the log waiting.
    """
    if started_at.tzinfo is None:
        msg = f"{started_at} has no zone"
        raise ValueError(msg)
    target = show.target
    lane = EventLane(store.path, store.turns)
    try:
        number = lane.write(
            "INSERT INTO show_run(show_id, show_name, market, channel, locale, host_id, kind, started_at) "
            "VALUES(?, ?, ?, ?, ?, ?, ?, ?)",
            (
                show.id,
                show.name,
                target.market,
                target.channel,
                target.locale,
                show.host_id,
                kind.value,
                started_at.isoformat(),
            ),
        )
    except BaseException:
        lane.close()
        raise
    return Log(lane, number)


def remove(store: Store, run_id: int) -> None:
    """Remove a run with its events for good, as for a rehearsal that was none."""
    with store.derive() as step:
        step.write("DELETE FROM show_run WHERE id = ?", (run_id,))


def load(reader: Reader, run_id: int) -> ShowRun:
    """Return a run with its events in their order. Raises `LookupError` when there is none."""
    row = reader.one("SELECT * FROM show_run WHERE id = ?", (run_id,))
    if row is None:
        raise LookupError(f"no run {run_id}")
    query = "SELECT * FROM show_event WHERE run_id = ? ORDER BY after, id"
    return _run(row, tuple(_event(one) for one in reader.rows(query, (run_id,))))


def of_show(reader: Reader, show_id: int) -> tuple[ShowRun, ...]:
    """Return the runs of a show without their events, the newest first."""
    found = reader.rows("SELECT * FROM show_run WHERE show_id = ? ORDER BY id DESC", (show_id,))
    return tuple(_run(row) for row in found)


def of_host(reader: Reader, host_id: int, limit: int) -> tuple[ShowRun, ...]:
    """Return the newest ``limit`` runs of a host with their events, the newest first."""
    query = "SELECT id FROM show_run WHERE host_id = ? ORDER BY id DESC LIMIT ?"
    return tuple(load(reader, row["id"]) for row in reader.rows(query, (host_id, limit)))


def _run(row: Row, events: tuple[ShowEvent, ...] = ()) -> ShowRun:
    return ShowRun(
        id=row["id"],
        show_id=row["show_id"],
        kind=RunKind(row["kind"]),
        started_at=dt.datetime.fromisoformat(row["started_at"]),
        name=row["show_name"],
        target=Target(row["market"], row["channel"], row["locale"]),
        host_id=row["host_id"],
        ended_after=row["ended_after"],
        events=events,
    )


def _event(row: Row) -> ShowEvent:
    return ShowEvent(
        after=row["after"],
        kind=EventKind(row["kind"]),
        item_id=row["item_id"],
        product_id=row["product_id"],
        place=row["place"],
        beat=row["beat"],
        note=row["note"],
        units=row["units"],
    )
