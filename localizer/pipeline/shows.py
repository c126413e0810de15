"""A show as it would be said now, or as it was frozen: items, scripts, amounts, price cards, the clock.

Amounts are those of the moment the show starts; basket numbers follow the order of the show.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import findings, hosts, launches, prices, products, scripts, shows
from localizer.catalog.scripts import StoredScript
from localizer.i18n import N_
from localizer.model.finding import Subject
from localizer.model.launch import Launch, Target
from localizer.model.phrase import Style
from localizer.model.script import Script
from localizer.model.segment import State
from localizer.model.show import Frozen, Host, ItemKind, Rundown, Show, ShowItem
from localizer.pipeline import tokens as deals
from localizer.pipeline.stage_rules import script_rules
from localizer.pipeline.tools import Tools
from localizer.script.pace import remaining
from localizer.script.render import tokens_in
from localizer.script.rundown import rundown
from localizer.script.stage import LABEL, ScriptRules
from localizer.store.database import Reader, Store

#: Tokens that follow the order of the show, not the prices.
BY_ORDER: Final = frozenset({"n", "next"})
_NONE: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Amounts:
    """A product at the show: its short name in the target's words, and its tokens, written and as said."""

    name: str
    written: Mapping[str, str]
    spoken: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PriceCard:
    """What stands on the card the control room puts up; empty where there is no such amount."""

    price: str
    was: str
    save: str
    n: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One item of a show. ``script`` is ``None`` for a break and where none was written yet.

    ``tokens`` and ``spoken`` are the amounts of now, or those that were pinned: then ``pinned`` is true. A
    product added after a show was frozen has those of now. ``findings`` counts what is open of the script.
    """

    item: ShowItem
    title: str
    product_key: str = ""
    script: StoredScript | None = None
    tokens: Mapping[str, str] = field(default_factory=lambda: _NONE)
    spoken: Mapping[str, str] = field(default_factory=lambda: _NONE)
    card: PriceCard | None = None
    findings: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class ShowView:
    """A whole show; ``items`` stand in its order, ``rundown.lines`` beside them."""

    show: Show
    host: Host | None
    items: tuple[ItemView, ...]
    rundown: Rundown


@dataclass(frozen=True, slots=True)
class Moved:
    """A token of a product whose value of now differs from the frozen one.

    ``lines`` is how many lines of the show say it; empty texts mean that there was, or is, no such amount.
    """

    product_id: int
    name: str
    token: str
    then: str
    now: str
    lines: int


def new_show(
    store: Store,
    tools: Tools,
    launch: Launch,
    target: Target,
    name: str,
    starts_at: dt.datetime,
    seconds: int,
) -> int:
    """Make a show of the launch's products in their order with their scripts; return its id.

    Of several scripts of a product an approved one is taken, else the first; where there is none yet, the
    one that a draft would write. ``starts_at`` without a zone is the time of the target's market. Raises
    `InputError` for a name that is taken.
    """
    tools.packs.require([target])
    reader = store.read()
    items = [proposed_item(reader, one, target) for one in launches.launch_products(reader, launch)]
    with store.step(N_("Create the show {name}"), name=name.strip()) as step:
        return shows.create(step, name, target, in_zone(tools, target, starts_at), seconds, items)


def in_zone(tools: Tools, target: Target, moment: dt.datetime) -> dt.datetime:
    """Return ``moment`` in the zone of the target's market; without a zone it is meant to be there."""
    zone = ZoneInfo(tools.packs.markets[target.market].time_zone)
    return moment.replace(tzinfo=zone) if moment.tzinfo is None else moment.astimezone(zone)


def after(start: dt.datetime, seconds: float) -> dt.datetime:
    """Return the moment ``seconds`` after ``start``, in its zone; the clock may change that night."""
    moment = start.astimezone(dt.UTC) + dt.timedelta(seconds=round(seconds))
    return moment.astimezone(start.tzinfo)


def item_of(product_id: int, script: StoredScript | None) -> ShowItem:
    """Return an item, not yet in a show, of a product with one of its scripts."""
    style = Style.WARM.value if script is None else script.script.style
    label = LABEL if script is None else script.label
    return ShowItem(0, ItemKind.SCRIPT, product_id, style, label)


def proposed_item(reader: Reader, product_id: int, target: Target) -> ShowItem:
    """Return an item of a product with its approved script, else with its first one."""
    written = scripts.of_product(reader, product_id, target)
    approved = (one for one in written if one.state is State.APPROVED)
    return item_of(product_id, next(approved, next(iter(written), None)))


def show_view(reader: Reader, tools: Tools, show_id: int) -> ShowView:
    """Return a show with all that its screens, its prompter and its files show.

    Raises `LookupError` when it is gone.
    """
    show = shows.load(reader, show_id)
    host = hosts.find(reader, show.host_id)
    known = amounts(reader, tools, show)
    items = tuple(
        _viewed(reader, show, item, known, _following(show.items, place))
        for place, item in enumerate(show.items)
    )
    pace = None if host is None else host.per_minute
    durations = {
        one.item.id: spoken_seconds(one.script.script, pace)
        for one in items
        if one.script is not None
    }
    return ShowView(show, host, items, rundown(show.items, durations, show.seconds))


def amounts(reader: Reader, tools: Tools, show: Show) -> dict[int, Amounts]:
    """Return the amounts of now of every product of ``show``, at the show."""
    order = _products(show.items)
    launch = _launch_of(tools, show)
    rules = script_rules(tools, launch, order)
    basket = basket_of(show)
    return {
        number: _amounts(reader, tools, rules, launch, basket, number, show.target)
        for number in order
    }


def basket_of(show: Show) -> dict[int, int]:
    """Return each product's number in the basket, in the order of the show.

    In a frozen show the numbers that were pinned stay; products added since have those after them.
    """
    order = _products(show.items)
    if show.frozen is None:
        return dict(deals.basket_numbers(order))
    pinned = {number: int(one["n"]) for number, one in show.frozen.values.items() if "n" in one}
    added = [number for number in order if number not in pinned]
    after = max(pinned.values(), default=0)
    return pinned | {number: after + place for place, number in enumerate(added, 1)}


def _amounts(
    reader: Reader,
    tools: Tools,
    rules: ScriptRules,
    launch: Launch,
    basket: Mapping[int, int],
    number: int,
    target: Target,
) -> Amounts:
    brief = rules.brief(reader, number, target)
    if brief is not None:
        n = {"n": str(basket[number])}
        return Amounts(brief.product, {**brief.tokens, **n}, {**brief.spoken_tokens, **n})
    # no name in the target's language yet: prices it may have all the same
    product = products.load(reader, number)
    found = deals.deal(reader, tools, launch, number, target, product=product)
    return Amounts(
        product.title,
        deals.written(found, tools, basket, number, target),
        deals.spoken(found, tools, basket, number, target),
    )


def _launch_of(tools: Tools, show: Show) -> Launch:
    """Return a launch nobody keeps, at the moment of ``show`` in its market."""
    starts = in_zone(tools, show.target, show.starts_at)
    return Launch(0, show.name, starts.date(), (show.target,), starts.time())


def _products(items: Sequence[ShowItem]) -> tuple[int, ...]:
    """Return the products of a rundown in the order in which they come first."""
    return tuple(dict.fromkeys(item.product_id for item in items if item.product_id is not None))


def _following(items: Sequence[ShowItem], place: int) -> int | None:
    """Return the next product after ``place`` that is another one; breaks are passed over."""
    later = (item.product_id for item in items[place + 1 :] if item.product_id is not None)
    return next((number for number in later if number != items[place].product_id), None)


def _viewed(
    reader: Reader,
    show: Show,
    item: ShowItem,
    known: Mapping[int, Amounts],
    following: int | None,
) -> ItemView:
    if item.product_id is None:
        return ItemView(item, item.title)
    number = item.product_id
    stored = scripts.find(reader, number, show.target, item.style, item.label)
    frozen = show.frozen
    pinned = frozen is not None and number in frozen.values
    written, said = known[number].written, known[number].spoken
    if frozen is not None and pinned:
        written, said = frozen.values[number], frozen.spoken.get(number, frozen.values[number])
    after = {} if following is None else {"next": known[following].name}
    return ItemView(
        item=item,
        title=known[number].name,
        product_key=products.key_of(reader, number),
        script=stored,
        tokens={**written, **after},
        spoken={**said, **after},
        card=price_card(written),
        findings=0 if stored is None else _open_findings(reader, stored.id),
        pinned=pinned,
    )


def price_card(tokens: Mapping[str, str]) -> PriceCard:
    """Return the price card of a product with these amounts."""
    return PriceCard(*(tokens.get(name, "") for name in ("price", "was", "save", "n")))


def _open_findings(reader: Reader, script_id: int) -> int:
    found = findings.of_subject(reader, Subject.SCRIPT, script_id)
    return sum(not one.overruled for one in found)


def spoken_seconds(script: Script, per_minute: int | None) -> float:
    """Return how long ``script`` takes at a host's pace, or as it was timed without one.

    What hands do takes its time at any pace.
    """
    if per_minute:
        return round(remaining(script.lines, per_minute), 2)
    return round(sum(line.seconds for line in script.lines), 2)


def freeze_show(store: Store, tools: Tools, show_id: int) -> Frozen:
    """Pin the amounts of now of every product of a show, with the time and the days of the rates."""
    reader = store.read()
    show = shows.load(reader, show_id)
    known = amounts(reader, tools, show)
    frozen = Frozen(
        at=tools.now(),
        values={number: dict(one.written) for number, one in known.items()},
        spoken={number: dict(one.spoken) for number, one in known.items()},
        rates=_rate_days(reader, show),
    )
    with store.step(N_("Freeze the show {name}"), name=show.name) as step:
        shows.freeze(step, show_id, frozen)
    return frozen


def thaw_show(store: Store, show_id: int) -> None:
    """Let a show follow the prices again."""
    show = shows.load(store.read(), show_id)
    with store.step(N_("Thaw the show {name}"), name=show.name) as step:
        shows.thaw(step, show_id)


def _rate_days(reader: Reader, show: Show) -> dict[str, dt.date]:
    """Return the oldest day of the rates the prices of a show came from, by pair of currencies."""
    days: dict[str, dt.date] = {}
    for number in _products(show.items):
        stored = prices.of_product(reader, number, show.target.market, show.target.channel)
        for price in stored.values():
            rate = price.request.get("fx")
            from_ = price.request.get("cost") or price.request.get("list")
            if isinstance(rate, dict) and isinstance(from_, dict) and "date" in rate:
                pair = f"{from_.get('currency')}/{price.currency}"
                day = dt.date.fromisoformat(str(rate["date"]))
                days[pair] = min(day, days.get(pair, day))
    return days


def moved(reader: Reader, tools: Tools, show_id: int) -> tuple[Moved, ...]:
    """Return what a frozen show says that differs from now, in its order; nothing for one not frozen."""
    show = shows.load(reader, show_id)
    if show.frozen is None:
        return ()
    known = amounts(reader, tools, show)
    said = dict(_said(reader, show))
    return tuple(
        Moved(number, one.name, token, then, now, said.get((number, token), 0))
        for number, one in known.items()
        if number in show.frozen.values
        for token, then, now in _differences(show.frozen.values[number], one.written)
    )


def _differences(then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield the tokens of amounts that differ: name, then and now."""
    for token in dict.fromkeys((*then, *now)):
        before, after = then.get(token, ""), now.get(token, "")
        if token not in BY_ORDER and before != after:
            yield token, before, after


def _said(reader: Reader, show: Show) -> Iterator[tuple[tuple[int, str], int]]:
    """Yield how many lines of a product's scripts in ``show`` have a token, by product and token."""
    counts: dict[tuple[int, str], int] = {}
    for item in dict.fromkeys((one.product_id, one.style, one.label) for one in show.items):
        product_id, style, label = item
        if product_id is None:
            continue
        stored = scripts.find(reader, product_id, show.target, style, label)
        for line in () if stored is None else stored.script.lines:
            for token in tokens_in(line.text):
                counts[product_id, token] = counts.get((product_id, token), 0) + 1
    yield from counts.items()
