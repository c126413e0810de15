"""Exchange rates: an immutable table of published series, and crosses made from it.

Within one source a cross is made from two values of the same date. Where no source has both currencies
(VND and TWD are not in the ECB's list) two sources are joined over a currency both have, and the rate
says so. A published value is given as published; what is calculated has 10 significant digits, an error
of at most 5e-11. Source of the rules: Localizer's pricing research, 2026-11-21.
"""

from __future__ import annotations

import datetime as dt
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, DivisionByZero, InvalidOperation
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.price import Rate
from localizer.paths import resource

#: Digits a calculated rate is kept with.
_CROSS: Final = Context(prec=10, rounding=ROUND_HALF_EVEN, traps=[DivisionByZero, InvalidOperation])
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Series:
    """What one source publishes: per currency, dates (ascending) and units of it for one ``base``."""

    source: str
    licence: str
    base: str
    values: Mapping[str, tuple[tuple[dt.date, Decimal], ...]]

    def has(self, currency: str) -> bool:
        """Tell whether the source knows ``currency``."""
        return currency == self.base or currency in self.values

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
        value = second[1] if base == self.base else _CROSS.divide(second[1], first[1])
        return Rate(base, quote, value, first[0], self.source)


@dataclass(frozen=True, slots=True)
class Rates:
    """All known series, best first, and the rates a person entered, which win over all."""

    series: tuple[Series, ...]
    manual: tuple[Rate, ...] = ()

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
        return Rates(self.series, (*kept, rate))

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
        for one in self.series:
            if one.has(base) and one.has(quote) and (found := one.rate(base, quote, day)):
                return found
        return self._joined(base, quote, day)

    def newest(self) -> dt.date:
        """Return the newest date in the table."""
        dates = [points[-1][0] for one in self.series for points in one.values.values() if points]
        return max(dates, default=dt.date.min)

    def _joined(self, base: str, quote: str, on: dt.date) -> Rate | None:
        """Return a rate over two sources, dated as the older of both, naming both with their dates."""
        for first in self.series:
            for second in self.series:
                if first is second or not (first.has(base) and second.has(quote)):
                    continue
                for pivot in (second.base, first.base):
                    if not (first.has(pivot) and second.has(pivot)):
                        continue
                    one, two = first.rate(base, pivot, on), second.rate(pivot, quote, on)
                    if one and two:
                        return _join(one, two)
        return None


def _join(first: Rate, second: Rate) -> Rate:
    """Multiply two rates that meet in one currency."""
    value = _CROSS.multiply(first.value, second.value)
    source = f"{_leg(first)}; {_leg(second)}"
    return Rate(first.base, second.quote, value, min(first.date, second.date), source)


def _leg(rate: Rate) -> str:
    """Write one leg of a joined rate: ``CNY->VND 3868.3 (source, 2026-09-29)``."""
    return f"{rate.base}->{rate.quote} {rate.value:f} ({rate.source}, {rate.date.isoformat()})"


def _read(path: Path) -> tuple[Series, ...]:
    """Read a rates file; its numbers are strings so that no float ever touches them."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return tuple(_series(one) for one in data["sources"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError, InvalidOperation) as error:
        raise PackError(
            _(
                "The exchange rates in {path} cannot be read: {reason}. Install the program again."
            ).format(path=path.name, reason=error)
        ) from error


def _series(data: dict[str, Any]) -> Series:
    """Make a series from one entry of ``sources``; ``null`` marks a day without a value."""
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
    return Series(data["source"], data["licence"], data["base"], MappingProxyType(values))


def _positive(text: object) -> Decimal:
    """Read one published value, which is a string above 0."""
    if not isinstance(text, str):
        raise TypeError(f"{text!r} is not a string")
    value = Decimal(text)
    if not value.is_finite() or value <= 0:
        raise ValueError(f"{text} is not above 0")
    return value
