"""Promotions on the command line: planned, listed market by market, removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import click

from localizer import pipeline
from localizer.catalog import products, promotions
from localizer.cli.options import as_json, opened, workspace
from localizer.cli.output import emit, progress_bar, table
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.promotion import Promotion, Rounding, end_of
from localizer.pipeline.promotion_reach import Reach, launch_targets, reach
from localizer.pipeline.promotions import (
    Phase,
    Planned,
    Window,
    end_text,
    plan_promotion,
    planned,
    promotion_of,
    remove_promotion,
)
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.ui.actions.promotion_words import reach_text

#: Said instead of a phase where every product listed is gone.
NOWHERE: Final = N_("no product left")
PHASES: Final = {Phase.NEXT: N_("to come"), Phase.RUNNING: N_("running"), Phase.OVER: N_("over")}
_HUNDRED: Final = Decimal(100)
_DAY: Final = "YYYY-MM-DD[THH:MM]"


@dataclass(frozen=True, slots=True)
class _Shown:
    """A promotion, its windows that are told, and how far it reaches on each target of the launches."""

    planned: Planned
    windows: tuple[Window, ...]
    reached: tuple[Reach, ...]


@click.group()
def promotion() -> None:
    """Plan, list and remove promotions."""


@promotion.command("add")
@workspace
@click.option("--name", required=True)
@click.option("--percent", required=True, metavar="20", help="Per cent off the regular price.")
@click.option("--from", "starts", required=True, metavar=_DAY, help="In each market's own time.")
@click.option("--to", "ends", required=True, metavar=_DAY, help="A day is meant to its end.")
@click.option("--market", default="", metavar="TH", help="One market; all of them by default.")
@click.option(
    "--channel", default="", metavar="shopee", help="One channel; all of them by default."
)
@click.option("--catalog", default="", metavar="NAME", help="One catalog's products.")
@click.option(
    "--product", "keys", multiple=True, metavar="KEY", help="One product; may be repeated."
)
@click.option("--ending", is_flag=True, help="Down to the market's price ending.")
@click.option("--allow-loss", is_flag=True, help="May go below the floor margin or make a loss.")
@as_json
def promotion_add(  # noqa: PLR0913 - one for each option
    *,
    ws: Path,
    name: str,
    percent: str,
    starts: str,
    ends: str,
    market: str,
    channel: str,
    catalog: str,
    keys: tuple[str, ...],
    ending: bool,
    allow_loss: bool,
    json_: bool,
) -> int:
    """Plan a promotion; its times are those of each market's own clock."""
    if catalog and keys:
        raise click.UsageError(_("--catalog and --product exclude one another."))
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = promotion_of(
            tools,
            name,
            _share(percent),
            _wall(starts),
            end_of(_wall(ends, dt.time(23, 59))),
            rounding=Rounding.ENDING if ending else Rounding.EXACT,
            market=market.upper(),
            channel=channel,
            catalog_id=_catalog(store.read(), catalog),
            product_ids=_products(store.read(), keys) if keys else None,
            below_floor=allow_loss,
        )
        plan_promotion(store, tools, found)
        mine = [
            one for one in _shown(store.read(), tools) if one.planned.promotion.name == found.name
        ]
    if json_:
        emit(_object(mine[0]))
    else:
        click.echo(_("“{name}” is planned.").format(name=found.name))
        click.echo(_table(mine))
    return 0


@promotion.command("list")
@workspace
@click.option("--all", "all_", is_flag=True, help="Markets without a launch too.")
@as_json
def promotion_list(ws: Path, *, all_: bool, json_: bool) -> int:
    """List the promotions: their times on each target of a launch, and how many products are on sale."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = _shown(store.read(), tools, everywhere=all_)
    if json_:
        emit([_object(one) for one in found])
    else:
        click.echo(_table(found) if found else _("No promotion is planned."))
    return 0


@promotion.command("remove")
@workspace
@click.argument("name")
def promotion_remove(ws: Path, name: str) -> int:
    """Remove a promotion; prices were never changed by it."""
    with opened(ws) as store:
        gone = promotions.find(store.read(), name)
        remove_promotion(store, pipeline.load_tools(), name)
    click.echo(_removed(gone))
    return 0


def _removed(gone: Promotion) -> str:
    """Say what was removed."""
    text = _("“{name}” is removed: {percent} % off from {starts} to {ends}, {market}.")
    return text.format(
        name=gone.name,
        percent=_percent(gone),
        starts=gone.starts.isoformat(" ", "minutes"),
        ends=end_text(gone.ends),
        market=gone.market or _("all markets"),
    )


def _shown(reader: Reader, tools: Tools, *, everywhere: bool = False) -> list[_Shown]:
    """Return the promotions in the markets of launches; in all with ``everywhere`` or without a launch."""
    markets = {one.market for one in launch_targets(reader)}
    found: list[_Shown] = []
    with progress_bar(_("Promotions")) as progress:
        for one in planned(reader, tools, tools.now()):
            windows = tuple(
                window
                for window in one.windows
                if everywhere or not markets or window.market in markets
            )
            over = one.phase is Phase.OVER
            reached = () if over else reach(reader, tools, one.promotion, progress=progress)
            found.append(_Shown(one, windows, reached))
    return found


def _object(shown: _Shown) -> dict[str, Any]:
    one = shown.planned
    promotion_ = one.promotion
    return {
        "name": promotion_.name,
        "percent": _percent(promotion_),
        "rounding": promotion_.rounding.value,
        "market": promotion_.market,
        "channel": promotion_.channel,
        "starts": promotion_.starts.isoformat(),
        "ends": promotion_.ends.isoformat(),
        "scope": promotion_.scope.value,
        "catalog": one.catalog,
        "products": len(promotion_.product_ids),
        "allow_loss": promotion_.below_floor,
        "state": one.phase.value,
        "windows": [
            {
                "market": window.market,
                "starts": window.starts_at.isoformat(),
                "ends": window.ends_at.isoformat(),
                "state": window.phase.value,
            }
            for window in shown.windows
        ],
        "targets": [
            {
                "target": f"{found.target.market}/{found.target.channel}",
                "products": found.total,
                "looked_at": found.products,
                "on_sale": found.on_sale,
                "stay": {why.value: number for why, number in sorted(found.stays.items())},
                "too_low": found.low,
                "unknown_margin": found.unknown,
            }
            for found in shown.reached
        ],
    }


def _table(shown: Sequence[_Shown]) -> str:
    heads = [
        _("promotion"),
        _("off"),
        _("target"),
        _("starts"),
        _("ends"),
        _("state"),
        _("on sale"),
    ]
    return table(heads, [line for one in shown for line in _rows(one)])


def _rows(shown: _Shown) -> list[list[str]]:
    """Return a line for each target of a launch, and for each market that has none."""
    one = shown.planned
    by_market: dict[str, list[Reach]] = {}
    for found in shown.reached:
        by_market.setdefault(found.target.market, []).append(found)
    rows = []
    for window in shown.windows:
        for found in by_market.get(window.market, ()):
            target = f"{window.market}/{found.target.channel}"
            rows.append(_row(one, target, window, reach_text(found)))
        if window.market not in by_market:
            rows.append(_row(one, window.market, window, "–"))
    return rows or [_row(one, one.promotion.market or "–", None, _("no launch sells there"))]


def _row(one: Planned, place: str, window: Window | None, told: str) -> list[str]:
    starts, ends = one.promotion.starts, one.promotion.ends
    state = PHASES[one.phase if window is None else window.phase]
    return [
        one.promotion.name,
        f"{_percent(one.promotion)} %",
        place,
        starts.isoformat(" ", "minutes") if window is None else _zoned(window.starts_at),
        end_text(ends) if window is None else _zoned(window.ends_at, last=True),
        _(NOWHERE if one.promotion.holds_nowhere else state),
        told,
    ]


def _zoned(moment: dt.datetime, *, last: bool = False) -> str:
    """Return a moment with its zone: ``2026-11-27 00:00+07:00``, as an end ``2026-11-30 24:00+07:00``."""
    wall = moment.replace(tzinfo=None)
    offset = moment.isoformat(timespec="minutes").removeprefix(wall.isoformat(timespec="minutes"))
    return (end_text(wall) if last else wall.isoformat(" ", "minutes")) + offset


def _percent(promotion_: Promotion) -> str:
    return f"{(promotion_.percent * _HUNDRED).normalize():f}"


def _share(text: str) -> Decimal:
    """Return per cent as a fraction. Raises `InputError`."""
    try:
        found = Decimal(text.strip().removesuffix("%").strip())
    except InvalidOperation as error:
        problem = _("“{text}” is no percentage. Write a number such as 20 or 12.5.")
        raise InputError(problem.format(text=text)) from error
    if not found.is_finite():
        problem = _("“{text}” is no percentage. Write a number such as 20 or 12.5.")
        raise InputError(problem.format(text=text))
    return found / _HUNDRED


def _wall(text: str, time: dt.time = dt.time()) -> dt.datetime:
    """Return a date and time without a zone, as written; a date alone has ``time``. Raises `InputError`."""
    try:
        found = dt.datetime.fromisoformat(text)
        if "T" not in text and ":" not in text:
            found = dt.datetime.combine(dt.date.fromisoformat(text), time)
    except ValueError as error:
        raise InputError(_no_time(text)) from error
    if found.tzinfo is not None:
        raise InputError(_no_time(text))
    return found.replace(second=0, microsecond=0)


def _no_time(text: str) -> str:
    problem = _(
        "“{text}” is no day or time of each market's clock. Write it without a zone: 2026-11-27 or "
        "2026-11-27T20:00."
    )
    return problem.format(text=text)


def _catalog(reader: Reader, name: str) -> int | None:
    if not name:
        return None
    known = {one.name: one.id for one in products.catalogs(reader)}
    if name not in known:
        problem = _("There is no catalog “{name}”. There are: {known}.")
        raise InputError(problem.format(name=name, known=", ".join(known)))
    return known[name]


def _products(reader: Reader, keys: tuple[str, ...]) -> tuple[int, ...]:
    catalogs = products.catalogs(reader)
    found: list[int] = []
    for key in keys:
        numbers = [products.find_by_key(reader, one.id, key) for one in catalogs]
        known = [number for number in numbers if number is not None]
        if not known:
            problem = _("There is no product “{key}” in this workspace.")
            raise InputError(problem.format(key=key))
        found += known
    return tuple(found)
