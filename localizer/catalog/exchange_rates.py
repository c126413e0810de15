"""The workspace's own exchange rates: fetched ones, ones a person entered, spreads.

A fetched series is JSON text as `localizer.price.rates` writes it; this module does not look into it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from localizer.catalog import rows
from localizer.catalog.json_text import decode, encode
from localizer.model.price import Rate
from localizer.store.database import Reader, Step

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredSeries:
    """What was fetched from one source; ``credit`` must be shown where the rates are."""

    source: str
    base: str
    data: Json
    credit: str
    fetched_at: dt.datetime


def save_series(step: Step, series: StoredSeries) -> None:
    """Keep ``series`` in place of what the same source gave for the same base before."""
    record = {
        "data": encode(series.data),
        "credit": series.credit,
        "fetched_at": series.fetched_at.isoformat(timespec="seconds"),
    }
    rows.put(step, "rate_series", {"source": series.source, "base": series.base}, record)


def all_series(reader: Reader) -> tuple[StoredSeries, ...]:
    """Return what was fetched, the first source of the last refresh last."""
    found = reader.rows("SELECT * FROM rate_series ORDER BY fetched_at, id DESC")
    return tuple(
        StoredSeries(
            row["source"],
            row["base"],
            decode(row["data"]),
            row["credit"],
            dt.datetime.fromisoformat(row["fetched_at"]),
        )
        for row in found
    )


def set_manual(step: Step, rate: Rate) -> bool:
    """Enter a rate, its ``source`` being the note a person gave; tell whether that changed anything."""
    record = {"value": f"{rate.value:f}", "date": rate.date.isoformat(), "note": rate.source}
    return rows.put(step, "manual_rate", {"base": rate.base, "quote": rate.quote}, record)


def clear_manual(step: Step, base: str, quote: str) -> bool:
    """Take an entered rate back; tell whether there was one."""
    return rows.remove(step, "manual_rate", {"base": base, "quote": quote})


def manual_rates(reader: Reader) -> tuple[Rate, ...]:
    """Return the rates people entered."""
    found = reader.rows("SELECT * FROM manual_rate ORDER BY base, quote")
    return tuple(
        Rate(
            row["base"],
            row["quote"],
            Decimal(row["value"]),
            dt.date.fromisoformat(row["date"]),
            row["note"],
        )
        for row in found
    )


def set_spread(step: Step, currency: str, percent: Decimal) -> bool:
    """Set what is kept of a conversion into ``currency``, 0 for nothing; tell whether that changed it."""
    key = {"currency": currency}
    if not percent:
        return rows.remove(step, "rate_spread", key)
    return rows.put(step, "rate_spread", key, {"percent": f"{percent:f}"})


def spreads(reader: Reader) -> dict[str, Decimal]:
    """Return the spreads in per cent by currency."""
    found = reader.rows("SELECT * FROM rate_spread ORDER BY currency")
    return {row["currency"]: Decimal(row["percent"]) for row in found}


def currencies_of_costs(reader: Reader) -> tuple[str, ...]:
    """Return the currencies that costs and list prices are in, the one of most costs first.

    Every variant is looked at: not for the window's thread.
    """
    found = reader.rows(
        "SELECT currency, sum(n) AS n FROM ("
        "SELECT cost_currency AS currency, count(*) AS n FROM variant WHERE cost IS NOT NULL GROUP BY 1 "
        "UNION ALL "
        "SELECT list_currency, 0 FROM variant WHERE list_price IS NOT NULL GROUP BY 1) "
        "WHERE currency <> '' GROUP BY currency ORDER BY n DESC, currency"
    )
    return tuple(row["currency"] for row in found)
