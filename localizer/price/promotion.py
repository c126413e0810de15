"""What a reduction makes of a price, which of several holds, and since when a price has been reduced.

A reduction never changes the regular price, only what is asked instead of it for a while. No clock: the
caller says which moment it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Final

from localizer.model.money import quantize_selling
from localizer.model.price import EndingBand, Flag, PriceRequest
from localizer.model.promotion import Rounding
from localizer.price.endings import previous_ending
from localizer.price.precision import MATH, ONE
from localizer.price.what_if import earned


class Stays(StrEnum):
    """Why a product keeps its regular prices under a reduction, the worst first."""

    LOSS = "loss"
    BELOW_FLOOR = "below_floor"
    NOT_LOWER = "not_lower"
    NO_PRICE = "no_price"


#: What nobody may be sold at unless a person allowed it.
_TOO_LOW: Final = {Flag.LOSS: Stays.LOSS, Flag.BELOW_FLOOR_MARGIN: Stays.BELOW_FLOOR}


@dataclass(frozen=True, slots=True)
class Reduction:
    """So much off in one market for a while: a planned promotion, or an offer of the catalog file.

    ``percent`` is a fraction. Moments are zoned, ``None`` for no bound. ``name`` is empty for an offer of
    the catalog file. A ``guarded`` one never goes below the floor margin nor makes a loss; the file's are
    the seller's own word, so they are not guarded.
    """

    percent: Decimal
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    name: str = ""
    rounding: Rounding = Rounding.EXACT
    guarded: bool = False

    def running(self, at: dt.datetime) -> bool:
        """Tell whether it holds at the zoned moment ``at``."""
        return (self.starts_at is None or self.starts_at <= at) and not self.over(at)

    def over(self, at: dt.datetime) -> bool:
        """Tell whether it has ended at ``at``."""
        return self.ends_at is not None and self.ends_at <= at


@dataclass(frozen=True, slots=True)
class Sale:
    """A reduced price. ``margin`` is that on net revenue, ``None`` where no cost is known or nobody asked.

    A ``refused`` one is not asked for: it would lose money or earn less than the floor margin, as ``flags``
    tell, or that of another variant of the product would; ``stays`` tells the worst of them (see
    `together`). Where the margin was looked for and is unknown, nothing is refused and ``flags`` tell that
    too.
    """

    reduction: Reduction
    amount: Decimal
    margin: Decimal | None = None
    flags: tuple[Flag, ...] = ()
    refused: bool = False
    stays: Stays | None = None

    @property
    def too_low(self) -> bool:
        """Tell whether it would lose money or earn less than the floor margin."""
        return not _TOO_LOW.keys().isdisjoint(self.flags)


def sale_price(
    regular: Decimal, currency: str, bands: Sequence[EndingBand], reduction: Reduction
) -> Decimal | None:
    """Return ``regular`` reduced and rounded; ``None`` where that is no lower price."""
    with localcontext(MATH):
        reduced = regular * (ONE - reduction.percent)
        found: Decimal | None = quantize_selling(reduced, currency)
        if reduction.rounding is Rounding.ENDING:
            found = previous_ending(bands, reduced)
    return found if found is not None and 0 < found < regular else None


def sale(regular: Decimal, request: PriceRequest, reduction: Reduction) -> Sale | None:
    """Return what ``reduction`` makes of the ``regular`` price that came from ``request``.

    ``None`` where that is no lower price.
    """
    amount = sale_price(regular, request.currency, request.bands, reduction)
    if amount is None:
        return None
    return judged(Sale(reduction, amount), request)


def judged(found: Sale, request: PriceRequest) -> Sale:
    """Return ``found`` with its margin and what is to be said about it."""
    answer = earned(request, found.amount)
    return weighed(found, answer.margin_on_net, answer.warnings)


def weighed(found: Sale, margin: Decimal | None, warnings: Iterable[Flag]) -> Sale:
    """Return ``found`` with what its price earns: ``margin``, ``None`` for unknown, and its ``warnings``."""
    low = tuple(one for one in warnings if one in _TOO_LOW)
    unknown = (Flag.MARGIN_UNKNOWN,) if margin is None else ()
    return replace(
        found, margin=margin, flags=low + unknown, refused=bool(low) and found.reduction.guarded
    )


def stays(sales: Iterable[Sale | None]) -> Stays | None:
    """Return why a product keeps its regular prices, ``None`` where it is on sale.

    ``sales`` are what one reduction makes of each of its prices, ``None`` where that is no lower one.
    """
    known = list(sales)
    if not known:
        return Stays.NO_PRICE
    flags = {flag for one in known if one is not None and one.refused for flag in one.flags}
    low = next((why for flag, why in _TOO_LOW.items() if flag in flags), None)
    return low or (Stays.NOT_LOWER if None in known else None)


def together(sales: Mapping[int, Sale | None]) -> dict[int, Sale]:
    """Return what one reduction makes of the prices of a product's variants, by id.

    A product is on sale as a whole or not at all: where one variant cannot be sold at its reduced price, all
    are refused.
    """
    why = stays(sales.values())
    found = {number: one for number, one in sales.items() if one is not None}
    if why is None:
        return found
    return {number: replace(one, refused=True, stays=why) for number, one in found.items()}


def best(sales: Iterable[Sale]) -> Sale | None:
    """Return the lowest of ``sales`` that are not refused; of equal ones that which ends first."""
    asked = [one for one in sales if not one.refused]
    return min(asked, key=_rank, default=None)


def running(sales: Iterable[Sale], at: dt.datetime) -> Sale | None:
    """Return the sale that holds at ``at``."""
    return best(one for one in sales if one.reduction.running(at))


def current_or_next(
    sales: Sequence[Sale], now: dt.datetime, preferred: dt.datetime | None = None
) -> Sale | None:
    """Return the sale a file written ``now`` should name, ``None`` where none is to come.

    That is the one at the ``preferred`` moment unless it has passed, else the one that runs, else the next.
    """
    for at in (preferred, now):
        if at is not None and at >= now:
            found = running(sales, at)
            if found is not None:
                return found
    coming = [
        one for one in sales if not one.refused and not one.reduction.over(now) and _starts(one)
    ]
    return min(coming, key=lambda one: (_starts(one) or now, one.amount), default=None)


def reduced_since(chosen: Sale, others: Iterable[Sale]) -> dt.datetime | None:
    """Return when the reduction that ``chosen`` is part of began; ``None`` where nobody knows.

    A price that is lowered step by step without a pause has one beginning: the price before the first
    step stays the reference (Directive 98/6/EC Art. 6a (5), adopted by Germany in § 11 (2) PAngV; general
    knowledge, to be confirmed for the others).
    """
    since, amount = _starts(chosen), chosen.amount
    known = [one for one in others if not one.refused]
    while since is not None:
        earlier = [one for one in known if _leads_to(one, since, amount)]
        if not earlier:
            break
        first = min(earlier, key=lambda one: (one.reduction.starts_at is not None, _starts(one)))
        since, amount = _starts(first), first.amount
    return since


def _leads_to(one: Sale, since: dt.datetime, amount: Decimal) -> bool:
    """Tell whether ``one`` began before ``since``, lasted until then and asked no less than ``amount``."""
    begins, ends = one.reduction.starts_at, one.reduction.ends_at
    return (
        (begins is None or begins < since)
        and (ends is None or ends >= since)
        and one.amount >= amount
    )


def _starts(one: Sale) -> dt.datetime | None:
    return one.reduction.starts_at


def _rank(one: Sale) -> tuple[Decimal, bool, dt.datetime]:
    ends = one.reduction.ends_at
    return one.amount, ends is None, ends or dt.datetime.max.replace(tzinfo=dt.UTC)
