"""Search in every text of a product, in all languages: the index, its upkeep and the question in SQL.

The index is derived: nothing of it is in the history. Triggers of the schema note which products changed;
new ones are known by ids above the last indexed one, so an import pays nothing. `refresh` catches up in short
transactions and may be stopped anywhere. Until then `condition` looks at what waits in other ways.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from localizer.catalog import search_words as words
from localizer.catalog.search_texts import searched_texts
from localizer.jobs import SILENT, Progress
from localizer.store.database import Reader, Step, Store

#: Changes with the way texts are cut into words: an index made otherwise is made anew.
WORDS_VERSION: Final = 1
#: So many waiting products are read and compared one by one (50 ms); of more only the narrow
#: columns are scanned.
COMPARED: Final = 250
#: So many rows of narrow columns are scanned at most (0.15 s).
SCANNED: Final = 100_000
#: How long one transaction of the upkeep may hold the write lane, about, and the products in it.
LANE_S: Final = 0.2
FEWEST: Final = 50
MOST: Final = 2_000
#: Between two transactions others get the lane.
PAUSE_S: Final = 0.005
#: The index is made anew when it carries more outdated entries than this, and than products.
OUTDATED: Final = 20_000
#: An entry's rowid is turn * 2^40 + product id: entries of earlier turns no longer count.
_TURN_BITS: Final = 40
_ID_MASK: Final = (1 << _TURN_BITS) - 1
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


def refresh(store: Store, progress: Progress = SILENT) -> int:
    """Bring the index up to date; return how many products were indexed.

    Raises `Cancelled`; what was indexed until then stays. Also after a kill the next call goes on.
    """
    total = pending(store.read())
    if not total:
        return 0
    with store.derive() as step:
        _start_over_when_due(step)
    done, size = 0, FEWEST
    while True:
        progress.step(done, max(done, total))
        started = time.monotonic()
        with store.derive() as step:
            indexed = _index_some(step, size)
        if not indexed:
            break
        done += indexed
        took = time.monotonic() - started
        size = max(FEWEST, min(MOST, 2 * size, round(indexed * LANE_S / max(took, 0.001))))
        time.sleep(PAUSE_S)
    progress.step(done, done)
    return done


def _start_over_when_due(step: Step) -> None:
    """Empty an index that was cut into words otherwise, or is half outdated.

    Marks of products deleted from the middle stay: the index will be past their ids when they come back.
    """
    outdated, version = step.rows("SELECT outdated, words_version FROM search_state")[0]
    live = step.value("SELECT count(*) FROM product")
    last = step.value("SELECT coalesce(max(id), 0) FROM product")
    gone = step.value("SELECT count(*) FROM search_changed WHERE id > ?", (last,))
    if version == WORDS_VERSION and outdated + gone <= max(OUTDATED, live):
        return
    step.write("INSERT INTO search_index(search_index) VALUES('delete-all')")
    step.write("DELETE FROM search_turn")
    step.write("DELETE FROM search_changed WHERE id > ? OR id IN (SELECT id FROM product)", (last,))
    step.write(
        "UPDATE search_state SET indexed = 0, outdated = 0, words_version = ?", (WORDS_VERSION,)
    )


def _index_some(step: Step, limit: int) -> int:
    """Index up to ``limit`` products, changed ones before new ones; return how many."""
    changed = step.rows(
        "SELECT c.id, coalesce(t.turn, 0) + 1 AS turn FROM search_changed c "
        "CROSS JOIN product p ON p.id = c.id LEFT JOIN search_turn t ON t.id = c.id "
        "WHERE c.id <= (SELECT indexed FROM search_state) ORDER BY c.id LIMIT ?",
        (limit,),
    )
    if changed:
        turns = {row["id"]: row["turn"] for row in changed}
        _write_words(step, turns)
        step.write_many(
            "INSERT INTO search_turn(id, turn) VALUES(?, ?) "
            "ON CONFLICT(id) DO UPDATE SET turn = excluded.turn",
            list(turns.items()),
        )
        step.write("UPDATE search_state SET outdated = outdated + ?", (len(turns),))
        return len(turns)
    fresh = step.rows(
        "SELECT id FROM product WHERE id > (SELECT indexed FROM search_state) ORDER BY id LIMIT ?",
        (limit,),
    )
    if fresh:
        _write_words(step, {row["id"]: 0 for row in fresh})
        step.write("UPDATE search_state SET indexed = ?", (fresh[-1]["id"],))
    return len(fresh)


def _write_words(step: Step, turns: dict[int, int]) -> None:
    """Write an entry for each product (by id, with its turn) and take it off the list of changes."""
    texts = searched_texts(step, list(turns))
    entries = [
        ((turn << _TURN_BITS) + number, words.indexed(texts[number]))
        for number, turn in turns.items()
    ]
    # In the order of rowids the index writes them at once.
    step.write_many("INSERT INTO search_index(rowid, words) VALUES(?, ?)", sorted(entries))
    step.write(
        "DELETE FROM search_changed WHERE id IN (SELECT value FROM json_each(?))",
        (_json(list(turns)),),
    )


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
    if len(waiting) > COMPARED:
        return _beside_scan(reader, typed, phrases)
    values = {"words": words.match_expression(phrases)}
    if not waiting:
        return Condition(f"p.id IN ({_index_hits(reader)})", values)
    found = searched_texts(reader, waiting)
    hits = [number for number, whole in found.items() if words.matches(whole, phrases)]
    sql = (
        f"p.id IN ({_index_hits(reader)} AND (f.rowid & {_ID_MASK}) NOT IN "  # noqa: S608
        "(SELECT value FROM json_each(:waiting)) UNION ALL SELECT value FROM json_each(:hits))"
    )
    return Condition(sql, {**values, "waiting": _json(waiting), "hits": _json(hits)})


def _index_hits(reader: Reader) -> str:
    """Return SQL of the ids the index finds by ``:words``; it may be gone on with ``AND``."""
    hits = f"SELECT f.rowid & {_ID_MASK} FROM search_index f WHERE f.search_index MATCH :words"  # noqa: S608
    if not reader.value("SELECT outdated FROM search_state"):
        return hits
    return (
        f"{hits} AND (f.rowid >> {_TURN_BITS}) = "  # noqa: S608
        f"coalesce((SELECT t.turn FROM search_turn t WHERE t.id = f.rowid & {_ID_MASK}), 0)"
    )


def _beside_scan(reader: Reader, typed: str, phrases: tuple[words.Phrase, ...]) -> Condition:
    """Return hits of the index and, of what waits, those whose narrow columns hold every typed part."""
    likes, values = _likes(typed.split(), "w")
    columns = ", ".join(f"q.{name}" for name in ("id", *_NARROW))
    sql = (
        f"p.id IN ({_index_hits(reader)} UNION ALL "  # noqa: S608 - constants and our own marks
        f"SELECT w.id FROM (SELECT {columns} FROM product q WHERE q.id > (SELECT indexed FROM "
        f"search_state) ORDER BY q.id LIMIT {SCANNED}) w WHERE {likes} UNION ALL "
        f"SELECT w.id FROM (SELECT {columns} FROM search_changed c CROSS JOIN product q ON q.id = c.id "
        f"WHERE c.id <= (SELECT indexed FROM search_state) LIMIT {SCANNED}) w WHERE {likes})"
    )
    return Condition(sql, {**values, "words": words.match_expression(phrases)})


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
