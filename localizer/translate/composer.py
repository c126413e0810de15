"""Titles, facts and options composed from facts, terms and patterns: no engine, exact with numbers.

What cannot be written wholly in the target language is `Missing`, or left out of a title and named in
`Composed.lacking`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from localizer.model.channel import FieldLimit
from localizer.model.locale import HAN_LANGUAGES, language
from localizer.model.product import Fact, Product
from localizer.model.term import Concept, LocalePatterns, PatternBook, PatternGroup, Slot, TermBase
from localizer.translate.casing import apply_case
from localizer.translate.composed import Composed, Missing, MissingReason, Piece
from localizer.translate.values import LackError, Wording, fact_value, fill_phrase

_HAN: Final = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]"
)
_SPACES: Final = re.compile(r" {2,}")
_VALUE: Final = (Slot("value"), Slot("value", adjective=True))
_DEFAULT_GROUP: Final = "default"


def compose_title(
    product: Product,
    locale: str,
    *,
    termbase: TermBase,
    patterns: PatternBook,
    limit: FieldLimit | None = None,
) -> Composed | Missing:
    """Compose a title; groups are given up in the pattern's order until ``limit`` is kept."""
    found = patterns.find(locale)
    if found is None:
        return Missing(MissingReason.NO_PATTERNS, (locale,))
    kind = find_type(product, termbase)
    if kind is None:
        return Missing(MissingReason.NO_TYPE, (product.title,))
    noun = termbase.term(kind.id, locale)
    if noun is None:
        return Missing(MissingReason.NO_TERM, (kind.forms[0],))
    wording = Wording(termbase, found, locale, noun=noun, in_title=True)
    piece = Piece(noun.text, slot="type", concept=kind.id, fixed=False)
    draft = _Draft(product, wording, {Slot("type"): (piece,)})
    groups = draft.filled(found.titles[kind.group or _DEFAULT_GROUP])
    return _fitted(groups, draft, limit)


def compose_fact(
    fact: Fact, locale: str, *, termbase: TermBase, patterns: PatternBook
) -> Composed | Missing:
    """Compose one line of the fact list, such as ``Material: 95% cotton, 5% spandex``."""
    found = patterns.find(locale)
    if found is None:
        return Missing(MissingReason.NO_PATTERNS, (locale,))
    phrase = found.facts.get(fact.name) if fact.known else None
    if phrase is None:
        return Missing(MissingReason.UNKNOWN_FACT, (fact.name,))
    wording = Wording(termbase, found, locale)
    try:
        values: dict[Slot, Sequence[Piece]] = {
            slot: fact_value(fact, slot, wording) or () for slot in _VALUE if slot in phrase
        }
    except LackError as error:
        return Missing(MissingReason.NO_TERM, error.words)
    pieces = apply_case(fill_phrase(phrase, values), found.fact_case, found.small_words)
    return _whole(pieces, locale, source=fact.value)


def compose_value(
    fact: Fact, locale: str, *, termbase: TermBase, patterns: PatternBook
) -> Composed | Missing:
    """Compose the value of a fact alone, as it stands inside a sentence: ``95% cotton, 5% spandex``."""
    found = patterns.find(locale)
    if found is None:
        return Missing(MissingReason.NO_PATTERNS, (locale,))
    if not fact.known:
        return Missing(MissingReason.UNKNOWN_FACT, (fact.name,))
    try:
        pieces = fact_value(fact, _VALUE[0], Wording(termbase, found, locale)) or ()
    except LackError as error:
        return Missing(MissingReason.NO_TERM, error.words)
    return _whole(pieces, locale, source=fact.value)


def compose_type(product: Product, locale: str, *, termbase: TermBase) -> Composed | Missing:
    """Compose the product type alone, as it stands inside a sentence: ``insulated bottle``."""
    kind = find_type(product, termbase)
    if kind is None:
        return Missing(MissingReason.NO_TYPE, (product.title,))
    noun = termbase.term(kind.id, locale)
    if noun is None:
        return Missing(MissingReason.NO_TERM, (kind.forms[0],))
    return _whole((Piece(noun.text, slot="type", concept=kind.id),), locale, source=product.title)


def find_type(product: Product, termbase: TermBase) -> Concept | None:
    """Return the product type: the longest one named in the title, else in the category."""
    return termbase.longest(product.title, "product_type") or termbase.longest(
        product.category, "product_type"
    )


@dataclass(slots=True)
class _Draft:
    """A title being filled. ``values`` keeps each slot's pieces, ``None`` where there is nothing to say."""

    product: Product
    wording: Wording
    values: dict[Slot, Sequence[Piece] | None]
    lacking: list[str] = field(default_factory=list)

    def filled(self, title: Iterable[PatternGroup]) -> list[tuple[PatternGroup, list[Piece]]]:
        """Return the groups that have all their values; the feature is chosen after the others."""
        groups = list(title)
        shown = {
            slot.name
            for group in groups
            if all(slot.name == "feature" or self._value(slot) for slot in group.slots)
            for slot in group.slots
        }
        self.values[Slot("feature")] = self._feature(shown)
        full: list[tuple[PatternGroup, list[Piece]]] = []
        for group in groups:
            values = {slot: value for slot in group.slots if (value := self._value(slot))}
            if len(values) == len(set(group.slots)):
                full.append((group, fill_phrase(group.parts, values)))
        return full

    def _value(self, slot: Slot) -> Sequence[Piece] | None:
        """Return the pieces of ``slot``, made once."""
        if slot not in self.values:
            self.values[slot] = self._brand() if slot.name == "brand" else self._fact(slot)
        return self.values[slot]

    def _brand(self) -> Sequence[Piece] | None:
        """Return the brand as it is, unless it would mix Chinese into another language."""
        brand = self.product.brand.strip()
        if brand and has_foreign_han(brand, self.wording.locale):
            self.lacking.append(brand)
            return None
        return (Piece(brand, slot="brand"),) if brand else None

    def _fact(self, slot: Slot) -> Sequence[Piece] | None:
        """Return the value of the fact named by ``slot``."""
        for fact in self.product.facts:
            if fact.known and fact.name == slot.name:
                try:
                    return fact_value(fact, slot, self.wording)
                except LackError as error:
                    self.lacking += error.words
        return None

    def _feature(self, shown: set[str]) -> Sequence[Piece] | None:
        """Return the most important feature the title does not show yet."""
        for name, phrase in self.wording.patterns.features:
            if name in shown:
                continue
            values: dict[Slot, Sequence[Piece]] = {}
            for slot in (slot for slot in _VALUE if slot in phrase):
                value = self._value(replace(slot, name=name))
                if value:
                    values[slot] = value
            if values:
                pieces = fill_phrase(phrase, values)
                return tuple(replace(piece, slot="feature") for piece in pieces)
        return None


def _fitted(
    groups: list[tuple[PatternGroup, list[Piece]]], draft: _Draft, limit: FieldLimit | None
) -> Composed | Missing:
    """Join the groups, giving up one after another until the text fits."""
    wording = draft.wording
    lacking = tuple(dict.fromkeys(draft.lacking))
    for name in ("", *wording.patterns.drop):
        kept = [
            (group, pieces)
            for group, pieces in groups
            if not group.optional or name not in {slot.name for slot in group.slots}
        ]
        if name and len(kept) == len(groups):
            continue
        groups = kept
        answer = _title(groups, wording)
        if isinstance(answer, Missing) or fits(answer.text, limit):
            return answer if isinstance(answer, Missing) else replace(answer, lacking=lacking)
    return Missing(MissingReason.TOO_LONG, (_title_text(groups),))


def _title(groups: list[tuple[PatternGroup, list[Piece]]], wording: Wording) -> Composed | Missing:
    """Write the groups as one title."""
    patterns: LocalePatterns = wording.patterns
    pieces = [piece for _group, pieces in groups for piece in pieces]
    cased = apply_case(pieces, patterns.title_case, patterns.small_words)
    return _whole(cased, wording.locale, source=_title_text(groups))


def _title_text(groups: list[tuple[PatternGroup, list[Piece]]]) -> str:
    """Return the groups' text as it is."""
    return "".join(piece.text for _group, pieces in groups for piece in pieces)


def _whole(pieces: Iterable[Piece], locale: str, *, source: str) -> Composed | Missing:
    """Make the answer; Chinese left in another language makes it `Missing`."""
    used = tuple(piece for piece in pieces if piece.text)
    text = "".join(piece.text for piece in used)
    if has_foreign_han(text, locale):
        return Missing(MissingReason.MIXED, (source,))
    return Composed(text, used)


def has_foreign_han(text: str, locale: str) -> bool:
    """Tell whether ``text`` has a Han character that does not belong into ``locale``."""
    return language(locale) not in HAN_LANGUAGES and _HAN.search(text) is not None


def fits(text: str, limit: FieldLimit | None) -> bool:
    """Tell whether ``text`` keeps the channel's ``limit`` in its own unit and in bytes."""
    if limit is None:
        return True
    if limit.max_bytes is not None and len(text.encode()) > limit.max_bytes:
        return False
    return limit.maximum is None or limit.length(text) <= limit.maximum
