"""New products as rows, in bulk: what a reader of files hands over to be written.

Knows no database: the process that reads a file beside the window starts the sooner.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from localizer.catalog.json_text import encode, encode_bytes
from localizer.model.product import Fact, Product, Variant

PRODUCT_COLUMNS: Final = (
    "id", "catalog_id", "position", "key", "title", "brand", "category", "hs_code", "taxonomy",
    "source_digest",
)  # fmt: skip
BODY_COLUMNS: Final = ("id", "description_html", "bullets", "images", "extra", "facts")
VARIANT_COLUMNS: Final = (
    "id", "product_id", "position", "key", "sku", "options", "gtin", "cost", "cost_currency", "list_price",
    "list_currency", "stock", "weight_g", "image",
)  # fmt: skip


class NewRows(NamedTuple):
    """A new product as rows without their ids, in the order of the columns above.

    ``rest`` is the product itself where it has certificates, offers or a price history.
    """

    product: tuple[str, ...]
    body: tuple[str, ...]
    variants: list[tuple[Any, ...]]
    rest: Product | None = None


class NewColumns(NamedTuple):
    """New products with one variant each, a column at a time; columns as in `NewRows`.

    So many are carried and written with hardly a step for each of them. The long texts are in UTF-8, as
    they are carried and stored: nobody on the way needs them as text.
    """

    product: tuple[Sequence[str], ...]
    body: tuple[Sequence[bytes], ...]
    variant: tuple[Sequence[Any], ...]

    @property
    def size(self) -> int:
        """How many products there are."""
        return len(self.product[0])

    def rows(self) -> list[NewRows]:
        """Return the same products as rows."""
        texts = [[text.decode() for text in column] for column in self.body]
        lists = (zip(*columns, strict=True) for columns in (self.product, texts, self.variant))
        return [NewRows(one, body, [only]) for one, body, only in zip(*lists, strict=True)]


def new_rows(product: Product, digest: str) -> NewRows:
    """Return the rows of a new product read from a file; ``digest`` tells what its rows said."""
    return NewRows(
        (
            product.key, product.title, product.brand, product.category, product.hs_code,
            product.taxonomy, digest,
        ),
        (
            product.description_html, _list(product.bullets), _list(product.images),
            _list(product.extra), write_facts(product.facts),
        ),
        [_new_variant(variant) for variant in product.variants],
        product if product.evidence or product.offers or product.price_records else None,
    )  # fmt: skip


def _list(values: tuple[Any, ...]) -> str:
    return encode(values) if values else "[]"


def _new_variant(variant: Variant) -> tuple[Any, ...]:
    cost, price, weight = variant.cost, variant.list_price, variant.weight_g
    return (
        variant.key, variant.sku, _list(variant.options), variant.gtin,
        None if cost is None else str(cost.amount), None if cost is None else cost.currency,
        None if price is None else str(price.amount), None if price is None else price.currency,
        variant.stock, None if weight is None else str(weight), variant.image,
    )  # fmt: skip


def write_facts(facts: Sequence[Fact]) -> str:
    """Return facts as JSON text: one array each, its last values left out where they say nothing.

    Names of fields would be two thirds of the text, and text is what an import spends its time on.
    """
    return encode([_packed(fact) for fact in facts]) if facts else "[]"


def write_fact(fact: Fact) -> bytes:
    """Return one fact as it stands in the text of `write_facts`, in UTF-8."""
    return encode_bytes(_packed(fact))


def _packed(fact: Fact) -> list[Any]:
    start = [fact.name, fact.kind.value, fact.value, fact.label, fact.origin, fact.known]
    if fact.parts:
        return [*start, fact.unit, fact.number, fact.number_to, fact.parts]
    if fact.unit is None and fact.number is None and fact.number_to is None:
        return start
    return [*start, fact.unit, fact.number, fact.number_to]
