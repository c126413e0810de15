"""Many prices fixed at once, or given back to the rules: what that would do, and doing it in one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from enum import StrEnum
from typing import Final

from localizer.catalog import fixed_prices, price_requests
from localizer.catalog.price_requests import AskedPrice, Json, Place
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Part, Progress
from localizer.model.changes import Changes
from localizer.model.launch import Target
from localizer.model.money import Money, quantize_selling
from localizer.model.price import EndingBand, Flag
from localizer.pipeline.recheck import recheck
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.breakdown import is_price
from localizer.price.endings import next_ending
from localizer.price.lots import CHUNK, lots
from localizer.price.precision import MATH, ONE
from localizer.price.requests import read_bands
from localizer.price.stage import reprice
from localizer.price.typed import refuse_rounded
from localizer.store.database import Reader, Store

#: A price times more than this is a slip of the keyboard.
MAX_FACTOR: Final = Decimal(100)
#: How the work is shared out on the progress bar.
_PLANNED: Final = 0.2
_PRICED: Final = 0.7


class OverrideKind(StrEnum):
    """What becomes of the prices."""

    SET = "set"
    CHANGE = "change"
    FREEZE = "freeze"
    CLEAR = "clear"


@dataclass(frozen=True, slots=True)
class Override:
    """What a person wants: one ``amount`` for all, today's price times ``factor``, as it is, or the rules'.

    With ``ending`` a changed price goes up to the next ending its market allows.
    """

    kind: OverrideKind
    amount: Money | None = None
    factor: Decimal = ONE
    ending: bool = False


@dataclass(frozen=True, slots=True)
class OverrideLine:
    """One price that would change: today's amount and the fixed one; ``None`` is none, or the rules'."""

    variant_id: int
    product_id: int
    place: Place
    currency: str
    before: Decimal | None
    after: Decimal | None


@dataclass(frozen=True, slots=True)
class OverridePlan:
    """What an override would do. ``same`` prices are so already, ``without`` have no price to go by.

    Of the new prices ``losses`` make a loss, ``below_floor`` earn less than their floor margin but make no
    loss, and of ``unknown`` nobody knows what they earn. What the rules would decide is not among them.
    """

    lines: tuple[OverrideLine, ...]
    same: int
    without: int
    losses: int = 0
    below_floor: int = 0
    unknown: int = 0


def plan_override(
    reader: Reader,
    tools: Tools,
    override: Override,
    variant_ids: Sequence[int],
    targets: Sequence[Target],
    *,
    progress: Progress = SILENT,
) -> OverridePlan:
    """Return what ``override`` would do to the prices of variants on ``targets``; nothing is written.

    Raises `InputError` for an amount or a factor that makes no price, or an amount in another currency.
    """
    plan, today = _planned(reader, tools, override, variant_ids, targets, progress)
    fixed = [one for one in plan.lines if one.after is not None]
    asked = [(one, today.get((one.variant_id, one.place))) for one in fixed]
    known = [(line, price) for line, price in asked if price is not None]
    flags, unknown = _earned(reader, known, progress)
    return replace(
        plan,
        losses=sum(Flag.LOSS in one for one in flags),
        below_floor=sum(Flag.BELOW_FLOOR_MARGIN in one and Flag.LOSS not in one for one in flags),
        unknown=unknown + len(fixed) - len(known),
    )


def _earned(
    reader: Reader, known: Sequence[tuple[OverrideLine, AskedPrice]], progress: Progress
) -> tuple[list[Sequence[Flag]], int]:
    """Return the flags of each new price as its stored request says, and how many have no known margin."""
    flags: list[Sequence[Flag]] = []
    unknown = 0
    for lot in lots(reader, [price for _line, price in known]):
        for place, row in enumerate(lot.rows):
            if len(flags) % CHUNK == 0:
                progress.step(len(flags), len(known))
            after = known[row][0].after
            if after is not None:
                worth = lot.kept(lot.template, place, after)
                flags.append(worth.flags)
                unknown += worth.margin is None
    return flags, unknown


def _planned(
    reader: Reader,
    tools: Tools,
    override: Override,
    variant_ids: Sequence[int],
    targets: Sequence[Target],
    progress: Progress,
) -> tuple[OverridePlan, Mapping[tuple[int, Place], AskedPrice]]:
    """Return the plan without what its prices earn, and today's prices."""
    places = tuple(dict.fromkeys((target.market, target.channel) for target in targets))
    _refuse(tools, override, places)
    owners = price_requests.owners(reader, variant_ids)
    today = {
        (one.variant_id, one.place): one
        for one in price_requests.of_variants(reader, list(owners), places)
    }
    fixed = fixed_prices.of_variants(reader, list(owners))
    bands = _Bands(reader, today.values()) if override.ending else None
    lines, same, without = [], 0, 0
    for done, (variant, product) in enumerate(owners.items()):
        progress.step(done, len(owners))
        for place in places:
            price, currency = today.get((variant, place)), tools.packs.markets[place[0]].currency
            was = fixed.get((variant, *place))
            before = None if price is None else price.amount
            after = _after(override, price, currency, bands)
            if after is None and override.kind is not OverrideKind.CLEAR:
                without += 1
            elif was == (None if after is None else Money(after, currency)):
                same += 1
            else:
                lines.append(OverrideLine(variant, product, place, currency, before, after))
    return OverridePlan(tuple(lines), same, without), today


def apply_override(
    store: Store,
    tools: Tools,
    override: Override,
    variant_ids: Sequence[int],
    targets: Sequence[Target],
    *,
    progress: Progress = SILENT,
) -> Changes:
    """Fix the prices of variants on ``targets`` or give them back; reprice and recheck them, in one step."""
    planning = Part(progress, 0, _PLANNED)
    plan, _today = _planned(store.read(), tools, override, variant_ids, targets, planning)
    if not plan.lines:
        return Changes()
    wanted = {
        (one.variant_id, *one.place): None if one.after is None else Money(one.after, one.currency)
        for one in plan.lines
    }
    owners = list(dict.fromkeys(one.product_id for one in plan.lines))
    touched = {one.place for one in plan.lines}
    batch = store.batch(_label(override), n=str(len(plan.lines)))
    with batch.whole():
        with batch.step() as step:
            fixed_prices.put_many(step, wanted)
        changes = step.changes.merged(
            reprice(
                store,
                price_rules(store.read(), tools),
                [target for target in targets if (target.market, target.channel) in touched],
                only=owners,
                batch=batch,
                progress=Part(progress, _PLANNED, _PRICED),
            )
        )
    return recheck(store, tools, changes, owners)


def _label(override: Override) -> str:
    if override.kind is OverrideKind.CLEAR:
        return N_("Let the rules decide on {n} prices")
    return N_("Fix {n} prices")


def _refuse(tools: Tools, override: Override, places: Sequence[Place]) -> None:
    """Raise `InputError` for what makes no sense."""
    if override.kind is OverrideKind.SET:
        amount = override.amount
        if amount is None or not is_price(amount.amount):
            raise InputError(_("Enter a price above zero."))
        refuse_rounded(amount)
        currencies = {tools.packs.markets[market].currency for market, _channel in places}
        if currencies != {amount.currency}:
            text = _("A price in {currency} cannot be set where another currency is used.")
            raise InputError(text.format(currency=amount.currency))
    if not (override.factor.is_finite() and 0 < override.factor <= MAX_FACTOR):
        text = _("Enter a change above -100 % and up to {most} %.")
        raise InputError(text.format(most=f"{(MAX_FACTOR - 1) * 100:f}"))


def _sold(amount: Decimal, currency: str) -> Decimal:
    """Return ``amount`` with the digits ``currency`` is sold with."""
    with localcontext(MATH):
        return quantize_selling(amount, currency)


def _after(
    override: Override, price: AskedPrice | None, currency: str, bands: _Bands | None
) -> Decimal | None:
    """Return the amount to fix; ``None`` where there is none to fix, or for the rules."""
    if override.kind is OverrideKind.CLEAR:
        return None
    if override.kind is OverrideKind.SET:
        amount = override.amount
        return None if amount is None else _sold(amount.amount, currency)
    if price is None or price.amount is None:
        return None
    if override.kind is OverrideKind.FREEZE:
        return price.amount
    with localcontext(MATH):
        exact = price.amount * override.factor
        found = exact if bands is None else next_ending(bands.of(price), exact)
        found = None if found is None else quantize_selling(found, currency)
    return found if found is not None and is_price(found) else None


class _Bands:
    """The endings prices were made with, read once for all that share them."""

    def __init__(self, reader: Reader, asked: Iterable[AskedPrice]) -> None:
        self._terms: Mapping[int, Json] = price_requests.terms(reader, {one.terms for one in asked})
        self._known: dict[int, tuple[EndingBand, ...]] = {}

    def of(self, price: AskedPrice) -> tuple[EndingBand, ...]:
        """Return the endings of ``price``."""
        if not price.terms:
            return read_bands(price.own["endings"])
        found = self._known.get(price.terms)
        if found is None:
            found = self._known[price.terms] = read_bands(self._terms[price.terms]["endings"])
        return found
