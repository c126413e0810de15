"""A header and a cell become a fact: a blend, a quantity, a range, a term or plain text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from localizer.intake.fact_names import KINDS
from localizer.intake.issues import CellError
from localizer.intake.numbers import parse_decimal
from localizer.intake.units import unit_of
from localizer.model.product import Fact, FactKind

#: Longer texts are sentences; they are not searched for numbers.
MAX_VALUE: Final = 120
MAX_TERM: Final = 40
HUNDRED: Final = Decimal(100)
_NUMBER: Final = r"[0-9][0-9.,]{0,14}"
_QUANTITY: Final = re.compile(rf"({_NUMBER})\s*([^\s0-9.,][^0-9]{{0,20}})?")
_RANGE: Final = re.compile(
    rf"({_NUMBER})\s*([^\s0-9.,~–—至到-][^0-9~–—至到-]{{0,15}})?\s*(?:-|–|—|~|至|到|\bto\b)\s*"
    rf"({_NUMBER})\s*([^\s0-9.,][^0-9]{{0,20}})?"
)
_PERCENT: Final = r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s{0,3}%"
_WORDS: Final = r"([^0-9%,，、/;；+|&\s:：][^0-9%,，、/;；+|&:：]{0,40}?)"
_NAME_FIRST: Final = re.compile(rf"{_WORDS}\s{{0,3}}[:：]?\s{{0,3}}{_PERCENT}")
_PERCENT_FIRST: Final = re.compile(
    rf"{_PERCENT}\s{{0,3}}{_WORDS}(?=\s{{0,3}}(?:[,，、/;；+|&0-9]|$))"
)
_SEPARATORS: Final = re.compile(r"(?:[\s,，、/;；+|&]|and|和)*")
_SENTENCE: Final = re.compile(r"[。！？!?\n]|\. ")


class FactLabel(NamedTuple):
    """What a fact column states: the name, whether we know it, a unit in the header, the header's words."""

    name: str
    known: bool
    unit: str = ""
    header: str = ""


def make_fact(label: FactLabel, text: str) -> Fact:
    """Return the fact ``label`` with the seller's ``text``, read as far as it can be."""
    return replace(_read(label, text), label=label.header)


def _read(label: FactLabel, text: str) -> Fact:
    expected = KINDS.get(label.name) if label.known else None
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) <= MAX_VALUE:
        readers = (_blend,) if expected is FactKind.BLEND else (_range, _quantity, _blend)
        for reader in () if expected is FactKind.TEXT else readers:
            if fact := reader(label, text, plain):
                return fact
    short = len(plain) <= MAX_TERM and not _SENTENCE.search(plain)
    is_term = short and expected in (None, FactKind.TERM, FactKind.BLEND)
    if expected is FactKind.QUANTITY and short and not plain[0].isdigit():
        is_term = True  # “IPX5” where a depth could stand
    return Fact(label.name, FactKind.TERM if is_term else FactKind.TEXT, text, known=label.known)


def _quantity(label: FactLabel, text: str, plain: str) -> Fact | None:
    match = _QUANTITY.fullmatch(plain)
    if match is None:
        return None
    unit, number = unit_of(match[2] or label.unit), _decimal(match[1])
    if unit is None or number is None:
        return None
    value = text if match[2] else f"{text} {label.unit}"
    return Fact(label.name, FactKind.QUANTITY, value, number, unit=unit, known=label.known)


def _range(label: FactLabel, text: str, plain: str) -> Fact | None:
    match = _RANGE.fullmatch(plain.replace("～", "~"))
    if match is None:
        return None
    unit = unit_of(match[4] or match[2] or label.unit)
    first = unit_of(match[2]) if match[2] else unit
    low, high = _decimal(match[1]), _decimal(match[3])
    if unit is None or first != unit or low is None or high is None or low >= high:
        return None
    value = text if match[4] or match[2] else f"{text} {label.unit}"
    return Fact(label.name, FactKind.RANGE, value, low, high, unit, known=label.known)


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
    return Fact(label.name, FactKind.BLEND, text, parts=tuple(parts), known=label.known)


def _decimal(text: str) -> Decimal | None:
    try:
        return parse_decimal(text)
    except CellError:
        return None
