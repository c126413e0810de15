"""Finding many words in a text in one pass over it."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable
from typing import Final, Generic, TypeVar

Meaning = TypeVar("Meaning")
_LATIN: Final = frozenset(string.ascii_lowercase + string.digits)
_RUN: Final = re.compile(r"[a-z0-9]+")


class _Node(Generic[Meaning]):
    """A place in the tree of words: what a word that ends here means, and how words go on.

    ``waiting`` are the words below, not yet sorted into nodes: most are never come to.
    """

    __slots__ = ("_waiting", "meanings", "nodes")

    def __init__(self) -> None:
        self.meanings: tuple[Meaning, ...] = ()
        self.nodes: dict[str, _Node[Meaning]] | None = None
        self._waiting: list[tuple[str, Meaning]] = []

    def add(self, word: str, depth: int, meaning: Meaning) -> None:
        """Take in a word of which ``depth`` letters lead here, before the first look at `below`."""
        if len(word) == depth:
            self.meanings = (*self.meanings, meaning)
        else:
            self._waiting.append((word, meaning))

    def below(self, depth: int) -> dict[str, _Node[Meaning]]:
        """Return the nodes one letter on, by letter."""
        nodes: dict[str, _Node[Meaning]] = {}
        for word, meaning in self._waiting:
            node = nodes.get(word[depth])
            if node is None:
                node = nodes[word[depth]] = _Node()
            node.add(word, depth + 1, meaning)
        self._waiting.clear()
        self.nodes = nodes
        return nodes


class Words(Generic[Meaning]):
    """Words with what they mean, kept letter by letter: a Latin word is found whole, any other anywhere."""

    def __init__(self, words: Iterable[tuple[str, Meaning]]) -> None:
        """Keep ``words``, which are folded; one word may mean several things."""
        root: _Node[Meaning] = _Node()
        self._count = 0
        for word, meaning in words:
            root.add(word, 0, meaning)
            self._count += 1
        # A run of Latin letters has a node even where no word begins so: the whole run is passed over
        self._first = {letter: _Node[Meaning]() for letter in _LATIN} | root.below(0)

    def __len__(self) -> int:
        """Return how many words there are, one with two meanings twice."""
        return self._count

    def find(self, text: str) -> list[tuple[int, int, Meaning]]:
        """Return (start, end, meaning) of every word in the folded ``text``: by start, the longer first.

        Words of Latin letters and digits count as whole words only; Chinese and Thai need no word ends.
        """
        first = self._first.get
        named: list[tuple[int, int, Meaning]] = []
        long = len(text)
        run_end = 0
        for at, letter in enumerate(text):
            node = first(letter)
            if node is None:
                continue
            if letter in _LATIN:
                if at < run_end:
                    continue
                run_end = _RUN.match(text, at).end()  # type: ignore[union-attr]  # it begins with one
            end, place = at + 1, len(named)
            while node is not None:
                meant = node.meanings
                if meant and (
                    end == long or text[end] not in _LATIN or text[end - 1] not in _LATIN
                ):
                    for one in reversed(meant):
                        named.insert(place, (at, end, one))
                if end == long:
                    break
                below = node.nodes
                if below is None:
                    below = node.below(end - at)
                node = below.get(text[end])
                end += 1
        return named
