"""A check of what a text says twice: sentences, lines and phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import LOOKED_AT, most, prose, spot
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.segment import Field

_SENTENCE: Final = re.compile(r"[^.!?。！？\n]+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
#: Letters of a sentence, words of a phrase and characters of one without spaces that are long enough to tell.
_LONG: Final = 24
_LONG_HAN: Final = 8
_SHORT: Final = 10
_PHRASE: Final = range(3, 9)
_RUN: Final = re.compile(r"([\u3400-\u4dbf\u4e00-\u9fff，、]{5,30})\1|([\u0e01-\u0e4e]{10,40})\2")
_WIDE: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")


class Repeated:
    """The same sentence or phrase stands twice in a text."""

    id: ClassVar[str] = "repeated"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding for each repetition, whose fix is to go, unless the source repeats as well."""
        text = context.text
        if len(text) < _SHORT or context.field is Field.OPTION_VALUE:
            return []
        words = prose(text[:LOOKED_AT])
        if not any(True for _one in _repetitions(words)):
            return []
        if any(True for _one in _repetitions(prose(context.segment.source[:LOOKED_AT]))):
            return []
        message = N_("This stands in the text twice: {text}")
        return most(
            spot(self.id, message, place, "", text=words[place[0] : place[1]].strip()[:60])
            for place in _repetitions(words)
        )


def _repetitions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of what was said before: the second of two."""
    said: set[str] = set()
    for match in _SENTENCE.finditer(text):
        plain = " ".join(match.group().split()).casefold()
        long = _LONG_HAN if _WIDE.search(plain) else _LONG
        if len(plain) < long or "_" in plain:
            continue
        if plain in said:
            yield match.start(), min(match.end() + 1, len(text))
            continue
        said.add(plain)
        yield from _phrases(text, match.start(), match.end())


def _phrases(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield phrases repeated at once within a sentence: "soft and light soft and light"."""
    places = list(_WORD.finditer(text, begin, end))
    words = [match.group().casefold() for match in places]
    for size in _PHRASE:
        if 2 * size > len(words):
            break
        for first in range(len(words) - 2 * size + 1):
            second = first + size
            if (
                words[first] == words[second]
                and words[first:second] == words[second : second + size]
            ):
                if len(set(words[first:second])) == size and not words[first].isdigit():
                    yield places[second - 1].end(), places[second + size - 1].end()
                return
    for match in _RUN.finditer(text, begin, end):
        half = match.lastindex or 1
        if len(set(match[half])) > 2:  # noqa: PLR2004 - 哈哈哈哈 is laughter
            yield match.end(half), match.end()
