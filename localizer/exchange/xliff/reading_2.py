"""Units of XLIFF 2: segments joined to one text, codes as what they stand for, context from the modules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from localizer.exchange.xliff.rules.grammar import local, space_of
from localizer.exchange.xliff.strange import Plain, plain_text
from localizer.exchange.xliff.words import (
    CATEGORY,
    GLOSSARY,
    MATCHES,
    METADATA,
    OWN,
    SIZES,
    earliest,
    state_from,
    unit_from,
)
from localizer.model.channel import LengthUnit
from localizer.model.exchange import SizeLimit, Unit, UnitMatch, UnitNote, UnitTerm

Element = Any
_PARTS: Final = frozenset(["segment", "ignorable"])
_MOST_DIGITS: Final = 9


@dataclass(frozen=True, slots=True)
class Codes:
    """What the codes of a unit stand for."""

    core: str
    data: dict[str, str]
    plain: Plain

    def text(self, content: Element) -> str:
        """Return the content of a source or target with its codes in it."""
        said = [content.text or ""]
        for one in content:
            name = local(one) if one.tag.startswith(self.core) else ""
            if name == "cp":
                said.append(character(one.get("hex", "")))
            elif name == "pc":
                said.append(self.start(one))
                said.append(self.text(one))
                said.append(self.end(one))
            elif name in ("ph", "sc", "ec"):
                said.append(self.start(one))
            elif name == "mrk":
                said.append(self.text(one))
            said.append(one.tail or "")
        return "".join(said)

    def start(self, one: Element) -> str:
        """Return what stands for a code, or for the first half of one around a text."""
        ref, shown = ("dataRefStart", "dispStart") if local(one) == "pc" else ("dataRef", "disp")
        return self.plain.shown(self._said(one, ref, shown), one)

    def end(self, one: Element) -> str:
        """Return what stands for the second half of a code around a text."""
        return self.plain.shown(self._said(one, "dataRefEnd", "dispEnd"), one, end=True)

    def _said(self, one: Element, ref: str, shown: str) -> str:
        found = self.data.get(one.get(ref, ""))
        return one.get(shown, "") if found is None else found


def character(code: str) -> str:
    """Return the character with a hexadecimal number; none for what is no such number."""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def parts_of(unit: Element) -> list[Element]:
    """Return the segments and what is between them."""
    return [one for one in unit if local(one) in _PARTS]


def in_order(parts: Sequence[Element], core: str) -> list[Element]:
    """Return the parts in the order of their targets."""
    places = []
    for place, part in enumerate(parts, 1):
        target = part.find(f"{core}target")
        text = "" if target is None else target.get("order", "")
        number = int(text) if text.isdecimal() and len(text) <= _MOST_DIGITS else place
        places.append((number, place))
    return [parts[place - 1] for _number, place in sorted(places)]


def codes_of(unit: Element, core: str, *, own: bool) -> Codes:
    """Return what tells the codes of a unit; in an ``own`` one no text reads like a code."""
    contents = [
        one.find(f"{core}{name}") for one in parts_of(unit) for name in ("source", "target")
    ]
    plain = Plain() if own else plain_text(contents)
    return Codes(core, _original(unit, core), plain)


def is_own(unit: Element) -> bool:
    """Tell whether a unit has our own context."""
    return "state" in own_metadata(unit.find(f"{{{METADATA}}}metadata"))


def unit_2(unit: Element) -> Unit | None:
    """Return a unit, ``None`` for one without a source."""
    core = f"{{{space_of(unit.tag)}}}"
    said = own_metadata(unit.find(f"{{{METADATA}}}metadata"))
    parts = parts_of(unit)
    if not parts or any(one.find(f"{core}source") is None for one in parts):
        return None
    codes = codes_of(unit, core, own="state" in said)
    source = "".join(codes.text(one.find(f"{core}source")) for one in parts)
    target = _target(parts, codes)
    states = [one.get("state", "") for one in parts if local(one) == "segment"]
    word = earliest(states)
    made = unit_from(
        said.get("id") or unit.get("id"),
        source,
        target,
        said,
        state=state_from(word, said, target, approved=False),
        notes=tuple(_notes(unit, core)),
        terms=tuple(_terms(unit)),
    )
    made = replace(made, matches=tuple(_matches(unit, core)))
    return made if "state" in said else _strange(unit, made)


def _target(parts: Sequence[Element], codes: Codes) -> str | None:
    """Return the translation; what is between two segments is the same where nobody said otherwise."""
    if all(one.find(f"{codes.core}target") is None for one in parts):
        return None
    said = []
    for part in in_order(parts, codes.core):
        target = part.find(f"{codes.core}target")
        if target is None and local(part) == "ignorable":
            target = part.find(f"{codes.core}source")
        if target is not None:
            said.append(codes.text(target))
    return "".join(said)


def _strange(unit: Element, made: Unit) -> Unit:
    """Return a stranger's unit with what the core and the size module say of it."""
    locked = _inherited(unit, "translate") == "no"
    return replace(made, name=unit.get("name", ""), locked=locked, limit=_limit(unit))


def _inherited(unit: Element, name: str) -> str:
    at = unit
    while at is not None:
        if at.get(name) is not None:
            return str(at.get(name))
        at = at.getparent()
    return ""


def _limit(unit: Element) -> SizeLimit | None:
    """Return the limit of the standard profiles; sizes of other profiles mean something else."""
    size = _most(unit.get(f"{{{SIZES}}}sizeRestriction", ""))
    storage = _most(unit.get(f"{{{SIZES}}}storageRestriction", ""))
    profiles = next(unit.iterancestors("{*}file"), unit).find(f"{{{SIZES}}}profiles")
    if profiles is None or profiles.get("generalProfile") != "xliff:codepoints":
        size = None
    if profiles is None or profiles.get("storageProfile") != "xliff:utf8":
        storage = None
    if size is not None:
        return SizeLimit(size, LengthUnit.CHARS, max_bytes=storage)
    return None if storage is None else SizeLimit(storage, LengthUnit.UTF8_BYTES)


def _most(text: str) -> int | None:
    """Return the upper end of a size restriction: ``20`` or ``5,20``."""
    most = text.rpartition(",")[2]
    return int(most) if most.isdecimal() and len(most) <= _MOST_DIGITS else None


def _original(element: Element, core: str) -> dict[str, str]:
    group = element.find(f"{core}originalData")
    if group is None:
        return {}
    return {one.get("id", ""): _plain(one, core) for one in group if one.tag == f"{core}data"}


def _plain(element: Element, core: str) -> str:
    """Return text with the characters XML cannot hold."""
    said = [element.text or ""]
    for one in element:
        if one.tag == f"{core}cp":
            said.append(character(one.get("hex", "")))
        said.append(one.tail or "")
    return "".join(said)


def own_metadata(element: Element | None) -> dict[str, str]:
    """Return our own metadata."""
    if element is None:
        return {}
    groups = (one for one in element if one.get("category") == CATEGORY)
    return {
        one.get("type", ""): one.text or ""
        for group in groups
        for one in group
        if one.tag == f"{{{METADATA}}}meta"
    }


def _notes(element: Element, core: str) -> Iterator[UnitNote]:
    group = element.find(f"{core}notes")
    for one in () if group is None else group:
        if (one.text or "").strip():
            yield UnitNote(
                one.text,
                one.get(f"{{{OWN}}}by", ""),
                one.get(f"{{{OWN}}}at", ""),
                to_all=one.get("appliesTo") == "source",
                resolved=one.get(f"{{{OWN}}}resolved") == "yes",
            )


def _terms(element: Element) -> Iterator[UnitTerm]:
    group = element.find(f"{{{GLOSSARY}}}glossary")
    for one in () if group is None else group:
        term = one.findtext(f"{{{GLOSSARY}}}term")
        if term:
            yield UnitTerm(
                term,
                one.findtext(f"{{{GLOSSARY}}}translation") or "",
                one.findtext(f"{{{GLOSSARY}}}definition") or "",
                forbidden=one.get(f"{{{OWN}}}forbidden") == "yes",
            )


def _matches(element: Element, core: str) -> Iterator[UnitMatch]:
    group = element.find(f"{{{MATCHES}}}matches")
    for one in () if group is None else group:
        codes = Codes(core, _original(one, core), Plain())
        source, target = one.find(f"{core}source"), one.find(f"{core}target")
        if source is not None and target is not None and one.get("reference") != "yes":
            yield UnitMatch(
                codes.text(source),
                codes.text(target),
                score(one.get("matchQuality") or one.get("similarity", "")),
                one.get("origin", ""),
            )


def score(text: str) -> int:
    """Return a quality of 0 to 100; 0 for what is none."""
    try:
        return min(max(int(float(text.rstrip("%"))), 0), 100)
    except (ValueError, OverflowError):
        return 0
