"""Reading XLIFF of any version, ours and strangers': units, and what of the file could not be used, by line.

Entities are never resolved and nothing is fetched; a document type is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from lxml import etree

from localizer.errors import InputError
from localizer.exchange.po_reading import LineProblem
from localizer.exchange.tables import MAX_PROBLEMS, MAX_TEXT, MAX_UNITS
from localizer.exchange.xliff.words import (
    CATEGORY,
    CORE_12,
    CORE_20,
    CORE_22,
    GLOSSARY,
    MATCHES,
    METADATA,
    OWN,
    TERMS_FROM,
    state_from,
    unit_from,
)
from localizer.i18n import _
from localizer.model.exchange import ExchangeHead, Unit, UnitMatch, UnitNote, UnitTerm

Element = Any
MAX_BYTES: Final = 200 * 1024 * 1024
_CHUNK: Final = 1024 * 1024
_CORES: Final = frozenset({CORE_12, CORE_20, CORE_22})
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
    if path.stat().st_size > MAX_BYTES:
        problem = _("{file} is larger than {n} MB and is not read.")
        raise InputError(problem.format(file=path.name, n=MAX_BYTES // 1024 // 1024))
    return _Reading(path).read()


class _Reading:
    """One file on its way; elements are let go as soon as they are read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.version = ""
        self._said: dict[str, str] = {}
        self._languages = ["", ""]
        self._units: dict[str, Unit] = {}
        #: The file element that is read, and the ids in it: another one may have the same.
        self._file = ""
        self._here: set[str] = set()
        self._problems: list[LineProblem] = []

    def read(self) -> ReadXliff:
        try:
            for event, element in self._events():
                if event == "start":
                    self._begin(element)
                elif _local(element) in _UNITS:
                    self._take(element)
                    _let_go(element)
                elif (
                    element.tag == f"{{{METADATA}}}metadata"
                    and _local(element.getparent()) == "file"
                ):
                    self._said |= _meta(element)
        except etree.XMLSyntaxError as error:
            line = error.lineno or 0
            problem = _("{file} is no sound XML: line {line}: {reason}")
            raise InputError(
                problem.format(file=self._path.name, line=line, reason=error.msg)
            ) from error
        if not self.version:
            raise InputError(_("{file} is no XLIFF file.").format(file=self._path.name))
        source, target = self._languages
        head = ExchangeHead(
            source,
            target,
            self._said.get("launch", ""),
            self._said.get("made_at", ""),
            self._said.get("package_id", ""),
            self._said.get("workspace_id", ""),
        )
        return ReadXliff(self.version, head, tuple(self._units.values()), tuple(self._problems))

    def _events(self) -> Iterator[tuple[str, Element]]:
        parser = etree.XMLPullParser(
            events=("start", "end"),
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        with self._path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                parser.feed(chunk)
                yield from parser.read_events()
        parser.close()
        yield from parser.read_events()

    def _begin(self, element: Element) -> None:
        name = _local(element)
        if not self.version:
            if element.getroottree().docinfo.internalDTD is not None:
                problem = _("{file} declares a document type, which XLIFF files for us must not.")
                raise InputError(problem.format(file=self._path.name))
            if name != "xliff" or etree.QName(element).namespace not in _CORES:
                raise InputError(_("{file} is no XLIFF file.").format(file=self._path.name))
            self.version = element.get("version", "")
            self._speak(element.get("srcLang", ""), element.get("trgLang", ""))
        elif name == "file":
            self._file, self._here = element.get("id") or element.get("original", ""), set()
            self._speak(element.get("source-language", ""), element.get("target-language", ""))
        elif element.tag == f"{{{OWN}}}head":
            self._said |= {str(key): str(value) for key, value in element.attrib.items()}

    def _speak(self, source: str, target: str) -> None:
        self._languages = [self._languages[0] or source, self._languages[1] or target]

    def _take(self, element: Element) -> None:
        number = element.get("id", "")
        problem = ""
        if not number:
            problem = _("A unit without an id was left out.")
        elif number in self._here:
            problem = _("The id “{id}” stands there twice; the first one counts.").format(id=number)
        elif len(self._units) >= MAX_UNITS:
            raise InputError(_("{file} has too many units.").format(file=self._path.name))
        else:
            unit = _unit_12(element) if _local(element) == "trans-unit" else _unit_2(element)
            if unit is None:
                problem = _("The unit “{id}” has no source and was left out.").format(id=number)
            elif max(len(unit.source), len(unit.target or "")) > MAX_TEXT:
                problem = _("The unit “{id}” is too long and was left out.").format(id=number)
            else:
                self._here.add(number)
                name = f"{self._file}/{number}" if number in self._units else number
                self._units[name] = replace(unit, id=name)
        if problem and len(self._problems) < MAX_PROBLEMS:
            self._problems.append(LineProblem(element.sourceline or 0, problem))


def _local(element: Element) -> str:
    if element is None or not isinstance(element.tag, str):
        return ""
    return etree.QName(element).localname


def _let_go(element: Element) -> None:
    parent = element.getparent()
    element.clear()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _core(element: Element) -> str:
    return f"{{{etree.QName(element).namespace}}}"


# -- XLIFF 2 ---------------------------------------------------------------------------------------


def _unit_2(element: Element) -> Unit | None:
    core = _core(element)
    data = _original(element, core)
    parts = [one for one in element if one.tag in (f"{core}segment", f"{core}ignorable")]
    sources = [one.find(f"{core}source") for one in parts]
    if not parts or any(one is None for one in sources):
        return None
    targets = [one.find(f"{core}target") for one in parts]
    source = "".join(_text_2(one, core, data) for one in sources)
    target: str | None = None
    if any(one is not None for one in targets):
        # What is only between two segments is the same in both languages where nobody said otherwise.
        both = zip(parts, sources, targets, strict=True)
        target = "".join(
            _text_2(said if said is not None else one, core, data)
            for part, one, said in both
            if said is not None or part.tag.endswith("ignorable")
        )
    said = _meta(element.find(f"{{{METADATA}}}metadata"))
    segment = next((one for one in parts if one.tag.endswith("segment")), parts[0])
    state = state_from(segment.get("state", ""), said, target, approved=False)
    unit = unit_from(
        element.get("id"),
        source,
        target,
        said,
        state=state,
        notes=tuple(_notes_2(element, core)),
        terms=tuple(_terms_2(element)),
    )
    return replace(unit, matches=tuple(_matches_2(element, core)))


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
            said.append(_character(one.get("hex", "")))
        said.append(one.tail or "")
    return "".join(said)


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _text_2(element: Element, core: str, data: dict[str, str]) -> str:
    said = [element.text or ""]
    for one in element:
        name = _local(one) if one.tag.startswith(core) else ""
        if name == "cp":
            said.append(_character(one.get("hex", "")))
        elif name == "pc":
            said.append(_code(one, "dataRefStart", "dispStart", data))
            said.append(_text_2(one, core, data))
            said.append(_code(one, "dataRefEnd", "dispEnd", data))
        elif name in ("ph", "sc", "ec"):
            said.append(_code(one, "dataRef", "disp", data))
        elif name == "mrk":
            said.append(_text_2(one, core, data))
        said.append(one.tail or "")
    return "".join(said)


def _code(element: Element, ref: str, shown: str, data: dict[str, str]) -> str:
    """Return what a code stands for; one that does not tell is nothing of a text."""
    found = data.get(element.get(ref, ""))
    return element.get(shown, "") if found is None else found


def _meta(element: Element) -> dict[str, str]:
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


def _notes_2(element: Element, core: str) -> Iterator[UnitNote]:
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


def _terms_2(element: Element) -> Iterator[UnitTerm]:
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


def _matches_2(element: Element, core: str) -> Iterator[UnitMatch]:
    group = element.find(f"{{{MATCHES}}}matches")
    for one in () if group is None else group:
        data = _original(one, core)
        source, target = one.find(f"{core}source"), one.find(f"{core}target")
        if source is not None and target is not None:
            yield UnitMatch(
                _text_2(source, core, data),
                _text_2(target, core, data),
                _score(one.get("matchQuality", "")),
                one.get("origin", ""),
            )


def _score(text: str) -> int:
    try:
        return min(max(int(float(text.rstrip("%"))), 0), 100)
    except (ValueError, OverflowError):
        return 0


# -- XLIFF 1.2 -------------------------------------------------------------------------------------


def _unit_12(element: Element) -> Unit | None:
    core = _core(element)
    source = element.find(f"{core}source")
    if source is None:
        return None
    said_target = element.find(f"{core}target")
    target = None if said_target is None else _text_12(said_target, core)
    word = "" if said_target is None else said_target.get("state", "")
    said = _context(element, core)
    approved = element.get("approved") == "yes"
    unit = unit_from(
        element.get("id"),
        _text_12(source, core),
        target,
        said,
        state=state_from(word, said, target, approved=approved),
        notes=tuple(_notes_12(element, core, said)),
        terms=tuple(_terms_12(said)),
    )
    return replace(unit, matches=tuple(_matches_12(element, core)))


def _text_12(element: Element, core: str) -> str:
    said = [element.text or ""]
    for one in element:
        name = _local(one) if one.tag.startswith(core) else ""
        if name == "ph" and one.get("ctype") == "x-lz-char":
            said.append(_character(one.text or ""))
        elif name in ("g", "mrk") or name in ("bpt", "ept", "ph", "it"):
            said.append(_text_12(one, core))
        elif name in ("x", "bx", "ex"):
            said.append(one.get("equiv-text", ""))
        said.append(one.tail or "")
    return "".join(said)


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
    """Return the lists that `_trans_unit` wrote; nothing where the text is something else."""
    try:
        found = json.loads(text) if text else []
    except (ValueError, RecursionError):
        return []
    return [one for one in found if isinstance(one, list)] if isinstance(found, list) else []


def _notes_12(element: Element, core: str, said: dict[str, str]) -> Iterator[UnitNote]:
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


def _terms_12(said: dict[str, str]) -> Iterator[UnitTerm]:
    for one in _kept(said.get("terms", "")):
        if len(one) == 4:  # noqa: PLR2004 - as written
            source, target, definition, forbidden = one
            yield UnitTerm(str(source), str(target), str(definition), forbidden=bool(forbidden))


def _matches_12(element: Element, core: str) -> Iterator[UnitMatch]:
    for one in element.iterfind(f"{core}alt-trans"):
        source, target = one.find(f"{core}source"), one.find(f"{core}target")
        if source is not None and target is not None:
            yield UnitMatch(
                _text_12(source, core),
                _text_12(target, core),
                _score(one.get("match-quality", "")),
                one.get("origin", ""),
            )
