"""Read ``resources/sizes/*.toml`` into `SizeTables`, and a user's own files over them.

A file is named by what it is about: ``shoes.toml``, ``clothing.toml``. A file of the user's needs to hold
only what differs: a row takes the place of each of ours that has its foot length, its EU, letter or Chinese
label (of kids' clothing: its height); ``replace = true`` drops ours of that wearer altogether; a rule of a
market takes the place of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Final, NamedTuple

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.size import (
    METRIC_OF,
    ROW_LABELS,
    ROW_MEASURES,
    Goods,
    GoodsKind,
    MarketSizes,
    PartKind,
    SizeRow,
    SizeTable,
    SizeTables,
    Wearer,
)
from localizer.packs.channels import GRADES
from localizer.packs.folder import pack_files
from localizer.packs.toml_source import Table, open_pack
from localizer.paths import resource

_CODE: Final = re.compile(r"[A-Z]{2}")
#: Labels by which two rows are the same size.
_SAME: Final = (PartKind.EU, PartKind.ALPHA, PartKind.CN)
#: Measures by which they are, in the order rows are sorted by.
_KEYS: Final = (PartKind.FOOT_CM, PartKind.BUST_CM, PartKind.HEIGHT_CM)
#: Measures of which a row may have one number or a span; the others are one number.
_SPANS: Final = frozenset({PartKind.WEIGHT_KG, PartKind.AGE_MONTHS, PartKind.AGE_YEARS})
_FOOT_MM: Final = "foot_mm"
_MM_IN_CM: Final = Decimal(10)
_SHOWN: Final = ROW_LABELS | ROW_MEASURES | frozenset(METRIC_OF)


class _File(NamedTuple):
    """What one file says; ``dropped`` are the tables it wants ours gone of."""

    tables: Mapping[Goods, SizeTable]
    markets: Mapping[tuple[str, GoodsKind], MarketSizes]
    dropped: frozenset[Goods]


def load_sizes(folder: Path | None = None, own: Path | None = None) -> SizeTables:
    """Return the size tables of ``folder`` (the program's by default), those of ``own`` over them.

    ``own`` need not exist or hold every file. Raises `PackError` naming file and place of the first fault.
    """
    tables: dict[Goods, SizeTable] = {}
    markets: dict[tuple[str, GoodsKind], MarketSizes] = {}
    paths = pack_files(folder or resource("sizes"))
    if own is not None:
        paths += sorted(own.glob("*.toml"))
    for path in paths:
        file = _load(path)
        markets.update(file.markets)
        for goods, table in file.tables.items():
            base = None if goods in file.dropped else tables.get(goods)
            tables[goods] = table if base is None else _over(base, table)
    return SizeTables(tables, markets)


def _load(path: Path) -> _File:
    """Read one file. Raises `PackError`."""
    if path.stem not in list(GoodsKind):
        names = ", ".join(f"{kind}.toml" for kind in GoodsKind)
        problem = _("Files of sizes are named {names}.").format(names=names)
        raise PackError(_("{file}: {problem}").format(file=path.name, problem=problem))
    kind = GoodsKind(path.stem)
    with open_pack(path) as root:
        tables: dict[Goods, SizeTable] = {}
        dropped: set[Goods] = set()
        for table in root.tables("tables"):
            read = _table(table, kind)
            if read.goods in tables:
                raise table.error("wearer", _("There is a table for this wearer already."))
            tables[read.goods] = read
            if table.flag("replace", default=False):
                dropped.add(read.goods)
        markets = {
            (_market(root, code), kind): _rule(rule)
            for code, rule in root.named_tables("markets").items()
        }
        return _File(tables, markets, frozenset(dropped))


def _table(table: Table, kind: GoodsKind) -> SizeTable:
    """Read the sizes of one wearer."""
    wearer = table.choice("wearer", Wearer)
    if wearer is Wearer.UNKNOWN:
        raise table.error("wearer", _("A table is for women, men or kids."))
    grade = table.text("grade")
    if grade not in GRADES:
        problem = _("Wanted is one of {choices}; found is {found}.")
        raise table.error("grade", problem.format(choices=", ".join(GRADES), found=grade))
    rows: list[SizeRow] = []
    for one in table.tables("rows"):
        row = _row(one)
        if any(_is_same(row, other) for other in rows):
            raise one.error("", _("There is a row for this size already."))
        rows.append(row)
    if not rows:
        raise table.error("rows", _("A table has at least one row."))
    return SizeTable(
        Goods(kind, wearer),
        tuple(rows),
        table.text("source"),
        table.day("checked_on").isoformat(),
        grade,
        table.text("note", ""),
        frozenset(_kinds(table, "tops_only", ROW_LABELS)),
    )


def _row(table: Table) -> SizeRow:
    """Read one size. A number such as ``5.5`` may stand without quotes."""
    labels = {kind: table.text(kind) for kind in PartKind if kind in ROW_LABELS and kind in table}
    measures: dict[PartKind, tuple[Decimal, ...]] = {}
    if _FOOT_MM in table:
        measures[PartKind.FOOT_CM] = (table.decimal(_FOOT_MM) / _MM_IN_CM,)
    for kind in PartKind:
        if kind in ROW_MEASURES and kind is not PartKind.FOOT_CM and kind in table:
            measures[kind] = _measure(table, kind)
    if not labels and not measures:
        raise table.error("", _("A row has a label or a measure."))
    return SizeRow(labels, measures)


def _measure(table: Table, kind: PartKind) -> tuple[Decimal, ...]:
    """Read one number, or a span ``[40, 45]`` where the measure can be one."""
    if kind not in _SPANS:
        return (table.decimal(kind),)
    numbers = table.decimals(kind)
    if len(numbers) != 2 or numbers[0] > numbers[1]:  # noqa: PLR2004 - from and to
        raise table.error(kind, _("A span is two numbers, the smaller one first."))
    return numbers[:1] if numbers[0] == numbers[1] else numbers


def _market(root: Table, code: str) -> str:
    """Check the code of a market."""
    if not _CODE.fullmatch(code):
        raise root.error("markets", _("A market is written with two capital letters."))
    return code


def _rule(table: Table) -> MarketSizes:
    """Read how one market reads sizes."""
    labels = _kinds(table, "labels", ROW_LABELS | {PartKind.HEIGHT_CM, PartKind.FOOT_CM})
    if not labels:
        raise table.error("labels", _("Name at least one label."))
    return MarketSizes(
        labels,
        _kinds(table, "brackets", _SHOWN),
        _kinds(table, "chart", _SHOWN),
        named=table.flag("named", default=True),
        us_units=table.flag("us_units", default=False),
    )


def _kinds(table: Table, key: str, allowed: Iterable[PartKind]) -> tuple[PartKind, ...]:
    """Read a list of labels and measures."""
    known = {str(kind): kind for kind in PartKind if kind in frozenset(allowed)}
    names = table.texts(key)
    for name in names:
        if name not in known:
            problem = _("Wanted is one of {choices}; found is {found}.")
            raise table.error(key, problem.format(choices=", ".join(known), found=name))
    return tuple(known[name] for name in names)


def _over(base: SizeTable, own: SizeTable) -> SizeTable:
    """Return the table ``own`` with those rows of ``base`` that it does not replace, in order of size."""
    kept = [row for row in base.rows if not any(_is_same(row, other) for other in own.rows)]
    rows = tuple(sorted((*kept, *own.rows), key=_order))
    return replace(
        own, rows=rows, note=own.note or base.note, tops_only=own.tops_only or base.tops_only
    )


def _is_same(row: SizeRow, other: SizeRow) -> bool:
    """Tell whether two rows are about one size."""
    if any(kind in row.labels and row.labels[kind] == other.labels.get(kind) for kind in _SAME):
        return True
    keys = [kind for kind in _KEYS if kind in row.measures]
    return bool(keys) and row.measures[keys[0]] == other.measures.get(keys[0])


def _order(row: SizeRow) -> tuple[Decimal, ...]:
    """Return what rows are sorted by: foot, bust or height, else the EU number."""
    for kind in _KEYS:
        if kind in row.measures:
            return row.measures[kind]
    text = row.labels.get(PartKind.EU, "")
    return (Decimal(text),) if re.fullmatch(r"\d+(?:\.\d+)?", text) else (Decimal(0),)
