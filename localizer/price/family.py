"""One price for a family: all sizes of a product at the smallest price that is good for each of them.

Where the sizes differ in nothing but their costs, a price that is good for the dearest is good for all:
the same fees leave more where less was paid. What then is sold under its target, or above it, each
breakdown says.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext

from localizer.model.price import Flag, PriceAnswer, PriceRequest, PriceStatus, Refusal
from localizer.price.breakdown import answer
from localizer.price.economics import economics
from localizer.price.precision import MATH
from localizer.price.solver import solve


def solve_family(requests: Sequence[PriceRequest]) -> tuple[PriceAnswer, ...]:
    """Return the answers to ``requests``, in their order, all at the highest price of any of them.

    The requests are sizes of one product in one place, alike but for their amounts. A size with a fixed
    price, or without any price, keeps its own answer and moves no other. Raises ``ValueError`` where
    the currencies differ.
    """
    if len({request.currency for request in requests}) > 1:
        raise ValueError("a family is priced in one currency")
    answers = [solve(request) for request in requests]
    pairs = list(zip(requests, answers, strict=True))
    prices = [one.list_price for request, one in pairs if _moves(request, one) and one.list_price]
    if not prices:
        return tuple(answers)
    highest = max(prices)
    return tuple(
        _raised(request, one, highest) if _moves(request, one) else one for request, one in pairs
    )


def _moves(request: PriceRequest, own: PriceAnswer) -> bool:
    """Tell whether a size takes part: it has a price, and nobody fixed it."""
    return own.status is PriceStatus.OK and request.fixed_price is None


def _raised(request: PriceRequest, own: PriceAnswer, price: Decimal) -> PriceAnswer:
    """Return the answer for ``price`` instead of a size's ``own``, everything recomputed there."""
    if own.list_price == price:
        return own
    with localcontext(MATH):
        money = None if request.cost is None else economics(request)
        if isinstance(money, Refusal):  # a size that has a price has known costs
            return own
        missed = (
            Flag.TARGET_MARGIN_MISSED_BY_CAP in own.warnings
            and money is not None
            and not money.keeps(price, request.target_margin)
        )
        flags = (Flag.TARGET_MARGIN_MISSED_BY_CAP,) if missed else ()
        return answer(request, money, price, exact=own.exact, flags=flags)
