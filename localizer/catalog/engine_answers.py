"""What engines answered, kept so that no text is paid for twice, and the segments that wait for an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from localizer.catalog import translations
from localizer.catalog.engine_runs import WAITING_TEXTS, EngineJob, Pair, Scope
from localizer.catalog.json_text import encode
from localizer.store.database import Reader, Step

#: A text nobody wrote, composed or remembered, made from the source as it is now. CROSS JOIN keeps SQLite
#: from beginning with all untranslated texts of a locale: with 10,000 of them a run took four times as long.
_WAITS: Final = (
    "FROM segment s CROSS JOIN translation t ON t.segment_id = s.id JOIN product p ON p.id = s.product_id "
    "JOIN catalog c ON c.id = p.catalog_id WHERE t.state = 'untranslated' AND t.origin = 'none' "
    "AND t.source_hash = s.source_hash AND t.locale = :target AND c.locale = :source"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What waits between two locales: ``texts`` that differ, of ``chars`` characters, in ``segments``.

    ``known`` texts of ``known_chars`` characters the engine has answered before.
    """

    pair: Pair
    texts: int
    segments: int
    chars: int
    known: int
    known_chars: int


def demand(reader: Reader, scope: Scope, engine: str, version: str) -> tuple[Demand, ...]:
    """Return what waits in ``scope`` for an engine, by pair of locales."""
    found = reader.rows(
        "SELECT w.source_locale, w.target_locale, count(*) AS texts, sum(w.segments) AS segments, "  # noqa: S608
        "sum(length(b.source)) AS chars, count(a.id) AS known, "
        "sum(iif(a.id IS NULL, 0, length(b.source))) AS known_chars "
        f"FROM ({WAITING_TEXTS}) w JOIN segment_body b ON b.id = w.segment "
        "LEFT JOIN engine_answer a ON a.engine = :engine AND a.version = :version "
        "AND a.source_hash = w.source_hash AND a.source_locale = w.source_locale "
        "AND a.target_locale = w.target_locale GROUP BY 1, 2 ORDER BY 2, 1",
        {"engine": engine, "version": version, **scope.values()},
    )
    return tuple(Demand(Pair(row[0], row[1]), *row[2:]) for row in found)


def put(step: Step, engine: str, version: str, job: EngineJob, text: str) -> None:
    """Keep the answer to a job; a newer one takes the place of the one before."""
    step.write(
        "INSERT INTO engine_answer(engine, version, source_hash, source_locale, target_locale, text, at) "
        "VALUES(?, ?, ?, ?, ?, ?, ?) ON CONFLICT(engine, version, source_hash, source_locale, "
        "target_locale) DO UPDATE SET text = excluded.text, at = excluded.at",
        (
            *(engine, version, job.source_hash, job.source_locale, job.target_locale),
            *(text, step.moment),
        ),
    )


def forget(step: Step, engine: str) -> None:
    """Drop all answers of an engine: it will be asked anew."""
    step.write("DELETE FROM engine_answer WHERE engine = ?", (engine,))


def brands(reader: Reader, pair: Pair, hashes: Collection[str]) -> dict[str, frozenset[str]]:
    """Return the brands of the products that wait for each of the texts; one nobody waits for is left out."""
    found = reader.rows(
        f"SELECT DISTINCT s.source_hash, p.brand {_WAITS} "  # noqa: S608 - ours
        "AND s.source_hash IN (SELECT value FROM json_each(:hashes))",
        {"target": pair.target, "source": pair.source, "hashes": encode(list(hashes))},
    )
    gathered: dict[str, set[str]] = {}
    for row in found:
        gathered.setdefault(row["source_hash"], set()).add(row["brand"])
    return {text: frozenset(names) for text, names in gathered.items()}


def waiting(reader: Reader, job: EngineJob) -> tuple[translations.Pair, ...]:
    """Return the segments that wait for the text of a job, with their empty translations."""
    found = reader.rows(
        f"SELECT t.id {_WAITS} AND s.source_hash = :hash ORDER BY t.id",
        {"target": job.target_locale, "source": job.source_locale, "hash": job.source_hash},
    )
    return tuple(translations.pair(reader, row["id"]) for row in found)
