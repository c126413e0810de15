"""A group of records becomes one `Product`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from localizer.catalog.markup import safe_html
from localizer.i18n import _
from localizer.intake.context import Context
from localizer.intake.description_facts import FoundFact, facts_from_description
from localizer.intake.fact_differences import join_facts
from localizer.intake.hs_code import parse_hs_code
from localizer.intake.pictures import split_images, with_shown_pictures
from localizer.intake.rows import Group, Record
from localizer.intake.sale import offers_of
from localizer.intake.taxonomy import google_category
from localizer.intake.variants import build_variants
from localizer.model.product import Fact, Product
from localizer.model.segment import normalize

_BULLET_BREAKS: Final = re.compile(r"[\n；;|]")
EXTRA_ROLES: Final = ("tags", "seo_title", "seo_description")


def build_product(group: Group, context: Context) -> Product:
    """Return the product of ``group``; what its cells cannot say is reported to the context's log."""
    _report_other_titles(group, context)
    variants = build_variants(group, context)
    first = group.records[0]
    category = category_of(group.first("category"), group.first("taxonomy"))
    extra = [(role, normalize(text)) for role in EXTRA_ROLES if (text := group.first(role))]
    return Product(
        key=group.key,
        title=normalize(group.first("title")),
        variants=variants.variants,
        description_html=safe_html(group.first("description")),
        bullets=_bullets(group, context),
        brand=normalize(group.first("brand")),
        category=category,
        images=_images(group, context),
        facts=_facts(group, context),
        hs_code=context.read(first, "hs_code", parse_hs_code) or "",
        taxonomy=taxonomy_of(group.first("taxonomy"), category, context),
        offers=offers_of(group, context),
        extra=(*extra, *variants.other_prices),
    )


def category_of(stated: str, taxonomy: str) -> str:
    """Return the seller's category, else the words of Google's; its number says nothing to a person."""
    words = stated or ("" if _is_number(taxonomy) else taxonomy)
    return normalize(words)


def taxonomy_of(stated: str, category: str, context: Context) -> str:
    """Return the number of Google's category: the seller's own number, else that of the words."""
    found = google_category(stated or category) if stated or category else None
    if _is_number(stated):
        if found is None:
            context.tell_unknown_category(stated)
        return stated
    return str(found.id) if found is not None else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal()


def _report_other_titles(group: Group, context: Context) -> None:
    if len(group.records) == 1:
        return
    title = group.first("title")
    for record in group.records:
        if not group.by_parent and record.get("title") not in ("", title):
            context.log.repaired(
                record.row,
                _("Product {product} has another title above; the first one was kept.").format(
                    product=group.key
                ),
                context.columns.header("title"),
            )


def _bullets(group: Group, context: Context) -> tuple[str, ...]:
    one_each = _first_cells(group, context.bullet_places)
    if together := group.first("bullets"):
        one_each += split_bullets(together)
    return tuple(
        dict.fromkeys([normalize(cell) for cell in one_each if cell and not cell.isspace()])
    )


def split_bullets(cell: str) -> list[str]:
    """Return the bullets written into one cell, blank ones among them."""
    return _BULLET_BREAKS.split(cell)


def _first_cells(group: Group, places: Sequence[int]) -> list[str]:
    """Return the first cell that is not blank of each column."""
    records = group.records
    if len(records) == 1:
        cells = records[0].cells
        return [cells[place] for place in places]
    return [next((text for r in records if (text := r.cells[place])), "") for place in places]


def _images(group: Group, context: Context) -> tuple[str, ...]:
    places = context.image_places
    found: list[str] = []
    for record in group.records:
        cells = record.cells
        for place in places:
            if cell := cells[place]:
                found += split_images(cell)
    return with_shown_pictures(tuple(dict.fromkeys(found)), group.first("description"), context.log)


def _facts(group: Group, context: Context) -> tuple[Fact, ...]:
    """Return the facts of columns and description; of two with one name the first row's, then column's."""
    facts: dict[str, Fact] = {}
    seen: set[tuple[int, str]] = set()
    for record in group.records:
        stated = {(place, text) for place in context.fact_places if (text := record.cells[place])}
        for place, text in sorted(stated - seen):
            fact = context.fact(place, text)
            facts.setdefault(fact.name, fact)
        seen |= stated
    description = group.first("description")
    if not description:
        return tuple(facts.values())
    found = facts_from_description(description, locale=context.locale)
    return with_described(tuple(facts.values()), found, group.records[0], context)


def with_described(
    facts: tuple[Fact, ...], found: Sequence[FoundFact], record: Record, context: Context
) -> tuple[Fact, ...]:
    """Return the facts of columns with those ``found`` in the description; where they differ is reported."""
    if not found:
        return facts
    joined = join_facts(facts, found)
    for difference in joined.differences:
        column = context.columns.header("description")
        context.log.repaired(record.row, difference.sentence, column)
    return joined.facts
