"""Reprice: every variant of every product for every target, written only where the inputs changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from localizer.catalog import price_inputs, prices, products
from localizer.i18n import N_
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.price_rule import PriceRule
from localizer.price.answering import with_families
from localizer.price.asking import Asker, PriceRules
from localizer.price.moves import LOOK_AGAIN, UNDECIDED, Decisions, Move, moves
from localizer.store.database import Batch, Reader, Store

#: Products at a time: one transaction.
CHUNK: Final = 400


def reprice(
    store: Store,
    rules: PriceRules,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    decisions: Decisions = UNDECIDED,
    batch: Batch | None = None,
    progress: Progress = SILENT,
) -> Changes:
    """Bring the prices of ``only`` (default: all products) for ``targets`` up to their inputs.

    With a ``batch`` the changes become part of it.
    """
    writes = batch or store.batch(N_("Price the products"))
    changes = Changes()
    for found in _chunks(store.read(), rules, targets, only, decisions, progress):
        if not found:
            continue
        with writes.step() as step:
            prices.save_many(step, [move.price for move in found])
        changes = changes.merged(step.changes)
    return changes


def plan(
    reader: Reader,
    rules: PriceRules,
    targets: Sequence[Target],
    *,
    only: Sequence[int] | None = None,
    progress: Progress = SILENT,
) -> Iterator[Move]:
    """Yield what `reprice` would do, and do nothing; what is kept and up to date is named too."""
    for found in _chunks(reader, rules, targets, only, LOOK_AGAIN, progress):
        yield from found


def _chunks(
    reader: Reader,
    rules: PriceRules,
    targets: Sequence[Target],
    only: Sequence[int] | None,
    decisions: Decisions,
    progress: Progress,
) -> Iterator[list[Move]]:
    wanted = list(only if only is not None else products.product_ids(reader))
    places = list(dict.fromkeys((target.market, target.channel) for target in targets))
    asker = Asker(rules)
    for start in range(0, len(wanted), CHUNK):
        progress.step(start, len(wanted))
        some = wanted[start : start + CHUNK]
        yield list(moves(reader, rules, asker, some, places, decisions))
    progress.step(len(wanted), len(wanted))


def inputs_now(
    reader: Reader, asker: Asker, product_id: int, market: str, channel: str
) -> tuple[dict[int, str], tuple[PriceRule, ...]]:
    """Return by variant id what a price made now would depend on, to tell one that is out of date.

    With the rules of tax and fees that count.
    """
    variants = price_inputs.read(reader, [product_id])
    fresh = with_families([asker.ask(one, market, channel) for one in variants])
    rules = asker.tax_and_fees(variants[0], market, channel) if variants else ()
    return {one.variant.id: one.digest for one in fresh}, rules
