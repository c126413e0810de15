"""Findings and the decisions to overrule them. Findings are derived: rewritten, never undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from localizer.catalog import rows
from localizer.catalog.json_text import IDS, decode, encode, listed
from localizer.catalog.overrules import ABOUT
from localizer.catalog.passages import Passages, passages
from localizer.model.finding import Finding, Severity, Subject
from localizer.model.launch import Target
from localizer.store.database import Reader, Row, Step


@dataclass(frozen=True, slots=True)
class Place:
    """What a finding is about. Market and channel are empty where the locale alone decides."""

    subject: Subject
    subject_id: int
    product_id: int
    market: str
    channel: str
    locale: str


@dataclass(frozen=True, slots=True)
class StoredFinding:
    """A finding at its place; ``overruled`` is the reason a person gave, or empty.

    ``passage`` are the words it is about, to which such a decision is bound.
    """

    id: int
    place: Place
    finding: Finding
    overruled: str = ""
    overruled_by: str = ""
    overruled_at: str = ""
    passage: str = ""


#: Tells of a finding, by what it is about and its rule, whether it was looked for.
Covers = Callable[[Subject, int, str], bool]


def replace_for_product(
    step: Step,
    product_id: int,
    targets: Iterable[Target],
    found: Iterable[tuple[Place, Finding]],
    covers: Covers | None = None,
) -> tuple[int, int]:
    """Make the findings of a product for ``targets`` equal to ``found``.

    Findings for other targets stay, and with ``covers`` those it says were not looked for. Returns how many
    were added and removed.
    """
    words = passages(step)
    wanted = [_record(place, finding, words) for place, finding in found]
    existing: dict[tuple[Any, ...], list[int]] = {}
    names = tuple(wanted[0]) if wanted else ()
    checked = {(target.market, target.channel, target.locale) for target in targets}
    for row in step.rows("SELECT * FROM finding WHERE product_id = ?", (product_id,)):
        if (row["market"], row["channel"], row["locale"]) not in checked:
            continue
        if covers is None or covers(Subject(row["subject"]), row["subject_id"], row["rule"]):
            existing.setdefault(tuple(row[name] for name in names), []).append(row["id"])
    fresh = []
    for record in wanted:
        same = existing.get(tuple(record.values()))
        if same:
            same.pop()
        else:
            fresh.append(record)
    if fresh:
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join(f":{name}" for name in names)
        step.write_many(f"INSERT INTO finding({columns}) VALUES({marks})", fresh)
    gone = [number for numbers in existing.values() for number in numbers]
    step.write_many("DELETE FROM finding WHERE id = ?", [(number,) for number in gone])
    return len(fresh), len(gone)


def _record(place: Place, finding: Finding, words: Passages) -> dict[str, Any]:
    return {
        "subject": place.subject.value,
        "subject_id": place.subject_id,
        "product_id": place.product_id,
        "market": place.market,
        "channel": place.channel,
        "locale": place.locale,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "args": encode(finding.args),
        "fix": finding.fix,
        "source": finding.source,
        "own": "" if finding.own is None else finding.own.value,
        "passage": words(place.subject, place.subject_id, finding),
    }


_JOIN: Final = f"SELECT f.*, o.reason, o.by, o.at FROM finding f LEFT JOIN overrule o ON {ABOUT}"  # noqa: S608


def of_subject(reader: Reader, subject: Subject, subject_id: int) -> tuple[StoredFinding, ...]:
    """Return the findings about one thing, the worst first."""
    found = reader.rows(
        f"{_JOIN} WHERE f.subject = ? AND f.subject_id = ? ORDER BY f.id",
        (subject.value, subject_id),
    )
    return _sorted(found)


def of_target(
    reader: Reader, market: str, channel: str, locale: str, products: Sequence[int] | None = None
) -> tuple[StoredFinding, ...]:
    """Return every finding that concerns a target, the worst first."""
    only = ""
    if products is not None:
        only = f" AND f.product_id IN ({', '.join(str(int(p)) for p in products)})"
    found = reader.rows(
        f"{_JOIN} WHERE f.market IN (?, '') AND f.channel IN (?, '') AND f.locale IN (?, '')"
        f"{only} ORDER BY f.id",
        (market, channel, locale),
    )
    return _sorted(found)


def any_for(reader: Reader, targets: Iterable[Target]) -> bool:
    """Tell whether any of ``targets`` has been checked and had findings."""
    return any(
        reader.one(
            "SELECT 1 FROM finding WHERE market = ? AND channel = ? AND locale = ? LIMIT 1",
            (target.market, target.channel, target.locale),
        )
        for target in targets
    )


def overrule(step: Step, stored: StoredFinding, reason: str) -> None:
    """Record that a person lets a finding pass, and why."""
    place = stored.place
    words = passages(step)(place.subject, place.subject_id, stored.finding)
    # One that an earlier program stored has no words yet
    step.write("UPDATE finding SET passage = ? WHERE id = ?", (words, stored.id))
    rows.insert(
        step,
        "overrule",
        {
            "subject": place.subject.value,
            "subject_id": place.subject_id,
            "market": place.market,
            "channel": place.channel,
            "rule": stored.finding.rule,
            "passage": words,
            "reason": reason,
            "by": step.by,
            "at": step.moment,
        },
    )


def load(reader: Reader, finding_id: int) -> StoredFinding:
    """Return one finding. Raises `LookupError` when it is gone."""
    row = reader.one(f"{_JOIN} WHERE f.id = ?", (finding_id,))
    if row is None:
        raise LookupError(f"no finding {finding_id}")
    return _stored(row)


def load_many(reader: Reader, ids: Sequence[int]) -> tuple[StoredFinding, ...]:
    """Return the findings of ``ids`` that are still there, in no order."""
    found = reader.rows(f"{_JOIN} WHERE f.id {IDS}", listed(ids))
    return tuple(map(_stored, found))


def _sorted(found: Iterable[Row]) -> tuple[StoredFinding, ...]:
    return tuple(sorted((_stored(row) for row in found), key=lambda s: s.finding.severity.rank))


def _stored(row: Row) -> StoredFinding:
    place = Place(
        subject=Subject(row["subject"]),
        subject_id=row["subject_id"],
        product_id=row["product_id"],
        market=row["market"],
        channel=row["channel"],
        locale=row["locale"],
    )
    finding = Finding(
        rule=row["rule"],
        severity=Severity(row["severity"]),
        message=row["message"],
        args=tuple((name, value) for name, value in decode(row["args"])),
        start=row["start"],
        end=row["end"],
        fix=row["fix"],
        source=row["source"],
        own=Severity(row["own"]) if row["own"] else None,
    )
    return StoredFinding(
        id=row["id"],
        place=place,
        finding=finding,
        overruled=row["reason"] or "",
        overruled_by=row["by"] or "",
        overruled_at=row["at"] or "",
        passage=row["passage"],
    )
