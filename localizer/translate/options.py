"""Option names and values: colours and sizes become terms, size codes and numbers stay what they are."""

from __future__ import annotations

import re
from typing import Final

from localizer.model.term import PatternBook, TermBase
from localizer.translate.casing import apply_case
from localizer.translate.composed import Composed, Missing, MissingReason, Piece
from localizer.translate.composer import has_foreign_han
from localizer.translate.values import MAX_VALUE, LackError, Wording, word_piece

_NAME_DOMAINS: Final = ("option_name", "property")
#: S, XL, 2XL, XXS and, as sizes of clothing only, 3L: with a capacity that is three litres.
_SIZE: Final = re.compile(
    r"(\d{0,2}X{0,4}[SL]|M|\d{1,3}(?:\.5)?|(?:EU|US|UK)\s?\d{1,3}(?:\.5)?)码?"
)
_NO_LITRES: Final = re.compile(r"\d{1,2}L")
_SIZE_SPAN: Final = re.compile(r"(\d{1,3})\s*[-–~～/]\s*(\d{1,3})码?")
_BETWEEN: Final = re.compile(r"\s*([+＋&/、，,])\s*|\s+")


def compose_option_name(
    text: str, locale: str, *, termbase: TermBase, patterns: PatternBook
) -> Composed | Missing:
    """Compose the name of an option, such as ``Color``."""
    found = patterns.find(locale)
    if found is None:
        return Missing(MissingReason.NO_PATTERNS, (locale,))
    concept = termbase.find(text, _NAME_DOMAINS)
    term = None
    if concept is not None and concept.domain in _NAME_DOMAINS:
        term = termbase.term(concept.id, locale)
    if concept is None or term is None:
        return Missing(MissingReason.NO_TERM, (text.strip(),))
    piece = Piece(term.text, slot="option", concept=concept.id, fixed=False)
    pieces = apply_case((piece,), found.option_case, found.small_words)
    return Composed(pieces[0].text, pieces)


def compose_option_value(
    text: str, locale: str, *, termbase: TermBase, patterns: PatternBook, option: str = ""
) -> Composed | Missing:
    """Compose one value of the option named ``option`` (in the seller's words), such as ``Wine Red``."""
    found = patterns.find(locale)
    if found is None:
        return Missing(MissingReason.NO_PATTERNS, (locale,))
    concept = termbase.find(option, _NAME_DOMAINS) if option else None
    wording = Wording(termbase, found, locale)
    try:
        pieces = _pieces(text.strip(), concept.id if concept is not None else "", wording)
    except LackError as error:
        return Missing(MissingReason.NO_TERM, error.words)
    cased = apply_case(pieces, found.option_case, found.small_words)
    answer = "".join(piece.text for piece in cased)
    if not answer or has_foreign_han(answer, locale):
        return Missing(MissingReason.MIXED, (text.strip(),))
    return Composed(answer, cased)


def _pieces(text: str, fact: str, wording: Wording) -> list[Piece]:
    """Read the whole value, or each of the values it is put together from. Raises `LackError`."""
    sized = _size(text, fact, wording)
    if sized is not None:
        return [sized]
    try:
        return [word_piece(text, fact or "colour", wording)]
    except LackError:
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
    if (match := _SIZE.fullmatch(text)) and (fact == "size" or not _NO_LITRES.fullmatch(text)):
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
