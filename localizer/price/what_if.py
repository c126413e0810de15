"""What if: the same price at another rate, with other fees, at another target margin.

A price may *follow* (it is made anew under the supposition) or *stay* (today's price is asked, and what it
earns then is told). Nothing is stored here; the module knows one request at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from typing import Final

from localizer.model.price import (
    FeeRule,
    PriceAnswer,
    PriceRequest,
    PriceStatus,
    Rate,
    Refusal,
    Tier,
)
from localizer.price.breakdown import answer, is_price
from localizer.price.economics import Economics, economics
from localizer.price.precision import MATH, ONE, ZERO, too_large
from localizer.price.solver import solve

#: The fee that stands for points on top where a channel takes no percentage.
EXTRA_FEE: Final = "what_if"
_PERCENT: Final = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class WhatIf:
    """A supposition; each number is 0 where nothing is supposed.

    ``rate_pct`` is by how many per cent the rate (market currency per unit of the cost's) differs: above 0
    the goods cost more in the market. ``fee_points`` and ``margin_points`` are added to the percentage that
    the channel takes and to the target margin. Raises ``ValueError`` for a rate of nothing or less.
    """

    rate_pct: Decimal = ZERO
    fee_points: Decimal = ZERO
    margin_points: Decimal = ZERO

    def __post_init__(self) -> None:
        """Refuse what is no rate any more."""
        if self.rate_pct <= -1 / _PERCENT:
            raise ValueError("a rate cannot fall by 100 % or more")

    def __bool__(self) -> bool:
        """Tell whether anything is supposed."""
        return bool(self.rate_pct or self.fee_points or self.margin_points)

    def applied(self, request: PriceRequest) -> PriceRequest:
        """Return ``request`` as it would be.

        The target margin counts where a price is made from its cost only. A cost that was converted before
        it came into the request does not move with the rate.
        """
        with localcontext(MATH):
            return replace(
                request,
                rate=self._rate(request.rate),
                fees=with_points(request.fees, self.fee_points * _PERCENT),
                target_margin=self._margin(request),
            )

    def _rate(self, rate: Rate | None) -> Rate | None:
        if rate is None or not self.rate_pct or too_large(rate.value):
            return rate
        return replace(rate, value=rate.value * (ONE + self.rate_pct * _PERCENT))

    def _margin(self, request: PriceRequest) -> Decimal:
        if request.list_price is not None:
            return request.target_margin
        return request.target_margin + self.margin_points * _PERCENT


def with_points(rules: Sequence[FeeRule], share: Decimal) -> tuple[FeeRule, ...]:
    """Return ``rules`` with ``share`` (a fraction) more of the price taken, or less where it is below 0.

    The first percentage fee takes it, each of its tiers; where it reaches 0, the next one goes on. A fee's
    minimum and cap stay. What no fee can take on top becomes one of its own.
    """
    left, found = share, []
    for rule in rules:
        highest = max([rule.pct, *(tier.pct for tier in rule.tiers)])
        if left and highest > 0:
            found.append(_with_share(rule, left))
            left = min(left + highest, ZERO) if left < 0 else ZERO
        else:
            found.append(rule)
    if left > 0:
        found.append(FeeRule(_free_name(rules), pct=left))
    return tuple(found)


def _with_share(rule: FeeRule, share: Decimal) -> FeeRule:
    tiers = tuple(
        Tier(tier.start, tier.end, max(tier.pct + share, ZERO), tier.fixed) for tier in rule.tiers
    )
    return replace(
        rule, pct=rule.pct if tiers else max(rule.pct + share, ZERO), tiers=tiers or rule.tiers
    )


def _free_name(rules: Sequence[FeeRule]) -> str:
    names, name = {rule.name for rule in rules}, EXTRA_FEE
    while name in names:
        name += "_"
    return name


def follow(request: PriceRequest, what_if: WhatIf) -> PriceAnswer:
    """Return the price made anew under ``what_if``; a fixed price stays, with what it earns then."""
    return solve(what_if.applied(request))


def stay(request: PriceRequest, what_if: WhatIf, price: Decimal) -> PriceAnswer:
    """Return what ``price`` earns under ``what_if``, whatever the rules would give."""
    return earned(what_if.applied(request), price)


def earned(request: PriceRequest, price: Decimal) -> PriceAnswer:
    """Return the answer to ``request`` at ``price``; without a known cost it has no breakdown."""
    with localcontext(MATH):
        money = None if request.cost is None else economics(request)
        if not is_price(price) or (
            isinstance(money, Refusal) and money is not Refusal.MISSING_RATE
        ):
            code = Refusal.INVALID_PRICE if not isinstance(money, Refusal) else money
            return PriceAnswer(PriceStatus.ERROR, request.basis, request.currency, code=code)
        return answer(request, money if isinstance(money, Economics) else None, price)
