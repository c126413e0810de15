"""Where the prices of a product come from, in the market's money and the seller's, for a launch book."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import partial

from localizer.catalog.prices import StoredPrice
from localizer.export.book.values import BookSum, SumLine
from localizer.export.words import day
from localizer.i18n import N_, _
from localizer.model.product import Product
from localizer.pipeline.price_sums import (
    PriceSum,
    margin_text,
    part_name,
    price_sentences,
    price_sum,
)
from localizer.price.display import format_price

#: Where a price comes from, by the name it is stored with.
BASES: Mapping[str, str] = {
    "cost-plus": N_("from cost"),
    "converted-list": N_("from the list price"),
    "fixed": N_("fixed by hand"),
}
Write = Callable[[Decimal], str]
#: Lines, notes, and the currencies of the market and of the seller.
_Told = tuple[tuple[SumLine, ...], tuple[str, ...], str, str]


def book_sums(
    product: Product, prices: Mapping[str, StoredPrice], locale: str
) -> tuple[BookSum, ...]:
    """Return the sums of a product's prices, by variant key; variants with the same sum share one."""
    shared: dict[_Told, list[str]] = {}
    for variant in product.variants:
        stored = prices.get(variant.key)
        if stored is not None:
            key = _told(stored, locale)
            shared.setdefault(key, []).append(variant.sku or variant.key)
    return tuple(BookSum(tuple(skus), *told) for told, skus in shared.items())


def _told(stored: StoredPrice, locale: str) -> _Told:
    found = price_sum(stored)
    write = partial(format_price, currency=stored.currency, locale=locale)

    def line(name: str, amount: Decimal, *, total: bool = False) -> SumLine:
        share = "" if not found.price else f"{amount / found.price * 100:.1f} %"
        return SumLine(name, write(amount), _base(found, amount, locale), share, total)

    lines = [line(part_name(name), amount) for name, amount in found.parts]
    if found.price is not None:
        lines.append(line(_("list price"), found.price, total=True))
    return tuple(lines), tuple(_notes(stored, found, write)), stored.currency, found.base


def _base(found: PriceSum, amount: Decimal, locale: str) -> str:
    """Return an amount in the money the seller pays in, empty where that is the market's own."""
    if not found.worth:
        return ""
    return format_price(amount / found.worth, found.base, locale)


def _notes(stored: StoredPrice, found: PriceSum, write: Write) -> list[str]:
    parts = [_(BASES.get(stored.basis, stored.basis))]
    if found.margin is not None:
        parts.append(margin_text(found.margin))
    if found.exact is not None:
        parts.append(_("{amount} before the ending").format(amount=write(found.exact)))
    if found.suggested is not None:
        parts.append(_("the rules would give {amount}").format(amount=write(found.suggested)))
    if found.added_tax is not None:
        added = write(found.added_tax)
        parts.append(_("{amount} tax is added at checkout").format(amount=added))
    notes = [" · ".join(parts)]
    if found.rate:
        published = "" if found.rate_day is None else day(found.rate_day)
        notes.append(" · ".join(filter(None, (found.rate, published, found.rate_source))))
    return [*notes, *price_sentences(stored.code, stored.warnings)]
