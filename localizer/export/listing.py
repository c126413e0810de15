"""Assemble the listing of one product for one target: a row for each variant."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from localizer.export.gate import GateState
from localizer.export.material import Material
from localizer.export.tokens import render
from localizer.model.bullets import DESCRIBED, BulletStyle, arranged, joined, listed_facts
from localizer.model.product import Variant
from localizer.model.promotion import Asked
from localizer.model.segment import Field

#: Writes an amount in a currency as a locale (BCP 47) reads it.
FormatPrice = Callable[[Decimal, str, str], str]
#: Options that have columns of their own in tables; the others share one.
OPTION_COLUMNS = 3
#: Facts in the seller's order, each a bullet of its own.
PLAIN = BulletStyle(most=10**6)
#: No sale, no former price, no price per unit.
NOTHING_ELSE = Asked()


@dataclass(frozen=True, slots=True)
class ListingTexts:
    """What every variant of a product shows; empty where there is no translation."""

    title: str
    bullets: tuple[str, ...]
    description: str


@dataclass(frozen=True, slots=True)
class ListingRow:
    """One variant as a channel shows it.

    ``options`` are (name, value) in the target's language. ``price`` is the regular one, ``None`` where
    there is none; ``asked`` holds what is asked instead for a while and what may be struck through beside
    it, all in ``currency``. ``weight_g`` is in grams. ``images`` begins with the variant's own picture.
    """

    product_key: str
    variant_key: str
    sku: str
    gtin: str
    texts: ListingTexts
    options: tuple[tuple[str, str], ...]
    price: Decimal | None
    currency: str
    price_text: str
    stock: int | None
    weight_g: Decimal | None
    images: tuple[str, ...]
    state: GateState
    asked: Asked = NOTHING_ELSE


def listing_rows(
    material: Material,
    state: GateState,
    format_price: FormatPrice,
    *,
    html_description: bool,
    style: BulletStyle = PLAIN,
) -> tuple[ListingRow, ...]:
    """Return the rows of one product, stamped with ``state``, in the seller's order."""
    texts = listing_texts(material, html_description=html_description, style=style)
    names, values = _option_words(material)
    return tuple(
        _row(material, variant, texts, _options(variant, names, values), state, format_price)
        for variant in material.product.variants
    )


def listing_texts(
    material: Material, *, html_description: bool, style: BulletStyle = PLAIN
) -> ListingTexts:
    """Return title, bullets (the seller's, then his facts in the order of ``style``) and description.

    Without a text of its own the description lists the facts under the title.
    """
    title = " ".join(_shown(material, Field.TITLE))
    own = _shown(material, Field.BULLET)
    listed = {fact.name for fact in listed_facts(material.product)}
    texts: dict[str, str] = {}
    for text in material.of_field(Field.FACT):
        if text.shown and text.segment.name in listed:
            texts.setdefault(render(text.shown, material.values), text.segment.name)
    lines = [(name, text) for text, name in texts.items()]
    short = [line for line in lines if line[0] not in DESCRIBED]
    facts = [joined(one, short, style) for one in arranged(short, style, taken=len(own))]
    blocks = _shown(material, Field.DESCRIPTION)
    if blocks:
        description = _as_html(blocks) if html_description else "\n".join(blocks)
    elif title and lines and style.details:
        each = [lines[at][1] for one in arranged(lines, style) for at in one]
        description = _skeleton(title, style.details, each, html_description=html_description)
    else:
        description = ""
    return ListingTexts(title=title, bullets=(*own, *facts), description=description)


def _skeleton(title: str, heading: str, lines: Sequence[str], *, html_description: bool) -> str:
    """Return a description made of nothing but the title and the facts."""
    if not html_description:
        return "\n".join((title, "", heading, *(f"- {line}" for line in lines)))
    items = "".join(f"<li>{html.escape(line, quote=False)}</li>" for line in lines)
    heading = html.escape(heading, quote=False)
    return f"{_as_html([title])}\n<p><b>{heading}</b></p>\n<ul>{items}</ul>"


def option_cells(options: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return name and value of the first `OPTION_COLUMNS` options, then the others as one text."""
    cells = [cell for pair in options[:OPTION_COLUMNS] for cell in pair]
    cells += [""] * (OPTION_COLUMNS * 2 - len(cells))
    rest = [": ".join(filter(None, pair)) for pair in options[OPTION_COLUMNS:]]
    return (*cells, "\n".join(rest))


def _row(
    material: Material,
    variant: Variant,
    texts: ListingTexts,
    options: tuple[tuple[str, str], ...],
    state: GateState,
    format_price: FormatPrice,
) -> ListingRow:
    stored = material.prices.get(variant.key)
    amount = None if stored is None else stored.amount
    currency = "" if stored is None else stored.currency
    shown = "" if amount is None else format_price(amount, currency, material.target.locale)
    images = dict.fromkeys(filter(None, (variant.image, *material.product.images)))
    return ListingRow(
        product_key=material.product.key,
        variant_key=variant.key,
        sku=variant.sku,
        gtin=variant.gtin,
        texts=texts,
        options=options,
        price=amount,
        currency=currency,
        price_text=shown,
        stock=variant.stock,
        weight_g=variant.weight_g,
        images=tuple(images),
        state=state,
        asked=material.asked.get(variant.key, NOTHING_ELSE),
    )


def _shown(material: Material, field: Field) -> tuple[str, ...]:
    found = (text.shown for text in material.of_field(field))
    return tuple(render(text, material.values) for text in found if text)


def _as_html(blocks: Sequence[str]) -> str:
    return "\n".join(f"<p>{html.escape(block, quote=False)}</p>" for block in blocks)


def _option_words(material: Material) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    names = {
        text.segment.source: render(text.shown, material.values)
        for text in material.of_field(Field.OPTION_NAME)
    }
    values = {
        (text.segment.name, text.segment.source): render(text.shown, material.values)
        for text in material.of_field(Field.OPTION_VALUE)
    }
    return names, values


def _options(
    variant: Variant, names: dict[str, str], values: dict[tuple[str, str], str]
) -> tuple[tuple[str, str], ...]:
    return tuple(
        (names.get(name, ""), values.get((name, value), "")) for name, value in variant.options
    )
