"""Checks of what cannot be seen or should not be: invisible and broken characters, wrong encodings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import most, spot
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language

_CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]+")
#: Marks that turn the direction of writing, for languages that are written from the left.
_DIRECTION: Final = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
_INVISIBLE: Final = re.compile(
    "[\u00ad\u034f\u115f\u1160\u180e\u2061-\u2064\u206a-\u206f\u3164\uffa0]+"
)
#: Joiners are part of emoji and of some scripts; between letters of ours they are left-overs.
_JOINER: Final = re.compile(
    "(?<![\u200d\ufe0f\u2190-\u2bff\U0001f000-\U0001faff])[\u200c\u200d]+(?![\u2190-\u2bff\U0001f000-\U0001faff])"
)
_JOINING: Final = frozenset(
    {"fa", "ar", "ur", "hi", "bn", "ta", "te", "ml", "kn", "mr", "ne", "si", "km"}
)
_RIGHT_TO_LEFT: Final = frozenset({"ar", "fa", "he", "ur"})
_BROKEN: Final = re.compile(
    "[\ufffd\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]+"
)
#: The characters UTF-8 turns into when its bytes are read as Windows-1252: a first byte, then others.
_FOLLOWING: Final = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_MISREAD: Final = re.compile(
    rf"(?:[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}|[\u00f0-\u00f4][{_FOLLOWING}]{{3}}){{1,200}}"
)
_MISREAD_SIGNS: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
#: What a misread text turns back into, besides Chinese, Japanese and Korean: letters, marks, emoji.
_LIKELY: Final = re.compile(
    "[\u00a0-\u024f\u0e01-\u0e5b\u1ea0-\u1ef9\u2010-\u203a\u20ac\u2122\u2190-\u27bf\u3001-\u3011\uff01-\uff5e"
    "\u3041-\u30ff\u4e00-\u9fff\uac00-\ud7a3\U0001f300-\U0001faff\ufe0f\ufeff]+"
)
_ALONE: Final = frozenset("…‘’“”–—»«\u00a0")


class HiddenCharacters:
    """Control characters, marks of direction and others nobody sees."""

    id: ClassVar[str] = "hidden_characters"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run; the fix is to take it out."""
        text, spoken = context.text, language(context.target.locale)
        if text.isascii() and text.isprintable():
            return []
        return most(self._found(text, spoken))

    def _found(self, text: str, spoken: str) -> Iterator[Finding]:
        patterns = [(N_("A control character stands here: {code}."), _CONTROL)]
        if spoken not in _RIGHT_TO_LEFT:
            message = N_("A mark that turns the direction of writing stands here: {code}.")
            patterns.append((message, _DIRECTION))
        if spoken != "ko":
            patterns.append((N_("An invisible character stands here: {code}."), _INVISIBLE))
        if spoken not in _JOINING:
            patterns.append((N_("An invisible character stands here: {code}."), _JOINER))
        for message, pattern in patterns:
            for match in pattern.finditer(text):
                code = f"U+{ord(match.group()[0]):04X}"
                yield spot(self.id, message, match.span(), "", code=code)


class BrokenCharacters:
    """Characters that stand for nothing: the replacement character, halves of pairs, private ones."""

    id: ClassVar[str] = "broken_characters"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run; what stood there is lost, so that there is no fix."""
        if context.text.isascii():
            return []
        message = N_("A character is broken here: {code}.")
        return most(
            spot(self.id, message, match.span(), code=f"U+{ord(match.group()[0]):04X}")
            for match in _BROKEN.finditer(context.text)
        )


class Misread:
    """A text saved as UTF-8 and read as something else: ``Ã©`` for é, ``å¥½`` for 好."""

    id: ClassVar[str] = "misread"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run, with what it was as the fix."""
        text = context.text
        if text.isascii() or not _MISREAD_SIGNS.search(text):
            return []
        message = N_("“{text}” was read in a wrong encoding: it was “{right}”.")
        return most(
            spot(self.id, message, match.span(), right, text=match.group()[:40], right=right[:40])
            for match in _MISREAD.finditer(text)
            if (right := _read_again(match.group()))
        )


def _read_again(text: str) -> str:
    """Return what ``text`` was before it was misread, empty when it was not.

    One capital letter before a quotation mark (``MANHÃ”``) and a French à before a guillemet look the same:
    only what gives likely characters counts, Chinese from two characters on.
    """
    data = bytearray()
    for char in text:
        try:
            data += char.encode("cp1252")
        except UnicodeEncodeError:
            if ord(char) > 0xFF:  # noqa: PLR2004 - the last of Latin-1, whose gaps Windows-1252 keeps
                return ""
            data.append(ord(char))
    try:
        right = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    if not _LIKELY.fullmatch(right) or (text[0] != "Â" and set(text[1:]) <= _ALONE):
        return ""
    wide = any(unicodedata.east_asian_width(char) == "W" for char in right)
    return "" if wide and len(right) == 1 and ord(right) < 0x1F000 else right  # noqa: PLR2004 - emoji begin
