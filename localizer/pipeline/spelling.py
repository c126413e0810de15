"""Spelling in a workspace: dictionaries, the words people taught it and those of its terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from localizer.catalog import own_terms, own_words
from localizer.i18n import N_
from localizer.model.locale import language
from localizer.model.own_term import OwnTerm
from localizer.model.term import Term, TermBase
from localizer.packs.dictionaries import Dictionary, dictionary_for
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store

_LETTERS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(slots=True)
class WorkspaceSpeller:
    """A dictionary with the words of the workspace; those of terms are gathered when first asked for.

    English words are right in every language.
    """

    dictionary: Dictionary
    taught: frozenset[str]
    base: TermBase
    own: tuple[OwnTerm, ...]
    locale: str
    english: Dictionary | None = None
    _terms: frozenset[str] | None = field(default=None, repr=False)

    def knows(self, word: str) -> bool:
        """Tell whether ``word`` is right."""
        return (
            self.dictionary.knows(word)
            or word.casefold() in self.taught
            or word.casefold() in self._of_terms()
            or (self.english is not None and self.english.knows(word))
        )

    def suggest(self, word: str) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first."""
        return self.dictionary.suggest(word)

    def _of_terms(self) -> frozenset[str]:
        if self._terms is None:
            # the trade speaks English everywhere: chip, squat, power bank
            tags = dict.fromkeys((self.locale, "en"))
            program = (self.base.term(one, tag) for one in self.base.concepts for tag in tags)
            terms = [*filter(None, program), *(one.term for one in self.own)]
            self._terms = frozenset(
                word.casefold()
                for one in terms
                for text in _texts(one)
                for word in _LETTERS.findall(text)
            )
        return self._terms


def _texts(term: Term) -> Iterator[str]:
    yield from (term.text, term.plural, term.short, term.classifier, *term.adjectives)


class Spellers:
    """The spellers of one run, by locale."""

    def __init__(self, tools: Tools) -> None:
        """Load nothing yet."""
        self._tools = tools
        self._made: dict[str, WorkspaceSpeller | None] = {}

    def of(self, reader: Reader, locale: str) -> WorkspaceSpeller | None:
        """Return what knows the words of ``locale``, ``None`` where there is no dictionary for it."""
        if locale not in self._made:
            self._made[locale] = self._make(reader, locale)
        return self._made[locale]

    def _make(self, reader: Reader, locale: str) -> WorkspaceSpeller | None:
        dictionary = dictionary_for(locale, self._tools.dictionaries)
        if dictionary is None:
            return None
        taught = frozenset(
            part.casefold()
            for word in own_words.words(reader, locale)
            for part in (word, *_LETTERS.findall(word))
        )
        folders = self._tools.dictionaries
        is_english = language(locale) == "en"
        return WorkspaceSpeller(
            dictionary,
            taught,
            self._tools.termbase,
            own_terms.terms(reader),
            locale,
            None
            if is_english
            else dictionary_for("en-US", folders) or dictionary_for("en-GB", folders),
        )


def teach_word(store: Store, locale: str, word: str) -> bool:
    """Keep ``word`` as right in the language of ``locale``; tell whether it was new."""
    with store.step(N_("Teach the word {word}"), word=word) as step:
        return own_words.teach(step, locale, [word])


def forget_word(store: Store, locale: str, word: str) -> bool:
    """No longer take ``word`` as right; tell whether it was taught."""
    with store.step(N_("Forget the word {word}"), word=word) as step:
        return own_words.forget(step, locale, word)
