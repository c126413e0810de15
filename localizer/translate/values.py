"""The value of one fact in one locale: terms, blends, quantities, lists and parts in a box.

A value is written wholly in the target language or not at all: `LackError` names the word that stopped it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from localizer.model.market import MeasureSystem
from localizer.model.product import Fact, FactKind
from localizer.model.term import BRANDS, LocalePatterns, Phrase, Slot, Term, TermBase
from localizer.translate.composed import Piece
from localizer.translate.measures import converted
from localizer.translate.quantities import (
    Quantity,
    Shape,
    is_one,
    parse_quantity,
    write_number,
    write_percent,
    write_quantity,
)

#: Where the words of a fact are looked up first; a word with one meaning is found elsewhere too.
FACT_DOMAINS: Final[dict[str, tuple[str, ...]]] = {
    "material": ("material",),
    "filling": ("material",),
    "style": ("style",),
    "season": ("season",),
    "audience": ("audience",),
    "care": ("care",),
    "certificate": ("certificate",),
    "package": ("package_item", "product_type"),
    "origin": ("country",),
    "colour": ("colour",),
    "shade": ("colour",),
    "size": ("size",),
    "item_size": ("size",),
    "specification": ("size",),
    "usage_scene": ("buyer",),
    "usage_room": ("buyer",),
    "purpose": ("buyer",),
}
#: Screens are measured in inches everywhere, water columns (ISO 811) in millimetres.
_AS_WRITTEN: Final = frozenset({"screen_size", "waterproof"})
#: Bags, whose room is given in litres everywhere: a 40 L backpack is none of 10.6 gallons in US shops.
_BAGS: Final = frozenset(
    {"backpack", "school_bag", "laptop_bag", "duffel_bag", "suitcase", "chest_bag", "waist_bag",
     "packing_cubes", "diaper_bag", "bike_bag"}
)  # fmt: skip
_LITRES: Final = frozenset({"liter", "milliliter"})
_MATERIALS: Final = "_material"
#: Facts of which a title names one value: two materials side by side would read as a blend.
SINGLE_IN_TITLE: Final = frozenset({"material", "filling"})
#: Answers, which say something only beside the question.
YES_AND_NO: Final = frozenset(
    {"是", "否", "有", "无", "無", "支持", "不支持", "yes", "no", "true", "false", "y", "n"}
)
#: Materials that are a blend by name: "wool blend blend" is said nowhere.
BLENDS: Final = frozenset({"polycotton", "wool_blend"})
TIME_UNITS: Final = frozenset({"second", "minute", "hour", "day", "week", "month", "year"})
_NO_VALUE: Final = frozenset({BRANDS, "property", "option_name", "category", "unit"})
#: A longer value is a paragraph, no list of words.
MAX_VALUE: Final = 500
_WHOLE: Final = Decimal(100)
_HALF: Final = Decimal(50)
_TIMES: Final = re.compile(r"[×xX*]")
_LIST: Final = re.compile(r"\s*(?:[、，,；;|\n]|(?<!\d)/|/(?!\d))\s*|\s+[+＋]\s+")
_PERCENT: Final = re.compile(
    r"(?P<name>.+?)\s*(?P<after>\d+(?:\.\d+)?)[%％]|(?P<before>\d+(?:\.\d+)?)[%％]\s*(?P<rest>.+)"
)
_COUNT: Final = re.compile(
    r"(?P<name>.+?)\s*(?:[×xX*]\s*(\d{1,4})[个只件条根本套支张把对副]?|(\d{1,4})[个只件条根本套支张把对副])"
)
#: Codes are the same in every language: IPX5, 5.3, A4, 2A. A word is no code.
_CODE: Final = re.compile(r"(?=.*[A-Z0-9])(?!.*[a-z]{3})[A-Za-z0-9][A-Za-z0-9.+\-]{0,15}")


#: A record is sold as one, whatever it is pressed of; a bag is made of it.
_RECORDS: Final = frozenset({"vinyl"})


class LackError(Exception):
    """A word has no term in the locale. Caught inside this stage; never reaches the user as such."""

    def __init__(self, *words: str) -> None:
        """Keep the ``words`` as the seller wrote them."""
        super().__init__(*words)
        self.words = words


@dataclass(frozen=True, slots=True)
class Wording:
    """What a value is written with. ``noun`` is the product type when the value stands in a title.

    ``system`` are the units buyers there read, outside titles with the seller's own behind them
    (``both_units``); ``tight`` takes short forms for titles that are too long.
    """

    termbase: TermBase
    patterns: LocalePatterns
    locale: str
    noun: Term | None = None
    in_title: bool = False
    system: MeasureSystem | None = MeasureSystem.METRIC
    tight: bool = False
    both_units: bool = True

    def beside(self, noun: Term, *, tight: bool) -> Wording:
        """Return how a value is written in a title beside ``noun``."""
        return Wording(
            self.termbase,
            self.patterns,
            self.locale,
            noun,
            in_title=True,
            system=self.system,
            tight=tight,
        )


@dataclass(frozen=True, slots=True)
class _Part:
    """One item of a list: its word, and the percent or the count that belongs to it."""

    word: str
    percent: Decimal | None = None
    count: int | None = None


def value_domains(fact: str) -> tuple[str, ...]:
    """Return where the words of ``fact`` are looked up first; a ``sole_material`` is a material."""
    return FACT_DOMAINS.get(fact, ("material",) if fact.endswith(_MATERIALS) else ("value",))


def fact_value(fact: Fact, slot: Slot, wording: Wording) -> tuple[Piece, ...] | None:
    """Return the value of ``fact`` for ``slot``; ``None`` where a title has no way to say it.

    Raises `LackError`.
    """
    if wording.in_title and fact.value.strip().casefold() in YES_AND_NO:
        return None
    quantity = _fact_quantity(fact, wording)
    if fact.name in _AS_WRITTEN or _in_litres(fact, wording):
        wording = replace(wording, system=None)
    if quantity is not None:
        pieces: list[Piece] | None = [quantity_piece(quantity, fact.value, wording)]
    elif fact.kind is FactKind.BLEND and fact.parts:
        parts = [_Part(word, percent) for word, percent in fact.parts]
        pieces = _parts(parts, fact.name, slot, wording)
    else:
        pieces = _text(fact, slot, wording)
    if pieces is None or not all(piece.text for piece in pieces):
        return None
    return tuple(
        Piece(piece.text, slot.name, fact.name, piece.concept, piece.fixed) for piece in pieces
    )


def _in_litres(fact: Fact, wording: Wording) -> bool:
    """Tell whether ``fact`` is the room in a bag, beside the name of which it stands."""
    return fact.unit in _LITRES and wording.noun is not None and wording.noun.concept in _BAGS


def word_piece(word: str, fact: str, wording: Wording, *, adjective: bool = False) -> Piece:
    """Return one word as term, quantity or code. Raises `LackError`."""
    concept = wording.termbase.find(word, value_domains(fact), of=fact)
    if concept is not None and concept.domain not in _NO_VALUE and not _elsewhere(word, fact):
        term = wording.termbase.term(concept.id, wording.locale)
        if term is None:
            raise LackError(word)
        text = term.beside(wording.noun) if adjective else term.text
        if wording.tight and term.short and text == term.text:
            text = term.short
        return Piece(text, concept=concept.id, fixed=False)
    quantity = parse_quantity(word, wording.termbase)
    if quantity is not None:
        return quantity_piece(quantity, word, wording)
    if _CODE.fullmatch(word):
        return Piece(word)
    raise LackError(word)


def _elsewhere(word: str, fact: str) -> bool:
    """Tell whether ``word`` is a material by name, but something else outside a fact of materials."""
    return word.strip().casefold() in _RECORDS and value_domains(fact) != ("material",)


def fill(template: str, values: dict[str, Sequence[Piece]]) -> list[Piece]:
    """Return the pieces of ``template`` with each ``{name}`` replaced by its pieces."""
    pieces: list[Piece] = []
    for part in re.split(r"(\{[a-z]+\})", template):
        name = part[1:-1] if part.startswith("{") else ""
        if name in values:
            pieces += values[name]
        elif part:
            pieces.append(Piece(part))
    return pieces


def fill_phrase(phrase: Phrase, values: dict[Slot, Sequence[Piece]]) -> list[Piece]:
    """Return the pieces of ``phrase`` with each slot replaced by its pieces."""
    pieces: list[Piece] = []
    for part in phrase:
        pieces += [Piece(part)] if isinstance(part, str) else values[part]
    return pieces


def _fact_quantity(fact: Fact, wording: Wording) -> Quantity | None:
    """Return the fact as numbers with a unit, or ``None`` when it is something else."""
    many = _TIMES.search(fact.value) is not None
    read = None
    if many or not fact.unit or fact.number is None:
        read = parse_quantity(fact.value, wording.termbase)
        if read is not None and read.shape is Shape.DIMENSIONS:
            return read
    if fact.unit and fact.number is not None:
        if fact.number_to is not None:
            return Quantity(Shape.RANGE, (fact.number, fact.number_to), fact.unit)
        if fact.kind is FactKind.QUANTITY:
            return Quantity(Shape.SINGLE, (fact.number,), fact.unit)
    return read or parse_quantity(fact.value, wording.termbase)


def quantity_piece(quantity: Quantity, source: str, wording: Wording) -> Piece:
    """Write a quantity in the units of the market, outside titles with the seller's own behind it.

    Raises `LackError` where the locale has no word for the unit.
    """
    text = write_quantity(quantity, wording.patterns, wording.locale)
    if text is None:
        raise LackError(source)
    local = None if wording.system is None else converted(quantity, wording.system)
    if local is not None:
        shown = write_quantity(local, wording.patterns, wording.locale)
        if shown is None:
            raise LackError(source)
        both = wording.both_units and not wording.in_title
        text = f"{shown} ({text})" if both else shown
    return Piece(text, fixed=quantity.unit not in TIME_UNITS)


def _text(fact: Fact, slot: Slot, wording: Wording) -> list[Piece] | None:
    """Write a value that is one word or a list of them."""
    whole = fact.value.strip()
    if len(whole) > MAX_VALUE:
        raise LackError(f"{whole[:40]}…")
    if wording.termbase.find(whole, value_domains(fact.name), of=fact.name) or not whole:
        return [word_piece(whole, fact.name, wording, adjective=slot.adjective)]
    parts = [_part(item, fact.name) for item in _items(whole)]
    if not parts:
        raise LackError(whole)
    figures = _figures(whole, fact.name, wording)
    if figures is not None:
        return figures
    return _parts(parts, fact.name, slot, wording)


def _figures(text: str, fact: str, wording: Wording) -> list[Piece] | None:
    """Write figures and codes parted by spaces, such as ``5V USB-C``; ``None`` for anything else."""
    words = text.split(" ")
    if len(words) == 1:
        return None
    pieces: list[Piece] = []
    for word in words:
        quantity = parse_quantity(word, wording.termbase)
        if quantity is None and not (_CODE.fullmatch(word) and not word.isalpha()):
            return None
        piece = word_piece(word, fact, wording)
        pieces += [Piece(" "), piece] if pieces else [piece]
    return pieces


def _items(text: str) -> list[str]:
    """Split a list; at spaces too when every word carries its percent."""
    items: list[str] = []
    for item in _LIST.split(text):
        words = item.split()
        items += words if all(_PERCENT.fullmatch(word) for word in words) else [item]
    return [item for item in items if item]


def _part(item: str, fact: str) -> _Part:
    """Read one item of a list."""
    if match := _PERCENT.fullmatch(item):
        word = match["name"] or match["rest"]
        return _Part(word, percent=Decimal(match["after"] or match["before"]))
    if fact == "package" and (match := _COUNT.fullmatch(item)):
        return _Part(match["name"], count=int(match[2] or match[3]))
    return _Part(item)


def _parts(parts: Sequence[_Part], fact: str, slot: Slot, wording: Wording) -> list[Piece] | None:
    """Write a list of parts as a title or a fact line needs it."""
    if wording.in_title and any(part.percent is not None for part in parts):
        return _main_part(parts, fact, slot, wording)
    if wording.in_title and fact in SINGLE_IN_TITLE:
        return [word_piece(parts[0].word, fact, wording, adjective=slot.adjective)]
    if all(part.percent is not None for part in parts):
        # Labels of textiles name the fibres from the largest share down (EU 1007/2011, US 16 CFR 303).
        parts = sorted(parts, key=lambda part: -(part.percent or 0))
    written: list[list[Piece]] = []
    lacking: list[str] = []
    for part in parts:
        try:
            written.append(_written(part, fact, slot, wording))
        except LackError as error:
            lacking += error.words
    if lacking or not written:
        raise LackError(*lacking)
    plain = all(part.percent is None and part.count is None for part in parts)
    return _joined(written, wording, plain=plain)


def _main_part(
    parts: Sequence[_Part], fact: str, slot: Slot, wording: Wording
) -> list[Piece] | None:
    """Name a blend in a title: what is pure by its name, a majority as a blend, else not at all."""
    main = max(parts, key=lambda part: part.percent or Decimal(0))
    share = main.percent or Decimal(0)
    if share == _WHOLE:
        return [word_piece(main.word, fact, wording, adjective=slot.adjective)]
    phrase = wording.patterns.join.blend_title
    if share <= _HALF or not phrase:
        return None
    concept = wording.termbase.find(main.word, value_domains(fact), of=fact)
    if concept is not None and concept.id in BLENDS:
        return [word_piece(main.word, fact, wording, adjective=slot.adjective)]
    values: dict[Slot, Sequence[Piece]] = {
        part: [word_piece(main.word, fact, wording, adjective=part.adjective)]
        for part in phrase
        if isinstance(part, Slot)
    }
    return [piece._replace(fixed=False) for piece in fill_phrase(phrase, values)]


def _written(part: _Part, fact: str, slot: Slot, wording: Wording) -> list[Piece]:
    """Write one part with its percent or count."""
    piece = word_piece(part.word, fact, wording, adjective=slot.adjective)
    if part.percent is not None:
        share = Piece(write_percent(part.percent, wording.patterns, wording.locale))
        return fill(wording.patterns.join.blend, {"percent": [share], "material": [piece]})
    if part.count is None:
        return [piece]
    count = Decimal(part.count)
    term = wording.termbase.term(piece.concept, wording.locale)
    if term is not None and term.plural and not is_one(count, wording.locale):
        piece = piece._replace(text=term.plural)
    join = wording.patterns.join
    counter = (term.classifier if term is not None else "") or join.counter
    values: dict[str, Sequence[Piece]] = {
        "count": [Piece(write_number(count, wording.patterns, wording.locale))],
        "item": [piece],
        "classifier": [Piece(counter)],
    }
    return fill(join.item, values)


def _joined(written: Iterable[Sequence[Piece]], wording: Wording, *, plain: bool) -> list[Piece]:
    """Join parts; plain words take "and" before the last one."""
    join = wording.patterns.join
    lists = list(written)
    pieces = list(lists[0])
    for number, part in enumerate(lists[1:], start=2):
        between = join.last if plain and number == len(lists) else join.items
        pieces += [Piece(join.title_items if wording.in_title else between), *part]
    return pieces
