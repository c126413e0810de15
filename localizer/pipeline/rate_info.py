"""How old what a launch rests on is: its exchange rates, and the limits of its channels."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from localizer.catalog import exchange_rates
from localizer.model.launch import Target
from localizer.pipeline.rates import rate_lines, rates_of
from localizer.pipeline.tools import Tools
from localizer.price.policy import rate_age
from localizer.store.database import Reader


@dataclass(frozen=True, slots=True)
class RateInfo:
    """How old the exchange rates are that prices come from; ``credits`` are to be shown beside them.

    ``currencies`` are those whose rate is of that day.
    """

    date: dt.date
    days: int
    level: str
    credits: tuple[str, ...] = ()
    currencies: tuple[str, ...] = ()


def rules_day(tools: Tools, targets: Sequence[Target]) -> dt.date | None:
    """Return when the limits of the targets' channels were looked up, the oldest; ``None`` without any."""
    days = [
        limit.checked_on
        for code in dict.fromkeys(target.channel for target in targets)
        if code in tools.packs.channels
        for limit in tools.packs.channels[code].limits
        if limit.checked_on
    ]
    return dt.date.fromisoformat(min(days)) if days else None


def rate_info(
    reader: Reader | None, tools: Tools, today: dt.date, markets: Sequence[str] = ()
) -> RateInfo:
    """Return the date of the oldest rate that prices in ``markets`` need, and what its age means.

    Without markets the newest of all rates counts. Those of a workspace are its own; ``None`` stands for
    no workspace.
    """
    sold_in = dict.fromkeys(tools.packs.markets[code].currency for code in markets)
    lines = () if reader is None else rate_lines(reader, tools, sold_in)
    dates = {line.currency: line.rate.date for line in lines if line.rate is not None}
    rates = tools.rates if reader is None else rates_of(reader, tools)
    date = min(dates.values(), default=None) or rates.newest()
    age = rate_age(date, today)
    stored = () if reader is None else exchange_rates.all_series(reader)
    credits_ = tuple(dict.fromkeys(one.credit for one in stored))
    named = tuple(code for code, of in dates.items() if of == date)
    return RateInfo(date, age.days, age.level.value, credits_, named)
