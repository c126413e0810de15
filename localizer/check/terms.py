"""Checks of terms: those of the termbase are used, and what must not be said for them is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import ClassVar, Final

from localizer.check.context import TextContext
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.glossary import TermNeed
from localizer.model.locale import language, same_language
from localizer.model.segment import Field, Origin
from localizer.model.term import fold

#: Written without spaces between words: a term may begin anywhere.
_UNSPACED: Final = frozenset({"zh", "ja", "yue", "th", "lo", "km", "my"})
#: Their words change at the end, so that a term need not stand letter by letter.
_INFLECTING: Final = frozenset({"de", "en", "es", "fil", "fr", "it", "pt"})
#: Texts that name a thing and are no sentences.
_LABELLED: Final = frozenset({Field.FACT, Field.OPTION_NAME, Field.OPTION_VALUE})
#: So much of a word must stand for a form of it: camisa, camisas; rojo, rojas.
_STEM_SHARE: Final = 0.6
_SHORTEST_STEM: Final = 3
#: Endings with which a forbidden word is still that word.
_ENDING: Final = "(?:s|es|e|n|en|er|x)?"
_SHORTEST_WITH_ENDING: Final = 4
_WORD: Final = re.compile(r"[^\W\d_]+")


def _needs(context: TextContext) -> tuple[TermNeed, ...]:
    if (
        context.glossary is None
        or not context.text
        or same_language(context.source_locale, context.target.locale)
    ):
        return ()
    needs = context.glossary.needs(context.segment.source)
    return tuple(need for need in needs if _binds(need, context.field))


def _binds(need: TermNeed, field: Field) -> bool:
    """Tell whether the words of the source surely mean the term.

    In sentences 面料 is any fabric and not the heading of a fact, and one character (黑) is part of other
    words (黑烟, smoke).
    """
    return field in _LABELLED or not (
        need.heading or (len(need.source) == 1 and not need.source.isascii())
    )


class MissingTerm:
    """A term a person set for words of the source stands in the text."""

    id: ClassVar[str] = "term_missing"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each term that is in the text in no form.

        The composer takes the terms itself, and its patterns say which of them a text names.
        """
        if context.translation.origin is Origin.COMPOSED:
            return []
        spoken = language(context.target.locale)
        text = fold(context.text)
        message = N_("The term “{term}” is missing; the source says “{source}”.")
        return [
            Finding(
                self.id, Severity.WARNING, message, (("term", need.text), ("source", need.source))
            )
            for need in _needs(context)
            if need.own and not any(_stands(form, text, spoken) for form in need.accepted)
        ]


class ForbiddenTerm:
    """Words the termbase does not want for words of the source do not stand in the text."""

    id: ClassVar[str] = "term_forbidden"

    def check(self, context: TextContext) -> list[Finding]:
        """Return a finding for each such word with the term as its fix.

        What the source says in the same letters, the brand and terms for other words are let be.
        """
        text = unicodedata.normalize("NFC", context.text)
        spoken = language(context.target.locale)
        source = fold(context.segment.source)
        needs = _needs(context)
        found = {
            (finding.start, finding.end): finding
            for need in needs
            for word in need.avoid
            if fold(word) not in source
            for finding in self._of_word(word, need, text, spoken)
        }
        if not found or len(text) != len(context.text):
            return []
        kept = list(_protected(context, needs, text))
        return [
            finding
            for _place, finding in sorted(found.items())
            if not any(start <= finding.start and finding.end <= end for start, end in kept)
        ]

    def _of_word(self, word: str, need: TermNeed, text: str, spoken: str) -> Iterator[Finding]:
        for match in _pattern(word, spoken).finditer(text):
            said = match.group()
            args = (("word", said), ("term", need.text), ("source", need.source))
            message = N_("“{word}” is not to be used for “{source}”; the term is “{term}”.")
            # An inflected word wants an inflected term, which a person must write.
            exact = len(said) == len(word)
            fix = _cased(need.text, said) if exact else None
            yield Finding(self.id, Severity.WARNING, message, args, match.start(), match.end(), fix)


def _protected(
    context: TextContext, needs: Iterable[TermNeed], text: str
) -> Iterator[tuple[int, int]]:
    """Yield the places in ``text`` of terms that are right for words of the source, and of the brand."""
    brand = context.brand
    spoken = language(context.target.locale)
    for form in {brand}.union(*(need.accepted for need in needs)):
        if form:
            yield from (match.span() for match in _pattern(form, spoken).finditer(text))


@lru_cache(maxsize=4096)
def _pattern(word: str, spoken: str) -> re.Pattern[str]:
    """Return what finds ``word`` as a whole, with a common ending where the language has them."""
    inner = r"\s+".join(map(re.escape, word.split()))
    if spoken in _UNSPACED:
        return re.compile(inner, re.IGNORECASE)
    bends = spoken in _INFLECTING and len(word) >= _SHORTEST_WITH_ENDING
    return re.compile(rf"(?<!\w){inner}{_ENDING if bends else ''}(?!\w)", re.IGNORECASE)


def _cased(term: str, said: str) -> str:
    """Return ``term`` with a capital where the word it replaces has one."""
    return term[:1].upper() + term[1:] if said[:1].isupper() else term


def _stands(form: str, text: str, spoken: str) -> bool:
    """Tell whether the term ``form`` stands in the folded ``text``, in some form of its words.

    As a part of a longer word too: Edelstahl is in Edelstahlbecher.
    """
    wanted = fold(form)
    if wanted in text:
        return True
    if spoken not in _INFLECTING:
        return False
    words = frozenset(_WORD.findall(_bare(text)))
    return all(_has_form(word, words) for word in _WORD.findall(_bare(wanted)))


def _has_form(word: str, words: frozenset[str]) -> bool:
    length = max(_SHORTEST_STEM, -int(-len(word) * _STEM_SHARE // 1))
    if len(word) <= _SHORTEST_STEM:
        return word in words
    stem = word[:length]
    return any(
        one.startswith(stem) or (len(stem) > _SHORTEST_STEM and stem in one) for one in words
    )


def _bare(text: str) -> str:
    """Return ``text`` without accents: Mantel and Mäntel are one word."""
    decomposed = unicodedata.normalize("NFD", text)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
