"""Everything the formats write of one product, assembled once for all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from localizer.catalog.prices import StoredPrice
from localizer.export.gate import GateCounts, GateState, count, judge
from localizer.export.listing import PLAIN, FormatPrice, ListingRow, listing_rows
from localizer.export.material import Material, Text
from localizer.export.pitch import NO_WORDS, Pitch, pitches
from localizer.model.bullets import BulletStyle
from localizer.model.product import Product
from localizer.model.segment import Field, Origin


@dataclass(frozen=True, slots=True)
class ProductContent:
    """One product of one target. ``prices`` are by variant key and carry their whole breakdown.

    ``texts`` are the source texts with their translations, ``values`` what their tokens stand for.
    """

    product: Product
    source_locale: str
    state: GateState
    counts: GateCounts
    rows: tuple[ListingRow, ...]
    prices: Mapping[str, StoredPrice]
    pitches: tuple[Pitch, ...]
    texts: tuple[Text, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)

    def by_machine(self, *wanted: Field) -> bool:
        """Tell whether an engine wrote any shown text of these fields and no person changed it."""
        return any(
            text.segment.field in wanted
            and text.shown != ""
            and text.translation is not None
            and text.translation.origin is Origin.ENGINE
            for text in self.texts
        )

    @property
    def title(self) -> str:
        """Return the translated title, the seller's own where there is none."""
        shown = self.rows[0].texts.title if self.rows else ""
        return shown or self.product.title


def assemble(
    material: Material,
    format_price: FormatPrice,
    *,
    html_description: bool,
    spoken: Mapping[str, str] = NO_WORDS,
    style: BulletStyle = PLAIN,
) -> ProductContent:
    """Return what is written of the product in ``material``; ``spoken`` as in `pitches`."""
    counts = count(material)
    state = judge(counts).state
    rows = listing_rows(
        material, state, format_price, html_description=html_description, style=style
    )
    title = rows[0].texts.title if rows else ""
    return ProductContent(
        product=material.product,
        source_locale=material.source_locale,
        state=state,
        counts=counts,
        rows=rows,
        prices=material.prices,
        pitches=pitches(material, title, spoken),
        texts=material.texts,
        values=material.values,
    )
