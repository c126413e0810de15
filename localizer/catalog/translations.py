"""Translations: save drafts, load what a product shows, change text and state."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from localizer.catalog import overrules, rows
from localizer.catalog.json_text import IDS, listed
from localizer.catalog.segments import LISTING_ORDER
from localizer.model.finding import Subject
from localizer.model.segment import Field, Origin, Segment, State, Translation
from localizer.store.database import Reader, Row, Step

#: Looked up in a fifth of the time that making them by value takes; there are many in one query.
_FIELDS: Final = {one.value: one for one in Field}
_STATES: Final = {one.value: one for one in State}
_ORIGINS: Final = {one.value: one for one in Origin}
_ROW: Final = (
    "segment_id", "locale", "state", "origin", "score", "source_hash", "reason", "updated_at",
    "updated_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A segment with its translation in one locale; ``id`` is the translation's row."""

    id: int
    segment: Segment
    translation: Translation


def of_product(reader: Reader, product_id: int, locale: str) -> dict[int, tuple[int, Translation]]:
    """Return (row id, translation) by segment id, for one product in one locale."""
    found = reader.rows(
        # segments first: by the locale it would look at that of every product
        "SELECT t.*, b.text, b.comment FROM segment s CROSS JOIN translation t ON t.segment_id = s.id "
        "JOIN translation_body b ON b.id = t.id WHERE s.product_id = ? AND t.locale = ?",
        (product_id, locale),
    )
    return {row["segment_id"]: (row["id"], _translation(row)) for row in found}


def of_products(
    reader: Reader, product_ids: Sequence[int], locales: Iterable[str]
) -> dict[tuple[int, str], tuple[int, Translation]]:
    """Return (row id, translation) by segment id and locale, for some products in some locales."""
    query = (
        "SELECT t.*, b.text, b.comment FROM segment s CROSS JOIN translation t ON t.segment_id = s.id "  # noqa: S608
        f"JOIN translation_body b ON b.id = t.id WHERE s.product_id {IDS}"
    )
    wanted = frozenset(locales)
    return {
        (row["segment_id"], row["locale"]): (row["id"], _translation(row))
        for row in reader.rows(query, listed(product_ids))
        if row["locale"] in wanted
    }


def pairs(reader: Reader, product_id: int, locale: str) -> tuple[Pair, ...]:
    """Return the segments of a product that have a row in ``locale``, in listing order."""
    query = (
        "SELECT t.*, b.text, b.comment, s.product_id, s.field, s.position, s.name, sb.source, "  # noqa: S608
        "s.source_hash AS current_hash FROM segment s "
        "JOIN segment_body sb ON sb.id = s.id JOIN translation t ON t.segment_id = s.id "
        "JOIN translation_body b ON b.id = t.id "
        f"WHERE s.product_id = ? AND t.locale = ? ORDER BY {LISTING_ORDER}"
    )
    found = reader.rows(query, (product_id, locale))
    return tuple(Pair(row["id"], _segment(row), _translation(row)) for row in found)


def pairs_by_locale(
    reader: Reader, product_id: int, locales: Iterable[str]
) -> dict[str, list[Pair]]:
    """Return what `pairs` does for each of ``locales`` that has any; a segment is one object in all."""
    query = (
        "SELECT t.*, b.text, b.comment, s.product_id, s.field, s.position, s.name, sb.source, "  # noqa: S608
        "s.source_hash AS current_hash FROM segment s CROSS JOIN translation t ON t.segment_id = s.id "
        "JOIN segment_body sb ON sb.id = s.id JOIN translation_body b ON b.id = t.id "
        f"WHERE s.product_id = ? ORDER BY {LISTING_ORDER}"
    )
    wanted = frozenset(locales)
    known: dict[int, Segment] = {}
    made: dict[str, list[Pair]] = {}
    for row in reader.rows(query, (product_id,)):
        if row["locale"] not in wanted:
            continue
        segment = known.get(row["segment_id"])
        if segment is None:
            segment = known[row["segment_id"]] = _segment(row)
        made.setdefault(row["locale"], []).append(Pair(row["id"], segment, _translation(row)))
    return made


def texts_of_products(
    reader: Reader, product_ids: Sequence[int], locale: str
) -> dict[int, list[tuple[Segment, Pair | None]]]:
    """Return the segments of each product in listing order, each with its row in ``locale`` if it has one."""
    query = (
        "SELECT s.id AS segment_id, s.product_id, s.field, s.position, s.name, sb.source, "  # noqa: S608
        "s.source_hash AS current_hash, t.id AS id, t.locale, t.state, t.origin, t.score, "
        "t.source_hash, t.reason, b.text, b.comment FROM segment s "
        "JOIN segment_body sb ON sb.id = s.id "
        "LEFT JOIN translation t ON t.segment_id = s.id AND t.locale = :locale "
        f"LEFT JOIN translation_body b ON b.id = t.id WHERE s.product_id {IDS} "
        f"ORDER BY s.product_id, {LISTING_ORDER}"
    )
    made: dict[int, list[tuple[Segment, Pair | None]]] = {}
    for row in reader.rows(query, {**listed(product_ids), "locale": locale}):
        segment, number = _segment(row), row["id"]
        found = None if number is None else Pair(number, segment, _translation(row))
        made.setdefault(segment.product_id, []).append((segment, found))
    return made


def pair(reader: Reader, translation_id: int) -> Pair:
    """Return one translation with its segment. Raises `LookupError` when it is gone."""
    row = reader.one(
        "SELECT t.*, b.text, b.comment, s.product_id, s.field, s.position, s.name, sb.source, "
        "s.source_hash AS current_hash FROM translation t JOIN translation_body b ON b.id = t.id "
        "JOIN segment s ON s.id = t.segment_id JOIN segment_body sb ON sb.id = s.id WHERE t.id = ?",
        (translation_id,),
    )
    if row is None:
        raise LookupError(f"no translation {translation_id}")
    return Pair(row["id"], _segment(row), _translation(row))


def save(step: Step, existing: tuple[int, Translation] | None, new: Translation) -> int:
    """Write ``new`` over ``existing`` (its row id and value), or as a new row; return the row id.

    Nothing is written when both are equal.
    """
    if existing is not None and existing[1] == new:
        return existing[0]
    record = dict(zip(_ROW, (*_cells(new), step.moment, step.by), strict=True))
    if existing is None:
        number = rows.insert(step, "translation", record)
        body = {"id": number, "text": new.text, "comment": new.comment}
        rows.insert(step, "translation_body", body)
        return number
    number, old = existing
    rows.update(step, "translation", number, record)
    if (old.text, old.comment) != (new.text, new.comment):
        rows.update(step, "translation_body", number, {"text": new.text, "comment": new.comment})
    if (old.text, old.source_hash) != (new.text, new.source_hash):
        overrules.forget(step, Subject.TRANSLATION, number)
    return number


def insert_many(step: Step, fresh: Sequence[Translation]) -> None:
    """Write texts that have no row yet, all at once; undo takes them back as quickly."""
    first = 1 + int(step.value("SELECT max(id) FROM translation") or 0)
    step.insert_many(
        "translation",
        ("id", *_ROW),
        [(number, *_cells(one), step.moment, step.by) for number, one in enumerate(fresh, first)],
    )
    bodies = [(number, one.text, one.comment) for number, one in enumerate(fresh, first)]
    step.insert_many("translation_body", ("id", "text", "comment"), bodies)


def _cells(one: Translation) -> tuple[int | str, ...]:
    """Return the cells of a row but for when and by whom it was written."""
    return (
        one.segment_id,
        one.locale,
        one.state.value,
        one.origin.value,
        one.score,
        one.source_hash,
        one.reason,
    )


def repeats(reader: Reader, source_hash: str, locale: str) -> tuple[Pair, ...]:
    """Return the texts of ``locale`` whose source has ``source_hash``, wherever it stands, by product."""
    found = reader.rows(
        "SELECT t.*, b.text, b.comment, s.product_id, s.field, s.position, s.name, sb.source, "
        "s.source_hash AS current_hash FROM segment s JOIN segment_body sb ON sb.id = s.id "
        "JOIN translation t ON t.segment_id = s.id JOIN translation_body b ON b.id = t.id "
        "WHERE s.source_hash = ? AND t.locale = ? ORDER BY s.product_id, s.id",
        (source_hash, locale),
    )
    return tuple(Pair(row["id"], _segment(row), _translation(row)) for row in found)


def count_by_origin(
    reader: Reader, locale: str, products: Iterable[int]
) -> dict[tuple[str, str], int]:
    """Return the number of translations by (origin, state) of ``products`` in ``locale``."""
    marks = ", ".join(str(int(number)) for number in products)
    query = (
        "SELECT t.origin, t.state, count(*) AS n FROM translation t "  # noqa: S608 - integers
        "JOIN segment s ON s.id = t.segment_id "
        f"WHERE t.locale = ? AND s.product_id IN ({marks}) GROUP BY t.origin, t.state"
    )
    found = reader.rows(query, (locale,))
    return {(row["origin"], row["state"]): row["n"] for row in found}


def _segment(row: Row) -> Segment:
    return Segment(
        id=row["segment_id"],
        product_id=row["product_id"],
        field=_FIELDS[row["field"]],
        position=row["position"],
        name=row["name"],
        source=row["source"],
        source_hash=row["current_hash"],
    )


def _translation(row: Row) -> Translation:
    return Translation(
        segment_id=row["segment_id"],
        locale=row["locale"],
        text=row["text"],
        state=_STATES[row["state"]],
        origin=_ORIGINS[row["origin"]],
        source_hash=row["source_hash"],
        score=row["score"],
        reason=row["reason"],
        comment=row["comment"],
    )
