"""The review desk's queue: ids in order, rows by page, counts. Flagged work comes first."""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from localizer.catalog.json_text import id_array
from localizer.catalog.overrules import ABOUT
from localizer.catalog.segments import LISTING_ORDER
from localizer.catalog.views import like
from localizer.model.launch import Target
from localizer.model.segment import Field, Origin, State
from localizer.store.database import Reader, Row

_RANK: Final = (
    "CASE f.severity WHEN 'block' THEN 0 WHEN 'evidence' THEN 1 WHEN 'warning' THEN 2 ELSE 3 END"
)
#: SQL of the open findings of texts that concern the target.
_OPEN: Final = (
    f"FROM finding f LEFT JOIN overrule o ON {ABOUT} "
    "WHERE f.subject = 'translation' AND o.id IS NULL "
    "AND f.market IN (:market, '') AND f.channel IN (:channel, '')"
)
#: The rank of the worst open finding of a text, of all texts at once: one pass however many texts wait.
_FLAGS: Final = (
    f"WITH flag(id, worst) AS MATERIALIZED (SELECT f.subject_id, min({_RANK}) {_OPEN} "
    "AND f.locale IN (:locale, '') GROUP BY f.subject_id) "
)
_FROM: Final = (
    "FROM translation t JOIN segment s ON s.id = t.segment_id "
    "LEFT JOIN flag ON flag.id = t.id LEFT JOIN assignment a ON a.id = t.id "
)
_PRODUCT: Final = "JOIN product p ON p.id = s.product_id "
_BODIES: Final = "JOIN translation_body b ON b.id = t.id JOIN segment_body sb ON sb.id = s.id "
_STATE_ORDER: Final = (
    "CASE t.state WHEN 'sent_back' THEN 0 WHEN 'untranslated' THEN 1 WHEN 'draft' THEN 2 "
    "WHEN 'translated' THEN 3 ELSE 4 END"
)
#: Severity ranks up to this one (block, evidence, warning) are flags.
FLAGGED: Final = 2
_OUTDATED: Final = "t.source_hash <> s.source_hash"
_NOTED: Final = (
    "EXISTS (SELECT 1 FROM note n WHERE n.segment_id = t.segment_id AND n.resolved = 0 "
    "AND n.locale IN ('', t.locale))"
)
_LOCKED: Final = "coalesce(a.locked, 0) = 1"
_SUGGESTED: Final = (
    "EXISTS (SELECT 1 FROM suggestion g WHERE g.segment_id = t.segment_id AND g.locale = t.locale "
    "AND g.at >= t.updated_at)"
)
_MUST_SEE: Final = (
    f"(coalesce(flag.worst, 9) <= {FLAGGED} OR t.state IN ('sent_back', 'untranslated') "
    f"OR {_OUTDATED})"
)
_LISTED: Final = (
    "(NOT EXISTS (SELECT 1 FROM launch_product WHERE launch_id = :launch) OR s.product_id IN "
    "(SELECT product_id FROM launch_product WHERE launch_id = :launch))"
)
#: What nobody need look at one by one. What nobody has seen in this place, and what general knowledge added,
#: a person has to look at.
_CLEAN: Final = (
    "t.state IN ('draft', 'translated') AND t.source_hash = s.source_hash "
    "AND t.origin NOT IN ('memory_fuzzy', 'engine') AND t.reason NOT LIKE 'assumed%' "
    f"AND coalesce(flag.worst, 9) > {FLAGGED} AND coalesce(a.locked, 0) = 0"
)


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the queue shows of one target; an empty field wants nothing.

    ``flagged`` are texts a person must look at, whatever their state. ``rule`` is a finding's, ``since`` the
    earliest moment of the last change (ISO 8601, UTC). ``assignee`` is ``None`` for anybody, empty for
    nobody. ``launch_id`` keeps to the products of a launch. ``suggested`` are texts for which a translator's
    came later than their last change.
    """

    target: Target
    product_id: int | None = None
    state: State | None = None
    text: str = ""
    origin: Origin | None = None
    rule: str = ""
    since: str = ""
    assignee: str | None = None
    flagged: bool = False
    source_changed: bool = False
    noted: bool = False
    locked: bool = False
    launch_id: int | None = None
    suggested: bool = False

    @property
    def base(self) -> QueueFilter:
        """The filter that wants all texts of the target, in the launch and of the product."""
        return QueueFilter(self.target, product_id=self.product_id, launch_id=self.launch_id)

    @property
    def narrows(self) -> bool:
        """Tell whether fewer than all texts of the target are wanted."""
        return self != QueueFilter(self.target, launch_id=self.launch_id)


@dataclass(frozen=True, slots=True)
class QueueFacets:
    """How many texts of a target there are by what one can filter by, the most frequent rules first."""

    states: Mapping[State, int]
    origins: Mapping[Origin, int]
    rules: Mapping[str, int]
    assignees: Mapping[str, int]
    flagged: int
    source_changed: int
    noted: int
    locked: int
    suggested: int = 0


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the queue. ``worst`` is the severity rank of its worst open finding, 9 for none.

    ``notes`` are those that are not resolved yet.
    """

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
    assignee: str = ""
    locked: bool = False
    notes: int = 0


def _condition(wanted: QueueFilter, *, ordered: bool = False) -> tuple[str, dict[str, Any]]:
    """Return the WHERE terms of a filter, and their values; with ``ordered`` the products are at hand."""
    terms = {
        "s.product_id = :product": wanted.product_id is not None,
        "t.state = :state": wanted.state is not None,
        "t.origin = :origin": wanted.origin is not None,
        "t.updated_at >= :since": wanted.since,
        "coalesce(a.assignee, '') = :assignee": wanted.assignee is not None,
        f"t.id IN (SELECT f.subject_id {_OPEN} AND f.rule = :rule)": wanted.rule,
        _MUST_SEE: wanted.flagged,
        _OUTDATED: wanted.source_changed,
        _NOTED: wanted.noted,
        _LOCKED: wanted.locked,
        _SUGGESTED: wanted.suggested,
        _LISTED: wanted.launch_id is not None,
        "(b.text LIKE :like ESCAPE '\\' OR sb.source LIKE :like ESCAPE '\\')": wanted.text,
    }
    values = {
        "market": wanted.target.market,
        "channel": wanted.target.channel,
        "locale": wanted.target.locale,
        "product": wanted.product_id,
        "state": wanted.state.value if wanted.state else None,
        "origin": wanted.origin.value if wanted.origin else None,
        "since": wanted.since,
        "assignee": wanted.assignee,
        "rule": wanted.rule,
        "launch": wanted.launch_id,
        "like": like(wanted.text),
    }
    where = " AND ".join(["t.locale = :locale", *(term for term, wants in terms.items() if wants)])
    joins = _FROM + (_PRODUCT if ordered else "") + (_BODIES if wanted.text else "")
    return f"{joins} WHERE {where}", values


def queue_ids(reader: Reader, wanted: QueueFilter) -> array[int]:
    """Return translation ids: worst findings first, then by state, then in catalog order."""
    which, values = _condition(wanted, ordered=True)
    query = (
        f"{_FLAGS} SELECT json_group_array(id) FROM (SELECT t.id {which} "  # noqa: S608 - ours
        f"ORDER BY t.state = 'approved', coalesce(flag.worst, 9), "
        f"{_STATE_ORDER}, p.catalog_id, p.position, {LISTING_ORDER})"
    )
    return id_array(reader.value(query, values))


def clean_ids(reader: Reader, wanted: QueueFilter) -> array[int]:
    """Return those texts of the filter that wait for approval and that nothing speaks against."""
    which, values = _condition(wanted)
    query = (
        f"{_FLAGS} SELECT json_group_array(id) FROM "  # noqa: S608 - ours
        f"(SELECT t.id {which} AND {_CLEAN} ORDER BY t.id)"
    )
    return id_array(reader.value(query, values))


def clean_count(reader: Reader, wanted: QueueFilter) -> int:
    """Return how many texts `clean_ids` would return."""
    which, values = _condition(wanted)
    return int(reader.value(f"{_FLAGS} SELECT count(*) {which} AND {_CLEAN}", values))


def state_counts(reader: Reader, wanted: QueueFilter) -> dict[State, int]:
    """Return how many texts of the filter are in each state."""
    counts = dict.fromkeys(State, 0)
    if wanted == QueueFilter(wanted.target, launch_id=wanted.launch_id) and not _lists(
        reader, wanted
    ):
        # All texts of a locale: an index has them, a join would look at every segment.
        query = "SELECT state, count(*) FROM translation WHERE locale = ? GROUP BY state"
        found = reader.tuples(query, (wanted.target.locale,))
    else:
        found = _groups(reader, wanted, "t.state")
    counts.update({State(name): number for name, number in found})
    return counts


def _lists(reader: Reader, wanted: QueueFilter) -> bool:
    """Tell whether the launch of a filter lists its products; one that lists none has them all."""
    query = "SELECT 1 FROM launch_product WHERE launch_id = ? LIMIT 1"
    return wanted.launch_id is not None and reader.one(query, (wanted.launch_id,)) is not None


def facets(reader: Reader, wanted: QueueFilter) -> QueueFacets:
    """Return what there is to choose among all texts of the filter's target, launch and product."""
    base = wanted.base
    which, values = _condition(base)
    rules = reader.tuples(
        f"{_FLAGS} SELECT r.rule, count(*) AS n FROM (SELECT DISTINCT f.rule, f.subject_id {_OPEN}) r "  # noqa: S608 - ours
        f"WHERE r.subject_id IN (SELECT t.id {which}) GROUP BY r.rule ORDER BY n DESC, r.rule",
        values,
    )
    # One pass over the texts; sorting a million of them into groups would take twice as long.
    sums = [
        *(f"sum(t.state = '{one.value}')" for one in State),
        *(f"sum(t.origin = '{one.value}')" for one in Origin),
        *(f"sum({flag})" for flag in (_MUST_SEE, _OUTDATED, _NOTED, _LOCKED, _SUGGESTED)),
        "count(*)",
    ]
    found = reader.one(f"{_FLAGS} SELECT {', '.join(sums)} {which}", values)
    counts = [int(number or 0) for number in found or [0] * len(sums)]
    states, origins = counts[: len(State)], counts[len(State) : -6]
    flagged, changed, noted, locked, suggested, total = counts[-6:]
    assignees = dict(_groups(reader, base, "a.assignee", "AND a.assignee <> ''"))
    nobody = {"": total - sum(assignees.values())}
    return QueueFacets(
        states={one: number for one, number in zip(State, states, strict=True) if number},
        origins={one: number for one, number in zip(Origin, origins, strict=True) if number},
        rules=dict(rules),
        assignees={name: number for name, number in (nobody | assignees).items() if number},
        flagged=flagged,
        source_changed=changed,
        noted=noted,
        locked=locked,
        suggested=suggested,
    )


def _groups(
    reader: Reader, wanted: QueueFilter, column: str, only: str = ""
) -> list[tuple[Any, ...]]:
    which, values = _condition(wanted)
    return reader.tuples(f"{_FLAGS} SELECT {column}, count(*) {which} {only} GROUP BY 1", values)


def queue_rows(reader: Reader, ids: Sequence[int], target: Target) -> dict[int, QueueRow]:
    """Return the queue lines of ``ids`` (one page), by id; ids that are gone are missing."""
    marks = ", ".join(str(int(number)) for number in ids)
    found = f"{_OPEN} AND f.subject_id = t.id"
    query = (
        "SELECT t.*, b.text, s.product_id, s.field, s.position, s.name, sb.source, "  # noqa: S608
        f"p.key, coalesce((SELECT min({_RANK}) {found}), 9) AS worst, {_OUTDATED} AS source_changed, "
        f"(SELECT f.rule {found} ORDER BY {_RANK} LIMIT 1) AS rule, "
        "coalesce(a.assignee, '') AS assignee, coalesce(a.locked, 0) AS locked, "
        "(SELECT count(*) FROM note n WHERE n.segment_id = s.id AND n.resolved = 0 "
        "AND n.locale IN ('', t.locale)) AS notes "
        "FROM translation t JOIN translation_body b ON b.id = t.id JOIN segment s ON s.id = t.segment_id "
        "JOIN segment_body sb ON sb.id = s.id JOIN product p ON p.id = s.product_id "
        f"LEFT JOIN assignment a ON a.id = t.id WHERE t.id IN ({marks})"
    )
    values = {"market": target.market, "channel": target.channel}
    return {row["id"]: _row(row) for row in reader.rows(query, values)}


def holding(
    reader: Reader, words: Sequence[str], locale: str, limit: int
) -> tuple[tuple[str, str, str], ...]:
    """Return (source, text, product key) of texts in ``locale`` that hold all ``words`` on either side."""
    terms = [
        f"(sb.source LIKE :w{place} ESCAPE '\\' OR b.text LIKE :w{place} ESCAPE '\\')"
        for place in range(len(words))
    ]
    query = (
        "SELECT sb.source, b.text, p.key FROM translation t JOIN translation_body b ON b.id = t.id "  # noqa: S608
        "JOIN segment s ON s.id = t.segment_id JOIN segment_body sb ON sb.id = s.id "
        "JOIN product p ON p.id = s.product_id WHERE t.locale = :locale AND b.text <> '' "
        f"AND {' AND '.join(terms)} ORDER BY t.state <> 'approved', t.id LIMIT :limit"
    )
    values = {f"w{place}": like(word) for place, word in enumerate(words)}
    return tuple(reader.tuples(query, {**values, "locale": locale, "limit": limit}))


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
        assignee=row["assignee"],
        locked=bool(row["locked"]),
        notes=row["notes"],
    )
