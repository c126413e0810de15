"""Scripts by product × target × style × label, with the lines a person may have edited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

import msgspec

from localizer.catalog import overrules, rows
from localizer.catalog.json_text import IDS, encode, listed
from localizer.model.finding import Subject
from localizer.model.launch import Target
from localizer.model.script import BeatPlan, Script, ScriptLine
from localizer.model.segment import State
from localizer.store.database import Reader, Row, Step

_JOIN = (
    "SELECT s.*, b.unit, b.rate_per_min, b.beats, b.lines, b.voice, b.pacing "
    "FROM script s JOIN script_body b ON b.id = s.id"
)

_BEATS: Final = msgspec.json.Decoder(tuple[BeatPlan, ...])
_LINES: Final = msgspec.json.Decoder(tuple[ScriptLine, ...])


@dataclass(frozen=True, slots=True)
class StoredScript:
    """One script as stored. ``edited`` scripts are never rewritten by a draft."""

    id: int
    product_id: int
    target: Target
    label: str
    state: State
    edited: bool
    input_hash: str
    script: Script

    @property
    def spoken_seconds(self) -> float:
        """Return how long the lines take at the script's rate."""
        return sum(line.seconds for line in self.script.lines)

    @property
    def planned_seconds(self) -> float:
        """Return how long the beats should take."""
        return sum(plan.seconds for plan in self.script.beats)


def find(
    reader: Reader, product_id: int, target: Target, style: str, label: str = "A"
) -> StoredScript | None:
    """Return the script of a product for a target, or ``None``."""
    row = reader.one(
        f"{_JOIN} WHERE s.product_id = ? AND s.market = ? AND s.channel = ? AND s.locale = ? "
        "AND s.style = ? AND s.label = ?",
        (product_id, target.market, target.channel, target.locale, style, label),
    )
    return None if row is None else _script(row)


def of_product(reader: Reader, product_id: int, target: Target) -> tuple[StoredScript, ...]:
    """Return every script of one product for a target."""
    return of_products(reader, [product_id], target).get(product_id, ())


def of_products(
    reader: Reader, product_ids: Sequence[int], target: Target
) -> dict[int, tuple[StoredScript, ...]]:
    """Return every script for a target of each product that has any."""
    found = reader.rows(
        f"{_JOIN} WHERE s.product_id {IDS} AND s.market = :market AND s.channel = :channel "
        "AND s.locale = :locale ORDER BY s.id",
        {
            **listed(product_ids),
            "market": target.market,
            "channel": target.channel,
            "locale": target.locale,
        },
    )
    made: dict[int, tuple[StoredScript, ...]] = {}
    for row in found:
        number = row["product_id"]
        made[number] = (*made.get(number, ()), _script(row))
    return made


def count_by_product(reader: Reader, target: Target) -> dict[int, int]:
    """Return how many scripts each product has for a target."""
    found = reader.rows(
        "SELECT product_id, count(*) AS n FROM script WHERE market = ? AND channel = ? "
        "AND locale = ? GROUP BY product_id",
        (target.market, target.channel, target.locale),
    )
    return {row["product_id"]: row["n"] for row in found}


def of_target(reader: Reader, target: Target) -> tuple[StoredScript, ...]:
    """Return every script of a target, in catalog order."""
    found = reader.rows(
        f"{_JOIN} JOIN product p ON p.id = s.product_id "
        "WHERE s.market = ? AND s.channel = ? AND s.locale = ? ORDER BY p.catalog_id, p.position, s.id",
        (target.market, target.channel, target.locale),
    )
    return tuple(_script(row) for row in found)


def beside(
    reader: Reader, target: Target, products: Sequence[int], most: int
) -> tuple[StoredScript, ...]:
    """Return the newest scripts of a target that are not of ``products``, at ``most`` so many."""
    found = reader.rows(
        f"{_JOIN} WHERE s.market = :market AND s.channel = :channel AND s.locale = :locale "
        f"AND NOT s.product_id {IDS} ORDER BY s.id DESC LIMIT :most",
        {
            "market": target.market,
            "channel": target.channel,
            "locale": target.locale,
            "most": most,
            **listed(products),
        },
    )
    return tuple(_script(row) for row in found)


def load(reader: Reader, script_id: int) -> StoredScript:
    """Return one script. Raises `LookupError` when it is gone."""
    row = reader.one(f"{_JOIN} WHERE s.id = ?", (script_id,))
    if row is None:
        raise LookupError(f"no script {script_id}")
    return _script(row)


def save(step: Step, stored: StoredScript) -> int:
    """Write ``stored`` as a new row (id 0) or over its row; return the row id."""
    record = dict(zip(_ROW, _cells(stored), strict=True))
    body = dict(zip(_BODY, _body_cells(stored.script), strict=True))
    if not stored.id:
        number = rows.insert(step, "script", record)
        rows.insert(step, "script_body", {"id": number, **body})
        return number
    before = load(step, stored.id)
    for table, values in (("script", record), ("script_body", body)):
        row = step.one(f"SELECT * FROM {table} WHERE id = ?", (stored.id,))  # noqa: S608 - ours
        if row is not None:
            rows.update_if_different(step, table, row, values)
    if _wording(before.script) != _wording(stored.script):
        overrules.forget(step, Subject.SCRIPT, stored.id)
    return stored.id


_ROW: Final = (
    "product_id", "market", "channel", "locale", "style", "label", "state", "seconds", "planned",
    "edited", "input_hash",
)  # fmt: skip
_BODY: Final = ("unit", "rate_per_min", "beats", "lines", "voice", "pacing")


def _cells(stored: StoredScript) -> tuple[int | float | str, ...]:
    return (
        stored.product_id,
        stored.target.market,
        stored.target.channel,
        stored.target.locale,
        stored.script.style,
        stored.label,
        stored.state.value,
        round(stored.spoken_seconds, 1),
        stored.planned_seconds,
        int(stored.edited),
        stored.input_hash,
    )


def _body_cells(script: Script) -> tuple[int | str, ...]:
    return (
        script.unit,
        script.rate_per_min,
        encode(script.beats),
        encode(script.lines),
        script.voice,
        script.pacing,
    )


def insert_many(step: Step, fresh: Sequence[StoredScript]) -> None:
    """Write scripts that have no row yet, all at once; undo takes them back as quickly."""
    first = 1 + int(step.value("SELECT max(id) FROM script") or 0)
    step.insert_many(
        "script", ("id", *_ROW), [(number, *_cells(one)) for number, one in enumerate(fresh, first)]
    )
    bodies = [(number, *_body_cells(one.script)) for number, one in enumerate(fresh, first)]
    step.insert_many("script_body", ("id", *_BODY), bodies)


def with_any(reader: Reader, product_ids: Iterable[int]) -> frozenset[int]:
    """Return those of ``product_ids`` that have scripts, for whatever target."""
    query = f"SELECT DISTINCT product_id FROM script WHERE product_id {IDS}"  # noqa: S608 - ours
    return frozenset(one for (one,) in reader.tuples(query, listed(tuple(product_ids))))


def _wording(script: Script) -> list[tuple[object, ...]]:
    """Return what a decision to let a finding pass was about.

    A lock is no part of it, nor is the confirmation of what the facts say now.
    """
    return [(line.beat, line.lane, line.text, line.facts) for line in script.lines]


def remove(step: Step, script_id: int) -> None:
    """Remove a script with its lines and what was let pass of it."""
    overrules.forget(step, Subject.SCRIPT, script_id)
    step.write("DELETE FROM script WHERE id = ?", (script_id,))


def with_line(stored: StoredScript, index: int, line: ScriptLine) -> StoredScript:
    """Return ``stored`` with one line replaced by a person."""
    lines = list(stored.script.lines)
    lines[index] = line
    script = replace(stored.script, lines=tuple(lines))
    return replace(stored, script=script, edited=True, state=State.TRANSLATED)


def _script(row: Row) -> StoredScript:
    return StoredScript(
        id=row["id"],
        product_id=row["product_id"],
        target=Target(row["market"], row["channel"], row["locale"]),
        label=row["label"],
        state=State(row["state"]),
        edited=bool(row["edited"]),
        input_hash=row["input_hash"],
        script=Script(
            locale=row["locale"],
            style=row["style"],
            seconds=row["seconds"],
            unit=row["unit"],
            rate_per_min=row["rate_per_min"],
            beats=_BEATS.decode(row["beats"]),
            lines=_LINES.decode(row["lines"]),
            voice=row["voice"],
            pacing=row["pacing"],
        ),
    )


def clean_count(reader: Reader, target: Target, launch_id: int) -> int:
    """Return how many scripts of a launch wait on a target that nothing speaks against."""
    query = (
        "SELECT count(*) FROM script s WHERE s.market = :market AND s.channel = :channel "  # noqa: S608 - ours
        "AND s.locale = :locale AND s.state <> 'approved' AND (NOT EXISTS "
        "(SELECT 1 FROM launch_product WHERE launch_id = :launch) OR s.product_id IN "
        "(SELECT product_id FROM launch_product WHERE launch_id = :launch)) AND NOT EXISTS "
        f"(SELECT 1 FROM finding f LEFT JOIN overrule o ON {overrules.ABOUT} WHERE f.subject = 'script' "
        "AND f.subject_id = s.id AND f.severity <> 'info' AND o.id IS NULL)"
    )
    values = {
        "market": target.market,
        "channel": target.channel,
        "locale": target.locale,
        "launch": launch_id,
    }
    return int(reader.value(query, values))
