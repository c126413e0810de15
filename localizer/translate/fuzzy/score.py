"""How like two texts are, in per cent, and which numbers and codes differ between them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from localizer.translate.fuzzy.tokens import Token, same_key, tokens

#: The score of equal texts, and of nothing else.
EQUAL: Final = 100


@dataclass(frozen=True, slots=True)
class Difference:
    """A number or model code that is ``old`` in the match's source and ``new`` in the text to translate.

    As written, with the symbol of its unit; empty where one side has none.
    """

    old: str
    new: str


def similarity(a: str, b: str) -> int:
    """Return how like ``a`` and ``b`` are: the share of characters that need no edit, in whole per cent.

    Levenshtein distance over the longer length, of the texts in NFC; rounded down, so that 100 means equal.
    Characters and not words, because Chinese and Thai have no spaces between words.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - late: see the package

    first, second = unicodedata.normalize("NFC", a), unicodedata.normalize("NFC", b)
    return percent(Levenshtein.distance(first, second), max(len(first), len(second)))


def percent(edits: int, length: int) -> int:
    """Return the score of ``edits`` in a text of ``length`` characters (of the longer one)."""
    return EQUAL * (length - edits) // length if length else EQUAL


def differences(match_source: str, source: str) -> tuple[Difference, ...]:
    """Return the numbers and codes that differ, in the order of the texts.

    A text that differs from its match by a number only has a high score and a wrong translation.
    """
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415 - late: see the package

    before = unicodedata.normalize("NFC", match_source)
    after = unicodedata.normalize("NFC", source)
    old, new = tokens(before), tokens(after)
    edits = Levenshtein.opcodes(
        *_numbered([same_key(one) for one in old], [same_key(one) for one in new])
    )
    found: list[Difference] = []
    for edit in edits:
        if edit.tag != "equal":
            removed = _written(before, old[edit.src_start : edit.src_end])
            added = _written(after, new[edit.dest_start : edit.dest_end])
            found += _paired(removed, added)
    return tuple(found)


def _numbered(first: Sequence[str], second: Sequence[str]) -> tuple[list[int], list[int]]:
    """Return a number for each text, the same for equal texts: a comparison must not rest on hashes."""
    numbers: dict[str, int] = {}
    return (
        [numbers.setdefault(one, len(numbers)) for one in first],
        [numbers.setdefault(one, len(numbers)) for one in second],
    )


def _written(text: str, found: Sequence[Token]) -> list[str]:
    return [text[one.start : one.whole] for one in found]


def _paired(old: list[str], new: list[str]) -> list[Difference]:
    """Pair what was removed with what was added at the same place; the longer side's rest stands alone."""
    length = max(len(old), len(new))
    old += [""] * (length - len(old))
    new += [""] * (length - len(new))
    return [Difference(before, after) for before, after in zip(old, new, strict=True)]
