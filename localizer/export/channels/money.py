"""What a channel is told of a variant's price: the regular one, the sale, and what is struck through."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from localizer.export.listing import ListingRow
from localizer.model.money import quantize_selling


def digits(value: Decimal | None, currency: str) -> str:
    """Return an amount in the digits its currency is sold with, empty for none: ``199.00``."""
    return "" if value is None else f"{quantize_selling(value, currency):f}"


def with_currency(value: Decimal | None, currency: str) -> str:
    """Return ``199.00 THB``, empty for none."""
    return "" if value is None else f"{digits(value, currency)} {currency}"


def sale_at(row: ListingRow, now: dt.datetime) -> Decimal | None:
    """Return the reduced price that holds at ``now``, ``None`` where the regular one does."""
    asked = row.asked
    if asked.sale is None:
        return None
    begun = asked.sale_starts_at is None or asked.sale_starts_at <= now
    over = asked.sale_ends_at is not None and asked.sale_ends_at <= now
    return asked.sale if begun and not over else None


def sale_period(row: ListingRow) -> str:
    """Return when a sale holds as ISO 8601 ``start/end``, empty where a bound is open."""
    starts, ends = row.asked.sale_starts_at, row.asked.sale_ends_at
    if row.asked.sale is None or starts is None or ends is None:
        return ""
    return f"{starts.isoformat(timespec='minutes')}/{ends.isoformat(timespec='minutes')}"
