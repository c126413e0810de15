"""What the Terms pane asks of a workspace: the missing words, terms found, and one concept to be edited."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from localizer.catalog import own_terms, term_uses
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Concept, Term, TermBase, fold, term_chain, term_tag
from localizer.model.term_text import words
from localizer.packs.terms import UNIT_DOMAIN
from localizer.pipeline.missing_terms import MissingKind, MissingTerm, missing_terms
from localizer.pipeline.own_base import own_base
from localizer.pipeline.term_matching import OWN, concept_for
from localizer.pipeline.term_search import search_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.translate.composed import MissingReason
from localizer.ui.actions.term_words import place_name, tongue

#: More than there will be: the table holds all that is found.
EVERY: Final = 1_000_000
_PLACES: Final = ("property", "option_name")
#: What is no value of an attribute.
_NO_VALUE: Final = frozenset({*_PLACES, "category", UNIT_DOMAIN})


@dataclass(frozen=True, slots=True)
class Missing:
    """The words without a term, most listings first, and how many listings wait for one of them."""

    words: tuple[MissingTerm, ...] = ()
    listings: int = 0


def missing(reader: Reader, tools: Tools, locales: Sequence[str]) -> Missing:
    """Return what is missing in ``locales``; in all where there are none."""
    found = missing_terms(reader, tools, locales)
    known = {fold(one.word) for one in found}
    waiting: set[tuple[str, int]] = set()
    reasons = tuple(reason.value for reason in MissingReason)
    for blocked in term_uses.blocked(reader, reasons, locales) if known else ():
        named = blocked.reason.partition(":")[2].split("|")
        if not known.isdisjoint(fold(word) for word in named):
            waiting.update((blocked.locale, number) for number in blocked.products)
    return Missing(found, len(waiting))


@dataclass(frozen=True, slots=True)
class TermRow:
    """A concept in the table. ``scopes`` are those of a person's own terms in the language shown."""

    concept: Concept
    term: Term | None
    own: bool
    scopes: tuple[Scope, ...]


@dataclass(frozen=True, slots=True)
class TermQuery:
    """What the table shall show: words in any language, in the language ``tag``."""

    text: str
    tag: str
    domain: str = ""
    own_only: bool = False


def found_terms(reader: Reader, tools: Tools, wanted: TermQuery) -> tuple[TermRow, ...]:
    """Return what ``wanted`` asks for, the nearest first."""
    chain = term_chain(wanted.tag)
    scopes: dict[str, list[Scope]] = {}
    for own in own_terms.terms(reader):
        if own.term.locale in chain:
            scopes.setdefault(own.term.concept, []).append(own.scope)
    hits = search_terms(reader, tools, wanted.text, wanted.tag, wanted.domain, EVERY)
    return tuple(
        TermRow(hit.concept, hit.term, hit.own, tuple(scopes.get(hit.concept.id, ())))
        for hit in hits
        if hit.concept.domain != UNIT_DOMAIN and (hit.own or not wanted.own_only)
    )


class Standing(StrEnum):
    """Whose a term is: set in this very scope, in a wider one, the program's, or nobody's."""

    OWN = "own"
    WIDER = "wider"
    PROGRAM = "program"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Line:
    """One language of a concept: ``tag`` is what the term is kept in, ``term`` what counts there now."""

    tag: str
    term: Term | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept to be edited in one scope.

    ``concept`` is as it is kept or will be; ``forms`` are the program's source words for it. ``is_new`` tells
    that nobody knows it yet, ``is_own`` that it is none of the program's. ``others`` are own terms of
    other scopes, ``word`` the missing word it was opened for, ``place`` what that is a value of.
    """

    concept: OwnConcept
    forms: tuple[str, ...]
    lines: tuple[Line, ...]
    is_new: bool
    is_own: bool
    is_kept: bool
    scope: Scope = EVERYWHERE
    others: tuple[OwnTerm, ...] = ()
    word: MissingTerm | None = None
    place: str = ""

    @property
    def name(self) -> str:
        """The first source word."""
        return next(iter((*self.forms, *self.concept.forms)), "")

    @property
    def key(self) -> str:
        """What this is, for whoever keeps what is typed: concept and scope."""
        return f"{self.concept.id}\n{self.scope.kind}\n{self.scope.value}"


def entry_of(
    reader: Reader,
    tools: Tools,
    concept: OwnConcept,
    tags: Sequence[str],
    scope: Scope = EVERYWHERE,
    word: MissingTerm | None = None,
) -> Entry:
    """Return ``concept`` with its terms in ``tags``, and in the languages ``word`` lacks."""
    base = own_base(reader, tools)
    own = own_terms.terms_of(reader, concept.id)
    here = {one.term.locale: one.term for one in own if one.scope == scope}
    shown = tuple(dict.fromkeys((*tags, *here)))
    program = tools.termbase.concepts.get(concept.id)
    forms = _program_forms(tools.termbase, program) if program is not None else ()
    return Entry(
        concept,
        forms,
        tuple(_line(base, concept.id, tag, here) for tag in shown),
        is_new=concept.id not in base.concepts and not own,
        is_own=program is None,
        is_kept=bool(own) or own_terms.concept(reader, concept.id) is not None,
        scope=scope,
        others=tuple(one for one in own if one.scope != scope),
        word=word,
        place=place_name(tools.termbase, word.place) if word is not None else "",
    )


def still_lacking(entry: Entry, saved: Collection[str]) -> tuple[str, ...]:
    """Return the languages a missing word lacks once those ``saved`` are there."""
    if entry.word is None:
        return ()
    lacks = [one.tag for one in entry.lines if one.standing is Standing.MISSING]
    return tuple(tongue(tag) for tag in lacks if tag not in saved)


def _program_forms(base: TermBase, concept: Concept) -> tuple[str, ...]:
    said = (base.terms.get((tag, concept.id)) for tag in ("en",))
    return tuple(dict.fromkeys((*concept.forms, *(term.text for term in said if term))))


def _line(base: TermBase, concept: str, tag: str, here: dict[str, Term]) -> Line:
    if tag in here:
        return Line(tag, here[tag], Standing.OWN)
    chain = term_chain(tag)
    wider = next((here[one] for one in chain if one in here), None)
    if wider is not None:
        return Line(tag, wider, Standing.WIDER)
    term = base.term(concept, tag)
    if term is None:
        return Line(tag, None, Standing.MISSING)
    of_own = any(base.own.everywhere.get((one, concept)) is term for one in chain)
    return Line(tag, term, Standing.WIDER if of_own else Standing.PROGRAM)


def kept_concept(reader: Reader, concept: Concept) -> OwnConcept:
    """Return what people keep of a concept that was found."""
    kept = own_terms.concept(reader, concept.id)
    return kept if kept is not None else OwnConcept(concept.id, concept.domain, ())


def kept(reader: Reader, concept: OwnConcept) -> OwnConcept:
    """Return what is kept of ``concept`` now, itself where that is nothing."""
    return own_terms.concept(reader, concept.id) or replace(concept, forms=())


def wanted_concept(reader: Reader, tools: Tools, one: MissingTerm) -> OwnConcept:
    """Return the concept a missing word is: a known one that lacks languages, or a new one."""
    base = own_base(reader, tools)
    group = _property(base, one.place) if one.kind is MissingKind.VALUE else ""
    known = base.find(one.word, (one.domain,), of=group)
    fits = known is not None and (
        known.domain == one.domain
        or (one.kind is MissingKind.VALUE and known.domain not in _NO_VALUE)
    )
    if known is not None and fits:
        return kept_concept(reader, known)
    return concept_for(reader, tools, one.word, one.domain, group)


def new_concept(reader: Reader, tools: Tools, word: str, domain: str) -> OwnConcept:
    """Return the concept of a word a person writes down: a known one, or a new one."""
    if words([word]):
        return concept_for(reader, tools, word, domain)
    return OwnConcept(OWN, domain, ())


def built(reader: Reader, tools: Tools, wanted: OwnConcept, *, is_new: bool) -> OwnConcept:
    """Return ``wanted`` with the id it is kept under; of a new one it follows from its first word."""
    if not is_new or not wanted.forms:
        return wanted
    made = concept_for(reader, tools, wanted.forms[0], wanted.domain, wanted.group)
    forms = dict.fromkeys((*made.forms, *wanted.forms[1:]))
    return replace(made, forms=tuple(forms), note=wanted.note or made.note)


def with_concept(terms: Iterable[OwnTerm], concept: str) -> tuple[OwnTerm, ...]:
    """Return ``terms`` as terms of ``concept``."""
    return tuple(replace(own, term=replace(own.term, concept=concept)) for own in terms)


def market_tags(
    tools: Tools, scope: Scope, tags: Sequence[str], written: Collection[str]
) -> tuple[str, ...]:
    """Return which of ``tags`` a term of ``scope`` is for: in a market the languages spoken there."""
    market = tools.packs.markets.get(scope.value) if scope.kind is ScopeKind.MARKET else None
    if market is None:
        return tuple(tags)
    spoken = dict.fromkeys(term_tag(locale, written) for locale in market.locales)
    return tuple(tag for tag in tags if tag in spoken) or tuple(spoken)


def _property(base: TermBase, place: str) -> str:
    """Return the attribute or option a value stands in, empty where it is none of ours."""
    concept = base.concepts.get(place) or (base.find(place, _PLACES) if place else None)
    return concept.id if concept is not None and concept.domain in _PLACES else ""
