"""Filters of the review desk kept by name: what they narrow, whatever the target they are used on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

import msgspec

from localizer.catalog import preferences
from localizer.catalog.queue import QueueFilter
from localizer.model.launch import Target
from localizer.model.segment import Origin, State
from localizer.store.database import Reader, Step

#: Stands for whoever works now, in the place of an assignee's name.
ME: Final = "@me"
_PREFIX: Final = "review_filter:"


@dataclass(frozen=True, slots=True)
class QueueView:
    """What a queue is narrowed to; an empty field narrows nothing.

    ``days`` counts back from today, 0 is today alone. ``assignee`` may be `ME`; it is ``None`` for anybody.
    """

    state: State | None = None
    origin: Origin | None = None
    rule: str = ""
    days: int | None = None
    assignee: str | None = None
    flagged: bool = False
    source_changed: bool = False
    noted: bool = False
    locked: bool = False
    suggested: bool = False

    def of(self, target: Target, *, today: dt.datetime, person: str) -> QueueFilter:
        """Return the filter for ``target``; ``today`` is the person's midnight, with its zone."""
        since = ""
        if self.days is not None:
            since = (today - dt.timedelta(days=self.days)).astimezone(dt.UTC).isoformat()
        return QueueFilter(
            target,
            state=self.state,
            origin=self.origin,
            rule=self.rule,
            since=since,
            assignee=person if self.assignee == ME else self.assignee,
            flagged=self.flagged,
            source_changed=self.source_changed,
            noted=self.noted,
            locked=self.locked,
            suggested=self.suggested,
        )


def save(step: Step, name: str, view: QueueView) -> bool:
    """Keep ``view`` under ``name``; tell whether that changed anything."""
    return preferences.write(step, _PREFIX + name, msgspec.json.encode(view).decode())


def saved(reader: Reader) -> dict[str, QueueView]:
    """Return the kept filters by name, in the order they were first kept.

    One that a newer program wrote and this one cannot read is left out.
    """
    found = reader.rows(
        "SELECT key, value FROM preference WHERE substr(key, 1, ?) = ? ORDER BY id",
        (len(_PREFIX), _PREFIX),
    )
    kept: dict[str, QueueView] = {}
    for key, value in found:
        try:
            kept[key[len(_PREFIX) :]] = msgspec.json.decode(value, type=QueueView)
        except msgspec.DecodeError:
            continue
    return kept


def drop(step: Step, name: str) -> bool:
    """Forget the filter ``name``; tell whether there was one."""
    number = step.value("SELECT id FROM preference WHERE key = ?", (_PREFIX + name,))
    if number is None:
        return False
    step.write("DELETE FROM preference WHERE id = ?", (number,))
    return True
