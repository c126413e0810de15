"""Texts and terms from translators that do not stand: kept beside what does, for a person to decide."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from localizer.catalog import rows
from localizer.model.term import fold
from localizer.store.database import Reader, Row, Step


@dataclass(frozen=True, slots=True)
class Suggested:
    """A text somebody wrote elsewhere. ``reason`` is the verdict of the merge, ``at`` when it came (UTC)."""

    id: int
    text: str
    by: str
    at: str
    reason: str


@dataclass(frozen=True, slots=True)
class NewSuggestion:
    """A text to be kept beside that of a segment in a locale; ``source_hash`` is of the source it was for."""

    segment_id: int
    locale: str
    text: str
    by: str
    reason: str
    source_hash: str
    package: str = ""


@dataclass(frozen=True, slots=True)
class TermProposal:
    """A term somebody proposes for the words ``source``; ``at`` is ISO 8601, UTC, ``id`` the stored one's."""

    source: str
    locale: str
    target: str
    note: str = ""
    by: str = ""
    at: str = ""
    id: int = 0


class Decision(StrEnum):
    """What a person made of a proposed term; stored, so the values must not change."""

    TAKEN = "taken"
    DECLINED = "declined"


def of_segment(reader: Reader, segment_id: int, locale: str) -> tuple[Suggested, ...]:
    """Return the suggestions for a segment in ``locale`` that are another text than it has, newest first."""
    found = reader.rows(
        "SELECT g.* FROM suggestion g LEFT JOIN translation t "
        "ON t.segment_id = g.segment_id AND t.locale = g.locale "
        "LEFT JOIN translation_body b ON b.id = t.id "
        "WHERE g.segment_id = ? AND g.locale = ? AND g.text <> coalesce(b.text, '') ORDER BY g.id DESC",
        (segment_id, locale),
    )
    return tuple(
        Suggested(row["id"], row["text"], row["by"], row["at"], row["reason"]) for row in found
    )


def keep(step: Step, new: Iterable[NewSuggestion]) -> None:
    """Keep suggestions; one that is known already stays as it is."""
    step.write_many(
        "INSERT INTO suggestion(segment_id, locale, text, by, at, reason, source_hash, package) "
        "VALUES(?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        [
            (
                one.segment_id, one.locale, one.text, one.by, step.moment, one.reason, one.source_hash,
                one.package,
            )
            for one in new
        ],
    )  # fmt: skip


def propose(step: Step, term: TermProposal, *, package: str = "") -> bool:
    """Keep a proposed term; tell whether nobody had proposed it before."""
    key = {"source": fold(term.source), "locale": term.locale, "target": term.target}
    query = "SELECT 1 FROM term_proposal WHERE source = :source AND locale = :locale AND target = :target"
    if step.one(query, key) is not None:
        return False
    said = {"note": term.note, "by": term.by, "at": term.at or step.moment, "package": package}
    rows.insert(step, "term_proposal", {**key, **said})
    return True


def proposals(reader: Reader, locale: str) -> tuple[TermProposal, ...]:
    """Return the terms proposed in ``locale`` that nobody has decided about, the newest first."""
    query = "SELECT * FROM term_proposal WHERE locale = ? AND decision = '' ORDER BY id DESC"
    return tuple(map(_proposal, reader.rows(query, (locale,))))


def every_proposal(reader: Reader) -> tuple[TermProposal, ...]:
    """Return the terms proposed in any language that nobody has decided about, the newest first."""
    query = "SELECT * FROM term_proposal WHERE decision = '' ORDER BY id DESC"
    return tuple(map(_proposal, reader.rows(query)))


def decide(step: Step, number: int, decision: Decision) -> None:
    """Note what a person made of a proposed term; it is not proposed again."""
    step.write("UPDATE term_proposal SET decision = ? WHERE id = ?", (decision.value, number))


def proposals_in(reader: Reader, source: str, locale: str) -> tuple[TermProposal, ...]:
    """Return the terms proposed in ``locale`` for words of ``source``, undecided, the newest first."""
    query = (
        "SELECT * FROM term_proposal WHERE locale = ? AND instr(?, source) > 0 AND decision = '' "
        "ORDER BY id DESC"
    )
    return tuple(map(_proposal, reader.rows(query, (locale, fold(source)))))


def _proposal(row: Row) -> TermProposal:
    names = ("source", "locale", "target", "note", "by", "at", "id")
    return TermProposal(*(row[name] for name in names))
