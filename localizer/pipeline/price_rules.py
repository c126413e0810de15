"""A person's own taxes, fees, endings and margins; what has a price already is priced anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from localizer.catalog import price_inputs, products, views
from localizer.catalog import price_rules as stored_rules
from localizer.errors import InputError
from localizer.i18n import N_, _
from localizer.jobs import SILENT, Progress
from localizer.model.changes import Changes
from localizer.model.money import Money
from localizer.model.phrase import Group
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace, Shipping
from localizer.pipeline.rates import rates_of
from localizer.pipeline.recheck import recheck
from localizer.pipeline.repricing import all_products, reprice_again
from localizer.pipeline.stage_rules import price_rules
from localizer.pipeline.tools import Tools
from localizer.price.rule_values import check_value, read_value
from localizer.price.rulebook import RuleBook
from localizer.price.typed import refuse_rounded
from localizer.store.database import Batch, Reader, Store

#: Kinds that mean something in one market only: an amount or endings in its currency, its tax.
OF_ONE_MARKET: Final = frozenset(
    {
        RuleKind.TAX,
        RuleKind.TAX_MODE,
        RuleKind.FEES,
        RuleKind.CAP,
        RuleKind.LOCAL_COST,
        RuleKind.ENDINGS,
    }
)
#: Kinds whose default is the same in all markets.
_ALIKE: Final = frozenset({RuleKind.ENDING_MODE, RuleKind.FAMILY})
#: What the history calls a rule that is set, and one that is taken back.
_LABELS: Final = {
    RuleKind.TAX: N_("Set a tax rate"),
    RuleKind.TAX_MODE: N_("Set whether prices contain the tax"),
    RuleKind.FEES: N_("Set fees"),
    RuleKind.MARGIN: N_("Set a target margin"),
    RuleKind.FLOOR: N_("Set a floor margin"),
    RuleKind.CAP: N_("Set a price cap"),
    RuleKind.ENDINGS: N_("Set price endings"),
    RuleKind.ENDING_MODE: N_("Set how prices are rounded"),
    RuleKind.FX_BUFFER: N_("Set an exchange buffer"),
    RuleKind.SHIPPING: N_("Set freight"),
    RuleKind.LOCAL_COST: N_("Set a local cost"),
    RuleKind.FAMILY: N_("Set whether all sizes have one price"),
}
_LABELS_BACK: Final = {
    RuleKind.TAX: N_("Take back a tax rate"),
    RuleKind.TAX_MODE: N_("Take back whether prices contain the tax"),
    RuleKind.FEES: N_("Take back fees"),
    RuleKind.MARGIN: N_("Take back a target margin"),
    RuleKind.FLOOR: N_("Take back a floor margin"),
    RuleKind.CAP: N_("Take back a price cap"),
    RuleKind.ENDINGS: N_("Take back price endings"),
    RuleKind.ENDING_MODE: N_("Take back how prices are rounded"),
    RuleKind.FX_BUFFER: N_("Take back an exchange buffer"),
    RuleKind.SHIPPING: N_("Take back freight"),
    RuleKind.LOCAL_COST: N_("Take back a local cost"),
    RuleKind.FAMILY: N_("Take back whether all sizes have one price"),
}
#: Where a rule comes from when a person names no source.
OWN_SOURCE: Final = N_("entered by hand")


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """What holds for a part of the goods: all channels of a market, a catalog, one SKU.

    ``rule`` counts there, ``None`` where the packs say something for single markets or channels only, or
    nothing; ``default`` is the pack's. ``waiting`` are rules that are to come, or were set for this very
    place and are over, ``nearer`` those that count before ``rule`` in a part of it. ``expired`` tells that
    ``rule`` is a pack's default past its last day.
    """

    kind: RuleKind
    rule: PriceRule | None
    default: PriceRule | None
    waiting: tuple[PriceRule, ...]
    nearer: tuple[PriceRule, ...]
    expired: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a person says about a value: where it is from, and its first and last day (open without)."""

    source: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None


NOTHING_SAID: Final = Said()


def scope_lines(reader: Reader, tools: Tools, place: RulePlace) -> tuple[ScopeLine, ...]:
    """Return what holds at ``place``, a line for each kind; it need not name market and channel.

    Of a variant catalog and category group are filled in. Raises `InputError` for a place there is none of.
    """
    refuse_place(tools, place)
    own = stored_rules.current(reader)
    at = _goods_of(reader, tools, place)
    day = today_in(tools, at.market)
    running = [rule for rule in own if rule.in_force(day)]
    packs = tools.packs
    book = RuleBook(packs.markets, packs.channels, running, tables=tools.endings)

    def line(kind: RuleKind) -> ScopeLine:
        default = _default(book, packs.markets, kind, at)
        mine = [rule for rule in own if rule.kind is kind]
        is_own = any(rule.place.holds(at) for rule in mine if rule.in_force(day))
        rule = book.counting(kind, at) if is_own else default
        least = rule.place.nearness if is_own and rule is not None else ()
        return ScopeLine(
            kind,
            rule,
            default,
            tuple(one for one in mine if _is_waiting(one, place, at, day)),
            tuple(
                one
                for one in mine
                if one.in_force(day)
                and one.place.nearness > least
                and _is_part(reader, one.place, at)
            ),
            not is_own and default is not None and _is_past(default, day),
        )

    return tuple(map(line, RuleKind))


def _is_waiting(one: PriceRule, place: RulePlace, at: RulePlace, day: dt.date) -> bool:
    """Tell whether a rule is to come, or was set for this very place and is over."""
    is_to_come = one.valid_from is not None and one.valid_from > day
    return not one.in_force(day) and (one.place == place or (is_to_come and one.place.holds(at)))


def _is_part(reader: Reader, one: RulePlace, at: RulePlace) -> bool:
    """Tell whether a rule for ``one`` holds in a part of ``at``, but not in all of it."""
    if one.variant_id is not None and at.catalog_id is not None:
        product = products.product_of_variant(reader, one.variant_id)
        one = replace(one, catalog_id=products.catalog_of(reader, product).id)
    pairs = (
        (one.market, at.market),
        (one.channel, at.channel),
        (one.category, at.category),
        (one.catalog_id, at.catalog_id),
        (one.variant_id, at.variant_id),
    )
    meets = all(mine == wanted or not mine or not wanted for mine, wanted in pairs)
    return meets and not one.holds(at)


def sku_of(reader: Reader, variant_id: int) -> str:
    """Return how the price table names a variant; empty once it is gone."""
    line = views.price_lines(reader, [variant_id]).get(variant_id)
    return "" if line is None else line.sku or line.title


def today_in(tools: Tools, market: str) -> dt.date:
    """Return the day it is in ``market``, the day in UTC where none is named."""
    zone = ZoneInfo(tools.packs.markets[market].time_zone) if market else dt.UTC
    return tools.now().astimezone(zone).date()


def _default(
    book: RuleBook, markets: Iterable[str], kind: RuleKind, at: RulePlace
) -> PriceRule | None:
    """Return the packs' value, ``None`` where it differs by market or channel."""
    if at.market:
        is_open = kind is RuleKind.FEES and not at.channel
        return None if is_open else book.default(kind, at)
    if kind not in _ALIKE:
        return None
    found = book.default(kind, replace(at, market=next(iter(markets))))
    return None if found is None else replace(found, place=RulePlace())


def _is_past(rule: PriceRule, day: dt.date) -> bool:
    return rule.valid_to is not None and rule.valid_to < day


def _goods_of(reader: Reader, tools: Tools, place: RulePlace) -> RulePlace:
    """Return ``place`` with what its variant decides."""
    if place.variant_id is None:
        return place
    product = products.product_of_variant(reader, place.variant_id)
    variants = price_inputs.read(reader, [product])
    one = next(found for found in variants if found.id == place.variant_id)
    group = price_rules(reader, tools).group(one.title, one.category)
    return replace(place, catalog_id=one.catalog_id, category=group)


def set_rule(
    store: Store,
    tools: Tools,
    kind: RuleKind,
    place: RulePlace,
    value: str,
    *,
    said: Said = NOTHING_SAID,
    progress: Progress = SILENT,
) -> Changes:
    """Set a rule, keep the value before it, and make the prices anew that depend on it, in one step.

    Raises `InputError` for a value or place that makes no sense.
    """
    refuse_place(tools, place)
    if kind in OF_ONE_MARKET and not place.market:
        raise InputError(_("Name the market: such a rule holds in one market only."))
    first, last = said.valid_from, said.valid_to
    if first is not None and last is not None and last < first:
        raise InputError(_("The last day of a rule lies before its first."))
    today = tools.now().date()
    rule = PriceRule(
        kind,
        place,
        check_value(kind, value, tools.endings),
        said.source.strip() or OWN_SOURCE,
        today.isoformat(),
        valid_from=first,
        valid_to=last,
    )
    _refuse_value(store.read(), tools, rule)
    batch = store.batch(_LABELS[kind])
    with batch.whole():
        with batch.step() as step:
            stored_rules.put(step, rule)
        return _again(store, tools, batch, step.changes, place, progress)


def _refuse_value(reader: Reader, tools: Tools, rule: PriceRule) -> None:
    """Refuse a value that makes sense by itself but not at its place."""
    value = read_value(rule.kind, rule.value, tools.endings)
    if rule.kind is RuleKind.ENDINGS:
        _refuse_foreign_endings(tools, rule)
    if isinstance(value, Shipping) and value.currency not in rates_of(reader, tools).currencies:
        problem = _("No source knows the currency {currency}.")
        raise InputError(problem.format(currency=value.currency))
    if isinstance(value, Decimal) and rule.kind in (RuleKind.CAP, RuleKind.LOCAL_COST) and value:
        refuse_rounded(Money(value, tools.packs.markets[rule.place.market].currency))


def _refuse_foreign_endings(tools: Tools, rule: PriceRule) -> None:
    """Refuse the table of a market that sells in another currency: 9.000 is no ending in euros."""
    markets = tools.packs.markets
    named, here = markets.get(rule.value), markets[rule.place.market]
    if named is not None and named.currency != here.currency:
        problem = _("The price endings of {market} are in {currency}; here prices are in {own}.")
        raise InputError(
            problem.format(market=named.code, currency=named.currency, own=here.currency)
        )


def withdraw_rule(
    store: Store, tools: Tools, number: int, *, progress: Progress = SILENT
) -> Changes:
    """Let a person's rule count no longer. Raises `InputError` where there is none that counts."""
    try:
        rule = stored_rules.load(store.read(), number)
    except LookupError:
        rule = None
    if rule is None or rule.replaced_at:
        raise InputError(_("There is no rule {number} that counts.").format(number=number))
    batch = store.batch(_LABELS_BACK[rule.kind])
    with batch.whole():
        with batch.step() as step:
            stored_rules.withdraw(step, number)
        return _again(store, tools, batch, step.changes, rule.place, progress)


def rule_history(reader: Reader, kind: RuleKind, place: RulePlace) -> Sequence[PriceRule]:
    """Return what was ever set at ``place``, newest first."""
    return stored_rules.history(reader, kind, place)


def all_rules(reader: Reader) -> Sequence[PriceRule]:
    """Return every rule people set that still counts, in force today or not."""
    return stored_rules.current(reader)


def _again(
    store: Store,
    tools: Tools,
    batch: Batch,
    changes: Changes,
    place: RulePlace,
    progress: Progress,
) -> Changes:
    if not changes:
        return changes
    owners = _owners(store.read(), place)
    done = reprice_again(
        store,
        tools,
        batch,
        owners,
        market=place.market,
        channel=place.channel,
        progress=progress,
    )
    seen = recheck(store, tools, done, owners, market=place.market, channel=place.channel)
    return changes.merged(seen)


def _owners(reader: Reader, place: RulePlace) -> Sequence[int]:
    if place.variant_id is not None:
        return [products.product_of_variant(reader, place.variant_id)]
    return all_products(reader, place.catalog_id)


def refuse_place(tools: Tools, place: RulePlace) -> None:
    """Raise `InputError` for a market, channel or category there is none of."""
    packs = tools.packs
    if place.market and place.market not in packs.markets:
        problem = _("There is no market {market}. There are: {known}.")
        raise InputError(problem.format(market=place.market, known=", ".join(packs.markets)))
    if place.channel and place.channel not in packs.channels:
        problem = _("There is no channel {channel}. There are: {known}.")
        raise InputError(problem.format(channel=place.channel, known=", ".join(packs.channels)))
    groups = [group.value for group in Group]
    if place.category and place.category not in groups:
        problem = _("There is no category {category}. There are: {known}.")
        raise InputError(problem.format(category=place.category, known=", ".join(groups)))
