"""Exchange rates: an immutable table of published series, and crosses made from it.

Within one source a cross is made from two values of the same date. Where no source has both currencies
(VND and TWD are not in the ECB's list) two sources are joined over a currency both have, and the rate
says so. Of several possible rates the newest is taken, so a refreshed series wins over the bundled one
for the days it has; of one date the better source. A published value is given as published; what is
calculated has 10 significant digits, an error of at most 5e-11. Source of the rules: Localizer's pricing
research, 2026-11-21.
"""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.price import Rate
from localizer.paths import resource

#: Digits a calculated rate is kept with.
CROSS: Final = Context(prec=10, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation])
_ONE: Final = Decimal(1)
_HUNDRED: Final = Decimal(100)
#: A person's spread is a few per cent; half of the money would be a slip of the keyboard.
MAX_SPREAD_PCT: Final = Decimal(50)
#: Calendar days of history that are kept and shown: a year and what lies around it.
HISTORY_DAYS: Final = 400
#: One published day and the value of that day.
Point = tuple[dt.date, Decimal]


@dataclass(frozen=True, slots=True)
class Series:
    """What one source publishes: per currency, dates (ascending) and units of it for one ``base``.

    ``pivots`` are currencies kept only so that crosses stay within this source; a pair made of nothing
    but these and the base is left to other sources.
    """

    source: str
    licence: str
    base: str
    values: Mapping[str, tuple[tuple[dt.date, Decimal], ...]]
    pivots: frozenset[str] = frozenset()

    def has(self, currency: str) -> bool:
        """Tell whether the source knows ``currency``."""
        return currency == self.base or currency in self.values

    def serves(self, base: str, quote: str) -> bool:
        """Tell whether the pair is to be had from this source alone."""
        own = self.pivots | {self.base} if self.pivots else frozenset[str]()
        return self.has(base) and self.has(quote) and not (base in own and quote in own)

    def newest(self, currency: str, on: dt.date) -> dt.date | None:
        """Return the date of the newest value of ``currency`` not after ``on``."""
        found = self.value(currency, on)
        return found[0] if found else None

    def until(self, day: dt.date) -> Series:
        """Return the series without the values after ``day``."""
        values = {
            currency: tuple(point for point in points if point[0] <= day)
            for currency, points in self.values.items()
        }
        return replace(self, values=MappingProxyType(values))

    def merged(self, newer: Series) -> Series:
        """Return both series in one; ``newer`` wins where both have a value for a day."""
        values = dict(self.values)
        for currency, points in newer.values.items():
            days = dict(values.get(currency, ())) | dict(points)
            values[currency] = tuple(sorted(days.items()))
        # What one of them has in its own right is no mere pivot.
        own = (set(self.values) - self.pivots) | (set(newer.values) - newer.pivots)
        pivots = (self.pivots | newer.pivots) - own
        return replace(newer, values=MappingProxyType(values), pivots=pivots)

    def value(self, currency: str, on: dt.date) -> tuple[dt.date, Decimal] | None:
        """Return the newest value of ``currency`` not after ``on``; the base is worth 1 on any day."""
        if currency == self.base:
            return on, _ONE
        points = self.values.get(currency, ())
        index = bisect_right(points, on, key=lambda point: point[0])
        return points[index - 1] if index else None

    def rate(self, base: str, quote: str, on: dt.date) -> Rate | None:
        """Return the rate from two values of one date, the newest such date not after ``on``."""
        while True:
            first, second = self.value(base, on), self.value(quote, on)
            if first is None or second is None:
                return None
            if first[0] == second[0]:
                break
            on = min(first[0], second[0])
        value = second[1] if base == self.base else CROSS.divide(second[1], first[1])
        return Rate(base, quote, value, first[0], self.source)

    def history(self, base: str, quote: str) -> tuple[Point, ...]:
        """Return the rate of every day on which both currencies have a value, oldest first."""
        ones = None if base == self.base else dict(self.values.get(base, ()))
        others = None if quote == self.base else dict(self.values.get(quote, ()))
        if ones is None or others is None:
            days = (ones if others is None else others) or {}
        else:
            days = {day: value for day, value in others.items() if day in ones}
        return tuple(
            (day, days[day] if ones is None else CROSS.divide(_of(others, day), ones[day]))
            for day in sorted(days)
        )


@dataclass(frozen=True, slots=True)
class Spread:
    """What bank or payout provider keep of a conversion, in per cent per target currency; 0 until set.

    It is applied against the seller. He is paid in the target currency and gets fewer CNY for it than
    the reference rate says, so his cost in CNY takes more of the target currency: the rate from CNY to
    the target is multiplied with ``1 + percent / 100``. A spread outside 0 to `MAX_SPREAD_PCT` raises
    ``ValueError``.
    """

    percents: Mapping[str, Decimal] = field(default_factory=lambda: MappingProxyType({}))

    def __post_init__(self) -> None:
        """Refuse what is no spread."""
        for currency, percent in self.percents.items():
            if not (percent.is_finite() and 0 <= percent <= MAX_SPREAD_PCT):
                raise ValueError(f"the spread of {currency} must be 0 to {MAX_SPREAD_PCT} %")

    def applied(self, rate: Rate) -> Rate:
        """Return ``rate`` with the spread of its ``quote``; its source says so."""
        percent = self.percents.get(rate.quote)
        if not percent:
            return rate
        value = CROSS.multiply(rate.value, _ONE + percent / _HUNDRED)
        return replace(rate, value=value, source=f"{rate.source} + {percent:f} % spread")


NO_SPREAD: Final = Spread()


@dataclass(frozen=True, slots=True)
class Rates:
    """All known series, best first, and the rates a person entered, which win over all.

    ``spread`` is added to published rates only: a rate a person entered is the one he gets.
    """

    series: tuple[Series, ...]
    manual: tuple[Rate, ...] = ()
    spread: Spread = NO_SPREAD
    # A run asks for the same few pairs a hundred thousand times; the table never changes.
    _asked: dict[tuple[str, str, dt.date], Rate | None] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def load(cls, path: Path | None = None) -> Rates:
        """Read the bundled rates, or the file at ``path``; raises `PackError` if malformed."""
        return cls(_read(path or resource("rates", "rates.json")))

    @property
    def currencies(self) -> frozenset[str]:
        """Return all currencies some source knows."""
        return frozenset().union(*({one.base, *one.values} for one in self.series))

    def with_manual(self, rate: Rate) -> Rates:
        """Return the table with ``rate`` entered by a person; it replaces an earlier one of the pair."""
        pair = (rate.base, rate.quote)
        kept = tuple(one for one in self.manual if (one.base, one.quote) != pair)
        return replace(self, manual=(*kept, rate))

    def with_series(self, series: Series) -> Rates:
        """Return the table with a refreshed ``series`` before all others.

        Values of the same source and base, fetched on an earlier day, are kept in one series with it.
        """
        kept = []
        for one in self.series:
            if (one.source, one.base) == (series.source, series.base):
                series = one.merged(series)
            else:
                kept.append(one)
        return replace(self, series=(series, *kept))

    def with_spread(self, spread: Spread) -> Rates:
        """Return the table with ``spread`` in place of the one before."""
        return replace(self, spread=spread)

    def frozen(self, day: dt.date) -> Rates:
        """Return the table as its sources had it on ``day``; a rate a person entered holds all the same."""
        return replace(self, series=tuple(one.until(day) for one in self.series))

    def published(self) -> Rates:
        """Return what the sources say, without manual rates and spread."""
        return Rates(self.series)

    def rate(self, base: str, quote: str, on: dt.date | None = None) -> Rate | None:
        """Return the newest rate not after ``on`` (``None``: the newest), ``None`` if there is none.

        A currency against itself is 1, dated ``on`` or the newest day of the table.
        """
        day = on or dt.date.max
        if base == quote:
            return Rate(base, quote, _ONE, on or self.newest(), "same currency")
        for entered in self.manual:
            if (entered.base, entered.quote) == (base, quote) and entered.date <= day:
                return entered
        pair = (base, quote, day)
        if pair not in self._asked:
            self._asked[pair] = self._published(*pair)
        return self._asked[pair]

    def history(
        self, base: str, quote: str, days: int = HISTORY_DAYS, *, until: dt.date | None = None
    ) -> tuple[Point, ...]:
        """Return what was published for a pair in the last ``days`` calendar days, oldest first.

        Each value is from one source and one date; of several sources for a day the first one counts. The
        days end with ``until``, which is the newest day of the pair where it is not given. Rates a person
        entered and the spread are not in it; neither are pairs that need two sources.
        """
        found: dict[dt.date, Decimal] = {}
        for one in reversed(self.series):
            if base != quote and one.serves(base, quote):
                found |= dict(one.history(base, quote))
        last = until or max(found, default=dt.date.min)
        span = range(last.toordinal() - days + 1, last.toordinal() + 1)
        return tuple((day, found[day]) for day in sorted(found) if day.toordinal() in span)

    def newest(self) -> dt.date:
        """Return the newest date in the table."""
        dates = [points[-1][0] for one in self.series for points in one.values.values() if points]
        return max(dates, default=dt.date.min)

    def _published(self, base: str, quote: str, on: dt.date) -> Rate | None:
        """Return the newest published rate of a pair, with its spread."""
        found = self._direct(base, quote, on)
        if found is None or found.date < self._reachable(base, quote, on):
            found = _newest(one for one in (found, *self._joined(base, quote, on)) if one)
        return self.spread.applied(found) if found else None

    def _direct(self, base: str, quote: str, on: dt.date) -> Rate | None:
        """Return the newest rate one source has alone; of one date that of the first source."""
        found = (one.rate(base, quote, on) for one in self.series if one.serves(base, quote))
        return _newest(rate for rate in found if rate)

    def _reachable(self, base: str, quote: str, on: dt.date) -> dt.date:
        """Return how new a rate over two sources can be: spares the search where none is newer."""
        dates = [
            max(
                (day for one in self.series if (day := one.newest(currency, on))),
                default=dt.date.min,
            )
            for currency in (base, quote)
        ]
        return min(dates)

    def _joined(self, base: str, quote: str, on: dt.date) -> Iterable[Rate]:
        """Yield rates over two sources, dated as the older of both, naming both with their dates."""
        for first in self.series:
            for second in self.series:
                if first is second or not (first.has(base) and second.has(quote)):
                    continue
                for pivot in (second.base, first.base):
                    if pivot in (base, quote) or not (first.has(pivot) and second.has(pivot)):
                        continue
                    one, two = first.rate(base, pivot, on), second.rate(pivot, quote, on)
                    if one and two:
                        yield _join(one, two)


def _of(values: Mapping[dt.date, Decimal] | None, day: dt.date) -> Decimal:
    """Return the value of a day; the base of a series (``None``) is worth 1 on any."""
    return _ONE if values is None else values[day]


def _newest(rates: Iterable[Rate]) -> Rate | None:
    """Return the newest rate, of one date the first."""
    return max(rates, key=lambda rate: rate.date, default=None)


def _join(first: Rate, second: Rate) -> Rate:
    """Multiply two rates that meet in one currency."""
    value = CROSS.multiply(first.value, second.value)
    source = f"{_leg(first)}; {_leg(second)}"
    return Rate(first.base, second.quote, value, min(first.date, second.date), source)


def _leg(rate: Rate) -> str:
    """Write one leg of a joined rate: ``CNY->VND 3868.3 (source, 2026-09-29)``."""
    return f"{rate.base}->{rate.quote} {rate.value:f} ({rate.source}, {rate.date.isoformat()})"


def _read(path: Path) -> tuple[Series, ...]:
    """Read a rates file; its numbers are strings so that no float ever touches them."""
    try:
        data = json.loads(path.read_text("utf-8"), parse_float=Decimal)
        return tuple(load_series(one) for one in data["sources"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise PackError(
            _(
                "The exchange rates in {path} cannot be read: {reason}. Install the program again."
            ).format(path=path.name, reason=error)
        ) from error


def load_series(data: dict[str, Any]) -> Series:
    """Make a series from one entry of ``sources``; ``null`` marks a day without a value.

    Raises ``ValueError`` if the entry is malformed.
    """
    try:
        return _series(data)
    except (KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def dump_series(series: Series) -> dict[str, Any]:
    """Write a series as `load_series` reads it: a value for JSON in which all numbers are strings."""
    dates = sorted({day for points in series.values.values() for day, _value in points})
    found = {currency: dict(points) for currency, points in series.values.items()}
    return {
        "source": series.source,
        "licence": series.licence,
        "base": series.base,
        "pivots": sorted(series.pivots),
        "dates": [day.isoformat() for day in dates],
        "values": {
            currency: [f"{days[day]:f}" if day in days else None for day in dates]
            for currency, days in sorted(found.items())
        },
    }


def _series(data: dict[str, Any]) -> Series:
    """Make a series from one entry; whatever is wrong with it shows as the error Python gives."""
    dates = [dt.date.fromisoformat(text) for text in data["dates"]]
    if dates != sorted(set(dates)):
        raise ValueError("dates are not ascending")
    values = {
        currency: tuple(
            (date, _positive(text))
            for date, text in zip(dates, texts, strict=True)
            if text is not None
        )
        for currency, texts in data["values"].items()
    }
    names = (data["source"], data["licence"], data["base"])
    if not all(isinstance(name, str) for name in names):
        raise TypeError("source, licence and base must be strings")
    pivots = frozenset(str(code) for code in data.get("pivots", ()))
    return Series(*names, MappingProxyType(values), pivots)


def _positive(text: object) -> Decimal:
    """Read one published value, which is a string above 0."""
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is not a string")
    value = Decimal(text)
    if not value.is_finite() or value <= 0:
        raise ValueError(f"{text} is not above 0")
    return value
