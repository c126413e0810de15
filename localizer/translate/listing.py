"""A whole listing composed from facts: title, bullets, description, options, search terms, and what lacks."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.model.bullets import DESCRIBED, BulletStyle, arranged, listed_facts
from localizer.model.channel import FieldLimit
from localizer.model.product import Product
from localizer.translate.composed import Composed, Missing, Piece
from localizer.translate.composer import Composer

Answer = Composed | Missing


@dataclass(frozen=True, slots=True)
class ComposedOption:
    """An option value as the seller wrote it, with its name and itself composed."""

    source: tuple[str, str]
    name: Answer
    value: Answer


@dataclass(frozen=True, slots=True)
class Listing:
    """What a listing is made of; every text with its pieces.

    ``missing`` says what could not be composed, by the fact, option or field it stands in.
    """

    title: Answer
    bullets: tuple[Composed, ...]
    description: tuple[Composed, ...]
    options: tuple[ComposedOption, ...]
    search_terms: tuple[Composed, ...]
    missing: tuple[tuple[str, Missing], ...]


def compose_listing(
    composer: Composer,
    product: Product,
    style: BulletStyle,
    *,
    title_limit: FieldLimit | None = None,
    description_limit: FieldLimit | None = None,
) -> Listing:
    """Compose the listing of ``product``; nothing that lacks a word is written half.

    A description too long for ``description_limit`` goes without its size chart.
    """
    title = composer.title(product, title_limit)
    facts = [(fact.name, composer.fact(fact)) for fact in listed_facts(product)]
    texts: dict[str, tuple[str, Composed]] = {}
    for name, line in facts:
        if isinstance(line, Composed):
            texts.setdefault(line.text, (name, line))
    lines = list(texts.values())
    options = _options(composer, product)
    missing = [("title", title)] if isinstance(title, Missing) else []
    said = {fact.name: fact.label or fact.name for fact in product.facts}
    missing += [(said[name], line) for name, line in facts if isinstance(line, Missing)]
    for option in options:
        for answer in (option.name, option.value):
            if isinstance(answer, Missing):
                missing.append((option.source[0], answer))
    return Listing(
        title=title,
        bullets=_bullets([one for one in lines if one[0] not in DESCRIBED], style),
        description=_description(composer, product, lines, style, description_limit),
        options=options,
        search_terms=composer.search_terms(product),
        missing=tuple(dict.fromkeys(missing)),
    )


def _options(composer: Composer, product: Product) -> tuple[ComposedOption, ...]:
    """Compose each different option value once, in the seller's order."""
    pairs = dict.fromkeys(pair for variant in product.variants for pair in variant.options)
    return tuple(
        ComposedOption(
            (name, value),
            composer.option_name(name, product),
            composer.option_value(value, name, product),
        )
        for name, value in pairs
    )


def _bullets(lines: list[tuple[str, Composed]], style: BulletStyle) -> tuple[Composed, ...]:
    """Put the lines of the facts in the order buyers look for them."""
    plan = arranged([(name, line.text) for name, line in lines], style)
    return tuple(_joined([lines[at][1] for at in bullet], style.join) for bullet in plan)


def _joined(parts: list[Composed], between: str) -> Composed:
    """Join lines; most bullets are one line as it is."""
    if len(parts) == 1:
        return parts[0]
    pieces: list[Piece] = []
    for part in parts:
        pieces += [Piece(between), *part.pieces] if pieces else part.pieces
    return Composed(between.join(part.text for part in parts), tuple(pieces))


def _description(
    composer: Composer,
    product: Product,
    lines: list[tuple[str, Composed]],
    style: BulletStyle,
    limit: FieldLimit | None,
) -> tuple[Composed, ...]:
    """Return the paragraphs of a description: a sentence, a heading, the facts one by one, the sizes."""
    opening = composer.opening(product)
    if isinstance(opening, Missing):
        return ()
    lines = [one for one in lines if one[0] not in DESCRIBED]
    plan = arranged([(name, line.text) for name, line in lines], _each(style))
    facts = [lines[bullet[0]][1] for bullet in plan]
    heading = [Composed(style.details, (Piece(style.details),))] if facts and style.details else []
    whole = (opening, *heading, *facts, *composer.size_chart(product))
    if limit is None or limit.fits("\n".join(one.text for one in whole)):
        return whole
    return (opening, *heading, *facts)


def _each(style: BulletStyle) -> BulletStyle:
    """Return ``style`` with a line for every fact."""
    return BulletStyle(order=style.order, most=10**6)
