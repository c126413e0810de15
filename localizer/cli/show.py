"""``localizer show``: shows made, listed, arranged, frozen, and what happened in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from localizer import pipeline
from localizer.catalog import answers as stored_answers
from localizer.catalog import hosts, launches, products, show_log, shows
from localizer.catalog.answers import StoredAnswer
from localizer.cli.options import as_json, launch_name, opened, workspace
from localizer.cli.output import emit, progress_bar, table
from localizer.errors import InputError
from localizer.i18n import _, ngettext
from localizer.model.show import Show, ShowRun
from localizer.pipeline.answers import write_answers
from localizer.pipeline.show_edits import move_item
from localizer.pipeline.shows import (
    ItemView,
    Moved,
    ShowView,
    after,
    freeze_show,
    in_zone,
    moved,
    new_show,
    show_view,
    thaw_show,
)
from localizer.pipeline.tools import Tools
from localizer.script.render import render_line
from localizer.store.database import Reader

_MINUTE = 60
_HOUR = 3600


@click.group()
def show() -> None:
    """Plan shows: the order of the pitches on the clock, frozen prices, answers, the log."""


@show.command("new")
@workspace
@click.option("--target", required=True, metavar="TH/shopee", help="Market and channel.")
@click.option("--name", required=True)
@click.option(
    "--starts", required=True, metavar="YYYY-MM-DDTHH:MM", help="In the market's own time."
)
@click.option("--minutes", type=click.IntRange(1, 2880), required=True, help="The time there is.")
@launch_name
@as_json
def show_new(
    ws: Path, target: str, name: str, starts: str, minutes: int, launch: str | None, *, json_: bool
) -> int:
    """Make a show of a launch's products in their order, with their scripts."""
    tools = pipeline.load_tools()
    wanted = tools.packs.resolve_target(target)
    with opened(ws) as store:
        found = launches.find(store.read(), launch)
        number = new_show(store, tools, found, wanted, name, _moment(starts), minutes * _MINUTE)
        view = show_view(store.read(), tools, number)
    if json_:
        emit(_object(view, tools, ()))
    else:
        click.echo(_("The show “{name}” is made.").format(name=view.show.name))
        click.echo(_summary(view))
    return 0


@show.command("list")
@workspace
@as_json
def show_list(ws: Path, *, json_: bool) -> int:
    """List the shows, the newest first."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = shows.all_shows(store.read())
    if json_:
        emit(
            [
                {
                    "name": one.name,
                    "target": tools.packs.label(one.target),
                    "starts": one.starts_at.isoformat(),
                    "seconds": one.seconds,
                    "items": one.items,
                    "frozen": one.frozen,
                }
                for one in found
            ]
        )
        return 0
    lines = [
        (
            one.name,
            tools.packs.label(one.target),
            one.starts_at.strftime("%Y-%m-%d %H:%M"),
            f"{one.seconds / _MINUTE:g}",
            str(one.items),
            _("yes") if one.frozen else "",
        )
        for one in found
    ]
    headers = (_("show"), _("target"), _("starts"), _("minutes"), _("items"), _("frozen"))
    click.echo(table(headers, lines) if lines else _("There is no show yet."))
    return 0


@show.command("rundown")
@workspace
@click.argument("name", metavar="SHOW")
@as_json
def show_rundown(ws: Path, name: str, *, json_: bool) -> int:
    """Show what comes when, what is over, and what a frozen show says that differs from now."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        number = shows.find(store.read(), name).id
        view = show_view(store.read(), tools, number)
        differing = moved(store.read(), tools, number)
    if json_:
        emit(_object(view, tools, differing))
        return 0
    click.echo(_rundown_table(view, tools))
    click.echo(_summary(view))
    for one in differing:
        click.echo(_moved_text(one))
    return 0


@show.command("move")
@workspace
@click.argument("name", metavar="SHOW")
@click.argument("item", type=click.IntRange(1), metavar="ITEM")
@click.option("--to", type=click.IntRange(1), required=True, help="Its new place, from 1.")
@as_json
def show_move(ws: Path, name: str, item: int, to: int, *, json_: bool) -> int:
    """Move the ITEM-th item of a show to another place."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = shows.find(store.read(), name)
        if item > len(found.items):
            problem = _("The show has no item {n}; it has {count}.")
            raise InputError(problem.format(n=item, count=len(found.items)))
        move_item(store, found.items[item - 1].id, to - 1)
        view = show_view(store.read(), tools, found.id)
    if json_:
        emit(_object(view, tools, ()))
    else:
        click.echo(_rundown_table(view, tools))
        click.echo(_summary(view))
    return 0


@show.command("freeze")
@workspace
@click.argument("name", metavar="SHOW")
@as_json
def show_freeze(ws: Path, name: str, *, json_: bool) -> int:
    """Pin the prices of a show as they are now."""
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = shows.find(store.read(), name)
        frozen = freeze_show(store, tools, found.id)
    if json_:
        rates = {pair: day.isoformat() for pair, day in frozen.rates.items()}
        emit({"frozen_at": frozen.at.isoformat(), "products": len(frozen.values), "rates": rates})
        return 0
    count = len(frozen.values)
    text = ngettext(
        "The prices of {n} product are frozen as of {moment}.",
        "The prices of {n} products are frozen as of {moment}.",
        count,
    )
    at = in_zone(tools, found.target, frozen.at).strftime("%Y-%m-%d %H:%M")
    click.echo(text.format(n=count, moment=at))
    for pair, day in sorted(frozen.rates.items()):
        click.echo(_("rate {pair} of {date}").format(pair=pair, date=day.isoformat()))
    return 0


@show.command("thaw")
@workspace
@click.argument("name", metavar="SHOW")
@as_json
def show_thaw(ws: Path, name: str, *, json_: bool) -> int:
    """Let a show follow the prices again."""
    with opened(ws) as store:
        found = shows.find(store.read(), name)
        thaw_show(store, found.id)
    if json_:
        emit({"thawed": found.frozen is not None})
    elif found.frozen is None:
        click.echo(_("“{name}” was not frozen.").format(name=found.name))
    else:
        click.echo(_("“{name}” follows the prices again.").format(name=found.name))
    return 0


@show.command("answers")
@workspace
@click.argument("name", metavar="SHOW")
@as_json
def show_answers(ws: Path, name: str, *, json_: bool) -> int:
    """Draft the answers to viewers for the products of a show, and list them as said now.

    They are in the voice of its host. What a person edited or approved stays as it is.
    """
    tools = pipeline.load_tools()
    with opened(ws) as store:
        found = shows.find(store.read(), name)
        launch = launches.selling_on(store.read(), found.target)
        if launch is None:
            label = tools.packs.label(found.target)
            raise InputError(_("No launch sells on {target} any more.").format(target=label))
        only = tuple(dict.fromkeys(one.product_id for one in found.items if one.product_id))
        host = hosts.find(store.read(), found.host_id)
        voice = "" if host is None else host.voice
        with progress_bar(_("Answers")) as progress:
            write_answers(
                *(store, tools, launch, [found.target]), only=only, voice=voice, progress=progress
            )
        view = show_view(store.read(), tools, found.id)
        cards = _cards(store.read(), view)
    if json_:
        emit([_card_object(one, card) for one, card in cards])
        return 0
    for one, card in cards:
        click.echo(f"{one.title} · {card.question.value} · {card.ask}")
        click.echo(f"  {render_line(card.line.text, one.tokens)}")
    return 0


@show.command("log")
@workspace
@click.argument("name", metavar="SHOW")
@as_json
def show_log_(ws: Path, name: str, *, json_: bool) -> int:
    """Show the rehearsals and shows on air with what happened in them, the newest first."""
    with opened(ws) as store:
        reader = store.read()
        found = shows.find(reader, name)
        runs = [show_log.load(reader, one.id) for one in show_log.of_show(reader, found.id)]
        keys = _keys(reader, runs)
    if json_:
        emit([_run_object(run, keys) for run in runs])
        return 0
    if not runs:
        click.echo(_("Nothing was logged yet."))
    for run in runs:
        click.echo(_run_head(run))
        for event in run.events:
            what = (event.kind.value, keys.get(event.product_id or 0, ""), event.beat, event.note)
            click.echo(f"  {_clock(event.after)}  {'  '.join(part for part in what if part)}")
    return 0


def _moment(text: str) -> dt.datetime:
    try:
        return dt.datetime.fromisoformat(text)
    except ValueError:
        problem = _("“{text}” is no moment; write it as 2026-11-26T20:00.")
        raise InputError(problem.format(text=text)) from None


def _clock(seconds: float) -> str:
    """Return seconds from the start as ``1:02:03``."""
    whole = round(seconds)
    return f"{whole // _HOUR}:{whole % _HOUR // _MINUTE:02}:{whole % _MINUTE:02}"


def _minutes(seconds: float) -> str:
    """Return a length as ``12:05``, minutes and seconds."""
    whole = round(seconds)
    return f"{whole // _MINUTE}:{whole % _MINUTE:02}"


def _rundown_table(view: ShowView, tools: Tools) -> str:
    start = in_zone(tools, view.show.target, view.show.starts_at)
    lines = [
        (
            str(place),
            after(start, line.start).strftime("%H:%M:%S"),
            _minutes(line.seconds),
            _between(line.gap, line.overlap),
            one.card.price if one.card else "",
            str(one.findings or ""),
            one.title,
        )
        for place, (one, line) in enumerate(zip(view.items, view.rundown.lines, strict=True), 1)
    ]
    headers = ("#", _("at"), _("takes"), _("gap"), _("price"), _("findings"), _("item"))
    return table(headers, lines)


def _between(gap: float, overlap: float) -> str:
    """Return the time between an item and the one before: idle with a plus, run into it with a minus."""
    if overlap:
        return f"−{_minutes(overlap)}"
    return f"+{_minutes(gap)}" if gap else ""


def _summary(view: ShowView) -> str:
    count, over = len(view.items), view.rundown.over
    text = ngettext(
        "{n} item; {over} over the {minutes} min there are.",
        "{n} items; {over} over the {minutes} min there are.",
        count,
    )
    if over <= 0:
        text = ngettext(
            "{n} item; {over} left of the {minutes} min there are.",
            "{n} items; {over} left of the {minutes} min there are.",
            count,
        )
    return text.format(n=count, over=_minutes(abs(over)), minutes=f"{view.show.seconds / 60:g}")


def _moved_text(one: Moved) -> str:
    text = ngettext(
        "{product}: {n} line says {then} for {token}, now it is {now}.",
        "{product}: {n} lines say {then} for {token}, now it is {now}.",
        one.lines,
    )
    token = f"{{{one.token}}}"
    return text.format(
        product=one.name, n=one.lines, token=token, then=one.then or "–", now=one.now or "–"
    )


def _object(view: ShowView, tools: Tools, differing: Sequence[Moved]) -> dict[str, Any]:
    found: Show = view.show
    return {
        "name": found.name,
        "target": tools.packs.label(found.target),
        "starts": in_zone(tools, found.target, found.starts_at).isoformat(),
        "seconds": found.seconds,
        "over": round(view.rundown.over, 2),
        "host": None if view.host is None else view.host.name,
        "frozen_at": None if found.frozen is None else found.frozen.at.isoformat(),
        "items": [
            {
                "n": place,
                "kind": one.item.kind.value,
                "product": one.product_key,
                "title": one.title,
                "style": one.item.style,
                "variant": one.item.label,
                "state": None if one.script is None else one.script.state.value,
                "start": round(line.start, 2),
                "seconds": round(line.seconds, 2),
                "gap": round(line.gap, 2),
                "overlap": round(line.overlap, 2),
                "hard_start": one.item.hard_start,
                "note": one.item.note,
                "tokens": dict(one.tokens),
                "spoken": dict(one.spoken),
                "pinned": one.pinned,
                "findings": one.findings,
            }
            for place, (one, line) in enumerate(zip(view.items, view.rundown.lines, strict=True), 1)
        ],
        "moved": [
            {
                "title": one.name,
                "token": one.token,
                "then": one.then,
                "now": one.now,
                "lines": one.lines,
            }
            for one in differing
        ],
    }


def _cards(reader: Reader, view: ShowView) -> list[tuple[ItemView, StoredAnswer]]:
    """Return the cards of each product of a show, a product once."""
    first: dict[int, ItemView] = {}
    for one in view.items:
        if one.item.product_id is not None:
            first.setdefault(one.item.product_id, one)
    return [
        (one, card)
        for number, one in first.items()
        for card in stored_answers.of_product(reader, number, view.show.target)
    ]


def _card_object(one: ItemView, card: StoredAnswer) -> dict[str, Any]:
    return {
        "product": one.product_key,
        "question": card.question.value,
        "ask": card.ask,
        "text": card.line.text,
        "said": render_line(card.line.text, one.tokens),
        "facts": card.line.facts,
        "seconds": card.line.seconds,
        "state": card.state.value,
        "edited": card.edited,
    }


def _keys(reader: Reader, runs: Sequence[ShowRun]) -> dict[int, str]:
    """Return the numbers of the products of ``runs`` that are still there."""
    known = set(products.product_ids(reader))
    named = {event.product_id for run in runs for event in run.events if event.product_id}
    return {number: products.key_of(reader, number) for number in named & known}


def _run_head(run: ShowRun) -> str:
    ended = _("broke off") if run.ended_after is None else _clock(run.ended_after)
    return f"{run.started_at:%Y-%m-%d %H:%M}  {run.kind.value}  {ended}"


def _run_object(run: ShowRun, keys: dict[int, str]) -> dict[str, Any]:
    return {
        "run": run.id,
        "kind": run.kind.value,
        "started_at": run.started_at.isoformat(),
        "ended_after": run.ended_after,
        "events": [
            {
                "after": event.after,
                "kind": event.kind.value,
                "product": keys.get(event.product_id or 0, ""),
                "item": event.item_id,
                "place": event.place,
                "beat": event.beat,
                "note": event.note,
                "units": event.units,
            }
            for event in run.events
        ],
    }
