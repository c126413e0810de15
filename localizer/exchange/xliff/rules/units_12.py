"""Constraints of a unit of XLIFF 1.2: its codes in pairs, its segments, what it refers to."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

from lxml import etree

from localizer.exchange.xliff.rules.findings import Findings
from localizer.exchange.xliff.rules.grammar import local, shown
from localizer.exchange.xliff.words import CORE_12, XML
from localizer.i18n import _

Element = Any
_CORE: Final = f"{{{CORE_12}}}"
_LANG: Final = f"{{{XML}}}lang"
_ENDS: Final = {"bpt": "ept", "bx": "ex"}


@dataclass(slots=True)
class Scope12:
    """What is known of a file element when one of its units is checked."""

    source_locale: str = ""
    target_locale: str = ""
    units: set[str] = field(default_factory=set)
    phases: set[str] = field(default_factory=set)
    tools: set[str] = field(default_factory=set)


def check_header(header: Element, scope: Scope12, tell: Findings) -> None:
    """Take what units refer to from a header; phases and tools have names of their own."""
    for name, key, known in (
        ("phase", "phase-name", scope.phases),
        ("tool", "tool-id", scope.tools),
    ):
        for one in header.iter(f"{_CORE}{name}"):
            number = one.get(key, "")
            if number in known:
                tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
            known.add(number)


def check_references(element: Element, scope: Scope12, tell: Findings) -> None:
    """Check that the phase and the tool an element names are in the header."""
    for name, known in (("phase-name", scope.phases), ("tool-id", scope.tools)):
        text = element.get(name)
        if text is not None and text not in known:
            reason = _("“{element}” points at “{ref}”, which is not there.")
            tell.warn(element, "reference", reason, element=shown(element), ref=text)


def check_unit_12(unit: Element, scope: Scope12, tell: Findings) -> str:
    """Check one unit; return the state of its target, empty where there is none."""
    check_references(unit, scope, tell)
    source, target = unit.find(f"{_CORE}source"), unit.find(f"{_CORE}target")
    segments = unit.find(f"{_CORE}seg-source")
    for content, locale in (
        (source, scope.source_locale),
        (segments, scope.source_locale),
        (target, scope.target_locale),
    ):
        if content is not None:
            _content(content, tell)
            _language(content, locale, tell)
    for one in unit.iterchildren(f"{_CORE}alt-trans"):
        for content in one.iterchildren(f"{_CORE}source", f"{_CORE}target"):
            _content(content, tell)
    if segments is not None and target is not None:
        _segments(segments, target, tell)
    if target is None:
        return ""
    check_references(target, scope, tell)
    return str(target.get("state", "-"))


def _content(content: Element, tell: Findings) -> None:
    """Check that paired codes are pairs, in their order (section 2.4.5 of 1.2)."""
    waiting: Counter[tuple[str, str]] = Counter()
    starts: dict[tuple[str, str], Element] = {}
    for one in content.iter(etree.Element):
        name = local(one)
        number = one.get("rid") or one.get("id", "")
        if name in _ENDS:
            key = (_ENDS[name], number)
            waiting[key] += 1
            starts[key] = one
        elif name in _ENDS.values():
            key = (name, number)
            if not waiting[key]:
                reason = _("Nothing with the id “{id}” begins before this end.")
                tell.warn(one, "pair", reason, id=number)
            else:
                waiting[key] -= 1
    for key, left in waiting.items():
        if left:
            reason = _("The code “{id}” has no end in this text.")
            tell.warn(starts[key], "pair", reason, id=key[1])


def _language(content: Element, locale: str, tell: Findings) -> None:
    said = content.get(_LANG)
    if said is not None and locale and said.lower() != locale.lower():
        reason = _("The text is in “{language}”, the file says “{other}”.")
        tell.warn(content, "language", reason, language=said, other=locale)


def _segments(segments: Element, target: Element, tell: Findings) -> None:
    """Check that segments of a translation are those of its source."""
    known: set[str | None] = set()
    for one in segments.iter(f"{_CORE}mrk"):
        if one.get("mtype") == "seg":
            if one.get("mid") in known:
                number = one.get("mid")
                tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
            known.add(one.get("mid"))
    for one in target.iter(f"{_CORE}mrk"):
        if one.get("mtype") == "seg" and one.get("mid") not in known:
            reason = _("“{element}” points at “{ref}”, which is not there.")
            tell.warn(one, "reference", reason, element="mrk", ref=one.get("mid"))
