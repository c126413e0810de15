"""Checks of capital letters: how sentences begin, words in wrong cases, words in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.check.spots import most, prose, spot
from localizer.check.style import Shouting
from localizer.i18n import N_
from localizer.model.finding import Finding
from localizer.model.locale import language
from localizer.model.segment import Field

#: Languages written in letters that have cases.
_CASED: Final = frozenset({"en", "de", "fr", "es", "it", "pt", "id", "ms", "fil", "vi"})
#: What may stand before the first word.
_OPENING: Final = '¡¿"“„«( \t\n'
_START: Final = re.compile(r"[¡¿\"“„«(\s]{0,4}([a-zà-öø-ÿ][\w'’-]{0,40})")
_SENTENCE: Final = re.compile(
    r"(?<![^\W\d_])([^\W\d_]{4,40})([.!?])[ ]([a-zà-öø-ÿđ][^\W\d_]{1,40})(?![\w.-])"
)
#: Short forms that end with a full stop inside a sentence.
_ENDINGS: Final = """
approx appx incl excl max min resp bzw usw evtl ggf inkl exkl zzgl vgl etwa circa env aprox prof misc dimens
diam temp vers model modelo mod art nett brutto spec pcs stück stk item total sept mill
"""
_SHORT: Final = frozenset(_ENDINGS.split())
_MIXED: Final = re.compile(
    r"(?<![^\W_])(?:[a-zà-öø-ÿ][A-ZÀ-ÖØ-Þ]{3,}|[A-ZÀ-ÖØ-Þ]{2}[a-zà-öø-ÿ]{4,})(?![^\W_])"
)
#: Right words that look mixed: units and acronyms with an ending.
_RIGHT: Final = re.compile(
    r"[KMGT][Bb](?:its?|ytes?)|[A-Z]{2}(?:aholics?|ification)|IPhones?|IPads?"
)
_CAPITALS: Final = re.compile(
    r"(?<![^\W_])(?<![-–/&])(?:[A-ZÀ-ÖØ-ÞĂĐƠƯẠ-Ỹ]{3,}(?:[ ][A-ZÀ-ÖØ-ÞĂĐƠƯẠ-Ỹ]{2,}){1,20}"
    r"|[A-ZÀ-ÖØ-Þ]{8,})(?![^\W_])(?![-–/&])"
)
#: Words a text has that begins with a capital: names of days, months and languages often are small.
_WORDS: Final = 3
#: A source that shouts itself.
_LOUD: Final = re.compile("[A-ZÀ-ÖØ-Þ]{6}")
_TWO_LARGE: Final = re.compile("[A-ZÀ-ÖØ-ÞĂĐƠƯẠ-Ỹ]{2}")
#: A sentence that ends, a space and a small letter.
_SMALL_AFTER: Final = re.compile("[.!?] [a-zà-öø-ÿđ]")
_LEAST: Final = 8
_LONG: Final = 5
_VOWEL: Final = re.compile("[AEIOUÀ-ÆÈ-ÏÒ-ÖÙ-Ü]")


class SentenceStart:
    """A title, a description and each sentence begin with a capital letter."""

    id: ClassVar[str] = "sentence_start"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a sentence, with the fix; the first word only where the source has a capital."""
        if language(context.target.locale) not in _CASED or not context.text:
            return []
        later = _SMALL_AFTER.search(context.text) is not None
        if not later and not context.text.lstrip(_OPENING)[:1].islower():
            return []
        return most([*self._first(context), *self._later(prose(context.text), context)])

    def _first(self, context: TextContext) -> Iterator[Finding]:
        """Yield the beginning, unless the word is the source's, is a code or the brand."""
        match = _START.match(prose(context.text))
        source = context.segment.source.lstrip()
        words = len(context.text.split())
        if match is None or words < _WORDS or context.field not in {Field.TITLE, Field.DESCRIPTION}:
            return
        word = match[1]
        # a German noun is large wherever it stands
        told = language(context.source_locale) != "de"
        begins_large = told and source[:1].isupper() and not source[1:2].isupper()
        same = word.lower() in source.lower() and word in context.segment.source
        if begins_large and word.islower() and len(word) > 1 and not same:
            message = N_("The text begins with a small letter.")
            place = match.start(1)
            yield spot(self.id, message, (place, place + 1), word[0].upper())

    def _later(self, words: str, context: TextContext) -> Iterator[Finding]:
        message = N_("A sentence begins with a small letter: {word}")
        source = context.segment.source
        for match in _SENTENCE.finditer(words):
            if match[1].lower() in _SHORT or not match[3].islower() or match[3] in source:
                continue
            if match[2] != "." and language(context.target.locale) in {"es", "fr"}:
                continue
            place = match.start(3)
            yield spot(self.id, message, (place, place + 1), match[3][0].upper(), word=match[3])


class MixedCase:
    """Capitals and small letters stand in a word the wrong way round: "wATERPROOF", "WAterproof"."""

    id: ClassVar[str] = "mixed_case"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a word, with the fix, unless the source has it so."""
        text = context.text
        if language(context.target.locale) not in _CASED or text.islower():
            return []
        source = context.segment.source
        message = N_("Capitals and small letters are mixed up: {word}")
        words = prose(text)
        return most(
            spot(self.id, message, match.span(), _straight(match, words), word=match.group()[:40])
            for match in _MIXED.finditer(words)
            if match.group() not in source
            and not _RIGHT.fullmatch(match.group())
            and not (match.group().endswith("s") and match.group()[:-1].isupper())
        )


def _straight(match: re.Match[str], text: str) -> str:
    """Return the word with a capital at most at its beginning: there if it begins a text or has one."""
    word = match.group()
    begins = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1] in ".!?"
    return word.capitalize() if word[0].isupper() or begins else word.lower()


class Capitals:
    """Words in capitals that are no names, units or short forms; several channels refuse them."""

    id: ClassVar[str] = "capitals"

    def check(self, context: TextContext) -> list[Finding]:
        """Return one finding a run of words, unless the source or the brand writes them so."""
        text = context.text
        # words in capitals have two of them side by side
        if language(context.target.locale) not in _CASED or not _TWO_LARGE.search(text):
            return []
        if Shouting().check(context):
            return []
        known = f"{context.segment.source} {context.brand}"
        if _LOUD.search(known):
            return []
        message = N_("Words in capitals: {text}")
        return most(
            spot(self.id, message, match.span(), text=match.group()[:60])
            for match in _CAPITALS.finditer(prose(text))
            if _shouted(match.group(), known)
        )


def _shouted(text: str, known: str) -> bool:
    """Tell whether ``text`` has a word of its own that is too long for a short form."""
    words = [word for word in text.split() if word not in known]
    long = any(len(word) >= _LONG and _VOWEL.search(word) for word in words)
    return long and sum(len(word) for word in words) >= _LEAST
