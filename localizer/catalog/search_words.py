"""Words of a text as the search index holds them, and what a person typed as a question to it.

Thai, Lao, Khmer, Burmese, Chinese, Japanese and Korean are written without spaces (or with endings stuck to
words), so their runs become overlapping pairs of characters: a phrase of pairs finds any part of any run.
Everything else becomes words without case and accents, found by their beginning and, once three characters
are typed, by any part. Letters and digits are apart, so that ``SKU12-AB`` is found by ``12`` and by ``ab``.
No SQL here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import add
from typing import Final

#: What is typed beyond this many characters is not looked for.
TYPED_CHARACTERS: Final = 200
#: A word this long is looked for by its beginning, a shorter one only while it is the last typed.
OPEN_FROM: Final = 3
#: From so many characters on a word is also found by what stands inside it.
INNER_FROM: Final = 3
#: Stands between two lines in the index, so that no phrase runs over a line's end. No word holds it.
LINE_END: Final = "¶"

#: Letters, marks and digits of scripts that are cut into pairs. Blocks of Unicode 15 without punctuation:
#: Thai, Lao, Myanmar, Hangul Jamo (syllables arrive decomposed), Khmer, radicals, kana, Bopomofo, Han.
_UNSPACED: Final = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0edf\u1000-\u1049\u1050-\u109d\u1100-\u11ff"
    "\u1780-\u17d3\u17d7\u17dc\u17dd\u17e0-\u17f9\u2e80-\u2fd5\u3005\u3007\u3021-\u3029"
    "\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u312f\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\ua9e0-\ua9fe\uaa60-\uaa7f\uac00-\ud7a3\uf900-\ufad9"
    "\U00020000-\U0003fffd"
)
#: Blocks of scripts with spaces whose vowel marks are no letters to `re`: Indic, Tibetan, insular Asia.
_MARKED: Final = (
    "\u0900-\u0963\u0966-\u0dff\u0f00-\u0f03\u0f18-\u0fbc\u1700-\u177f\u1900-\u19df\u1a00-\u1aad"
    "\u1b00-\u1b59\u1b80-\u1bff\u1c00-\u1c37\ua800-\ua873\ua880-\ua953\ua980-\ua9c0"
)
#: Marks nobody types when searching: accents, Arabic and Hebrew vowels, tatweel, invisible characters.
_DROPPED: Final = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u00ad\u17b4\u17b5\u180b-\u180e\u1dc0-\u1dff\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20ff"
    "\ufe00-\ufe0f\ufe20-\ufe2f\ufeff]+"
)
#: Letters that Unicode does not take apart although people type them plain.
_PLAIN: Final = {
    "đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t", "ð": "d", "þ": "th",
}  # fmt: skip
_NOT_PLAIN: Final = re.compile(f"[{''.join(_PLAIN)}]")
_RUN: Final = re.compile(f"[{_UNSPACED}]+")
_NUMBER: Final = re.compile("[0-9]+")
_BETWEEN: Final = re.compile(f"[^\\w\n {_UNSPACED}{_MARKED}]+")
_ASCII_BETWEEN: Final = re.compile("[\x00-/:-`{-\x7f]+")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that follow one another; ``is_open`` tells that the last one may go on.

    ``is_inner`` tells that the first one may begin inside a word.
    """

    words: str
    is_open: bool
    is_inner: bool = False

    @property
    def head(self) -> str:
        """The first of the words."""
        return self.words.split(" ", 1)[0]

    @property
    def tail(self) -> str:
        """What follows the first word, with a space in front; empty for a single word."""
        return self.words[len(self.head) :]


def fold(text: str) -> str:
    """Return ``text`` without case, accents and invisible characters, wide forms made narrow."""
    if text.isascii():
        return text.lower()
    folded = _DROPPED.sub("", unicodedata.normalize("NFKD", text).casefold())
    return _NOT_PLAIN.sub(lambda found: _PLAIN[found[0]], folded)


def indexed(text: str) -> str:
    """Return the words of ``text`` with ASCII separators, for an index that parts words at them."""
    folded = _apart(fold(text))
    if not folded.isascii():
        folded = _RUN.sub(_spaced_pairs, folded)
    return folded.replace("\n", f" {LINE_END} ")


def _apart(folded: str) -> str:
    """Set numbers apart from letters and put a space for every character that is in no word."""
    if not folded.isascii():
        folded = _BETWEEN.sub(" ", folded)
    return _NUMBER.sub(_spaced, folded)


def _spaced(found: re.Match[str]) -> str:
    return f" {found[0]} "


def _pairs(run: str) -> list[str]:
    return [*map(add, run, run[1:]), run[-1]]


def _spaced_pairs(found: re.Match[str]) -> str:
    return f" {' '.join(_pairs(found[0]))} "


def asked(text: str) -> tuple[Phrase, ...]:
    """Return what the typed ``text`` asks for: one phrase for each part between spaces.

    Empty where nothing typed is a letter or digit.
    """
    parts = [_pieces(part) for part in fold(text[:TYPED_CHARACTERS]).split()]
    parts = [part for part in parts if part]
    return tuple(
        _phrase(part, is_last=place == len(parts)) for place, part in enumerate(parts, start=1)
    )


def _pieces(part: str) -> list[str]:
    """Return words, numbers and unspaced runs of ``part`` in order."""
    plain = _ASCII_BETWEEN.sub(" ", _apart(part))
    return _RUN.sub(_spaced, plain).split()


def _phrase(pieces: list[str], *, is_last: bool) -> Phrase:
    *whole, last = pieces
    words: list[str] = []
    for piece in whole:
        words += _pairs(piece) if _RUN.match(piece) else [piece]
    is_inner = len(pieces[0]) >= INNER_FROM and not _RUN.match(pieces[0])
    if not _RUN.match(last):
        is_open = is_last or len(last) >= OPEN_FROM
        return Phrase(" ".join([*words, last]), is_open, is_inner)
    # The pairs of a run say how it goes on, so only a run of one character is left open.
    found = _pairs(last)[:-1] or [last]
    return Phrase(" ".join([*words, *found]), len(last) == 1, is_inner)


def long_words(texts: Iterable[str]) -> set[str]:
    """Return the words of `indexed` texts that may be found by what stands inside them."""
    tokens: set[str] = set()
    for text in texts:
        tokens.update(text.split())
    found: set[str] = set()
    for token in tokens:
        if len(token) > INNER_FROM:
            parts = [token] if token.isalnum() else _ASCII_BETWEEN.sub(" ", token).split()
            found.update(part for part in parts if len(part) > INNER_FROM)
    return found


def match_expression(
    phrases: Sequence[Phrase], inside: Mapping[Phrase, Sequence[str]] | None = None
) -> str:
    """Return ``phrases`` in the query language of FTS5; they hold nothing that could end a string.

    ``inside`` gives the whole words a phrase may begin in.
    """
    found = []
    for one in phrases:
        mark = "*" if one.is_open else ""
        ways = [f'"{one.words}"{mark}']
        # Of a word that is typed alone the rest is known, so it needs no mark.
        ways += [
            f'"{word}{one.tail}"{mark if one.tail else ""}' for word in (inside or {}).get(one, ())
        ]
        found.append(ways[0] if len(ways) == 1 else f"({' OR '.join(ways)})")
    return " AND ".join(found)


def matches(text: str, phrases: tuple[Phrase, ...]) -> bool:
    """Tell whether the index would find ``text`` by ``phrases``."""
    words = f" {_ASCII_BETWEEN.sub(' ', indexed(text))} "
    words = " ".join(words.split())
    words = f" {words} "
    return all(
        f"{'' if one.is_inner else ' '}{one.words}{'' if one.is_open else ' '}" in words
        for one in phrases
    )
