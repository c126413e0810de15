"""Terms and patterns: the words of each language, and how titles and facts are built from them.

A concept is a thing meant (``cotton``); source forms are how sellers write it; a term is its word in one
locale.
"""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final, NamedTuple

from localizer.model.locale import language, language_script, lookup_chain
from localizer.model.words import Words

#: The region a bare language's words are written for: ``en`` is American, so ``en-US`` needs no file.
HOME_REGIONS: Final[dict[str, str]] = {"en-US": "en", "es-ES": "es"}


class Casing(StrEnum):
    """How terms are written in a composed text."""

    TITLE = "title"
    SENTENCE = "sentence"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing meant. ``forms`` are source words for it.

    ``group`` is the title pattern of a product type; of a value the properties it belongs to, separated by
    ``|``. ``measure`` is the Chinese measure word, ``taxonomy`` the number in Google's product taxonomy.
    """

    id: str
    domain: str
    forms: tuple[str, ...]
    group: str = ""
    note: str = ""
    measure: str = ""
    taxonomy: str = ""

    @property
    def properties(self) -> tuple[str, ...]:
        """The properties a value belongs to, the usual one first; none for a product type."""
        return () if self.domain == TYPES else tuple(self.group.split("|"))


class Named(NamedTuple):
    """A concept named in a folded text from ``start`` to before ``end``."""

    start: int
    end: int
    concept: Concept


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
#: The domain of product types.
TYPES: Final = "product_type"
#: The domain of brands written in another script; the program knows none.
BRANDS: Final = "brand"


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
    """How values are put together in one language; texts with ``{name}`` slots.

    ``counter`` is the classifier of things that have none of their own, ``pack`` several of one thing.
    """

    items: str
    last: str
    title_items: str
    span: str
    percent: str
    blend: str
    blend_title: Phrase
    item: str
    dimensions: str
    property: str = "{property}: {value}"
    pack: str = "{n}"
    counter: str = ""


@dataclass(frozen=True, slots=True)
class LocalePatterns:
    """One language's patterns. ``units`` maps a CLDR unit to (form for one, form for others).

    ``bullets`` is the order of facts in a list, by what buyers there look at first, ``lines`` what stands
    between facts that share a bullet. A description opens with ``opening`` and names its facts ``details``.
    ``sizes`` are the words for body measures behind a size, with ``{n}``.
    """

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
    bullets: tuple[str, ...] = ()
    lines: str = "; "
    opening: TitlePattern = ()
    details: str = ""
    sizes: Mapping[str, str] = field(default_factory=dict)


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
class OwnTerms:
    """A person's terms by (locale, concept): ``narrow`` ones of a scope go before everything.

    Those for ``everywhere`` go before the program's of the same locale: a word for English is not yet one
    for Britain, where the program says another.
    """

    narrow: tuple[Mapping[tuple[str, str], Term], ...] = ()
    everywhere: Mapping[tuple[str, str], Term] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self.everywhere) or any(self.narrow)


NO_TERMS: Final = OwnTerms()


@dataclass(frozen=True, slots=True)
class TermBase:
    """All concepts and their terms, by (locale, concept).

    ``index`` maps a folded source form to the concepts it can mean; ``words`` find the forms in a text, a
    person's own first. ``own`` are terms a person set: they go before all others.
    """

    concepts: Mapping[str, Concept]
    terms: Mapping[tuple[str, str], Term] = field(repr=False)
    index: Mapping[str, tuple[Concept, ...]] = field(repr=False)
    words: tuple[Words[Concept], ...] = field(repr=False)
    own: OwnTerms = field(default_factory=lambda: NO_TERMS, repr=False)

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
        tags = tuple(source_locales)
        for concept in known.values():
            own = (terms.get((tag, concept.id)) for tag in tags)
            texts = [text for term in own if term is not None for text in (term.text, term.plural)]
            for form in dict.fromkeys(fold(text) for text in (*concept.forms, *texts) if text):
                index.setdefault(form, []).append(concept)
        forms = [(form, concept) for form, found in index.items() for concept in found]
        # "denim" is a cloth before it is a colour
        words = Words(sorted(forms, key=lambda one: one[1].domain == "colour"))
        return cls(known, terms, {form: tuple(found) for form, found in index.items()}, (words,))

    def extended(self, concepts: Iterable[Concept]) -> TermBase:
        """Return this with ``concepts`` of a person's own; the forms of a known id are added to its own.

        Where a form already means something else in the same domain the person's meaning goes before it.
        """
        known, index = dict(self.concepts), dict(self.index)
        forms: list[tuple[str, Concept]] = []
        for concept in concepts:
            old = known.get(concept.id)
            made = concept if old is None else replace(old, forms=(*old.forms, *concept.forms))
            known[made.id] = made
            for form in dict.fromkeys(fold(text) for text in concept.forms if fold(text)):
                others = (one for one in index.get(form, ()) if one.id != made.id)
                index[form] = (made, *others)
                forms.append((form, made))
        return replace(self, concepts=known, index=index, words=(Words(forms), *self.words))

    def term(self, concept: str, locale: str) -> Term | None:
        """Return the term of ``concept`` nearest to ``locale``, never one of another language."""
        chain = term_chain(locale)
        for terms in self.own.narrow:
            for tag in chain:
                if (tag, concept) in terms:
                    return terms[tag, concept]
        for tag in chain:
            found = self.own.everywhere.get((tag, concept)) or self.terms.get((tag, concept))
            if found is not None:
                return found
        return None

    def find(self, text: str, domains: Iterable[str] = (), *, of: str = "") -> Concept | None:
        """Return what ``text`` as a whole means: as value of the property ``of``, in ``domains``, or at all.

        ``domains`` are asked in their order. Where ``text`` means several things outside them the answer is
        ``None``: we do not guess.
        """
        candidates = self.index.get(fold(text), ())
        if of and len(candidates) > 1:
            for concept in candidates:
                if of in concept.properties:
                    return concept
        for domain in domains:
            for concept in candidates:
                if concept.domain == domain:
                    return concept
        return candidates[0] if len(candidates) == 1 else None

    def named(self, text: str) -> tuple[Named, ...]:
        """Return all that ``text`` names, by place, the longer before the shorter; places are of it folded.

        Of two meanings of the same words in one domain only the person's own is named.
        """
        return self.named_in(fold(text))

    def named_in(self, folded: str, domains: Container[str] | None = None) -> tuple[Named, ...]:
        """Return what a text that is ``folded`` already names, of ``domains`` only where they are given."""
        if len(self.words) == 1:
            every = self.words[0].find(folded)
            make, kind = (
                tuple.__new__,
                Named,
            )  # half the time of Named._make, some thirty times a title
            return tuple(
                [make(kind, one) for one in every if domains is None or one[2].domain in domains]
            )
        found: dict[tuple[int, int, str], Named] = {}
        for words in self.words:
            for start, end, concept in words.find(folded):
                if domains is None or concept.domain in domains:
                    found.setdefault((start, end, concept.domain), Named(start, end, concept))
        return tuple(sorted(found.values(), key=_by_place))

    def longest(self, text: str, domain: str) -> Concept | None:
        """Return the concept of ``domain`` with the longest form in ``text``; of equals the first."""
        found = (one for one in self.named(text) if one.concept.domain == domain)
        best = max(found, key=lambda one: one.end - one.start, default=None)
        return None if best is None else best.concept


def _by_place(named: Named) -> tuple[int, int, bool]:
    """Return an order: by place, the longer first; "denim" is a cloth before it is a colour."""
    return named.start, -named.end, named.concept.domain == "colour"


def fold(text: str) -> str:
    """Return ``text`` as source forms are compared: without case, outer space and kinds of apostrophes."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().replace("’", "'").split())


@functools.lru_cache(maxsize=256)
def term_chain(locale: str) -> tuple[str, ...]:
    """Return the locales whose words serve ``locale``, nearest first; the last is never another language.

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
    return tuple(dict.fromkeys(own))


def term_tag(locale: str, written: Container[str]) -> str:
    """Return the language a term for texts in ``locale`` is kept in: the nearest of those ``written``."""
    return next((tag for tag in term_chain(locale) if tag in written), language_script(locale))


def _agreement(noun: Term) -> int:
    """Return which of four forms agrees: masculine, feminine, masculine plural or neuter, plural."""
    german = language(noun.locale) == "de"
    if noun.gender.endswith("p"):
        return 3 if german or noun.gender.startswith("f") else 2
    return {"m": 0, "f": 1, "n": 2 if german else 0}.get(noun.gender, 0)
