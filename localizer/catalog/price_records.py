"""Prices that were really asked, written down when files leave: strike-through prices rest on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from localizer.catalog import rows
from localizer.model.money import Money
from localizer.store.database import Row, Step


def note(
    step: Step,
    product_id: int,
    market: str,
    currency: str,
    asked: Sequence[tuple[dt.date, Decimal]],
) -> bool:
    """Note what is asked from each day on, the first of them today; tell whether that was new.

    A price that has not changed is not written again. Of several on one day the lowest stays: it was really
    asked. What was to be asked on later days gives way.
    """
    today = asked[0][0]
    found = step.rows(
        "SELECT id, since, amount, currency FROM price_record WHERE product_id = ? AND market = ? "
        "ORDER BY since",
        (product_id, market),
    )
    before = [row for row in found if row["since"] < today.isoformat()]
    last = Money.of(before[-1]["amount"], before[-1]["currency"]) if before else None
    wanted: dict[str, str] = {}
    for day, amount in _lowest_today(asked, found[len(before) :], currency):
        if last == Money(amount, currency):
            continue
        last = Money(amount, currency)
        wanted[day.isoformat()] = f"{amount:f}"
    changed = False
    for row in found[len(before) :]:
        if row["since"] not in wanted:
            step.write("DELETE FROM price_record WHERE id = ?", (row["id"],))
            changed = True
    for since, text in wanted.items():
        key = {"product_id": product_id, "market": market, "since": since}
        changed |= rows.put(step, "price_record", key, {"amount": text, "currency": currency})
    return changed


def _lowest_today(
    asked: Sequence[tuple[dt.date, Decimal]], known: Sequence[Row], currency: str
) -> Sequence[tuple[dt.date, Decimal]]:
    """Return ``asked``; where less is on record for its first day, that holds then, ``asked`` a day later."""
    (today, amount), *later = asked
    noted = [
        Decimal(row["amount"])
        for row in known
        if row["since"] == today.isoformat() and row["currency"] == currency
    ]
    lowest = min((amount, *noted))
    if lowest == amount:
        return asked
    days = {today: lowest, today + dt.timedelta(days=1): amount, **dict(later)}
    return sorted(days.items())
