"""Where the marks of a chart of rates stand and how its numbers are written; nothing is painted here."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_CEILING, ROUND_HALF_EVEN, Decimal
from typing import Final

from babel.dates import format_skeleton
from babel.numbers import format_decimal

from localizer.price.display import RATE_DIGITS
from localizer.ui.actions.words import own_locale

Point = tuple[dt.date, Decimal]
#: What steps between marks begin with.
_STEPS: Final = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
#: Up to so many days the marks say days, beyond it months.
_DAYS: Final = 100
_MONTHS_A_YEAR: Final = 12
_MONTH_STEPS: Final = (1, 2, 3, 4, 6, 12)


def in_digits(value: Decimal, digits: int = RATE_DIGITS) -> str:
    """Return a rate with so many significant digits, as the program's language writes numbers."""
    return _written(value, max(0, digits - 1 - value.adjusted()))


def _written(value: Decimal, places: int) -> str:
    pattern = f"#,##0.{'0' * places}" if places else "#,##0"
    shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return str(format_decimal(shown, pattern, locale=own_locale()))


def value_marks(low: Decimal, high: Decimal, most: int) -> tuple[tuple[Decimal, str], ...]:
    """Return at most ``most`` round values from ``low`` to ``high``, each with its words."""
    rough = (high - low) / max(most, 1)
    if rough <= 0:
        return ((low, in_digits(low)),)
    size = Decimal(1).scaleb(rough.adjusted())
    step = next(size * one for one in _STEPS if size * one >= rough)
    first = (low / step).to_integral_value(ROUND_CEILING) * step
    count = int((high - first) / step) + 1 if first <= high else 0
    places = max(0, -int(step.normalize().as_tuple().exponent))
    return tuple((first + step * n, _written(first + step * n, places)) for n in range(count))


def day_marks(first: dt.date, last: dt.date, most: int) -> tuple[tuple[dt.date, str], ...]:
    """Return at most ``most`` days from ``first`` to ``last``, each with its words."""
    span = (last - first).days
    if span > _DAYS:
        return _month_marks(first, last, most)
    step = max(1, -(-(span + 1) // max(most, 1)))
    days = (last - dt.timedelta(n) for n in range(0, span + 1, step))
    return tuple((day, format_skeleton("MMMd", day, locale=own_locale())) for day in days)[::-1]


def _month_marks(first: dt.date, last: dt.date, most: int) -> tuple[tuple[dt.date, str], ...]:
    begin = first.year * _MONTHS_A_YEAR + first.month - (1 if first.day == 1 else 0)
    months = range(begin, last.year * _MONTHS_A_YEAR + last.month)
    wanted = -(-len(months) // max(most, 1))
    step = next((one for one in _MONTH_STEPS if one >= wanted), wanted)
    days = [dt.date(one // _MONTHS_A_YEAR, one % _MONTHS_A_YEAR + 1, 1) for one in months[::step]]
    return tuple((day, format_skeleton("yMMM", day, locale=own_locale())) for day in days)


def nearest(points: Sequence[Point], share: float) -> int:
    """Return the place of the point nearest to ``share`` of the time from first to last (0 to 1)."""
    first, last = points[0][0], points[-1][0]
    wanted = first.toordinal() + share * (last - first).days
    return min(range(len(points)), key=lambda place: abs(points[place][0].toordinal() - wanted))
