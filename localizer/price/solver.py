"""The price solver: gross-up per piece of the fees, the smallest good ending, floor, cap, fixed price.

Order of steps: convert, buffer, gross-up at the target margin, ending, recompute at the ending, floor,
cap, fixed price, flags. The ending comes after conversion and after the floor: a price is always an
allowed ending of the market's own currency, unless a person fixed it.
"""

from __future__ import annotations

import dataclasses
from decimal import Decimal, localcontext

from localizer.model.price import Basis, Flag, PriceAnswer, PriceRequest, PriceStatus, Refusal
from localizer.price.breakdown import answer, is_price, refused
from localizer.price.choice import Choice, choose, first_ending
from localizer.price.converted import converted
from localizer.price.economics import Economics, economics
from localizer.price.precision import MATH


def solve(request: PriceRequest) -> PriceAnswer:
    """Return the price of ``request`` with its breakdown, or the reason why there is none.

    Never raises for what a user can enter; the same request always gives the same answer, whatever the
    decimal context of the calling thread.
    """
    with localcontext(MATH):
        if request.fixed_price is not None:
            return _fixed(request, request.fixed_price)
        return _computed(request)


def _computed(request: PriceRequest) -> PriceAnswer:
    """Return the price the rules give."""
    if request.basis is Basis.CONVERTED:
        return converted(request)
    money = economics(request)
    if isinstance(money, Refusal):
        return refused(request, money)
    found = _gross_up(request, money)
    if isinstance(found, Refusal):
        return refused(request, found)
    exact, above = found
    choice = choose(request, money, exact, above)
    if not isinstance(choice, Choice):
        return refused(request, choice)
    flags = (Flag.TARGET_MARGIN_MISSED_BY_CAP,) if choice.lowered else ()
    return answer(request, money, choice.price, exact=exact, flags=flags)


def _gross_up(request: PriceRequest, money: Economics) -> tuple[Decimal, Decimal] | Refusal:
    """Return the exact price at the target margin and the smallest ending that also keeps the floor."""
    wanted = money.spans(request.target_margin)
    if not wanted:
        return Refusal.INFEASIBLE
    target = first_ending(request.bands, wanted)
    floor = request.floor_margin
    if floor is None or floor <= request.target_margin:
        return Refusal.NO_ENDING if target is None else (target[1], target[0])
    guarded = money.spans(floor)
    if not guarded:
        return Refusal.INFEASIBLE
    above = first_ending(request.bands, guarded)
    if target is None or above is None:
        return Refusal.NO_ENDING
    return target[1], above[0]


def _fixed(request: PriceRequest, price: Decimal) -> PriceAnswer:
    """Return the price a person fixed, with its margin, its flags and what the rules would give."""
    if not is_price(price):
        return refused(request, Refusal.INVALID_PRICE)
    rules = _computed(dataclasses.replace(request, fixed_price=None))
    suggested = rules.list_price if rules.status is PriceStatus.OK else None
    money = economics(request)
    if not isinstance(money, Refusal):
        return answer(request, money, price, suggested=suggested)
    if money is Refusal.MISSING_RATE:
        return answer(request, None, price, suggested=suggested, flags=(Flag.MARGIN_UNKNOWN,))
    if money is Refusal.MISSING_COST:
        return answer(request, None, price, suggested=suggested)
    return refused(request, money)
