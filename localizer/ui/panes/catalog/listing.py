"""One reading of the catalog list: ids in order and the pages that are painted first."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass

from localizer.catalog import filters, products, search, views
from localizer.catalog.filters import ProductFilter
from localizer.catalog.search import SearchState
from localizer.model.product import Variant
from localizer.store.database import Reader
from localizer.ui.models.product_table import PAGE, Rows


@dataclass(frozen=True, slots=True)
class Found:
    """What one reading of the list gives: ids in order, some pages, variants of open products."""

    ids: array[int]
    pages: dict[int, Rows]
    variants: dict[int, tuple[Variant, ...]]
    state: SearchState
    locale: str


def read_list(
    reader: Reader, wanted: ProductFilter, keep: int | None, opened: Sequence[int]
) -> Found:
    """Read the ids, the pages shown first (the top, and where ``keep`` stands), and open variants."""
    ids = filters.product_ids(reader, wanted)
    first = {0}
    if keep is not None and keep in ids:
        first.add(ids.index(keep) // PAGE)
    pages: dict[int, Rows] = {
        page: views.product_lines(reader, ids[page * PAGE : (page + 1) * PAGE]) for page in first
    }
    variants = {one: products.load(reader, one).variants for one in opened if one in ids}
    locales = {catalog.locale for catalog in products.catalogs(reader)}
    locale = locales.pop() if len(locales) == 1 else ""
    return Found(ids, pages, variants, search.state(reader), locale)
