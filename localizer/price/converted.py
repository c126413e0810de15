"""The second basis: the catalog's own selling price, converted, adjusted, brought to an ending.

The margin is not aimed at here. Where a cost is known the floor margin still holds, and the breakdown
with its profit is shown; where none is known there is a price and no claim about profit.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, Decimal

from localizer.model.price import Flag, PriceAnswer, PriceRequest, Refusal
from localizer.price.breakdown import answer, is_price, refused
from localizer.price.choice import Choice, choose, first_ending
from localizer.price.costs import convert
from localizer.price.economics import Economics, Span, economics, whole_range
from localizer.price.precision import GRID


def converted(request: PriceRequest) -> PriceAnswer:
    """Return the converted list price; call inside the solver's decimal context."""
    exact = _exact(request)
    if isinstance(exact, Refusal):
        return refused(request, exact)
    money: Economics | Refusal | None = None if request.cost is None else economics(request)
    if isinstance(money, Refusal):
        return refused(request, money)
    spans = whole_range(exact)
    if money is not None and request.floor_margin is not None:
        spans = _from(exact, money.spans(request.floor_margin))
        if not spans:
            return refused(request, Refusal.INFEASIBLE)
    above = first_ending(request.bands, spans)
    if above is None:
        return refused(request, Refusal.NO_ENDING)
    choice = choose(request, money, exact, above[0])
    if not isinstance(choice, Choice):
        return refused(request, choice)
    flags = (Flag.LOWERED_TO_CAP,) if choice.lowered else ()
    return answer(request, money, choice.price, exact=exact, flags=flags)


def _exact(request: PriceRequest) -> Decimal | Refusal:
    """Return list price times rate times adjustment, on the grid."""
    if request.list_price is None or not is_price(request.list_price.amount):
        return Refusal.INVALID_PRICE
    amount = convert(request.list_price, request)
    if isinstance(amount, Refusal):
        return amount
    exact = amount * request.adjust
    return exact.quantize(GRID, ROUND_CEILING) if is_price(exact) else Refusal.INVALID_PRICE


def _from(low: Decimal, spans: list[Span]) -> list[Span]:
    """Return the part of ``spans`` at or above ``low``."""
    return [
        Span(max(span.low, low), span.high, span.closed)
        for span in spans
        if span.high is None or span.high > low or (span.closed and span.high == low)
    ]
