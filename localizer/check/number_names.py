"""Small numbers as words: what a source writes in digits a text may write out, and the other way round."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

#: Beginnings of words for 1, 2, 3 … by language, alternatives with a stroke. General knowledge, 2026-11-23.
_WORDS: Final[dict[str, str]] = {
    "en": "one|single two|double|dual|twin|pair|twice three|triple four five six seven eight nine ten "
    "eleven twelve",
    "de": "ein zwei|doppel|zweifach|paar drei vier fünf sechs sieb acht neun zehn elf zwölf",
    "fr": "un|une|simple deux|double|paire trois|triple quatre cinq six sept huit neuf dix onze douze",
    "es": "un|una dos|doble|par tres|triple cuatro cinco seis siete ocho nueve diez once doce",
    "it": "un|una|uno due|doppi|coppia|bi tre|tripl quattro cinque sei sette otto nove dieci undici dodici",
    "pt": "um|uma dois|duas|duplo|dupla|par três|tripl quatro cinco seis sete oito nove dez onze doze",
    "id": "satu|se dua|sepasang|ganda|dobel tiga empat lima enam tujuh delapan sembilan sepuluh sebelas",
    "ms": "satu|se dua|sepasang|ganda tiga empat lima enam tujuh lapan sembilan sepuluh sebelas",
    "fil": "isa|isang dalawa|doble|double|pares tatlo|triple apat lima anim pito walo siyam sampu",
    "vi": "một hai|đôi|kép ba bốn|tư năm sáu bảy tám chín mười",
}
#: Thai has no spaces: the word may stand anywhere. Chinese numerals are read elsewhere.
_THAI: Final = "หนึ่ง|เดี่ยว สอง|คู่ สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ"
_DOZENS: Final = 12


@lru_cache(maxsize=256)
def _pattern(spoken: str, number: int) -> re.Pattern[str] | None:
    words = (_THAI if spoken == "th" else _WORDS.get(spoken, "")).split()
    if number > len(words):
        return None
    return re.compile(
        words[number - 1] if spoken == "th" else rf"\b(?:{words[number - 1]})", re.IGNORECASE
    )


def says(text: str, number: Decimal, spoken: str) -> bool:
    """Tell whether ``text`` in the language ``spoken`` has a word for ``number``, which is small."""
    if not 0 < number <= _DOZENS or number != number.to_integral_value():
        return False
    pattern = _pattern(spoken, int(number))
    return pattern is not None and pattern.search(text) is not None
