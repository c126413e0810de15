"""Words that keep listings from being written, each asked for once for all languages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from localizer.catalog import term_uses
from localizer.catalog.term_uses import Blocked
from localizer.model.segment import Field
from localizer.model.term import BRANDS, TermBase, fold
from localizer.pipeline.own_base import own_base
from localizer.pipeline.term_matching import DEFAULT_DOMAIN, PROPERTY_DOMAIN, TYPE_DOMAIN
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader
from localizer.translate.composed import MissingReason
from localizer.translate.values import FACT_DOMAINS

OPTION_DOMAIN: Final = "option_name"
_REASONS: Final = (
    MissingReason.NO_TYPE.value,
    MissingReason.NO_TERM.value,
    MissingReason.UNKNOWN_FACT.value,
    MissingReason.LEFT_OUT.value,
)


class MissingKind(StrEnum):
    """What a missing word is."""

    TYPE = "type"
    VALUE = "value"
    ATTRIBUTE = "attribute"
    OPTION_NAME = "option_name"
    BRAND = "brand"


_DOMAINS: Final = {
    MissingKind.TYPE: TYPE_DOMAIN,
    MissingKind.ATTRIBUTE: PROPERTY_DOMAIN,
    MissingKind.OPTION_NAME: OPTION_DOMAIN,
    MissingKind.BRAND: BRANDS,
}


@dataclass(frozen=True, slots=True)
class MissingTerm:
    """A word without a term, as the seller wrote it.

    ``place`` is the fact or option it is mostly a value of, ``domain`` where it belongs therefore.
    ``listings`` counts products × locales with a text that waits for it; ``product`` is the title of one.
    """

    word: str
    kind: MissingKind
    domain: str
    place: str
    locales: tuple[str, ...]
    listings: int
    product_id: int
    product: str


@dataclass(slots=True)
class _Found:
    """What is known of a word so far."""

    spellings: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    products: dict[str, set[int]] = field(default_factory=dict)

    @property
    def listings(self) -> int:
        """Return how many listings wait for it."""
        return sum(map(len, self.products.values()))

    @property
    def example(self) -> int:
        """Return the first product with it."""
        return min(min(some) for some in self.products.values())


def missing_terms(
    reader: Reader, tools: Tools, locales: Collection[str] = ()
) -> tuple[MissingTerm, ...]:
    """Return the words without a term in one of ``locales`` (default: any), most listings first.

    A language names all of its locales: ``th`` is ``th-TH`` too.
    """
    base = own_base(reader, tools)
    words: dict[tuple[str, MissingKind], _Found] = {}
    for blocked in term_uses.blocked(reader, _REASONS):
        if locales and not any(_covers(one, blocked.locale) for one in locales):
            continue
        for word, kind in _lacking(blocked, base):
            found = words.setdefault((fold(word), kind), _Found())
            found.spellings[word] += len(blocked.products)
            found.places[blocked.name] += len(blocked.products) if blocked.name else 0
            found.products.setdefault(blocked.locale, set()).update(blocked.products)
    titles = term_uses.titles(reader, {found.example for found in words.values()})
    listed = [_term(kind, found, base, titles) for (_word, kind), found in words.items()]
    return tuple(sorted(listed, key=lambda one: (-one.listings, one.kind, one.word)))


def domain_asked(reader: Reader, tools: Tools, word: str) -> str:
    """Return the domain in which ``word`` is asked for, empty where it is not."""
    asked = (one for one in missing_terms(reader, tools) if fold(one.word) == fold(word))
    return next((one.domain for one in asked), "")


def _covers(wanted: str, locale: str) -> bool:
    return locale == wanted or locale.startswith(f"{wanted}-")


def _lacking(blocked: Blocked, base: TermBase) -> Iterator[tuple[str, MissingKind]]:
    """Yield the words of a reason with what they are; a brand lacks its name in another script."""
    reason, _colon, named = blocked.reason.partition(":")
    for word in dict.fromkeys(map(str.strip, named.split("|"))):
        if word and fold(word) == fold(blocked.brand):
            yield word, MissingKind.BRAND
        elif word:
            yield word, _kind(reason, word, blocked.field, base)


def _kind(reason: str, word: str, place: Field, base: TermBase) -> MissingKind:
    if reason == MissingReason.NO_TYPE:
        return MissingKind.TYPE
    if reason == MissingReason.UNKNOWN_FACT:
        return MissingKind.ATTRIBUTE
    if place is Field.OPTION_NAME:
        return MissingKind.OPTION_NAME
    if place is Field.TITLE and reason == MissingReason.NO_TERM:
        known = base.find(word, (TYPE_DOMAIN,))
        if known is not None and known.domain == TYPE_DOMAIN:
            return MissingKind.TYPE
    return MissingKind.VALUE


def _term(kind: MissingKind, found: _Found, base: TermBase, titles: dict[int, str]) -> MissingTerm:
    # What most products say; of equals the first in the alphabet, so that it stays the same.
    word = min(found.spellings, key=lambda one: (-found.spellings[one], one))
    places = [place for place in found.places if place]
    place = min(places, key=lambda one: (-found.places[one], one), default="")
    is_value = kind is MissingKind.VALUE
    return MissingTerm(
        word,
        kind,
        _domain(place, base) if is_value else _DOMAINS[kind],
        place if is_value else "",
        tuple(sorted(found.products)),
        found.listings,
        found.example,
        titles.get(found.example, ""),
    )


def _domain(place: str, base: TermBase) -> str:
    """Return where values of a fact or an option belong."""
    if place in FACT_DOMAINS:
        return FACT_DOMAINS[place][0]
    names = (OPTION_DOMAIN, PROPERTY_DOMAIN)
    concept = base.find(place, names) if place else None
    fact = concept.id if concept is not None and concept.domain in names else ""
    return FACT_DOMAINS.get(fact, (DEFAULT_DOMAIN,))[0]
