"""Titles: the groups of a pattern that have something to say, given up one after another until they fit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from localizer.model.channel import FieldLimit
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.product import Fact, Product
from localizer.model.term import (
    BRANDS,
    Casing,
    Concept,
    PatternGroup,
    Phrase,
    Slot,
    Term,
    TitlePattern,
)
from localizer.translate.casing import capitalize, title_case
from localizer.translate.composed import Composed, Missing, MissingReason, Piece
from localizer.translate.foreign import has_foreign_han
from localizer.translate.values import LackError, Wording, fact_value, fill_phrase

DEFAULT_GROUP: Final = "default"
_FEATURE: Final = "feature"
#: A name in patterns that keeps its capital.
_NAME: Final = "Bluetooth"
_BRAND: Final = "brand"
_TYPE: Final = "type"
#: Languages that put words together without a space; in the others only a whole word says it.
_COMPOUNDS: Final = HAN_LANGUAGES | {"de", "th"}
#: A shorter word is part of others by chance.
_SAYS: Final = 3
_SAYS_HAN: Final = 2
#: What parts the groups of a title and is not searched for.
_MARKS: Final = re.compile(r"\s[–—|]\s|,\s|[，、]")
#: More values of one fact than a catalog has.
_ALONE: Final = (_TYPE,)
MAX_KEPT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Part:
    """A group of a title, filled: nothing where ``pieces`` are empty; ``lacking`` are words without a term.

    ``first`` are the pieces as they stand at the beginning; ``concepts`` what the group means.
    """

    pieces: tuple[Piece, ...] = ()
    text: str = ""
    first: tuple[Piece, ...] = ()
    concepts: frozenset[str] = frozenset()
    lacking: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A group of a title pattern: its ``slots``, their ``names``, ``only`` the one fact it may show.

    ``kept`` remembers the group filled, by all that it then says.
    """

    pattern: PatternGroup
    slots: tuple[Slot, ...]
    names: tuple[str, ...]
    only: str
    kept: dict[tuple[str | None, ...], Part] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Goods:
    """What a title is about: ``facts`` by name, the type's ``noun``; ``tight`` takes short forms."""

    product: Product
    noun: Term
    facts: Mapping[str, Fact]
    tight: bool = False


NOTHING: Final = Part()
Filled = list[tuple[Group, Part]]
_Values = dict[Slot, Sequence[Piece]]
_WholeKey = tuple[str, str, tuple[tuple[str, str, str | None], ...]]


class TitleWriter:
    """Writes the titles of one locale; remembers every group it filled, as catalogs repeat themselves."""

    def __init__(self, wording: Wording, *, small: bool = False) -> None:
        """Keep ``wording``, which knows no product type yet; ``small`` writes no capitals of titles."""
        self._small = small and wording.patterns.title_case is Casing.TITLE
        if small:
            wording = replace(wording, patterns=replace(wording.patterns, title_case=Casing.NONE))
        self._wording = wording
        self._patterns = wording.patterns
        self._titles = {name: _groups(title) for name, title in self._patterns.titles.items()}
        self._features = {
            name: _group(PatternGroup(_about(phrase, name), optional=True))
            for name, phrase in self._patterns.features
        }
        self._told = {name: self._facts_in(groups) for name, groups in self._titles.items()}
        # A product goes to several channels of a locale, and goods of one kind repeat themselves
        self._whole: dict[_WholeKey, Composed] = {}
        self._wordings: dict[tuple[str, bool], Wording] = {}
        self._may_have_han = language(wording.locale) in HAN_LANGUAGES
        self._compounds = language(wording.locale) in _COMPOUNDS
        self._least = _SAYS_HAN if self._may_have_han else _SAYS

    def title(
        self, product: Product, kind: Concept, facts: Mapping[str, Fact], limit: FieldLimit | None
    ) -> Composed | Missing:
        """Write the title of ``product``, a ``kind``, with ``facts`` by name.

        What is too long for ``limit`` takes short forms, then gives up groups in their order.
        """
        told = self.facts_of(kind)
        said = [(name, fact.value, fact.unit) for name, fact in facts.items() if name in told]
        key = (kind.id, product.brand, tuple(said))
        answer = self._whole.get(key)
        if answer is None:
            written = self._unlimited(product, kind, facts)
            if isinstance(written, Missing):
                return written
            if len(self._whole) > MAX_KEPT:
                self._whole.clear()
            answer = self._whole[key] = written
        if limit is None or limit.fits(answer.text):
            return answer
        return self._shortened(product, kind, facts, limit)

    def _unlimited(
        self, product: Product, kind: Concept, facts: Mapping[str, Fact]
    ) -> Composed | Missing:
        """Write all groups that have something to say."""
        noun = self._noun(kind)
        if noun is None:
            return Missing(MissingReason.NO_TERM, (kind.forms[0],))
        filled, lacking = self._filled(self._pattern(kind), Goods(product, noun, facts))
        return self._written(filled, lacking, product)

    def _shortened(
        self, product: Product, kind: Concept, facts: Mapping[str, Fact], limit: FieldLimit
    ) -> Composed | Missing:
        """Write with short forms, then give up one group after another."""
        noun = self._noun(kind)
        if noun is None:
            return Missing(MissingReason.NO_TERM, (kind.forms[0],))
        filled, lacking = self._filled(self._pattern(kind), Goods(product, noun, facts, tight=True))
        for name in ("", *self._patterns.drop):
            kept = [
                one for one in filled if not one[0].pattern.optional or name not in one[0].names
            ]
            if name and len(kept) == len(filled):
                continue
            filled = kept
            answer = self._written(filled, lacking, product)
            if isinstance(answer, Missing) or limit.fits(answer.text):
                return answer
        return Missing(MissingReason.TOO_LONG, ("".join(part.text for _group, part in filled),))

    def _noun(self, kind: Concept) -> Term | None:
        return self._wording.termbase.term(kind.id, self._wording.locale)

    def _pattern(self, kind: Concept) -> tuple[Group, ...]:
        return self._titles.get(kind.group) or self._titles[DEFAULT_GROUP]

    def facts_of(self, kind: Concept) -> frozenset[str]:
        """Return the facts that titles of a ``kind`` name: a lipstick is not made of velvet."""
        return self._told.get(kind.group) or self._told[DEFAULT_GROUP]

    def _facts_in(self, pattern: Iterable[Group]) -> frozenset[str]:
        names = frozenset(name for group in pattern for name in group.names)
        return names | self._features.keys() if _FEATURE in names else names

    def phrases(
        self, product: Product, kind: Concept, facts: Mapping[str, Fact]
    ) -> tuple[Composed, ...]:
        """Write the type alone and beside each group of its title pattern; without punctuation."""
        noun = self._noun(kind)
        if noun is None:
            return ()
        filled, _lacking = self._filled(self._pattern(kind), Goods(product, noun, facts))
        core = next(at for at, (group, _part) in enumerate(filled) if not group.pattern.optional)
        made: dict[str, Composed] = {}
        for place in (core, *(at for at in range(len(filled)) if at != core)):
            pieces = [
                self._searched(piece)
                for at in sorted({core, place})
                for piece in filled[at][1].pieces
            ]
            text = _searched("".join(piece.text for piece in pieces))
            if self._may_have_han or not has_foreign_han(text, self._wording.locale):
                made.setdefault(text, Composed(text, tuple(pieces)))
        return tuple(made.values())

    def _searched(self, piece: Piece) -> Piece:
        """Return a piece as buyers type it: the pattern's own words without the capitals of titles."""
        own = piece.slot in {"", _FEATURE} and not (piece.fact or piece.concept)
        if not own or not self._small or _NAME in piece.text:
            return piece
        return piece._replace(text=piece.text.lower())

    def _filled(self, pattern: Sequence[Group], goods: Goods) -> tuple[Filled, list[str]]:
        """Return the groups that have something to say; the feature is chosen after the others."""
        filled: Filled = []
        lacking: list[str] = []
        meant: set[str] = set()
        waiting: list[tuple[int, Group]] = []
        brand = goods.product.brand.strip()
        facts, noun, tight = goods.facts, goods.noun.concept, "tight" if goods.tight else ""
        for group in pattern:
            if group.only:
                fact = facts.get(group.only)
                if fact is None:
                    continue
                key = (noun, tight, fact.value, fact.unit)
                part = group.kept.get(key) or self._part(group, goods)
            elif _FEATURE in group.names:
                waiting.append((len(filled), group))
                continue
            else:
                words = (noun, tight) if group.names == _ALONE else (noun, tight, brand)
                part = group.kept.get(words) or self._part(group, goods)
            if part.lacking:
                lacking += part.lacking
            elif part.pieces and not (part.concepts and meant.issuperset(part.concepts)):
                meant |= part.concepts
                filled.append((group, part))
        shown = {name for group, _part in filled for name in group.names} if waiting else set()
        for place, group in reversed(waiting):
            part = self._feature(group, goods, shown)
            if part.pieces and not (part.concepts and meant.issuperset(part.concepts)):
                filled.insert(place, (group, part))
        return filled, lacking

    def _part(self, group: Group, goods: Goods) -> Part:
        """Return a group filled, remembered by all that it says."""
        noun, tight = goods.noun.concept, "tight" if goods.tight else ""
        key: tuple[str | None, ...]
        if group.only:
            fact = goods.facts.get(group.only)
            if fact is None:
                return NOTHING
            key = (noun, tight, fact.value, fact.unit)
        else:
            said = [self._said(name, goods) for name in group.names]
            if None in said:
                return NOTHING
            key = (noun, tight) if group.names == _ALONE else (noun, tight, *said)
        found = group.kept.get(key)
        if found is None:
            if len(group.kept) > MAX_KEPT:
                group.kept.clear()
            found = group.kept[key] = self._made(group, goods)
        return found

    def _said(self, name: str, goods: Goods) -> str | None:
        """Return what slot ``name`` says, in the seller's words; ``None`` for nothing."""
        if name == _TYPE:
            return ""
        if name == _BRAND:
            return goods.product.brand.strip() or None
        fact = goods.facts.get(name)
        return None if fact is None else f"{fact.value}\0{fact.unit}"

    def _made(self, group: Group, goods: Goods) -> Part:
        """Fill a group; nothing where a slot has nothing to say."""
        values: _Values = {}
        for slot in group.slots:
            try:
                pieces = self._slot(slot, goods)
            except LackError as error:
                return Part(lacking=error.words)
            if not pieces:
                return NOTHING
            values[slot] = pieces
        return self._finished(fill_phrase(group.pattern.parts, values))

    def _feature(self, group: Group, goods: Goods, shown: set[str]) -> Part:
        """Return ``group`` with the most important feature that the title does not show yet."""
        for name, phrase in self._features.items():
            if name in shown or name not in goods.facts:
                continue
            part = self._part(phrase, goods)
            if part.pieces:
                pieces = tuple(piece._replace(slot=_FEATURE) for piece in part.pieces)
                values: _Values = dict.fromkeys(group.slots, pieces)
                return self._finished(fill_phrase(group.pattern.parts, values))
        return NOTHING

    def _finished(self, pieces: Iterable[Piece]) -> Part:
        """Return filled pieces in the case of titles."""
        used = tuple(self._cased(piece) for piece in pieces if piece.text)
        return Part(
            used,
            "".join(piece.text for piece in used),
            (self._opened(used[0]), *used[1:]) if used else (),
            frozenset(piece.concept for piece in used if piece.concept),
        )

    def _slot(self, slot: Slot, goods: Goods) -> Sequence[Piece]:
        """Return what ``slot`` says; empty for nothing. Raises `LackError`."""
        noun = goods.noun
        if slot.name == _TYPE:
            text = noun.short if goods.tight and noun.short else noun.text
            return (Piece(text, slot=_TYPE, concept=noun.concept, fixed=False),)
        if slot.name == _BRAND:
            return (self._brand(goods.product.brand.strip()),)
        pieces = fact_value(goods.facts[slot.name], slot, self._beside(noun, tight=goods.tight))
        return () if pieces is None or self._repeats(pieces, noun) else pieces

    def _beside(self, noun: Term, *, tight: bool) -> Wording:
        """Return how values are written beside ``noun``."""
        found = self._wordings.get((noun.concept, tight))
        if found is None:
            found = self._wordings[noun.concept, tight] = self._wording.beside(noun, tight=tight)
        return found

    def _brand(self, brand: str) -> Piece:
        """Return the brand as it is, or as a person writes it in this language. Raises `LackError`."""
        base, locale = self._wording.termbase, self._wording.locale
        concept = base.find(brand, (BRANDS,))
        if concept is not None and concept.domain == BRANDS:
            term = base.term(concept.id, locale)
            if term is not None:
                return Piece(term.text, slot=_BRAND, concept=concept.id)
        if has_foreign_han(brand, locale):
            raise LackError(brand)
        return Piece(brand, slot=_BRAND)

    def _repeats(self, pieces: Iterable[Piece], noun: Term) -> bool:
        """Tell whether all that ``pieces`` mean is in the noun: leather in a leather jacket."""
        meant = [piece.concept for piece in pieces if piece.concept]
        if not meant:
            return False
        whole = noun.text.casefold() if self._compounds else f" {noun.text.casefold()} "
        terms = (self._wording.termbase.term(one, self._wording.locale) for one in meant)
        texts = [term.text.casefold() for term in terms if term is not None]
        if not self._compounds:
            return bool(texts) and all(f" {text} " in whole for text in texts)
        return bool(texts) and all(len(text) >= self._least and text in whole for text in texts)

    def _cased(self, piece: Piece) -> Piece:
        """Return a piece as it stands inside a title."""
        if piece.fixed or self._patterns.title_case is not Casing.TITLE:
            return piece
        text = title_case(piece.text, self._patterns.small_words, first=False)
        return Piece(text, piece.slot, piece.fact, piece.concept, fixed=False)

    def _opened(self, piece: Piece) -> Piece:
        """Return a piece as it stands at the beginning of a title."""
        if piece.fixed or self._patterns.title_case is Casing.NONE:
            return piece
        if self._patterns.title_case is Casing.TITLE:
            return piece._replace(text=title_case(piece.text, self._patterns.small_words))
        return piece._replace(text=capitalize(piece.text))

    def _written(
        self, filled: Filled, lacking: Sequence[str], product: Product
    ) -> Composed | Missing:
        """Write the groups as one title."""
        pieces: list[Piece] = list(filled[0][1].first)
        for _group, part in filled[1:]:
            pieces += part.pieces
        text = "".join([piece.text for piece in pieces])
        if not self._may_have_han and has_foreign_han(text, self._wording.locale):
            return Missing(MissingReason.MIXED, (product.title,))
        return Composed(text, tuple(pieces), tuple(dict.fromkeys(lacking)) if lacking else ())


def _groups(title: TitlePattern) -> tuple[Group, ...]:
    """Return a pattern ready to be filled."""
    return tuple(_group(group) for group in title)


def _group(pattern: PatternGroup) -> Group:
    slots = pattern.slots
    names = tuple(dict.fromkeys(slot.name for slot in slots))
    alone = len(names) == 1 and names[0] not in {_BRAND, _TYPE, _FEATURE}
    return Group(pattern, slots, names, names[0] if alone else "")


def _about(phrase: Phrase, name: str) -> Phrase:
    """Return the phrase of a feature with its value's slot called by the fact."""
    return tuple(replace(part, name=name) if isinstance(part, Slot) else part for part in phrase)


def _searched(text: str) -> str:
    """Return a phrase as it is typed into a search: no dashes, no commas."""
    return " ".join(_MARKS.sub(" ", text).split())
