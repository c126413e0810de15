"""A header and a cell become a fact: a blend, a quantity, a range, sides, a term or plain text."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from localizer.intake.fact_names import KINDS
from localizer.intake.issues import CellError
from localizer.intake.numbers import Mark, parse_decimal, plain_decimal
from localizer.intake.units import Measure, group_of, measure_of
from localizer.model.product import Fact, FactKind

#: Longer texts are sentences; they are not searched for numbers.
MAX_VALUE: Final = 120
MAX_TERM: Final = 40
HUNDRED: Final = Decimal(100)
_ONE: Final = Decimal(1)
#: Values repeat from product to product (棉, 220V); longer ones hardly, and would fill the memory.
MAX_CACHED: Final = 60
CACHE: Final = 8192
_NUMBER: Final = r"[-+−]?[0-9][0-9.,]{0,14}"
#: A unit may end in a power: m2, cm3 (as NFKC leaves m² and cm³).
_UNIT: Final = r"[^\s0-9.,][^0-9]{0,20}?(?:(?<=m)[23])?"
_QUANTITY: Final = re.compile(rf"({_NUMBER})\s*({_UNIT})?")
_RANGE: Final = re.compile(
    rf"({_NUMBER})\s*([^\s0-9.,~–—至到-][^0-9~–—至到-]{{0,15}}?)?\s*"
    r"(?:-|–|—|~|至|到|\bto\b|\bsampai\b|\bhingga\b|\bs/d\b|ถึง|\bđến\b|\bhanggang\b)\s*"
    rf"({_NUMBER})\s*({_UNIT})?"
)
_PERCENT: Final = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s{0,3}%"
_WORDS: Final = r"([^0-9%,，、/;；+|&\s:：][^0-9%,，、/;；+|&:：]{0,40}?)"
_NAME_FIRST: Final = re.compile(rf"{_WORDS}\s{{0,3}}[:：]?\s{{0,3}}{_PERCENT}")
_PERCENT_FIRST: Final = re.compile(
    rf"{_PERCENT}\s{{0,3}}{_WORDS}(?=\s{{0,3}}(?:[,，、/;；+|&0-9]|$))"
)
_SEPARATORS: Final = re.compile(r"(?:[\s,，、/;；+|&]|and|和)*")
_SENTENCE: Final = re.compile(r"[。！？!?\n]|\. ")
_FULL_STOP: Final = re.compile(r"[。！？!?]|\. ")
_TIMES: Final = re.compile(r"\s*[×xX*✕✖╳]\s*")
_SIDE_NAME: Final = (
    r"(长|長|length|l|宽|寬|width|w|高|height|h|深|depth|d|直径|直徑|diameter|dia|ø|φ|厚)"
)
_SIDE_AFTER: Final = rf"(?:\(\s*{_SIDE_NAME}\s*\))?"
_SIDE: Final = re.compile(
    rf"{_SIDE_NAME}?[\s:.]*([0-9][0-9.,]{{0,10}})\s*{_SIDE_AFTER}\s*([^\s0-9.,()][^0-9()]{{0,12}}?)?\s*"
    rf"{_SIDE_AFTER}",
    re.IGNORECASE,
)
_SIDE_NAMES: Final = {
    "长": "length", "長": "length", "length": "length", "l": "length",
    "宽": "width", "寬": "width", "width": "width", "w": "width",
    "高": "height", "height": "height", "h": "height",
    "深": "depth", "depth": "depth", "d": "depth", "厚": "thickness",
    "直径": "diameter", "直徑": "diameter", "diameter": "diameter", "dia": "diameter",
    "ø": "diameter", "φ": "diameter",
}  # fmt: skip
_MAX_SIDES: Final = 3
#: How most write them: no catalog has many sides alike, so each is read anew.
_PLAIN_SIDE: Final = r"([0-9]{1,6}(?:\.[0-9]{1,3})?)"
_PLAIN_SIDES: Final = re.compile(
    rf"{_PLAIN_SIDE}[×xX*]{_PLAIN_SIDE}(?:[×xX*]{_PLAIN_SIDE})?\s?([a-z]{{1,2}}|[厘毫]?米)"
)
#: In capitals these are as often gigabytes and millions, or a size, as grams and metres.
_DOUBTFUL: Final = frozenset({"G", "M"})


class FactLabel(NamedTuple):
    """What a fact column states: the name, whether we know it, a unit in the header, the header's words."""

    name: str
    known: bool
    unit: str = ""
    header: str = ""


def make_fact(label: FactLabel, text: str, *, mark: Mark = ".") -> Fact:
    """Return the fact ``label`` with the seller's ``text``, read as far as it can be.

    ``mark`` is the decimal mark of the file. Sides (20×15×8cm) stay text with the unit set and one part a
    side, named where the seller names it (``length``), else ``""``. Market units are counted in grams. What
    is not exact (约, ≥, up to) keeps the seller's words and gets no number.
    """
    if len(text) > MAX_CACHED:
        return _read(label, text, mark)
    return _read_once(label, text, mark)


@lru_cache(maxsize=CACHE)
def _read_once(label: FactLabel, text: str, mark: Mark) -> Fact:
    return _read(label, text, mark)


def _read(label: FactLabel, text: str, mark: Mark) -> Fact:
    expected = KINDS.get(label.name) if label.known else None
    plain = (text if text.isascii() else unicodedata.normalize("NFKC", text)).strip()
    if plain and len(plain) <= MAX_VALUE:
        fact = _measured(label, text, plain, expected, mark)
        if fact is not None:
            return fact
    return Fact(label.name, _kind(plain, expected), text, known=label.known, label=label.header)


def _kind(plain: str, expected: FactKind | None) -> FactKind:
    """Tell a term, which is looked up as a whole, from text."""
    short = 0 < len(plain) <= MAX_TERM and not _SENTENCE.search(plain)
    if not short or expected is FactKind.TEXT:
        return FactKind.TEXT
    # “IPX5” where a depth could stand is a term; “18V Lithium” is not
    return FactKind.TEXT if expected is FactKind.QUANTITY and plain[0].isdigit() else FactKind.TERM


def _measured(
    label: FactLabel, text: str, plain: str, expected: FactKind | None, mark: Mark
) -> Fact | None:
    """Return the fact with its numbers, ``None`` where ``text`` is not wholly numbers with units."""
    if (match := _PLAIN_SIDES.fullmatch(plain)) and (
        fact := _plain_sides(label, text, match, mark)
    ):
        return fact
    fact = None
    starts = plain[0].isdigit() or plain[0] in "-+−"
    if starts and expected not in (FactKind.TEXT, FactKind.BLEND):
        fact = _quantity(label, text, plain, mark) or _range(label, text, plain, mark)
    if (
        fact is None
        and "%" in plain
        and not (expected is FactKind.TEXT or _FULL_STOP.search(plain))
    ):
        fact = _blend(label, text, plain)
    if fact is None and _TIMES.search(plain):
        fact = _sides(label, text, plain, mark)
    return fact


def _quantity(label: FactLabel, text: str, plain: str, mark: Mark) -> Fact | None:
    match = _QUANTITY.fullmatch(plain)
    if match is None:
        return None
    measure, number = _measure(match[2] or label.unit, label), _decimal(match[1], mark)
    if measure is None or number is None:
        return None
    return Fact(
        label.name,
        FactKind.QUANTITY,
        text if match[2] else f"{text} {label.unit}",
        _scaled(number, measure),
        unit=measure.unit,
        known=label.known,
        label=label.header,
    )


def _range(label: FactLabel, text: str, plain: str, mark: Mark) -> Fact | None:
    match = _RANGE.fullmatch(plain.replace("～", "~").replace("〜", "~"))
    if match is None:
        return None
    measure = _measure(match[4] or match[2] or label.unit, label)
    first = _measure(match[2], label) if match[2] else measure
    low, high = _decimal(match[1], mark), _decimal(match[3], mark)
    if measure is None or first != measure or low is None or high is None or low >= high:
        return None
    return Fact(
        label.name,
        FactKind.RANGE,
        text if match[4] or match[2] else f"{text} {label.unit}",
        _scaled(low, measure),
        _scaled(high, measure),
        measure.unit,
        known=label.known,
        label=label.header,
    )


def _blend(label: FactLabel, text: str, plain: str) -> Fact | None:
    """Read ``棉95% 氨纶5%`` or ``95% cotton, 5% elastane``; the parts must make 100 %."""
    percent_first = plain[:1].isdigit()
    pattern = _PERCENT_FIRST if percent_first else _NAME_FIRST
    parts: list[tuple[str, Decimal]] = []
    end = 0
    for match in pattern.finditer(plain):
        if not _SEPARATORS.fullmatch(plain[end : match.start()]):
            return None
        share, name = (match[1], match[2]) if percent_first else (match[2], match[1])
        parts.append((name.strip(), Decimal(share)))
        end = match.end()
    if not parts or not _SEPARATORS.fullmatch(plain[end:]):
        return None
    if sum(share for _name, share in parts) != HUNDRED:
        return None
    return Fact(
        label.name, FactKind.BLEND, text, parts=tuple(parts), known=label.known, label=label.header
    )


def _sides(label: FactLabel, text: str, plain: str, mark: Mark) -> Fact | None:
    """Read ``20×15×8cm``, ``20*15*8 厘米``, ``L20 x W15 x H8 cm``: two or three lengths in one unit."""
    found = [_SIDE.fullmatch(part) for part in _TIMES.split(plain, maxsplit=_MAX_SIDES)]
    sides = [match for match in found if match is not None]
    if not 1 < len(sides) <= _MAX_SIDES or len(sides) < len(found):
        return None
    unit = sides[-1][4] or label.unit
    measure = _measure(unit, label)
    if measure is None or group_of(measure.unit) != "length":
        return None  # 2×500ml is two bottles, not two sides
    if any(side[4] and _measure(side[4], label) != measure for side in sides):
        return None
    numbers = [_decimal(side[2], mark) for side in sides]
    parts = tuple(
        (_SIDE_NAMES.get((side[1] or side[3] or side[5] or "").lower(), ""), number)
        for side, number in zip(sides, numbers, strict=True)
        if number is not None
    )
    if len(parts) < len(sides):
        return None
    return Fact(
        label.name,
        FactKind.TEXT,
        text if sides[-1][4] else f"{text} {label.unit}",
        unit=measure.unit,
        parts=parts,
        known=label.known,
        label=label.header,
    )


def _plain_sides(label: FactLabel, text: str, match: re.Match[str], mark: Mark) -> Fact | None:
    """Return the fact of sides written as most are, ``None`` where they need a closer look."""
    first, second, third, unit = match.groups()
    measure = _measure(unit, label)
    if measure is None or group_of(measure.unit) != "length":
        return None
    numbers = [_decimal(number, mark) for number in (first, second, third) if number]
    parts = tuple([("", number) for number in numbers if number is not None])
    if len(parts) < len(numbers):
        return None
    return Fact(
        label.name,
        FactKind.TEXT,
        text,
        None,
        None,
        measure.unit,
        parts,
        label.known,
        "import",
        label.header,
    )


def _measure(unit: str, label: FactLabel) -> Measure | None:
    unit = unit.strip()
    return None if unit in _DOUBTFUL and not label.known else measure_of(unit)


def _scaled(number: Decimal, measure: Measure) -> Decimal:
    return number if measure.times == _ONE else plain_decimal(number * measure.times)


def _decimal(text: str, mark: Mark) -> Decimal | None:
    if text.isdigit():  # only 0-9 pass the patterns above
        return Decimal(text)
    try:
        return parse_decimal(text.replace("−", "-"), mark=mark)
    except CellError:
        return None
