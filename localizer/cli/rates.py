"""Exchange rates on the command line: shown, fetched when asked for, entered, frozen."""

from __future__ import annotations

import datetime as dt
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
from localizer.model.price import Rate
from localizer.pipeline.rates import frozen_on, rates_of
from localizer.price.display import rate_text
from localizer.price.rate_checks import Outlier

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
        pipeline.set_rate(store, tools, rate, sure=accept_unusual)
    click.echo(_("Prices made from now on use it. Prepare drafts again to change those there are."))
    return 0


@rates.command("clear")
@workspace
@click.argument("pair", metavar="CNY/IDR")
def rates_clear(ws: Path, pair: str) -> int:
    """Take an entered rate back."""
    base, quote = _pair(pair)
    with opened(ws) as store:
        pipeline.clear_rate(store, base, quote)
    return 0


@rates.command("spread")
@workspace
@click.argument("currency", metavar="IDR")
@click.argument("percent", metavar="PERCENT")
def rates_spread(ws: Path, currency: str, percent: str) -> int:
    """Say what your bank keeps when it changes CURRENCY into yours; 0 for nothing."""
    with opened(ws) as store:
        pipeline.set_spread(store, pipeline.load_tools(), currency.upper(), _number(percent))
    return 0


@rates.command("freeze")
@workspace
@click.argument("day", metavar="YYYY-MM-DD|off")
def rates_freeze(ws: Path, day: str) -> int:
    """Use no rate after a day, so that nothing moves; “off” ends it."""
    with opened(ws) as store:
        pipeline.freeze_rates(store, pipeline.load_tools(), _day(day))
    return 0


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
