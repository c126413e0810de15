"""Reading XLIFF of any version, ours and strangers': units, and what of the file could not be used, by line.

Entities are never resolved and nothing is fetched; a document type is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from lxml import etree

from localizer.errors import InputError
from localizer.exchange.po_reading import LineProblem
from localizer.exchange.tables import MAX_PROBLEMS, MAX_TEXT, MAX_UNITS
from localizer.exchange.xliff.opening import events, parser, root_of
from localizer.exchange.xliff.reading_2 import own_metadata, unit_2
from localizer.exchange.xliff.reading_12 import unit_12
from localizer.exchange.xliff.rules.grammar import local, space_of
from localizer.exchange.xliff.words import METADATA, OWN
from localizer.i18n import _
from localizer.model.exchange import ExchangeHead, Unit

Element = Any
_UNITS: Final = frozenset({"unit", "trans-unit"})


@dataclass(frozen=True, slots=True)
class ReadXliff:
    """What a file holds: its version, its head as far as it says, its units, and what could not be used."""

    version: str
    head: ExchangeHead
    units: tuple[Unit, ...]
    problems: tuple[LineProblem, ...]


def read_xliff(path: Path) -> ReadXliff:
    """Read an XLIFF file. Raises `InputError` for what is none, or is no XML, with the line."""
    try:
        return _Reading(path).read()
    except etree.XMLSyntaxError as error:
        problem = _("{file} is no sound XML: line {line}: {reason}")
        line = error.lineno or 0
        text = problem.format(file=path.name, line=line, reason=error.msg)
        raise InputError(text) from error


class Names:
    """Gives units their names: the ids of a file, with the file's where another one has the same."""

    def __init__(self) -> None:
        """Begin with none."""
        self._taken: set[str] = set()
        self._file = ""
        self._here: set[str] = set()

    def file(self, name: str) -> None:
        """Begin with another file element."""
        self._file, self._here = name, set()

    def names(self, number: str) -> set[str]:
        """Return the names that a unit with this id may have."""
        return {number, f"{self._file}/{number}"}

    def take(self, number: str) -> str | None:
        """Return the name of a unit, ``None`` for an id that this file element has already."""
        if number in self._here:
            return None
        self._here.add(number)
        name = f"{self._file}/{number}" if number in self._taken else number
        self._taken.add(name)
        return name


class _Reading:
    """One file on its way; elements are let go as soon as they are read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._said: dict[str, str] = {}
        self._languages = ["", ""]
        self._units: list[Unit] = []
        self._names = Names()
        self._problems: list[LineProblem] = []

    def read(self) -> ReadXliff:
        root = root_of(self._path)
        core = space_of(root.tag)
        self._speak(root.get("srcLang", ""), root.get("trgLang", ""))
        tags = [f"{{{core}}}{name}" for name in ("file", *_UNITS)]
        tags += [f"{{{OWN}}}head", f"{{{METADATA}}}metadata"]
        for event, element in events(self._path, parser(("start", "end"), tags)):
            name = local(element)
            if event == "start":
                if name == "file":
                    self._begin(element)
            elif name in _UNITS:
                self._take(element)
                _let_go(element)
            elif name == "head":
                self._said |= {str(key): str(value) for key, value in element.attrib.items()}
            elif name == "metadata" and local(element.getparent()) == "file":
                self._said |= own_metadata(element)
        return ReadXliff(
            root.get("version", ""), self._head(), tuple(self._units), tuple(self._problems)
        )

    def _head(self) -> ExchangeHead:
        source, target = self._languages
        said = (self._said.get(name, "") for name in ("launch", "made_at", "package_id"))
        launch, made_at, package = said
        return ExchangeHead(
            source, target, launch, made_at, package, self._said.get("workspace_id", "")
        )

    def _begin(self, element: Element) -> None:
        self._names.file(element.get("id") or element.get("original", ""))
        self._speak(element.get("source-language", ""), element.get("target-language", ""))

    def _speak(self, source: str, target: str) -> None:
        self._languages = [self._languages[0] or source, self._languages[1] or target]

    def _take(self, element: Element) -> None:
        number = element.get("id", "")
        problem = ""
        if not number:
            problem = _("A unit without an id was left out.")
        elif len(self._units) >= MAX_UNITS:
            raise InputError(_("{file} has too many units.").format(file=self._path.name))
        else:
            problem = self._keep(element, number)
        if problem and len(self._problems) < MAX_PROBLEMS:
            self._problems.append(LineProblem(element.sourceline or 0, problem))

    def _keep(self, element: Element, number: str) -> str:
        """Keep a unit, or return why it is left out."""
        unit = unit_12(element) if local(element) == "trans-unit" else unit_2(element)
        if unit is None:
            return _("The unit “{id}” has no source and was left out.").format(id=number)
        if max(len(unit.source), len(unit.target or "")) > MAX_TEXT:
            return _("The unit “{id}” is too long and was left out.").format(id=number)
        name = self._names.take(unit.id)
        if name is None:
            return _("The id “{id}” stands there twice; the first one counts.").format(id=number)
        self._units.append(unit if name == unit.id else replace(unit, id=name))
        return ""


def _let_go(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        # only what another element follows: the parser may still write behind the last one
        while (before := element.getprevious()) is not None and local(before) in _UNITS:
            parent.remove(before)
