"""Google Merchant Center feeds (TSV, CSV, RSS and Atom); Meta's catalogs share their names.

Attribute names and how several values stand in one cell: Google's product data specification
(support.google.com/merchants, answer 7052112 and the page of each attribute). Looked up November 2026.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from localizer.intake.feed_values import ITEM_ID, PARTS, split_details, split_values
from localizer.intake.headers import simplify
from localizer.intake.layout import Layout
from localizer.intake.reshape import (
    MAX_NAMES,
    Places,
    fact_header,
    name_key,
    option_cells,
    option_headers,
    tidy_name,
    widened,
)
from localizer.intake.sale import SALE_PERIOD, SALE_PRICE
from localizer.intake.table import Table
from localizer.intake.taxonomy import google_category

_NEEDED: Final = frozenset({"id", "title"})
_XML_ID: Final = simplify(ITEM_ID)
#: Names no other kind of table has, and such as make sure of it.
_ITS_OWN: Final = frozenset(
    {"image link", "additional image link", "google product category", "item group id",
     "identifier exists", "sale price effective date", "product highlight", "product detail",
     "cost of goods sold", "unit pricing measure", "mobile link", "excluded destination", "custom label 0"}
)  # fmt: skip
_COMMON: Final = frozenset(
    {"link", "availability", "condition", "product type", "gtin", "mpn", "price", "sale price"}
)
#: Attributes in which the items of a group differ; Google names no others as variant attributes.
_VARIANT: Final = ("color", "size", "material", "pattern", "age group", "gender")
_DETAIL: Final = re.compile(r"product detail(?:\s*\((.*)\))?")
_HIGHLIGHT: Final = "product highlight"
_TYPE: Final = "product type"
_CATEGORY: Final = "google product category"
#: Google allows so many highlights.
_HIGHLIGHTS: Final = 100
#: Columns that state a fact under another name.
_RENAMED: Final = {"unit pricing measure": "net content"}
CATEGORY_PATH: Final = "category path"


def recognises(cells: Sequence[str]) -> bool:
    """Tell whether the cells are the attribute names of a feed, whichever of them it has."""
    words = frozenset(_DETAIL.sub("product detail", cell) for cell in cells)
    if _XML_ID in words:
        return True
    its_own = len(words & _ITS_OWN)
    return words >= _NEEDED and (its_own > 1 or (its_own > 0 and len(words & _COMMON) > 1))


@dataclass(slots=True)
class _Groups:
    """The values seen of each variant attribute, by item group; more than one make it an option."""

    first: dict[tuple[str, str], str] = field(default_factory=dict)
    vary: set[tuple[str, str]] = field(default_factory=set)

    def see(self, group: str, attribute: str, text: str) -> None:
        if text and self.first.setdefault((group, attribute), text) != text:
            self.vary.add((group, attribute))


@dataclass(frozen=True, slots=True)
class _Repeated:
    """The columns of attributes an item has several of: one column for all of them, or one each."""

    highlights: tuple[int, ...]
    details: tuple[tuple[int, tuple[str, ...]], ...]

    @classmethod
    def of(cls, headers: Sequence[str]) -> _Repeated:
        """Find the columns; the header of details says which parts one has, and in which order."""
        found = [(index, _DETAIL.fullmatch(simplify(h))) for index, h in enumerate(headers)]
        return cls(
            tuple(index for index, h in enumerate(headers) if simplify(h) == _HIGHLIGHT),
            tuple((index, _parts(match[1] or "")) for index, match in found if match),
        )

    def highlights_in(self, cells: Sequence[str]) -> list[str]:
        """Return the highlights of an item."""
        texts = (cells[index] for index in self.highlights if index < len(cells))
        return [value for text in texts for value in split_values(text)][:_HIGHLIGHTS]

    def details_in(self, cells: Sequence[str]) -> list[tuple[str, str]]:
        """Return (name, value) of the details of an item."""
        own = ((cells[index], parts) for index, parts in self.details if index < len(cells))
        return [detail for text, parts in own if text for detail in split_details(text, parts)]


def _parts(named: str) -> tuple[str, ...]:
    parts = tuple(part.strip().replace(" ", "_") for part in named.split(":"))
    return parts if set(parts) <= set(PARTS) else PARTS


def adapt(table: Table) -> Table:
    """Make options of what differs between the items of a group, facts of what does not and of details.

    What is made of a column takes its place where it can, so that no column seems to be left out.
    """
    places = Places.of(tuple(map(_plain_header, table.headers)))
    repeated = _Repeated.of(table.headers)
    present = [name for name in _VARIANT if name in places]
    groups, facts, count = _look_through(table, places, present, repeated)
    highlights = tuple(f"highlight {n}" for n in range(1, count + 1))
    split = _Split.of(repeated, highlights, tuple(map(fact_header, facts)))
    own_type = _TYPE in places

    def rewrite(cells: list[str]) -> tuple[list[str], list[str]]:
        group = places.get(cells, "item group id")
        varying = [name for name in present if (group, name) in groups.vary]
        options = [(name.capitalize(), places.get(cells, name)) for name in varying]
        bullets = repeated.highlights_in(cells)
        details: dict[str, str] = {}
        for name, text in repeated.details_in(cells):
            details.setdefault(name_key(name), text)
        category = _category(places, cells)
        for name in varying:
            places.put(cells, name, "")
        made = [*bullets, *[""] * (len(highlights) - len(bullets))]
        made += [details.get(name_key(name), "") for name in facts]
        places.put(cells, _TYPE, category)
        new = [*option_cells(options, len(present)), *split.put(cells, made)]
        return cells, new if own_type else [category, *new]

    headers = split.renamed([_stated(header, present) for header in table.headers])
    category_path = () if own_type else (CATEGORY_PATH,)
    extra = (*category_path, *option_headers(len(present)), *split.new)
    roles = {name: f"bullet:{n}" for n, name in enumerate(highlights, start=1)}
    roles |= dict(_without_role(places))
    return widened(replace(table, headers=headers), extra, rewrite, roles=roles)


@dataclass(frozen=True, slots=True)
class _Split:
    """Where the columns made of repeated attributes go: ``old`` into theirs, ``new`` behind the others."""

    made: tuple[str, ...]
    old: dict[int, int]
    blank: tuple[int, ...]

    @classmethod
    def of(cls, repeated: _Repeated, highlights: Sequence[str], facts: Sequence[str]) -> _Split:
        details = [index for index, _parts in repeated.details]
        old = dict(zip(range(len(highlights)), repeated.highlights, strict=False))
        old |= dict(
            zip(range(len(highlights), len(highlights) + len(facts)), details, strict=False)
        )
        left = {*repeated.highlights, *details} - set(old.values())
        return cls((*highlights, *facts), old, tuple(left))

    @property
    def new(self) -> tuple[str, ...]:
        return tuple(name for number, name in enumerate(self.made) if number not in self.old)

    def renamed(self, headers: list[str]) -> tuple[str, ...]:
        for number, index in self.old.items():
            headers[index] = self.made[number]
        return tuple(headers)

    def put(self, cells: list[str], made: Sequence[str]) -> list[str]:
        """Write what has a place into ``cells`` and return the rest."""
        cells.extend([""] * (max((*self.old.values(), *self.blank), default=-1) + 1 - len(cells)))
        for index in self.blank:
            cells[index] = ""
        for number, index in self.old.items():
            cells[index] = made[number]
        return [text for number, text in enumerate(made) if number not in self.old]


def _plain_header(header: str) -> str:
    return "id" if simplify(header) == _XML_ID else header


def _stated(header: str, present: Sequence[str]) -> str:
    """Return the header under which a column is understood: attributes of variants state facts."""
    plain = simplify(_plain_header(header))
    if plain in present or plain in _RENAMED:
        return fact_header(_RENAMED.get(plain, plain))
    return _plain_header(header)


def _without_role(places: Places) -> Iterator[tuple[str, str]]:
    """Yield the columns about sending the parcel, which say nothing of the product itself."""
    for name in places.at:
        if name.startswith("shipping ") and name not in LAYOUT.roles:
            yield name, "ignore"


def _look_through(
    table: Table, places: Places, present: Sequence[str], repeated: _Repeated
) -> tuple[_Groups, tuple[str, ...], int]:
    """Return what differs in groups, the names of details, and the most highlights of an item."""
    groups = _Groups()
    names: dict[str, str] = {}
    most = 0
    for _number, cells in table.read():
        group = places.get(cells, "item group id")
        for name in present if group else ():
            groups.see(group, name, places.get(cells, name))
        most = max(most, len(repeated.highlights_in(cells)))
        for name, _text in repeated.details_in(cells):
            if len(names) < MAX_NAMES:
                names.setdefault(name_key(name), tidy_name(name))
    return groups, tuple(names.values()), most


def _category(places: Places, cells: Sequence[str]) -> str:
    """Return the seller's own category, the first of several, else Google's in words where we know it."""
    own = split_values(places.get(cells, _TYPE))
    if own:
        return own[0]
    stated = places.get(cells, _CATEGORY)
    if not stated.isdecimal():
        return stated
    known = google_category(stated)
    return known.path if known is not None else ""


LAYOUT: Final = Layout(
    name="google",
    label="Google Merchant Center",
    containers=("tsv", "csv", "xml"),
    carries=(
        "titles", "descriptions", "variants", "options", "prices", "costs", "barcodes", "images", "facts",
        "weights", "categories", "brands", "offers",
    ),
    recognises=recognises,
    roles={
        "id": "sku",
        "item group id": "parent_sku",
        "title": "title",
        "description": "description",
        "link": "ignore",
        "image link": "image",
        "additional image link": "image",
        "price": "list_price",
        "sale price": SALE_PRICE,
        "sale price effective date": SALE_PERIOD,
        "availability": "ignore",
        "condition": "ignore",
        "identifier exists": "ignore",
        "cost of goods sold": "cost",
        "brand": "brand",
        "gtin": "gtin",
        _CATEGORY: "taxonomy",
        _TYPE: "category",
        CATEGORY_PATH: "category",
        "shipping weight": "weight",
        "quantity to sell on facebook": "stock",
    },
    adapt=adapt,
    widens=True,
)  # fmt: skip
