"""Where words begin and end, Thai ones too: what a double click takes and Ctrl+Right steps over.

Qt finds the words of Thai only where a library of the system tells it; elsewhere the program's own spelling
rules part them, which at worst takes a syllable for a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import Final

from PySide6.QtCore import QTextBoundaryFinder

from localizer.script.thai import breakable

_THAI: Final = re.compile("[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e4e]+")
_BREAK: Final = "\u200b"


def word_edges(text: str) -> list[int]:
    """Return the places of ``text``, counted as Qt does in UTF-16, at which a word begins or ends."""
    edges = set(_edges(text))
    if not _knows_thai():
        for run in _THAI.finditer(text):
            at = width(text[: run.start()])
            edges -= set(range(at + 1, at + width(run[0])))
            for word in breakable(run[0]).split(_BREAK):
                edges.add(at)
                at += width(word)
            edges.add(at)
    return sorted(edges | {0, width(text)})


def word_at(text: str, place: int) -> tuple[int, int]:
    """Return start and end of the word at ``place``, both in UTF-16."""
    edges = word_edges(text)
    at = min(max(bisect_right(edges, place) - 1, 0), max(len(edges) - 2, 0))
    return edges[at], edges[min(at + 1, len(edges) - 1)]


def next_word(text: str, place: int) -> int:
    """Return where the next word after ``place`` begins, the end of the text if there is none."""
    starts = _starts(text)
    at = bisect_right(starts, place)
    return starts[at] if at < len(starts) else width(text)


def previous_word(text: str, place: int) -> int:
    """Return where the word before ``place`` begins, 0 if there is none."""
    starts = _starts(text)
    at = bisect_left(starts, place)
    return starts[at - 1] if at else 0


def _starts(text: str) -> list[int]:
    """Return the edges after which something other than space stands."""
    signs = text.encode("utf-16-le", "surrogatepass")
    found = []
    for edge in word_edges(text):
        rest = signs[edge * 2 : edge * 2 + 2].decode("utf-16-le", "replace")
        if rest and not rest.isspace():
            found.append(edge)
    return found


def _edges(text: str) -> list[int]:
    finder = QTextBoundaryFinder(QTextBoundaryFinder.BoundaryType.Word, text)
    found = [0]
    while (place := finder.toNextBoundary()) >= 0:
        found.append(place)
    return found


def width(text: str) -> int:
    """Return how long ``text`` is as Qt counts, in UTF-16."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@cache
def _knows_thai() -> bool:
    probe = "สวัสดีครับ"
    return len(_edges(probe)) > len((0, len(probe)))
