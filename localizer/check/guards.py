"""Which patterns can match a text at all, told by one pass of an automaton over it.

A pattern needs some literal: one of ``cure`` and ``heal`` for ``(?:cures?|heals?) acne``. The literals of all
patterns are looked for together (Aho-Corasick); only patterns one of whose literals is there are tried.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any, Final

import ahocorasick

#: A pattern with more literals than this is not guarded: it would be tried nearly always.
MOST: Final = 400
#: A literal of one Latin letter says nothing; a Chinese character does.
_SHORTEST: Final = 2
#: The first of the Chinese characters and their parts.
_EASTERN: Final = 0x2E80

#: How the standard library reads a pattern; it has had this name since Python 3.11.
_parser: Final[Any] = import_module("re._parser")
_REPEATS: Final = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})


class Guards:
    """The literals of a list of patterns in one automaton."""

    def __init__(self, patterns: Sequence[str]) -> None:
        """Read ``patterns``; they are known by their places in the list from then on."""
        self._always: list[int] = []
        by_literal: dict[str, list[int]] = {}
        for place, pattern in enumerate(patterns):
            literals = literals_of(pattern)
            if not literals:
                self._always.append(place)
            for literal in literals:
                by_literal.setdefault(literal, []).append(place)
        self._automaton = ahocorasick.Automaton()
        for literal, places in by_literal.items():
            self._automaton.add_word(literal, tuple(places))
        if by_literal:
            self._automaton.make_automaton()
        self._empty = not by_literal

    def possible(self, lowered: str) -> list[int]:
        """Return the places of the patterns that can match a text, given in lower case, in order."""
        if self._empty:
            return self._always
        found = {place for _end, places in self._automaton.iter(lowered) for place in places}
        return sorted(found.union(self._always)) if found else self._always


def branches(pattern: str) -> list[str]:
    """Return the alternatives of ``pattern`` at its top: each has literals of its own, so few are tried."""
    parts, depth, in_set, start = [], 0, False, 0
    place = 0
    while place < len(pattern):
        char = pattern[place]
        if char == "\\":
            place += 1
        elif in_set:
            # a bracket that closes at once is one of the set
            in_set = char != "]" or pattern[place - 1] == "[" or pattern[place - 2 : place] == "[^"
        elif char == "[":
            in_set = True
        else:
            depth += (char == "(") - (char == ")")
            if char == "|" and depth == 0:
                parts.append(pattern[start:place])
                start = place + 1
        place += 1
    return [*parts, pattern[start:]]


def literals_of(pattern: str) -> frozenset[str]:
    """Return texts in lower case one of which is in whatever ``pattern`` matches; none if nobody can tell."""
    found = _of_sequence(list(_parser.parse(pattern, re.IGNORECASE)))
    return found if found is not None and len(found) <= MOST else frozenset()


def _of_sequence(items: list[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the best literals of things in a row: those of the part whose shortest is the longest."""
    candidates: list[frozenset[str]] = []
    run = ""
    for operation, value in items:
        if str(operation) == "LITERAL":
            run += chr(value)
            continue
        candidates.extend(_whole(run))
        run = ""
        inner = _of_item(str(operation), value)
        if inner:
            candidates.append(inner)
    candidates.extend(_whole(run))
    return max(candidates, key=_worth, default=None)


def _whole(run: str) -> list[frozenset[str]]:
    lowered = run.lower()
    # Some letters change their length in lower case (İ): what stands for them is not certain.
    return [frozenset({lowered})] if _telling(lowered) and len(lowered) == len(run) else []


def _of_item(operation: str, value: Any) -> frozenset[str] | None:  # noqa: ANN401 - the parser's
    if operation == "BRANCH":
        return _of_branch(value[1])
    if operation == "SUBPATTERN":
        return _of_sequence(list(value[3]))
    if operation == "ATOMIC_GROUP":
        return _of_sequence(list(value))
    if operation in _REPEATS and value[0] > 0:
        return _of_sequence(list(value[2]))
    if operation == "IN":
        return _of_set(value)
    return None


def _of_branch(branches: Iterable[Any]) -> frozenset[str] | None:
    """Return the literals of every branch together; nothing where one branch has none."""
    together: set[str] = set()
    for branch in branches:
        one = _of_sequence(list(branch))
        if not one:
            return None
        together |= one
    return frozenset(together)


def _of_set(members: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Return the characters of a set of telling ones; nothing for ranges and classes."""
    chars: set[str] = set()
    for operation, value in members:
        if str(operation) != "LITERAL" or not _telling(chr(value).lower()):
            return None
        chars.add(chr(value).lower())
    return frozenset(chars)


def _telling(literal: str) -> bool:
    """Tell whether a literal is rare enough to be worth looking for."""
    return len(literal) >= _SHORTEST or (len(literal) == 1 and ord(literal) >= _EASTERN)


def _worth(literals: frozenset[str]) -> tuple[int, int]:
    weights = [len(one) + 3 * (ord(one[0]) >= _EASTERN) for one in literals]
    return min(weights), -len(literals)
