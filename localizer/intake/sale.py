"""A price of now beside the usual one, and when it holds, become an offer of the product.

An offer is a part off the usual price that holds for the whole product (`localizer.model.product.Offer`), so
prices that do not lower all variants alike are told and left out, never made up. It holds in the markets
whose currency the price is in; in all of them where it is the currency of none (a seller's own yuan).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Final

from babel.numbers import get_currency_precision

from localizer.i18n import _
from localizer.intake.context import Context
from localizer.intake.issues import CellError
from localizer.intake.rows import Group
from localizer.intake.variants import money_of
from localizer.model.money import Money
from localizer.model.product import Offer

#: The columns of the price of now, and of the time it holds.
SALE_PRICE: Final = "sale_price"
SALE_PERIOD: Final = "sale_period"

#: An offer says its part with as few digits as give the sale prices back, and no more than these.
_DIGITS: Final = range(2, 10)
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHOWN: Final = 60


def offers_of(group: Group, context: Context) -> tuple[Offer, ...]:
    """Return the offer the sale prices of a product make; what makes none is reported."""
    priced = [record for record in group.records if record.get("list_price")]
    lowered = [record for record in priced if record.get(SALE_PRICE)]
    if not lowered:
        return ()
    column = context.columns.header(SALE_PRICE)
    if len(lowered) < len(priced):
        reason = _("Only some of the variants have a sale price, so it makes no offer.")
        context.log.repaired(lowered[0].row, reason, column)
        return ()
    pairs = [
        (usual, present)
        for record in lowered
        if (usual := money_of(record, "list_price", context)) is not None
        and (present := money_of(record, SALE_PRICE, context)) is not None
    ]
    if not pairs:
        return ()
    try:
        starts, ends = sale_period(lowered[0].get(SALE_PERIOD))
        markets = _markets(pairs[0][1].currency)
        offer = sale_offer(pairs, starts=starts, ends=ends, markets=markets)
    except CellError as error:
        context.log.repaired(lowered[0].row, str(error), column)
        return ()
    return (offer,)


@cache
def _markets(currency: str) -> tuple[str, ...]:
    # Few files have sale prices, and all others would wait for the packs.
    from localizer.packs.markets import load_markets  # noqa: PLC0415

    return tuple(code for code, market in load_markets().items() if market.currency == currency)


def sale_offer(
    prices: Sequence[tuple[Money, Money]],
    *,
    starts: dt.datetime | None = None,
    ends: dt.datetime | None = None,
    markets: Collection[str] = (),
) -> Offer:
    """Return the offer that lowers every (usual, present) price of a product; there is at least one.

    Raises `CellError` where it lowers none, some more than others, or ends before it begins.
    """
    for usual, present in prices:
        _refuse_unlike(usual, present)
    part = _part_off(prices)
    if starts is not None and ends is not None and ends <= starts:
        raise CellError(_("The offer ends before it starts."))
    return Offer("discount", part, None, starts, ends, tuple(markets))


def _part_off(prices: Sequence[tuple[Money, Money]]) -> Decimal:
    """Return the part off the usual prices that comes to every sale price, to the digit."""
    usual, present = prices[0]
    exact = 1 - present.amount / usual.amount
    for digits in _DIGITS:
        part = round(exact, digits)
        if all(_is_lowered(*pair, part) for pair in prices):
            return part.normalize()
    raise CellError(
        _("The sale prices lower the variants by different parts, so they make no offer.")
    )


def _is_lowered(usual: Money, present: Money, part: Decimal) -> bool:
    lowered = (usual.amount * (1 - part)).quantize(_minor(present), ROUND_HALF_UP)
    return 0 < part < 1 and lowered == present.amount


def _minor(price: Money) -> Decimal:
    """Return the last place of a price: of its currency's minor unit, or finer where the seller is."""
    digits = get_currency_precision(price.currency)
    exponent = price.amount.as_tuple().exponent
    return Decimal(1).scaleb(min(-digits, int(exponent)))


def _refuse_unlike(usual: Money, present: Money) -> None:
    if usual.currency != present.currency:
        raise CellError(
            _("The price is in {first}, the sale price in {second}.").format(
                first=usual.currency, second=present.currency
            )
        )
    if not 0 < present.amount < usual.amount:
        raise CellError(
            _("The sale price {sale} is not below the price {price}.").format(
                sale=f"{present.amount:f}", price=f"{usual.amount:f}"
            )
        )


def sale_period(text: str) -> tuple[dt.datetime | None, dt.datetime | None]:
    """Return beginning and end of ``2026-11-24T13:00-0800/2026-11-29T15:30-0800``, nothing for a blank cell.

    Without a zone times are in UTC, without a time a day counts whole: so does Google (support.google.com/
    merchants, answer 6324460; looked up November 2026). Raises `CellError`.
    """
    if not text:
        return None, None
    first, slash, last = (part.strip() for part in text.partition("/"))
    if not slash or not first or not last:
        raise _no_period(text)
    try:
        starts, ends = dt.datetime.fromisoformat(first), dt.datetime.fromisoformat(last)
        if _DAY.fullmatch(last):
            ends += dt.timedelta(days=1)
    except (ValueError, OverflowError) as error:
        raise _no_period(text) from error
    return _zoned(starts), _zoned(ends)


def _zoned(moment: dt.datetime) -> dt.datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)


def _no_period(text: str) -> CellError:
    return CellError(
        _("“{text}” is no period. Write it as {example}.").format(
            text=text[:_SHOWN], example="2026-11-24T13:00+0800/2026-11-29T15:30+0800"
        )
    )
