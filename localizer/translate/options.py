"""Option names and values: colours and sizes become terms, size codes and numbers stay what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from localizer.model.market import MeasureSystem
from localizer.model.term import Concept, TermBase, term_chain
from localizer.translate.casing import apply_case
from localizer.translate.composed import Composed, Missing, MissingReason, Piece
from localizer.translate.foreign import has_foreign_han
from localizer.translate.quantities import parse_quantity, write_number
from localizer.translate.sizes import pack_count
from localizer.translate.values import MAX_VALUE, LackError, Wording, word_piece

_NAME_DOMAINS: Final = ("option_name", "property")
#: The size of what is worn, and that of things.
SIZE: Final = "size"
_THING_SIZE: Final = "item_size"
#: What stands on the label of clothing for a word.
_LETTERS: Final = {
    "size_xs": "XS",
    "size_small": "S",
    "size_medium": "M",
    "size_large": "L",
    "size_xl": "XL",
    "size_2xl": "2XL",
    "size_3xl": "3XL",
    "size_4xl": "4XL",
    "size_5xl": "5XL",
}
#: S, XL, 2XL, XXS and, as sizes of clothing only, 3L: with a capacity that is three litres.
_SIZE: Final = re.compile(
    r"(\d{0,2}X{0,4}[SL]|M|\d{1,3}(?:\.5)?|(?:EU|US|UK)\s?\d{1,3}(?:\.5)?)码?"
)
_NO_LITRES: Final = re.compile(r"\d{1,2}L")
_SIZE_SPAN: Final = re.compile(r"(\d{1,3})\s*[-–~～/]\s*(\d{1,3})码?")
_BETWEEN: Final = re.compile(r"\s*([+＋&/、，,])\s*|\s+")


def option_name(text: str, wording: Wording, *, of_thing: bool = False) -> Composed | Missing:
    """Compose the name of an option, such as ``Color``.

    The size ``of_thing`` is one of goods that nobody wears: ``tamaño`` of a pot, ``talla`` of a dress.
    """
    base, locale = wording.termbase, wording.locale
    concept = _named(text, wording)
    of_goods = False
    if concept is not None and concept.id == SIZE:
        thing = base.concepts.get(_THING_SIZE)
        own, other = base.term(SIZE, locale), base.term(_THING_SIZE, locale)
        if thing is not None and own is not None and other is not None:
            of_goods = own.text != other.text
            concept = thing if of_thing else concept
    term = None if concept is None else base.term(concept.id, locale)
    if concept is None or term is None:
        return Missing(MissingReason.NO_TERM, (text.strip(),))
    found = wording.patterns
    piece = Piece(term.text, slot="option", concept=concept.id, fixed=False)
    pieces = apply_case((piece,), found.option_case, found.small_words)
    return Composed(pieces[0].text, pieces, of_goods=of_goods)


def size_letter(text: str, wording: Wording) -> str:
    """Return the letter that a word for a size is on clothing, ``S`` for ``Small``; else nothing.

    A person's own word for it stays a word.
    """
    concept = wording.termbase.find(text, (SIZE,))
    letter = "" if concept is None else _LETTERS.get(concept.id, "")
    if concept is None or not letter or not wording.termbase.own:
        return letter
    own = wording.termbase.own
    keys = [(tag, concept.id) for tag in term_chain(wording.locale)]
    said = any(key in terms for terms in (*own.narrow, own.everywhere) for key in keys)
    return "" if said else letter


def sizes_thing(value: str, termbase: TermBase) -> bool:
    """Tell whether ``value`` is the size of a thing: a quantity or a word, no letter and no bare number."""
    concept = termbase.find(value, (SIZE,))
    if concept is not None and concept.id in _LETTERS:
        return not _SIZE.fullmatch(value.strip().upper())
    return parse_quantity(value, termbase) is not None


def _named(text: str, wording: Wording) -> Concept | None:
    """Return what an option of this name holds, ``None`` where nobody knows."""
    concept = wording.termbase.find(text, _NAME_DOMAINS) if text else None
    return concept if concept is not None and concept.domain in _NAME_DOMAINS else None


def option_value(text: str, option: str, wording: Wording) -> Composed | Missing:
    """Compose one value of the option named ``option`` (in the seller's words), such as ``Wine Red``."""
    concept = _named(option, wording)
    if wording.system is MeasureSystem.METRIC:
        # A bag for 14 inch laptops is called so everywhere.
        wording = replace(wording, system=None)
    try:
        pieces = _pieces(text.strip(), concept.id if concept is not None else "", wording)
    except LackError as error:
        return Missing(MissingReason.NO_TERM, error.words)
    if option and concept is None and _is_material(pieces, wording):
        # "Vinyl" of an option nobody knows may be a record.
        return Missing(MissingReason.NO_TERM, (text.strip(),))
    found = wording.patterns
    cased = apply_case(pieces, found.option_case, found.small_words)
    answer = "".join(piece.text for piece in cased)
    if not answer or has_foreign_han(answer, wording.locale):
        return Missing(MissingReason.MIXED, (text.strip(),))
    return Composed(answer, cased)


def _is_material(pieces: Sequence[Piece], wording: Wording) -> bool:
    """Tell whether the value is what something is made of."""
    found = (wording.termbase.concepts.get(piece.concept) for piece in pieces)
    return any(concept is not None and concept.domain == "material" for concept in found)


def _pieces(text: str, fact: str, wording: Wording) -> list[Piece]:
    """Read the whole value, or each of the values it is put together from. Raises `LackError`."""
    sized = _size(text, fact, wording)
    if sized is not None:
        return [sized]
    try:
        return [word_piece(text, fact or "colour", wording)]
    except LackError:
        count = pack_count(text)
        if count is not None:
            written = write_number(Decimal(count), wording.patterns, wording.locale)
            return [Piece(wording.patterns.join.pack.replace("{n}", written), fixed=False)]
        parts = _BETWEEN.split(text) if len(text) <= MAX_VALUE else [text]
    if len(parts) == 1:
        raise LackError(text)
    pieces: list[Piece] = []
    for number, part in enumerate(parts):
        if number % 2:
            pieces.append(Piece(_separator(part, wording)))
        else:
            pieces.append(_size(part, fact, wording) or word_piece(part, fact or "colour", wording))
    return pieces


def _size(text: str, fact: str, wording: Wording) -> Piece | None:
    """Return a size code or bare number as it is, without the Chinese counter; else ``None``."""
    if (match := _SIZE.fullmatch(text)) and (fact == SIZE or not _NO_LITRES.fullmatch(text)):
        return Piece(match[1])
    if match := _SIZE_SPAN.fullmatch(text):
        span = wording.patterns.join.span
        return Piece(span.replace("{from}", match[1]).replace("{to}", match[2]))
    return None


def _separator(written: str | None, wording: Wording) -> str:
    """Return what stands between two values in the locale."""
    if written is None:
        return " "
    if written in "+＋&":
        return " + "
    return "/" if written == "/" else wording.patterns.join.items
