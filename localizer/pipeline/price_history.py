"""After an export: what is asked from now on is noted for each market, so that it can be struck through.

Only files that are not drafts count: a draft is not put online. Where variants differ in price, the lowest
counts: a former price must never be told too high.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import price_records, prices
from localizer.export.gate import GateState
from localizer.export.stage import ExportResult
from localizer.i18n import N_
from localizer.model.changes import Changes
from localizer.model.launch import Launch, Target
from localizer.model.market import Market
from localizer.model.promotion import Asked
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store

#: What is asked from each day on.
Days = tuple[tuple[dt.date, Decimal], ...]
CHUNK: Final = 200


def note_exported(
    store: Store,
    tools: Tools,
    launch: Launch,
    result: ExportResult,
    product_ids: Sequence[int],
    terms: Callable[[Reader, int, Target], Mapping[int, Asked]],
) -> Changes:
    """Note what the files in ``result`` ask for ``product_ids``, as one undoable step.

    In a market with several channels the lowest price counts, those of the launch that were not exported
    this time included: they may be online too. So does the lowest of a product's variants.
    """
    left = {one.target.market for one in result.exported if one.verdict.state is GateState.APPROVED}
    batch = store.batch(N_("Note the prices that were exported"))
    changes = Changes()
    for start in range(0, len(product_ids) if left else 0, CHUNK):
        chunk = product_ids[start : start + CHUNK]
        reader = store.read()
        found = [
            (number, market, days)
            for number in chunk
            for market in sorted(left)
            if (days := _days(reader, tools, launch, number, market, terms))
        ]
        with batch.step() as step:
            for number, market, days in found:
                currency = tools.packs.markets[market].currency
                price_records.note(step, number, market, currency, days)
        changes = changes.merged(step.changes)
    return changes


def _days(
    reader: Reader,
    tools: Tools,
    launch: Launch,
    product_id: int,
    market: str,
    terms: Callable[[Reader, int, Target], Mapping[int, Asked]],
) -> Days:
    pack = tools.packs.markets[market]
    today = tools.now().astimezone(ZoneInfo(pack.time_zone)).date()
    by_channel = {one.channel: one for one in launch.targets if one.market == market}
    each = []
    for target in by_channel.values():
        stored = prices.of_product(reader, product_id, market, target.channel)
        priced = [(number, one.amount) for number, one in stored.items() if one.amount is not None]
        asked = terms(reader, product_id, target) if priced else {}
        for number, regular in priced:
            sale = _sale_days(asked.get(number, Asked()), today, pack)
            each.append(schedule(today, regular, *sale))
    return lowest(each)


def _sale_days(
    asked: Asked, today: dt.date, market: Market
) -> tuple[Decimal | None, dt.date | None, dt.date | None]:
    """Return the sale with its first day and the day after its last, in the market's own days."""
    zone = ZoneInfo(market.time_zone)
    starts, ends = asked.sale_starts_at, asked.sale_ends_at
    first = today if starts is None else starts.astimezone(zone).date()
    if ends is None:
        return asked.sale, first, None
    # A sale that ends at midnight does not hold on the day that begins.
    last = (ends - dt.timedelta.resolution).astimezone(zone).date()
    return asked.sale, first, last + dt.timedelta(days=1)


def schedule(
    today: dt.date,
    regular: Decimal,
    sale: Decimal | None = None,
    first: dt.date | None = None,
    after: dt.date | None = None,
) -> Days:
    """Return what is asked from ``today`` on: the lowest price of each day.

    ``sale`` holds from the day ``first`` until before the day ``after``.
    """
    if sale is None or first is None:
        return ((today, regular),)
    found = {today: regular, max(first, today): sale}
    if after is not None:
        found[after] = regular
    return tuple(sorted(found.items()))


def lowest(schedules: Iterable[Days]) -> Days:
    """Return the lowest of several schedules that begin on the same day, day by day."""
    known = list(schedules)
    days = sorted({day for one in known for day, _amount in one})
    return tuple((day, min(_on(one, day) for one in known)) for day in days)


def _on(asked: Days, day: dt.date) -> Decimal:
    """Return what is asked on ``day``."""
    return [amount for since, amount in asked if since <= day][-1]
