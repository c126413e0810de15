"""Search in every text of a product, in all languages: how far the index is, and the question in SQL.

The index is derived: nothing of it is in the history. Triggers of the schema note which products changed;
new ones are known by ids above the last indexed one, so an import pays nothing. `search_index` catches up;
until then `condition` looks at what waits in other ways.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from localizer.catalog import search_parts
from localizer.catalog import search_words as words
from localizer.catalog.search_parts import Inside
from localizer.catalog.search_texts import searched_texts
from localizer.store.database import Reader

#: Changes with the way texts are cut into words: an index made otherwise is made anew.
WORDS_VERSION: Final = 2
#: So many waiting products are read and compared one by one (50 ms); of more only the narrow
#: columns are scanned.
COMPARED: Final = 250
#: So many rows of narrow columns are scanned at most (0.15 s).
SCANNED: Final = 100_000
#: An entry's rowid is turn * 2^40 + product id: entries of earlier turns no longer count.
TURN_BITS: Final = 40
_ID_MASK: Final = (1 << TURN_BITS) - 1
#: Where a part stands that more words hold than are asked of the index: in codes.
_CODES: Final = (
    "SELECT v.product_id AS id FROM variant v WHERE v.sku LIKE :wide ESCAPE '\\' "
    "OR v.gtin LIKE :wide ESCAPE '\\' "
    "UNION SELECT q.id FROM product q WHERE q.key LIKE :wide ESCAPE '\\'"
)
_NARROW: Final = ("title", "key", "brand", "category")
#: CROSS JOIN keeps the few changes in front; the planner would rather walk through all products.
_WAITING: Final = (
    "SELECT p.id FROM product p WHERE p.id > (SELECT indexed FROM search_state) UNION ALL "
    "SELECT p.id FROM search_changed c CROSS JOIN product p ON p.id = c.id "
    "WHERE c.id <= (SELECT indexed FROM search_state)"
)


@dataclass(frozen=True, slots=True)
class SearchState:
    """How far the index is: ``pending`` of ``total`` products are not in it as they are now."""

    pending: int
    total: int


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL on ``p``, a row of ``product``, with its named values."""

    sql: str
    values: dict[str, Any] = field(default_factory=dict)


def state(reader: Reader) -> SearchState:
    """Return how far the index is."""
    return SearchState(pending(reader), int(reader.value("SELECT count(*) FROM product")))


def pending(reader: Reader) -> int:
    """Return how many products are new or changed since they were last indexed."""
    if reader.value("SELECT words_version FROM search_state") != WORDS_VERSION:
        return int(reader.value("SELECT count(*) FROM product"))
    return int(reader.value(f"SELECT count(*) FROM ({_WAITING})"))  # noqa: S608 - a constant


def condition(reader: Reader, text: str) -> Condition | None:
    """Return which products ``p`` hold what the person typed, ``None`` where that is nothing.

    Products the index does not hold yet are compared in full while they are few; of many only key, title,
    brand and category are scanned for what was typed, letter by letter. Never raises for any ``text``.
    """
    typed = _storable(text).strip()[: words.TYPED_CHARACTERS]
    if not typed:
        return None
    phrases = words.asked(typed)
    if not phrases:
        return _literal(typed)
    waiting = [row["id"] for row in reader.rows(f"{_WAITING} LIMIT {COMPARED + 1}")]
    hits = _index_hits(reader, phrases)
    if len(waiting) > COMPARED:
        return _beside_scan(hits, typed)
    if not waiting:
        return Condition(f"p.id IN ({hits.sql})", hits.values)
    texts = searched_texts(reader, waiting)
    found = [number for number, whole in texts.items() if words.matches(whole, phrases)]
    sql = (
        f"p.id IN (SELECT h.id FROM ({hits.sql}) h "  # noqa: S608 - our own
        "WHERE h.id NOT IN (SELECT value FROM json_each(:waiting)) "
        "UNION ALL SELECT value FROM json_each(:found))"
    )
    return Condition(sql, {**hits.values, "waiting": _json(waiting), "found": _json(found)})


def _index_hits(reader: Reader, phrases: tuple[words.Phrase, ...]) -> Condition:
    """Return SQL of the ids the index finds by ``phrases``, also in the middle of words."""
    outdated, version = reader.rows("SELECT outdated, words_version FROM search_state")[0]
    inside = Inside()
    if version == WORDS_VERSION:  # the words of an index made otherwise are not known
        inside = search_parts.inside(reader, phrases)
    values = {"words": words.match_expression(phrases, inside.words)}
    sql = _matching("words", is_outdated=bool(outdated))
    if inside.wide is None:
        return Condition(sql, values)
    values["wide"] = _like(inside.wide.words).replace(" ", "%")
    rest = tuple(one for one in phrases if one is not inside.wide)
    beside = f"SELECT c.id FROM ({_CODES}) c"  # noqa: S608 - a constant
    if rest:
        values["rest"] = words.match_expression(rest, inside.words)
        beside += f" WHERE c.id IN ({_matching('rest', is_outdated=bool(outdated))})"
    return Condition(f"{sql} UNION {beside}", values)


def _matching(name: str, *, is_outdated: bool) -> str:
    """Return SQL of the ids that match the value ``name``, without entries that no longer count."""
    found = (
        f"SELECT f.rowid & {_ID_MASK} AS id FROM search_index f "  # noqa: S608 - our own
        f"WHERE f.search_index MATCH :{name}"
    )
    if not is_outdated:
        return found
    return (
        f"{found} AND (f.rowid >> {TURN_BITS}) = "  # noqa: S608
        f"coalesce((SELECT t.turn FROM search_turn t WHERE t.id = f.rowid & {_ID_MASK}), 0)"
    )


def _beside_scan(hits: Condition, typed: str) -> Condition:
    """Return ``hits`` of the index and, of what waits, those whose narrow columns hold every typed part."""
    likes, values = _likes(typed.split(), "w")
    columns = ", ".join(f"q.{name}" for name in ("id", *_NARROW))
    sql = (
        f"p.id IN ({hits.sql} UNION ALL "  # noqa: S608 - constants and our own marks
        f"SELECT w.id FROM (SELECT {columns} FROM product q WHERE q.id > (SELECT indexed FROM "
        f"search_state) ORDER BY q.id LIMIT {SCANNED}) w WHERE {likes} UNION ALL "
        f"SELECT w.id FROM (SELECT {columns} FROM search_changed c CROSS JOIN product q ON q.id = c.id "
        f"WHERE c.id <= (SELECT indexed FROM search_state) LIMIT {SCANNED}) w WHERE {likes})"
    )
    return Condition(sql, {**hits.values, **values})


def _literal(typed: str) -> Condition:
    """Return which products hold ``typed``, signs only, in a narrow column or a SKU."""
    likes, values = _likes([typed], "p")
    sql = (
        f"({likes} OR p.id IN "  # noqa: S608 - constants and our own marks
        "(SELECT v.product_id FROM variant v WHERE v.sku LIKE :like0 ESCAPE '\\'))"
    )
    return Condition(sql, values)


def _likes(parts: Sequence[str], table: str) -> tuple[str, dict[str, Any]]:
    """Return SQL that every part is in some narrow column, with its values."""
    values = {f"like{place}": _like(part) for place, part in enumerate(parts)}
    any_column = [
        " OR ".join(f"{table}.{column} LIKE :{name} ESCAPE '\\'" for column in _NARROW)
        for name in values
    ]
    return " AND ".join(f"({one})" for one in any_column), values


def _like(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _storable(text: str) -> str:
    """Return ``text`` without halves of characters and NUL, which SQLite cannot take."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", " ")


def _json(numbers: Sequence[int]) -> str:
    return msgspec.json.encode(numbers).decode()
