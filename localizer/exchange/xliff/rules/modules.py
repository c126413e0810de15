"""Constraints of the modules of XLIFF 2: candidates, glossary, sizes, validation, resources, metadata, ITS.

Sections of 2.1: 5.1 to 5.9; rule names of its Schematron schemas stand beside what they ask.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from lxml import etree

from localizer.exchange.xliff.rules import values
from localizer.exchange.xliff.rules.codes import Part, check_codes
from localizer.exchange.xliff.rules.core_2 import (
    CHANGES,
    FORMAT,
    ITS,
    ITS_MODULE,
    MODULES_OF,
    RESOURCES,
    VALIDATION,
)
from localizer.exchange.xliff.rules.findings import Findings
from localizer.exchange.xliff.rules.grammar import local, shown, space_of
from localizer.exchange.xliff.rules.units import Scope, check_language, check_span, data_of
from localizer.exchange.xliff.words import GLOSSARY, MATCHES, METADATA, SIZES, XML
from localizer.i18n import _

Element = Any
_PATTERNS: Final = ("isPresent", "isNotPresent", "startsWith", "endsWith")
_IN_SOURCE: Final = ("isPresent", "startsWith", "endsWith")
_CODEPOINTS: Final = "xliff:codepoints"
_STORAGES: Final = ("xliff:utf8", "xliff:utf16", "xliff:utf32")
_ONCE: Final = frozenset(
    one for names in MODULES_OF.values() for one in names if space_of(one) != ITS
)


def check_modules(holder: Element, scope: Scope, tell: Findings) -> None:
    """Check the modules of a file, group or unit, but not those of the units in it."""
    level = local(holder)
    seen: Counter[str] = Counter()
    for one in holder.iterchildren(etree.Element):
        space = space_of(one.tag)
        if space not in scope.modules:
            continue
        seen[one.tag] += 1
        repeated = seen[one.tag] > 1 and one.tag in _ONCE and space != CHANGES
        if one.tag not in MODULES_OF.get(level, ()) or repeated:
            reason = _("“{child}” cannot stand here in “{element}”.")
            tell.error(one, "content", reason, child=shown(one), element=level)
        check = _CHECKS.get(one.tag)
        if check is not None:
            check(one, scope, tell)


def check_attributes(element: Element, tell: Findings) -> None:
    """Check what modules' attributes ask of an element beside their types."""
    spaces = {space_of(name) for name in element.attrib if name.startswith("{")}
    if not spaces:
        return
    if FORMAT in spaces:
        _format(element, tell)
    if SIZES in spaces:
        _sizes(element, tell)
    if ITS in spaces or ITS_MODULE in spaces:
        _its(element, tell)


def _unique(group: Element, names: tuple[str, ...], tell: Findings) -> None:
    """Check that elements of ``names`` in ``group`` have ids of their own."""
    ids: set[str] = set()
    for one in group.iter(*names):
        number = one.get("id")
        if number is not None and number in ids:
            tell.error(one, "id-unique", _("The id “{id}” stands there twice."), id=number)
        ids.add(number)


def _unit_ids(holder: Element) -> set[str]:
    """Return the ids of texts of a unit: segments and what is in them."""
    return {
        number
        for part in holder.iterchildren(etree.Element)
        if local(part) in ("segment", "ignorable")
        for one in part.iter(etree.Element)
        if (number := one.get("id")) is not None
    }


# -- candidates and terms --------------------------------------------------------------------------


def _matches(group: Element, scope: Scope, tell: Findings) -> None:
    _unique(group, (f"{{{MATCHES}}}match",), tell)
    ids = _unit_ids(group.getparent())
    for one in group.iterchildren(f"{{{MATCHES}}}match"):
        check_span(one, ids, tell)
        if one.get("subType") is not None and one.get("type") is None:
            reason = _("“{name}” needs “{other}”.")
            tell.error(one, "sub-type", reason, name="subType", other="type")
        if one.get(f"{{{XML}}}lang") is not None:
            reason = _("“{element}” has no attribute “{name}”.")
            tell.error(one, "language", reason, element=shown(one), name="xml:lang")
        source, target = one.find(f"{scope.core}source"), one.find(f"{scope.core}target")
        if source is None:
            continue
        data = data_of(one.find(f"{scope.core}originalData"), tell)
        check_codes([Part(source, target)], data, tell)
        check_language(source, scope.source_locale, tell)
        if target is not None and one.get("reference") != "yes" and scope.target_locale:
            check_language(target, scope.target_locale, tell)


def _glossary(group: Element, scope: Scope, tell: Findings) -> None:
    del scope
    entry, translation = f"{{{GLOSSARY}}}glossEntry", f"{{{GLOSSARY}}}translation"
    _unique(group, (entry, translation), tell)
    ids = _unit_ids(group.getparent())
    for one in group.iterchildren(entry):
        if one.find(translation) is None and one.find(f"{{{GLOSSARY}}}definition") is None:
            reason = _("A term needs a translation or a definition.")
            tell.error(one, "glossary", reason)
    for one in group.iter(entry, translation):
        check_span(one, ids, tell)


def _metadata(group: Element, scope: Scope, tell: Findings) -> None:
    del scope
    _unique(group, (f"{{{METADATA}}}metadata", f"{{{METADATA}}}metaGroup"), tell)


# -- sizes and format ------------------------------------------------------------------------------


def _format(element: Element, tell: Findings) -> None:
    if element.get(f"{{{FORMAT}}}subFs") is not None and element.get(f"{{{FORMAT}}}fs") is None:
        tell.error(element, "format", _("“{name}” needs “{other}”."), name="subFs", other="fs")
    _only_isolated(element, FORMAT, tell)


def _only_isolated(element: Element, space: str, tell: Findings) -> None:
    """Check that an end that has its start here says nothing the start says."""
    if local(element) != "ec" or element.get("isolated") == "yes":
        return
    for name in element.attrib:
        if space_of(name) == space:
            words = {"name": name.rpartition("}")[2], "other": "isolated"}
            tell.error(element, "isolated", _("“{name}” needs “{other}”."), **words)


def _sizes(element: Element, tell: Findings) -> None:
    _only_isolated(element, SIZES, tell)
    general, storage = _profiles(element)
    size, ref = element.get(f"{{{SIZES}}}sizeInfo"), element.get(f"{{{SIZES}}}sizeInfoRef")
    if size is not None and ref is not None:
        reason = _("“{first}” and “{second}” exclude each other.")
        tell.error(element, "size", reason, first="sizeInfo", second="sizeInfoRef")
    if ref is not None and not _is_size_data(element, ref):
        reason = _("“{element}” points at “{ref}”, which is not there.")
        tell.error(element, "size", reason, element=shown(element), ref=ref)
    _size(element, "sizeRestriction", values.size, known=general in ("", _CODEPOINTS), tell=tell)
    kept = storage in ("", *_STORAGES)
    _size(element, "storageRestriction", values.size, known=kept, tell=tell)
    _size(element, "equivStorage", values.whole, known=kept, tell=tell)
    if size is not None and not values.whole(size) and general in ("", _CODEPOINTS):
        reason = _("“{text}” is no value of “{name}”.")
        told = tell.error if general else tell.warn  # without a profile nobody reads it
        told(element, "size", reason, text=size, name="sizeInfo")


def _size(element: Element, name: str, fits: values.Value, *, known: bool, tell: Findings) -> None:
    text = element.get(f"{{{SIZES}}}{name}")
    if text is not None and known and not fits(text):
        reason = _("“{text}” is no value of “{name}”.")
        tell.error(element, "size", reason, text=text, name=name)


def _profiles(element: Element) -> tuple[str, str]:
    """Return the general and the storage profile of the file around ``element``."""
    at = element
    while at is not None and local(at) != "file":
        at = at.getparent()
    found = None if at is None else at.find(f"{{{SIZES}}}profiles")
    if found is None:
        return "", ""
    return found.get("generalProfile", ""), found.get("storageProfile", "")


def _is_size_data(element: Element, number: str) -> bool:
    """Tell whether the data stands beside the element or one around it (section 5.7.5.10)."""
    at = element
    while at.getparent() is not None:
        at = at.getparent()
        for data in at.iterchildren(f"{{{SIZES}}}data"):
            if any(one.get("id") == number for one in data.iter(etree.Element)):
                return True
    return False


# -- rules, resources, changes ---------------------------------------------------------------------


def _validation(group: Element, scope: Scope, tell: Findings) -> None:
    del scope
    for rule in group.iterchildren(f"{{{VALIDATION}}}rule"):
        own = sum(rule.get(name) is not None for name in _PATTERNS)
        foreign = any(space_of(name) not in ("", VALIDATION) for name in rule.attrib)
        if own + foreign != 1:
            tell.error(rule, "validation", _("A rule says exactly one thing."))
        if rule.get("existsInSource") is not None and not any(
            rule.get(name) is not None for name in _IN_SOURCE
        ):
            reason = _("“{name}” needs “{other}”.")
            words = {"name": "existsInSource", "other": " | ".join(_IN_SOURCE)}
            tell.error(rule, "validation", reason, **words)
        if rule.get("occurs") is not None and rule.get("isPresent") is None:
            reason = _("“{name}” needs “{other}”.")
            tell.warn(rule, "validation", reason, name="occurs", other="isPresent")
        if rule.get("disabled") == "yes" and local(group.getparent()) == "file":
            tell.error(rule, "validation", _("A rule of a whole file cannot be disabled."))


def _resources(group: Element, scope: Scope, tell: Findings) -> None:
    item, ref = f"{{{RESOURCES}}}resourceItem", f"{{{RESOURCES}}}resourceItemRef"
    _unique(group, (item, ref), tell)
    if local(group.getparent()) == "file":
        scope.resources |= {one.get("id") for one in group.iterchildren(item)} - {None}
    for one in group.iterchildren(ref):
        if one.get("ref") not in scope.resources:
            reason = _("“{element}” points at “{ref}”, which is not there.")
            tell.warn(one, "reference", reason, element=shown(one), ref=one.get("ref"))
    for one in group.iter(f"{{{RESOURCES}}}source", f"{{{RESOURCES}}}target"):
        full = len(one) > 0 or bool((one.text or "").strip())
        if full == (one.get("href") is not None):
            reason = _("“{element}” has either content or a “href”.")
            tell.error(one, "resource", reason, element=shown(one))
        if local(one) == "source":
            check_language(one, scope.source_locale, tell)
        else:
            _resource_language(one, scope, tell)


def _resource_language(one: Element, scope: Scope, tell: Findings) -> None:
    """Tell of a resource in another language; files of the suite that are right have such ones."""
    said = one.get(f"{{{XML}}}lang")
    if said is not None and said.lower() != scope.target_locale.lower():
        reason = _("The text is in “{language}”, the file says “{other}”.")
        tell.warn(one, "language", reason, language=said, other=scope.target_locale)


def _changes(group: Element, scope: Scope, tell: Findings) -> None:
    """Check that revisions are of something that is there (sections 5.6.4, 5.6.5)."""
    holder = group.getparent()
    for one in group.iterchildren(f"{{{CHANGES}}}revisions"):
        ref = one.get("ref")
        of = list(holder.iter(f"{scope.core}{one.get('appliesTo')}"))
        ids = {it.get("id") for it in holder.iter(etree.Element)}
        if ref is None and len(of) > 1 and any(it.get("id") for it in of):
            reason = _("“{element}” lacks the attribute “{name}”.")
            tell.error(one, "change", reason, element=shown(one), name="ref")
        elif ref is not None and ref not in ids:
            reason = _("“{element}” points at “{ref}”, which is not there.")
            tell.error(one, "change", reason, element=shown(one), ref=ref)
        changed = next((it for it in of if ref is None or it.get("id") == ref), None)
        for revision in one.iterchildren(f"{{{CHANGES}}}revision"):
            _revision(revision, changed, tell)


def _revision(revision: Element, changed: Element | None, tell: Findings) -> None:
    seen: set[str] = set()
    for item in revision.iterchildren(f"{{{CHANGES}}}item"):
        name = item.get("property", "")
        absent = changed is not None and name != "content" and changed.get(name) is None
        if absent or name in seen:
            reason = _("“{text}” is no value of “{name}”.")
            tell.error(item, "change", reason, text=name, name="property")
        seen.add(name)


# -- ITS -------------------------------------------------------------------------------------------


def _its(element: Element, tell: Findings) -> None:
    """Check which attributes of ITS go together (section 5.9); all of it is an advice but the pairs."""
    said = {name.rpartition("}")[2] for name in element.attrib if space_of(name) == ITS}
    if {"locQualityRatingScore", "locQualityRatingVote"} <= said:
        _exclude(element, "locQualityRatingScore", "locQualityRatingVote", tell)
    if "taIdentRef" in said and {"taSource", "taIdent"} & said:
        _exclude(element, "taIdentRef", "taIdent", tell)
    if len({"taSource", "taIdent"} & said) == 1:
        reason = _("“{first}” and “{second}” go together.")
        tell.error(element, "its", reason, first="taSource", second="taIdent")
    if (
        "locQualityIssuesRef" in said
        and len({name for name in said if name.startswith("locQualityIssue")}) > 1
    ):
        _exclude(element, "locQualityIssuesRef", "locQualityIssue…", tell)
    if not _has_version(element):
        tell.warn(element, "its", _("“{name}” needs “{other}”."), name="its:*", other="its:version")


def _exclude(element: Element, first: str, second: str, tell: Findings) -> None:
    reason = _("“{first}” and “{second}” exclude each other.")
    tell.error(element, "its", reason, first=first, second=second)


def _has_version(element: Element) -> bool:
    at = element
    while at is not None:
        if at.get(f"{{{ITS}}}version") is not None:
            return True
        at = at.getparent()
    return False


_CHECKS: Final = {
    f"{{{MATCHES}}}matches": _matches,
    f"{{{GLOSSARY}}}glossary": _glossary,
    f"{{{METADATA}}}metadata": _metadata,
    f"{{{VALIDATION}}}validation": _validation,
    f"{{{RESOURCES}}}resourceData": _resources,
    f"{{{CHANGES}}}changeTrack": _changes,
}
