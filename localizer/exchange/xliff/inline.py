"""Texts with tags and tokens as the inline codes of XLIFF: a translator's tool keeps them whole.

Tags that open and close become a pair, all others and tokens (``{price}``) one code. A code of the
translation has the number of the same code in the source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from localizer.exchange.xliff.markup import HELD, HELD_INSIDE

_CODE: Final = re.compile(
    f"<!--[{HELD}]{{0,2000}}?-->|</?[A-Za-z][{HELD_INSIDE}]{{0,2000}}>"
    r"|&(?:#\d{1,7}|#x[0-9A-Fa-f]{1,6}|\w{2,31});"
    r"|\{[a-z_]{1,32}(?::[^{}\s]{0,32})?\}"
    # what XML cannot hold
    f"|[^{HELD}]"
)
_NAME: Final = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_ALONE: Final = frozenset(
    [
        "br",
        "hr",
        "img",
        "wbr",
        "input",
        "meta",
        "link",
        "col",
        "area",
        "base",
        "embed",
        "source",
        "track",
    ]
)


class Kind(StrEnum):
    """What a piece of a text is."""

    TEXT = "text"
    ALONE = "alone"
    OPENS = "opens"
    CLOSES = "closes"
    #: A character that XML cannot hold.
    CHARACTER = "character"


class Piece(NamedTuple):
    """A run of text or one code as it stands in the text; ``number`` is the code's, 0 for none.

    The two halves of a pair have one number.
    """

    kind: Kind
    text: str
    number: int = 0


def pieces(text: str, known: Iterable[Piece] = ()) -> list[Piece]:
    """Return the pieces of ``text``; codes that are among ``known`` have their numbers."""
    if not _CODE.search(text):
        return [Piece(Kind.TEXT, text)] if text else []
    raw = list(_split(text))
    pairs = _pairs(raw)
    free = _Numbers(known)
    made: list[Piece] = []
    opened: dict[int, int] = {}
    for place, piece in enumerate(raw):
        if piece.kind in (Kind.TEXT, Kind.CHARACTER):
            made.append(piece)
        elif place in pairs:
            number = free.take((Kind.OPENS, piece.text, raw[pairs[place]].text))
            opened[pairs[place]] = number
            made.append(Piece(Kind.OPENS, piece.text, number))
        elif place in opened:
            made.append(Piece(Kind.CLOSES, piece.text, opened[place]))
        else:
            made.append(Piece(Kind.ALONE, piece.text, free.take((Kind.ALONE, piece.text, ""))))
    return made


class _Numbers:
    """Gives codes their numbers: those of the same codes known before, in order, else new ones."""

    def __init__(self, known: Iterable[Piece]) -> None:
        self._free: dict[tuple[Kind, str, str], list[int]] = {}
        self._last = 0
        pieces_ = list(known)
        closing = {one.number: one.text for one in pieces_ if one.kind is Kind.CLOSES}
        for one in pieces_:
            self._last = max(self._last, one.number)
            if one.kind is Kind.OPENS:
                key = (Kind.OPENS, one.text, closing.get(one.number, ""))
                self._free.setdefault(key, []).append(one.number)
            elif one.kind is Kind.ALONE:
                self._free.setdefault((Kind.ALONE, one.text, ""), []).append(one.number)

    def take(self, key: tuple[Kind, str, str]) -> int:
        """Return the number of the code ``key``."""
        same = self._free.get(key)
        if same:
            return same.pop(0)
        self._last += 1
        return self._last


def _split(text: str) -> Iterator[Piece]:
    place = 0
    for found in _CODE.finditer(text):
        if found.start() > place:
            yield Piece(Kind.TEXT, text[place : found.start()])
        code = found[0]
        plain = len(code) == 1
        yield Piece(Kind.CHARACTER if plain else Kind.ALONE, code)
        place = found.end()
    if place < len(text):
        yield Piece(Kind.TEXT, text[place:])


def _pairs(raw: list[Piece]) -> dict[int, int]:
    """Return which code closes which: only pairs that are well nested."""
    waiting: list[tuple[str, int]] = []
    found: dict[int, int] = {}
    for place, piece in enumerate(raw):
        name = _NAME.match(piece.text) if piece.kind is Kind.ALONE else None
        if name is None or piece.text.endswith("/>") or name[1].lower() in _ALONE:
            continue
        if not piece.text.startswith("</"):
            waiting.append((name[1].lower(), place))
            continue
        at = next(
            (i for i in reversed(range(len(waiting))) if waiting[i][0] == name[1].lower()), None
        )
        if at is not None:
            found[waiting[at][1]] = place
            del waiting[at:]  # what was opened inside and never closed stands alone
    return found
