"""Finding many words in a text in one pass over it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from typing import Final, Generic, TypeVar

Meaning = TypeVar("Meaning")
_LATIN: Final = frozenset(string.ascii_lowercase + string.digits)
_RUN: Final = re.compile(r"[a-z0-9]+")
#: Other scripts write no spaces: their words are looked up by so many characters.
_START: Final = 2


class Words(Generic[Meaning]):
    """Words with what they mean, found by how they begin: a Latin word whole, any other by two characters."""

    def __init__(self, words: Iterable[tuple[str, Meaning]]) -> None:
        """Keep ``words``, which are folded; one word may mean several things."""
        self._starts: dict[str, list[tuple[str, Meaning]]] = {}
        for word, meaning in sorted(words, key=lambda one: -len(one[0])):
            run = _RUN.match(word)
            start = word[:_START] if run is None else run[0]
            self._starts.setdefault(start, []).append((word, meaning))

    def __len__(self) -> int:
        """Return how many words there are."""
        return sum(map(len, self._starts.values()))

    def find(self, text: str) -> Iterator[tuple[int, int, Meaning]]:
        """Yield (start, end, meaning) of every word in the folded ``text``: by start, the longer first.

        Words of Latin letters and digits count as whole words only; Chinese and Thai need no word ends.
        """
        starts = self._starts.get
        run_end = 0
        for at, letter in enumerate(text):
            if letter in _LATIN:
                if at < run_end:
                    continue
                run_end = _RUN.match(text, at).end()  # type: ignore[union-attr]  # it begins with one
                found: Iterable[tuple[str, Meaning]] = starts(text[at:run_end], ())
            else:
                two = text[at : at + _START]
                found = starts(two, ())
                if two != letter and letter in self._starts:
                    found = [*found, *self._starts[letter]]
            for word, meaning in found:
                end = at + len(word)
                if text.startswith(word, at) and not (
                    end < len(text) and text[end] in _LATIN and text[end - 1] in _LATIN
                ):
                    yield at, end, meaning
