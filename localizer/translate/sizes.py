"""Sizes as a market reads them: the seller's size looked up in the tables, and what stands in brackets.

Nothing is guessed. A size that is in no table stays as the seller wrote it, and so does one whose wearer is
not known, shoes excepted: their Chinese label is the EU one, and gives a foot length where all tables agree.
What the seller says himself (weight, height, foot length) goes before the table's. No words of any language
are written here: see `localizer.model.size.SizePart`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from localizer.model.measure import exactly, plain, to_step
from localizer.model.size import (
    METRIC_OF,
    NAMED,
    OF_BOTTOMS,
    ROW_LABELS,
    ChartRow,
    Goods,
    GoodsKind,
    MarketSizes,
    PartKind,
    SizeChart,
    SizeLabel,
    SizePart,
    SizeRow,
    SizeTable,
    SizeTables,
    Wearer,
)
from localizer.translate.size_values import SizeValue, read_size

#: What a measure in inches or pounds is rounded to, half up: shops write a bust of 34.5 in, a foot of 8.9 in.
_STEPS: Final = {PartKind.FOOT_IN: Decimal("0.1"), PartKind.WEIGHT_LB: Decimal(1)}
_GARMENT_STEP: Final = Decimal("0.5")
#: The US measure a seller's own is turned into where a market reads those.
_US_OF: Final = {metric: us for us, metric in METRIC_OF.items()}
#: Shorter is no height of an adult (cm), so the number before the stroke is something else.
_ADULT_HEIGHT: Final = Decimal(140)
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")
_HAN_NUMERALS: Final = dict(
    zip("单單一二两兩三四五六七八九十", (1, 1, 1, 2, 2, 2, 3, 4, 5, 6, 7, 8, 9, 10), strict=True)
)
_COUNTERS: Final = "个個件条條只隻双雙对對支枝片包盒瓶块塊张張把副枚根卷袋入"
_PACK: Final = re.compile(
    rf"(?P<n>\d{{1,4}}|[{''.join(_HAN_NUMERALS)}])\s*"
    rf"(?:[{_COUNTERS}][装裝]|入組?|[-\s]?(?:packs?|pcs?|pieces?|pairs?|count|ct)\.?)"
    r"|(?:packs?|set) of (?P<of>\d{1,4})",
    re.IGNORECASE,
)


def size_labels(value: str, goods: Goods, market: str, tables: SizeTables) -> SizeLabel | None:
    """Return the seller's size ``value`` as ``market`` (its code) reads it.

    ``None`` where the value is no size or says something that is not understood, so that nothing gets lost.
    """
    read = read_size(value, goods)
    rule = tables.markets.get((market, goods.kind))
    if read is None or rule is None:
        return None
    said = _said(read, goods)
    if goods.wearer is Wearer.UNKNOWN:
        return _of_anybody(read, said, goods, rule, tables)
    found = _found(read, goods, tables)
    if found is None:
        return SizeLabel(_own(read, rule), _advice(said, (), rule))
    answer = _Answer(read, said, found, rule)
    main = answer.main()
    parts = tuple(answer.brackets(main))
    parts += _advice(said, (main, *parts), rule)
    if read.label.kind is PartKind.CN:  # what stands on the garment's own label
        parts += (read.label,)
    return SizeLabel(main, parts, found.table.source, found.table.grade)


def size_chart(
    values: Iterable[str], goods: Goods, market: str, tables: SizeTables
) -> SizeChart | None:
    """Return a table of the sizes ``values``, each once, with the columns ``market`` reads.

    ``None`` where no more is known of any size than its label.
    """
    rule = tables.markets.get((market, goods.kind))
    if rule is None:
        return None
    wide = replace(rule, brackets=rule.chart)
    wider = SizeTables(tables.tables, {(market, goods.kind): wide})
    sizes: dict[SizePart, tuple[SizeLabel, dict[PartKind, SizePart]]] = {}
    for value in dict.fromkeys(values):
        label = size_labels(value, goods, market, tables)
        full = size_labels(value, goods, market, wider)
        if label is not None and full is not None:
            cells = {part.kind: part for part in (full.main, *full.parts)}
            sizes.setdefault(label.main, (label, cells))
    known = {kind for _label, cells in sizes.values() for kind in cells}
    shown = {label.main.kind for label, _cells in sizes.values()}
    wanted = [OF_BOTTOMS.get(kind, kind) if goods.bottoms else kind for kind in rule.chart]
    columns = tuple(kind for kind in dict.fromkeys(wanted) if kind in known - shown)
    if not columns:
        return None
    rows = tuple(
        ChartRow(label, tuple(cells.get(kind) for kind in columns))
        for label, cells in sizes.values()
    )
    first = next((row.size for row in rows if row.size.source), rows[0].size)
    return SizeChart(columns, rows, first.source, first.grade)


def pack_count(text: str) -> int | None:
    """Return how many pieces are sold together: ``3个装``, ``2 pack``; ``None`` where it says something else.

    A set of different parts (四件套) is no pack.
    """
    match = _PACK.fullmatch(unicodedata.normalize("NFKC", text).strip(" \t\n【】[]()"))
    if match is None:
        return None
    written = match["n"] or match["of"]
    count = int(written) if written.isdecimal() else _HAN_NUMERALS[written]
    return count or None


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of a size (two for a span) with their table; ``bottoms`` as in `Goods`.

    ``torn`` tells that the seller's letter belongs to another row than his 号型: then only measures are safe.
    """

    table: SizeTable
    rows: tuple[SizeRow, ...]
    bottoms: bool
    torn: bool = False

    def part(self, kind: PartKind, rule: MarketSizes) -> SizePart | None:
        """Return a label or measure of the size; ``None`` where it has none that is safe."""
        if kind in ROW_LABELS:
            if self.torn or (self.bottoms and kind in self.table.tops_only):
                return None
            return _row_label(kind, self.rows, rule)
        return _row_measure(kind, self.rows)


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a market reads of one size: the seller's own statements before the table's."""

    read: SizeValue
    said: Mapping[PartKind, SizePart]
    found: _Found
    rule: MarketSizes

    def main(self) -> SizePart:
        """Return the first label of the market's that the size has, else the seller's own.

        A market of letters keeps the seller's number of a system it shows: US 8 stays US 8.
        """
        own, labels = self.read.label.kind, self.rule.labels
        if own in self.rule.brackets and labels[0] is PartKind.ALPHA:
            labels = (own,)
        parts = (self._part(kind) for kind in labels)
        return next((part for part in parts if part is not None), _own(self.read, self.rule))

    def brackets(self, main: SizePart) -> Iterator[SizePart]:
        """Yield what stands behind ``main``; nothing twice."""
        for name in self.rule.brackets:
            part = self._part(OF_BOTTOMS.get(name, name) if self.found.bottoms else name)
            if part is None or part.kind is main.kind:
                continue
            if not part.text or part.text != main.text:
                yield part

    def _part(self, kind: PartKind) -> SizePart | None:
        metric = METRIC_OF.get(kind, kind)
        if kind is self.read.label.kind:
            return _own(self.read, self.rule)
        if metric in self.said and kind not in ROW_LABELS:
            return _measure(kind, self.said[metric].numbers)
        return self.found.part(kind, self.rule)


def _found(read: SizeValue, goods: Goods, tables: SizeTables) -> _Found | None:
    """Look the size up: by its 号型, which says most, else by its label. ``None`` where it is not there."""
    table = tables.table(goods)
    if table is None:
        return None
    code = read.label if read.label.kind is PartKind.CN else read.said(PartKind.CN)
    if code is not None:
        text = code.text if code.text[-1].isalpha() else f"{code.text}A"
        top = None if goods.bottoms else table.find(PartKind.CN, text)
        row = top or table.find(PartKind.CN_BOTTOMS, text)
        if row is not None:
            alpha = row.labels.get(PartKind.ALPHA, read.label.text)
            torn = read.label.kind is PartKind.ALPHA and alpha != read.label.text
            return _Found(table, (row,), goods.bottoms or top is None, torn)
    rows = [_row(table, label) for label in _each(read.label)]
    known = tuple(row for row in rows if row is not None)
    return _Found(table, known, goods.bottoms) if known and len(known) == len(rows) else None


def _each(label: SizePart) -> Sequence[SizePart]:
    """Return the ends of a span as labels of their own, or the label itself."""
    if len(label.numbers) < 2:  # noqa: PLR2004 - from and to
        return (label,)
    return tuple(SizePart(label.kind, f"{number:f}", (number,)) for number in label.numbers)


def _row(table: SizeTable, label: SizePart) -> SizeRow | None:
    """Return the row of one label."""
    if label.kind in {PartKind.FOOT_CM, PartKind.HEIGHT_CM}:
        return table.measuring(label.kind, label.numbers[0])
    return table.find(label.kind, label.text)


def _of_anybody(
    read: SizeValue,
    said: Mapping[PartKind, SizePart],
    goods: Goods,
    rule: MarketSizes,
    tables: SizeTables,
) -> SizeLabel:
    """Return what holds whoever wears it: the label, and for shoes the foot length all tables agree on."""
    main, advice = _own(read, rule), _advice(said, (), rule)
    shoes = goods.kind is GoodsKind.SHOES and read.label.kind is PartKind.EU
    if not shoes or PartKind.FOOT_CM in said:
        return SizeLabel(main, advice)
    own = [table for name, table in tables.tables.items() if name.kind is goods.kind]
    ends: list[Decimal] = []
    sources: list[SizeTable] = []
    for label in _each(read.label):
        rows = [(table, table.find(PartKind.EU, label.text)) for table in own]
        feet = {
            row.measures[PartKind.FOOT_CM]: table
            for table, row in rows
            if row is not None and PartKind.FOOT_CM in row.measures
        }
        if len(feet) != 1:
            return SizeLabel(main, advice)
        ends += [numbers[0] for numbers in feet]
        sources += feet.values()
    part = _measure(PartKind.FOOT_CM, ends)
    return SizeLabel(main, (part, *advice), sources[0].source, sources[0].grade)


def _own(read: SizeValue, rule: MarketSizes) -> SizePart:
    """Return the seller's label as it is, with the name of its system."""
    return _label(read.label.kind, read.written, read.label.numbers, rule)


def _row_label(kind: PartKind, rows: Sequence[SizeRow], rule: MarketSizes) -> SizePart | None:
    """Return the label of one row, or from the first to the last row of a span."""
    texts = [row.labels.get(kind, "") for row in rows]
    if not all(texts):
        return None
    numbers = tuple(Decimal(text) for text in texts if _NUMBER.fullmatch(text))
    return _label(kind, "–".join(dict.fromkeys(texts)), numbers, rule)


def _row_measure(kind: PartKind, rows: Sequence[SizeRow]) -> SizePart | None:
    """Return the measure of one row, or from the first to the last row of a span."""
    spans = [row.measures.get(METRIC_OF.get(kind, kind), ()) for row in rows]
    return _measure(kind, (spans[0][0], spans[-1][-1])) if all(spans) else None


def _label(kind: PartKind, text: str, numbers: tuple[Decimal, ...], rule: MarketSizes) -> SizePart:
    """Return a label; a number goes with the name of its system, an EU one where the market wants it."""
    named = kind in NAMED and text[:1].isdigit() and (rule.named or kind is not PartKind.EU)
    return SizePart(kind, f"{kind.value.upper()} {text}" if named else text, numbers)


def _measure(kind: PartKind, numbers: Sequence[Decimal]) -> SizePart:
    """Return a measure, converted and rounded where ``kind`` is one in inches or pounds."""
    ends = tuple(dict.fromkeys(_in_unit(kind, number) for number in numbers))
    text = (
        "–".join(f"{end:f}" for end in ends)
        if kind in {PartKind.FOOT_CM, PartKind.HEIGHT_CM}
        else ""
    )
    return SizePart(kind, text, ends)


def _in_unit(kind: PartKind, number: Decimal) -> Decimal:
    if kind not in METRIC_OF:
        return plain(number)
    units = ("kilogram", "pound") if kind is PartKind.WEIGHT_LB else ("centimeter", "inch")
    exact = exactly(number, *units)
    return plain(number if exact is None else to_step(exact, _STEPS.get(kind, _GARMENT_STEP)))


def _said(read: SizeValue, goods: Goods) -> Mapping[PartKind, SizePart]:
    """Return what the seller says himself, by metric kind; the height of a 号型 is one of it."""
    said = {part.kind: part for part in read.advice}
    code = read.label if read.label.kind is PartKind.CN else read.said(PartKind.CN)
    if code is None or PartKind.HEIGHT_CM in said:
        return said
    if code.numbers[0] >= _ADULT_HEIGHT or goods.wearer is Wearer.KIDS:
        said[PartKind.HEIGHT_CM] = SizePart(PartKind.HEIGHT_CM, numbers=code.numbers)
    return said


def _advice(
    said: Mapping[PartKind, SizePart], shown: Sequence[SizePart], rule: MarketSizes
) -> tuple[SizePart, ...]:
    """Return those of the seller's statements that are not shown yet, in the market's units."""
    done = {METRIC_OF.get(part.kind, part.kind) for part in shown}
    rest = [(kind, part) for kind, part in said.items() if kind not in done]
    return tuple(
        part if kind is PartKind.CN else _measure(_shown_in(kind, rule), part.numbers)
        for kind, part in rest
    )


def _shown_in(kind: PartKind, rule: MarketSizes) -> PartKind:
    return _US_OF.get(kind, kind) if rule.us_units else kind
