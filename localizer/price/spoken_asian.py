"""Whole numbers in words for the Asian languages of the launch: id, ms, vi, th, zh-Hans, zh-Hant.

All functions take 0 to 999 999 999 999 and return words in NFC. They must not know currencies, except that
`chinese_counted` knows which "two" stands before a measure word. Own tables, November 2026: the one free
library (num2words 0.5.14) has no Malay and no Chinese, and says 1001 wrongly in Vietnamese.
"""

# ruff: noqa: PLR2004 - two, ten and a hundred have no clearer names than their digits

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from localizer.price.spoken_unit import words_of

_MILLION: Final = 1_000_000
_ONES_ID: Final = words_of("nol satu dua tiga empat lima enam tujuh delapan sembilan")
_ONES_MS: Final = words_of("sifar satu dua tiga empat lima enam tujuh lapan sembilan")
_ONES_VI: Final = words_of("không một hai ba bốn năm sáu bảy tám chín")
_ONES_TH: Final = words_of("ศูนย์ หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า")
_ONES_ZH: Final = "零一二三四五六七八九"
_THAI_PLACES: Final = ((100_000, "แสน"), (10_000, "หมื่น"), (1_000, "พัน"), (100, "ร้อย"))


def indonesian(number: int) -> str:
    """Return Indonesian words: 1100 is ``seribu seratus``."""
    return _malayic(number, _ONES_ID, "miliar")


def malay(number: int) -> str:
    """Return Malay words: as Indonesian, but ``lapan``, ``sifar`` and ``bilion``."""
    return _malayic(number, _ONES_MS, "bilion")


def _malayic(number: int, ones: tuple[str, ...], billion: str) -> str:
    """Say ``number``; one hundred and one thousand alone take se-, one million does not."""
    if number < 10:
        return ones[number]
    words = []
    for size, name in ((10**9, billion), (_MILLION, "juta"), (1000, "ribu"), (100, "ratus")):
        count, number = divmod(number, size)
        if count:
            short = count == 1 and size <= 1000
            words.append(f"se{name}" if short else f"{_malayic(count, ones, billion)} {name}")
    if number in (10, 11):
        words.append("sepuluh" if number == 10 else "sebelas")
    elif number in range(12, 20):
        words.append(f"{ones[number - 10]} belas")
    else:
        tens, unit = divmod(number, 10)
        words += [f"{ones[tens]} puluh"] if tens else []
        words += [ones[unit]] if unit else []
    return " ".join(words)


def vietnamese(number: int) -> str:
    """Return Vietnamese words, the northern standard: ``nghìn``, ``linh``; 1001 says its empty hundred.

    An empty group of three is skipped: 1 000 001 is ``một triệu không trăm linh một``.
    """
    if not number:
        return _ONES_VI[0]
    words: list[str] = []
    for size, name in ((10**9, "tỷ"), (_MILLION, "triệu"), (1000, "nghìn"), (1, "")):
        group, number = divmod(number, size)
        if group:
            words += _vietnamese_group(group, inner=bool(words))
            words += [name] if name else []
    return " ".join(words)


def _vietnamese_group(group: int, *, inner: bool) -> list[str]:
    """Say 1 to 999; an ``inner`` group says its missing hundred too."""
    hundreds, rest = divmod(group, 100)
    words = [_ONES_VI[hundreds], "trăm"] if hundreds or inner else []
    tens, unit = divmod(rest, 10)
    if tens == 0:
        if unit:
            words += ["linh", _ONES_VI[unit]] if words else [_ONES_VI[unit]]
        return words
    words += ["mười"] if tens == 1 else [_ONES_VI[tens], "mươi"]
    if unit == 5:
        words.append("lăm")
    elif unit == 1 and tens > 1:
        words.append("mốt")
    elif unit:
        words.append(_ONES_VI[unit])
    return words


def thai(number: int) -> str:
    """Return Thai words, unspaced; a final one after anything is ``เอ็ด``."""
    millions, rest = divmod(number, _MILLION)
    words = f"{thai(millions)}ล้าน" if millions else ""
    if millions and not rest:
        return words
    for size, name in _THAI_PLACES:
        count, rest = divmod(rest, size)
        if count:
            words += _ONES_TH[count] + name
    tens, unit = divmod(rest, 10)
    if tens:
        words += ("" if tens == 1 else "ยี่" if tens == 2 else _ONES_TH[tens]) + "สิบ"
    if unit == 1 and words:
        words += "เอ็ด"
    elif unit or not words:
        words += _ONES_TH[unit]
    return words


@dataclass(frozen=True, slots=True)
class Han:
    """The characters in which the two scripts part."""

    two: str
    wan: str
    yi: str


HANS: Final = Han("两", "万", "亿")
HANT: Final = Han("兩", "萬", "億")


def chinese(number: int, han: Han) -> str:
    """Return Chinese words as they are spoken: 两百, 两千, 两万, but 二十 and 十二万."""
    text, gap = "", False
    for size, name in ((10**8, han.yi), (10**4, han.wan), (1, "")):
        section, number = divmod(number, size)
        if not section:
            gap = bool(text)
            continue
        if gap or (text and section < 1000):
            text += _ONES_ZH[0]
        pair = section == 2 and name
        text += (han.two if pair else _chinese_section(section, han, first=not text)) + name
    return text or _ONES_ZH[0]


def _chinese_section(section: int, han: Han, *, first: bool) -> str:
    """Say 1 to 9999; ten is 十 where the number begins with it and 一十 elsewhere."""
    text, gap = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        count, section = divmod(section, size)
        if not count:
            gap = bool(text)
            continue
        if gap:
            text, gap = text + _ONES_ZH[0], False
        if size == 10 and count == 1 and first and not text:
            text += name
        else:
            text += (han.two if count == 2 and size >= 100 else _ONES_ZH[count]) + name
    return text


def chinese_counted(number: int, unit: str, han: Han) -> str:
    """Return ``number`` of a measure word: two alone is 两, as in 两元."""
    return (han.two if number == 2 else chinese(number, han)) + unit


def jiao_fen(hundredths: int, han: Han, *, alone: bool) -> str:
    """Return 1 to 99 hundredths as 角 and 分; after a whole amount an empty 角 is said as 零."""
    jiao, fen = divmod(hundredths, 10)
    text = chinese_counted(jiao, "角", han) if jiao else ""
    if not fen:
        return text
    if text:
        return f"{text}{_ONES_ZH[fen]}分"
    return ("" if alone else _ONES_ZH[0]) + chinese_counted(fen, "分", han)
