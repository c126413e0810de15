"""Checks of the language a text is in: another one than the target's, or pieces of its source left in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.language_words import CLASSES, WORDS
from localizer.check.spots import LOOKED_AT, most, prose, spot
from localizer.check.writing import OWN_SCRIPTS, SCRIPTS
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language, same_language
from localizer.model.segment import Field

_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_VIETNAMESE: Final = re.compile("[ăđơưạ-ỹ]", re.IGNORECASE)
_LATIN: Final = re.compile("[A-Za-zÀ-ɏḀ-ỿ]")
_HAN: Final = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_BY_SCRIPT: Final = {name: re.compile(f"[{letters}]") for name, letters in SCRIPTS.items()}
_CLASSES_OF: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(name for name, words in WORDS.items() if word in words)
    for word in frozenset[str]().union(*WORDS.values())
}
#: How sure a text must be of another language: words in all, different small words, their weight (a word of
#: two languages counts half for each), their share of all words, and how many of those only it has there
#: must be for each that only the own language has.
_WORDS: Final = 7
_DIFFERENT: Final = 3
_WEIGHT: Final = 2.5
_SHARE: Final = 0.18
_TIMES: Final = 3.0
#: Of a text this long without a single word of its own language less is asked.
_MANY: Final = 9
_LITTLE: Final = 1.8
_LETTERS: Final = 12
_MAJORITY: Final = 0.75
_PIECE: Final = 5
#: What a piece of the source needs to be one: small words of its language the target's does not have.
_SMALL: Final = 2

#: Titles for the Philippines are mostly English.
_USUAL: Final = ("fil", "en", Field.TITLE)

NAMES: Final = {
    "en": N_("English"),
    "de": N_("German"),
    "fr": N_("French"),
    "es": N_("Spanish"),
    "it": N_("Italian"),
    "pt": N_("Portuguese"),
    "ms": N_("Malay or Indonesian"),
    "fil": N_("Filipino"),
    "vi": N_("Vietnamese"),
}


def spoken_in(text: str, own: str) -> str:
    """Return the class of the language ``text`` is certainly in if that is not ``own``, else an empty one."""
    words = [match.group().lower().replace("’", "'") for match in _WORD.finditer(text[:LOOKED_AT])]
    if len(words) < _WORDS:
        return ""
    weights = dict.fromkeys(WORDS, 0.0)
    hits: dict[str, set[str]] = {name: set() for name in WORDS}
    count = dict.fromkeys(WORDS, 0)
    for word in words:
        classes = _CLASSES_OF.get(word, ())
        for name in classes:
            weights[name] += 1 / len(classes)
            hits[name].add(word)
            count[name] += 1
        if "vi" not in classes and not word.isascii() and _VIETNAMESE.search(word):
            weights["vi"] += 1
            count["vi"] += 1
            hits["vi"].add(word)
    best = max(weights, key=lambda name: weights[name])
    of_own = hits.get(own, set())
    only_own = sum(word not in hits[best] for word in words if word in of_own)
    only_best = sum(word not in of_own for word in words if word in hits[best])
    if best == own or only_best < max(_TIMES * only_own, 2):
        return ""
    share = count[best] / len(words)
    sure = len(hits[best]) >= _DIFFERENT and weights[best] >= _WEIGHT and share >= _SHARE
    strange = len(words) >= _MANY and not only_own and weights[best] >= _LITTLE
    return (
        best if sure or (strange and len(hits[best] - of_own) > 1 and share >= _SHARE / 2) else ""
    )


class WrongLanguage:
    """The text is in another language than its target's. Short texts, codes and names are not judged."""

    id: ClassVar[str] = "wrong_language"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding for the whole text, naming the language where the words tell it."""
        text, locale = context.text, context.target.locale
        spoken = language(locale)
        if len(text) < _LETTERS or spoken not in OWN_SCRIPTS:
            return []
        words = prose(text)
        if not text.isascii() and _other_script(words[:LOOKED_AT], spoken):
            message = N_("The text is not in the script of its language.")
            return [spot(self.id, message, (0, len(text)))]
        found = spoken_in(words, CLASSES.get(spoken, spoken))
        if not found or (spoken in {"th", "zh"} and _has_own(text, spoken)):
            return []
        if (spoken, found, context.field) == _USUAL:
            return []
        message = N_("The text seems to be in another language: {language}.")
        return [spot(self.id, message, (0, len(text)), language=NAMES[found])]


def _has_own(text: str, spoken: str) -> bool:
    own = _HAN if spoken == "zh" else _BY_SCRIPT["Thai"]
    return own.search(text) is not None


def _other_script(text: str, spoken: str) -> bool:
    """Tell whether nearly all letters of ``text`` are of scripts its language does not use.

    Han in a text of another language is told run by run elsewhere; Latin letters are the words' business.
    """
    counts = {name: len(letters.findall(text)) for name, letters in _BY_SCRIPT.items()}
    latin, han = len(_LATIN.findall(text)), len(_HAN.findall(text))
    foreign = sum(counts.values()) - sum(counts[name] for name in OWN_SCRIPTS[spoken])
    if spoken != "zh":
        return foreign >= _LETTERS and foreign >= _MAJORITY * (sum(counts.values()) + latin + han)
    return foreign >= _LETTERS and foreign >= _MAJORITY * (sum(counts.values()) + han)


class LeftoverWords:
    """A piece of a sentence of the source stands in the text as it was."""

    id: ClassVar[str] = "leftover_words"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a piece of at least five words, two of them small words of the source."""
        source, text = context.segment.source, context.text
        home = CLASSES.get(language(context.source_locale), "")
        if (
            not home
            or not text
            or same_language(context.source_locale, context.target.locale)
            or text == source
        ):
            return []
        small = _small(home, CLASSES.get(language(context.target.locale), ""))
        words = _WORD.findall(prose(source[:LOOKED_AT]).lower())
        if sum(word in small for word in words) < _SMALL:
            return []
        pieces = {
            tuple(words[start : start + _PIECE])
            for start in range(len(words) - _PIECE + 1)
            if sum(word in small for word in words[start : start + _PIECE]) >= _SMALL
        }
        return most(self._pieces(text, pieces)) if pieces else []

    def _pieces(self, text: str, pieces: set[tuple[str, ...]]) -> list[Finding]:
        places = list(_WORD.finditer(prose(text)[:LOOKED_AT]))
        words = [match.group().lower() for match in places]
        runs: list[tuple[int, int]] = []
        for start in range(len(words) - _PIECE + 1):
            if tuple(words[start : start + _PIECE]) in pieces:
                begin, end = places[start].start(), places[start + _PIECE - 1].end()
                if runs and begin < runs[-1][1]:
                    runs[-1] = (runs[-1][0], end)
                else:
                    runs.append((begin, end))
        message = N_("This piece of the source is not translated: {text}")
        return [spot(self.id, message, run, text=text[run[0] : run[1]][:80]) for run in runs]


@lru_cache(maxsize=128)
def _small(home: str, away: str) -> frozenset[str]:
    return WORDS[home] - WORDS.get(away, frozenset())
