"""Exchange rates on the command line: shown, fetched when asked for, entered, frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.catalog import exchange_rates
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, say, table
from localizer.cli.tables import parse_date
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.changes import Changes
from localizer.model.price import Rate
from localizer.pipeline.rate_edits import check_touched
from localizer.pipeline.rates import UnusualRateError, frozen_on, known_rates, rates_of
from localizer.pipeline.tools import Tools
from localizer.price.display import rate_text
from localizer.price.rate_checks import Outlier
from localizer.price.rates import HISTORY_DAYS, Rates
from localizer.store.database import Store
from localizer.ui.widgets.rate_scale import in_digits

EXIT_ACT: Final = 1
#: Currency that rates are shown from: what most sellers pay in.
SHOWN_FROM: Final = "CNY"
_PAIR_LETTERS: Final = 3


@click.group()
def rates() -> None:
    """Show, fetch, enter and freeze exchange rates."""


@rates.command("show")
@workspace
@click.option("--from", "base", default=SHOWN_FROM, metavar="CNY", help="Rates of this currency.")
@as_json
def rates_show(ws: Path, base: str, *, json_: bool) -> int:
    """Show the rate into each market's currency, with its date and source."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        known, frozen = rates_of(store.read(), tools), frozen_on(store.read())
        credit = [one.credit for one in exchange_rates.all_series(store.read())]
    codes = sorted({market.currency for market in tools.packs.markets.values()})
    found = [rate for code in codes if (rate := known.rate(base.upper(), code)) is not None]
    if json_:
        emit(
            {
                "rates": found,
                "frozen": frozen,
                "spread": dict(known.spread.percents),
                "credit": credit,
            }
        )
        return 0
    rows = [[one.quote, rate_text(one.value), one.date.isoformat(), one.source] for one in found]
    heads = [base.upper(), _("rate"), _("date"), _("source")]
    click.echo(table(heads, rows))
    if frozen is not None:
        click.echo(_("Frozen: no rate after {day} is used.").format(day=frozen.isoformat()))
    for line in dict.fromkeys(credit):
        click.echo(line)
    return 0


@rates.command("history")
@workspace
@click.argument("currency", metavar="IDR")
@click.option(
    "--days",
    type=click.IntRange(min=1),
    default=HISTORY_DAYS,
    show_default=True,
    help="Calendar days back from the newest one.",
)
@click.option("--from", "base", default=SHOWN_FROM, metavar="CNY", help="Rates of this currency.")
@as_json
def rates_history(ws: Path, currency: str, base: str, *, days: int, json_: bool) -> int:
    """Show what was published for CURRENCY day by day, oldest first: one date and rate a line."""
    pair = base.upper(), currency.upper()
    with opened(ws) as store:
        found = known_rates(store.read(), pipeline.load_tools()).history(*pair, days)
    if json_:
        emit([{"date": day, "rate": value} for day, value in found])
        return 0
    if not found:
        text = _("No source publishes {base} and {currency} together.")
        raise InputError(text.format(base=pair[0], currency=pair[1]))
    for day, value in found:
        click.echo(f"{day.isoformat()}  {rate_text(value)}")
    return 0


@rates.command("refresh")
@workspace
@click.option("--accept-unusual", is_flag=True, help="Take rates far from those before as well.")
@as_json
def rates_refresh(ws: Path, *, accept_unusual: bool, json_: bool) -> int:
    """Fetch today's rates from the network; exit 1 when something was held back or is missing."""
    tools = pipeline.load_tools()
    with opened(ws) as store, progress_bar(_("Exchange rates")) as progress:
        report = pipeline.refresh_rates(store, tools, progress=progress)
        if accept_unusual and report.held:
            found = report.refreshed
            report = pipeline.keep_rates(store, tools, found, found.outliers)
        check_touched(store, tools, report.changes)
    if json_:
        emit(
            {
                "tried": report.refreshed.tried,
                "held": report.held,
                "missing": report.refreshed.missing,
            }
        )
    else:
        for attempt in report.refreshed.tried:
            click.echo(attempt.sentence)
        for outlier in report.held:
            say(_held(outlier))
        if report.refreshed.missing:
            names = ", ".join(report.refreshed.missing)
            say(_("No source had {names}: the rates before stay.").format(names=names))
    return EXIT_ACT if report.held or report.refreshed.missing else 0


def _held(one: Outlier) -> str:
    """Say what was held back, and how it is taken all the same."""
    before = _("nothing") if one.before is None else rate_text(one.before.value)
    return _(
        "{currency} was held back: {source} says {after} for one {base}, before it was {before}. If that is "
        "right, run this again with --accept-unusual."
    ).format(
        currency=one.currency,
        source=one.source,
        after=rate_text(one.after),
        base=one.base,
        before=before,
    )


@rates.command("set")
@workspace
@click.argument("pair", metavar="CNY/IDR")
@click.argument("value", metavar="RATE")
@click.option("--note", default="", help="Where it comes from: your bank, your payout provider.")
@click.option("--accept-unusual", is_flag=True, help="The rate is right though far from the last.")
def rates_set(ws: Path, pair: str, value: str, note: str, *, accept_unusual: bool) -> int:
    """Enter a rate, which wins over all others: one CNY is so many IDR."""
    base, quote = _pair(pair)
    tools = pipeline.load_tools()
    source = note or _("entered by hand")
    rate = Rate(base, quote, _number(value), tools.now().date(), source)
    with opened(ws) as store:
        before = rates_of(store.read(), tools)
        try:
            changes = pipeline.set_rate(store, tools, rate, sure=accept_unusual)
        except UnusualRateError as error:
            text = _("{problem} If it is right, say --accept-unusual.")
            raise InputError(text.format(problem=error)) from error
        _tell_now(store, tools, before, [(base, quote)], changes)
    return 0


@rates.command("clear")
@workspace
@click.argument("pair", metavar="CNY/IDR")
def rates_clear(ws: Path, pair: str) -> int:
    """Take an entered rate back."""
    base, quote = _pair(pair)
    tools = pipeline.load_tools()
    with opened(ws) as store:
        before = rates_of(store.read(), tools)
        changes = pipeline.clear_rate(store, base, quote)
        _tell_now(store, tools, before, [(base, quote)], changes)
    return 0


@rates.command("spread")
@workspace
@click.argument("currency", metavar="IDR")
@click.argument("percent", metavar="PERCENT")
def rates_spread(ws: Path, currency: str, percent: str) -> int:
    """Say what your bank keeps when it changes CURRENCY into yours; 0 for nothing."""
    tools, code = pipeline.load_tools(), currency.upper()
    with opened(ws) as store:
        before = rates_of(store.read(), tools)
        changes = pipeline.set_spread(store, tools, code, _number(percent))
        kept = rates_of(store.read(), tools).spread.percents.get(code, Decimal(0))
        text = _("{percent} % of a conversion from {currency} is kept from now on.")
        click.echo(text.format(percent=f"{kept:f}", currency=code))
        _tell_now(store, tools, before, [(SHOWN_FROM, code)], changes)
    return 0


@rates.command("freeze")
@workspace
@click.argument("day", metavar="YYYY-MM-DD|off")
def rates_freeze(ws: Path, day: str) -> int:
    """Use no rate after a day, so that nothing moves; “off” ends it."""
    tools, until = pipeline.load_tools(), _day(day)
    sold_in = sorted({market.currency for market in tools.packs.markets.values()} - {SHOWN_FROM})
    with opened(ws) as store:
        before = rates_of(store.read(), tools)
        changes = pipeline.freeze_rates(store, tools, until)
        if until is None:
            click.echo(_("The rates are frozen no more: the newest ones are used."))
        else:
            click.echo(_("Frozen: no rate after {day} is used.").format(day=until.isoformat()))
        _tell_now(store, tools, before, [(SHOWN_FROM, code) for code in sold_in], changes)
    return 0


def _tell_now(
    store: Store, tools: Tools, before: Rates, pairs: Sequence[tuple[str, str]], changes: Changes
) -> None:
    """Check what ``changes`` made old, and say which rates of ``pairs`` are others than ``before``."""
    check_touched(store, tools, changes)
    after = rates_of(store.read(), tools)
    moved = [
        (new, old)
        for base, quote in pairs
        if (new := after.rate(base, quote)) is not None and new != (old := before.rate(base, quote))
    ]
    if not moved:
        click.echo(_("The rates are as they were before."))
        return
    if len(pairs) == 1:
        click.echo(_now(*moved[0]))
    else:
        heads = [pairs[0][0], _("rate"), _("date"), _("before")]
        click.echo(table(heads, [_line(*both) for both in moved]))
    click.echo(_("`localizer reprice` makes the prices anew."))


def _line(new: Rate, old: Rate | None) -> list[str]:
    """Return a line of the table of rates that moved."""
    before = "–" if old is None else in_digits(old.value)
    return [new.quote, in_digits(new.value), new.date.isoformat(), before]


def _now(new: Rate, old: Rate | None) -> str:
    """Return what a rate is now, and what it was."""
    if old is None:
        text = _("1 {base} = {value} {quote} ({source}, {day}) from now on. There was none before.")
    else:
        text = _(
            "1 {base} = {value} {quote} ({source}, {day}) from now on (before: {before}, {before_source}, "
            "{before_day})."
        )
    return text.format(
        base=new.base,
        value=in_digits(new.value),
        quote=new.quote,
        source=new.source,
        day=new.date.isoformat(),
        before="" if old is None else in_digits(old.value),
        before_source="" if old is None else old.source,
        before_day="" if old is None else old.date.isoformat(),
    )


def _day(text: str) -> dt.date | None:
    return None if text == "off" else parse_date(text)


def _pair(text: str) -> tuple[str, str]:
    """Return the two currencies of ``CNY/IDR``. Raises `InputError`."""
    base, slash, quote = text.upper().partition("/")
    if not slash or len(base) != _PAIR_LETTERS or len(quote) != _PAIR_LETTERS:
        problem = _("“{text}” is no pair of currencies. Write CNY/IDR.")
        raise InputError(problem.format(text=text))
    return base, quote


def _number(text: str) -> Decimal:
    """Return a number as typed. Raises `InputError`."""
    try:
        return Decimal(text)
    except InvalidOperation as error:
        problem = _("“{text}” is no number. Write it with a point, such as 2300.5.")
        raise InputError(problem.format(text=text)) from error
