"""Terms and patterns: the words of each language, and how titles and facts are built from them.

A concept is a thing meant (``cotton``); source forms are how sellers write it; a term is its word in one
locale.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from localizer.model.locale import language, language_script, lookup_chain

#: The region a bare language's words are written for: ``en`` is American, so ``en-US`` needs no file.
HOME_REGIONS: Final[dict[str, str]] = {"en-US": "en", "es-ES": "es"}
_LATIN_EDGE: Final = re.compile(r"[a-z0-9]")


class Casing(StrEnum):
    """How terms are written in a composed text."""

    TITLE = "title"
    SENTENCE = "sentence"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing meant. ``forms`` are source words for it; ``group`` is the title pattern of a product type.

    ``measure`` is the Chinese measure word, ``taxonomy`` the number in Google's product taxonomy.
    """

    id: str
    domain: str
    forms: tuple[str, ...]
    group: str = ""
    note: str = ""
    measure: str = ""
    taxonomy: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A concept's word in one locale.

    ``gender`` is ``m``, ``f`` or ``n``, with ``p`` after it for a word that is always plural. ``adjectives``
    is empty (the term itself is used), one form for every noun, or four forms that agree; the one form ``-``
    means that titles do not mention it. ``short`` is for titles that are too long, ``classifier`` goes with
    a number (Thai, Vietnamese, Malay, Chinese), ``avoid`` are words not to be used for it.
    """

    concept: str
    locale: str
    text: str
    gender: str = ""
    plural: str = ""
    adjectives: tuple[str, ...] = ()
    note: str = ""
    short: str = ""
    classifier: str = ""
    avoid: tuple[str, ...] = ()

    def beside(self, noun: Term | None) -> str:
        """Return the form that stands beside ``noun`` in a title; empty when titles leave it out."""
        if self.adjectives == ("-",):
            return ""
        if not self.adjectives:
            return self.text
        if len(self.adjectives) == 1 or noun is None:
            return self.adjectives[0]
        return self.adjectives[_agreement(noun)]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a pattern for a fact's value; ``adjective`` asks for the form beside the noun."""

    name: str
    adjective: bool = False


Phrase = tuple["str | Slot", ...]
#: Folded source forms with what they mean, longest first.
Forms = tuple[tuple[str, "Concept"], ...]


@dataclass(frozen=True, slots=True)
class PatternGroup:
    """A piece of a title pattern; an optional one disappears when a slot of it has no value."""

    parts: Phrase
    optional: bool

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return the slots in order."""
        return tuple(part for part in self.parts if isinstance(part, Slot))


TitlePattern = tuple[PatternGroup, ...]


@dataclass(frozen=True, slots=True)
class JoinRules:
    """How values are put together in one language; texts with ``{name}`` slots."""

    items: str
    last: str
    title_items: str
    span: str
    percent: str
    blend: str
    blend_title: Phrase
    item: str
    dimensions: str


@dataclass(frozen=True, slots=True)
class LocalePatterns:
    """One language's patterns. ``units`` maps a CLDR unit to (form for one, form for others)."""

    locale: str
    titles: Mapping[str, TitlePattern]
    drop: tuple[str, ...]
    features: tuple[tuple[str, Phrase], ...]
    facts: Mapping[str, Phrase]
    join: JoinRules
    units: Mapping[str, tuple[str, str]]
    group_digits: int
    title_case: Casing
    option_case: Casing
    fact_case: Casing
    small_words: frozenset[str]


@dataclass(frozen=True, slots=True)
class PatternBook:
    """The patterns of every language."""

    by_locale: Mapping[str, LocalePatterns]

    def find(self, locale: str) -> LocalePatterns | None:
        """Return the patterns nearest to ``locale``, or ``None`` where the language has none."""
        return next(
            (self.by_locale[tag] for tag in term_chain(locale) if tag in self.by_locale), None
        )


@dataclass(frozen=True, slots=True)
class TermBase:
    """All concepts and their terms, by (locale, concept).

    ``index`` maps a folded source form to the concepts it can mean; ``starts`` holds the folded forms of
    each domain by their first character, longest first.
    """

    concepts: Mapping[str, Concept]
    terms: Mapping[tuple[str, str], Term] = field(repr=False)
    index: Mapping[str, tuple[Concept, ...]] = field(repr=False)
    starts: Mapping[str, Mapping[str, Forms]] = field(repr=False)

    @classmethod
    def build(
        cls,
        concepts: Iterable[Concept],
        terms: Mapping[tuple[str, str], Term],
        *,
        source_locales: Iterable[str] = (),
    ) -> TermBase:
        """Make a term base; ``terms`` are by (locale, concept).

        Terms of ``source_locales`` are understood in a seller's text as well.
        """
        known = {concept.id: concept for concept in concepts}
        index: dict[str, list[Concept]] = {}
        starts: dict[str, dict[str, list[tuple[str, Concept]]]] = {}
        tags = tuple(source_locales)
        for concept in known.values():
            own = (terms.get((tag, concept.id)) for tag in tags)
            texts = [text for term in own if term is not None for text in (term.text, term.plural)]
            for form in dict.fromkeys(fold(text) for text in (*concept.forms, *texts) if text):
                index.setdefault(form, []).append(concept)
                domain = starts.setdefault(concept.domain, {})
                domain.setdefault(form[0], []).append((form, concept))
        for domain in starts.values():
            for forms in domain.values():
                forms.sort(key=lambda one: -len(one[0]))
        return cls(
            known,
            terms,
            {form: tuple(found) for form, found in index.items()},
            {
                domain: {first: tuple(forms) for first, forms in found.items()}
                for domain, found in starts.items()
            },
        )

    def term(self, concept: str, locale: str) -> Term | None:
        """Return the term of ``concept`` nearest to ``locale``, never one of another language."""
        found = (self.terms.get((tag, concept)) for tag in term_chain(locale))
        return next((term for term in found if term is not None), None)

    def find(self, text: str, domains: Iterable[str] = ()) -> Concept | None:
        """Return what ``text`` as a whole means: in the first of ``domains`` that has it, else in any.

        Where ``text`` means several things outside ``domains`` the answer is ``None``: we do not guess.
        """
        candidates = self.index.get(fold(text), ())
        for domain in domains:
            for concept in candidates:
                if concept.domain == domain:
                    return concept
        return candidates[0] if len(candidates) == 1 else None

    def longest(self, text: str, domain: str) -> Concept | None:
        """Return the concept of ``domain`` with the longest form in ``text``; of equals the first."""
        folded = fold(text)
        starts = self.starts.get(domain, {})
        found, length = None, 0
        for at, first in enumerate(folded):
            for form, concept in starts.get(first, ()):
                if len(form) <= length:
                    break
                if folded.startswith(form, at) and _stands_alone(form, folded, at):
                    found, length = concept, len(form)
                    break
        return found


def fold(text: str) -> str:
    """Return ``text`` as source forms are compared: compatibility forms, case and outer space removed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def term_chain(locale: str) -> Iterator[str]:
    """Yield the locales whose words serve ``locale``, nearest first; the last is never another language.

    Unlike a memory, words of a language's home region come before those of its variants: ``en-US`` takes
    ``en`` before ``en-GB``.
    """
    chain: list[str] = []
    for tag in (*lookup_chain(locale), language_script(locale), language(locale)):
        chain.append(tag)
        if tag in HOME_REGIONS:
            chain.append(HOME_REGIONS[tag])
    own = [tag for tag in chain if language(tag) == language(locale)]
    if language(locale) == "zh":
        own = [tag for tag in own if language_script(tag) == language_script(locale)]
    yield from dict.fromkeys(own)


def _agreement(noun: Term) -> int:
    """Return which of four forms agrees: masculine, feminine, masculine plural or neuter, plural."""
    german = language(noun.locale) == "de"
    if noun.gender.endswith("p"):
        return 3 if german or noun.gender.startswith("f") else 2
    return {"m": 0, "f": 1, "n": 2 if german else 0}.get(noun.gender, 0)


def _stands_alone(form: str, text: str, at: int) -> bool:
    """Tell whether ``form`` stands ``at`` a place of ``text`` as whole words; Chinese needs no word ends."""
    end = at + len(form)
    before, after = text[max(at - 1, 0) : at], text[end : end + 1]
    glued = (_LATIN_EDGE.match(form[0]) and _LATIN_EDGE.match(before)) or (
        _LATIN_EDGE.match(form[-1]) and _LATIN_EDGE.match(after)
    )
    return not glued
