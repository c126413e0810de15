"""The log of what was sent to engines: when, whereto and how much, never the texts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import rows
from localizer.store.database import Reader, Row, Step

#: A detail is for whoever looks for a fault: more than this says nothing new.
_DETAIL_CHARS: Final = 300


@dataclass(frozen=True, slots=True)
class Request:
    """One request: ``chars`` characters in ``texts`` texts went to ``host`` (empty: stayed on this machine).

    ``answered`` texts came back in order; ``cause`` says why not all; ``cost`` is in the currency of the run.
    """

    engine: str
    host: str
    source_locale: str
    target_locale: str
    texts: int
    chars: int
    cost: Decimal
    answered: int = 0
    cause: str = ""
    detail: str = ""
    run_id: int | None = None
    id: int = 0
    at: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What a run has sent so far."""

    requests: int
    chars: int
    cost: Decimal


def begin(step: Step, request: Request) -> int:
    """Note a request before it goes out, so that one that was cut short is there too; return its id."""
    record = {
        "run_id": request.run_id,
        "at": step.moment,
        "engine": request.engine,
        "host": request.host,
        "source_locale": request.source_locale,
        "target_locale": request.target_locale,
        "texts": request.texts,
        "chars": request.chars,
        "answered": request.answered,
        "cause": request.cause,
        "detail": request.detail[:_DETAIL_CHARS],
        "cost": str(request.cost),
    }
    return rows.insert(step, "engine_log", record)


def finish(step: Step, request_id: int, *, answered: int, cause: str, detail: str) -> None:
    """Note what came back."""
    record = {"answered": answered, "cause": cause, "detail": detail[:_DETAIL_CHARS]}
    rows.update(step, "engine_log", request_id, record)


def sent(reader: Reader, run_id: int) -> Sent:
    """Return what a run has sent; the cost is exact."""
    found = reader.rows("SELECT chars, cost FROM engine_log WHERE run_id = ?", (run_id,))
    cost = sum((Decimal(row["cost"]) for row in found), Decimal(0))
    return Sent(len(found), sum(row["chars"] for row in found), cost)


def recent(reader: Reader, limit: int = 100) -> tuple[Request, ...]:
    """Return the newest requests, newest first."""
    found = reader.rows("SELECT * FROM engine_log ORDER BY id DESC LIMIT ?", (limit,))
    return tuple(map(_request, found))


def _request(row: Row) -> Request:
    return Request(
        engine=row["engine"],
        host=row["host"],
        source_locale=row["source_locale"],
        target_locale=row["target_locale"],
        texts=row["texts"],
        chars=row["chars"],
        cost=Decimal(row["cost"]),
        answered=row["answered"],
        cause=row["cause"],
        detail=row["detail"],
        run_id=row["run_id"],
        id=row["id"],
        at=row["at"],
    )
