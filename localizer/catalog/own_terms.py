"""The user's own concepts and terms. A step that brings nothing new writes nothing."""

from __future__ import annotations

from typing import Any

from localizer.catalog import rows
from localizer.catalog.json_text import decode, encode
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.model.term_text import clean_concept, clean_term
from localizer.store.database import Reader, Row, Step


def concepts(reader: Reader) -> tuple[OwnConcept, ...]:
    """Return the concepts people made, and those of the program they gave source forms, oldest first."""
    return tuple(map(_concept, reader.rows("SELECT * FROM own_concept ORDER BY id")))


def concept(reader: Reader, number: str) -> OwnConcept | None:
    """Return what people keep about the concept ``number``, ``None`` where that is nothing."""
    row = reader.one("SELECT * FROM own_concept WHERE concept = ?", (number,))
    return None if row is None else _concept(row)


def terms(reader: Reader) -> tuple[OwnTerm, ...]:
    """Return every term people set, oldest first."""
    return tuple(map(_term, reader.rows("SELECT * FROM own_term ORDER BY id")))


def terms_of(reader: Reader, number: str) -> tuple[OwnTerm, ...]:
    """Return the terms people set for the concept ``number``, oldest first."""
    found = reader.rows("SELECT * FROM own_term WHERE concept = ? ORDER BY id", (number,))
    return tuple(map(_term, found))


def put_concept(step: Step, new: OwnConcept) -> bool:
    """Keep a concept in place of what was known of it; tell whether that changed anything."""
    kept = clean_concept(new)
    record = {
        "domain": kept.domain,
        "forms": encode(kept.forms),
        "grouping": kept.group,
        "note": kept.note,
    }
    return rows.put(step, "own_concept", {"concept": kept.id}, record)


def remove_concept(step: Step, number: str) -> bool:
    """Forget a concept of a person's own, not its terms; tell whether there was one."""
    return rows.remove(step, "own_concept", {"concept": number})


def put_term(step: Step, new: OwnTerm) -> bool:
    """Keep a term in place of the one with the same concept, locale and scope; tell of a change.

    Who and when come from the step.
    """
    own = clean_term(new)
    term = own.term
    record = {
        "term": term.text,
        "gender": term.gender,
        "plural": term.plural,
        "adjectives": encode(term.adjectives),
        "short": term.short,
        "classifier": term.classifier,
        "avoid": encode(term.avoid),
        "note": term.note,
    }
    key = _key(step, term.concept, term.locale, own.scope)
    marks = " AND ".join(f"{name} = :{name}" for name in key)
    old = step.one(f"SELECT * FROM own_term WHERE {marks}", key)  # noqa: S608 - names are ours
    if old is not None and all(old[name] == value for name, value in record.items()):
        return False
    who = {"changed_by": step.by, "changed_at": step.moment}
    return rows.put(step, "own_term", key, {**record, **who})


def remove_term(step: Step, number: str, locale: str, scope: Scope = EVERYWHERE) -> bool:
    """Forget the term of a concept in ``locale`` and ``scope``; tell whether there was one."""
    return rows.remove(step, "own_term", _key(step, number, locale, scope))


def _key(reader: Reader, number: str, locale: str, scope: Scope) -> dict[str, Any]:
    """Return the key of a term; a brand goes by the spelling it was first kept with."""
    key: dict[str, Any] = {"concept": number, "locale": locale, "scope": scope.kind.value}
    query = (
        "SELECT scope_value FROM own_term "
        "WHERE concept = :concept AND locale = :locale AND scope = :scope"
    )
    kept = (row["scope_value"] for row in reader.rows(query, key))
    same = (value for value in kept if Scope(scope.kind, value).key == scope.key)
    return {**key, "scope_value": next(same, scope.value)}


def _concept(row: Row) -> OwnConcept:
    return OwnConcept(
        row["concept"], row["domain"], tuple(decode(row["forms"])), row["grouping"], row["note"]
    )


def _term(row: Row) -> OwnTerm:
    term = Term(
        concept=row["concept"],
        locale=row["locale"],
        text=row["term"],
        gender=row["gender"],
        plural=row["plural"],
        adjectives=tuple(decode(row["adjectives"])),
        note=row["note"],
        short=row["short"],
        classifier=row["classifier"],
        avoid=tuple(decode(row["avoid"])),
    )
    scope = Scope(ScopeKind(row["scope"]), row["scope_value"])
    return OwnTerm(term, scope, row["changed_by"], row["changed_at"])
