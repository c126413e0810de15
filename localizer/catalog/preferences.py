"""Choices that belong to the workspace and travel with it, such as rates a person accepted."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from localizer.catalog import rows
from localizer.store.database import Reader, Step

#: Date (ISO) of the newest rates a person accepted although they are old.
RATES_ACCEPTED: Final = "rates_accepted"

#: Day (ISO) after which no exchange rate is looked at, empty for none.
RATES_FROZEN: Final = "rates_frozen"

#: Share of a price (``0.02``) by which a rate may move it before it changes.
DEAD_BAND: Final = "dead_band"


def read(reader: Reader, key: str, default: str = "") -> str:
    """Return the value of ``key``."""
    value = reader.value("SELECT value FROM preference WHERE key = ?", (key,))
    return default if value is None else str(value)


def share(reader: Reader, key: str, default: Decimal) -> Decimal:
    """Return the value of ``key`` as a fraction."""
    value = read(reader, key)
    return Decimal(value) if value else default


def write(step: Step, key: str, value: str) -> bool:
    """Set ``key``; tell whether that changed it."""
    return rows.put(step, "preference", {"key": key}, {"value": value})
