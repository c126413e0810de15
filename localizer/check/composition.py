"""Checks of how letters are put together: composed Unicode, Vietnamese, the order of Thai marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import MOST, apart, most, spot
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language

#: A letter with what is combined with it, Jamo of Hangul included.
_CLUSTER: Final = re.compile(
    "[^\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0e38-\u0e3a\u0e48-\u0e4b\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]"
    "[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0e38-\u0e3a\u0e48-\u0e4b\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a]+"
    "|[\u1100-\u11ff]+|[\u0340-\u0344\u037e\u0387\u2126\u212a\u212b\uf900-\ufaff\U0002f800-\U0002fa1f]"
)
_SHORT: Final = 60

_THAI: Final = re.compile("[\u0e01-\u0e4e]")
_TONE: Final = "\u0e48-\u0e4b"
_UPPER: Final = "\u0e31\u0e34-\u0e37\u0e47"
_LOWER: Final = "\u0e38\u0e39"
#: What is typed in the wrong order or with the wrong key, and what is meant; sara am with its tone first.
_THAI_SLIPS: Final[tuple[tuple[re.Pattern[str], str], ...]] = tuple(
    (re.compile(pattern), fix)
    for pattern, fix in (
        ("\u0e40\u0e40", "\u0e41"),
        (f"\u0e4d([{_TONE}]?)\u0e32", "\\1\u0e33"),
        (f"([{_TONE}])\u0e4d\u0e32", "\\1\u0e33"),
        (f"\u0e33([{_TONE}])", "\\1\u0e33"),
        (f"([{_TONE}\u0e4c])([{_UPPER}{_LOWER}])", "\\2\\1"),
        (f"([{_TONE}{_UPPER}{_LOWER}\u0e33\u0e4c])\\1+", "\\1"),
    )
)
_ETH: Final = re.compile("[\u00d0\u00f0\u0189\u0256]")
_D_WITH_STROKE: Final = str.maketrans("\u00d0\u00f0\u0189\u0256", "ĐđĐđ")


class Composed:
    """Letters with marks are one character each (Unicode NFC), as search and limits count them."""

    id: ClassVar[str] = "composed"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a letter with its fix, or one for the whole text when there are many."""
        text = context.text
        if text.isascii() or unicodedata.is_normalized("NFC", text):
            return []
        message = N_("This is written with separate marks: one character is meant.")
        found = list(islice(self._letters(text, message), MOST + 1))
        if len(found) <= MOST and unicodedata.is_normalized("NFC", _mended(text, found)):
            return found
        return [spot(self.id, message, (0, len(text)), unicodedata.normalize("NFC", text))]

    def _letters(self, text: str, message: str) -> Iterator[Finding]:
        for match in _CLUSTER.finditer(text):
            right = unicodedata.normalize("NFC", match.group())
            if right != match.group() and len(match.group()) < _SHORT:
                yield spot(self.id, message, match.span(), right)


def _mended(text: str, found: list[Finding]) -> str:
    """Return ``text`` with the fixes of ``found``, which follow one another."""
    pieces, place = [], 0
    for one in found:
        pieces += [text[place : one.start], one.fix or ""]
        place = one.end
    return "".join([*pieces, text[place:]])


class ThaiOrder:
    """Thai vowels and tone marks stand in the order of the language, each once."""

    id: ClassVar[str] = "thai_order"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a slip, with the fix."""
        text = context.text
        if text.isascii() or not _THAI.search(text):
            return []
        message = N_(
            "“{text}” is written “{right}” in Thai: the order or number of marks is wrong."
        )
        found: list[Finding] = []
        for pattern, fix in _THAI_SLIPS:
            for match in islice(pattern.finditer(text), MOST):
                # a letter before the marks lets them be seen
                begin = max(match.start() - 1, 0)
                right = match.expand(fix)
                args = (text[begin : match.end()][:_SHORT], text[begin : match.start()] + right)
                one = spot(self.id, message, match.span(), right, text=args[0], right=args[1])
                found.append(one)
        return apart(found)[:MOST]


class VietnameseLetters:
    """Đ is Vietnamese; the Icelandic Ð and the African Ɖ only look like it."""

    id: ClassVar[str] = "vietnamese_letters"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a letter, with the fix."""
        if language(context.target.locale) != "vi" or context.text.isascii():
            return []
        message = N_("“{text}” looks like a Vietnamese letter, but is another one.")
        return most(
            spot(
                self.id,
                message,
                match.span(),
                match.group().translate(_D_WITH_STROKE),
                text=match[0],
            )
            for match in _ETH.finditer(context.text)
        )
