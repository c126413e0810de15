"""Columns that hold all attributes of a product in one cell: ``材质:棉;容量:500ml``.

Only columns so called are unpacked, and only cells that are names and values as a whole; the others stay.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from localizer.i18n import _
from localizer.intake.headers import simplify
from localizer.intake.packed_options import Pairs, named_pairs, names_an_option
from localizer.intake.reshape import MAX_NAMES, fact_header, name_key, names_in, widened
from localizer.intake.table import PricedRows, RawRow, Table

#: Headers, simplified, under which 1688, Taobao and the tools of sellers put all attributes of a product.
HEADERS: Final = frozenset(
    {
        "属性", "产品属性", "商品属性", "宝贝属性", "参数", "产品参数", "商品参数", "规格参数", "技术参数",
        "屬性", "產品屬性", "商品屬性", "商品參數", "產品參數",
        "attributes", "product attributes", "specifications", "product specifications", "specs",
        "parameters", "product parameters",
    }
)  # fmt: skip
#: Names of attributes that are told; a file may have hundreds.
MAX_TOLD: Final = 20


def is_packed(header: str) -> bool:
    """Tell whether a column of this name packs attributes."""
    return simplify(header) in HEADERS


def unpacked(table: Table) -> Table:
    """Return ``table`` with a column for every attribute that its packed columns name."""
    places = tuple(at for at, header in enumerate(table.headers) if is_packed(header))
    if not places:
        return table
    rest: set[int] = set()
    names = names_in(table, lambda cells: _names(cells, places, rest))
    if not names:
        return table
    # A column all of which was unpacked has nothing left to say; of too many names some stay packed
    gone = frozenset(places) - rest if len(names) < MAX_NAMES else frozenset()
    left = tuple("" if at in gone else one for at, one in enumerate(table.headers))
    apart = _Apart(places, names)
    note = _("The attributes in “{column}” were read one by one: {names}.").format(
        column=", ".join(table.headers[at] for at in places), names=", ".join(names[:MAX_TOLD])
    )
    return replace(
        apart.wide(replace(table, headers=left)),
        own_headers=table.headers,
        notes=(*table.notes, note),
        priced=apart.priced(replace(table, headers=left)),
    )


@dataclass(frozen=True, slots=True)
class _Apart:
    """Takes cells at ``places`` apart into columns for ``names``."""

    places: Sequence[int]
    names: Sequence[str]

    def wide(self, table: Table) -> Table:
        return widened(table, [fact_header(name) for name in self.names], self._row)

    def priced(self, table: Table) -> PricedRows | None:
        """Return the rows with the currencies of number formats, where the file has any."""
        priced = table.priced
        if priced is None:
            return None

        def rows(places: Collection[int]) -> Iterator[RawRow]:
            return self.wide(replace(table, read=lambda: priced(places))).read()

        return rows

    def _row(self, cells: list[str]) -> tuple[list[str], list[str]]:
        kept = {name_key(name) for name in self.names}
        found: dict[str, str] = {}
        for at in self.places:
            pairs = _pairs(cells, at) or ()
            if all(name_key(name) in kept for name, _text in pairs):
                for name, text in pairs:
                    found.setdefault(name_key(name), text)
                if pairs:
                    cells[at] = ""
        return cells, [found.get(name_key(name), "") for name in self.names]


def _names(cells: list[str], places: Sequence[int], rest: set[int]) -> Iterator[str]:
    """Yield the names of attributes in a row; the places of cells that stay as they are go to ``rest``."""
    for at in places:
        pairs = _pairs(cells, at)
        if pairs is None:
            rest.add(at)
        else:
            yield from (name for name, _text in pairs)


def _pairs(cells: list[str], at: int) -> Pairs | None:
    """Return the attributes of a cell, ``None`` where it is something else, such as options."""
    text = cells[at].strip() if at < len(cells) else ""
    if not text:
        return ()
    pairs = named_pairs(text)
    return pairs if pairs and not names_an_option(pairs) else None
