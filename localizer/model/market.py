"""A market (country pack): who buys there, in which words, taxes, endings and pace."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from localizer.model.price import EndingBand, TaxMode


class Pacing(StrEnum):
    """How a market's audience wants to be sold to."""

    DIRECT = "direct"
    BALANCED = "balanced"
    SLOW_BUILD = "slow_build"


class MeasureSystem(StrEnum):
    """Units a listing shows first."""

    METRIC = "metric"
    US = "us"


@dataclass(frozen=True, slots=True)
class SourcedDefault:
    """A number from outside: an editable default with its dates, source and confidence, never a truth."""

    value: Decimal
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str
    checked_on: dt.date
    confidence: str
    note: str = ""

    def expired(self, on: dt.date) -> bool:
        """Tell whether the default's last valid day lies before ``on``."""
        return self.valid_to is not None and on > self.valid_to


@dataclass(frozen=True, slots=True)
class Festival:
    """A selling date; ``date`` is ``None`` where no date is confirmed.

    Hosts speak of it from ``days_before`` it to ``days_after`` it; own defaults, editable in the packs.
    """

    name: str
    date: dt.date | None
    source: str
    note: str = ""
    days_before: int = 10
    days_after: int = 0

    def in_season(self, day: dt.date) -> bool:
        """Tell whether a show on ``day`` is in its season."""
        if self.date is None:
            return False
        return -self.days_before <= (day - self.date).days <= self.days_after

    @property
    def is_double_day(self) -> bool:
        """Tell whether its name is a date of equal or single digits: 11.11, 3.3, 雙12."""
        return re.fullmatch(r"雙?[0-9]{1,2}(?:\.[0-9]{1,2})?", self.name) is not None


@dataclass(frozen=True, slots=True)
class Mains:
    """What comes out of the wall: volts (several where it differs by city), hertz, plug letters."""

    voltages: tuple[int, ...]
    hz: int
    plugs: tuple[str, ...]
    sources: tuple[str, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class LawItem:
    """One duty in words, for people. ``region`` is the market's code or ``EU``.

    ``confirmed`` is false where it rests on general knowledge. It is no legal advice.
    """

    region: str
    topic: str
    rule: str
    sources: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Market:
    """One country pack. ``effective_tax`` is what the price formula uses (Brazil: tax inside itself).

    ``reduced_tax`` is a second rate that holds for many goods. ``address_use`` are words to call any viewer
    by in the default locale; ``address_notes`` names words for some viewers, goods or languages only.
    ``cta`` holds ``{n}``, the product's number in the basket. ``marks`` are the conformity marks that mean
    something there, by concept (CE, FCC, SNI). ``sources`` and the ids in festivals, mains
    and law are explained by `localizer.model.rule.Source`.
    """

    code: str
    name: str
    locales: tuple[str, ...]
    default_locale: str
    currency: str
    time_zone: str
    tax: SourcedDefault
    effective_tax: Decimal
    tax_mode: TaxMode
    bands: tuple[EndingBand, ...]
    fx_buffer: Decimal
    target_margin: Decimal
    pacing: Pacing
    channels: tuple[str, ...]
    measure: MeasureSystem
    festivals: tuple[Festival, ...] = ()
    address_use: tuple[str, ...] = ()
    address_avoid: tuple[str, ...] = ()
    greeting: str = ""
    cta: str = ""
    notes: tuple[str, ...] = ()
    reduced_tax: SourcedDefault | None = None
    tax_display: str = ""
    import_rule: str = ""
    bands_source: str = ""
    fx_buffer_source: str = ""
    target_margin_source: str = ""
    measure_note: str = ""
    sizes: str = ""
    mains: Mains | None = None
    address_self: str = ""
    address_notes: tuple[str, ...] = ()
    register: str = ""
    emoji: str = ""
    code_mix: str = ""
    price_example: str = ""
    works: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    law: tuple[LawItem, ...] = ()
    marks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def seasons(self, day: dt.date) -> tuple[Festival, ...]:
        """Return the festivals a show on ``day`` speaks of, the nearest first."""
        now = [one for one in self.festivals if one.in_season(day)]
        return tuple(sorted(now, key=lambda one: abs((one.date or day) - day)))
