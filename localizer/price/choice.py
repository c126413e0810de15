"""Choosing the ending: up, nearest or down, never under the floor, stepping down to the cap.

The floor is asked before (the ranges of prices that keep it) and after (at the chosen ending, with fees
as they are there). This module knows nothing of how the ranges came about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from localizer.model.price import EndingBand, EndingMode, PriceRequest, Refusal
from localizer.price.economics import Economics, Span, whole_range
from localizer.price.endings import next_ending, previous_ending


@dataclass(frozen=True, slots=True)
class Choice:
    """The chosen price, and whether the cap lowered it."""

    price: Decimal
    lowered: bool = False


def first_ending(
    bands: Sequence[EndingBand], spans: Sequence[Span]
) -> tuple[Decimal, Decimal] | None:
    """Return the smallest ending inside ``spans`` and the low end of its span, ``None`` if none."""
    for span in spans:
        found = next_ending(bands, span.low)
        if found is None:
            return None
        if span.high is None or found < span.high or (span.closed and found == span.high):
            return found, span.low
    return None


def last_ending(
    bands: Sequence[EndingBand], spans: Sequence[Span], limit: Decimal
) -> Decimal | None:
    """Return the largest ending inside ``spans`` and not above ``limit``, ``None`` if none."""
    for span in reversed(spans):
        if span.high is not None and span.high <= limit:
            found = previous_ending(bands, span.high, strict=not span.closed)
        else:
            found = previous_ending(bands, limit)
        if found is not None and found >= span.low:
            return found
    return None


def choose(
    request: PriceRequest, economics: Economics | None, exact: Decimal, above: Decimal
) -> Choice | Refusal:
    """Return the price for an ``exact`` price whose next good ending upward is ``above``.

    ``economics`` is ``None`` where no cost is known: then no floor can be kept, so prices only go up.
    """
    price = _rounded(request, economics, exact, above)
    if request.max_price is None or price <= request.max_price:
        return Choice(price)
    spans = whole_range()
    if request.floor_margin is not None and economics is not None:
        spans = economics.spans(request.floor_margin)
    capped = last_ending(request.bands, spans, request.max_price)
    return Refusal.CAP_BELOW_FLOOR if capped is None else Choice(capped, lowered=True)


def _rounded(
    request: PriceRequest, economics: Economics | None, exact: Decimal, above: Decimal
) -> Decimal:
    """Return ``above`` or, where the mode and the floor allow, the ending below ``exact``."""
    mode, floor = request.ending_mode, request.floor_margin
    if mode is EndingMode.UP or above == exact:
        return above
    if floor is None:
        if mode is EndingMode.DOWN:
            return above
    elif economics is None:
        return above
    below = previous_ending(request.bands, exact)
    if below is None or (floor is not None and economics and not economics.keeps(below, floor)):
        return above
    if mode is EndingMode.NEAREST and exact - below >= above - exact:
        return above
    return below
