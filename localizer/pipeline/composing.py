"""The listing of one product on one target as the composer writes it, with where every word comes from."""

from __future__ import annotations

from dataclasses import dataclass

from localizer.catalog import products
from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.bullets import MOST, BulletStyle
from localizer.model.channel import FieldLimit
from localizer.model.launch import Target
from localizer.model.product import Product
from localizer.model.segment import Field
from localizer.pipeline.tools import Tools
from localizer.pipeline.wording import composers_of
from localizer.store.database import Reader
from localizer.translate.listing import Listing, compose_listing


@dataclass(frozen=True, slots=True)
class ComposedListing:
    """A composed listing with what it was composed from and for."""

    product: Product
    target: Target
    listing: Listing


def composed_listing(reader: Reader, tools: Tools, target: Target, sku: str) -> ComposedListing:
    """Compose the listing of the product with this ``sku``, key or article number for ``target``.

    Raises `InputError` where there is no such product or no pattern for the language.
    """
    number = products.find_by_sku(reader, sku)
    if number is None:
        problem = _("There is no product with the SKU or number “{sku}”.")
        raise InputError(problem.format(sku=sku))
    product = products.load(reader, number)
    composer = composers_of(reader, tools).find(target.locale, product.brand)
    if composer is None:
        problem = _("Nothing can be composed in {locale}: the program has no patterns for it.")
        raise InputError(problem.format(locale=target.locale))
    listing = compose_listing(
        composer,
        product,
        bullet_style(tools, target),
        title_limit=channel_limit(tools, target, Field.TITLE),
        description_limit=channel_limit(tools, target, Field.DESCRIPTION),
    )
    return ComposedListing(product, target, listing)


def bullet_style(tools: Tools, target: Target) -> BulletStyle:
    """Return how the facts of a listing on ``target`` are put in order and together."""
    patterns = tools.patterns.find(target.locale)
    limit = channel_limit(tools, target, Field.BULLET)
    most = MOST if limit is None or limit.max_items is None else min(limit.max_items, MOST)
    if patterns is None:
        return BulletStyle(most=most, limit=limit)
    return BulletStyle(patterns.bullets, patterns.lines, most, limit, patterns.details)


def channel_limit(tools: Tools, target: Target, field: Field) -> FieldLimit | None:
    """Return the channel's limit for ``field`` on ``target``, ``None`` where it has none."""
    channel = tools.packs.channels.get(target.channel)
    return None if channel is None else channel.limit(field.value, target.market)
