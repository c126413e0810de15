"""What the shop does, on the command line: told, listed, taken back."""

from __future__ import annotations

from pathlib import Path

import click

from localizer import pipeline
from localizer.catalog import shop_facts
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, table
from localizer.errors import InputError
from localizer.i18n import _
from localizer.pipeline.shop import tell_shop


@click.command()
@workspace
@click.option(
    "--set",
    "wanted",
    multiple=True,
    metavar="NAME=VALUE",
    help="Days as a number, others as yes or no; an empty value takes it back.",
)
@click.option("--market", default="", metavar="DE", help="One market; all of them by default.")
@as_json
def shop(ws: Path, wanted: tuple[str, ...], market: str, *, json_: bool) -> int:
    """Tell what the shop does (delivery_days, returns_days ...): promises in texts are held against it."""
    code = market.upper()
    tools = pipeline.load_tools()
    if code and code not in tools.packs.markets:
        problem = _("There is no market {market}. There are: {known}.")
        raise InputError(problem.format(market=code, known=", ".join(tools.packs.markets)))
    with opened(ws) as store:
        if wanted:
            pairs = (pair.partition("=") for pair in wanted)
            values = {name.strip(): value for name, _sign, value in pairs}
            tell_shop(store, tools, {code: values})
        found = shop_facts.of_market(store.read(), code)
    if json_:
        emit(found)
    else:
        click.echo(table((_("fact"), _("value")), [list(one) for one in found.items()]))
    return 0
