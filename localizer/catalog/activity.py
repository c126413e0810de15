"""What people did, step by step: of a launch or of the whole workspace, newest first, by page."""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.catalog.launch_changes import OF_LAUNCH, launch_values
from localizer.i18n import _
from localizer.model.launch import Launch
from localizer.store.database import Reader


class Kind(StrEnum):
    """What a step changed; it may be several of them."""

    TEXTS = "texts"
    PRICES = "prices"
    SCRIPTS = "scripts"
    SHOWS = "shows"
    PRODUCTS = "products"
    TERMS = "terms"
    DECISIONS = "decisions"
    LAUNCHES = "launches"


#: The recorded tables of each kind; what the shop prefers is of none.
TABLES: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.TEXTS: ("translation", "translation_body", "note", "assignment", "suggestion"),
    Kind.PRICES: (
        "price", "price_body", "price_terms", "fixed_price", "price_rule", "price_record",
        "catalog_basis", "variant_basis", "rate_series", "manual_rate", "rate_spread", "promotion",
        "promotion_product",
    ),
    Kind.SCRIPTS: ("script", "script_body", "answer"),
    Kind.SHOWS: ("show", "show_item", "host"),
    Kind.PRODUCTS: (
        "catalog", "product", "product_body", "variant", "evidence", "offer", "segment",
        "segment_body", "import_run", "column_map",
    ),
    Kind.TERMS: ("memory", "attached_memory", "own_concept", "own_term", "term_proposal"),
    Kind.DECISIONS: ("overrule", "launch_severity", "doubt"),
    Kind.LAUNCHES: ("launch", "launch_target", "launch_product", "export_preset"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which steps: of a person, of the days ``first`` to ``last``, of a kind, of a launch; ``None`` is any.

    Days are those of ``zone``, of this machine where that is ``None``.
    """

    launch: Launch | None = None
    person: str | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    kind: Kind | None = None
    zone: dt.tzinfo | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One step: when (ISO 8601, UTC), by whom, what in the program's language, how many rows it changed."""

    id: int
    at: str
    by: str
    label: str
    rows: int
    undone: bool


def midnight(day: dt.date, zone: dt.tzinfo | None = None) -> dt.datetime:
    """Return the moment (UTC) at which ``day`` begins in ``zone``, on this machine without one."""
    # Without a zone ``astimezone`` asks the system for the one that holds on that very day.
    return dt.datetime.combine(day, dt.time(), tzinfo=zone).astimezone(dt.UTC)


def as_stored(moment: dt.datetime) -> str:
    """Return a moment as the history writes it, so that both compare as texts."""
    return moment.astimezone(dt.UTC).isoformat(timespec="milliseconds")


def step_ids(
    reader: Reader, wanted: Wanted, *, before: int | None = None, limit: int | None = None
) -> array[int]:
    """Return the ids of the steps wanted, newest first: at most ``limit``, those below ``before``."""
    where, values = _conditions(reader, wanted)
    if before is not None:
        where.append("s.id < :before")
    query = (
        f"SELECT s.id FROM step s WHERE {' AND '.join(where) or '1'} "  # noqa: S608 - our own
        "ORDER BY s.id DESC LIMIT :limit"
    )
    values |= {"before": before, "limit": -1 if limit is None else limit}
    return array("q", (row[0] for row in reader.tuples(query, values)))


def _conditions(reader: Reader, wanted: Wanted) -> tuple[list[str], dict[str, object]]:
    where: list[str] = []
    values: dict[str, object] = {}
    if wanted.person is not None:
        where.append("s.by = :person")
        values["person"] = wanted.person
    if wanted.first is not None:
        where.append("s.at >= :start")
        values["start"] = as_stored(midnight(wanted.first, wanted.zone))
    if wanted.last is not None:
        where.append("s.at < :end")
        values["end"] = as_stored(midnight(wanted.last + dt.timedelta(1), wanted.zone))
    about = []
    if wanted.kind is not None:
        about.append("c.tbl IN (SELECT value FROM json_each(:tables))")
        values["tables"] = encode(list(TABLES[wanted.kind]))
    if wanted.launch is not None:
        about.append(f"({OF_LAUNCH})")
        values |= launch_values(reader, wanted.launch)
    if about:  # one change that is both: a step may do something else for another launch
        where.append(
            "EXISTS (SELECT 1 FROM change c "  # noqa: S608 - our own names
            f"WHERE c.step = s.id AND {' AND '.join(about)})"
        )
    return where, values


#: Rows inserted together are one change; the index of such changes holds nothing else.
_ROWS: Final = f"""
SELECT step, sum(n) AS n FROM (
  SELECT step, count(*) AS n FROM change WHERE step {IDS} GROUP BY step
  UNION ALL SELECT step, json_extract(before, '$.last') - row AS n
  FROM change INDEXED BY change_range WHERE op = 'R' AND step {IDS}) GROUP BY step
"""  # noqa: S608 - our own names


def activities(reader: Reader, ids: Sequence[int]) -> dict[int, Activity]:
    """Return the steps ``ids`` (one page) by id; those that are gone are missing."""
    values = listed(ids)
    rows = dict(reader.tuples(_ROWS, values))
    found = reader.rows(f"SELECT * FROM step WHERE id {IDS}", values)  # noqa: S608 - our own
    return {
        row["id"]: Activity(
            row["id"],
            row["at"],
            row["by"],
            _(row["label"]).format(**decode(row["args"])),
            rows.get(row["id"], 0),
            bool(row["undone"]),
        )
        for row in found
    }


def people(reader: Reader) -> tuple[str, ...]:
    """Return who has a step in the history, by name; somebody without one is ``""``."""
    return tuple(row["by"] for row in reader.rows("SELECT DISTINCT by FROM step ORDER BY by"))


def first_moment(reader: Reader) -> str | None:
    """Return the moment of the oldest step that is still known (ISO 8601, UTC), ``None`` where none is."""
    found = reader.value("SELECT at FROM step ORDER BY id LIMIT 1")
    return None if found is None else str(found)
