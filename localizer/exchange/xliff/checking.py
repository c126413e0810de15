"""Checking an XLIFF file against its specification: what it holds, and every fault with its line.

A file is streamed: only one unit and what stands beside units are held at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from lxml import etree

from localizer.errors import InputError
from localizer.exchange.xliff.opening import events, parser, root_of
from localizer.exchange.xliff.rules import core_2, core_12, values
from localizer.exchange.xliff.rules.findings import Finding, Findings, Level
from localizer.exchange.xliff.rules.grammar import (
    Sequence,
    check_attributes,
    check_text,
    check_whole,
    local,
    space_of,
)
from localizer.exchange.xliff.rules.modules import check_attributes as check_module_attributes
from localizer.exchange.xliff.rules.modules import check_modules
from localizer.exchange.xliff.rules.units import Scope, check_extension_ids, check_notes, check_unit
from localizer.exchange.xliff.rules.units_12 import (
    Scope12,
    check_header,
    check_references,
    check_unit_12,
)
from localizer.exchange.xliff.words import CORE_12, CORE_22
from localizer.i18n import _

Element = Any
__all__ = ["Finding", "Level", "Report", "check_file"]
_VERSIONS: Final[Mapping[str, tuple[str, ...]]] = {
    CORE_12: ("1.2",),
    CORE_22: ("2.0", "2.1", "2.2"),
}
_HOLDERS: Final = ("xliff", "file", "body", "group")
_UNITS: Final = ("unit", "trans-unit", "bin-unit")


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found: ``states`` counts segments by the file's own words, ``-`` where it has none.

    ``errors`` and ``warnings`` count all, ``findings`` has the first ones in the order of the file.
    """

    version: str
    source_locale: str
    target_locale: str
    files: int
    units: int
    segments: int
    states: Mapping[str, int]
    errors: int
    warnings: int
    findings: tuple[Finding, ...]

    @property
    def valid(self) -> bool:
        """Tell whether nothing breaks the specification."""
        return not self.errors


def check_file(path: Path) -> Report:
    """Check a file. What is no XML or no XLIFF is a report with that error.

    Raises `InputError` for a file that cannot be read or is too large.
    """
    tell = Findings()
    try:
        root = root_of(path)
        check = _Check12(root, tell) if space_of(root.tag) == CORE_12 else _Check2(root, tell)
        check.run(path)
        return check.report()
    except etree.XMLSyntaxError as error:
        tell.error(error.lineno or 1, "xml", _("This is no sound XML: {reason}"), reason=error.msg)
    except OSError as error:
        problem = _("{file} cannot be read: {reason}")
        raise InputError(problem.format(file=path.name, reason=error.strerror or error)) from error
    except InputError as error:
        tell.error(1, "file", "{reason}", reason=error)
    return Report("", "", "", 0, 0, 0, {}, tell.errors, tell.warnings, tuple(tell.kept))


@dataclass(slots=True)
class _Open:
    """An element that holds units and is still open; ``last`` is its last child that was taken."""

    element: Element
    children: Sequence
    last: Element | None = None
    done: bool = False


class _Check:
    """Walks through a file: holders of units as they open and close, all else whole."""

    def __init__(self, root: Element, tell: Findings) -> None:
        self.root, self.tell = root, tell
        self.space = space_of(root.tag)
        self.core = f"{{{self.space}}}"
        old = self.space == CORE_12
        self.grammar = core_12.grammar() if old else core_2.grammar_of(self.space)
        self.open: list[_Open] = []
        self.files = self.units = 0
        self.states: Counter[str] = Counter()

    def run(self, path: Path) -> None:
        """Check the whole file."""
        tags = [f"{self.core}{name}" for name in (*_HOLDERS, *_UNITS)]
        inside = 0  # how deep in a unit: XLIFF 1.2 has units in binary units
        for event, element in events(path, parser(("start", "end"), tags)):
            unit = local(element) in _UNITS
            if event == "start":
                if not unit and not inside:
                    self._begin(element)
                elif unit and not inside:
                    self._take_until(element)
                inside += unit
                continue
            inside -= unit
            if unit and not inside:
                self._unit(element)
            elif not unit and not inside:
                self._end(element)

    def _begin(self, element: Element) -> None:
        kind = self.grammar.kinds[element.tag]
        if self.open:
            self._take_until(element)
        check_attributes(element, kind, self.grammar, self.tell)
        self.begin(element)
        self.open.append(_Open(element, Sequence(element, kind, self.tell)))

    def _take_until(self, element: Element | None) -> None:
        """Take the children of the holder that is open up to ``element``; those taken before may go."""
        holder = self.open[-1]
        kind = self.grammar.kinds[holder.element.tag]
        at = holder.last
        if at is None:
            check_text(holder.element, holder.element.text, kind, self.tell)
        following = holder.element[0] if at is None and len(holder.element) else None
        one = following if at is None else at.getnext()
        if at is not None and (one is not None or element is None):
            check_text(holder.element, at.tail, kind, self.tell)
            if holder.done:  # only now: its tail is whole, so the parser no longer writes to it
                holder.element.remove(at)
        while one is not None:
            holder.children.take(one)
            holder.last, holder.done = one, False
            if one is element:
                return
            check_whole(one, self.grammar, self.tell)
            self.beside(one)
            check_text(holder.element, one.tail, kind, self.tell)
            one = one.getnext()

    def _unit(self, unit: Element) -> None:
        check_whole(unit, self.grammar, self.tell)
        self.unit(unit)
        unit.clear(keep_tail=True)
        self.open[-1].done = True

    def _end(self, element: Element) -> None:
        self._take_until(None)
        holder = self.open.pop()
        holder.children.finish()
        self.end(element)
        if self.open:
            element.clear(keep_tail=True)
            self.open[-1].done = True

    def begin(self, element: Element) -> None:
        """Look at a holder that opens; its attributes are there, its content is not."""

    def beside(self, element: Element) -> None:
        """Look at an element that stands beside units."""

    def unit(self, unit: Element) -> None:
        """Look at a whole unit."""

    def end(self, element: Element) -> None:
        """Look at a holder that closes; its units are gone."""

    def report(self) -> Report:
        """Return what was found."""
        segments = sum(self.states.values())
        kept = tuple(sorted(self.tell.kept, key=lambda one: one.line))
        source, target = self.locales()
        return Report(
            self.root.get("version", ""),
            source,
            target,
            self.files,
            self.units,
            segments,
            dict(sorted(self.states.items())),
            self.tell.errors,
            self.tell.warnings,
            kept,
        )

    def locales(self) -> tuple[str, str]:
        """Return the languages of the file."""
        raise NotImplementedError

    def check_version(self, element: Element) -> None:
        """Check that the version is one of the namespace."""
        version = element.get("version", "")
        if version not in _VERSIONS.get(self.space, ("2.0", "2.1")):
            reason = _("“{text}” is no value of “{name}”.")
            self.tell.error(element, "version", reason, text=version, name="version")

    def once(self, element: Element, known: set[str]) -> None:
        """Check that the id of an element is its own."""
        number = element.get("id")
        if number is None:
            return
        if number in known:
            reason = _("The id “{id}” stands there twice.")
            self.tell.error(element, "id-unique", reason, id=number)
        known.add(number)


class _Check2(_Check):
    """XLIFF 2.0, 2.1 and 2.2."""

    def __init__(self, root: Element, tell: Findings) -> None:
        super().__init__(root, tell)
        self._file_ids: set[str] = set()
        self._scope = self._new_scope("")

    def _new_scope(self, file: str) -> Scope:
        source, target = self.locales()
        spaces = core_2.SPACES
        return Scope(self.core, source, target, self.grammar.modules, spaces, file)

    def locales(self) -> tuple[str, str]:
        return self.root.get("srcLang", ""), self.root.get("trgLang", "")

    def begin(self, element: Element) -> None:
        name = local(element)
        check_module_attributes(element, self.tell)
        if name == "xliff":
            self.check_version(element)
        elif name == "file":
            self.files += 1
            self.once(element, self._file_ids)
            self._scope = self._new_scope(element.get("id", ""))
        else:
            self.once(element, self._scope.groups)

    def beside(self, element: Element) -> None:
        holder = self.open[-1].element
        for one in element.iter(etree.Element):
            check_module_attributes(one, self.tell)
        if local(element) == "notes" and local(holder) == "file":
            self._scope.file_notes |= {one.get("id", "") for one in element}
        if local(element) == "skeleton" and element.tag.startswith(self.core):
            self._skeleton(element)
        if element.tag == f"{{{core_2.RESOURCES}}}resourceData":
            item = f"{{{core_2.RESOURCES}}}resourceItem"
            self._scope.resources |= {one.get("id", "") for one in element.iterchildren(item)}

    def _skeleton(self, element: Element) -> None:
        full = len(element) > 0 or bool(element.text)
        if full == (element.get("href") is not None):
            reason = _("“{element}” has either content or a “href”.")
            self.tell.error(element, "skeleton", reason, element="skeleton")

    def unit(self, unit: Element) -> None:
        self.units += 1
        self.once(unit, self._scope.units)
        for one in unit.iter(etree.Element):
            check_module_attributes(one, self.tell)
        check_modules(unit, self._scope, self.tell)
        self.states.update(check_unit(unit, self._scope, self.tell))

    def end(self, element: Element) -> None:
        check_modules(element, self._scope, self.tell)
        check_notes(element, self.core, self.tell)
        check_extension_ids(element, self._scope, self.tell)
        if local(element) == "file":
            for line, number in self._scope.flows:
                if number not in self._scope.units:
                    reason = _("“{element}” points at “{ref}”, which is not there.")
                    self.tell.error(line, "reference", reason, element="subFlows", ref=number)


class _Check12(_Check):
    """XLIFF 1.2."""

    def __init__(self, root: Element, tell: Findings) -> None:
        super().__init__(root, tell)
        self._scope = Scope12()
        self._said = ("", "")

    def locales(self) -> tuple[str, str]:
        return self._said

    def begin(self, element: Element) -> None:
        name = local(element)
        if name == "xliff":
            self.check_version(element)
        elif name == "file":
            self.files += 1
            target = element.get("target-language", "")
            self._scope = Scope12(element.get("source-language", ""), target)
            self._said = self._said if self._said[0] else (self._scope.source_locale, target)
            if target and not values.language(target):
                reason = _("“{text}” is no value of “{name}”.")
                self.tell.error(element, "language", reason, text=target, name="target-language")

    def beside(self, element: Element) -> None:
        if local(element) == "header":
            check_header(element, self._scope, self.tell)
            check_references(self.open[-1].element, self._scope, self.tell)

    def unit(self, unit: Element) -> None:
        for one in unit.iter(f"{self.core}bin-unit", f"{self.core}trans-unit"):
            self.once(one, self._scope.units)
            if local(one) == "trans-unit":
                self.units += 1
                self.states[check_unit_12(one, self._scope, self.tell) or "-"] += 1
