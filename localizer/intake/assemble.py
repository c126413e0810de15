"""A group of records becomes one `Product`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from localizer.i18n import _
from localizer.intake.context import Context
from localizer.intake.description_facts import facts_from_description
from localizer.intake.fact_differences import join_facts
from localizer.intake.hs_code import parse_hs_code
from localizer.intake.markup import clean_html
from localizer.intake.pictures import split_images
from localizer.intake.rows import Group
from localizer.intake.taxonomy import google_category
from localizer.intake.variants import build_variants
from localizer.model.product import Fact, Product
from localizer.model.segment import normalize

_BULLET_BREAKS: Final = re.compile(r"\s*(?:\n|；|;|\|)\s*")
EXTRA_ROLES: Final = ("tags", "seo_title", "seo_description")


def build_product(group: Group, context: Context) -> Product:
    """Return the product of ``group``; what its cells cannot say is reported to the context's log."""
    _report_other_titles(group, context)
    variants = build_variants(group, context)
    first = group.records[0]
    category = normalize(group.first("category") or group.first("taxonomy"))
    extra = [(role, normalize(text)) for role in EXTRA_ROLES if (text := group.first(role))]
    return Product(
        key=group.key,
        title=normalize(group.first("title")),
        variants=variants.variants,
        description_html=clean_html(group.first("description")),
        bullets=_bullets(group, context),
        brand=normalize(group.first("brand")),
        category=category,
        images=_images(group, context),
        facts=_facts(group, context),
        hs_code=context.read(first, "hs_code", parse_hs_code) or "",
        taxonomy=taxonomy_of(group.first("taxonomy"), category),
        extra=(*extra, *variants.other_prices),
    )


def taxonomy_of(stated: str, category: str) -> str:
    """Return the number of Google's category: the seller's own number, else that of the words."""
    if stated.isascii() and stated.isdecimal():
        return stated
    found = google_category(stated or category) if stated or category else None
    return str(found.id) if found is not None else ""


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
        one_each += _BULLET_BREAKS.split(together)
    return tuple(
        dict.fromkeys([normalize(cell) for cell in one_each if cell and not cell.isspace()])
    )


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
    return tuple(dict.fromkeys(found))


def _facts(group: Group, context: Context) -> tuple[Fact, ...]:
    """Return the facts of columns and description; of two with one name the first row's, then column's."""
    facts: dict[str, Fact] = {}
    for record in group.records:
        for fact in context.facts(record):
            facts.setdefault(fact.name, fact)
    description = group.first("description")
    if not description:
        return tuple(facts.values())
    found = facts_from_description(description, locale=context.locale)
    if not found:
        return tuple(facts.values())
    joined = join_facts(tuple(facts.values()), found)
    for difference in joined.differences:
        context.log.repaired(
            group.records[0].row, difference.sentence, context.columns.header("description")
        )
    return joined.facts
