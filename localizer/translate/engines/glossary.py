"""Whether a translation has the words that were wanted in it; nothing is written into it.

Words are found by the habits of the language: as a whole with the endings of inflection where words are
spaced, as a part of the text in Thai and Chinese.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from localizer.model.locale import language
from localizer.model.term import fold
from localizer.translate.engines.base import Ask, Cause, Reply

#: Languages written without spaces between words.
_UNSPACED: Final = frozenset({"zh", "yue", "ja", "th", "lo", "km", "my"})
#: Languages whose words change at the end: the letters an ending may have, and of the word it may replace.
_INFLECTED: Final[dict[str, tuple[int, int]]] = {
    "en": (3, 1), "de": (4, 2), "fr": (4, 2), "es": (4, 2), "it": (4, 2), "pt": (4, 2), "nl": (4, 2),
}  # fmt: skip
#: Languages that join words: the wanted one may stand inside or at the end of a longer one.
_COMPOUND: Final = frozenset({"de", "nl"})
#: Languages that put syllables before or behind a word: ``berkalung``, ``kalungnya``.
_AFFIXED: Final = frozenset({"id", "ms", "fil", "tl"})
_STEM: Final = 4
#: A short word takes a plural's ending at most: ``bag``, ``bags``.
_SHORT_ENDINGS: Final = frozenset({"", "s", "es", "e", "n", "en"})
#: Words that may stand between those of a term: "rostfreier und leichter Stahl".
_BETWEEN: Final = 2
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
#: Characters a list of words may take up in a log.
_DETAIL: Final = 200

Pair = tuple[str, str]


def lacking(text: str, terms: Iterable[Pair], locale: str) -> tuple[Pair, ...]:
    """Return those of ``terms`` (source word, wanted word) whose wanted word is not in ``text``.

    A pair without a wanted word lacks nothing.
    """
    return tuple(pair for pair in dict.fromkeys(terms) if not _has(text, pair[1], locale))


def enforced(ask: Ask, reply: Reply, locale: str, *, musts: Sequence[Pair] | None = None) -> Reply:
    """Return ``reply``, or a failure by `Cause.TERM` where a word is lacking that must be there.

    ``musts`` are the pairs asked for, as default the ask's own terms; one whose source word does not stand
    in the asked text (it may be shielded) asks for nothing. A reply that already failed stays as it is.
    """
    if reply.cause is not None:
        return reply
    asked = fold(ask.text)
    wanted = [pair for pair in (ask.terms if musts is None else musts) if fold(pair[0]) in asked]
    missing = lacking(reply.text, wanted, locale)
    if not missing:
        return reply
    words = ", ".join(target for _source, target in missing)
    return Reply(cause=Cause.TERM, detail=f"lacks {words}"[:_DETAIL])


def _has(text: str, wanted: str, locale: str) -> bool:
    """Tell whether ``wanted`` stands in ``text``."""
    tongue = language(locale)
    if tongue in _UNSPACED:
        return "".join(fold(wanted).split()) in "".join(fold(text).split())
    words = [_plain(word, tongue) for word in _WORD.findall(fold(wanted))]
    if not words:
        return fold(wanted) in fold(text)
    if len(words) > 1 and tongue in _INFLECTED:
        # "de", "of" and their like melt into articles and come and go; the words that mean something stay.
        words = [word for word in words if len(word) >= _STEM] or words
    found = [_plain(word, tongue) for word in _WORD.findall(fold(text))]
    between = _BETWEEN if tongue in _INFLECTED else 0
    starts = [place for place, word in enumerate(found) if _is(word, words[0], tongue)]
    return any(_follow(found[place + 1 :], words[1:], tongue, between) for place in starts)


def _follow(found: Sequence[str], words: Sequence[str], tongue: str, between: int) -> bool:
    """Tell whether ``words`` come next in ``found``, with at most ``between`` others before each."""
    place = 0
    for word in words:
        near = found[place : place + between + 1]
        step = next((at for at, other in enumerate(near) if _is(other, word, tongue)), None)
        if step is None:
            return False
        place += step + 1
    return True


def _is(found: str, wanted: str, tongue: str) -> bool:
    """Tell whether ``found`` is a form of ``wanted``; both are plain."""
    if tongue in _AFFIXED:
        return found == wanted or (len(wanted) >= _STEM and wanted in found)
    if found == wanted or tongue not in _INFLECTED:
        return found == wanted
    if len(wanted) < _STEM:
        return found.startswith(wanted) and found[len(wanted) :] in _SHORT_ENDINGS
    if tongue in _COMPOUND and wanted in found:
        return True
    longest, replaced = _INFLECTED[tongue]
    if tongue == "en" and wanted.endswith("y") and found.startswith(f"{wanted[:-1]}ie"):
        return True
    stem = wanted[: max(_STEM, len(wanted) - replaced)]
    return found.startswith(stem) and len(found) <= len(wanted) + longest


def _plain(word: str, tongue: str) -> str:
    """Return ``word`` without accents where inflection moves them: ``pantalón``, ``pantalones``."""
    if tongue not in _INFLECTED:
        return word
    parts = unicodedata.normalize("NFD", word)
    return "".join(part for part in parts if not unicodedata.combining(part))
