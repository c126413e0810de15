"""Constraints of a unit of XLIFF 2: its segments, languages, states, notes and what points where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from localizer.exchange.xliff.rules.codes import Part, check_codes
from localizer.exchange.xliff.rules.findings import Findings
from localizer.exchange.xliff.rules.fragments import (
    BadFragmentError,
    Fragment,
    Place,
    points_at,
    read_fragment,
)
from localizer.exchange.xliff.rules.grammar import local, shown, space_of
from localizer.exchange.xliff.words import XML
from localizer.i18n import _

Element = Any
_LANG: Final = f"{{{XML}}}lang"
_SPACE: Final = f"{{{XML}}}space"
_XML_ID: Final = f"{{{XML}}}id"
_FLOWS: Final = ("subFlows", "subFlowsStart", "subFlowsEnd")
#: Ids of modules' elements that fragment identifiers name, by their prefix.
_MODULE_IDS: Final = {
    "mtc": ("match",),
    "gls": ("glossEntry", "translation"),
    "mda": ("metadata", "metaGroup"),
    "res": ("resourceItem", "resourceItemRef"),
}


@dataclass(slots=True)
class Scope:
    """What is known of a file when one of its units is checked."""

    core: str
    source_locale: str
    target_locale: str
    modules: frozenset[str]
    prefixes: dict[str, str]
    file: str = ""
    units: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    file_notes: set[str] = field(default_factory=set)
    resources: set[str] = field(default_factory=set)
    #: References to units that may still come: the element's line, the ids.
    flows: list[tuple[int, str]] = field(default_factory=list)


def check_unit(unit: Element, scope: Scope, tell: Findings) -> list[str]:
    """Check one unit; return the states of its segments."""
    core = scope.core
    parts = [one for one in unit.iterchildren(etree.Element) if local(one) in _PARTS]
    segments = [one for one in parts if local(one) == "segment"]
    if not segments:
        reason = _("“{element}” lacks “{child}”.")
        tell.error(unit, "content", reason, element="unit", child="segment")
    pairs = [
        Part(source, one.find(f"{core}target"), one.get("state") == "final")
        for one in parts
        if (source := one.find(f"{core}source")) is not None
    ]
    place = _place(unit, parts, scope, tell)
    taken = sorted(place.spans)
    ids, others = check_codes(pairs, _data(unit, core, tell), tell, taken, _ordered(pairs))
    place.spans, place.targets = {*taken, *ids}, others
    _languages(pairs, scope, tell)
    for one in segments:
        _state(one, tell, core)
    _order(parts, tell, core)
    check_notes(unit, core, tell)
    check_extension_ids(unit, scope, tell)
    _references(unit, place, tell)
    _flows(unit, scope)
    return [one.get("state", "initial") for one in segments]


_PARTS: Final = frozenset(["segment", "ignorable"])


def _place(unit: Element, parts: Sequence[Element], scope: Scope, tell: Findings) -> Place:
    ids: set[str] = set()
    for one in parts:
        number = one.get("id")
        if number is not None:
            if number in ids:
                tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
            ids.add(number)
    notes = unit.find(f"{scope.core}notes")
    made = Place(scope.file, unit.get("id", ""), spans=ids, file_notes=scope.file_notes)
    made.notes = _ids(() if notes is None else notes)
    made.data = _ids(unit.iterfind(f"{scope.core}originalData/*"))
    for prefix, names in _MODULE_IDS.items():
        space = scope.prefixes[prefix]
        found = {
            one.get("id")
            for name in names
            for one in unit.iter(f"{{{space}}}{name}")
            if one.get("id")
        }
        made.modules[prefix] = found
    made.modules["res"] |= scope.resources
    return made


def _ids(elements: Iterable[Element]) -> set[str]:
    return {number for one in elements if (number := one.get("id")) is not None}


def _data(unit: Element, core: str, tell: Findings) -> dict[str, Element]:
    return data_of(unit.find(f"{core}originalData"), tell)


def data_of(group: Element | None, tell: Findings) -> dict[str, Element]:
    """Return the original data of a unit or a match by its ids."""
    found: dict[str, Element] = {}
    for one in () if group is None else group.iterchildren(etree.Element):
        number = one.get("id", "")
        if number in found:
            tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
        found[number] = one
    return found


def _ordered(pairs: Sequence[Part]) -> list[Part]:
    """Return the parts in the order of their targets."""
    places = [
        (_number(part.target, place), place)
        for place, part in enumerate(pairs, 1)
        if part.target is not None
    ]
    return [pairs[place - 1] for _order_, place in sorted(places)]


def _number(target: Element | None, place: int) -> int:
    text = "" if target is None else target.get("order", "")
    return int(text) if text.isdecimal() and len(text) < 10 else place  # noqa: PLR2004


def _order(parts: Sequence[Element], tell: Findings, core: str) -> None:
    """Check the order of targets: each place once, none past the end (K7, F18)."""
    seen: set[int] = set()
    for place, part in enumerate(parts, 1):
        target = part.find(f"{core}target")
        if target is None:
            continue
        number = _number(target, place)
        if number in seen:
            reason = _("Two translations have the place {n}.")
            tell.error(target, "order", reason, n=number)
        elif number > len(parts):
            reason = _("The place {n} is past the last segment.")
            tell.error(target, "order", reason, n=number)
        seen.add(number)


def _state(segment: Element, tell: Findings, core: str) -> None:
    """Check states (F7, F29; section 4.3.1.34)."""
    state, target = segment.get("state", "initial"), segment.find(f"{core}target")
    if segment.get("subState") is not None and segment.get("state") is None:
        tell.error(segment, "state", _("“{name}” needs “{other}”."), name="subState", other="state")
    if state != "initial" and target is None:
        reason = _("The state “{state}” needs a translation.")
        tell.error(segment, "state", reason, state=state)


def _languages(pairs: Sequence[Part], scope: Scope, tell: Findings) -> None:
    for part in pairs:
        check_language(part.source, scope.source_locale, tell, inherited=True)
        if part.target is None:
            continue
        if not scope.target_locale:
            reason = _("There are translations, and the file does not say “{name}”.")
            tell.error(part.target, "language", reason, name="trgLang")
        else:
            check_language(part.target, scope.target_locale, tell, inherited=True)
        if inherited(part.source, _SPACE, "default") != inherited(part.target, _SPACE, "default"):
            reason = _("“{name}” differs between source and translation.")
            tell.error(part.target, "space", reason, name="xml:space")


def check_language(
    element: Element,
    locale: str,
    tell: Findings,
    *,
    inherited: bool = False,
) -> None:
    """Check that a text's language is the file's (F4): a region more is told, another one is wrong."""
    said = _said_language(element) if inherited else element.get(_LANG)
    if said is None or said.lower() == locale.lower():
        return
    reason = _("The text is in “{language}”, the file says “{other}”.")
    more = said.lower().startswith(f"{locale.lower()}-")
    (tell.warn if more else tell.error)(element, "language", reason, language=said, other=locale)


def _said_language(element: Element) -> str | None:
    return inherited(element, _LANG, None)


def inherited(element: Element, name: str, default: str | None) -> str | None:
    """Return an attribute of the element or of the nearest one around it."""
    at = element
    while at is not None:
        found: str | None = at.get(name)
        if found is not None:
            return found
        at = at.getparent()
    return default


def check_notes(holder: Element, core: str, tell: Findings) -> set[str]:
    """Check that notes of one element have ids of their own (K4); return them."""
    ids: set[str] = set()
    notes = holder.find(f"{core}notes")
    for one in () if notes is None else notes.iterchildren(etree.Element):
        number = one.get("id")
        if number is None:
            continue
        if number in ids:
            tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
        ids.add(number)
    return ids


def check_extension_ids(holder: Element, scope: Scope, tell: Findings) -> None:
    """Check that extensions' ids differ inside one element, for each namespace (section 3)."""
    ids: set[tuple[str, str]] = set()
    for child in holder.iterchildren(etree.Element):
        space = space_of(child.tag)
        if f"{{{space}}}" == scope.core or space in scope.modules:
            continue
        for one in child.iter(etree.Element):
            for number in {one.get("id"), one.get(_XML_ID)} - {None}:
                if (space, number) in ids:
                    tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
                ids.add((space, number))


# -- references ------------------------------------------------------------------------------------


def _references(unit: Element, place: Place, tell: Findings) -> None:
    for one in _pointing(unit):
        text = one.get("ref", "")
        if one.get("type") == "comment" and not text.startswith("#"):
            _told(one, text, tell)
        if not text.startswith("#"):
            continue
        found = _fragment(one, text, tell)
        if found is None:
            continue
        there = points_at(found, place)
        if one.get("type") == "comment" and not _is_note(found, place):
            there = False
        if there is False:
            _told(one, text, tell)
        elif not found.known:
            reason = _("The prefix “{prefix}” is none of the core or its modules.")
            tell.warn(one, "reference", reason, prefix=found.prefix)


def _is_note(found: Fragment, place: Place) -> bool:
    """Tell whether a comment points at a note of its own unit (F13)."""
    here = not found.levels or found.levels.get("u") == place.unit
    return here and found.prefix == "n" and points_at(found, place) is True


def _pointing(unit: Element) -> Iterator[Element]:
    for one in unit.iter(etree.Element):
        if one.get("ref") is not None and local(one) in ("mrk", "sm", "note"):
            yield one


def _told(one: Element, text: str, tell: Findings) -> None:
    reason = _("“{element}” points at “{ref}”, which is not there.")
    tell.error(one, "reference", reason, element=shown(one), ref=text)


def _fragment(one: Element, text: str, tell: Findings) -> Fragment | None:
    try:
        return read_fragment(text[1:])
    except BadFragmentError:
        reason = _("“{ref}” is no fragment identifier.")
        tell.error(one, "reference", reason, ref=text)
        return None


def check_span(one: Element, unit_ids: set[str], tell: Findings) -> None:
    """Check that a match or a term points at a text of its unit (sections 5.1.7.5, 5.2.5.2)."""
    text = one.get("ref")
    if text is None:
        return
    found = _fragment(one, text, tell) if text.startswith("#") else None
    before, _sign, after = text.partition("#")
    if before and after in unit_ids:
        tell.warn(one, "reference", _("“{ref}” is no fragment identifier."), ref=text)
    elif before or (found is not None and not _is_span(found, unit_ids)):
        _told(one, text, tell)


def _is_span(found: Fragment, unit_ids: set[str]) -> bool:
    return found.prefix in ("", "t") and found.id in unit_ids


def _flows(unit: Element, scope: Scope) -> None:
    for one in unit.iter(etree.Element):
        for name in _FLOWS:
            if one.get(name) is not None:
                line = one.sourceline or 0
                scope.flows += [(line, number) for number in one.get(name).split()]
