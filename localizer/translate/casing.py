"""Upper and lower case of composed texts. Scripts without case pass through unchanged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from localizer.model.term import Casing
from localizer.translate.composed import Piece

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def apply_case(pieces: Iterable[Piece], casing: Casing, small: frozenset[str]) -> tuple[Piece, ...]:
    """Return ``pieces`` in ``casing``; fixed ones keep theirs, words in ``small`` stay small inside."""
    done: list[Piece] = []
    for number, piece in enumerate(pieces):
        text = piece.text
        if not piece.fixed and casing is Casing.TITLE:
            text = title_case(text, small, first=number == 0)
        elif not piece.fixed and casing is Casing.SENTENCE and number == 0:
            text = capitalize(text)
        done.append(piece if text == piece.text else piece._replace(text=text))
    return tuple(done)


def title_case(text: str, small: frozenset[str], *, first: bool = True) -> str:
    """Capitalize every wholly lower-case word not in ``small``; ``first``: the first word always."""

    def upper(match: re.Match[str]) -> str:
        word = match[0]
        keeps = word in small and not (first and match.start() == 0)
        return word if keeps or not word.islower() else capitalize(word)

    return _WORD.sub(upper, text)


def capitalize(text: str) -> str:
    """Return ``text`` with its first character in upper case, the rest as it is."""
    return text[:1].upper() + text[1:]
