"""What a reader takes for one character: a letter with its marks, an emoji with its parts.

The rules of Unicode Standard Annex 29 for the scripts of the program's languages and for emoji; Indic
conjuncts and Hangul written in single letters are left apart.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_JOINER: Final = "\u200d"
#: Thai and Lao AM, which stand behind a letter as a letter of their own but belong to it.
_BEHIND: Final = frozenset("\u0e33\u0eb3")
_MARKS: Final = frozenset({"Mn", "Mc", "Me"})
_SKIN: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)
_FLAGS: Final = range(0x1F1E6, 0x1F200)


def clusters(text: str) -> list[str]:
    """Cut ``text`` into what is read as one character; joined they are ``text`` again."""
    found: list[str] = []
    for character in text:
        if found and _belongs(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _belongs(before: str, character: str) -> bool:
    """Tell whether ``character`` is read together with the cluster ``before``."""
    if before in {"\r", "\n", "\r\n"}:
        return before == "\r" and character == "\n"
    number = ord(character)
    if character == _JOINER or character in _BEHIND or number in _SKIN or number in _TAGS:
        return True
    if unicodedata.category(character) in _MARKS:
        return True
    if before[-1] == _JOINER:
        return unicodedata.category(character) == "So"
    return number in _FLAGS and len(before) == 1 and ord(before) in _FLAGS
