"""Google Merchant Center feeds (TSV, or RSS and Atom read as columns); Meta's catalogs share their names.

Attribute names: Google's product data specification (support.google.com/merchants, answer 7052112) and the
Merchant API, revision of November 2026. Looked up November 2026.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from localizer.intake.layout import Layout
from localizer.intake.reshape import Places, fact_header, option_cells, option_headers, widened
from localizer.intake.table import Table

_NEEDED: Final = frozenset({"id", "title", "link", "image link"})
_ITS_OWN: Final = frozenset({"availability", "price", "google product category", "condition"})
#: Attributes in which the items of a group differ; Google names no others as variant attributes.
_VARIANT: Final = ("color", "size", "material", "pattern", "age group", "gender")


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are the attribute names of a feed."""
    words = frozenset(cells)
    return words >= _NEEDED and not words.isdisjoint(_ITS_OWN)


@dataclass(slots=True)
class _Groups:
    """The values seen of each variant attribute, by item group; more than one make it an option."""

    first: dict[tuple[str, str], str] = field(default_factory=dict)
    vary: set[tuple[str, str]] = field(default_factory=set)

    def see(self, group: str, attribute: str, text: str) -> None:
        if text and self.first.setdefault((group, attribute), text) != text:
            self.vary.add((group, attribute))


def adapt(table: Table) -> Table:
    """Make options of what differs between the items of a group, and facts of what does not."""
    places = Places.of(table.headers)
    present = [name for name in _VARIANT if name in places]
    groups = _Groups()
    for _number, cells in table.read():
        group = places.get(cells, "item group id")
        for name in present if group else ():
            groups.see(group, name, places.get(cells, name))

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        group = places.get(cells, "item group id")
        varying = [name for name in present if (group, name) in groups.vary]
        options = [(name.capitalize(), places.get(cells, name)) for name in varying]
        facts = ("" if name in varying else places.get(cells, name) for name in present)
        return cells, [*option_cells(options, len(present)), *facts]

    extra = (*option_headers(len(present)), *map(fact_header, present))
    return widened(table, extra, rewrite, roles=dict.fromkeys(present, "ignore"))


LAYOUT: Final = Layout(
    name="google",
    label="Google Merchant Center",
    containers=("tsv", "csv", "xml"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "barcodes", "images", "facts",
        "weights", "categories", "brands",
    ),
    recognises=recognises,
    roles={
        "id": "sku",
        "item group id": "parent_sku",
        "title": "title",
        "description": "description",
        "image link": "image",
        "additional image link": "image",
        "price": "list_price",
        "sale price": "ignore",
        "cost of goods sold": "cost",
        "brand": "brand",
        "gtin": "gtin",
        "google product category": "taxonomy",
        "product type": "category",
        "product highlight": "bullets",
        "shipping weight": "weight",
    },
    adapt=adapt,
)  # fmt: skip
