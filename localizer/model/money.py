"""Amounts of money: Decimal from strings, never a float, never an amount without its currency."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Final

#: Digits a price is *sold* with where they are not two. ISO 4217, CLDR and practice disagree: IDR and TWD
#: have two digits in ISO 4217 and none in shops. Source: our pricing research (5.4), checked 2026-11-21.
_SOLD_WITHOUT_DECIMALS: Final = ("IDR", "TWD")
#: ISO 4217, list one: currencies without minor unit, with thousandths and with ten-thousandths. The zeros
#: agree with CLDR 47 and the threes and fours too, except IQD, which has 3 in ISO 4217 and is sold
#: without (CLDR). Checked 2026-11-22.
# fmt: off
_ISO_0: Final = (
    "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV",
    "XAF", "XOF", "XPF",
)
# fmt: on
_ISO_3: Final = ("BHD", "JOD", "KWD", "LYD", "OMR", "TND")
_ISO_4: Final = ("CLF", "UYW")
#: Two digits in ISO 4217, none in CLDR 47: the minor unit is no longer in use. Checked 2026-11-22.
# fmt: off
_CLDR_0: Final = (
    "AFN", "ALL", "IQD", "IRR", "KPW", "LAK", "LBP", "MGA", "MMK", "RSD", "SOS", "SYP", "YER",
)
# fmt: on
SELLING_DIGITS: Final[dict[str, int]] = {
    **dict.fromkeys((*_SOLD_WITHOUT_DECIMALS, *_ISO_0, *_CLDR_0), 0),
    **dict.fromkeys(_ISO_3, 3),
    **dict.fromkeys(_ISO_4, 4),
}
DEFAULT_SELLING_DIGITS: Final = 2


def selling_digits(currency: str) -> int:
    """Return how many decimals a price in ``currency`` (ISO 4217) is sold with."""
    return SELLING_DIGITS.get(currency, DEFAULT_SELLING_DIGITS)


@lru_cache(maxsize=256)
def selling_unit(currency: str) -> Decimal:
    """Return the smallest step a price in ``currency`` (ISO 4217) moves by: ``0.01`` or ``1``."""
    return Decimal(1).scaleb(-selling_digits(currency))


def quantize_selling(amount: Decimal, currency: str) -> Decimal:
    """Round ``amount`` half-up to the selling digits of ``currency``."""
    return amount.quantize(selling_unit(currency), ROUND_HALF_UP)


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
