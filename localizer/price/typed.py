"""Prices a person types: none that would be sold as another one, or as nothing."""

from __future__ import annotations

from decimal import localcontext

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.money import Money, quantize_selling, selling_unit
from localizer.price.breakdown import is_price
from localizer.price.precision import MATH


def refuse_rounded(amount: Money) -> None:
    """Raise `InputError` for an amount finer than its currency is sold with."""
    with localcontext(MATH):
        rounded = quantize_selling(amount.amount, amount.currency)
    if rounded == amount.amount:
        return
    unit = f"{selling_unit(amount.currency):f}"
    if not is_price(rounded):
        text = _("The lowest price in {currency} is {unit}. Enter a price above zero.")
        raise InputError(text.format(currency=amount.currency, unit=unit))
    text = _("Prices in {currency} go in steps of {unit}. Enter {rounded} instead of {amount}.")
    raise InputError(
        text.format(
            currency=amount.currency,
            unit=unit,
            rounded=f"{rounded:f}",
            amount=f"{amount.amount:f}",
        )
    )
