"""What the files of a launch ask for a product, as a test asks for it."""

from __future__ import annotations

from localizer.catalog.sold import sold_products
from localizer.model.launch import Launch, Target
from localizer.model.promotion import Asked
from localizer.pipeline.sold_words import SoldWords
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader


def asked_now(
    reader: Reader, tools: Tools, launch: Launch, product_id: int, target: Target
) -> dict[int, Asked]:
    """Return what is asked for the variants of a product, by id."""
    (sold,) = sold_products(reader, [product_id], target.market, target.channel).values()
    return SoldWords(tools, launch, [product_id]).asked(sold, target)
