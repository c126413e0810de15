"""After an export: what is asked from now on is noted for each market, so that it can be struck through.

Only files that are not drafts count: a draft is not put online. Where variants differ in price, the lowest
counts: a former price must never be told too high.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import price_records
from localizer.catalog.sold import sold_products
from localizer.export.gate import GateState
from localizer.export.stage import ExportResult
from localizer.i18n import N_
from localizer.model.changes import Changes
from localizer.model.launch import Launch
from localizer.model.market import Market
from localizer.model.promotion import Asked
from localizer.pipeline.sold_words import SoldWords
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store

#: What is asked from each day on.
Days = tuple[tuple[dt.date, Decimal], ...]
CHUNK: Final = 200


def note_exported(
    store: Store, tools: Tools, launch: Launch, result: ExportResult, product_ids: Sequence[int]
) -> Changes:
    """Note what the files in ``result`` ask for ``product_ids``, as one undoable step.

    In a market with several channels the lowest price counts, those of the launch that were not exported
    this time included: they may be online too. So does the lowest of a product's variants.
    """
    left = {one.target.market for one in result.exported if one.verdict.state is GateState.APPROVED}
    words = SoldWords(tools, launch, product_ids)
    batch = store.batch(N_("Note the prices that were exported"))
    changes = Changes()
    for start in range(0, len(product_ids) if left else 0, CHUNK):
        chunk = product_ids[start : start + CHUNK]
        found = {
            market: _days(store.read(), words, tools, launch, chunk, market)
            for market in sorted(left)
        }
        with batch.step() as step:
            for number in chunk:
                for market, asked in found.items():
                    if days := asked.get(number):
                        currency = tools.packs.markets[market].currency
                        price_records.note(step, number, market, currency, days)
        changes = changes.merged(step.changes)
    return changes


def _days(
    reader: Reader,
    words: SoldWords,
    tools: Tools,
    launch: Launch,
    product_ids: Sequence[int],
    market: str,
) -> dict[int, Days]:
    """Return what is asked in ``market`` of each of some products that has a price there."""
    pack = tools.packs.markets[market]
    today = tools.now().astimezone(ZoneInfo(pack.time_zone)).date()
    by_channel = {one.channel: one for one in launch.targets if one.market == market}
    each: dict[int, list[Days]] = {}
    for target in by_channel.values():
        for number, sold in sold_products(reader, product_ids, market, target.channel).items():
            priced = [(n, one.amount) for n, one in sold.prices.items() if one.amount is not None]
            asked = words.asked(sold, target) if priced else {}
            for variant, regular in priced:
                sale = _sale_days(asked.get(variant, Asked()), today, pack)
                each.setdefault(number, []).append(schedule(today, regular, *sale))
    return {number: lowest(days) for number, days in each.items()}


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
