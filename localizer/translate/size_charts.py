"""Size charts in the words of a locale: the seller's own table, else what is known of each size he sells.

One line a size: ``M: Brustumfang 98 cm, Gesamtlänge 65 cm``. A table is written wholly or not at all. From
tables of general knowledge nothing is added: a chart is read as a promise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from localizer.model.locale import HAN_LANGUAGES, language, region
from localizer.model.market import MeasureSystem
from localizer.model.measure import exactly, to_step
from localizer.model.size import METRIC_OF, Goods, PartKind, SizePart, SizeTables
from localizer.model.term import Casing
from localizer.translate.casing import capitalize
from localizer.translate.composed import Piece
from localizer.translate.options import size_letter
from localizer.translate.quantities import Quantity, Shape, find_unit, write_number
from localizer.translate.size_words import UNCONFIRMED, write_part
from localizer.translate.sizes import size_chart
from localizer.translate.values import LackError, Wording, quantity_piece, word_piece

#: The fact a seller's size table is kept in: ``S: 胸围 98 cm, 衣长 65 cm; M: …``.
SIZE_TABLE: Final = "size_table"
Line = tuple[Piece, ...]
#: A longer text is no table that was read from a description.
_MAX_TEXT: Final = 2000
_MEASURE: Final = re.compile(
    r"(?P<name>\D+?|\D.*?\D)\s(?P<from>\d+(?:[.,]\d+)?)(?:\s*[-–~～]\s*(?P<to>\d+(?:[.,]\d+)?))?"
    r"(?:\s?(?P<unit>[^\W\d]{1,5}))?"
)
_DOMAINS: Final = ("property", "option_name")
_SYSTEMS: Final = frozenset({"EU", "US", "UK"})
#: What is measured of a body, by the key of its words in a pattern file.
_OF_BODY: Final = {
    **dict.fromkeys(
        (
            *("体重", "體重", "建议体重", "建議體重", "参考体重", "參考體重", "适合体重"),
            *("weight", "body weight"),
        ),
        "weight",
    ),
    **dict.fromkeys(
        (
            "身高",
            "建议身高",
            "建議身高",
            "参考身高",
            "參考身高",
            "适合身高",
            "height",
            "body height",
        ),
        "height",
    ),
    **dict.fromkeys(
        (
            *("脚长", "腳長", "内长", "內長", "鞋内长", "适合脚长"),
            *("foot length", "insole", "insole length"),
        ),
        "foot",
    ),
}
#: 1 斤 is 0.5 kg (State Council of the PR China, 1959).
_JIN: Final = frozenset({"斤", "市斤"})
_KG_IN_JIN: Final = Decimal("0.5")
#: What is written on a label is the same everywhere: S, 2XL, 36, 160/84A, 36-37.
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9 /.()-]{0,19}")
_COUNTER: Final = "码碼号號"
#: One size is no chart.
_FEWEST: Final = 2


def table_lines(text: str, wording: Wording) -> tuple[Line, ...]:
    """Return the lines of a seller's size table, measures in the market's units.

    Raises `LackError` with the words that have no term, or with the text where it is no such table.
    """
    lines: list[Line] = []
    lacking: list[str] = []
    for row in text.split(";") if len(text) <= _MAX_TEXT else ():
        label, colon, cells = row.strip().partition(":")
        if not colon:
            raise LackError(_shortened(text))
        try:
            measures = [_measure(cell.strip(), wording) for cell in cells.split(", ")]
            lines.append(_line(_label(label.strip(), wording), measures, wording))
        except LackError as error:
            lacking += error.words
    if lacking or not lines:
        raise LackError(*(dict.fromkeys(lacking) or (_shortened(text),)))
    return tuple(lines)


def chart_lines(
    values: Iterable[str], goods: Goods, wording: Wording, tables: SizeTables
) -> tuple[Line, ...]:
    """Return a line for each of the sizes ``values``, with what the market reads; empty for no chart.

    Where all that is known besides is general knowledge, only what the seller says himself stands in it.
    """
    market = region(wording.locale)
    sizes = tuple(values)
    chart = size_chart(sizes, goods, market, tables)
    if chart is not None and chart.grade == UNCONFIRMED:
        chart = size_chart(sizes, goods, market, replace(tables, tables={}))
    if chart is None or len(chart.rows) < _FEWEST:
        return ()
    lines = []
    for row in chart.rows:
        head = write_part(row.size.main, wording, alone=True)
        cells = _cells([cell for cell in row.cells if cell is not None], wording)
        if not head or not cells:
            return ()
        measures = [Piece(cell, slot=SIZE_TABLE) for cell in cells]
        lines.append(_line(Piece(head, slot=SIZE_TABLE), [[one] for one in measures], wording))
    return tuple(lines)


def _cells(parts: Sequence[SizePart], wording: Wording) -> list[str]:
    """Write labels and measures; what is measured in two units stands once: 8.9 inches (22.5 cm)."""
    cells: list[str] = []
    before: PartKind | None = None
    for part in parts:
        measured = METRIC_OF.get(part.kind, part.kind)
        if measured is before and cells:
            cells[-1] += f" ({write_part(part, wording, alone=True)})"
        else:
            cells.append(write_part(part, wording, named=True))
        before = measured
    return [cell for cell in cells if cell]


def _line(label: Piece, measures: Sequence[Sequence[Piece]], wording: Wording) -> Line:
    """Put a size and its measures together as the locale writes a property and its value."""
    join = wording.patterns.join
    _name, _slot, rest = join.property.partition("{property}")
    colon, _slot, _end = rest.partition("{value}")
    if wording.patterns.fact_case is not Casing.NONE:
        label = label._replace(text=capitalize(label.text))
    pieces = [label, Piece(colon)]
    for number, measure in enumerate(measures):
        pieces += [Piece(join.items), *measure] if number else measure
    return tuple(pieces)


def _label(text: str, wording: Wording) -> Piece:
    """Return the name of a size. Raises `LackError`."""
    plain = unicodedata.normalize("NFKC", text).strip()
    letter = size_letter(plain, wording) or size_letter(f"{plain.rstrip(_COUNTER)}号", wording)
    if letter:
        return Piece(letter, slot=SIZE_TABLE)
    code = plain.rstrip(_COUNTER)
    if _CODE.fullmatch(code) and not wording.termbase.find(plain, ("size",)):
        return Piece(code, slot=SIZE_TABLE)
    return word_piece(plain, "size", wording)


def _measure(cell: str, wording: Wording) -> list[Piece]:
    """Return one measure with its name, ``Brustumfang 98 cm``. Raises `LackError`."""
    match = _MEASURE.fullmatch(unicodedata.normalize("NFKC", cell))
    if match is None:
        raise LackError(cell)
    name = match["name"].strip()
    base, locale = wording.termbase, wording.locale
    concept = base.find(name, _DOMAINS)
    term = None if concept is None else base.term(concept.id, locale)
    numbers = tuple(
        Decimal(one.replace(",", ".")) for one in (match["from"], match["to"]) if one is not None
    )
    if name.upper() in _SYSTEMS:
        return [Piece(f"{name.upper()} {_figures(numbers, wording)}", slot=SIZE_TABLE)]
    body = wording.patterns.sizes.get(_OF_BODY.get(name.casefold(), ""))
    if body:
        figure = _quantity(numbers, match["unit"], wording)
        return [figure._replace(text=body.replace("{n}", figure.text))]
    if concept is None or term is None or concept.domain not in _DOMAINS:
        raise LackError(name)
    figure = _quantity(numbers, match["unit"], wording)
    between = "" if language(locale) in HAN_LANGUAGES else " "
    return [Piece(f"{term.text}{between}", slot=SIZE_TABLE, concept=concept.id), figure]


def _quantity(numbers: tuple[Decimal, ...], unit: str | None, wording: Wording) -> Piece:
    """Write the numbers of a measure with their unit, if any. Raises `LackError`."""
    if unit is None:
        return Piece(_figures(numbers, wording), slot=SIZE_TABLE)
    known = find_unit(unit, wording.termbase)
    if unit in _JIN:
        numbers, known = tuple(one * _KG_IN_JIN for one in numbers), "kilogram"
    if known is None:
        raise LackError(unit)
    if known == "kilogram" and wording.system is MeasureSystem.US:
        pounds = [exactly(one, known, "pound") or one for one in numbers]
        numbers, known = tuple(to_step(one, Decimal(1)) for one in pounds), "pound"
        wording = replace(wording, system=None)
    shape = Shape.RANGE if len(numbers) > 1 else Shape.SINGLE
    piece = quantity_piece(
        Quantity(shape, numbers, known), unit, replace(wording, both_units=False)
    )
    return piece._replace(slot=SIZE_TABLE)


def _figures(numbers: Sequence[Decimal], wording: Wording) -> str:
    texts = [write_number(one, wording.patterns, wording.locale) for one in numbers]
    span = wording.patterns.join.span
    return texts[0] if len(texts) == 1 else span.format_map({"from": texts[0], "to": texts[1]})


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"  # noqa: PLR2004 - as other values are named
