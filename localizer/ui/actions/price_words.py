"""Price rules in words: kinds, fees, endings, where a value holds and where it comes from. Knows no Qt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, localcontext
from typing import Final

from babel.numbers import format_decimal

from localizer.errors import InputError
from localizer.i18n import N_, _, ngettext
from localizer.model.money import quantize_selling, selling_digits
from localizer.model.phrase import Group
from localizer.model.price import EndingBand, EndingMode, FeeRule, TaxMode, Tier
from localizer.model.price_rule import PriceRule, RuleKind, RulePlace, Shipping
from localizer.pipeline import price_sums
from localizer.pipeline.repricing import MoveReason
from localizer.price.display import currency_mark, format_price
from localizer.price.precision import MATH
from localizer.price.requests import EndingTables
from localizer.price.rule_values import read_value
from localizer.ui.actions.columns import count
from localizer.ui.actions.ending_words import band_words
from localizer.ui.actions.words import day, market_name, own_locale

KINDS: Final[Mapping[RuleKind, str]] = {
    RuleKind.TAX: N_("Tax"),
    RuleKind.TAX_MODE: N_("Shown price"),
    RuleKind.FEES: N_("Fees"),
    RuleKind.MARGIN: N_("Target margin"),
    RuleKind.FLOOR: N_("Floor margin"),
    RuleKind.CAP: N_("Price cap"),
    RuleKind.ENDINGS: N_("Price endings"),
    RuleKind.ENDING_MODE: N_("Between two endings"),
    RuleKind.FX_BUFFER: N_("Exchange buffer"),
    RuleKind.SHIPPING: N_("Shipping"),
    RuleKind.LOCAL_COST: N_("Local cost"),
    RuleKind.FAMILY: N_("One price for all variants"),
}
#: What a value of the kind means, in a sentence.
MEANINGS: Final[Mapping[RuleKind, str]] = {
    RuleKind.TAX: N_("The tax on the net price."),
    RuleKind.TAX_MODE: N_("Whether the price that buyers see contains the tax."),
    RuleKind.FEES: N_("What the marketplace keeps. These fees replace the pack's, all of them."),
    RuleKind.MARGIN: N_("What is to be left of the price without tax, as a share of it."),
    RuleKind.FLOOR: N_(
        "The margin that must be left: endings and caps that leave less are not taken."
    ),
    RuleKind.CAP: N_("The highest price to ask, such as that of a competitor."),
    RuleKind.ENDINGS: N_("The digits prices may end in, from one price to the next."),
    RuleKind.ENDING_MODE: N_("Which ending is taken when the exact price lies between two."),
    RuleKind.FX_BUFFER: N_(
        "Added to a cost in another currency, for rates that move before you are paid."
    ),
    RuleKind.SHIPPING: N_("What it costs to bring one piece to the buyer."),
    RuleKind.LOCAL_COST: N_("What a piece costs in the market itself: a duty, a label."),
    RuleKind.FAMILY: N_("The highest price of the variants is asked for all of them."),
}
FEES = price_sums.FEES
fee_name = price_sums.fee_name
TAX_MODES: Final[Mapping[TaxMode, str]] = {
    TaxMode.INCLUSIVE: N_("contains the tax"),
    TaxMode.EXCLUSIVE: N_("without tax, which is added at the checkout"),
}
ENDING_MODES: Final[Mapping[EndingMode, str]] = {
    EndingMode.UP: N_("the higher one"),
    EndingMode.NEAREST: N_("the nearest one"),
    EndingMode.DOWN: N_("the lower one, where the floor margin allows it"),
}
FEE_MODES: Final[Mapping[str, str]] = {
    "flat": N_("one rate"),
    "slab": N_("the tier of the price, for all of it"),
    "marginal": N_("each tier for its part"),
}
FEE_BASES: Final[Mapping[str, str]] = {"gross": N_("with tax"), "net": N_("without tax")}
CONFIDENCES: Final[Mapping[str, str]] = {
    "own": N_("your own"),
    "source": N_("read in a source"),
    "range": N_("our pick inside a range"),
    "low": N_("weak source"),
    "partial": N_("some fees are not in it"),
    "unconfirmed": N_("unconfirmed"),
    "unconfirmed after valid_to": N_("unconfirmed after its last day"),
    "none": N_("nothing is known"),
    "default": N_("assumption"),
}
GROUPS: Final[Mapping[str, str]] = {
    Group.APPAREL: N_("Apparel"),
    Group.BEAUTY: N_("Beauty"),
    Group.HOME: N_("Home"),
    Group.ELECTRONICS: N_("Electronics"),
    Group.BABY: N_("Baby"),
    Group.OUTDOOR: N_("Outdoor"),
}
MOVE_REASONS: Final[Mapping[MoveReason, str]] = {
    MoveReason.NEW: N_("new"),
    MoveReason.COST: N_("cost"),
    MoveReason.RATE: N_("exchange rate"),
    MoveReason.FEES: N_("fees"),
    MoveReason.TAX: N_("tax"),
    MoveReason.MARGIN: N_("margin"),
    MoveReason.ENDINGS: N_("price endings"),
    MoveReason.FREIGHT: N_("shipping or local cost"),
    MoveReason.CAP: N_("price cap"),
    MoveReason.BASIS: N_("where it comes from"),
    MoveReason.FIXED: N_("fixed by hand"),
    MoveReason.OTHER: N_("other"),
}
#: Kinds the packs say nothing about.
_NO_DEFAULT: Final = frozenset(
    {RuleKind.FLOOR, RuleKind.CAP, RuleKind.SHIPPING, RuleKind.LOCAL_COST}
)
#: Decimals of a percentage as it is shown; it is kept with all its own.
SHOWN_DIGITS: Final = 4
_NO_BREAK: Final = "\u00a0"
#: A name and what it is: a fee and its rate, a span of prices and its endings; the name may be empty.
Pair = tuple[str, str]


def fee_code(text: str) -> str:
    """Return the name under which a fee called ``text`` is kept."""
    plain = " ".join(text.split())
    names = {_(words).casefold(): name for name, words in FEES.items()}
    return names.get(plain.casefold(), plain)


def percent(share: Decimal) -> str:
    """Return a fraction as a percentage in the program's language: 8.5 %."""
    return _("{number} %").format(number=number(hundredfold(share), SHOWN_DIGITS))


def hundredfold(share: Decimal) -> Decimal:
    """Return a fraction in per cent, exactly."""
    with localcontext(MATH):
        return share * 100


def number(value: Decimal, digits: int | None = None) -> str:
    """Return a number as the program's language writes it, with all its ``digits`` or at most so many."""
    with localcontext(MATH):
        shown = value if digits is None else round(value, digits)
    return format_decimal(shown, locale=own_locale(), decimal_quantization=False)


def prices_change(number: int) -> str:
    """Say how many prices change: 12 prices change."""
    return ngettext("{n} price changes", "{n} prices change", number).format(n=count(number))


def lost_prices(number: int) -> str:
    """Return the sentence that prices could no longer be made."""
    text = ngettext(
        "{n} price can no longer be made: the filter “Without a price” of the Prices pane shows it.",
        "{n} prices can no longer be made: the filter “Without a price” of the Prices pane shows them.",
        number,
    )
    return text.format(n=number)


def amount(value: Decimal, currency: str, locale: str) -> str:
    """Return an amount as prices in ``locale`` (BCP 47) are written, finer ones with all their digits."""
    if value == quantize_selling(value, currency):
        return format_price(value, currency, locale, whole=True)
    text = _("{number} {currency}").format(
        number=_money(value, currency), currency=currency_mark(currency, locale)
    )
    return text.replace(" ", _NO_BREAK)


def _money(value: Decimal, currency: str) -> str:
    """Return an amount with all its digits: without decimals, or no fewer than it is sold with."""
    digits = selling_digits(currency)
    with localcontext(MATH):
        if value == value.to_integral_value() or value != round(value, digits):
            return number(value)
    return format_decimal(value, format=f"#,##0.{'0' * digits}", locale=own_locale())


def value_pairs(
    kind: RuleKind, text: str, tables: EndingTables, currency: str, locale: str
) -> tuple[Pair, ...]:
    """Return a rule's stored value in words; amounts are in ``currency``, as ``locale`` signs it.

    What cannot be read, because a newer program wrote it, is returned as it stands.
    """
    try:
        value = read_value(kind, text, tables)
    except InputError:
        return (("", text),)

    def written(one: Decimal) -> str:
        return amount(one, currency, locale)

    if not isinstance(value, tuple):
        return (("", _single(kind, value, written)),)
    if kind is RuleKind.ENDINGS:
        bands = [one for one in value if isinstance(one, EndingBand)]
        named = [("", _("as {name}").format(name=market_name(text)))] if text in tables else []
        return (
            *named,
            *((_span(b.start, b.end, written), band_words(b, currency, locale)) for b in bands),
        )
    fees = [one for one in value if isinstance(one, FeeRule)]
    return tuple(pair for fee in fees for pair in fee_pairs(fee, written)) or (("", _("none")),)


def _single(
    kind: RuleKind,
    value: Decimal | TaxMode | EndingMode | Shipping | bool,  # noqa: FBT001 - the value itself
    written: Callable[[Decimal], str],
) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, TaxMode):
        return _(TAX_MODES[value])
    if isinstance(value, EndingMode):
        return _(ENDING_MODES[value])
    if isinstance(value, Shipping):
        return _shipping(value)
    return written(value) if kind in (RuleKind.CAP, RuleKind.LOCAL_COST) else percent(value)


def fee_pairs(fee: FeeRule, written: Callable[[Decimal], str]) -> tuple[Pair, ...]:
    """Return a fee by its name, its tiers below; ``written`` writes amounts."""
    parts = [percent(fee.pct)] if fee.pct else []
    parts += [written(fee.fixed)] if fee.fixed else []
    if fee.tiers:
        parts.insert(0, _(FEE_MODES[fee.mode]))
    if fee.minimum is not None:
        parts.append(_("at least {amount}").format(amount=written(fee.minimum)))
    if fee.cap is not None:
        parts.append(_("at most {amount}").format(amount=written(fee.cap)))
    if fee.basis == "net":
        parts.append(_("of the price without tax"))
    head = (fee_name(fee.name), " · ".join(parts) or percent(fee.pct))
    return (head, *(_tier(one, written) for one in fee.tiers))


def _tier(tier: Tier, written: Callable[[Decimal], str]) -> Pair:
    rate = percent(tier.pct)
    if tier.fixed:
        rate = _("{rate} + {amount}").format(rate=rate, amount=written(tier.fixed))
    return (_span(tier.start, tier.end, written) or _("every price"), rate)


def _span(start: Decimal, end: Decimal | None, written: Callable[[Decimal], str]) -> str:
    """Return from which price to which, empty for all."""
    if end is None:
        return _("from {amount}").format(amount=written(start)) if start else ""
    if not start:
        return _("below {amount}").format(amount=written(end))
    return _("{start} to below {end}").format(start=written(start), end=written(end))


def _shipping(value: Shipping) -> str:
    piece = _("{amount} {currency} a piece").format(
        amount=number(value.piece), currency=value.currency
    )
    weight = _("{amount} {currency} a kilogram").format(
        amount=number(value.kg), currency=value.currency
    )
    if value.piece and value.kg:
        return _("{piece} and {weight}").format(piece=piece, weight=weight)
    return weight if value.kg else piece


def on_one_line(pairs: tuple[Pair, ...]) -> str:
    """Return a value on one line: commission: 8 %; order: 1,250 Rp."""
    return "; ".join(
        _("{name}: {text}").format(name=name, text=text) if name else text for name, text in pairs
    )


def where(
    place: RulePlace,
    channels: Mapping[str, str],
    catalogs: Mapping[int, str],
    sku: Callable[[int], str],
) -> str:
    """Return where a rule holds: Thailand · Shopee · Apparel. ``channels`` and ``catalogs`` are names."""
    parts = [
        market_name(place.market) if place.market else _("All markets"),
        channels.get(place.channel, place.channel) if place.channel else _("All channels"),
    ]
    if place.category:
        parts.append(group_name(place.category))
    if place.variant_id is not None:
        parts.append(sku(place.variant_id))
    elif place.catalog_id is not None:
        parts.append(catalogs.get(place.catalog_id, ""))
    return " · ".join(part for part in parts if part)


def no_value(kind: RuleKind, place: RulePlace) -> str:
    """Say why there is no one value of ``kind`` at ``place``."""
    if not place.market and kind not in _NO_DEFAULT:
        return _("differs from market to market")
    if kind is RuleKind.FEES and not place.channel:
        return _("differs from channel to channel")
    return _("none")


def group_name(group: str) -> str:
    """Return what a group of categories is called."""
    found = GROUPS.get(group)
    return _(found) if found else group


def lasting(rule: PriceRule) -> str:
    """Return from which to which day a rule holds, empty for always."""
    first, last = rule.valid_from, rule.valid_to
    if first is not None and last is not None:
        return _("from {first} to {last}").format(first=day(first), last=day(last))
    if last is not None:
        return _("until {last}").format(last=day(last))
    return "" if first is None else _("from {first} on").format(first=day(first))


def origin(rule: PriceRule) -> str:
    """Return where a value comes from, when that was looked at, how sure it is, and how long it holds."""
    parts = [_(rule.source) if rule.source else ""]
    if rule.checked_on:
        checked = _("checked {day}") if rule.confidence != "own" else _("entered {day}")
        parts.append(checked.format(day=_day(rule.checked_on)))
    if rule.confidence != "own":
        found = CONFIDENCES.get(rule.confidence)
        parts.append(_(found) if found else rule.confidence)
    parts.append(lasting(rule))
    return " · ".join(part for part in parts if part)


def _day(text: str) -> str:
    try:
        return day(dt.date.fromisoformat(text))
    except ValueError:
        return text
