"""Sizes of shoes and clothing: the tables a seller's size is looked up in, and what a buyer is shown.

No words of any language: a label is a code (``US 5.5``, ``M``), everything else a kind with numbers, so that
it can be written in the reader's language and number format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final


class GoodsKind(StrEnum):
    """What has sizes of a system of its own."""

    SHOES = "shoes"
    CLOTHING = "clothing"


class Wearer(StrEnum):
    """Whose sizes they are. ``unknown`` is never taken for one of the others."""

    WOMEN = "women"
    MEN = "men"
    KIDS = "kids"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Goods:
    """What a size belongs to; ``bottoms`` are worn from the waist down (trousers, skirts)."""

    kind: GoodsKind
    wearer: Wearer = Wearer.UNKNOWN
    bottoms: bool = False


class PartKind(StrEnum):
    """What a label or a number of a size means.

    Labels: ``eu`` (shoes: the Paris point, which China writes too), ``us`` and so on are systems, ``cn`` is
    the Chinese 号型 (160/84A: height/bust), ``cn_bottoms`` that of trousers (height/waist), ``alpha`` S, M,
    L, ``br`` Brazilian letters or shoe sizes; ``own`` is what the seller wrote and no system we know;
    ``one_size`` has no text: the word for it is the language's. Measures: in centimetres, inches, kilograms,
    pounds, months or years.
    """

    EU = "eu"
    US = "us"
    UK = "uk"
    DE = "de"
    FR = "fr"
    ES = "es"
    IT = "it"
    MX = "mx"
    BR = "br"
    CN = "cn"
    CN_BOTTOMS = "cn_bottoms"
    ALPHA = "alpha"
    ONE_SIZE = "one_size"
    OWN = "own"
    FOOT_CM = "foot_cm"
    FOOT_IN = "foot_in"
    BUST_CM = "bust_cm"
    BUST_IN = "bust_in"
    WAIST_CM = "waist_cm"
    WAIST_IN = "waist_in"
    HIP_CM = "hip_cm"
    HIP_IN = "hip_in"
    HEIGHT_CM = "height_cm"
    HEIGHT_IN = "height_in"
    WEIGHT_KG = "weight_kg"
    WEIGHT_LB = "weight_lb"
    AGE_MONTHS = "age_months"
    AGE_YEARS = "age_years"


#: Systems whose number is only clear with their name before it: US 5.5, DE 36.
NAMED: Final = frozenset(
    {
        *(PartKind.EU, PartKind.US, PartKind.UK, PartKind.DE, PartKind.FR),
        *(PartKind.ES, PartKind.IT, PartKind.MX, PartKind.BR),
    }
)
#: Labels a table's row can have.
ROW_LABELS: Final = NAMED | {PartKind.CN, PartKind.CN_BOTTOMS, PartKind.ALPHA}
#: Measures a row can have; those in inches and pounds follow from them.
ROW_MEASURES: Final = frozenset(
    {
        *(PartKind.FOOT_CM, PartKind.BUST_CM, PartKind.WAIST_CM, PartKind.HIP_CM),
        *(PartKind.HEIGHT_CM, PartKind.WEIGHT_KG, PartKind.AGE_MONTHS, PartKind.AGE_YEARS),
    }
)
#: What bottoms are measured by instead.
OF_BOTTOMS: Final[Mapping[PartKind, PartKind]] = {
    PartKind.BUST_CM: PartKind.WAIST_CM,
    PartKind.BUST_IN: PartKind.WAIST_IN,
}
#: The metric measure each US one is converted from.
METRIC_OF: Final[Mapping[PartKind, PartKind]] = {
    PartKind.FOOT_IN: PartKind.FOOT_CM,
    PartKind.BUST_IN: PartKind.BUST_CM,
    PartKind.WAIST_IN: PartKind.WAIST_CM,
    PartKind.HIP_IN: PartKind.HIP_CM,
    PartKind.HEIGHT_IN: PartKind.HEIGHT_CM,
    PartKind.WEIGHT_LB: PartKind.WEIGHT_KG,
}


@dataclass(frozen=True, slots=True)
class SizePart:
    """One thing said of a size: a label with its ``text``, or a measure of one number or a span of two.

    A label that is a number has ``numbers`` too, for languages that write another decimal sign.
    """

    kind: PartKind
    text: str = ""
    numbers: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One size: its labels by system, its measures (one number or a span) by metric kind."""

    labels: Mapping[PartKind, str]
    measures: Mapping[PartKind, tuple[Decimal, ...]]


@dataclass(frozen=True, slots=True)
class SizeTable:
    """The sizes of one kind of goods for one kind of wearer, smallest first.

    ``grade`` as in `localizer.model.channel.FieldLimit`: ``S`` a secondary source, ``U`` unconfirmed.
    ``checked_on`` is an ISO date. ``tops_only`` are labels that mean something else on trousers.
    """

    goods: Goods
    rows: tuple[SizeRow, ...]
    source: str
    checked_on: str
    grade: str
    note: str = ""
    tops_only: frozenset[PartKind] = frozenset()

    def find(self, kind: PartKind, text: str) -> SizeRow | None:
        """Return the row whose label of ``kind`` is ``text``, or ``None``."""
        return next((row for row in self.rows if row.labels.get(kind) == text), None)

    def measuring(self, kind: PartKind, number: Decimal) -> SizeRow | None:
        """Return the row whose measure of ``kind`` is exactly ``number``, or ``None``."""
        return next((row for row in self.rows if row.measures.get(kind) == (number,)), None)


@dataclass(frozen=True, slots=True)
class MarketSizes:
    """How a market reads sizes of one kind of goods.

    ``labels`` in order: the first one a size has is shown. ``brackets`` stand behind it, ``chart`` are the
    columns of a size table. ``named`` writes ``EU 36`` rather than ``36``; ``us_units`` turns the seller's
    own kilograms and centimetres into pounds and inches.
    """

    labels: tuple[PartKind, ...]
    brackets: tuple[PartKind, ...]
    chart: tuple[PartKind, ...]
    named: bool = True
    us_units: bool = False


@dataclass(frozen=True, slots=True)
class SizeTables:
    """All size tables, and how each market (by code and kind of goods) reads them."""

    tables: Mapping[Goods, SizeTable]
    markets: Mapping[tuple[str, GoodsKind], MarketSizes]

    def table(self, goods: Goods) -> SizeTable | None:
        """Return the table for ``goods``, or ``None``; for an unknown wearer there is none."""
        return self.tables.get(Goods(goods.kind, goods.wearer))


@dataclass(frozen=True, slots=True)
class SizeLabel:
    """A size as a market reads it: ``main`` first, ``parts`` in brackets.

    ``source`` and ``grade`` are those of the table where it said something, else empty.
    """

    main: SizePart
    parts: tuple[SizePart, ...] = ()
    source: str = ""
    grade: str = ""

    @property
    def label(self) -> str:
        """Return the label as text; empty for one size, which every language has its own word for."""
        return self.main.text


@dataclass(frozen=True, slots=True)
class ChartRow:
    """One size of a chart; a cell is ``None`` where nothing is known."""

    size: SizeLabel
    cells: tuple[SizePart | None, ...]


@dataclass(frozen=True, slots=True)
class SizeChart:
    """A table of sizes: the columns anything is known of, and a row a size."""

    columns: tuple[PartKind, ...]
    rows: tuple[ChartRow, ...]
    source: str
    grade: str
