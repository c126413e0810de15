"""What goes to a translator and comes back: units with all their context, whatever file carries them.

The words are XLIFF's: a file has units, a unit one segment with source and target, state, notes, size
restriction, matches and glossary entries. Texts are in the program's own written form: tags (``<b>``) and
tokens (``{price}``) stand in them as text; a format turns them into its inline codes and back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from localizer.model.channel import LengthUnit
from localizer.model.segment import Field, State

_ESCAPED: Final = re.compile(r"_([0-9a-f]{1,6})_")
_TOKEN: Final = re.compile(r"(?:[A-Za-z0-9-]|_[0-9a-f]{1,6}_)*")
#: An id has four parts, or five with the catalog.
_PARTS: Final = (4, 5)
#: Of a position: more texts no product has.
_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class SizeLimit:
    """How long a target may be, counted in ``unit``; a ``hard`` limit is refused by the channel.

    ``max_bytes`` counts UTF-8 bytes on top of that.
    """

    maximum: int
    unit: LengthUnit
    hard: bool = True
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class UnitNote:
    """What somebody said of a unit. ``at`` is ISO 8601 with its zone, empty where the file does not tell.

    With ``to_all`` it speaks of the source to everybody who translates it, else of this target text.
    """

    text: str
    by: str = ""
    at: str = ""
    to_all: bool = False
    resolved: bool = False


@dataclass(frozen=True, slots=True)
class UnitMatch:
    """A suggestion beside a unit. ``score`` is 0-100; ``origin`` as in `MemoryUnit` or a file's own word."""

    source: str
    target: str
    score: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class UnitTerm:
    """A term found in the source with what the termbase asks for in the target language.

    ``forbidden`` terms must not be used; an empty ``target`` tells only the definition.
    """

    source: str
    target: str
    definition: str = ""
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Unit:
    """One text to translate, with what a translator needs to know.

    ``id`` is stable between exports (see `unit_id`) and unlike any other in the file. ``source_hash`` is
    `text_hash` of the source when the file was made, ``base_hash`` that of the target that went out (empty
    where there was none): both are what a three-way merge compares with. ``target`` is ``None`` where there
    is none. ``name`` is the fact's or option's. ``previous_source`` is the source the target was made from
    where that is another one. ``picture`` is a file name inside a package or an address. ``approved`` of
    XLIFF 1.2 is `State.APPROVED`. ``locked`` asks for no change.
    """

    id: str
    source: str
    target: str | None = None
    state: State = State.UNTRANSLATED
    product_key: str = ""
    product: str = ""
    field: Field | None = None
    name: str = ""
    position: int = 0
    source_hash: str = ""
    base_hash: str = ""
    previous_source: str = ""
    limit: SizeLimit | None = None
    notes: tuple[UnitNote, ...] = ()
    matches: tuple[UnitMatch, ...] = ()
    terms: tuple[UnitTerm, ...] = ()
    picture: str = ""
    locked: bool = False
    origin: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeHead:
    """What is true of a whole file: the languages (BCP 47), what it was made from and when (ISO 8601, zoned).

    ``package_id`` names one export, so that what comes back is known by it; ``workspace_id`` names the
    workspace it left. Both are empty in a stranger's file.
    """

    source_locale: str
    target_locale: str
    launch: str = ""
    made_at: str = ""
    package_id: str = ""
    workspace_id: str = ""


@dataclass(frozen=True, slots=True)
class UnitPlace:
    """Which text an id of `unit_id` names; ``catalog`` is empty where the product's key tells enough."""

    product_key: str
    field: Field
    name: str
    position: int
    catalog: str = ""


def unit_id(product_key: str, field: Field, name: str, position: int, catalog: str = "") -> str:
    """Return the id of a text: made of what it is, not of row numbers, so that it is stable between exports.

    ``catalog`` is the name of the product's catalog, given where another catalog has a product of that key.
    XML's name rules are kept (NMTOKEN): letters outside ASCII and punctuation are written as ``_xx_`` in
    hexadecimal.
    """
    parts = [product_key, field.value, name, str(position), *([catalog] if catalog else [])]
    return ".".join(_token(part) for part in parts)


def unit_place(number: str) -> UnitPlace | None:
    """Return the text an id names, ``None`` where it is none that `unit_id` makes."""
    parts = number.split(".")
    if len(parts) not in _PARTS or any(_TOKEN.fullmatch(part) is None for part in parts):
        return None
    try:
        key, field, name, position, *catalog = (_ESCAPED.sub(_letter, part) for part in parts)
    except (ValueError, OverflowError):
        return None
    if field not in set(Field) or not position.isascii() or not position.isdecimal():
        return None
    if len(position) > _DIGITS:
        return None
    return UnitPlace(key, Field(field), name, int(position), *catalog)


def product_name(product_key: str, catalog: str = "") -> str:
    """Return what tells a product of a file from all others; ``catalog`` as in `unit_id`."""
    return f"{product_key}\n{catalog}" if catalog else product_key


def product_of(unit: Unit) -> str:
    """Return the `product_name` of the product a unit belongs to."""
    place = unit_place(unit.id)
    same = place is not None and place.product_key == unit.product_key
    return product_name(unit.product_key, place.catalog if place is not None and same else "")


def _token(text: str) -> str:
    return "".join(
        one if one.isascii() and (one.isalnum() or one == "-") else f"_{ord(one):x}_"
        for one in text
    )


def _letter(found: re.Match[str]) -> str:
    made = chr(int(found[1], 16))
    if "\ud800" <= made <= "\udfff":
        raise ValueError(made)  # half of a character is none
    return made
