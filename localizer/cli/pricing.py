"""Prices on the command line: requests answered without a workspace, and where prices come from."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.catalog import price_bases
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.price import Basis
from localizer.model.price_basis import PriceBasis
from localizer.pipeline.price_lines import BAD_REQUEST, answer_lines, ending_tables, write_answer

EXIT_ACT: Final = 1
STDIN: Final = "-"
#: What prices can come from, as typed.
BASES: Final = {"cost": Basis.COST_PLUS, "list": Basis.CONVERTED, "automatic": None}


@click.command("price")
@click.option(
    "--request",
    "request",
    required=True,
    metavar="FILE|-",
    help="JSON Lines of requests; - reads them from the standard input.",
)
def price(request: str) -> int:
    """Answer price requests, one line each; exit 1 when a line is no request.

    \b
    A request is one JSON object a line, numbers in quotes:
      market, currency               codes: "ID", "IDR"
      cost, shipping                 {"amount": "28.50", "currency": "CNY"}
      list, adjust                   instead of cost: a selling price, a factor
      fx                             {"rate", "date", "source"}; null: none known
      endings                        "ID", "none", ... or [start, end, step, [endings]] rows
      ending_mode                    up, nearest, down
      fees                           [{"name", "pct", "fixed", "min", "cap",
                                       "basis", "mode", "tiers"}, ...]
      target_margin, floor_margin, fx_buffer, tax     shares: "0.20"
      tax_mode                       inclusive, exclusive
      local_cost, max_price, fixed_price              amounts in currency
    \b
    Questions about a rate's age, a unit price and a struck price have the form
      {"rate_date", "today", "warn_days", "block_days"}
      {"kind": "unit", "price", "amount", "unit", "cur"}
      {"kind": "strike", "market", "price", "lowest_30d", "seller_was"}
    """  # noqa: D301 - click's mark for text that is not to be wrapped is the character itself
    tables = ending_tables()
    bad = 0
    try:
        with (
            click.open_file(request, "rb")
            if request == STDIN
            else Path(request).open("rb") as stream
        ):
            for answer in answer_lines(stream, tables):
                click.echo(write_answer(answer))
                bad += answer.get("code") == BAD_REQUEST
    except OSError as error:
        message = _("{file} cannot be read: {reason}").format(file=request, reason=error.strerror)
        raise InputError(message) from error
    return EXIT_ACT if bad else 0


@click.command("price-basis")
@workspace
@click.option("--catalog", default="", metavar="NAME", help="One catalog; all of them by default.")
@click.option("--sku", default="", metavar="SKU", help="One SKU.")
@click.option("--market", default="", metavar="TH", help="One market; all of them by default.")
@click.option("--from", "source", type=click.Choice(list(BASES)), help="What prices come from.")
@click.option("--adjust", metavar="FACTOR", help="Factor on a list price: 1.05.")
@as_json
def price_basis(
    ws: Path,
    catalog: str,
    sku: str,
    market: str,
    source: str | None,
    adjust: str | None,
    *,
    json_: bool,
) -> int:
    """Choose what prices come from, or list what was chosen."""
    if adjust is not None and source != "list":
        raise click.UsageError(_("--adjust goes with --from list."))
    with opened(ws) as store:
        if source is not None:
            chosen = _basis(source, adjust or "1")
            with progress_bar(_("Prices")) as progress:
                pipeline.choose_basis(
                    store, pipeline.load_tools(), chosen, catalog=catalog, sku=sku, market=market.upper(),
                    progress=progress,
                )  # fmt: skip
        found = price_bases.listed(store.read())
    if json_:
        emit(found)
    else:
        click.echo(
            "\n".join(map(_line, found))
            or _("Prices come from the cost, else from the list price.")
        )
    return 0


def _basis(source: str, adjust: str) -> PriceBasis:
    """Return the choice as typed. Raises `InputError`."""
    try:
        return PriceBasis(BASES[source], Decimal(adjust))
    except (InvalidOperation, ValueError) as error:
        problem = _("“{text}” is no factor. Write a number above 0 such as 1.05.")
        raise InputError(problem.format(text=adjust)) from error


def _line(one: price_bases.Chosen) -> str:
    """Return one choice in words."""
    where = " · ".join((one.catalog, one.sku or "*", one.market or "*"))
    if one.basis.basis is None:
        return _("{where}: automatic").format(where=where)
    if one.basis.basis is Basis.COST_PLUS:
        return _("{where}: from the cost").format(where=where)
    return _("{where}: from the list price × {factor}").format(where=where, factor=one.basis.adjust)
