"""How a text can be read by people although it is spelled to slip past a filter.

``c.u.r.e``, ``ｃｕｒｅ``, ``cur3``, ``сure`` with a Cyrillic с, ``全 网 最 低`` and ``ดีทีี่สุด`` are read as what
they stand for. A reading is a text with the place of each of its characters in the one given; readings
that differ in nothing are not given twice. Spellings by sound are data of the languages (`Speech.folds`).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, Literal

#: Characters nobody sees; the joiner of Indic scripts is none of our languages' letters.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u20d0-\u20f0\ufe00-\ufe0f\ufeff]+"
)
#: In longer texts hidden spellings are not looked for: no listing field nor line is as long.
LONGEST: Final = 20_000

#: Letters of other alphabets that look like Latin ones (Unicode confusables, the usual ones, read 2026-11).
_LOOKALIKES: Final = str.maketrans(
    "аеорсухіјѕһԁԛԝкмтвнгпɑɡıοαβγεικνρτυχωνμ",
    "aeopcyxijshdqwkmtbhrnagioabyeikvptuxwvu",
)
_CAPITALS: Final = str.maketrans("АВЕЗКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABE3KMHOPCTYXIJSABEZHIKMNOPTYX")
_LEET: Final = {ord(one): other for one, other in zip("034579@$!€", "oeastgasie", strict=True)}
_MIXED: Final = re.compile(r"[\w@$!|€]++(?!\.[^\W\d])")
_SIGNS: Final = re.compile(r"[0134579@$!|€]")
_LETTER: Final = re.compile(r"[^\W\d_]")
#: Letters one by one with the same kind of thing between: c.u.r.e, c u r e, W_A; three of them at least.
_SPACED: Final = re.compile(r"(?<![^\W_])[^\W_](?:[\s.\-_*·•~|/\\,'+]{1,3}[^\W_]){2,}(?![^\W_])")
#: Marks inside a word: be*st, wh.atsapp. Not a hyphen, which joins words, nor an apostrophe.
_INSIDE: Final = re.compile(
    r"(?<=[a-z])[*_~·•^|\\+=\u2600-\u27bf\U0001f000-\U0001faff]{1,3}(?=[a-z])", re.IGNORECASE
)
_DOT_INSIDE: Final = re.compile(r"(?<=[^\W\d_])\.(?=[^\W\d_])")
_HELD: Final = re.compile(r"([^\W\d_])\1{2,}")
#: Between two characters of a script without spaces.
_EASTERN: Final = "\u0e01-\u0e5b\u3400-\u9fff\uf900-\ufaff"
_BETWEEN: Final = re.compile(
    rf"(?<=[{_EASTERN}])[\s.\-_*·•~|/\\+='\"^`ˇ\u2022\u25a0-\u27bf\U0001f000-\U0001faff]{{1,3}}(?=[{_EASTERN}])"
)
_THAI: Final = re.compile("[\u0e30-\u0e3a\u0e40\u0e45-\u0e4e]{2,}|\u0e4d\u0e32")
#: Tones that stand only on consonants of the middle class; on others they are there to hide a word.
_WRONG_TONE: Final = re.compile(
    "(?<=[ขฃคฅฆงชซฌญฐฑฒณถทธนผฝพฟภมยรลวศษสหฬฮ])([\u0e31\u0e34-\u0e39]?)[\u0e4a\u0e4b]"
)
_THAI_TONES: Final = "\u0e48\u0e49\u0e4a\u0e4b\u0e4c"
#: Thai digits, and the long sign that looks like the vowel า.
_THAI_SIGNS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙ๅ", "0123456789า")
_MARKS: Final = re.compile("[\u0300-\u036f]")
#: Letters of languages without diacritics in writing: a stripped text may be another word there.
_STROKES: Final = str.maketrans("đĐøØłŁ", "dDoOlL")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a text; ``places`` tells where each character comes from, ``None`` where it stands.

    In a ``masked`` one only what is typed without diacritics is left; ``around`` is then the same with all
    its characters.
    """

    text: str
    places: tuple[int, ...] | None
    size: int
    masked: bool = False
    around: str = ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the given text the characters from ``start`` to ``end`` stand."""
        if self.places is None:
            return start, end
        begin = self.places[start] if start < len(self.places) else self.size
        return begin, self.places[end] if end < len(self.places) else self.size


def seen(text: str) -> Reading:
    """Return ``text`` as patterns are written for: NFC, without what cannot be seen."""
    if text.isascii():
        return Reading(text, None, len(text))
    plain = unicodedata.normalize("NFC", _UNSEEN.sub("", text))
    if plain == text:
        return Reading(text, None, len(text))
    return _Tracked(text).without(_UNSEEN).composed("NFC").reading()


def hidden(text: str, folds: Sequence[tuple[str, str]], *, stripped: bool) -> Iterator[Reading]:
    """Yield the readings of ``text`` besides `seen`, none of them twice.

    ``folds`` are the language's characters written for others; with ``stripped`` the last reading has no
    diacritics, for patterns that have none either.
    """
    if len(text) > LONGEST:
        return
    given = {seen(text).text.casefold()}
    for reading in _readings(text, folds):
        if reading.text.casefold() not in given:
            given.add(reading.text.casefold())
            yield reading
    if stripped:
        yield from _stripped(text, folds)


def _stripped(text: str, folds: Sequence[tuple[str, str]]) -> Iterator[Reading]:
    """Yield what is typed without diacritics, and as it reads with letters for digits and for dotted words.

    A word with diacritics is what it says, whatever it is like without them: it is left out.
    """
    plain = _folded(text, folds)
    given: set[str] = set()
    dotless = plain.without(_DOT_INSIDE).each(_SPACED, _joined).without(_INSIDE)
    spelled = dotless.each(_MIXED, partial(_letters, table=_LEET))
    for tracked in (plain, spelled):
        reading = tracked.reading()
        if reading.text not in given:
            given.add(reading.text)
            seen_alone = _BEYOND.sub(MASK, reading.text)
            yield replace(reading, text=seen_alone, masked=True, around=reading.text)


def _readings(text: str, folds: Sequence[tuple[str, str]]) -> Iterator[Reading]:
    folded = _folded(text, folds)
    yield folded.reading()
    joined = folded.each(_SPACED, _joined).without(_INSIDE).without(_BETWEEN).each(_HELD, _once)
    yield joined.reading()
    yield folded.without(_DOT_INSIDE).each(_HELD, _once).reading()
    for lines in ("l", "i"):
        table = {**_LEET, ord("1"): lines, ord("|"): lines}
        yield joined.each(_MIXED, partial(_letters, table=table)).reading()


def _folded(text: str, folds: Sequence[tuple[str, str]]) -> _Tracked:
    """Return ``text`` in everyday characters: full-width, circled and look-alike letters are plain ones."""
    tracked = _Tracked(text).without(_UNSEEN)
    if not text.isascii():
        tracked = tracked.composed("NFKC").swapped(_THAI_SIGNS)
        tracked = tracked.each(_WRONG_TONE, _toneless).each(_THAI, _thai)
        if _is_latin(text):
            tracked = tracked.swapped(_LOOKALIKES).swapped(_CAPITALS)
        tracked = tracked.swapped({ord(one): other for one, other in folds})
    return tracked


def _is_latin(text: str) -> bool:
    """Tell whether Latin letters are in ``text`` or letters that look like them, and no more of others."""
    return re.search("[a-zA-Z\u0400-\u04ff\u0370-\u03ff\uff21-\uff5a]", text) is not None


def _joined(spaced: str) -> str:
    """Return letters together; where dots stand between them a space parts words."""
    spaces = any(not char.isalnum() and not char.isspace() for char in spaced)
    return "".join(char for char in spaced if char.isalnum() or (spaces and char.isspace()))


def _once(held: str) -> str:
    return held[0]


def _letters(word: str, *, table: Mapping[int, str]) -> str:
    """Return a word of letters and digits in letters alone; a number with its unit stays."""
    if not _SIGNS.search(word):
        return word
    letters = len(_LETTER.findall(word))
    # Two letters make a word, not a unit; so does one with a digit behind it: N0.
    is_word = letters >= 2 or (len(word) == 2 and word[0].isalpha())  # noqa: PLR2004
    return word.translate(table) if is_word else word


def _toneless(marked: str) -> str:
    return marked[:-1]


def _thai(marks: str) -> str:
    """Return Thai marks in the order and number they are typed in: vowel, then one tone; ำ and แ in one."""
    marks = marks.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")
    once = "".join(dict.fromkeys(marks))
    vowels = "".join(char for char in once if char not in _THAI_TONES)
    tones = "".join(char for char in once if char in _THAI_TONES)
    if vowels.endswith(("\u0e33", "\u0e40", "\u0e41")) and len(vowels) == 1:
        return tones + vowels if vowels == "\u0e33" else vowels + tones
    return vowels + tones


class _Tracked:
    """A text that knows where each of its characters comes from."""

    def __init__(self, text: str, places: Sequence[int] | None = None, size: int = -1) -> None:
        self._text = text
        self._places = places
        self._size = len(text) if size < 0 else size

    def reading(self) -> Reading:
        places = None if self._places is None else tuple(self._places)
        return Reading(self._text, places, self._size)

    def without(self, pattern: re.Pattern[str]) -> _Tracked:
        """Return the text without what ``pattern`` finds."""
        return self.each(pattern, lambda _found: "")

    def swapped(self, table: Mapping[int, int] | Mapping[int, str]) -> _Tracked:
        """Return the text with characters exchanged one for one."""
        return _Tracked(self._text.translate(table), self._places, self._size)

    def each(self, pattern: re.Pattern[str], change: Callable[[str], str]) -> _Tracked:
        """Return the text with ``change`` made of all that ``pattern`` finds."""
        parts: list[str] = []
        places: list[int] = []
        done = 0
        for match in pattern.finditer(self._text):
            new = change(match.group())
            if new == match.group():
                continue
            parts += (self._text[done : match.start()], new)
            places += self._of(done, match.start())
            places += _spread(self._of(match.start(), match.end()), match.group(), new)
            done = match.end()
        if not parts:
            return self
        places += self._of(done, len(self._text))
        return _Tracked("".join((*parts, self._text[done:])), places, self._size)

    def composed(self, form: Literal["NFC", "NFKC"]) -> _Tracked:
        """Return the text in a normal form, a character with its marks at a time."""
        if unicodedata.is_normalized(form, self._text):
            return self
        return self.each(_CLUSTER, lambda cluster: unicodedata.normalize(form, cluster))

    def _of(self, start: int, end: int) -> Sequence[int]:
        return range(start, end) if self._places is None else self._places[start:end]


#: What stands for a character beyond ASCII in a masked reading; it is in no pattern.
MASK: Final = "\x00"
_BEYOND: Final = re.compile(r"[^\x00-\x7f]")
_CLUSTER: Final = re.compile(
    "[^\x00-\x7f][\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*|[a-zA-Z][\u0300-\u036f]+"
)


def bare(text: str) -> str:
    """Return ``text`` without diacritics: what people write who cannot be bothered to type them."""
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).translate(_STROKES)


def _spread(places: Sequence[int], old: str, new: str) -> list[int]:
    """Return the places of ``new`` that was ``old``: letters that stayed keep theirs."""
    found: list[int] = []
    at = 0
    for char in new:
        step = old.find(char, at)
        if step >= 0:
            at = step
        found.append(places[min(at, len(places) - 1)])
        at = min(at + 1, len(places))
    return found
