"""Listings composed from facts, terms and patterns: no engine, exact with numbers.

What cannot be written wholly in the target language is `Missing`, or left out of a title and named in
`Composed.lacking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from localizer.model.channel import FieldLimit
from localizer.model.locale import region
from localizer.model.market import MeasureSystem
from localizer.model.own_term import OwnTerm, ScopeKind, terms_for
from localizer.model.product import Fact, Product
from localizer.model.size import Goods, SizeTables
from localizer.model.term import (
    Casing,
    Concept,
    LocalePatterns,
    PatternBook,
    Phrase,
    Slot,
    TermBase,
    fold,
)
from localizer.translate.casing import apply_case, capitalize
from localizer.translate.composed import Composed, Missing, MissingReason, Piece
from localizer.translate.foreign import has_foreign_han
from localizer.translate.options import option_name, option_value
from localizer.translate.reading import Reading, read_category, read_title, unnamed
from localizer.translate.size_words import compose_size, sized_goods
from localizer.translate.titles import DEFAULT_GROUP, TitleWriter
from localizer.translate.values import LackError, Wording, fact_value, fill_phrase

#: Both ways a pattern may ask for a value.
_VALUE: Final = (Slot("value"), Slot("value", adjective=True))
_COLOUR: Final = "colour"
_SIZE: Final = "size"
_AUDIENCE: Final = "audience"
#: Titles whose reading is remembered: a product is written in many locales one after another.
_READ_TITLES: Final = 4096
#: Remembered lines; a catalog repeats its materials and colours.
_KEPT_LINES: Final = 100_000

Answer = Composed | Missing


class Composer:
    """Composes the texts of one locale, with one set of terms. Remembers what it wrote."""

    def __init__(
        self, wording: Wording, readings: Readings, sizes: SizeTables | None = None
    ) -> None:
        """Write as ``wording`` says; ``readings`` reads titles, ``sizes`` are those of each market."""
        self.wording = wording
        self._readings = readings
        patterns = wording.patterns
        self._titles = TitleWriter(wording)
        opening = replace(
            patterns, titles={DEFAULT_GROUP: patterns.opening}, title_case=Casing.SENTENCE
        )
        self._opening = TitleWriter(replace(wording, patterns=opening))
        self._searched = TitleWriter(wording, small=True)
        self._lines: dict[tuple[str, str, str | None, str], Answer] = {}
        # Options of the same goods follow one another: their answers are at hand.
        self._goods: Goods | None = None
        self._options: dict[tuple[str, str | None], Answer] = {}
        self._options_of: dict[Goods | None, dict[tuple[str, str | None], Answer]] = {}
        self._sizes = sizes

    @property
    def locale(self) -> str:
        """The locale composed in."""
        return self.wording.locale

    @property
    def patterns(self) -> LocalePatterns:
        """The patterns texts are built from."""
        return self.wording.patterns

    def title(self, product: Product, limit: FieldLimit | None = None) -> Answer:
        """Compose a title; groups are given up in the pattern's order until ``limit`` is kept."""
        reading = self._readings.of(product)
        if reading.kind is None:
            return Missing(MissingReason.NO_TYPE, (unnamed(product),))
        facts = self._readings.facts(product, reading)
        return self._titles.title(product, reading.kind, facts, limit)

    def opening(self, product: Product) -> Answer:
        """Compose the sentence a description opens with: what it is, of whom, of what, for whom."""
        reading = self._readings.of(product)
        if reading.kind is None:
            return Missing(MissingReason.NO_TYPE, (unnamed(product),))
        told = self._titles.facts_of(reading.kind)
        facts = self._readings.facts(product, reading)
        facts = {name: fact for name, fact in facts.items() if name in told}
        return self._opening.title(product, reading.kind, facts, None)

    def search_terms(self, product: Product) -> tuple[Composed, ...]:
        """Compose what buyers type to find it: the type alone, and with each thing a title says of it.

        The brand is no search term: shops look for it by itself.
        """
        reading = self._readings.of(product)
        if reading.kind is None:
            return ()
        facts = self._readings.facts(product, reading)
        return self._searched.phrases(replace(product, brand=""), reading.kind, facts)

    def kind(self, product: Product) -> Answer:
        """Compose the product type alone, as it stands inside a sentence: ``insulated bottle``."""
        kind = self._readings.of(product).kind
        if kind is None:
            return Missing(MissingReason.NO_TYPE, (unnamed(product),))
        noun = self.wording.termbase.term(kind.id, self.locale)
        if noun is None:
            return Missing(MissingReason.NO_TERM, (kind.forms[0],))
        piece = Piece(noun.text, slot="type", concept=kind.id)
        return self._whole((piece,), source=product.title)

    def fact(self, fact: Fact) -> Answer:
        """Compose one line of the fact list, such as ``Material: 95% cotton, 5% spandex``."""
        key = (fact.name, fact.value, fact.unit, fact.label)
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _KEPT_LINES:
                self._lines.clear()
            found = self._lines[key] = self._fact(fact)
        return found

    def value(self, fact: Fact) -> Answer:
        """Compose the value of a fact alone, as it stands inside a sentence: ``95% cotton, 5% spandex``."""
        if not fact.known:
            return Missing(MissingReason.UNKNOWN_FACT, (fact.label or fact.name,))
        try:
            wording = replace(self.wording, both_units=False)
            pieces = fact_value(fact, _VALUE[0], wording) or ()
        except LackError as error:
            return Missing(MissingReason.NO_TERM, error.words)
        return self._whole(pieces, source=fact.value)

    def option_name(self, text: str) -> Answer:
        """Compose the name of an option, such as ``Color``."""
        return self._option(text, None)

    def option_value(self, text: str, option: str = "", product: Product | None = None) -> Answer:
        """Compose one value of the option named ``option`` (in the seller's words), such as ``Wine Red``.

        A size of ``product`` is written as its buyers read sizes.
        """
        goods = None if product is None or not self._sizes else self._readings.goods(product)
        return self._option(text, option, goods)

    def _option(self, text: str, option: str | None, goods: Goods | None = None) -> Answer:
        if goods is not self._goods:
            self._goods = goods
            self._options = self._options_of.setdefault(goods, {})
        key = (text, option)
        found = self._options.get(key)
        if found is None:
            if len(self._options) > _KEPT_LINES:
                self._options.clear()
            found = self._options[key] = self._composed_option(text, option, goods)
        return found

    def _composed_option(self, text: str, option: str | None, goods: Goods | None) -> Answer:
        if option is None:
            return option_name(text, self.wording)
        if goods is not None and self._sizes is not None and self._readings.names_size(option):
            size = compose_size(text, goods, self.wording, self._sizes)
            if size is not None and not has_foreign_han(size.text, self.locale):
                return size
        return option_value(text, option, self.wording)

    def _fact(self, fact: Fact) -> Answer:
        named, phrase = self._phrase(fact)
        if phrase is None:
            return Missing(MissingReason.UNKNOWN_FACT, (fact.label or fact.name,))
        try:
            values: dict[Slot, Sequence[Piece]] = {
                slot: fact_value(named, slot, self.wording) or ()
                for slot in _VALUE
                if slot in phrase
            }
        except LackError as error:
            return Missing(MissingReason.NO_TERM, error.words)
        found = self.patterns
        pieces = apply_case(fill_phrase(phrase, values), found.fact_case, found.small_words)
        return self._whole(pieces, source=fact.value)

    def _phrase(self, fact: Fact) -> tuple[Fact, Phrase | None]:
        """Return ``fact`` under the name we know it by, and the line it is written in."""
        if fact.known:
            return fact, self.patterns.facts.get(fact.name)
        base = self.wording.termbase
        words = (fact.label, fact.name.replace("_", " "))
        found = (base.find(text, ("property",)) for text in words if text)
        concept = next((one for one in found if one is not None and one.domain == "property"), None)
        if concept is None:
            return fact, None
        named = replace(fact, name=concept.id)
        return named, self.patterns.facts.get(concept.id) or self._property(concept)

    def _property(self, concept: Concept) -> Phrase | None:
        """Return the line of a property that has no pattern of its own: its name and the value."""
        term = self.wording.termbase.term(concept.id, self.locale)
        if term is None:
            return None
        name = term.text if self.patterns.fact_case is Casing.NONE else capitalize(term.text)
        before, _slot, after = self.patterns.join.property.partition("{value}")
        return (before.replace("{property}", name), _VALUE[0], after)

    def _whole(self, pieces: Iterable[Piece], *, source: str) -> Answer:
        """Make the answer; Chinese left in another language makes it `Missing`."""
        used = tuple(piece for piece in pieces if piece.text)
        text = "".join(piece.text for piece in used)
        if has_foreign_han(text, self.locale):
            return Missing(MissingReason.MIXED, (source,))
        return Composed(text, used)


class Readings:
    """What titles say, each read once for all the locales that follow one another."""

    def __init__(self, termbase: TermBase) -> None:
        """Read with the words of ``termbase``."""
        self._termbase = termbase
        self._read = lru_cache(_READ_TITLES)(self._read_title)
        self._option_of = lru_cache(_READ_TITLES)(self._named_option)
        self._category = lru_cache(_READ_TITLES)(lambda path: read_category(path, termbase))
        self._property_of = lru_cache(_READ_TITLES)(self._named_property)
        # The options of a product are asked for one after another.
        self._last: tuple[Product | None, Goods | None] = (None, None)
        self._goods = lru_cache(_READ_TITLES)(self._sized)
        self._sized_kind = lru_cache(_READ_TITLES)(
            lambda kind, audience: sized_goods(kind, audience, termbase)
        )

    def of(self, product: Product) -> Reading:
        """Return what the title of ``product`` says."""
        return self._read(product.title, product.category)

    def facts(self, product: Product, reading: Reading) -> Mapping[str, Fact]:
        """Return the facts a title may name: the product's own go before those its title says.

        No colour where buyers choose one.
        """
        facts = dict(reading.facts)
        for fact in product.facts:
            name = fact.name if fact.known else self._property_of(fact.label or fact.name)
            if fact.known or (name and name not in facts):
                facts[name] = fact if fact.known else replace(fact, name=name)
        if _COLOUR in facts and any(
            self._option_of(name) == _COLOUR
            for variant in product.variants
            for name, _value in variant.options
        ):
            del facts[_COLOUR]
        return facts

    def goods(self, product: Product) -> Goods | None:
        """Return what sizes ``product`` has, ``None`` where they are not those of a body."""
        last, goods = self._last
        if last is not product:
            said = next((fact.value for fact in product.facts if fact.name == _AUDIENCE), "")
            goods = self._goods(product.title, product.category, said)
            self._last = product, goods
        return goods

    def names_size(self, option: str) -> bool:
        """Tell whether an option of this name holds sizes."""
        return self._option_of(option) == _SIZE

    def _sized(self, title: str, category: str, audience: str) -> Goods | None:
        reading = self._read(title, category)
        told = reading.facts.get(_AUDIENCE)
        said = audience or ("" if told is None else told.value)
        return None if reading.kind is None else self._sized_kind(reading.kind.id, said)

    def _read_title(self, title: str, category: str) -> Reading:
        return read_title(title, self._termbase, within=self._category(category))

    def _named_property(self, label: str) -> str:
        concept = self._termbase.find(label.replace("_", " "), ("property",))
        return "" if concept is None or concept.domain != "property" else concept.id

    def _named_option(self, name: str) -> str:
        concept = self._termbase.find(name, ("option_name",))
        return "" if concept is None else concept.id


class Composers:
    """The composer of every locale and brand. Make one for a run: they remember what they wrote."""

    def __init__(
        self,
        termbase: TermBase,
        patterns: PatternBook,
        *,
        systems: Mapping[str, MeasureSystem] | None = None,
        sizes: SizeTables | None = None,
        own: Sequence[OwnTerm] = (),
    ) -> None:
        """Compose with ``termbase`` and, before its terms, with a person's ``own``.

        ``systems`` are the units read in each market, metric where it is not named; without them units stay.
        ``sizes`` say how sizes are read.
        """
        self._sizes = sizes
        self.termbase = termbase
        self._patterns = patterns
        self._systems = systems
        self._own = tuple(own)
        self._brands = {fold(one.scope.value) for one in own if one.scope.kind is ScopeKind.BRAND}
        self._readings = Readings(termbase)
        self._made: dict[tuple[str, str], Composer | None] = {}

    def find(self, locale: str, brand: str = "") -> Composer | None:
        """Return the composer for ``brand`` in ``locale``; ``None`` for a language without patterns."""
        folded = fold(brand) if self._brands else ""
        key = (locale, folded if folded in self._brands else "")
        if key not in self._made:
            self._made[key] = self._make(*key)
        return self._made[key]

    def kind(self, product: Product) -> Concept | None:
        """Return the product type: the longest one named in the title, else in the category."""
        return self._readings.of(product).kind

    def title(self, product: Product, locale: str, limit: FieldLimit | None = None) -> Answer:
        """Compose a title in ``locale``; see `Composer.title`."""
        found = self.find(locale, product.brand)
        return _no_patterns(locale) if found is None else found.title(product, limit)

    def fact(self, fact: Fact, locale: str, brand: str = "") -> Answer:
        """Compose a line of the fact list in ``locale``; see `Composer.fact`."""
        found = self.find(locale, brand)
        return _no_patterns(locale) if found is None else found.fact(fact)

    def option_name(self, text: str, locale: str, brand: str = "") -> Answer:
        """Compose the name of an option in ``locale``; see `Composer.option_name`."""
        found = self.find(locale, brand)
        return _no_patterns(locale) if found is None else found.option_name(text)

    def option_value(
        self, text: str, locale: str, *, option: str = "", product: Product | None = None
    ) -> Answer:
        """Compose a value of an option in ``locale``; see `Composer.option_value`."""
        found = self.find(locale, "" if product is None else product.brand)
        return _no_patterns(locale) if found is None else found.option_value(text, option, product)

    def _make(self, locale: str, brand: str) -> Composer | None:
        patterns = self._patterns.find(locale)
        if patterns is None:
            return None
        own = terms_for(self._own, locale, brand)
        base = replace(self.termbase, own=own) if own else self.termbase
        system = None
        if self._systems is not None:
            system = self._systems.get(region(locale), MeasureSystem.METRIC)
        return Composer(Wording(base, patterns, locale, system=system), self._readings, self._sizes)


def _no_patterns(locale: str) -> Missing:
    return Missing(MissingReason.NO_PATTERNS, (locale,))
