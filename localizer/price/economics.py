"""Which prices keep a margin: the profit line on each straight piece of the fees, solved exactly.

With the tax factor ``g``, fees ``W * P / g + K`` and landed cost ``C``, a price ``P`` keeps the margin
``m`` on net revenue exactly when ``P * (1 - m - W) >= g * (C + K)``. The pieces jump at tier edges, so
the prices that keep a margin are a list of ranges, not one threshold. Nothing here knows of endings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from localizer.model.price import PriceRequest, Refusal, TaxMode
from localizer.price.costs import Landed, land
from localizer.price.fees import FeePlan, Piece, fee_plan, piece_at
from localizer.price.precision import GRID, ONE, ZERO, too_large


@dataclass(frozen=True, slots=True)
class Span:
    """Prices from ``low`` (inside) to ``high`` (``closed``: inside, else outside; ``None`` = no end)."""

    low: Decimal
    high: Decimal | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Economics:
    """The tax factor, costs and fees of one request; ``cost`` is the landed total."""

    factor: Decimal
    landed: Landed
    cost: Decimal
    fees: FeePlan

    def keeps(self, price: Decimal, margin: Decimal) -> bool:
        """Tell whether ``price`` leaves at least ``margin`` (a fraction) of net revenue, exactly."""
        piece = piece_at(self.fees.together, price)
        return price * (ONE - margin - piece.slope) >= self.factor * (self.cost + piece.constant)

    def spans(self, margin: Decimal) -> list[Span]:
        """Return the prices that keep ``margin``, ascending; empty where none does."""
        found: list[Span] = []
        for piece in self.fees.together:
            slope = ONE - margin - piece.slope
            span = _solve(piece, slope, self.factor * (self.cost + piece.constant))
            if span is None:
                continue
            if found and not found[-1].closed and found[-1].high == span.low:
                span = Span(found.pop().low, span.high, span.closed)
            found.append(span)
        return found


def tax_factor(request: PriceRequest) -> Decimal:
    """Return what the shown price is divided by to get net revenue: 1 + tax where it is inside."""
    return ONE + request.tax if request.tax_mode is TaxMode.INCLUSIVE else ONE


def economics(request: PriceRequest) -> Economics | Refusal:
    """Return the economics of ``request``, or why its costs are unknown."""
    landed = land(request)
    if isinstance(landed, Refusal):
        return landed
    factor = tax_factor(request)
    return Economics(factor, landed, landed.total, fee_plan(request.fees, factor))


def _solve(piece: Piece, slope: Decimal, need: Decimal) -> Span | None:
    """Return where ``slope * P >= need`` on ``piece``.

    A slope of 0 or less with something to pay is a sum of 100 % or more: no price exists.
    """
    if slope > 0:
        return _from_root(piece, slope, need)
    if need >= 0:
        return None
    # Only a fee whose rate rises from tier to tier comes here: the margin holds up to a price.
    if slope == 0:
        return Span(piece.start, piece.end)
    root = need / slope
    if too_large(root) or (piece.end is not None and root >= piece.end):
        return Span(piece.start, piece.end)
    return (
        Span(piece.start, root.quantize(GRID, ROUND_FLOOR), closed=True)
        if root >= piece.start
        else None
    )


def _from_root(piece: Piece, slope: Decimal, need: Decimal) -> Span | None:
    """Return where ``slope * P >= need`` on ``piece`` for a ``slope`` above 0: from the root on."""
    if need <= 0:
        return Span(piece.start, piece.end)
    root = need / slope
    if too_large(root):
        return None
    low = max(root.quantize(GRID, ROUND_CEILING), piece.start)
    return Span(low, piece.end) if piece.end is None or low < piece.end else None


def whole_range(low: Decimal = ZERO) -> Sequence[Span]:
    """Return the one span from ``low`` without end."""
    return (Span(low),)
