"""Which language a catalog is written in, judged by its script."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

SAMPLE_CHARS: Final = 20_000
#: Product titles mix in Latin brands and sizes; a fifth of the letters is decisive.
SHARE: Final = 0.2
KANA_SHARE: Final = 0.05
_RANGES: Final = {
    "han": (0x4E00, 0x9FFF),
    "kana": (0x3040, 0x30FF),
    "thai": (0x0E00, 0x0E7F),
    "hangul": (0xAC00, 0xD7AF),
}


def guess_locale(texts: Iterable[str]) -> str:
    """Return ``zh-Hans``, ``zh-Hant``, ``ja``, ``th``, ``ko`` or, for everything else, ``en``."""
    counts = dict.fromkeys(_RANGES, 0)
    letters = simplified = traditional = 0
    for char in _letters(texts):
        letters += 1
        script = next((s for s, (a, b) in _RANGES.items() if a <= ord(char) <= b), None)
        if script is not None:
            counts[script] += 1
        if script == "han":
            here, there = _is_in(char, "gb2312"), _is_in(char, "big5")
            simplified += here and not there
            traditional += there and not here
    total = max(1, letters)
    if counts["kana"] / total > KANA_SHARE:
        return "ja"
    if counts["han"] / total > SHARE:
        return "zh-Hant" if traditional > simplified else "zh-Hans"
    for script, locale in (("thai", "th"), ("hangul", "ko")):
        if counts[script] / total > SHARE:
            return locale
    return "en"


def _letters(texts: Iterable[str]) -> Iterable[str]:
    seen = 0
    for text in texts:
        yield from (char for char in text if char.isalpha())
        seen += len(text)
        if seen > SAMPLE_CHARS:
            return


def _is_in(char: str, codec: str) -> bool:
    """Tell whether ``char`` belongs to the set of ``codec``: GB 2312 is simplified, Big5 traditional."""
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
