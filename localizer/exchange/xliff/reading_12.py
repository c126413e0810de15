"""Units of XLIFF 1.2: codes as what they stand for, context from our own group or the file's attributes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from localizer.exchange.xliff.reading_2 import character, score
from localizer.exchange.xliff.rules.grammar import local, space_of
from localizer.exchange.xliff.strange import Plain, plain_text
from localizer.exchange.xliff.words import (
    CATEGORY,
    CHARACTER,
    TERMS_FROM,
    state_from,
    unit_from,
)
from localizer.model.channel import LengthUnit
from localizer.model.exchange import SizeLimit, Unit, UnitMatch, UnitNote, UnitTerm

Element = Any
_UNITS: Final = {"char": LengthUnit.CHARS, "byte": LengthUnit.UTF8_BYTES}
_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Codes12:
    """What the codes of a unit stand for."""

    core: str
    plain: Plain

    def text(self, content: Element) -> str:
        """Return the content of a source or target with its codes in it."""
        said = [content.text or ""]
        for one in content:
            name = local(one) if one.tag.startswith(self.core) else ""
            if name == "ph" and one.get("ctype") == CHARACTER:
                said.append(character(one.text or ""))
            elif name == "g":
                said.append(self.start(one))
                said.append(self.text(one))
                said.append(self.end(one))
            elif name == "mrk":
                said.append(self.text(one))
            elif name:
                said.append(self.start(one))
            said.append(one.tail or "")
        return "".join(said)

    def start(self, one: Element) -> str:
        """Return what stands for a code: its content, or the text told for it."""
        inside = "" if local(one) == "g" else "".join(one.itertext())
        return self.plain.shown(inside or one.get("equiv-text", ""), one)

    def end(self, one: Element) -> str:
        """Return what stands for the second half of a code around a text."""
        return self.plain.shown("", one, end=True)


def codes_12(unit: Element, core: str, *, own: bool) -> Codes12:
    """Return what tells the codes of a unit; in an ``own`` one no text reads like a code."""
    contents = (unit.find(f"{core}{name}") for name in ("source", "target"))
    return Codes12(core, Plain() if own else plain_text(contents))


def is_own_12(unit: Element, core: str) -> bool:
    """Tell whether a unit has our own context."""
    return "state" in _context(unit, core)


def unit_12(unit: Element) -> Unit | None:
    """Return a unit, ``None`` for one without a source."""
    core = f"{{{space_of(unit.tag)}}}"
    source, target_said = unit.find(f"{core}source"), unit.find(f"{core}target")
    if source is None:
        return None
    said = _context(unit, core)
    codes = codes_12(unit, core, own="state" in said)
    target = None if target_said is None else codes.text(target_said)
    word = "" if target_said is None else target_said.get("state", "")
    approved = unit.get("approved") == "yes"
    made = unit_from(
        unit.get("id"),
        codes.text(source),
        target,
        said,
        state=state_from(word, said, target, approved=approved),
        notes=tuple(_notes(unit, core, said)),
        terms=tuple(_terms(said)),
    )
    made = replace(made, matches=tuple(_matches(unit, core)))
    return made if "state" in said else _strange(unit, made)


def _strange(unit: Element, made: Unit) -> Unit:
    """Return a stranger's unit with what its attributes say of it."""
    locked = _inherited(unit, "translate") == "no"
    return replace(made, name=unit.get("resname", ""), locked=locked, limit=_limit(unit))


def _inherited(unit: Element, name: str) -> str:
    at = unit
    while at is not None:
        if at.get(name) is not None:
            return str(at.get(name))
        at = at.getparent()
    return ""


def _limit(unit: Element) -> SizeLimit | None:
    """Return the limit in letters or bytes; sizes in pixels and the like are no lengths."""
    text, kind = unit.get("maxwidth", ""), _UNITS.get(unit.get("size-unit", ""))
    most = unit.get("maxbytes", "")
    number = int(most) if most.isdecimal() and len(most) <= _MOST_DIGITS else None
    if kind is not None and text.isdecimal() and len(text) <= _MOST_DIGITS:
        return SizeLimit(int(text), kind, max_bytes=number)
    return None if number is None else SizeLimit(number, LengthUnit.UTF8_BYTES)


def _context(element: Element, core: str) -> dict[str, str]:
    groups = (
        one for one in element.iterfind(f"{core}context-group") if one.get("name") == CATEGORY
    )
    return {
        one.get("context-type", "").removeprefix("x-"): one.text or ""
        for group in groups
        for one in group.iterfind(f"{core}context")
    }


def _kept(text: str) -> list[list[Any]]:
    """Return the lists that `writing_12` wrote; nothing where the text is something else."""
    try:
        found = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, list)] if isinstance(found, list) else []


def _notes(element: Element, core: str, said: dict[str, str]) -> Iterator[UnitNote]:
    about = _kept(said.get("notes", ""))
    notes = [one for one in element.iterfind(f"{core}note") if one.get("from") != TERMS_FROM]
    for place, one in enumerate(notes):
        text = one.text or ""
        if not text.strip():
            continue
        if place < len(about) and len(about[place]) == 4:  # noqa: PLR2004 - as written
            by, at, to_all, resolved = about[place]
            yield UnitNote(text, str(by), str(at), to_all=bool(to_all), resolved=bool(resolved))
        else:
            yield UnitNote(text, one.get("from", ""), to_all=one.get("annotates") == "source")


def _terms(said: dict[str, str]) -> Iterator[UnitTerm]:
    for one in _kept(said.get("terms", "")):
        if len(one) == 4:  # noqa: PLR2004 - as written
            source, target, definition, forbidden = one
            yield UnitTerm(str(source), str(target), str(definition), forbidden=bool(forbidden))


def _matches(element: Element, core: str) -> Iterator[UnitMatch]:
    codes = Codes12(core, Plain())
    for one in element.iterfind(f"{core}alt-trans"):
        source, target = one.find(f"{core}source"), one.find(f"{core}target")
        if source is not None and target is not None:
            quality, origin = one.get("match-quality", ""), one.get("origin", "")
            yield UnitMatch(codes.text(source), codes.text(target), score(quality), origin)
