"""How many words a text has, whatever script it is in: what work is measured and paid by."""

from __future__ import annotations

import re
from typing import Final

#: Chinese characters, which are a word each, as office programs count them; so are Japanese syllables.
_HAN: Final = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_KANA: Final = r"\u3041-\u3096\u30a1-\u30fa\u31f0-\u31ff\uff66-\uff6f\uff71-\uff9d"
#: Japanese marks inside words: those that lengthen or repeat a syllable.
_KANA_MARKS: Final = r"\u3005\u3099\u309a\u309d\u309e\u30fc-\u30fe\uff70\uff9e\uff9f"
#: Thai writes no spaces between words.
_THAI: Final = r"\u0e01-\u0e3a\u0e40-\u0e4e"
_ONES: Final = rf"{_HAN}{_KANA}"
#: Accents that stand on letters.
_ACCENTS: Final = r"\u0300-\u036f"
_WORD: Final = re.compile(
    rf"[{_ONES}][{_KANA_MARKS}]*|(?P<thai>[{_THAI}]+)"
    rf"|(?:[^\W{_ONES}{_KANA_MARKS}{_THAI}]|[{_ACCENTS}])+"
)
_HAS_THAI: Final = re.compile(rf"[{_THAI}]")
#: Thai characters to a word: Global Information Management Metrics Volume (GMX-V) 2.0, "Logographic
#: Scripts" (checked 2026-11-23).
THAI_WORD: Final = 6


def count_words(text: str) -> int:
    """Return the number of words of ``text``.

    A Chinese character or a Japanese syllable is one, so is a run of letters and digits of any other script;
    a run of Thai counts by its length, rounded up.
    """
    if _HAS_THAI.search(text) is None:
        return len(_WORD.findall(text))
    return sum(_words(found) for found in _WORD.finditer(text))


def _words(found: re.Match[str]) -> int:
    thai = found["thai"]
    return 1 if thai is None else -(-len(thai) // THAI_WORD)
