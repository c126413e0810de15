"""Prices made anew: what would change and why, and doing it, with a person's word on single prices."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Final

from localizer.catalog import launches, preferences, prices, products
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.pipeline.recheck import recheck
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.asking import PriceRules
from localizer.price.moves import UNDECIDED, Decisions, Move
from localizer.price.stage import plan, reprice
from localizer.store.database import Batch, Reader, Store

#: A wider dead band would keep prices that nobody would recognise as today's.
MAX_DEAD_BAND: Final = Decimal("0.20")


class MoveReason(StrEnum):
    """What changed since a price was made."""

    NEW = "new"
    COST = "cost"
    RATE = "rate"
    FEES = "fees"
    TAX = "tax"
    MARGIN = "margin"
    ENDINGS = "endings"
    FREIGHT = "freight"
    CAP = "cap"
    BASIS = "basis"
    FIXED = "fixed"
    OTHER = "other"


#: Requests of stored prices by id.
Requests = Mapping[int, Mapping[str, object]]
#: Moves whose old requests are read at once.
_TOGETHER: Final = 2000
#: Fields of a request and what a change of them means.
_REASONS: Final = {
    "cost": MoveReason.COST,
    "list": MoveReason.COST,
    "fx": MoveReason.RATE,
    "fx_buffer": MoveReason.RATE,
    "fees": MoveReason.FEES,
    "tax": MoveReason.TAX,
    "tax_mode": MoveReason.TAX,
    "target_margin": MoveReason.MARGIN,
    "floor_margin": MoveReason.MARGIN,
    "endings": MoveReason.ENDINGS,
    "ending_mode": MoveReason.ENDINGS,
    "shipping": MoveReason.FREIGHT,
    "local_cost": MoveReason.FREIGHT,
    "max_price": MoveReason.CAP,
    "adjust": MoveReason.BASIS,
    "fixed_price": MoveReason.FIXED,
}


@dataclass(frozen=True, slots=True)
class PriceMove:
    """One price that is out of date: ``before`` and what the rules give (``after``); ``None`` is no price.

    ``kept`` tells that the old amount stays although the rules give another: the rate alone moved it by less
    than the dead band or, with ``by_person``, somebody kept it. ``margin`` is that of what is to be stored.
    """

    variant_id: int
    product_id: int
    market: str
    channel: str
    currency: str
    before: Decimal | None
    after: Decimal | None
    kept: bool
    margin: Decimal | None
    reasons: frozenset[MoveReason]
    by_person: bool = False

    @property
    def share(self) -> Decimal | None:
        """Return by which share of the old price it moves, ``None`` where there is no old or new one."""
        if self.before is None or self.after is None or not self.before:
            return None
        return (self.after - self.before) / self.before


def plan_prices(
    store: Store,
    tools: Tools,
    *,
    launch: str | None = None,
    dead_band: Decimal | None = None,
    progress: Progress = SILENT,
) -> tuple[PriceMove, ...]:
    """Return what making the prices of a launch anew would do; nothing is written.

    ``dead_band`` is tried in place of the workspace's own. Raises `InputError` for what is none.
    """
    reader = store.read()
    found = launches.find(reader, launch)
    wanted = launches.launch_products(reader, found)
    rules = _with_band(price_rules(reader, tools), dead_band)
    planned = list(plan(reader, rules, found.targets, only=wanted, progress=progress))
    told: list[PriceMove] = []
    for start in range(0, len(planned), _TOGETHER):
        some = planned[start : start + _TOGETHER]
        olds = prices.requests(reader, [one.before.id for one in some if one.before])
        told += [_told(move, olds) for move in some]
    return tuple(told)


def apply_prices(
    store: Store,
    tools: Tools,
    decisions: Decisions = UNDECIDED,
    *,
    launch: str | None = None,
    dead_band: Decimal | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Make the prices of a launch anew, as ``decisions`` say of single ones; one undoable step.

    A ``dead_band`` becomes the workspace's own. Raises `InputError` for what is none.
    """
    found = launches.find(store.read(), launch)
    wanted = launches.launch_products(store.read(), found)
    rules = _with_band(price_rules(store.read(), tools), dead_band)
    batch = store.batch(N_("Make the prices of {name} anew"), name=found.name)
    changes = Changes()
    with batch.whole():
        if dead_band is not None:
            with batch.step() as step:
                preferences.write(step, preferences.DEAD_BAND, f"{dead_band.normalize():f}")
            changes = step.changes
        done = reprice(
            store,
            rules,
            found.targets,
            only=wanted,
            decisions=decisions,
            batch=batch,
            progress=progress,
        )
    return changes.merged(recheck(store, tools, done, wanted))


def _with_band(rules: PriceRules, dead_band: Decimal | None) -> PriceRules:
    if dead_band is None:
        return rules
    if not dead_band.is_finite() or not 0 <= dead_band <= MAX_DEAD_BAND:
        text = _("The dead band is 0 to {most} per cent.")
        raise InputError(text.format(most=f"{MAX_DEAD_BAND * 100:f}"))
    return replace(rules, dead_band=dead_band)


def reprice_again(
    store: Store,
    tools: Tools,
    batch: Batch,
    owners: Sequence[int],
    *,
    market: str = "",
    channel: str = "",
    progress: Progress = SILENT,
) -> Changes:
    """Make those prices of ``owners`` anew that exist, in one market and channel or in all of them."""
    changes = Changes()
    priced = prices.priced_products(store.read(), owners)
    if priced:
        rules = price_rules(store.read(), tools)
        for targets, mine in _launched(store.read(), priced, market, channel):
            done = reprice(store, rules, targets, only=mine, batch=batch, progress=progress)
            changes = changes.merged(done)
    return changes


def all_products(reader: Reader, catalog_id: int | None = None) -> Sequence[int]:
    """Return the products of a catalog, or of all of them."""
    return list(products.product_ids(reader, catalog_id))


def _launched(
    reader: Reader, priced: Sequence[int], market: str, channel: str
) -> Iterator[tuple[list[Target], list[int]]]:
    """Yield the wanted targets of each launch, and its ``priced`` products."""
    for launch in launches.all_launches(reader):
        targets = [
            target
            for target in launch.targets
            if market in ("", target.market) and channel in ("", target.channel)
        ]
        mine = set(priced) & set(launches.launch_products(reader, launch))
        if targets and mine:
            yield targets, [number for number in priced if number in mine]


def _told(move: Move, olds: Requests) -> PriceMove:
    price, before = move.price, move.before
    return PriceMove(
        price.variant_id,
        move.product_id,
        price.market,
        price.channel,
        price.currency,
        None if before is None else before.amount,
        move.rules,
        move.kept,
        price.margin,
        _reasons(move, olds),
        price.kept == prices.KEPT_BY_PERSON,
    )


def _reasons(move: Move, olds: Requests) -> frozenset[MoveReason]:
    if move.before is None:
        return frozenset({MoveReason.NEW})
    old, new = olds[move.before.id], move.price.request
    names = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    found = {_REASONS.get(name, MoveReason.OTHER) for name in names}
    if move.before.basis != move.price.basis and MoveReason.FIXED not in found:
        found = {MoveReason.BASIS}
    if not found and not move.kept:
        found = {MoveReason.OTHER}
    return frozenset(found)
