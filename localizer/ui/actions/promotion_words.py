"""Promotions, sale prices and former prices in the program's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from localizer import pipeline
from localizer.export import words as file_words
from localizer.i18n import N_, _, ngettext
from localizer.model.launch import Target
from localizer.model.price import Flag, UnitPrice
from localizer.model.promotion import Scope
from localizer.pipeline.asked import Explained
from localizer.pipeline.promotion_reach import Reach
from localizer.pipeline.promotions import Phase, Planned
from localizer.price.promotion import Sale, Stays
from localizer.ui.actions.asks import margin_text
from localizer.ui.actions.columns import count, counted
from localizer.ui.actions.words import in_a_row, market_name

PHASES = {Phase.NEXT: N_("to come"), Phase.RUNNING: N_("running"), Phase.OVER: N_("over")}
#: Instead of a phase, where every product listed is gone.
NOWHERE = N_("no product left")
wall_time = file_words.wall_time
end_time = file_words.end_time
span = file_words.span
#: What is wrong with a sale: in a cell, of one a person allowed, of one that is not asked for.
_TOO_LOW = {
    Flag.LOSS: (
        N_("a loss"),
        N_("The sale price makes a loss."),
        N_("The promotion {name} leaves this price alone: {amount} would make a loss."),
    ),
    Flag.BELOW_FLOOR_MARGIN: (
        N_("below the floor margin"),
        N_("The sale price earns less than the floor margin."),
        N_(
            "The promotion {name} leaves this price alone: {amount} would earn less than the floor margin."
        ),
    ),
}
#: Of a sale that another variant of the product holds back: in a cell, and as a sentence.
_HELD = {
    Stays.LOSS: (
        N_("another variant would make a loss"),
        N_("The promotion {name} leaves this product alone: another variant would make a loss."),
    ),
    Stays.BELOW_FLOOR: (
        N_("another variant would fall below the floor"),
        N_(
            "The promotion {name} leaves this product alone: another variant would earn less than the floor "
            "margin."
        ),
    ),
    Stays.NOT_LOWER: (
        N_("another variant would not become cheaper"),
        N_(
            "The promotion {name} leaves this product alone: another variant would not become cheaper."
        ),
    ),
}
#: Targets told one by one; of more their number.
_MOST_TARGETS: Final = 3
#: Of a sale whose margin nobody knows: in a cell, and as a sentence.
_UNKNOWN = (
    N_("may make a loss"),
    N_("The sale price may make a loss: the cost, or an exchange rate for it, is unknown."),
)
_STRUCK = {
    Flag.NO_30_DAY_HISTORY: N_(
        "Nothing may be struck through: no price of the 30 days before the reduction is on record. "
        "Exports that are not drafts are noted."
    ),
    Flag.NO_REAL_REDUCTION: N_(
        "Nothing may be struck through: the lowest price of the 30 days before was not higher."
    ),
    Flag.SELLER_MUST_PROVE_FORMER_PRICE: N_(
        "Be ready to prove that the product was offered at the former price."
    ),
}


def percent_off(share: Decimal) -> str:
    """Return a reduction in per cent: −12.5 %."""
    return f"−{(share * 100).normalize():f} %"


def unit_price_text(found: UnitPrice, currency: str, locale: str) -> str:
    """Return a price per unit as ``locale`` writes the amount: €23.80 per kg."""
    amount = pipeline.format_price(found.amount, currency, locale)
    return file_words.per_unit(amount, found.per)


def where_text(planned: Planned) -> str:
    """Return for which market, channel and goods a promotion is."""
    one = planned.promotion
    goods = planned.catalog
    if one.scope is Scope.LISTED:
        number = len(one.product_ids)
        goods = ngettext("{n} product", "{n} products", number).format(n=count(number))
    if one.holds_nowhere:
        goods = _("No product is left: it holds nowhere")
    parts = (
        market_name(one.market) if one.market else _("All markets"),
        one.channel or _("All channels"),
        goods or _("All products"),
    )
    return " · ".join(parts)


def state_text(planned: Planned) -> str:
    """Return where a promotion stands."""
    return _(NOWHERE if planned.promotion.holds_nowhere else PHASES[planned.phase])


def reach_text(found: Reach) -> str:
    """Return how far a promotion reaches on one target: 20 of 26 products; 6 would fall below the floor."""
    number = found.products
    text = ngettext("{sold} of {n} product", "{sold} of {n} products", number)
    told = text.format(sold=count(found.on_sale), n=count(number))
    if found.is_sample:
        text = _("{products} looked at, of {total} in all")
        told = text.format(products=told, total=count(found.total))
    why = [*_stay(found.stays), *_on_sale(found)]
    return _("{list}; {rest}").format(list=told, rest=in_a_row(why)) if why else told


def reach_sentence(found: Sequence[Reach], label: Callable[[Target], str]) -> str:
    """Return how far a promotion reaches on all targets, the first that are not whole by name."""
    if not found:
        return _("No launch sells where the promotion holds, so nothing is on sale yet.")
    parts = [one for one in found if one.stays or one.low or one.unknown or one.is_sample]
    told = []
    whole = len(found) - len(parts)
    if whole:
        text = ngettext(
            "On {n} target all products are on sale.",
            "On {n} targets all products are on sale.",
            whole,
        )
        told.append(text.format(n=count(whole)))
    told += [
        _("{target}: {products}.").format(target=label(one.target), products=reach_text(one))
        for one in sorted(parts, key=lambda one: one.on_sale)[:_MOST_TARGETS]
    ]
    more = len(parts) - _MOST_TARGETS
    if more > 0:
        text = ngettext("{n} more target needs a look.", "{n} more targets need a look.", more)
        told.append(text.format(n=count(more)))
    return " ".join(told)


def _stay(stays: Mapping[Stays, int]) -> list[str]:
    """Say how many products keep their regular prices, by why."""
    numbers = ((why, stays.get(why, 0)) for why in Stays)
    return counted((number, _stays_text(why, number)) for why, number in numbers)


def _stays_text(why: Stays, n: int) -> str:
    if why is Stays.LOSS:
        return ngettext("{n} would make a loss", "{n} would make a loss", n)
    if why is Stays.BELOW_FLOOR:
        return ngettext("{n} would fall below the floor", "{n} would fall below the floor", n)
    if why is Stays.NOT_LOWER:
        return ngettext("{n} would not become cheaper", "{n} would not become cheaper", n)
    return ngettext("{n} has no price", "{n} have no price", n)


def _on_sale(found: Reach) -> list[str]:
    """Say how many of the products on sale earn too little, or nobody knows."""
    low = ngettext(
        "{n} on sale goes below the floor or makes a loss",
        "{n} on sale go below the floor or make a loss",
        found.low,
    )
    unknown = ngettext(
        "{n} on sale may make a loss: its cost is unknown",
        "{n} on sale may make a loss: their cost is unknown",
        found.unknown,
    )
    return counted(((found.low, low), (found.unknown, unknown)))


def remark(sale: Sale) -> tuple[str, str]:
    """Return what is wrong with a sale price, in a cell and as a sentence; empty for nothing."""
    for flag, words in _TOO_LOW.items():
        if flag in sale.flags:
            return _(words[0]), _(words[1])
    if sale.stays in _HELD:
        held = _HELD[sale.stays]
        return _(held[0]), _(held[1]).format(name=_named(sale))
    if Flag.MARGIN_UNKNOWN in sale.flags:
        return _(_UNKNOWN[0]), _(_UNKNOWN[1])
    return "", ""


def told(found: Explained, currency: str, locale: str) -> tuple[tuple[str, str], ...]:
    """Return (sentence, role) for everything to be told beside a price: unit price, sale, former price."""
    return (
        *_per_unit(found, currency, locale),
        *_sale(found, currency, locale),
        *_refused(found, currency, locale),
    )


def _per_unit(found: Explained, currency: str, locale: str) -> list[tuple[str, str]]:
    unit = found.asked.unit_price
    if unit is None:
        return []
    text = _("Price per unit, required here: {price}").format(
        price=unit_price_text(unit, currency, locale)
    )
    reduced = found.asked.sale_unit_price
    if reduced is not None:
        text = _("{unit} (on sale: {sale})").format(
            unit=text, sale=unit_price_text(reduced, currency, locale)
        )
    return [(text, "muted")]


def _sale(found: Explained, currency: str, locale: str) -> list[tuple[str, str]]:
    sale, asked = found.sale, found.asked
    if sale is None:
        return []
    amount = pipeline.format_price(sale.amount, currency, locale)
    head = _("Sale price {amount} ({percent}, {name})").format(
        amount=amount, percent=percent_off(sale.reduction.percent), name=_named(sale)
    )
    margin = _("margin unknown") if sale.margin is None else margin_text(sale.margin)
    lines = [(f"{head} · {margin}", "")]
    when = span(asked.sale_starts_at, asked.sale_ends_at)
    if when:
        text = _("{window}, time in {zone}").format(window=when, zone=found.zone)
        lines.append((text, "muted"))
    wrong = remark(sale)[1]
    if wrong:
        lines.append((wrong, "warn"))
    return lines + _struck(found, currency, locale)


def _struck(found: Explained, currency: str, locale: str) -> list[tuple[str, str]]:
    struck = found.struck
    if struck is None:
        sentence = _("Nothing may be struck through: the variants differ in price.")
        return [] if found.one_price else [(sentence, "muted")]
    lines = []
    if struck.price is not None:
        amount = pipeline.format_price(struck.price, currency, locale)
        text = _("May be struck through: {amount}").format(amount=amount)
        if struck.percent is not None:
            text = _("{text} (−{percent} %)").format(text=text, percent=struck.percent)
        lines.append((text, ""))
    if struck.warning is not None and struck.warning in _STRUCK:
        lines.append((_(_STRUCK[struck.warning]), "muted"))
    return lines


def _refused(found: Explained, currency: str, locale: str) -> list[tuple[str, str]]:
    lines = []
    for one in found.refused:
        amount = pipeline.format_price(one.amount, currency, locale)
        own = next((words[2] for flag, words in _TOO_LOW.items() if flag in one.flags), None)
        sentence = _(own).format(name=_named(one), amount=amount) if own else remark(one)[1]
        lines.append((sentence, "warn"))
    return lines


def _named(sale: Sale) -> str:
    """Return the name of the promotion a sale price is of."""
    return sale.reduction.name or _("offer of the catalog file")
