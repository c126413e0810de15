"""The review desk's queue: ids in order, rows by page, counts. Flagged work comes first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from localizer.catalog.overrules import ABOUT
from localizer.catalog.segments import LISTING_ORDER
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin, State
from localizer.store.database import Reader, Row

#: SQL of the worst open finding of a translation: 0 block, 1 evidence, 2 warning, 3 info, 9 none.
_WORST = (
    "coalesce((SELECT min(CASE f.severity WHEN 'block' THEN 0 WHEN 'evidence' THEN 1 "  # noqa: S608
    "WHEN 'warning' THEN 2 ELSE 3 END) FROM finding f LEFT JOIN overrule o "
    f"ON {ABOUT} "
    "WHERE f.subject = 'translation' AND f.subject_id = t.id AND o.id IS NULL "
    "AND f.market IN (:market, '') AND f.channel IN (:channel, '')), 9)"
)
_STATE_ORDER = (
    "CASE t.state WHEN 'sent_back' THEN 0 WHEN 'untranslated' THEN 1 WHEN 'draft' THEN 2 "
    "WHEN 'translated' THEN 3 ELSE 4 END"
)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue shows: one target; of it one product, one state or a text, if given."""

    target: Target
    product_id: int | None = None
    state: State | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``worst`` is the severity rank of its worst open finding, 9 for none."""

    id: int
    product_id: int
    product_key: str
    field: Field
    position: int
    name: str
    source: str
    text: str
    state: State
    origin: Origin
    score: int
    reason: str
    worst: int
    rule: str
    source_changed: bool


def queue_ids(reader: Reader, wanted: QueueFilter) -> array[int]:
    """Return translation ids: worst findings first, then by state, then in catalog order."""
    where = ["t.locale = :locale"]
    if wanted.product_id is not None:
        where.append("s.product_id = :product")
    if wanted.state is not None:
        where.append("t.state = :state")
    if wanted.text:
        where.append("(b.text LIKE :like ESCAPE '\\' OR sb.source LIKE :like ESCAPE '\\')")
    query = (
        "SELECT t.id FROM translation t JOIN segment s ON s.id = t.segment_id "  # noqa: S608 - ours
        "JOIN product p ON p.id = s.product_id JOIN translation_body b ON b.id = t.id "
        f"JOIN segment_body sb ON sb.id = s.id WHERE {' AND '.join(where)} "
        f"ORDER BY t.state = 'approved', {_WORST}, {_STATE_ORDER}, p.catalog_id, p.position, "
        f"{LISTING_ORDER}"
    )
    escaped = wanted.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    values = {
        "market": wanted.target.market,
        "channel": wanted.target.channel,
        "locale": wanted.target.locale,
        "product": wanted.product_id,
        "state": wanted.state.value if wanted.state else None,
        "like": f"%{escaped}%",
    }
    return array("q", (row[0] for row in reader.each(query, values)))


def queue_rows(reader: Reader, ids: Sequence[int], target: Target) -> dict[int, QueueRow]:
    """Return the queue lines of ``ids`` (one page), by id; ids that are gone are missing."""
    marks = ", ".join(str(int(number)) for number in ids)
    query = (
        f"SELECT t.*, b.text, s.product_id, s.field, s.position, s.name, sb.source, "  # noqa: S608
        f"p.key, {_WORST} AS worst, t.source_hash <> s.source_hash AS source_changed, "
        f"(SELECT f.rule FROM finding f LEFT JOIN overrule o ON {ABOUT} "
        "WHERE f.subject = 'translation' AND f.subject_id = t.id AND o.id IS NULL "
        "AND f.market IN (:market, '') AND f.channel IN (:channel, '') "
        "ORDER BY CASE f.severity WHEN 'block' THEN 0 WHEN 'evidence' THEN 1 WHEN 'warning' THEN 2 "
        "ELSE 3 END LIMIT 1) AS rule "
        "FROM translation t JOIN translation_body b ON b.id = t.id JOIN segment s ON s.id = t.segment_id "
        "JOIN segment_body sb ON sb.id = s.id JOIN product p ON p.id = s.product_id "
        f"WHERE t.id IN ({marks})"
    )
    values = {"market": target.market, "channel": target.channel}
    return {row["id"]: _row(row) for row in reader.rows(query, values)}


def _row(row: Row) -> QueueRow:
    return QueueRow(
        id=row["id"],
        product_id=row["product_id"],
        product_key=row["key"],
        field=Field(row["field"]),
        position=row["position"],
        name=row["name"],
        source=row["source"],
        text=row["text"],
        state=State(row["state"]),
        origin=Origin(row["origin"]),
        score=row["score"],
        reason=row["reason"],
        worst=row["worst"],
        rule=row["rule"] or "",
        source_changed=bool(row["source_changed"]),
    )
