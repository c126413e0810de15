"""How wide a text is in columns: in a terminal, in a subtitle."""

from __future__ import annotations

import unicodedata
from typing import Final

_WIDE: Final = frozenset("WF")
_MARKS: Final = frozenset({"Mn", "Me", "Cf"})  # stand on or in the letter before


def width(text: str) -> int:
    """Return how many columns ``text`` takes; wide characters take two."""
    return sum(_columns(char) for char in text)


def shortened(text: str, columns: int) -> str:
    """Return ``text``, or as much of it as fits into ``columns`` with ``…`` behind; marks stay on letters."""
    room = columns
    for place, char in enumerate(text):
        room -= _columns(char)
        if room < 0:
            return f"{text[:place].rstrip()}…"
    return text


def _columns(char: str) -> int:
    if unicodedata.category(char) in _MARKS:
        return 0
    return 2 if unicodedata.east_asian_width(char) in _WIDE else 1
