"""How alike scripts sound: the share of runs of four words they have in common."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations
from typing import Final

from localizer.model.script import Lane, Script
from localizer.script.render import TOKEN
from localizer.script.thai import split

#: Words in a row that make two sentences sound the same.
RUN: Final = 4
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_HAN: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f]|[^\W_]+")

Runs = frozenset[tuple[str, ...]]


def words(text: str, locale: str) -> list[str]:
    """Return what ``text`` is heard as: words, characters in Chinese, syllables in Thai; tokens as one."""
    text = TOKEN.sub(" TOKEN ", text)
    if locale.startswith("zh"):
        return _HAN.findall(text)
    if locale.startswith("th"):
        return [piece for piece in split(text) if piece.strip()]
    return _WORD.findall(text.casefold())


def runs(script: Script) -> Runs:
    """Return the runs of four words inside the lines the host says."""
    found: set[tuple[str, ...]] = set()
    for line in script.lines:
        if line.lane is Lane.HOST:
            said = words(line.text, script.locale)
            found |= {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}
    return frozenset(found)


def overlap(first: Runs, second: Runs) -> float:
    """Return the share of the shorter script's runs that the other has too, 0 to 1."""
    least = min(len(first), len(second))
    return len(first & second) / least if least else 0.0


def mean_overlap(scripts: Iterable[Script]) -> float:
    """Return the mean `overlap` of all pairs of ``scripts``; 0 for fewer than two."""
    found = [runs(script) for script in scripts]
    shares = [overlap(one, two) for one, two in combinations(found, 2)]
    return sum(shares) / len(shares) if shares else 0.0
