"""Runs of engines and their jobs: what was to be asked, what came of it, what still waits.

None of it is recorded for undo: what an engine was asked stays asked. An answer and its job are written in
one transaction, so that a program that is killed asks nothing twice that had been answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from localizer.catalog import rows
from localizer.catalog.json_text import encode
from localizer.store.database import Reader, Row, Step


class RunState(StrEnum):
    """How far a run is; stored, so the values must not change."""

    #: Under way, or the program ended in the middle of it.
    RUNNING = "running"
    DONE = "done"
    #: A person stopped it for a while, or for good; what still waits can be asked later.
    PAUSED = "paused"
    CANCELLED = "cancelled"
    #: It stopped by itself: the ceiling was reached, or nothing more would have succeeded.
    STOPPED = "stopped"


class JobState(StrEnum):
    """What came of a job; stored, so the values must not change."""

    WAITING = "waiting"
    ANSWERED = "answered"
    FAILED = "failed"
    #: Nobody waits for the text any more: its source changed, or a person wrote it.
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Scope:
    """The texts an engine may be asked for: in ``locales``, of the products ``only`` (default: all)."""

    locales: tuple[str, ...]
    only: tuple[int, ...] | None = None

    def values(self) -> dict[str, str | None]:
        """Return the values of `WAITING_TEXTS` in a query."""
        only = None if self.only is None else encode(list(self.only))
        return {"locales": encode(list(self.locales)), "only": only}


@dataclass(frozen=True, slots=True)
class EngineRun:
    """One run of the engine ``engine`` in ``version``; ``ceiling`` is decimal text, empty for no limit."""

    engine: str
    version: str
    state: RunState
    cause: str = ""
    ceiling: str = ""
    currency: str = ""
    id: int = 0
    at: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class EngineJob:
    """A source text to be translated between two locales.

    ``field`` and ``about`` (a product's title) are those of the first segment that waits for it; ``attempts``
    counts how often it was sent.
    """

    id: int
    source_hash: str
    source: str
    source_locale: str
    target_locale: str
    field: str
    about: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Pair:
    """What of a run goes from one locale into another."""

    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The jobs of a run: ``failed`` by cause; ``unsent`` are those answered without being asked."""

    waiting: int
    answered: int
    unsent: int
    gone: int
    failed: Mapping[str, int]

    @property
    def total(self) -> int:
        """Return the number of all jobs."""
        return self.waiting + self.answered + self.gone + sum(self.failed.values())


#: SQL of the texts that wait for an engine, each once for two locales: a draft was tried from the source as
#: it is now, and neither memory, facts nor a person gave a text. In SQLite the other columns are those of the
#: row that ``min`` found.
WAITING_TEXTS: Final = (
    "SELECT s.source_hash, c.locale AS source_locale, t.locale AS target_locale, min(s.id) AS segment, "
    "s.field, p.title, count(*) AS segments "
    "FROM translation t JOIN segment s ON s.id = t.segment_id JOIN product p ON p.id = s.product_id "
    "JOIN catalog c ON c.id = p.catalog_id "
    "WHERE t.locale IN (SELECT value FROM json_each(:locales)) AND t.state = 'untranslated' "
    "AND t.origin = 'none' AND t.source_hash = s.source_hash "
    "AND (:only IS NULL OR s.product_id IN (SELECT value FROM json_each(:only))) "
    "GROUP BY s.source_hash, c.locale, t.locale"
)


def create(step: Step, run: EngineRun) -> int:
    """Write a new run of the present moment; return its id."""
    record = {
        "engine": run.engine,
        "version": run.version,
        "at": step.moment,
        "by": step.by,
        "state": run.state.value,
        "cause": run.cause,
        "ceiling": run.ceiling,
        "currency": run.currency,
    }
    return rows.insert(step, "engine_run", record)


def write_jobs(step: Step, run_id: int, scope: Scope) -> None:
    """Write one job for each text that waits in ``scope``, in the order of the segments."""
    step.write(
        "INSERT INTO engine_job(run_id, source_hash, source, source_locale, target_locale, field, "  # noqa: S608
        "about, state, cause, attempts) "
        "SELECT :run, w.source_hash, b.source, w.source_locale, w.target_locale, w.field, w.title, "
        f"'waiting', '', 0 FROM ({WAITING_TEXTS}) w JOIN segment_body b ON b.id = w.segment "
        "ORDER BY w.source_locale, w.target_locale, w.segment",
        {"run": run_id, **scope.values()},
    )


def set_state(step: Step, run_id: int, state: RunState, cause: str = "") -> None:
    """Say how far a run is, and why it stopped."""
    rows.update(step, "engine_run", run_id, {"state": state.value, "cause": cause})


def set_ceiling(step: Step, run_id: int, ceiling: str) -> None:
    """Say what a run may cost in all (decimal text, empty for no limit)."""
    rows.update(step, "engine_run", run_id, {"ceiling": ceiling})


def find(reader: Reader, run_id: int) -> EngineRun:
    """Return one run. Raises `LookupError` when there is none."""
    row = reader.one("SELECT * FROM engine_run WHERE id = ?", (run_id,))
    if row is None:
        raise LookupError(f"no run {run_id}")
    return _run(row)


def unfinished(reader: Reader) -> tuple[EngineRun, ...]:
    """Return the runs with texts that still wait, newest first: these can be resumed."""
    found = reader.rows(
        "SELECT * FROM engine_run r WHERE EXISTS(SELECT 1 FROM engine_job j "
        "WHERE j.run_id = r.id AND j.state = 'waiting') ORDER BY id DESC"
    )
    return tuple(map(_run, found))


def waiting_pairs(reader: Reader, run_id: int) -> tuple[Pair, ...]:
    """Return between which locales texts of a run still wait."""
    found = reader.rows(
        "SELECT DISTINCT source_locale, target_locale FROM engine_job "
        "WHERE run_id = ? AND state = 'waiting' ORDER BY target_locale, source_locale",
        (run_id,),
    )
    return tuple(Pair(row["source_locale"], row["target_locale"]) for row in found)


def waiting_jobs(
    reader: Reader, run_id: int, pair: Pair, *, after: int, limit: int
) -> tuple[EngineJob, ...]:
    """Return up to ``limit`` jobs that wait between two locales, with ids above ``after``."""
    found = reader.rows(
        "SELECT * FROM engine_job WHERE run_id = ? AND state = 'waiting' AND target_locale = ? "
        "AND source_locale = ? AND id > ? ORDER BY id LIMIT ?",
        (run_id, pair.target, pair.source, after, limit),
    )
    return tuple(map(_job, found))


def known_jobs(
    reader: Reader, run: EngineRun, pair: Pair, *, after: int, limit: int
) -> tuple[tuple[EngineJob, str], ...]:
    """Return jobs as `waiting_jobs` does, but those the engine has answered before, with the answers."""
    found = reader.rows(
        "SELECT j.*, a.text FROM engine_job j JOIN engine_answer a ON a.source_hash = j.source_hash "
        "AND a.source_locale = j.source_locale AND a.target_locale = j.target_locale "
        "WHERE j.run_id = ? AND j.state = 'waiting' AND j.target_locale = ? "
        "AND j.source_locale = ? AND j.id > ? AND a.engine = ? AND a.version = ? "
        "ORDER BY j.id LIMIT ?",
        (run.id, pair.target, pair.source, after, run.engine, run.version, limit),
    )
    return tuple((_job(row), row["text"]) for row in found)


def mark(step: Step, job_id: int, state: JobState, cause: str = "") -> None:
    """Say what came of a job that waited; one that did not stays as it is."""
    step.write(
        "UPDATE engine_job SET state = ?, cause = ? WHERE id = ? AND state = 'waiting'",
        (state.value, cause, job_id),
    )


def count_attempts(step: Step, job_ids: Iterable[int]) -> None:
    """Note that jobs were sent once more."""
    step.write_many(
        "UPDATE engine_job SET attempts = attempts + 1 WHERE id = ?",
        [(number,) for number in job_ids],
    )


def tally(reader: Reader, run_id: int) -> Tally:
    """Return how many jobs of a run came to what."""
    found: Sequence[Row] = reader.rows(
        "SELECT state, cause, count(*) AS n, sum(attempts = 0) AS unsent FROM engine_job "
        "WHERE run_id = ? GROUP BY state, cause",
        (run_id,),
    )

    def sum_of(state: JobState, column: str = "n") -> int:
        return sum(row[column] for row in found if row["state"] == state)

    return Tally(
        waiting=sum_of(JobState.WAITING),
        answered=sum_of(JobState.ANSWERED),
        unsent=sum_of(JobState.ANSWERED, "unsent"),
        gone=sum_of(JobState.GONE),
        failed={row["cause"]: row["n"] for row in found if row["state"] == JobState.FAILED},
    )


def _run(row: Row) -> EngineRun:
    return EngineRun(
        engine=row["engine"],
        version=row["version"],
        state=RunState(row["state"]),
        cause=row["cause"],
        ceiling=row["ceiling"],
        currency=row["currency"],
        id=row["id"],
        at=row["at"],
        by=row["by"],
    )


def _job(row: Row) -> EngineJob:
    return EngineJob(
        id=row["id"],
        source_hash=row["source_hash"],
        source=row["source"],
        source_locale=row["source_locale"],
        target_locale=row["target_locale"],
        field=row["field"],
        about=row["about"],
        attempts=row["attempts"],
    )
