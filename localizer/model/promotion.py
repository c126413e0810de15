"""Promotions a person plans, and what is asked for a variant beside its regular price."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from zoneinfo import ZoneInfo

from localizer.model.price import UnitPrice

_MINUTE = dt.timedelta(minutes=1)
#: Stands for all markets, or all channels.
EVERYWHERE = ""


class Rounding(StrEnum):
    """What becomes of a reduced price: its selling digits, or the largest ending not above it."""

    EXACT = "exact"
    ENDING = "ending"


class Scope(StrEnum):
    """What a promotion is about: every product, those of one catalog, or the ones listed."""

    ALL = "all"
    CATALOG = "catalog"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class Promotion:
    """So much off for a while. ``percent`` is a fraction (``0.20`` is 20 %), above 0 and below 1.

    ``market`` and ``channel`` are empty for all. ``starts`` and ``ends`` are wall time without a zone: they
    are those of each market. ``scope`` says what it is about: a list whose products are all gone is about
    nothing, never about everything.
    ``below_floor`` is set where a person allowed it to earn less than the floor margin, or to lose money.
    Malformed promotions raise ``ValueError``.
    """

    name: str
    percent: Decimal
    starts: dt.datetime
    ends: dt.datetime
    rounding: Rounding = Rounding.EXACT
    market: str = EVERYWHERE
    channel: str = EVERYWHERE
    scope: Scope = Scope.ALL
    catalog_id: int | None = None
    product_ids: tuple[int, ...] = ()
    below_floor: bool = False
    id: int = 0

    def __post_init__(self) -> None:
        """Refuse what no price can be made of."""
        if not 0 < self.percent < 1:
            raise ValueError("a promotion takes a part of the price off, not none or all of it")
        if self.starts.tzinfo is not None or self.ends.tzinfo is not None:
            raise ValueError("a promotion's times are wall times of each market")
        if self.ends <= self.starts:
            raise ValueError("a promotion ends after it starts")
        if (self.catalog_id is not None) != (self.scope is Scope.CATALOG):
            raise ValueError("a promotion names a catalog where it is about one, and only there")
        if self.product_ids and self.scope is not Scope.LISTED:
            raise ValueError("a promotion lists products where it is about those, and only there")

    @property
    def holds_nowhere(self) -> bool:
        """Tell whether it is about a list of products that are all gone."""
        return self.scope is Scope.LISTED and not self.product_ids

    def holds_in(self, market: str, channel: str) -> bool:
        """Tell whether it is for ``market`` and ``channel``."""
        return self.market in (EVERYWHERE, market) and self.channel in (EVERYWHERE, channel)

    def window(self, zone: ZoneInfo) -> tuple[dt.datetime, dt.datetime]:
        """Return from when (inside) to when (outside) it runs where clocks show ``zone``."""
        return moment(self.starts, zone), moment(self.ends, zone, last=True)


def end_of(last: dt.datetime) -> dt.datetime:
    """Return the end that the wall time ``last`` stands for: 23:59 is the end of its day."""
    is_last = (last.hour, last.minute) == (23, 59) and last.date() < dt.date.max
    return last.replace(second=0, microsecond=0) + _MINUTE if is_last else last


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for one variant on a target beside its regular price, in the market's currency.

    ``sale`` holds from ``sale_starts_at`` to ``sale_ends_at``, zoned, ``None`` for no bound. ``was`` may be
    struck through beside it. The prices per unit are there where a law asks for them.
    """

    sale: Decimal | None = None
    sale_starts_at: dt.datetime | None = None
    sale_ends_at: dt.datetime | None = None
    was: Decimal | None = None
    unit_price: UnitPrice | None = None
    sale_unit_price: UnitPrice | None = None


def moment(wall: dt.datetime, zone: ZoneInfo, *, last: bool = False) -> dt.datetime:
    """Return when clocks in ``zone`` show ``wall``, in that zone.

    Of a time that clocks show twice it is the first, or the ``last``; for one they skip, the moment of the
    skip: a promotion from 02:30 has begun when they jump from 02:00 to 03:00.
    """
    early, late = (wall.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = early.utcoffset(), late.utcoffset()
    if before is None or after is None or before == after:
        return early
    if before > after:
        return late if last else early
    return _skip(wall, before, after, zone)


def _skip(
    wall: dt.datetime, before: dt.timedelta, after: dt.timedelta, zone: ZoneInfo
) -> dt.datetime:
    """Return the moment clocks jump over ``wall``, from the offset ``before`` to ``after``, to the second."""
    skipped, shown = (
        wall.replace(tzinfo=dt.timezone(offset), microsecond=0).astimezone(dt.UTC)
        for offset in (after, before)
    )
    second = dt.timedelta(seconds=1)
    while shown - skipped > second:
        middle = skipped + (shown - skipped) // 2 // second * second
        if middle.astimezone(zone).utcoffset() == after:
            shown = middle
        else:
            skipped = middle
    return shown.astimezone(zone)
