"""What if the rate, the fees or the margin were others: what that does to the prices of a whole launch.

`read_prices` reads them once; `effect` answers any number of suppositions. Nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final, NamedTuple

from localizer.catalog import price_requests
from localizer.catalog.price_requests import AskedPrice, Place
from localizer.jobs import SILENT, Progress
from localizer.model.launch import Target
from localizer.model.price import Basis, Flag
from localizer.price.lots import CHUNK, Lot, Worth, lots
from localizer.price.precision import MATH
from localizer.price.what_if import WhatIf
from localizer.store.database import Reader

#: Prices looked at; of more an even sample of so many.
MOST_PRICES: Final = 20_000
#: A family: the product and where its variants share one price.
_Family = tuple[int, Place]
_MISSING: Final = Worth(None, None, ())


@dataclass(frozen=True, slots=True)
class LaunchPrices:
    """The prices of a launch as they are today.

    ``made`` is what the rules give for each; it is not its amount where another price was kept. ``total`` is
    how many there are in all, about, where ``prices`` are a sample.
    """

    prices: tuple[AskedPrice, ...]
    lots: tuple[Lot, ...]
    made: tuple[Decimal | None, ...]
    families: frozenset[_Family]
    places: tuple[Place, ...]
    total: int

    @property
    def is_sample(self) -> bool:
        """Tell whether there are more prices than these."""
        return self.total > len(self.prices)


@dataclass(frozen=True, slots=True)
class TargetEffect:
    """What a supposition does to the prices of one market and channel.

    ``move`` is the mean share by which prices change, those that do not among them; margins are means over
    the prices that have one before and after; each price weighs the same.
    """

    place: Place
    prices: int
    changed: int
    move: Decimal | None
    margin_before: Decimal | None
    margin_after: Decimal | None
    losses: int
    below_floor: int
    missing: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a supposition does to a launch; ``total`` is above ``prices`` where it was a sample."""

    targets: tuple[TargetEffect, ...]
    total: int

    @property
    def prices(self) -> int:
        """How many prices were looked at."""
        return sum(one.prices for one in self.targets)

    @property
    def changed(self) -> int:
        """How many of them become others."""
        return sum(one.changed for one in self.targets)

    @property
    def losses(self) -> int:
        """How many of them are sold at a loss."""
        return sum(one.losses for one in self.targets)

    @property
    def below_floor(self) -> int:
        """How many of them earn less than their floor."""
        return sum(one.below_floor for one in self.targets)

    @property
    def missing(self) -> int:
        """How many of them are no prices."""
        return sum(one.missing for one in self.targets)

    @property
    def is_sample(self) -> bool:
        """Tell whether only a part was looked at."""
        return self.total > self.prices


class _Pair(NamedTuple):
    before: AskedPrice
    after: Worth


def read_prices(
    reader: Reader,
    product_ids: Sequence[int],
    targets: Iterable[Target],
    *,
    most: int = MOST_PRICES,
    progress: Progress = SILENT,
) -> LaunchPrices:
    """Return the prices of products on ``targets``; of more than ``most`` those of products spread evenly."""
    places = tuple(dict.fromkeys((target.market, target.channel) for target in targets))
    wanted = list(product_ids)
    total = price_requests.variants_in(reader, wanted) * len(places)
    sampled = total > most
    if sampled:
        number = max(1, len(wanted) * most // total)
        wanted = [wanted[place * len(wanted) // number] for place in range(number)]
    found: list[AskedPrice] = []
    for start in range(0, len(wanted), CHUNK):
        progress.step(start, len(wanted))
        some = wanted[start : start + CHUNK]
        found += price_requests.of_products(reader, some, places)
    grouped = tuple(lots(reader, found))
    made = _made_today(found, grouped, progress)
    families = _families(found, made)
    _share(found, made, families)
    return LaunchPrices(
        tuple(found), grouped, tuple(made), families, places, total if sampled else len(found)
    )


def effect(
    launch: LaunchPrices,
    what_if: WhatIf,
    *,
    stay: bool = False,
    progress: Progress = SILENT,
) -> Effect:
    """Return what ``what_if`` does: prices are made anew, or with ``stay`` they are today's.

    A price that a person fixed, or that was kept although the rules give another, moves only where the
    rules now give a third one; a fixed one never does.
    """
    after = _standing(launch, what_if, progress) if stay else _moved(launch, what_if, progress)
    by_place: dict[Place, list[_Pair]] = {place: [] for place in launch.places}
    for before, worth in zip(launch.prices, after, strict=True):
        by_place[before.place].append(_Pair(before, worth))
    with localcontext(MATH):
        told = tuple(_told(place, pairs) for place, pairs in by_place.items())
    return Effect(told, launch.total)


def _made_today(
    prices: Sequence[AskedPrice], grouped: Sequence[Lot], progress: Progress
) -> list[Decimal | None]:
    """Return what the rules give for each price, families apart."""
    made: list[Decimal | None] = [None] * len(prices)
    for number, lot in enumerate(grouped):
        progress.step(number, len(grouped))
        if lot.template.fixed_price is not None:
            made[lot.rows[0]] = prices[lot.rows[0]].amount
            continue
        for row, worth in zip(lot.rows, lot.made(lot.template), strict=True):
            made[row] = worth.price
    return made


def _families(prices: Sequence[AskedPrice], made: Sequence[Decimal | None]) -> frozenset[_Family]:
    """Return where variants share a price: one of them stands at more than its own rules give."""
    return frozenset(
        (one.product_id, one.place)
        for one, own in zip(prices, made, strict=True)
        if _takes_part(one)
        and own is not None
        and (stored := one.suggested or one.amount) is not None
        and own < stored
    )


def _takes_part(one: AskedPrice) -> bool:
    return one.basis != Basis.FIXED.value


def _share(
    prices: Sequence[AskedPrice], made: list[Decimal | None], families: frozenset[_Family]
) -> list[int]:
    """Raise ``made`` to the highest of each family; return the rows that were raised."""
    if not families:
        return []
    highest: dict[_Family, Decimal] = {}
    for one, own in zip(prices, made, strict=True):
        family = (one.product_id, one.place)
        if own is not None and family in families and _takes_part(one):
            highest[family] = max(own, highest.get(family, own))
    raised = []
    for row, (one, own) in enumerate(zip(prices, made, strict=True)):
        shared = highest.get((one.product_id, one.place))
        if own is not None and shared is not None and _takes_part(one) and own != shared:
            made[row] = shared
            raised.append(row)
    return raised


def _standing(launch: LaunchPrices, what_if: WhatIf, progress: Progress) -> list[Worth]:
    """Return what today's prices earn."""
    after = [_MISSING] * len(launch.prices)
    done = 0
    for lot in launch.lots:
        template = what_if.applied(lot.template)
        for place, row in enumerate(lot.rows):
            if done % CHUNK == 0:
                progress.step(done, len(after))
            done += 1
            amount = launch.prices[row].amount
            if amount is not None:
                after[row] = lot.kept(template, place, amount)
    return after


def _moved(launch: LaunchPrices, what_if: WhatIf, progress: Progress) -> list[Worth]:
    """Return the prices made anew, and what they earn."""
    prices = launch.prices
    after = [_MISSING] * len(prices)
    made: list[Decimal | None] = [None] * len(prices)
    held: dict[int, Decimal] = {}
    for number, lot in enumerate(launch.lots):
        progress.step(number, len(launch.lots))
        if lot.template.fixed_price is not None:
            held[lot.rows[0]] = lot.template.fixed_price
            continue
        for row, worth in zip(lot.rows, lot.made(what_if.applied(lot.template)), strict=True):
            after[row], made[row] = worth, worth.price
    raised = _share(prices, made, launch.families)
    for row, price in enumerate(made):
        amount = prices[row].amount
        if row not in held and price == launch.made[row] != amount and amount is not None:
            held[row] = amount
    held |= {row: price for row in raised if row not in held and (price := made[row]) is not None}
    for row, worth in _at(launch, what_if, held):
        after[row] = worth
    return after


def _at(
    launch: LaunchPrices, what_if: WhatIf, held: dict[int, Decimal]
) -> Iterable[tuple[int, Worth]]:
    """Yield what the ``held`` prices earn, by row."""
    if not held:
        return
    for lot in launch.lots:
        rows = [(place, row) for place, row in enumerate(lot.rows) if row in held]
        if rows:
            template = what_if.applied(lot.template)
            for place, row in rows:
                yield row, lot.kept(template, place, held[row])


def _told(place: Place, pairs: Sequence[_Pair]) -> TargetEffect:
    moves, before, after = [], [], []
    flags: dict[Flag, int] = defaultdict(int)
    for old, new in pairs:
        if old.amount and new.price is not None:
            moves.append((new.price - old.amount) / old.amount)
        if old.margin is not None and new.margin is not None:
            before.append(old.margin)
            after.append(new.margin)
        for flag in new.flags:
            flags[flag] += 1
    return TargetEffect(
        place,
        len(pairs),
        sum(old.amount != new.price for old, new in pairs),
        _mean(moves),
        _mean(before),
        _mean(after),
        flags[Flag.LOSS],
        flags[Flag.BELOW_FLOOR_MARGIN],
        sum(new.price is None for _old, new in pairs),
    )


def _mean(numbers: Sequence[Decimal]) -> Decimal | None:
    return sum(numbers, Decimal(0)) / len(numbers) if numbers else None
