"""Codes of strangers' files in a text: what they stand for where that is told, else tags of XLIFF.

A code without original data would be nothing in a text, and one whose data is a word could not be told from
the word: such codes are written as ``<ph id="1"/>`` or ``<g id="1">…</g>``. `filling` finds them all again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from localizer.exchange.xliff.rules.grammar import local

Element = Any
#: What no plain word of a text has: a code that has one of them is seen as such.
_CODE_LIKE: Final = re.compile(r"[<>{}\[\]%$&\\|#]")
_SHORTEST: Final = 2
#: The attributes that tell codes apart, by element.
_NAMES: Final = ("id", "startRef")
#: Elements with text between their two halves.
PAIRED: Final = frozenset(["pc", "g"])
#: Codes of XLIFF 2 and 1.2 that stand alone in a text.
ALONE: Final = frozenset(["ph", "sc", "ec", "x", "bx", "ex", "bpt", "ept", "it"])


@dataclass(frozen=True, slots=True)
class Plain:
    """The text around the codes of a unit: a code that reads the same as part of it stands as a tag."""

    text: str = ""

    def shown(self, said: str, element: Element, *, end: bool = False) -> str:
        """Return how a code stands in a text; ``said`` is what it stands for."""
        if len(said) >= _SHORTEST and _CODE_LIKE.search(said) and said not in self.text:
            return said
        return tag(element, end=end)


def tag(element: Element, *, end: bool = False) -> str:
    """Return a code as a tag with what tells it from others."""
    name = local(element)
    if end:
        return f"</{name}>"
    said = "".join(f' {key}="{text}"' for key in _NAMES if (text := element.get(key)) is not None)
    return f"<{name}{said}{'' if name in PAIRED else '/'}>"


def plain_text(contents: Iterable[Element | None]) -> Plain:
    """Return the text around the codes of sources and targets."""
    said: list[str] = []
    for content in contents:
        if content is not None:
            _collect(content, said)
    return Plain("\n".join(said))


def _collect(element: Element, said: list[str]) -> None:
    said.append(element.text or "")
    for one in element:
        name = local(one)
        if name in PAIRED or name == "mrk":
            _collect(one, said)
        said.append(one.tail or "")
