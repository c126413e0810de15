"""What the pages of one product tell, from what is known of it for its target."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from localizer.catalog.findings import StoredFinding
from localizer.export.book.values import (
    BookChoice,
    BookFinding,
    BookProduct,
    BookSum,
    BookText,
    BookVariant,
)
from localizer.export.content import ProductContent
from localizer.export.gate import in_words, judge, still_open
from localizer.export.listing import FormatPrice, ListingRow, ListingTexts
from localizer.export.material import Material, Text
from localizer.export.tokens import render
from localizer.export.words import field_name, finding_text, per_unit, span
from localizer.i18n import _, pgettext, sentences
from localizer.model.finding import Subject
from localizer.model.segment import Field, State

#: Grams of a kilogram.
_KILO: Final = 1000


def book_product(
    n: int,
    material: Material,
    content: ProductContent,
    texts: ListingTexts,
    format_price: FormatPrice,
    choice: BookChoice,
    *,
    picture: str = "",
    sums: tuple[BookSum, ...] = (),
) -> BookProduct:
    """Return the pages of the product in ``material``; ``texts`` are those of its listing, in plain words.

    ``sums`` are told only where the ``choice`` wants costs.
    """
    product = material.product
    rows = content.rows
    found = still_open(material.findings)
    told = [one for one in found if choice.costs or one.place.subject is not Subject.PRICE]
    variants = tuple(_variant(row, format_price, material.target.locale) for row in rows)
    verdict = judge(content.counts)
    currency = next((row.currency for row in rows if row.currency), "")

    def write(amount: Decimal) -> str:
        return format_price(amount, currency, material.target.locale)

    regular = [row.price for row in rows if row.price is not None]
    reduced = [row.asked.sale for row in rows if row.asked.sale is not None]
    windows = {one.window for one in variants if one.sale}
    return BookProduct(
        n=n,
        key=product.key,
        title=texts.title,
        source_title=product.title,
        stamp="" if verdict.approved else sentences(*in_words(verdict)),
        picture=picture,
        price=_between(regular, write),
        sale=_between(reduced, write),
        window=windows.pop() if len(windows) == 1 else "",
        brand=product.brand,
        category=product.category,
        bullets=texts.bullets,
        description=texts.description,
        facts=tuple(_facts(material)),
        option_names=_option_names(rows),
        variants=variants,
        sums=sums if choice.costs else (),
        pitches=content.pitches if choice.scripts else (),
        findings=tuple(_finding(material, one) for one in told) if choice.findings else (),
        waiting=_waiting(material) if choice.findings else {},
        untold=len(found) - len(told) if choice.findings else 0,
    )


def _between(amounts: Sequence[Decimal], write: Callable[[Decimal], str]) -> str:
    """Return the amounts of variants from the lowest to the highest, empty for none."""
    if not amounts:
        return ""
    low, high = min(amounts), max(amounts)
    if low == high:
        return write(low)
    return _("{low} to {high}").format(low=write(low), high=write(high))


def _variant(row: ListingRow, format_price: FormatPrice, locale: str) -> BookVariant:
    def money(amount: Decimal | None) -> str:
        return "" if amount is None else format_price(amount, row.currency, locale)

    asked = row.asked
    unit = asked.sale_unit_price if asked.sale is not None else asked.unit_price
    unit = unit or asked.unit_price
    return BookVariant(
        sku=row.sku or row.variant_key,
        options=tuple(value for _name, value in row.options),
        price=money(row.price),
        sale=money(asked.sale),
        window=span(asked.sale_starts_at, asked.sale_ends_at) if asked.sale is not None else "",
        was=money(asked.was),
        per_unit="" if unit is None else per_unit(money(unit.amount), unit.per),
        gtin=row.gtin,
        weight="" if row.weight_g is None else _weight(row.weight_g),
    )


def _weight(grams: Decimal) -> str:
    if grams >= _KILO:
        return _("{n} kg").format(n=f"{(grams / _KILO).normalize():f}")
    return _("{n} g").format(n=f"{grams.normalize():f}")


def _option_names(rows: tuple[ListingRow, ...]) -> tuple[str, ...]:
    """Return the names of the options as the variant with the most of them has them."""
    most = max((row.options for row in rows), key=len, default=())
    return tuple(name for name, _value in most)


def _facts(material: Material) -> Iterator[BookText]:
    seen: set[BookText] = set()
    for text in material.of_field(Field.FACT):
        one = BookText(render(text.shown, material.values), text.segment.source)
        if one not in seen:
            seen.add(one)
            yield one


def _waiting(material: Material) -> dict[State, tuple[str, ...]]:
    """Return where the texts stand that are not approved, by state."""
    found: dict[State, list[str]] = defaultdict(list)
    for text in material.texts:
        if text.state is not State.APPROVED:
            found[text.state].append(_place(text))
    return {state: tuple(dict.fromkeys(found[state])) for state in State if state in found}


def _place(text: Text) -> str:
    segment = text.segment
    return field_name(segment.field, segment.position, segment.name)


def _finding(material: Material, stored: StoredFinding) -> BookFinding:
    return BookFinding(
        stored.finding.severity,
        _where(material, stored),
        finding_text(stored.finding),
        render(_passage(material, stored), material.values),
    )


def _passage(material: Material, stored: StoredFinding) -> str:
    """Return the words of a text a finding is about, empty for the whole of it."""
    start, end = stored.finding.start, stored.finding.end
    if stored.place.subject is not Subject.TRANSLATION or end <= start:
        return ""
    number = stored.place.subject_id
    found = (text.translation for text in material.texts if text.translation_id == number)
    return next((one.text[start:end] for one in found if one is not None), "")


def _where(material: Material, stored: StoredFinding) -> str:
    """Return in words where a finding stands in its product."""
    subject, number = stored.place.subject, stored.place.subject_id
    if subject is Subject.TRANSLATION:
        places = (_place(text) for text in material.texts if text.translation_id == number)
        return next(places, pgettext("what a finding is about", "text"))
    words = {
        Subject.LISTING: pgettext("what a finding is about", "listing"),
        Subject.PRICE: pgettext("what a finding is about", "price"),
        Subject.SCRIPT: pgettext("what a finding is about", "script"),
        Subject.ANSWER: pgettext("what a finding is about", "answer"),
    }
    return words[subject]
