"""Rules around a price: how old a rate may be, the price per unit, what may be struck through.

The numbers are defaults with their source, not advice. No clock: the caller says which day it is in
the market's time zone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal, localcontext
from typing import Final

from localizer.model.money import quantize_selling, selling_digits
from localizer.model.price import Flag, RateAge, RateAgeLevel, Refusal, Strike, UnitPrice
from localizer.price.precision import MATH

#: Calendar days. A weekend with a holiday is 4 days; measured rate movements justify the others
#: (95th percentile over one month: 1.6 to 7.8 %). Checked 2026-11-21.
SILENT_DAYS: Final = 4
WARN_DAYS: Final = 7
BLOCK_DAYS: Final = 45

#: The European Union's members (2026-11-21): a reduction is computed from the lowest price of the last
#: 30 days. Directive 98/6/EC Art. 6a; CJEU C-330/23, 26 September 2024.
# fmt: off
EU_MARKETS: Final = frozenset({
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
    "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
})
# fmt: on

#: How far back the lowest price before a reduction is looked for: Directive 98/6/EC Art. 6a (2).
LOOK_BACK: Final = dt.timedelta(days=30)

#: How much of each unit makes the unit a price is given for. Germany has allowed only 1 kg, 1 l, 1 m
#: and 1 m² since 28 May 2022 (PAngV); we use these everywhere. Checked 2026-11-21.
_PER_UNIT: Final = {
    "mg": ("kg", Decimal(1_000_000)),
    "g": ("kg", Decimal(1000)),
    "kg": ("kg", Decimal(1)),
    "ml": ("l", Decimal(1000)),
    "cl": ("l", Decimal(100)),
    "l": ("l", Decimal(1)),
    "mm": ("m", Decimal(1000)),
    "cm": ("m", Decimal(100)),
    "m": ("m", Decimal(1)),
    "cm2": ("m2", Decimal(10_000)),
    "m2": ("m2", Decimal(1)),
    "piece": ("piece", Decimal(1)),
}
#: Less than 10 g or 10 ml needs no unit price (PAngV § 4 (3) 1). Checked 2026-11-22.
_EXEMPT_BELOW: Final = {"kg": Decimal("0.010"), "l": Decimal("0.010")}


def rate_age(
    rate_date: dt.date,
    today: dt.date,
    *,
    warn_days: int = WARN_DAYS,
    block_days: int = BLOCK_DAYS,
    confirmed: bool = False,
) -> RateAge:
    """Return how old a rate is on ``today`` and what follows.

    ``confirmed`` means a person accepted the rate as it is: it no longer blocks, it still warns.
    """
    days = (today - rate_date).days
    if days < 0:
        return RateAge(days, RateAgeLevel.WARN, warnings=(Flag.RATE_DATE_IN_FUTURE,))
    if days > block_days and not confirmed:
        return RateAge(days, RateAgeLevel.BLOCK, code=Refusal.RATE_TOO_OLD)
    if days > warn_days:
        return RateAge(days, RateAgeLevel.WARN, warnings=(Flag.STALE_RATE,))
    return RateAge(days, RateAgeLevel.INFO if days > SILENT_DAYS else RateAgeLevel.SILENT)


def unit_price(price: Decimal, content: Decimal, unit: str, currency: str) -> UnitPrice | None:
    """Return the price per base unit, half-up to selling digits.

    ``None`` where the unit is unknown, the content is not above 0, or the law asks for no unit price.
    """
    per = _PER_UNIT.get(unit)
    if per is None or content <= 0:
        return None
    name, parts = per
    if content < _EXEMPT_BELOW.get(name, Decimal(0)) * parts:
        return None
    with localcontext(MATH):
        step = Decimal(1).scaleb(-selling_digits(currency))
        return UnitPrice((price * parts / content).quantize(step, ROUND_HALF_UP), name)


def lowest_before(prices: Iterable[tuple[dt.date, Decimal]], start: dt.date) -> Decimal | None:
    """Return the lowest price asked in the 30 days before ``start``, ``None`` where none is known.

    ``prices`` hold from their day on; the one in force when the 30 days began counts. What is asked on
    ``start`` itself is the reduced price already.
    """
    opens = start - LOOK_BACK
    known = sorted((one for one in prices if one[0] < start), key=lambda one: one[0])
    inside = [amount for since, amount in known if since >= opens]
    before = [amount for since, amount in known if since < opens]
    return min((*inside, *before[-1:]), default=None)


def strike(
    market: str,
    price: Decimal,
    currency: str,
    *,
    lowest_30_days: Decimal | None = None,
    seller_was: Decimal | None = None,
) -> Strike:
    """Return the former price that may be struck through beside ``price`` in ``market``.

    In the EU that is the lowest price of the last 30 days, whatever the seller claims; elsewhere the
    seller's former price, which he must be able to prove (US: 16 CFR 233.1).
    """
    in_eu = market in EU_MARKETS
    former = lowest_30_days if in_eu else seller_was
    if former is None:
        return Strike(None, warning=Flag.NO_30_DAY_HISTORY if in_eu else None)
    if former <= price:
        return Strike(None, warning=Flag.NO_REAL_REDUCTION)
    with localcontext(MATH):
        percent = int(((former - price) / former * 100).to_integral_value(ROUND_DOWN))
        shown = quantize_selling(former, currency)
    return Strike(shown, percent or None, None if in_eu else Flag.SELLER_MUST_PROVE_FORMER_PRICE)
