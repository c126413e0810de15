"""Planning promotions: made and removed as one step each, told market by market, tried beforehand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import prices, products, promotions
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.market import Market
from localizer.model.promotion import EVERYWHERE, Promotion, Rounding, Scope
from localizer.pipeline.recheck import recheck
from localizer.pipeline.sales import reduction
from localizer.pipeline.tools import Tools
from localizer.price.promotion import Sale, sale, together
from localizer.price.requests import request_from_dict
from localizer.store.database import Reader, Store

#: Less off is a slip: 0.2 was typed for 20 %.
LEAST_PERCENT: Final = Decimal("0.01")


class Phase(StrEnum):
    """Whether a promotion is still to come, runs, or is over."""

    NEXT = "next"
    RUNNING = "running"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Window:
    """When a promotion runs in one market, zoned there, and where that stands at the moment asked about."""

    market: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    phase: Phase


@dataclass(frozen=True, slots=True)
class Planned:
    """A promotion with the name of its catalog (empty for none) and its window in each market it is for."""

    promotion: Promotion
    catalog: str
    windows: tuple[Window, ...]

    @property
    def phase(self) -> Phase:
        """Return ``running`` where it runs in some market, else whether it is to come anywhere."""
        phases = {one.phase for one in self.windows}
        for one in (Phase.RUNNING, Phase.NEXT):
            if one in phases:
                return one
        return Phase.OVER


@dataclass(frozen=True, slots=True)
class Tried:
    """What a promotion would make of a price: ``sale`` is ``None`` where it would not lower it.

    It is refused where it would not do for another variant of the product.
    """

    target: Target
    regular: Decimal
    currency: str
    sale: Sale | None


def promotion_of(  # noqa: PLR0913 - keyword-only options
    tools: Tools,
    name: str,
    percent: Decimal,
    starts: dt.datetime,
    ends: dt.datetime,
    *,
    rounding: Rounding = Rounding.EXACT,
    market: str = EVERYWHERE,
    channel: str = EVERYWHERE,
    catalog_id: int | None = None,
    product_ids: Sequence[int] | None = None,
    below_floor: bool = False,
) -> Promotion:
    """Return a promotion as a person wrote it. Raises `InputError` for what cannot be one.

    ``percent`` is a fraction; ``starts`` and ``ends`` are wall times of each market. It is about the products
    listed, else about the catalog, else about all; a list of none is refused, and so is less than 1 % off,
    and one that is over in each of its markets.
    """
    if not name.strip():
        raise InputError(_("Give the promotion a name."))
    if not 0 < percent < 1:
        problem = _("{percent} % off is no promotion. Write more than 0 and less than 100.")
        raise InputError(problem.format(percent=_plain(percent * 100)))
    if percent < LEAST_PERCENT:
        problem = _("{percent} % off is less than 1 %. If you mean {more} %, write {more}.")
        shown, more = _plain(percent * 100), _plain(percent * 10_000)
        raise InputError(problem.format(percent=shown, more=more))
    if ends <= starts:
        problem = _(
            "The promotion ends at {ends}, not after it starts ({starts}). Change one of them."
        )
        told = _wall(ends) if ends == starts else end_text(ends)
        raise InputError(problem.format(starts=_wall(starts), ends=told))
    _known(market, tools.packs.markets, _("There is no market {name}. There are: {known}."))
    _known(channel, tools.packs.channels, _("There is no channel {name}. There are: {known}."))
    if product_ids is not None and not product_ids:
        raise InputError(_("The promotion is about no product. Choose at least one."))
    made = Promotion(
        name=" ".join(name.split()),
        percent=percent,
        starts=starts,
        ends=ends,
        rounding=rounding,
        market=market,
        channel=channel,
        scope=_scope(catalog_id, product_ids),
        catalog_id=catalog_id,
        product_ids=tuple(product_ids or ()),
        below_floor=below_floor,
    )
    _refuse_nowhere(made, tools)
    return made


def end_text(ends: dt.datetime) -> str:
    """Return the wall time of an end; midnight is 24:00 of the day before: ``2026-11-30 24:00``."""
    if ends.time() != dt.time():
        return _wall(ends)
    return f"{(ends - dt.timedelta(days=1)).date().isoformat()} 24:00"


def plan_promotion(store: Store, tools: Tools, promotion: Promotion) -> Changes:
    """Plan a promotion, or change the one with its id; what it touches is checked again.

    Raises `InputError` when its name is taken, or the one to change is gone.
    """
    label = N_("Change the promotion {name}") if promotion.id else N_("Plan the promotion {name}")
    with store.step(label, name=promotion.name) as step:
        before: tuple[int, ...] = ()
        if promotion.id:
            known = promotions.by_id(step, promotion.id)
            promotions.change(step, promotion)
            before = () if known is None else _products(step, known)
        else:
            promotions.add(step, promotion)
    owners = dict.fromkeys((*before, *_products(store.read(), promotion)))
    return recheck(store, tools, step.changes, tuple(owners))


def remove_promotion(store: Store, tools: Tools, name: str) -> Changes:
    """Remove the promotion ``name``. Raises `InputError` when there is none."""
    with store.step(N_("Remove the promotion {name}"), name=name) as step:
        found = promotions.remove(step, name)
    return recheck(store, tools, step.changes, _products(store.read(), found))


def planned(reader: Reader, tools: Tools, at: dt.datetime) -> tuple[Planned, ...]:
    """Return every promotion with where it stands in each market at the zoned moment ``at``."""
    names = {one.id: one.name for one in products.catalogs(reader)}
    return tuple(
        Planned(
            one,
            names.get(one.catalog_id or 0, ""),
            tuple(window(one, market, at) for market in _markets(one, tools)),
        )
        for one in promotions.all_promotions(reader)
    )


def window(promotion: Promotion, market: Market, at: dt.datetime) -> Window:
    """Return when ``promotion`` runs in ``market``, and where that stands at ``at``."""
    starts, ends = promotion.window(ZoneInfo(market.time_zone))
    phase = Phase.NEXT if at < starts else Phase.RUNNING if at < ends else Phase.OVER
    return Window(market.code, starts, ends, phase)


def try_promotion(
    reader: Reader, tools: Tools, promotion: Promotion, product_id: int, targets: Iterable[Target]
) -> tuple[Tried, ...]:
    """Return what ``promotion`` would make of a product's cheapest variant on those of ``targets`` it is for.

    One with no price is left out. A sale that is refused, for this variant or for another one, tells why.
    """
    found = []
    places = {(one.market, one.channel): one for one in targets}
    for (market, channel), target in places.items():
        if not promotion.holds_in(market, channel):
            continue
        stored = prices.of_product(reader, product_id, market, channel)
        priced = {n: (one.amount, one) for n, one in stored.items() if one.amount is not None}
        if not priced:
            continue
        reduced = reduction(promotion, tools.packs.markets[market])
        made = {
            number: sale(amount, request_from_dict(one.request, {}), reduced)
            for number, (amount, one) in priced.items()
        }
        cheapest = min(priced, key=lambda number: priced[number][0])
        regular, one = priced[cheapest]
        found.append(Tried(target, regular, one.currency, together(made).get(cheapest)))
    return tuple(found)


def _refuse_nowhere(promotion: Promotion, tools: Tools) -> None:
    """Raise `InputError` for a promotion that holds in no market, or in none any more."""
    markets = _markets(promotion, tools)
    if not markets:
        problem = _("{channel} does not sell in {market}: the promotion would hold nowhere.")
        raise InputError(problem.format(channel=promotion.channel, market=promotion.market))
    now = tools.now()
    if all(window(promotion, one, now).phase is Phase.OVER for one in markets):
        problem = _("The promotion is over everywhere: it ends at {ends}. Choose later days.")
        raise InputError(problem.format(ends=end_text(promotion.ends)))


def _markets(promotion: Promotion, tools: Tools) -> list[Market]:
    return [
        one
        for one in tools.packs.markets.values()
        if promotion.market in (EVERYWHERE, one.code)
        and (promotion.channel == EVERYWHERE or promotion.channel in one.channels)
    ]


def _products(reader: Reader, promotion: Promotion) -> tuple[int, ...]:
    """Return the products a promotion is about, without those that have no price to change."""
    if promotion.scope is Scope.LISTED:
        return prices.priced_products(reader, promotion.product_ids)
    return prices.priced_products(reader, products.product_ids(reader, promotion.catalog_id))


def _scope(catalog_id: int | None, product_ids: Sequence[int] | None) -> Scope:
    if product_ids is not None:
        return Scope.LISTED
    return Scope.ALL if catalog_id is None else Scope.CATALOG


def _known(name: str, known: Iterable[str], problem: str) -> None:
    if name not in (EVERYWHERE, *known):
        raise InputError(problem.format(name=name, known=", ".join(known)))


def _wall(moment: dt.datetime) -> str:
    return moment.isoformat(" ", "minutes")


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
