"""The answer at a chosen price: fees, tax and costs recomputed there, profit as the residual.

Each line is rounded half-up to selling digits; profit is what is left, so the lines add up exactly. The
shown margin is made of shown lines; whether a margin is *kept* is decided on unrounded numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

from localizer.model.money import selling_unit
from localizer.model.price import (
    BreakdownLine,
    FeeRule,
    Flag,
    PriceAnswer,
    PriceRequest,
    PriceStatus,
    Refusal,
    TaxMode,
)
from localizer.price.economics import Economics
from localizer.price.fees import amount_at
from localizer.price.precision import ZERO, too_large

_AFTER_FEES: Final = ("cost", "shipping", "fx_buffer", "local_cost", "profit")
#: An exact price is shown with 6 decimals, a margin with 4.
EXACT_UNIT: Final = Decimal("0.000001")
MARGIN_UNIT: Final = Decimal("0.0001")


def refused(request: PriceRequest, code: Refusal) -> PriceAnswer:
    """Return the answer that there is no price, and why."""
    return PriceAnswer(PriceStatus.ERROR, request.basis, request.currency, code=code)


def answer(
    request: PriceRequest,
    economics: Economics | None,
    price: Decimal,
    *,
    exact: Decimal | None = None,
    suggested: Decimal | None = None,
    flags: tuple[Flag, ...] = (),
) -> PriceAnswer:
    """Return the whole answer for ``price``; without ``economics`` there is no breakdown."""
    unit = selling_unit(request.currency)
    price = price.quantize(unit, ROUND_HALF_UP)
    added = payable = margin = None
    lines: tuple[BreakdownLine, ...] = ()
    if request.tax_mode is TaxMode.EXCLUSIVE:
        added = (price * request.tax).quantize(unit, ROUND_HALF_UP)
        payable = price + added
    if economics is not None:
        lines, margin = _lines(request, economics, price, unit)
        flags = _cost_flags(request, economics, price) + flags
    return PriceAnswer(
        status=PriceStatus.OK,
        basis=request.basis,
        currency=request.currency,
        exact=None if exact is None else exact.quantize(EXACT_UNIT, ROUND_HALF_UP),
        suggested=suggested,
        list_price=price,
        breakdown=lines,
        margin_on_net=margin,
        tax_added_at_checkout=added,
        buyer_pays=payable,
        warnings=flags,
    )


def line_names(fees: Sequence[FeeRule]) -> tuple[str, ...]:
    """Return the names of the lines of a breakdown with ``fees``, in order."""
    return _names(tuple(rule.name for rule in fees))


@lru_cache(maxsize=1024)
def _names(fees: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the lines; ``fees`` are the names of the fees."""
    return ("price", "tax_inside", *(f"fee_{name}" for name in fees), *_AFTER_FEES)


def is_price(amount: Decimal) -> bool:
    """Tell whether ``amount`` can be a price at all: a finite number above 0 and below 10^25."""
    return not too_large(amount) and amount > 0


def _lines(
    request: PriceRequest, economics: Economics, price: Decimal, unit: Decimal
) -> tuple[tuple[BreakdownLine, ...], Decimal | None]:
    """Return the lines of ``price`` and the shown margin (``None`` where net revenue is 0)."""
    landed, factor = economics.landed, economics.factor
    tax = (price - price / factor).quantize(unit, ROUND_HALF_UP)
    net = profit = price - tax
    parts = [amount_at(pieces, price, factor) for pieces in economics.fees.each]
    parts += (landed.cost, landed.shipping, landed.buffer, landed.local)
    amounts = [price, tax]
    for part in parts:
        amount = part.quantize(unit, ROUND_HALF_UP)
        amounts.append(amount)
        profit -= amount
    amounts.append(profit)
    margin = (profit / net).quantize(MARGIN_UNIT, ROUND_HALF_UP) if net else None
    return tuple(map(BreakdownLine, line_names(request.fees), amounts)), margin


def _cost_flags(request: PriceRequest, economics: Economics, price: Decimal) -> tuple[Flag, ...]:
    """Return the flags that follow from cost and margin, in the order of `Flag`."""
    flags = []
    if economics.landed.cost == 0:
        flags.append(Flag.ZERO_COST)
    if not economics.keeps(price, ZERO):
        flags.append(Flag.LOSS)
    if request.target_margin < 0 and request.list_price is None:
        flags.append(Flag.NEGATIVE_MARGIN_TARGET)
    if request.floor_margin is not None and not economics.keeps(price, request.floor_margin):
        flags.append(Flag.BELOW_FLOOR_MARGIN)
    return tuple(flags)
