"""Are refreshed rates plausible? Each is held against the last known one before it may be used.

Two honest sources differ by 0.1 % on most days and by 1.2 % at most (90 pairs), so an alarm belongs at 2.5 %;
MXN and BRL move twice as far and get 5 %. That holds for up to a week. Over a longer time rates move with
its square root: measured on three years of CNY crosses, the 95th percentile of a month is 1.7 to 2.6 times
that of a week (middle 2.0; the square root of 30/7 is 2.07). So after 30 days the alarm is at 5.2 % (10.4 %),
where the measured 95th percentiles are 1.6 to 3.7 % (5.2 and 7.8 %). It never goes beyond 25 %, so that a
rate that is 100 times off is seen however old the known one is. Source: Localizer's pricing research,
2026-11-21, sections 1.2 and 1.3.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, localcontext
from types import MappingProxyType
from typing import Final

from localizer.model.price import Rate
from localizer.price.precision import MATH, ONE
from localizer.price.rate_feeds import Fetched
from localizer.price.rates import CROSS, Rates

#: Fractions: 2.5 % for all currencies but those named.
DEFAULT_BAND: Final = Decimal("0.025")
WIDE_BANDS: Final[Mapping[str, Decimal]] = MappingProxyType(
    {"MXN": Decimal("0.05"), "BRL": Decimal("0.05")}
)
#: So long the band holds as it is, in days.
BAND_DAYS: Final = 7
#: No age makes a larger change plausible.
WIDEST_BAND: Final = Decimal("0.25")
#: Sellers' costs are in CNY: crosses with it are what prices are made of.
COST_CURRENCY: Final = "CNY"


@dataclass(frozen=True, slots=True)
class Outlier:
    """A rate that leaves the band: a person must say whether it is right.

    ``before`` and ``after`` are units of ``currency`` for one ``base``; ``change`` and ``limit`` are
    fractions of ``before``. ``before`` and ``change`` are ``None`` for a currency nothing was known of.
    """

    source: str
    currency: str
    base: str
    before: Rate | None
    after: Decimal
    change: Decimal | None
    limit: Decimal


def band(currency: str, days: int) -> Decimal:
    """Return how far ``currency`` may move in ``days`` without a question, as a fraction."""
    narrow = WIDE_BANDS.get(currency, DEFAULT_BAND)
    if days <= BAND_DAYS:
        return narrow
    with localcontext(MATH):
        wide = narrow * (Decimal(days) / BAND_DAYS).sqrt()
        return min(wide, WIDEST_BAND).quantize(Decimal("0.0001"))


def outliers(
    fetched: Fetched, known: Rates, *, cost_currency: str = COST_CURRENCY
) -> tuple[Outlier, ...]:
    """Return one outlier a currency, the pair that moved farthest: against the base or a cost in CNY.

    Manual rates and spreads in ``known`` are not looked at: they are no measure of a published rate.
    """
    published = known.published()
    found = []
    for currency in sorted(fetched.values):
        pairs = [
            _checked(fetched, published, base, currency)
            for base in (fetched.base, cost_currency)
            if base != currency and (base == fetched.base or base in fetched.values)
        ]
        worst = max((one for one in pairs if one), key=_excess, default=None)
        if worst:
            found.append(worst)
    return tuple(found)


def _checked(fetched: Fetched, known: Rates, base: str, currency: str) -> Outlier | None:
    """Compare one pair; ``None`` if it stays in its band."""
    after = fetched.values[currency]
    if base != fetched.base:
        after = CROSS.divide(after, fetched.values[base])
    before = known.rate(base, currency)
    if before is None:
        return Outlier(fetched.source, currency, base, None, after, None, band(currency, 0))
    with localcontext(MATH):
        change = after / before.value - ONE
    # The base of a cross may be the one that moves widely.
    days = _days(fetched.dated(currency), before.date)
    limit = max(band(currency, days), band(base, days))
    if abs(change) <= limit:
        return None
    return Outlier(fetched.source, currency, base, before, after, change, limit)


def _days(one: dt.date, other: dt.date) -> int:
    """Return the days between two dates, whichever is the earlier."""
    return abs((one - other).days)


def _excess(outlier: Outlier) -> Decimal:
    """Return how far a pair moved; one nothing was known of counts as not moved."""
    return Decimal(0) if outlier.change is None else abs(outlier.change)
