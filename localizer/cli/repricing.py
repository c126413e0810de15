"""Prices made anew on the command line: what moves and why, with or without doing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

import click

from localizer import pipeline
from localizer.catalog import views
from localizer.catalog.views import PriceLine
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, table
from localizer.errors import InputError
from localizer.i18n import _
from localizer.pipeline.repricing import PriceMove
from localizer.price.display import plain_price
from localizer.store.database import Reader
from localizer.ui.actions.price_words import MOVE_REASONS, percent

#: Lines shown to people; JSON has all of them.
MOST_LINES: Final = 50
_CHUNK: Final = 500
_DIRECTIONS: Final = ("new", "up", "down", "same", "kept", "gone", "none")
#: Decimals of a share as shown: a hundredth of a per cent.
_SHOWN: Final = 4


@click.command("reprice")
@workspace
@launch_name
@click.option("--dry-run", is_flag=True, help="Only show what would move.")
@click.option(
    "--dead-band",
    metavar="PERCENT",
    help="Keep prices that a rate alone moves by less than this; kept for later runs.",
)
@as_json
def reprice(
    ws: Path, launch: str | None, dead_band: str | None, *, dry_run: bool, json_: bool
) -> int:
    """Make the prices of a launch anew by today's rates and rules, and show what moved and why."""
    share = None if dead_band is None else _share(dead_band)
    with opened(ws) as store:
        tools = pipeline.load_tools()
        with progress_bar(_("Prices")) as progress:
            moves = pipeline.plan_prices(
                store, tools, launch=launch, dead_band=share, progress=progress
            )
            if not dry_run:
                pipeline.apply_prices(
                    store, tools, launch=launch, dead_band=share, progress=progress
                )
        reader = store.read()
        if json_:
            names = _names(reader, moves)
            plain = [_plain(one, names) for one in moves]
            emit({"counts": _counts(moves), "applied": not dry_run, "moves": plain})
        else:
            click.echo(_text(reader, moves, dry_run=dry_run))
    return 0


def _share(text: str) -> Decimal:
    """Return a percentage as typed, as a fraction. Raises `InputError`."""
    try:
        return Decimal(text.strip().removesuffix("%").rstrip()) / 100
    except InvalidOperation as error:
        problem = _("“{text}” is no percentage. Write a number such as 2 or 1.5.")
        raise InputError(problem.format(text=text)) from error


def _names(reader: Reader, moves: Sequence[PriceMove]) -> dict[int, PriceLine]:
    """Return the lines of the price table of every variant that moves."""
    ids = list(dict.fromkeys(one.variant_id for one in moves))
    found: dict[int, PriceLine] = {}
    for start in range(0, len(ids), _CHUNK):
        found |= views.price_lines(reader, ids[start : start + _CHUNK])
    return found


def _counts(moves: Sequence[PriceMove]) -> dict[str, int]:
    """Return how many prices are new, up, down, the same, kept, gone."""
    counted = Counter(map(_direction, moves))
    return {name: counted.get(name, 0) for name in _DIRECTIONS}


def _direction(move: PriceMove) -> str:
    if move.kept:
        return "kept"
    if move.before is None or move.after is None:
        names = {(True, False): "new", (False, True): "gone", (True, True): "none"}
        return names[move.before is None, move.after is None]
    if move.before == move.after:
        return "same"
    return "up" if move.before < move.after else "down"


def _plain(move: PriceMove, names: Mapping[int, PriceLine]) -> dict[str, object]:
    """Return a move for JSON."""
    line = names.get(move.variant_id)
    return {
        "sku": "" if line is None else line.sku,
        "target": f"{move.market}/{move.channel}",
        "currency": move.currency,
        "before": move.before,
        "after": move.after,
        "change": None if move.share is None else f"{move.share:.4f}",
        "kept": move.kept,
        "margin": move.margin,
        "why": sorted(move.reasons),
    }


def _text(reader: Reader, moves: Sequence[PriceMove], *, dry_run: bool) -> str:
    """Return the first moves as a table and how many there are."""
    if not moves:
        return _("Every price is up to date.")
    shown = moves[:MOST_LINES]
    names = _names(reader, shown)
    heads = (
        _("SKU"), _("target"), _("before"), _("after"), _("change"), _("kept"), _("why"),
    )  # fmt: skip
    lines = [table(heads, [_cells(one, names) for one in shown])]
    if len(moves) > len(shown):
        more = _("… and {n} more; --json lists all of them.")
        lines.append(more.format(n=len(moves) - len(shown)))
    counts = _counts(moves)
    lines.append(
        _(
            "{new} new, {up} up, {down} down, {same} at the same price, {kept} kept, {gone} without a "
            "price now, {none} still without one."
        ).format(**counts)
    )
    if dry_run:
        lines.append(_("Nothing was written."))
    return "\n".join(lines)


def _cells(move: PriceMove, names: Mapping[int, PriceLine]) -> tuple[str, ...]:
    line = names.get(move.variant_id)
    return (
        "" if line is None else line.sku or line.title,
        f"{move.market}/{move.channel}",
        _amount(move.before, move.currency),
        f"{_amount(move.after, move.currency)} {move.currency}",
        "–" if move.share is None else percent(round(move.share, _SHOWN)),
        _("yes") if move.kept else "",
        ", ".join(sorted(_(MOVE_REASONS[one]) for one in move.reasons)),
    )


def _amount(value: Decimal | None, currency: str) -> str:
    return "–" if value is None else plain_price(value, currency)
