"""The exchange rates a workspace goes by, and a person's decisions about them.

Bundled rates, over them what was fetched at a click, over them what a person entered. Nothing is fetched
without being asked for.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from localizer.catalog import exchange_rates, preferences
from localizer.catalog.exchange_rates import StoredSeries
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.price import Rate, RateAge
from localizer.pipeline.tools import Tools
from localizer.price.display import rate_text
from localizer.price.online_rates import Refreshed, refresh
from localizer.price.policy import rate_age
from localizer.price.rate_checks import COST_CURRENCY, Outlier
from localizer.price.rates import MAX_SPREAD_PCT, Rates, Spread, dump_series, load_series
from localizer.store.database import Reader, Store

#: A rate a person enters is asked about from this many times the last one on, or that part of it.
FAR: Final = Decimal("1.5")
#: How a rate is fetched: `refresh` of the price stage, or a test's own.
Fetch = Callable[..., Refreshed]


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What a refresh brought, and what a person should say about it before it counts.

    ``held`` are rates far from those before: they were not taken.
    """

    changes: Changes
    refreshed: Refreshed
    held: tuple[Outlier, ...]


class UnusualRateError(InputError):
    """An entered rate is far from the last one: a person must say whether it is right."""

    def __init__(self, rate: Rate, known: Rate) -> None:
        """Tell both values."""
        text = _("One {base} was {known} {quote} last; {value} is far from that. Check it.")
        super().__init__(
            text.format(
                base=rate.base,
                quote=rate.quote,
                known=rate_text(known.value),
                value=f"{rate.value:f}",
            )
        )
        self.rate = rate
        self.known = known

    def __reduce__(self) -> tuple[type[UnusualRateError], tuple[Rate, Rate]]:
        """Travel between processes whole."""
        return type(self), (self.rate, self.known)


@dataclass(frozen=True, slots=True)
class RateLine:
    """What a workspace knows of one currency.

    ``rate`` is what prices are made with now, ``None`` where nobody knows any; ``age`` is its age. ``own`` is
    the rate a person entered, ``spread`` what is kept of a conversion, in per cent.
    """

    currency: str
    rate: Rate | None
    age: RateAge | None
    own: Rate | None
    spread: Decimal


def rates_of(reader: Reader, tools: Tools) -> Rates:
    """Return the rates that prices of this workspace are made with."""
    found, day = known_rates(reader, tools), frozen_on(reader)
    return found if day is None else found.frozen(day)


def rate_lines(
    reader: Reader, tools: Tools, currencies: Iterable[str], *, base: str = COST_CURRENCY
) -> tuple[RateLine, ...]:
    """Return the rate of one ``base`` in each of ``currencies``, in their order, leaving out ``base``."""
    known, today = rates_of(reader, tools), tools.now().date()
    accepted = preferences.read(reader, preferences.RATES_ACCEPTED)
    entered = {one.quote: one for one in known.manual if one.base == base}
    found = []
    for code in dict.fromkeys(currencies):
        if code == base:
            continue
        rate = known.rate(base, code)
        age = None
        if rate is not None:
            is_accepted = accepted >= rate.date.isoformat()
            age = rate_age(rate.date, today, confirmed=is_accepted)
        spread = known.spread.percents.get(code, Decimal(0))
        found.append(RateLine(code, rate, age, entered.get(code), spread))
    return tuple(found)


def known_rates(reader: Reader, tools: Tools) -> Rates:
    """Return all rates the workspace knows, those after the day they are frozen on too."""
    found = tools.rates
    for stored in exchange_rates.all_series(reader):
        found = found.with_series(load_series(stored.data))
    for entered in exchange_rates.manual_rates(reader):
        found = found.with_manual(entered)
    return found.with_spread(Spread(MappingProxyType(exchange_rates.spreads(reader))))


def frozen_on(reader: Reader) -> dt.date | None:
    """Return the day after which no rate is looked at, ``None`` where they are not frozen."""
    text = preferences.read(reader, preferences.RATES_FROZEN)
    return dt.date.fromisoformat(text) if text else None


def fetch_rates(
    store: Store, tools: Tools, *, fetch: Fetch = refresh, progress: Progress = SILENT
) -> Refreshed:
    """Fetch the rates of all known currencies; nothing is written. Raises `RefreshError` without any."""
    known = known_rates(store.read(), tools).published()
    wanted = known.currencies | {market.currency for market in tools.packs.markets.values()}
    return fetch(known, wanted=wanted, now=tools.now(), progress=progress)


def refresh_rates(
    store: Store,
    tools: Tools,
    *,
    fetch: Fetch = refresh,
    progress: Progress = SILENT,
) -> RefreshReport:
    """Fetch rates and keep them but for those far from the last; prices change when they are made anew.

    Raises `RefreshError` where no source answered.
    """
    return keep_rates(store, tools, fetch_rates(store, tools, fetch=fetch, progress=progress))


def keep_rates(
    store: Store, tools: Tools, found: Refreshed, accepted: Collection[Outlier] = ()
) -> RefreshReport:
    """Keep what was fetched; of the outliers only those ``accepted``."""
    held = tuple(one for one in found.outliers if one not in accepted)
    credits_ = {one.source: one.credit for one in found.fetched}
    now = tools.now()
    with store.step(N_("Refresh the exchange rates")) as step:
        own = {
            (one.source, one.base): load_series(one.data) for one in exchange_rates.all_series(step)
        }
        for series in found.series(accepted):
            before = own.get((series.source, series.base))
            whole = series if before is None else before.merged(series)
            stored = StoredSeries(
                whole.source, whole.base, dump_series(whole), credits_[series.source], now
            )
            exchange_rates.save_series(step, stored)
    return RefreshReport(step.changes, found, held)


def check_rate(reader: Reader, tools: Tools, rate: Rate, *, sure: bool = False) -> None:
    """Raise `InputError` for a rate that cannot be entered.

    One far from the last is an `UnusualRateError`, unless the person is ``sure``.
    """
    if not rate.value.is_finite() or rate.value <= 0:
        raise InputError(_("An exchange rate is a number above 0."))
    if rate.base == rate.quote:
        raise InputError(_("A currency needs no rate to itself."))
    _refuse_unknown(reader, tools, rate.base, rate.quote)
    sold_in = {market.currency for market in tools.packs.markets.values()}
    if rate.quote not in sold_in and rate.base in sold_in:
        text = _(
            "Prices are made in {base}: enter what one {quote} is in {base}, as {quote}/{base}."
        )
        raise InputError(text.format(base=rate.base, quote=rate.quote))
    known = known_rates(reader, tools).published().rate(rate.base, rate.quote)
    if known is not None and not sure and not 1 / FAR < rate.value / known.value < FAR:
        raise UnusualRateError(rate, known)


def set_rate(store: Store, tools: Tools, rate: Rate, *, sure: bool = False) -> Changes:
    """Enter a rate, which wins over all others. Raises as `check_rate` does."""
    check_rate(store.read(), tools, rate, sure=sure)
    with store.step(N_("Enter an exchange rate")) as step:
        exchange_rates.set_manual(step, rate)
    return step.changes


def clear_rate(store: Store, base: str, quote: str) -> Changes:
    """Take an entered rate back. Raises `InputError` where there is none."""
    with store.step(N_("Take back an exchange rate")) as step:
        if not exchange_rates.clear_manual(step, base, quote):
            text = _("No rate was entered for {base} to {quote}.")
            raise InputError(text.format(base=base, quote=quote))
    return step.changes


def check_spread(reader: Reader, tools: Tools, currency: str, percent: Decimal) -> None:
    """Raise `InputError` for what is no spread."""
    _refuse_unknown(reader, tools, currency)
    if not percent.is_finite() or not 0 <= percent <= MAX_SPREAD_PCT:
        text = _("A spread is 0 to {most} per cent.")
        raise InputError(text.format(most=MAX_SPREAD_PCT))


def set_spread(store: Store, tools: Tools, currency: str, percent: Decimal) -> Changes:
    """Set what a bank or payout provider keeps of a conversion. Raises `InputError` for what is none."""
    check_spread(store.read(), tools, currency, percent)
    with store.step(N_("Set a spread on an exchange rate")) as step:
        exchange_rates.set_spread(step, currency, percent)
    return step.changes


def check_freeze(reader: Reader, tools: Tools, day: dt.date) -> None:
    """Raise `InputError` for a day to come, or one on which a market's currency had no rate."""
    if day > tools.now().date():
        text = _(
            "{day} is a day to come: rates cannot be frozen on it. Choose today or an earlier day."
        )
        raise InputError(text.format(day=day.isoformat()))
    known = known_rates(reader, tools)
    sold_in = sorted({market.currency for market in tools.packs.markets.values()})
    lost = [
        code for code in sold_in
        if known.rate(COST_CURRENCY, code) and known.frozen(day).rate(COST_CURRENCY, code) is None
    ]  # fmt: skip
    if lost:
        text = _("On {day} there was no rate for {names}. Choose a later day.")
        raise InputError(text.format(day=day.isoformat(), names=", ".join(lost)))


def freeze_rates(store: Store, tools: Tools, day: dt.date | None) -> Changes:
    """Look at no published rate after ``day``, or with ``None`` at all of them again.

    Raises as `check_freeze` does.
    """
    if day is not None:
        check_freeze(store.read(), tools, day)
    with store.step(
        N_("Freeze the exchange rates") if day else N_("Use new exchange rates")
    ) as step:
        preferences.write(step, preferences.RATES_FROZEN, day.isoformat() if day else "")
    return step.changes


def _refuse_unknown(reader: Reader, tools: Tools, *currencies: str) -> None:
    known = rates_of(reader, tools).currencies
    for currency in currencies:
        if currency not in known:
            text = _("No source knows the currency {currency}.")
            raise InputError(text.format(currency=currency))
