"""Listings composed from facts, terms and patterns: no engine, exact with numbers.

What cannot be written wholly in the target language is `Missing`, or left out of a title and named in
`Composed.lacking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final, NamedTuple

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
from localizer.translate.kinds import called
from localizer.translate.options import SIZE, option_name, option_value, size_letter, sizes_thing
from localizer.translate.quantities import Shape, parse_quantity
from localizer.translate.reading import Reading, read_category, read_title, unnamed
from localizer.translate.size_charts import SIZE_TABLE, Line, chart_lines, table_lines
from localizer.translate.size_words import compose_size, is_worn, sized_goods
from localizer.translate.titles import DEFAULT_GROUP, TitleWriter
from localizer.translate.values import LackError, Wording, fact_value, fill_phrase

#: Both ways a pattern may ask for a value.
_VALUE: Final = (Slot("value"), Slot("value", adjective=True))
_COLOUR: Final = "colour"
_DIMENSIONS: Final = "dimensions"
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
        self._values: dict[tuple[str, str, str | None, str], Answer] = {}
        # Options of the same goods follow one another: their answers are at hand.
        self._sizing = NO_SIZES
        self._options: dict[tuple[str, str], Answer] = {}
        self._options_of: dict[Sizing, dict[tuple[str, str], Answer]] = {}
        self._names: dict[tuple[str, bool], Answer] = {}
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
        kind, facts = self._called(product, reading, reading.kind)
        return self._titles.title(product, kind, facts, limit)

    def opening(self, product: Product) -> Answer:
        """Compose the sentence a description opens with: what it is, of whom, of what, for whom."""
        reading = self._readings.of(product)
        if reading.kind is None:
            return Missing(MissingReason.NO_TYPE, (unnamed(product),))
        kind, facts = self._called(product, reading, reading.kind)
        told = self._titles.facts_of(kind)
        facts = {name: fact for name, fact in facts.items() if name in told}
        return self._opening.title(product, kind, facts, None)

    def search_terms(self, product: Product) -> tuple[Composed, ...]:
        """Compose what buyers type to find it: the type alone, and with each thing a title says of it.

        The brand is no search term: shops look for it by itself.
        """
        reading = self._readings.of(product)
        if reading.kind is None:
            return ()
        kind, facts = self._called(product, reading, reading.kind)
        return self._searched.phrases(replace(product, brand=""), kind, facts)

    def kind(self, product: Product) -> Answer:
        """Compose the product type alone, as it stands inside a sentence: ``insulated bottle``."""
        reading = self._readings.of(product)
        if reading.kind is None:
            return Missing(MissingReason.NO_TYPE, (unnamed(product),))
        kind, _facts = self._called(product, reading, reading.kind)
        noun = self.wording.termbase.term(kind.id, self.locale)
        if noun is None:
            return Missing(MissingReason.NO_TERM, (kind.forms[0],))
        piece = Piece(noun.text, slot="type", concept=kind.id)
        return self._whole((piece,), source=product.title)

    def _called(
        self, product: Product, reading: Reading, kind: Concept
    ) -> tuple[Concept, Mapping[str, Fact]]:
        """Return what ``product`` is called here, and the facts a title may name."""
        facts = self._readings.facts(product, reading)
        return called(kind, facts, self.wording.termbase, self.locale)

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
        key = (fact.name, fact.value, fact.unit, fact.label)
        found = self._values.get(key)
        if found is None:
            if len(self._values) > _KEPT_LINES:
                self._values.clear()
            found = self._values[key] = self._value(fact)
        return found

    def _value(self, fact: Fact) -> Answer:
        if not fact.known:
            return Missing(MissingReason.UNKNOWN_FACT, (fact.label or fact.name,))
        try:
            wording = replace(self.wording, both_units=False)
            pieces = fact_value(fact, _VALUE[0], wording) or ()
        except LackError as error:
            return Missing(MissingReason.NO_TERM, error.words)
        return self._whole(pieces, source=fact.value)

    def option_name(self, text: str, product: Product | None = None) -> Answer:
        """Compose the name of an option, such as ``Color``; a size as is said of ``product``."""
        key = (text, product is not None and self._readings.sizes_a_thing(text, product))
        found = self._names.get(key)
        if found is None:
            if len(self._names) > _KEPT_LINES:
                self._names.clear()
            found = self._names[key] = option_name(text, self.wording, of_thing=key[1])
        return found

    def option_value(self, text: str, option: str = "", product: Product | None = None) -> Answer:
        """Compose one value of the option named ``option`` (in the seller's words), such as ``Wine Red``.

        A size of ``product`` is written as its buyers read sizes.
        """
        sizing = NO_SIZES if product is None else self._readings.sizing(product)
        if sizing is not self._sizing:
            self._sizing = sizing
            self._options = self._options_of.setdefault(sizing, {})
        key = (text, option)
        found = self._options.get(key)
        if found is None:
            if len(self._options) > _KEPT_LINES:
                self._options.clear()
            found = self._options[key] = self._composed_option(text, option, sizing)
        return found

    def _composed_option(self, text: str, option: str, sizing: Sizing) -> Answer:
        if not self._readings.names_size(option):
            return option_value(text, option, self.wording)
        letter = size_letter(text, self.wording)
        written = letter if letter and sizing.worn else text
        if sizing.goods is not None and self._sizes is not None:
            size = compose_size(written, sizing.goods, self.wording, self._sizes)
            if size is not None and not has_foreign_han(size.text, self.locale):
                return replace(size, assumed=(text,)) if size.assumed else size
        answer = option_value(written, option, self.wording)
        return replace(answer, of_goods=True) if letter and isinstance(answer, Composed) else answer

    def size_chart(self, product: Product) -> tuple[Composed, ...]:
        """Compose the size chart of ``product``, a heading and a line for each size; empty for none.

        That is the seller's own table, else what is known of the sizes he sells.
        """
        said = next((one.value for one in product.facts if one.name == SIZE_TABLE), "")
        goods = self._readings.sizing(product).goods
        lines: tuple[Line, ...] = ()
        if said:
            try:
                lines = table_lines(said, self.wording)
            except LackError:
                return ()
        elif goods is not None and self._sizes is not None:
            options = dict.fromkeys(pair for one in product.variants for pair in one.options)
            values = [value for name, value in options if self._readings.names_size(name)]
            lines = chart_lines(values, goods, self.wording, self._sizes)
        heading = self.patterns.facts.get(SIZE_TABLE)
        if not lines or heading is None:
            return ()
        title = "".join(part for part in heading if isinstance(part, str)).strip(" :：\u00a0\u202f")
        answers = [self._whole(line, source=said) for line in ((Piece(title),), *lines)]
        return tuple(one for one in answers if isinstance(one, Composed))

    def _fact(self, fact: Fact) -> Answer:
        named, phrase = self._phrase(fact)
        if phrase is None:
            return Missing(MissingReason.UNKNOWN_FACT, (fact.label or fact.name,))
        try:
            values: dict[Slot, Sequence[Piece]] = {
                slot: self._value_of(named, slot) for slot in _VALUE if slot in phrase
            }
        except LackError as error:
            return Missing(MissingReason.NO_TERM, error.words)
        found = self.patterns
        pieces = apply_case(fill_phrase(phrase, values), found.fact_case, found.small_words)
        return self._whole(pieces, source=fact.value)

    def _value_of(self, fact: Fact, slot: Slot) -> Sequence[Piece]:
        """Return the value of ``fact`` for ``slot``. Raises `LackError`."""
        if fact.name != SIZE_TABLE:
            return fact_value(fact, slot, self.wording) or ()
        pieces: list[Piece] = []
        for line in table_lines(fact.value, self.wording):
            pieces += [Piece(self.patterns.lines), *line] if pieces else line
        return [piece._replace(slot=slot.name, fact=fact.name) for piece in pieces]

    def _phrase(self, fact: Fact) -> tuple[Fact, Phrase | None]:
        """Return ``fact`` under the name we know it by, and the line it is written in."""
        if fact.known:
            return fact, self.patterns.facts.get(self._line_of(fact))
        base = self.wording.termbase
        words = (fact.label, fact.name.replace("_", " "))
        found = (base.find(text, ("property",)) for text in words if text)
        concept = next((one for one in found if one is not None and one.domain == "property"), None)
        if concept is None:
            return fact, None
        named = replace(fact, name=concept.id)
        return named, self.patterns.facts.get(concept.id) or self._property(concept)

    def _line_of(self, fact: Fact) -> str:
        """Return the fact whose line is written: a size of 180 × 70 cm is none of clothing."""
        if fact.name != SIZE:
            return fact.name
        read = parse_quantity(fact.value, self.wording.termbase)
        return _DIMENSIONS if read is not None and read.shape is Shape.DIMENSIONS else SIZE

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


class Sizing(NamedTuple):
    """What sizes goods have: those of a body as ``goods``, whether they are ``worn``; ``None`` if unknown."""

    goods: Goods | None = None
    worn: bool | None = None


NO_SIZES: Final = Sizing()


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
        self._last: tuple[Product | None, Sizing] = (None, NO_SIZES)
        self._last_name: tuple[Product | None, str, bool] = (None, "", False)
        self._sizing = lru_cache(_READ_TITLES)(self._sized)
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

    def sizing(self, product: Product) -> Sizing:
        """Return what sizes ``product`` has."""
        last, sizing = self._last
        if last is not product:
            said = next((fact.value for fact in product.facts if fact.name == _AUDIENCE), "")
            sizing = self._sizing(product.title, product.category, said)
            self._last = product, sizing
        return sizing

    def sizes_a_thing(self, option: str, product: Product) -> bool:
        """Tell whether an option of this name holds sizes of something that nobody wears.

        Of goods of no known type its values tell: ``20 cm`` is no size of clothing.
        """
        if not self.names_size(option):
            return False
        worn = self.sizing(product).worn
        if worn is not None:
            return not worn
        if self._last_name[0] is not product or self._last_name[1] != option:
            values = {
                value for one in product.variants for name, value in one.options if name == option
            }
            things = bool(values) and all(sizes_thing(one, self._termbase) for one in values)
            self._last_name = product, option, things
        return self._last_name[2]

    def names_size(self, option: str) -> bool:
        """Tell whether an option of this name holds sizes."""
        return self._option_of(option) == SIZE

    def _sized(self, title: str, category: str, audience: str) -> Sizing:
        reading = self._read(title, category)
        if reading.kind is None:
            return NO_SIZES
        told = reading.facts.get(_AUDIENCE)
        said = audience or ("" if told is None else told.value)
        return Sizing(self._sized_kind(reading.kind.id, said), is_worn(reading.kind))

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

    def option_name(self, text: str, locale: str, *, product: Product | None = None) -> Answer:
        """Compose the name of an option in ``locale``; see `Composer.option_name`."""
        found = self.find(locale, "" if product is None else product.brand)
        return _no_patterns(locale) if found is None else found.option_name(text, product)

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
