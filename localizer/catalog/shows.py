"""Shows and their rundowns: made, copied, changed item by item, frozen and thawed.

Every function that writes is part of the step it is given, so that each change can be undone. The positions
of a rundown are 0, 1, 2 … without a gap.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from localizer.catalog import rows
from localizer.catalog.json_text import decode, encode
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.launch import Target
from localizer.model.show import Frozen, ItemKind, Show, ShowItem
from localizer.store.database import Reader, Row, Step

#: A show is no longer than two days: more is a typing mistake, and minutes taken for seconds.
MOST_SECONDS: Final = 48 * 3600


@dataclass(frozen=True, slots=True)
class ShowInfo:
    """One line of the list of shows."""

    id: int
    name: str
    target: Target
    starts_at: dt.datetime
    seconds: int
    items: int
    frozen: bool


def create(
    step: Step,
    name: str,
    target: Target,
    starts_at: dt.datetime,
    seconds: int,
    items: Sequence[ShowItem] = (),
    *,
    host_id: int | None = None,
) -> int:
    """Make a show; return its id. ``starts_at`` needs a zone. The ids of ``items`` do not count.

    Raises `InputError` for a name that is empty or taken, and a length that is none.
    """
    record = {
        # A number that a log refers to is not given again: the log of a show outlives it.
        "id": _free_id(step, "show", "show_run", "show_id"),
        "name": _free_name(step, name),
        "market": target.market,
        "channel": target.channel,
        "locale": target.locale,
        "starts_at": _moment(starts_at),
        "seconds": _length(seconds),
        "host_id": host_id,
    }
    number = rows.insert(step, "show", record)
    for position, item in enumerate(items):
        _insert(step, number, position, item)
    return number


def rename(step: Step, show_id: int, name: str) -> None:
    """Give a show another name. Raises `InputError` for one that is empty or taken."""
    row = _row(step, show_id)
    if name.strip() != row["name"]:
        rows.update(step, "show", show_id, {"name": _free_name(step, name)})


def remove(step: Step, show_id: int) -> None:
    """Remove a show with its rundown; what was logged of it stays."""
    step.write("DELETE FROM show WHERE id = ?", (_row(step, show_id)["id"],))


def copy(step: Step, show_id: int, name: str) -> int:
    """Make a show like another, with the prices of now; return its id."""
    old = load(step, show_id)
    return create(
        step, name, old.target, old.starts_at, old.seconds, old.items, host_id=old.host_id
    )


def set_start(step: Step, show_id: int, starts_at: dt.datetime) -> None:
    """Let a show start at another moment, given with its zone."""
    record = {"starts_at": _moment(starts_at)}
    rows.update_if_different(step, "show", _row(step, show_id), record)


def set_seconds(step: Step, show_id: int, seconds: int) -> None:
    """Set the time there is for a show."""
    record = {"seconds": _length(seconds)}
    rows.update_if_different(step, "show", _row(step, show_id), record)


def set_host(step: Step, show_id: int, host_id: int | None) -> None:
    """Say who hosts a show, ``None`` for nobody in particular."""
    rows.update_if_different(step, "show", _row(step, show_id), {"host_id": host_id})


def freeze(step: Step, show_id: int, frozen: Frozen) -> None:
    """Pin the values of tokens for a show."""
    values = {
        "values": {number: dict(pairs) for number, pairs in frozen.values.items()},
        "spoken": {number: dict(pairs) for number, pairs in frozen.spoken.items()},
        "rates": dict(frozen.rates),
    }
    record = {"frozen": encode(values), "frozen_at": _moment(frozen.at)}
    rows.update_if_different(step, "show", _row(step, show_id), record)


def thaw(step: Step, show_id: int) -> None:
    """Let a show follow the prices again."""
    record = {"frozen": "", "frozen_at": ""}
    rows.update_if_different(step, "show", _row(step, show_id), record)


def add_item(step: Step, show_id: int, item: ShowItem, at: int | None = None) -> int:
    """Put ``item`` before the item at position ``at``, at the end without; return its id."""
    row = _row(step, show_id)
    order = _order(step, row["id"])
    place = len(order) if at is None else min(max(at, 0), len(order))
    number = _insert(step, show_id, len(order), item)
    _arrange(step, [*order[:place], number, *order[place:]])
    return number


def remove_item(step: Step, item_id: int) -> None:
    """Take an item out of its rundown."""
    row = _item_row(step, item_id)
    step.write("DELETE FROM show_item WHERE id = ?", (item_id,))
    _arrange(step, _order(step, row["show_id"]))


def move_item(step: Step, item_id: int, to: int) -> None:
    """Move an item so that it stands at position ``to``, counted from 0 without it."""
    row = _item_row(step, item_id)
    order = [number for number in _order(step, row["show_id"]) if number != item_id]
    order.insert(min(max(to, 0), len(order)), item_id)
    _arrange(step, order)


def step_item(step: Step, item_id: int, by: int) -> None:
    """Move an item ``by`` places on, or back where that is negative, as far as there are places."""
    order = _order(step, _item_row(step, item_id)["show_id"])
    to = min(max(order.index(item_id) + by, 0), len(order) - 1)
    move_item(step, item_id, to)


def set_item(step: Step, item: ShowItem) -> None:
    """Write what an item is; its place stays."""
    rows.update_if_different(step, "show_item", _item_row(step, item.id), _item_record(item))


def find(reader: Reader, name: str) -> Show:
    """Return the show ``name``. Raises `InputError` when there is none."""
    row = reader.one("SELECT * FROM show WHERE name = ?", (name.strip(),))
    if row is None:
        known = ", ".join(one.name for one in all_shows(reader)) or "–"
        problem = _("There is no show named “{name}”. There are: {known}.")
        raise InputError(problem.format(name=name, known=known))
    return _show(reader, row)


def load(reader: Reader, show_id: int) -> Show:
    """Return one show. Raises `LookupError` when it is gone."""
    return _show(reader, _row(reader, show_id))


def load_item(reader: Reader, item_id: int) -> ShowItem:
    """Return one item. Raises `LookupError` when it is gone."""
    return _item(_item_row(reader, item_id))


def all_shows(reader: Reader) -> tuple[ShowInfo, ...]:
    """Return every show, the newest first."""
    found = reader.rows(
        "SELECT s.*, (SELECT count(*) FROM show_item i WHERE i.show_id = s.id) AS items "
        "FROM show s ORDER BY s.id DESC"
    )
    return tuple(
        ShowInfo(
            row["id"],
            row["name"],
            _target(row),
            dt.datetime.fromisoformat(row["starts_at"]),
            row["seconds"],
            row["items"],
            bool(row["frozen_at"]),
        )
        for row in found
    )


def _free_name(step: Step, name: str) -> str:
    clean = name.strip()
    if not clean:
        raise InputError(_("Give the show a name."))
    if step.one("SELECT 1 FROM show WHERE name = ?", (clean,)) is not None:
        problem = _("There is already a show named “{name}”. Choose another name.")
        raise InputError(problem.format(name=clean))
    return clean


def _free_id(step: Step, table: str, log: str, column: str) -> int:
    """Return a number that neither ``table`` nor a ``log`` of what was there knows."""
    queries = (f"SELECT max(id) FROM {table}", f"SELECT max({column}) FROM {log}")  # noqa: S608
    return 1 + max(int(step.value(query) or 0) for query in queries)


def _moment(moment: dt.datetime) -> str:
    if moment.tzinfo is None:
        msg = f"{moment} has no zone"
        raise ValueError(msg)
    return moment.isoformat()


def _length(seconds: int) -> int:
    if not 0 < seconds <= MOST_SECONDS:
        raise InputError(_("A show lasts from one second to two days."))
    return seconds


def _row(reader: Reader, show_id: int) -> Row:
    row = reader.one("SELECT * FROM show WHERE id = ?", (show_id,))
    if row is None:
        raise LookupError(f"no show {show_id}")
    return row


def _item_row(reader: Reader, item_id: int) -> Row:
    row = reader.one("SELECT * FROM show_item WHERE id = ?", (item_id,))
    if row is None:
        raise LookupError(f"no item {item_id}")
    return row


def _order(reader: Reader, show_id: int) -> list[int]:
    query = "SELECT id FROM show_item WHERE show_id = ? ORDER BY position, id"
    return [row["id"] for row in reader.rows(query, (show_id,))]


def _arrange(step: Step, order: Sequence[int]) -> None:
    """Number the items in ``order``; those that stand right already are not written."""
    step.write_many(
        "UPDATE show_item SET position = ? WHERE id = ? AND position <> ?",
        [(position, number, position) for position, number in enumerate(order)],
    )


def _insert(step: Step, show_id: int, position: int, item: ShowItem) -> int:
    number = _free_id(step, "show_item", "show_event", "item_id")
    place = {"id": number, "show_id": show_id, "position": position}
    return rows.insert(step, "show_item", {**place, **_item_record(item)})


def _item_record(item: ShowItem) -> Mapping[str, Any]:
    if (item.kind is ItemKind.SCRIPT) != (item.product_id is not None):
        msg = f"a script is of a product, a break is not: {item}"
        raise ValueError(msg)
    if (item.seconds or 0) < 0 or (item.hard_start or 0) < 0:
        raise InputError(_("Times of a rundown count from the start of the show."))
    return {
        "kind": item.kind.value,
        "product_id": item.product_id,
        "style": item.style,
        "label": item.label,
        "title": item.title.strip(),
        "seconds": None if item.seconds is None else float(item.seconds),
        "hard_start": item.hard_start,
        "note": item.note.strip(),
    }


def _show(reader: Reader, row: Row) -> Show:
    query = "SELECT * FROM show_item WHERE show_id = ? ORDER BY position, id"
    show = Show(
        id=row["id"],
        name=row["name"],
        target=_target(row),
        starts_at=dt.datetime.fromisoformat(row["starts_at"]),
        seconds=row["seconds"],
        items=tuple(_item(one) for one in reader.rows(query, (row["id"],))),
        host_id=row["host_id"],
    )
    return replace(show, frozen=_frozen(row)) if row["frozen_at"] else show


def _target(row: Row) -> Target:
    return Target(row["market"], row["channel"], row["locale"])


def _item(row: Row) -> ShowItem:
    return ShowItem(
        id=row["id"],
        kind=ItemKind(row["kind"]),
        product_id=row["product_id"],
        style=row["style"],
        label=row["label"],
        title=row["title"],
        seconds=row["seconds"],
        hard_start=row["hard_start"],
        note=row["note"],
    )


def _frozen(row: Row) -> Frozen:
    kept = decode(row["frozen"])
    return Frozen(
        at=dt.datetime.fromisoformat(row["frozen_at"]),
        values={int(number): pairs for number, pairs in kept["values"].items()},
        spoken={int(number): pairs for number, pairs in kept["spoken"].items()},
        rates={pair: dt.date.fromisoformat(day) for pair, day in kept["rates"].items()},
    )
