"""A group of records becomes one `Product`."""

from __future__ import annotations

import re
from typing import Final

from localizer.i18n import _
from localizer.intake.facts import make_fact
from localizer.intake.markup import clean_html
from localizer.intake.pictures import split_images
from localizer.intake.rows import Group
from localizer.intake.variants import Context, build_variants
from localizer.model.product import Fact, Product
from localizer.model.segment import normalize

_BULLET_BREAKS: Final = re.compile(r"\s*(?:\n|；|;|\|)\s*")
_EXTRA_ROLES: Final = ("tags", "seo_title", "seo_description")


def build_product(group: Group, context: Context) -> Product:
    """Return the product of ``group``; what its cells cannot say is reported to the context's log."""
    _report_other_titles(group, context)
    variants = build_variants(group, context)
    extra = ((role, normalize(group.first(role))) for role in _EXTRA_ROLES)
    return Product(
        key=group.key,
        title=normalize(group.first("title")),
        variants=variants.variants,
        description_html=clean_html(group.first("description")),
        bullets=_bullets(group, context),
        brand=normalize(group.first("brand")),
        category=normalize(group.first("category")),
        images=_images(group, context),
        facts=_facts(group, context),
        extra=(*((name, text) for name, text in extra if text), *variants.other_prices),
    )


def _report_other_titles(group: Group, context: Context) -> None:
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
    one_each = [group.first(column.role) for column in context.columns.named("bullet")]
    together = _BULLET_BREAKS.split(group.first("bullets"))
    return tuple(
        dict.fromkeys(text for cell in (*one_each, *together) if (text := normalize(cell)))
    )


def _images(group: Group, context: Context) -> tuple[str, ...]:
    roles = [column.role for column in context.columns.named("image")]
    cells = [record.get(role) for record in group.records for role in roles]
    return tuple(dict.fromkeys(name for cell in cells for name in split_images(cell)))


def _facts(group: Group, context: Context) -> tuple[Fact, ...]:
    """Return one fact for each fact column with a value; of two with one name the first stands."""
    facts: dict[str, Fact] = {}
    for column in context.columns.named("fact"):
        text = group.first(column.role)
        if text and column.label is not None and column.label.name not in facts:
            facts[column.label.name] = make_fact(column.label, normalize(text))
    return tuple(facts.values())
