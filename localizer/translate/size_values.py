"""What a seller's size option says: its label, the system that is of, and the advice beside it.

A value is read wholly or not at all: a word that is not known here (加绒, "runs small") must not get lost.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from localizer.model.measure import exactly, plain
from localizer.model.size import Goods, GoodsKind, PartKind, SizePart, Wearer

#: A longer value is no size.
MAX_TEXT: Final = 60
_N: Final = r"\d{1,3}(?:\.\d{1,2})?"
_TO: Final = r"\s*(?:[-~〜–—/]|至|到)\s*"
_JIN: Final = r"市?斤"
_KG: Final = r"kgs?|公斤|千克"
_LB: Final = r"lbs?|磅"
_CM: Final = r"cm|厘米|公分"
_TOKEN: Final = re.compile(
    rf"""
    (?P<weight>(?:体重|體重)?[::]?\s*(?P<w1>{_N})\s*(?:{_JIN}|{_KG}|{_LB})?{_TO}(?P<w2>{_N})\s*
      (?:(?P<jin>{_JIN})|(?P<kg>{_KG})|(?P<lb>{_LB})))
  | (?P<girth>(?P<which>身高|胸围|胸圍|腰围|腰圍|臀围|臀圍|脚长|腳長)[::]?\s*(?P<g1>{_N})\s*(?:{_CM})?
      (?:{_TO}(?P<g2>{_N}))?\s*(?P<gunit>mm|{_CM})?)
  | (?P<age>(?P<a1>\d{{1,2}}){_TO}(?P<a2>\d{{1,2}})\s*(?:(?P<years>岁|歲|周岁)|(?P<months>个月|個月|月)))
  | (?P<cn>(?P<height>1\d\d|[5-9]\d)/(?P<body>\d{{2,3}})(?P<figure>[YABC])?(?![\w/]))
  | (?P<one>均码|均碼|F码|F碼|F(?:ree)?(?:\s*size)?|one\s*size|onesize|OS)(?![a-z])
  | (?P<alpha>(?:\d{{1,2}}X?|X{{1,5}})?(?:S|L)|M)(?:码|碼|号|號)?(?![a-z\d])
  | (?P<number>(?P<system>EUR|EU|US|UK|DE|FR|ES|IT|欧码|歐碼|美码|美碼|英码|英碼|CN|中国码|中國碼)?\s*
      (?P<n1>{_N})(?:{_TO}(?P<n2>{_N}))?\s*(?:(?P<unit>mm|{_CM})|(?P<after>欧码|歐碼|美码|美碼|英码|英碼)
      |码|碼|号|號|\#)?)(?![a-z\d])
  | (?P<filler>建议|建議|推荐|推薦|适合|適合|参考|參考|可穿|穿|尺码|尺碼|鞋码|鞋碼|码数|碼數|size)
  | (?P<space>[\s()\[\]【】〔〕,、;:=|·/-]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_SYSTEMS: Final = {
    **dict.fromkeys(("EU", "EUR", "CN", "欧码", "歐碼", "中国码", "中國碼"), PartKind.EU),
    **dict.fromkeys(("US", "美码", "美碼"), PartKind.US),
    **dict.fromkeys(("UK", "英码", "英碼"), PartKind.UK),
    **{kind.name: kind for kind in (PartKind.DE, PartKind.FR, PartKind.ES, PartKind.IT)},
}
_GIRTHS: Final = {
    "身高": PartKind.HEIGHT_CM,
    **dict.fromkeys(("胸围", "胸圍"), PartKind.BUST_CM),
    **dict.fromkeys(("腰围", "腰圍"), PartKind.WAIST_CM),
    **dict.fromkeys(("臀围", "臀圍"), PartKind.HIP_CM),
    **dict.fromkeys(("脚长", "腳長"), PartKind.FOOT_CM),
}
#: 1 斤 is 0.5 kg (State Council of the PR China, 1959).
_KG_IN_JIN: Final = Decimal("0.5")
_MM_IN_CM: Final = Decimal(10)
#: Feet are so long, in centimetres; adults' EU labels begin above the longest of them.
_FEET: Final = (Decimal(8), Decimal(32))
_ADULT_EU: Final = (Decimal(33), Decimal(52))
_KIDS_EU: Final = (Decimal(15), Decimal(41))
#: Heights in centimetres that sizes of kids' clothing are named by.
_HEIGHTS: Final = (Decimal(44), Decimal(176))
_X_RUN: Final = re.compile(r"(X{2,})([SL])")


@dataclass(frozen=True, slots=True)
class SizeValue:
    """A seller's size: ``label`` in the system it is of, and what he says beside it.

    ``label.text`` is how it is looked up (``2XL``), ``written`` how the seller has it (``XXL``). ``advice``
    holds metric measures and a Chinese 号型 beside a letter.
    """

    label: SizePart
    written: str
    advice: tuple[SizePart, ...] = ()

    def said(self, kind: PartKind) -> SizePart | None:
        """Return the seller's own statement of ``kind``, or ``None``."""
        return next((part for part in self.advice if part.kind is kind), None)


@dataclass(frozen=True, slots=True)
class _Bare:
    """A number with what was written around it; ``unit`` is ``mm``, ``cm`` or empty."""

    numbers: tuple[Decimal, ...]
    system: PartKind | None
    unit: str
    text: str


def read_size(value: str, goods: Goods) -> SizeValue | None:
    """Read a size of ``goods``, or return ``None`` where something in ``value`` is not understood."""
    text = unicodedata.normalize("NFKC", value).strip()
    if not text or len(text) > MAX_TEXT:
        return None
    labels: list[tuple[SizePart, str]] = []
    advice: list[SizePart] = []
    bare: list[_Bare] = []
    place = 0
    while place < len(text):
        match = _TOKEN.match(text, place)
        if match is None or match.end() == place:
            return None
        place = match.end()
        _sort(match, labels, advice, bare)
    for number in bare:
        found = _foot(number, goods, beside=True) if labels else _label(number, goods)
        if found is None:
            return None
        if labels:
            advice.append(found)
        else:
            labels.append((found, found.text))
    return _value(labels, advice)


def _sort(
    match: re.Match[str],
    labels: list[tuple[SizePart, str]],
    advice: list[SizePart],
    bare: list[_Bare],
) -> None:
    """Put one token where it belongs."""
    if match["weight"]:
        advice.append(_weight(match))
    elif match["girth"]:
        advice.append(_girth(match))
    elif match["age"]:
        kind = PartKind.AGE_YEARS if match["years"] else PartKind.AGE_MONTHS
        advice.append(SizePart(kind, numbers=(Decimal(match["a1"]), Decimal(match["a2"]))))
    elif match["cn"]:
        advice.append(SizePart(PartKind.CN, match["cn"].upper(), (Decimal(match["height"]),)))
    elif match["one"]:
        labels.append((SizePart(PartKind.ONE_SIZE), ""))
    elif match["alpha"]:
        written = match["alpha"].upper()
        labels.append((SizePart(PartKind.ALPHA, canonical(written)), written))
    elif match["number"]:
        bare.append(_bare(match))


def _value(labels: list[tuple[SizePart, str]], advice: list[SizePart]) -> SizeValue | None:
    """Return the size when it has exactly one label and says nothing twice."""
    kinds = [part.kind for part in advice]
    if len(set(kinds)) < len(kinds) or len(labels) > 1:
        return None
    if labels:
        return SizeValue(*labels[0], tuple(advice))
    code = next((part for part in advice if part.kind is PartKind.CN), None)
    if code is None:
        return None
    return SizeValue(code, code.text, tuple(part for part in advice if part is not code))


def canonical(letters: str) -> str:
    """Return a letter size as tables write it: XXL is 2XL, 2L stays what it is."""
    match = _X_RUN.fullmatch(letters)
    return f"{len(match[1])}X{match[2]}" if match else letters


def _weight(match: re.Match[str]) -> SizePart:
    """Return advice by weight in kilograms, exact; pounds to a tenth."""
    numbers = (Decimal(match["w1"]), Decimal(match["w2"]))
    if match["jin"]:
        numbers = (numbers[0] * _KG_IN_JIN, numbers[1] * _KG_IN_JIN)
    elif match["lb"]:
        exact = [exactly(number, "pound", "kilogram") or number for number in numbers]
        numbers = (round(exact[0], 1), round(exact[1], 1))
    return SizePart(PartKind.WEIGHT_KG, numbers=tuple(plain(number) for number in numbers))


def _girth(match: re.Match[str]) -> SizePart:
    """Return a body measure the seller names, in centimetres."""
    numbers = [Decimal(one) for one in (match["g1"], match["g2"]) if one]
    if (match["gunit"] or "").casefold() == "mm":
        numbers = [number / _MM_IN_CM for number in numbers]
    return SizePart(_GIRTHS[match["which"]], numbers=tuple(plain(number) for number in numbers))


def _bare(match: re.Match[str]) -> _Bare:
    """Return a number with its system and unit."""
    numbers = tuple(plain(Decimal(one)) for one in (match["n1"], match["n2"]) if one)
    system = _SYSTEMS.get((match["system"] or match["after"] or "").upper())
    unit = (match["unit"] or "").casefold()
    return _Bare(numbers, system, "cm" if unit not in {"", "mm"} else unit, match["number"].strip())


def _label(number: _Bare, goods: Goods) -> SizePart | None:
    """Return what a number means as the label of a size; ``own`` where no system is sure."""
    text = "–".join(f"{one:f}" for one in number.numbers)
    if list(number.numbers) != sorted(set(number.numbers)):  # 36/7 is no span
        return None
    if goods.kind is GoodsKind.CLOTHING:
        return _clothing_label(number, goods, text)
    if number.system is not None:
        return SizePart(number.system, text, number.numbers)
    foot = _foot(number, goods)
    if foot is not None or number.unit:
        return foot
    low, high = _KIDS_EU if goods.wearer is Wearer.KIDS else _ADULT_EU
    known = all(low <= one <= high for one in number.numbers)
    return SizePart(PartKind.EU if known else PartKind.OWN, text, number.numbers)


def _clothing_label(number: _Bare, goods: Goods, text: str) -> SizePart | None:
    """Return what a number means on clothing: a kid's height, a named system, else the seller's own."""
    low, high = _HEIGHTS
    if goods.wearer is Wearer.KIDS and number.unit != "mm" and number.system is None:
        if all(low <= one <= high for one in number.numbers):
            return SizePart(PartKind.HEIGHT_CM, text, number.numbers)
        return None if number.unit else SizePart(PartKind.OWN, text, number.numbers)
    if number.unit:
        return None
    if number.system in {None, PartKind.EU}:  # no single European size: EU 38 stays EU 38
        return SizePart(PartKind.OWN, f"EU {text}" if number.system else text, number.numbers)
    return SizePart(number.system or PartKind.OWN, text, number.numbers)


def _foot(number: _Bare, goods: Goods, *, beside: bool = False) -> SizePart | None:
    """Return a number as a foot length in centimetres, or ``None`` where it is none for sure.

    Chinese shoes carry it in millimetres (230). Without a unit, 23.5 is one ``beside`` a label, and for
    adults, whose EU labels begin at 33.
    """
    if goods.kind is not GoodsKind.SHOES or number.system is not None:
        return None
    low, high = _FEET
    millimetres = number.unit == "mm" or (not number.unit and number.numbers[0] >= low * _MM_IN_CM)
    numbers = (
        tuple(plain(one / _MM_IN_CM) for one in number.numbers) if millimetres else number.numbers
    )
    if not all(low <= one <= high for one in numbers):
        return None
    adult = goods.wearer in {Wearer.WOMEN, Wearer.MEN} and min(numbers) > _FEET[1] / 2
    if not (number.unit or millimetres or adult or beside):
        return None
    return SizePart(PartKind.FOOT_CM, "–".join(f"{one:f}" for one in numbers), numbers)
