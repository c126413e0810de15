"""What a product costs in the market's currency: converted, buffered, plus local costs.

The buffer is taken on converted amounts only: what is already in the market's currency carries no
exchange risk. A missing rate is a refusal, never 1 and never 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from localizer.model.money import Money
from localizer.model.price import PriceRequest, Refusal
from localizer.price.precision import ZERO, too_large


@dataclass(frozen=True, slots=True)
class Landed:
    """Unrounded costs in the market's currency."""

    cost: Decimal
    shipping: Decimal
    buffer: Decimal
    local: Decimal

    @property
    def total(self) -> Decimal:
        """Return all costs that a price must cover besides fees and tax."""
        return self.cost + self.shipping + self.buffer + self.local


def land(request: PriceRequest) -> Landed | Refusal:
    """Return the costs of ``request`` in its currency, or why they are unknown."""
    if request.cost is None:
        return Refusal.MISSING_COST
    shipping = request.shipping
    for amount in (
        request.cost.amount,
        request.local_cost,
        ZERO if shipping is None else shipping.amount,
    ):
        if too_large(amount):
            return Refusal.AMOUNT_TOO_LARGE
        if amount < 0:
            return Refusal.NEGATIVE_COST
    cost = convert(request.cost, request)
    carried = ZERO if shipping is None else convert(shipping, request)
    if isinstance(cost, Refusal) or isinstance(carried, Refusal):
        return Refusal.MISSING_RATE
    abroad = ZERO
    if request.cost.currency != request.currency:
        abroad += cost
    if shipping is not None and shipping.currency != request.currency:
        abroad += carried
    landed = Landed(cost, carried, abroad * request.fx_buffer, request.local_cost)
    return Refusal.AMOUNT_TOO_LARGE if too_large(landed.total) else landed


def convert(money: Money, request: PriceRequest) -> Decimal | Refusal:
    """Return ``money`` in the request's currency at the request's rate, unrounded."""
    if money.currency == request.currency:
        return money.amount
    rate = request.rate
    if rate is None or (rate.base, rate.quote) != (money.currency, request.currency):
        return Refusal.MISSING_RATE
    if too_large(rate.value) or rate.value <= 0:
        return Refusal.MISSING_RATE
    return money.amount * rate.value
