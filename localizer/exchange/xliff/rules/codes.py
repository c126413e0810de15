"""Constraints of inline codes and annotations: their ids, data, pairs, copies and editing hints.

Sections of 2.1: 4.3.1 (attributes), 4.7.2 (codes), 4.7.3 (annotations); rule names of its Schematron schema
stand beside what they ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from lxml import etree

from localizer.exchange.xliff.rules.findings import Findings
from localizer.exchange.xliff.rules.grammar import local, shown
from localizer.i18n import _

Element = Any
Event = tuple[str, Element]
_CODES: Final = frozenset(["ph", "pc", "sc", "ec"])
_CONTAINERS: Final = frozenset(["pc", "mrk"])
_HINTS: Final = ("canCopy", "canDelete", "canOverlap")
_DATA: Final = ("dataRef", "dataRefStart", "dataRefEnd")
#: What may stand in one language for what in the other: a pair can be one element or two.
_FAMILY: Final = {"sc": "pc", "sm": "mrk"}
_SUB_TYPES: Final = {"lb": "fmt", "pb": "fmt", "b": "fmt", "i": "fmt", "u": "fmt", "var": "ui"}
#: Characters XML 1.0 cannot hold or advises against: what `cp` is for (F25).
_CP: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_LAST: Final = 0x10FFFF


@dataclass(frozen=True, slots=True)
class Part:
    """A source with its target, in order; editing hints bind only where the target is ``final``."""

    source: Element
    target: Element | None = None
    final: bool = False


def check_codes(
    parts: Sequence[Part],
    data: Mapping[str, Element],
    tell: Findings,
    taken: Sequence[str] = (),
    ordered: Sequence[Part] | None = None,
) -> tuple[set[str], set[str]]:
    """Check the content of a unit or a match; return the ids in its sources and in its targets.

    ``data`` is the original data, ``taken`` are ids of the same scope, ``ordered`` the parts in the order of
    their targets.
    """
    sources = [event for part in parts for event in flow(part.source)]
    targets = [
        event
        for part in (parts if ordered is None else ordered)
        if part.target is not None
        for event in flow(part.target)
    ]
    if not sources and not targets:
        return set(), set()
    for events in (sources, targets):
        _each(events, data, tell)
        _pairs(events, tell)
        _marks(events, tell)
        _copies(events, [*sources, *targets], tell)
        _sequences(events, tell)
    ids = _source_ids(sources, taken, tell)
    others = _target_ids(targets, ids, taken, tell)
    _kept(parts, sources, targets, tell)
    return set(ids), others


def flow(content: Element) -> Iterator[Event]:
    """Yield what is in a source or target in its order; ends of what encloses text have a ``/``."""
    for one in content.iterchildren(etree.Element):
        name = local(one)
        yield name, one
        if name in _CONTAINERS:
            yield from flow(one)
            yield f"/{name}", one


def _source_ids(events: Sequence[Event], taken: Sequence[str], tell: Findings) -> dict[str, str]:
    ids: dict[str, str] = {}
    for name, one in events:
        number = one.get("id")
        if number is None or name.startswith("/"):
            continue
        if number in ids or number in taken:
            _twice(one, number, tell)
        ids[number] = name
    return ids


def _target_ids(
    events: Sequence[Event], sources: Mapping[str, str], taken: Sequence[str], tell: Findings
) -> set[str]:
    """Check that codes of a target have the ids of the source's (K6T)."""
    ids: set[str] = set()
    for name, one in events:
        number = one.get("id")
        if number is None or name.startswith("/"):
            continue
        before = sources.get(number)
        other = before is not None and _FAMILY.get(before, before) != _FAMILY.get(name, name)
        if number in ids or number in taken or other:
            _twice(one, number, tell)
        ids.add(number)
    return ids


def _twice(one: Element, number: str, tell: Findings) -> None:
    tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)


# -- one by one ------------------------------------------------------------------------------------


def _each(events: Sequence[Event], data: Mapping[str, Element], tell: Findings) -> None:
    for name, one in events:
        if name == "cp":
            _character(one, tell)
        elif name in ("mrk", "sm"):
            _annotation(one, tell)
        elif name in _CODES:
            _data_of(one, data, tell)
            _type_of(one, tell)
            _reorder_of(one, tell)


def _character(one: Element, tell: Findings) -> None:
    text = one.get("hex", "")
    try:
        number = int(text, 16)
    except ValueError:
        return  # the grammar told it
    if number > _LAST or not _CP.match(chr(number)):
        reason = _("“{hex}” is no character XML cannot hold.")
        tell.error(one, "cp", reason, hex=text)


def _annotation(one: Element, tell: Findings) -> None:
    """Check a comment's annotation (F12) and a translate annotation (F11, an advice)."""
    of = one.get("type", "generic")
    if of == "comment" and (one.get("value") is None) == (one.get("ref") is None):
        reason = _("A comment has either a “value” or a “ref”.")
        tell.error(one, "comment", reason)
    elif of == "generic" and one.get("translate") is None:
        tell.warn(one, "annotation", _("An annotation without “type” needs “translate”."))
    elif of == "mtc:match" and one.get("ref") is not None:
        reason = _("“{element}” has no attribute “{name}”.")
        tell.error(one, "annotation", reason, element=shown(one), name="ref")


def _data_of(one: Element, data: Mapping[str, Element], tell: Findings) -> None:
    for name in _DATA:
        number = one.get(name)
        if number is not None and number not in data:
            reason = _("“{name}” points at the data “{id}”, which is not there.")
            tell.error(one, "data-ref", reason, name=name, id=number)
    for first, second in (("dataRefStart", "dataRefEnd"), ("equivStart", "equivEnd")):
        if (one.get(first) is None) != (one.get(second) is None):
            reason = _("“{first}” and “{second}” go together.")
            tell.warn(one, "together", reason, first=first, second=second)


def _type_of(one: Element, tell: Findings) -> None:
    """Check that a sub-type has its type (F8)."""
    sub = one.get("subType")
    if sub is None:
        return
    prefix, _sign, rest = sub.partition(":")
    if one.get("type") is None:
        tell.error(one, "sub-type", _("“{name}” needs “{other}”."), name="subType", other="type")
    elif prefix == "xlf" and _SUB_TYPES.get(rest) != one.get("type"):
        reason = _("The sub-type “{name}” is not one of “{type}”.")
        tell.error(one, "sub-type", reason, name=sub, type=one.get("type"))


def _reorder_of(one: Element, tell: Findings) -> None:
    """Check that what keeps its place can be neither copied nor deleted (F10)."""
    if one.get("canReorder", "yes") != "yes" and not (
        one.get("canCopy") == one.get("canDelete") == "no"
    ):
        reason = _("A code that keeps its place needs “canCopy” and “canDelete” to be “no”.")
        tell.error(one, "reorder", reason)


# -- pairs -----------------------------------------------------------------------------------------


def _pairs(events: Sequence[Event], tell: Findings) -> None:
    """Check that starts have their ends, in this order (F5, F6)."""
    starts: dict[str, Element] = {}
    ended: set[str] = set()
    for name, one in events:
        alone = one.get("isolated") == "yes"
        if name == "sc" and not alone:
            starts[one.get("id", "")] = one
        elif name == "ec":
            _end(one, starts, ended, tell, alone=alone)
    for number, one in starts.items():
        if number not in ended:
            reason = _("The code “{id}” has no end in this unit; is “isolated” missing?")
            tell.error(one, "pair", reason, id=number)
    for name, one in events:
        if name == "sc" and one.get("isolated") == "yes" and one.get("id") in ended:
            reason = _("The code “{id}” has an end in this unit and is not “isolated”.")
            tell.error(one, "pair", reason, id=one.get("id"))


def _end(
    one: Element, starts: Mapping[str, Element], ended: set[str], tell: Findings, *, alone: bool
) -> None:
    number = one.get("startRef")
    if (number is None) != alone or (one.get("id") is None) == alone:
        reason = _("An end has an “id” where it is “isolated”, else a “startRef”.")
        tell.error(one, "pair", reason)
    if number is None:
        return
    if number in ended:
        tell.error(one, "pair", _("The code “{id}” has two ends."), id=number)
    ended.add(number)
    start = starts.get(number)
    if start is None:
        reason = _("Nothing with the id “{id}” begins before this end.")
        tell.error(one, "pair", reason, id=number)
    else:
        _alike(start, one, tell)
    if one.get("dir") is not None and not alone:
        tell.error(one, "pair", _("“{name}” needs “{other}”."), name="dir", other="isolated")


def _alike(start: Element, end: Element, tell: Findings) -> None:
    """Check that both halves say the same (F5.1); of a first that keeps its place the end does, too."""
    for name in _HINTS:
        if start.get(name, "yes") != end.get(name, "yes"):
            _unlike(end, name, tell)
    wanted = start.get("canReorder", "yes")
    if end.get("canReorder", "yes") != ("no" if wanted == "firstNo" else wanted):
        _unlike(end, "canReorder", tell)


def _unlike(end: Element, name: str, tell: Findings) -> None:
    reason = _("“{name}” differs between the start and the end of a code.")
    tell.error(end, "pair", reason, name=name)


def _marks(events: Sequence[Event], tell: Findings) -> None:
    """Check that annotations that begin end (F27, F28)."""
    open_: dict[str, Element] = {}
    for name, one in events:
        if name == "sm":
            open_[one.get("id", "")] = one
        elif name == "em" and open_.pop(one.get("startRef", ""), None) is None:
            reason = _("Nothing with the id “{id}” begins before this end.")
            tell.error(one, "annotation", reason, id=one.get("startRef"))
    for number, one in open_.items():
        reason = _("The annotation “{id}” has no end in this unit.")
        tell.error(one, "annotation", reason, id=number)


def _copies(events: Sequence[Event], all_: Sequence[Event], tell: Findings) -> None:
    """Check that copies are of codes that may be copied and have no data (F9, F14)."""
    for name, one in events:
        of = one.get("copyOf")
        if of is None or name not in _CODES:
            continue
        if any(one.get(ref) is not None for ref in _DATA):
            tell.error(one, "copy", _("A copy has no data of its own."))
        base = next((it for kind, it in all_ if kind in _CODES and it.get("id") == of), None)
        if base is None:
            tell.error(one, "copy", _("There is no code “{id}” to be a copy of."), id=of)
        elif base.get("canCopy") == "no":
            tell.error(one, "copy", _("The code “{id}” must not be copied."), id=of)
        elif any(base.get(ref) is not None for ref in _DATA):
            tell.error(one, "copy", _("A code with data cannot be copied with “copyOf”."))


# -- editing hints ---------------------------------------------------------------------------------


def _ordered(events: Sequence[Event]) -> list[tuple[str, str]]:
    """Return the codes in order: the id of each with a sign for its end, and how it may be moved."""
    found: list[tuple[str, str]] = []
    for name, one in events:
        kind = name.removeprefix("/")
        if kind not in _CODES:
            continue
        number = one.get("id") or one.get("startRef") or ""
        end = "/" if name.startswith("/") or (kind == "ec" and one.get("id") is None) else ""
        moves = one.get("canReorder", "yes")
        found.append((f"{end}{number}", "no" if name == "/pc" and moves != "yes" else moves))
    return found


def _sequences(events: Sequence[Event], tell: Findings) -> None:
    """Check that what must follow another code has one before it (F30)."""
    before = "yes"
    for name, one in events:
        if name.removeprefix("/") not in _CODES:
            continue
        moves = one.get("canReorder", "yes")
        if name == "/pc":
            before = "no" if moves != "yes" else "yes"
            continue
        if moves == "no" and before == "yes":
            reason = _("A code with “canReorder” “no” follows none that begins with “firstNo”.")
            tell.error(one, "reorder", reason)
        before = moves


def _kept(
    parts: Sequence[Part], sources: Sequence[Event], targets: Sequence[Event], tell: Findings
) -> None:
    """Check that translations keep what must not go (F20) and what must not move (F31)."""
    there = {number for number, _moves in _ordered(targets)}
    follows = _follows(_ordered(sources))
    found = _follows(_ordered(targets))
    for part in parts:
        if part.target is None:
            continue
        for name, one in flow(part.source):
            number = one.get("id") or f"/{one.get('startRef')}"
            if name in _CODES and one.get("canDelete") == "no" and number not in there:
                reason = _("The translation lacks the code “{id}”, which must not be deleted.")
                tell.hint(one, "deleted", reason, final=part.final, id=number.lstrip("/"))
        for number, _moves in _ordered(list(flow(part.target))):
            if number in follows and follows[number] != found.get(number, ""):
                reason = _("The code “{id}” must keep its place behind “{other}”.")
                words = {"id": number.lstrip("/"), "other": follows[number].lstrip("/")}
                tell.hint(part.target, "moved", reason, final=part.final, **words)


def _follows(codes: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return which code each stands behind that has to keep its place."""
    return {code: before for (before, _moves), (code, moves) in pairwise(codes) if moves == "no"}
