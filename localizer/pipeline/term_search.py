"""Terms found by any of their words, in any language, whatever their case and accents."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from localizer.catalog import own_terms
from localizer.model.own_term import terms_for
from localizer.model.term import Concept, Term, TermBase
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader

#: Accents that stand over or under a letter; vowels and tone marks of other scripts are letters.
_ACCENTS: Final = re.compile("[\u0300-\u036f]")
#: Letters Unicode does not take apart.
_PLAIN: Final = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe"})
#: How well a word matches: as a whole, at its beginning, at the beginning of a word in it, inside.
_WHOLE, _BEGINS, _WORD_BEGINS, _INSIDE = range(4)
_NOT_FOUND: Final = (_INSIDE + 1, "")

#: The words of concepts as they are compared and as they are written.
Lines = Mapping[str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class TermHit:
    """A concept found by ``found``, one of its words.

    ``term`` is its term in the locale asked for, ``None`` where it has none; ``own`` tells that people keep
    something about the concept.
    """

    concept: Concept
    term: Term | None
    own: bool
    found: str


def search_terms(
    reader: Reader, tools: Tools, text: str, locale: str, domain: str = "", limit: int = 50
) -> tuple[TermHit, ...]:
    """Return the concepts of ``domain`` (default: any) with a word that has ``text``, the nearest first.

    Without ``text`` those that are there, people's own first. Who searches at every key pressed keeps a
    `TermSearch`.
    """
    return TermSearch(reader, tools).find(text, locale, domain, limit)


class TermSearch:
    """Finds terms of the program and of a workspace as they were when this was made."""

    def __init__(self, reader: Reader, tools: Tools) -> None:
        """Read the words; those of the program are read once and remembered."""
        concepts, terms = own_terms.concepts(reader), own_terms.terms(reader)
        known = dict(tools.termbase.concepts)
        lines: dict[str, list[str]] = {}
        for own in concepts:
            program = known.get(own.id)
            forms = own.forms if program is None else (*program.forms, *own.forms)
            known[own.id] = replace(program or own.concept, forms=forms)
            lines[own.id] = list(own.forms)
        for one in terms:
            lines.setdefault(one.term.concept, []).extend(_words(one.term))
        self._concepts = known
        self._base = replace(tools.termbase, own=terms_for(terms, "", ""))
        self._own = lines.keys()
        self._lines: tuple[Lines, ...] = (
            {number: _compared(said) for number, said in lines.items()},
            _index(_Same(tools.termbase)),
        )

    def find(
        self, text: str, locale: str, domain: str = "", limit: int = 50
    ) -> tuple[TermHit, ...]:
        """Return what `search_terms` does."""
        needle = plain(text)
        found: dict[str, tuple[int, str]] = {}
        for lines in self._lines:
            for number, said in lines.items():
                concept = self._concepts.get(number)
                if concept is None or domain not in ("", concept.domain):
                    continue
                best = _best(said, needle)
                if best is not None and best < found.get(number, _NOT_FOUND):
                    found[number] = best
        order = sorted(
            found, key=lambda one: (found[one][0], one not in self._own, len(found[one][1]))
        )
        return tuple(
            TermHit(
                self._concepts[number],
                self._base.term(number, locale),
                number in self._own,
                found[number][1],
            )
            for number in order[:limit]
        )


@functools.lru_cache(maxsize=100_000)
def plain(text: str) -> str:
    """Return ``text`` as it is compared here: no case, no accents, no double spaces."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_ACCENTS.sub("", apart).translate(_PLAIN).split())


def _best(said: Iterable[tuple[str, str]], needle: str) -> tuple[int, str] | None:
    """Return how well the best of the words matches, and that word as it is written."""
    matches = ((_rank(folded, needle), written) for folded, written in said if needle in folded)
    return min(matches, key=lambda match: (match[0], len(match[1])), default=None)


def _rank(text: str, needle: str) -> int:
    if text == needle:
        return _WHOLE
    if text.startswith(needle):
        return _BEGINS
    return _WORD_BEGINS if f" {needle}" in text else _INSIDE


class _Same:
    """A term base as a key: the same one, not one with equal content. They never change."""

    def __init__(self, base: TermBase) -> None:
        self.base = base

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.base is self.base

    def __hash__(self) -> int:
        return id(self.base)


@functools.lru_cache(maxsize=2)
def _index(same: _Same) -> Lines:
    """Return the words of every concept of the program, folded and as written; reads all languages."""
    base = same.base
    lines = {number: dict.fromkeys(concept.forms) for number, concept in base.concepts.items()}
    for term in base.terms.values():
        lines[term.concept].update(dict.fromkeys(_words(term)))
    return {number: _compared(said) for number, said in lines.items()}


def _compared(said: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((plain(line), line) for line in said)


def _words(term: Term) -> Iterator[str]:
    return (text for text in (term.text, term.plural, term.short) if text)
