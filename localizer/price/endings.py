"""Price endings: the next and the previous allowed price in bands of ``k * step + ending``.

Bands are half-open, ascending and may leave gaps; a price of 0 is never an ending. Amounts are in the
market's currency. This module knows no costs and no margins.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from localizer.model.money import selling_unit
from localizer.model.price import EndingBand
from localizer.price.precision import ZERO


def no_endings(currency: str) -> tuple[EndingBand, ...]:
    """Return the band that allows every price in selling digits of ``currency``."""
    step = selling_unit(currency)
    return (EndingBand(ZERO, None, step, (ZERO,)),)


def next_ending(bands: Sequence[EndingBand], price: Decimal) -> Decimal | None:
    """Return the smallest allowed price at or above ``price``, ``None`` past the last band."""
    for band in bands:
        if band.end is not None and price >= band.end:
            continue
        lowest = max(price, band.start)
        found = min(_at_or_above(lowest, band.step, ending) for ending in band.endings)
        if band.end is None or found < band.end:
            return found
    return None


def previous_ending(
    bands: Sequence[EndingBand], price: Decimal, *, strict: bool = False
) -> Decimal | None:
    """Return the largest allowed price at or below ``price`` (``strict``: below), ``None`` if none."""
    for band in reversed(bands):
        if price < band.start:
            continue
        highest, below = price, strict
        if band.end is not None and price >= band.end:
            highest, below = band.end, True
        found = max(_at_or_below(highest, band.step, ending, below) for ending in band.endings)
        if found > 0 and found >= band.start:
            return found
    return None


def _at_or_above(price: Decimal, step: Decimal, ending: Decimal) -> Decimal:
    """Return the smallest positive ``k * step + ending`` that is not below ``price``."""
    if price <= ending:
        return ending if ending > 0 else step
    found = (price - ending) // step * step + ending
    return found if found >= price else found + step


def _at_or_below(price: Decimal, step: Decimal, ending: Decimal, below: bool) -> Decimal:  # noqa: FBT001 - internal
    """Return the largest ``k * step + ending`` not above ``price`` (or below it); -1 if none."""
    if price < ending:
        return Decimal(-1)
    found = (price - ending) // step * step + ending
    if below and found == price:
        found -= step
    return found if found >= ending else Decimal(-1)
