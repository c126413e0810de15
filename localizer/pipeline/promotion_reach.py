"""How far a promotion reaches: of its products in all launches, how many are on sale on each target.

Nothing is written. Each promotion is looked at by itself, as if no other one ran.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.catalog import launches, price_requests, products
from localizer.catalog.price_requests import AskedPrice, Place
from localizer.jobs import SILENT, Progress
from localizer.model.launch import Target
from localizer.model.promotion import Promotion, Scope
from localizer.pipeline.sales import reduction
from localizer.pipeline.tools import Tools
from localizer.price.lots import CHUNK, Lot, lots
from localizer.price.promotion import Reduction, Sale, Stays, sale_price, stays, weighed
from localizer.store.database import Reader

#: Prices looked at; of more an even sample of the products.
MOST_PRICES: Final = 20_000
#: A product on a market × channel, and what a promotion makes of each of its prices there.
_Sales = dict[tuple[int, Place], list[Sale | None]]


@dataclass(frozen=True, slots=True)
class Reach:
    """What becomes of a promotion's products on one target of the launches.

    ``stays`` counts those that keep their regular prices, by why. Of those ``on_sale``, ``low`` go below the
    floor margin or make a loss, as a person allowed, and of ``unknown`` nobody knows. ``total`` is how many
    products there are, more than were looked at where there are very many.
    """

    target: Target
    on_sale: int
    stays: Mapping[Stays, int]
    low: int
    unknown: int
    total: int

    @property
    def products(self) -> int:
        """How many products were looked at."""
        return self.on_sale + sum(self.stays.values())

    @property
    def is_sample(self) -> bool:
        """Tell whether only a part was looked at."""
        return self.total > self.products


def launch_targets(reader: Reader) -> tuple[Target, ...]:
    """Return the targets of all launches, each market × channel once, those of the newest launch first."""
    found = [one for launch in launches.all_launches(reader) for one in launch.targets]
    return tuple({(one.market, one.channel): one for one in reversed(found)}.values())[::-1]


def reach(
    reader: Reader,
    tools: Tools,
    promotion: Promotion,
    *,
    most: int = MOST_PRICES,
    progress: Progress = SILENT,
) -> tuple[Reach, ...]:
    """Return how far ``promotion`` reaches on each target of the launches that it is for."""
    goods = _goods(reader, promotion)
    targets = {
        (one.market, one.channel): one
        for one in launch_targets(reader)
        if (one.market, one.channel) in goods
    }
    wanted = sorted(set().union(*goods.values()))
    looked_at = _sample(reader, wanted, len(targets), most)
    reduced = {place: reduction(promotion, tools.packs.markets[place[0]]) for place in targets}
    found: _Sales = {}
    for start in range(0, len(looked_at), CHUNK):
        progress.step(start, len(looked_at))
        some = looked_at[start : start + CHUNK]
        found |= _sales(reader, some, reduced)
    return tuple(
        _reach(target, goods[place], looked_at, {n: found.get((n, place), []) for n in looked_at})
        for place, target in targets.items()
    )


def _goods(reader: Reader, promotion: Promotion) -> dict[Place, frozenset[int]]:
    """Return the promotion's products in each place where a launch has them."""
    if promotion.scope is Scope.LISTED:
        mine = frozenset(promotion.product_ids)
    else:
        mine = frozenset(products.product_ids(reader, promotion.catalog_id))
    found: dict[Place, frozenset[int]] = {}
    for launch in launches.all_launches(reader):
        here = mine.intersection(launches.launch_products(reader, launch))
        for one in launch.targets:
            if here and promotion.holds_in(one.market, one.channel):
                place = one.market, one.channel
                found[place] = found.get(place, frozenset()) | here
    return found


def _sample(reader: Reader, wanted: Sequence[int], places: int, most: int) -> Sequence[int]:
    """Return the products to look at: all, or of very many some spread evenly."""
    total = price_requests.variants_in(reader, wanted) * places
    if total <= most:
        return wanted
    number = max(1, len(wanted) * most // total)
    return [wanted[place * len(wanted) // number] for place in range(number)]


def _sales(
    reader: Reader, product_ids: Sequence[int], reduced: Mapping[Place, Reduction]
) -> _Sales:
    """Return what the reduction of each place makes of the prices of products."""
    rows = price_requests.of_products(reader, product_ids, reduced.keys())
    priced = [(one, one.amount) for one in rows if one.amount is not None]
    found: _Sales = defaultdict(list)
    for lot in lots(reader, [one for one, _amount in priced]):
        for place, row in enumerate(lot.rows):
            one, amount = priced[row]
            made = _sale(lot, place, one, amount, reduced[one.place])
            found[one.product_id, one.place].append(made)
    return found


def _sale(
    lot: Lot, place: int, one: AskedPrice, regular: Decimal, reduced: Reduction
) -> Sale | None:
    amount = sale_price(regular, one.currency, lot.template.bands, reduced)
    if amount is None:
        return None
    worth = lot.kept(lot.template, place, amount)
    return weighed(Sale(reduced, amount), worth.margin, worth.flags)


def _reach(
    target: Target,
    goods: Collection[int],
    looked_at: Iterable[int],
    found: Mapping[int, Sequence[Sale | None]],
) -> Reach:
    each = {number: found[number] for number in looked_at if number in goods}
    why = {number: stays(sales) for number, sales in each.items()}
    on_sale = [
        [one for one in each[number] if one is not None]
        for number, reason in why.items()
        if reason is None
    ]
    return Reach(
        target,
        len(on_sale),
        dict(Counter(one for one in why.values() if one is not None)),
        sum(any(one.too_low for one in sales) for sales in on_sale),
        sum(any(one.margin is None for one in sales) for sales in on_sale),
        len(goods),
    )
