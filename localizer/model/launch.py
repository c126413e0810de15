"""Targets and launches: where the products go, and when."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

#: A live show starts in the evening, unless it is planned otherwise.
SHOW_TIME: Final = dt.time(20)
_TARGET = re.compile(r"([A-Za-z]{2})/([a-z0-9_-]+)(?:@([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*))?")


@dataclass(frozen=True, slots=True, order=True)
class Target:
    """Market × channel × locale, written ``TH/shopee``; ``MY/lazada@en-MY`` names a second locale."""

    market: str
    channel: str
    locale: str

    def label(self, default_locale: str) -> str:
        """Return the written form, without the locale when it is the market's default."""
        base = f"{self.market}/{self.channel}"
        return base if self.locale == default_locale else f"{base}@{self.locale}"


def split_target(text: str) -> tuple[str, str, str | None] | None:
    """Split ``TH/shopee`` or ``MY/lazada@en-MY`` into market, channel and locale; ``None`` if neither."""
    match = _TARGET.fullmatch(text.strip())
    if match is None:
        return None
    market, channel, locale = match.groups()
    return market.upper(), channel, locale


@dataclass(frozen=True, slots=True)
class Launch:
    """A named set of products × targets with a date. No products listed means the whole catalog.

    ``hour`` is the time of day its show starts at, in each market's own clock.
    """

    id: int
    name: str
    date: dt.date
    targets: tuple[Target, ...]
    hour: dt.time = SHOW_TIME
