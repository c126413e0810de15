"""The answer at a chosen price: fees, tax and costs recomputed there, profit as the residual.

Each line is rounded half-up to selling digits; profit is what is left, so the lines add up exactly. The
shown margin is made of shown lines; whether a margin is *kept* is decided on unrounded numbers.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from localizer.model.money import selling_digits
from localizer.model.price import (
    BreakdownLine,
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

_EXACT: Final = Decimal("0.000001")
_MARGIN: Final = Decimal("0.0001")


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
    unit = _unit(request.currency)
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
        exact=None if exact is None else exact.quantize(_EXACT, ROUND_HALF_UP),
        suggested=suggested,
        list_price=price,
        breakdown=lines,
        margin_on_net=margin,
        tax_added_at_checkout=added,
        buyer_pays=payable,
        warnings=flags,
    )


def is_price(amount: Decimal) -> bool:
    """Tell whether ``amount`` can be a price at all: a finite number above 0 and below 10^25."""
    return not too_large(amount) and amount > 0


def _unit(currency: str) -> Decimal:
    """Return the smallest selling step of ``currency``: ``0.01`` or ``1``."""
    return Decimal(1).scaleb(-selling_digits(currency))


def _lines(
    request: PriceRequest, economics: Economics, price: Decimal, unit: Decimal
) -> tuple[tuple[BreakdownLine, ...], Decimal | None]:
    """Return the lines of ``price`` and the shown margin (``None`` where net revenue is 0)."""
    landed, factor = economics.landed, economics.factor
    tax = (price - price / factor).quantize(unit, ROUND_HALF_UP)
    lines = [BreakdownLine("price", price), BreakdownLine("tax_inside", tax)]
    profit = price - tax
    for rule, pieces in zip(request.fees, economics.fees.each, strict=True):
        due = amount_at(pieces, price, factor).quantize(unit, ROUND_HALF_UP)
        lines.append(BreakdownLine(f"fee_{rule.name}", due))
        profit -= due
    for name, amount in (
        ("cost", landed.cost),
        ("shipping", landed.shipping),
        ("fx_buffer", landed.buffer),
        ("local_cost", landed.local),
    ):
        part = amount.quantize(unit, ROUND_HALF_UP)
        lines.append(BreakdownLine(name, part))
        profit -= part
    lines.append(BreakdownLine("profit", profit))
    net = price - tax
    margin = (profit / net).quantize(_MARGIN, ROUND_HALF_UP) if net else None
    return tuple(lines), margin


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
