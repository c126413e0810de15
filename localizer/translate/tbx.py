"""Reading TBX: ISO 30042:2019 in any dialect, the older `martif` form of 2008, and TBX-Min.

The file is streamed, so its size does not matter for memory. A DOCTYPE is allowed, as real files have one; an
entity declaration is refused and nothing is ever fetched.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Final
from xml.etree.ElementTree import Element

from babel import Locale, UnknownLocaleError
from defusedxml.ElementTree import iterparse

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.locale import language, region, to_babel
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term
from localizer.model.term_text import clean, clean_term, is_concept_id, is_locale, words
from localizer.translate.files import xml_problems
from localizer.translate.term_entries import (
    MAX_CONCEPTS,
    BadCellError,
    Tell,
    TermEntry,
    TermProblem,
    checked,
    is_english,
    is_source,
    refuse_long,
    synonyms,
)
from localizer.translate.tmx import canonical_locale

#: A term collection of a million entries has about 500 MB; ours and those of a trade hold some thousands.
MAX_BYTES: Final = 200_000_000
#: No concept has so many parts, and no term base so many levels.
MAX_PARTS: Final = 20_000
MAX_DEPTH: Final = 50
#: What we write into `projectSubset` of a term that is a source form: its place among them.
SOURCE_FORM: Final = "source form"
_SOURCE_FORM: Final = re.compile(rf"{SOURCE_FORM}(?: (\d{{1,6}}))?")
#: What TBX-Basic has no place for, as we write it into notes.
OWN_NOTES: Final = ("plural", "adjective", "classifier", "number", "note")
_OWN_NOTE: Final = re.compile(rf"({'|'.join(OWN_NOTES)}): (.*)")
GENDERS: Final = {"masculine": "m", "feminine": "f", "neuter": "n"}
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_ROOTS: Final = frozenset({"tbx", "martif", "TBX"})
#: Names of the same thing in 2019, in 2008 and in TBX-Min.
_ENTRIES: Final = frozenset({"conceptEntry", "termEntry", "entry"})
_LANGUAGES: Final = frozenset({"langSec", "langSet", "langGroup"})
_TERMS: Final = frozenset({"termSec", "tig", "ntig", "termGroup"})
_TYPED: Final = frozenset({"termNote", "descrip", "admin"})
_SAME: Final = {
    "termStatus": "administrativeStatus",
    "normativeAuthorization": "administrativeStatus",
    "customer": "customerSubset",
}
_SHORT_TYPES: Final = frozenset(
    {"abbreviation", "shortForm", "acronym", "initialism", "clippedTerm"}
)
#: Beginnings of the values of administrativeStatus.
_NOT_TO_USE: Final = ("deprecated", "superseded", "notrecommended", "obsolete")
_PREFERRED: Final = ("preferred", "standardized", "legal", "regulated")
_EVERYWHERE: Final = frozenset({"", "international", "worldwide", "global"})


def read_tbx(
    path: Path, *, markets: Collection[str] = (), tell: Tell | None = None
) -> Iterator[TermEntry]:
    """Yield the concepts of a TBX file with their terms.

    The source forms are the Chinese words, the English ones where there are none, or those a file of ours
    marks. A term of one area holds for the market of ``markets`` that is the area; of other areas it is told
    to ``tell`` and passed over. Raises `InputError` when the file cannot be read, is not well-formed or
    declares entities.
    """
    entities = _("{file} declares XML entities, which terms do not need. It was not read.")
    malformed = _("{file} is not a well-formed TBX file: {reason}")
    with xml_problems(path, entities=entities, malformed=malformed):
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            problem = _("{file} is larger than {limit} MB. Split it and import its parts.")
            raise InputError(problem.format(file=path.name, limit=limit))
        with path.open("rb") as stream:
            yield from _entries(stream, path.name, frozenset(markets), tell or _ignore)


def _ignore(_problem: TermProblem) -> None:
    """Do nothing about what was passed over."""


@dataclass(slots=True)
class _Word:
    """One term section as the file has it."""

    text: str
    locale: str
    rank: int = 1
    short: bool = False
    avoid: bool = False
    scope: Scope = EVERYWHERE
    form: int | None = None
    gender: str = ""
    notes: dict[str, str] = field(default_factory=dict)


class _OtherAreaError(Exception):
    """A term of an area that is none of our markets."""


def _entries(
    stream: IO[bytes], name: str, markets: frozenset[str], tell: Tell
) -> Iterator[TermEntry]:
    """Yield the concepts of an open file; memory is freed concept by concept."""
    number = inside = 0
    open_elements: list[Element] = []
    for event, element in iterparse(stream, events=("start", "end")):
        tag = _local(element)
        if event == "start":
            if not open_elements and tag not in _ROOTS:
                raise InputError(_("{file} is not a TBX file.").format(file=name))
            open_elements.append(element)
            inside = 0 if tag in _ENTRIES else inside + 1
            if len(open_elements) > MAX_DEPTH or inside > MAX_PARTS:
                problem = _("{file} has a part that is too large or too deep. It was not read on.")
                raise InputError(problem.format(file=name))
            continue
        open_elements.pop()
        if tag not in _ENTRIES:
            if open_elements and not any(_local(one) in _ENTRIES for one in open_elements):
                inside = 0
                open_elements[-1].clear()
            continue
        number += 1
        if number > MAX_CONCEPTS:
            problem = _("{file} has more than {limit} concepts. Split it and import its parts.")
            raise InputError(problem.format(file=name, limit=MAX_CONCEPTS))
        entry = _Entry(element, number, name, markets, tell).read()
        if entry is not None:
            yield entry
        if open_elements:
            open_elements[-1].clear()


@dataclass(slots=True)
class _Entry:
    """A concept being read."""

    element: Element
    number: int
    file: str
    markets: frozenset[str]
    tell: Tell

    def read(self) -> TermEntry | None:
        """Return the concept, ``None`` where it has no source form; what is left out is told."""
        said, notes = _said(self.element)
        brand = said.get("customerSubset", "")
        found = [word for section in self._sections() for word in self._words(section, brand)]
        forms = _forms(found)
        spent = {id(word) for word in forms[1]}
        id_ = self.element.get("id", "")
        try:
            refuse_long("term", forms[0])
        except BadCellError as error:
            self._told(str(error))
            return None
        if not forms[0] and not is_concept_id(id_):
            self._told(_("There is no Chinese or English word for it."))
            return None
        concept = OwnConcept(
            id_ if is_concept_id(id_) else "",
            said.get("subjectField", ""),
            forms[0],
            said.get("projectSubset", ""),
            " ".join(notes),
        )
        terms = tuple(self._terms([word for word in found if id(word) not in spent], concept.id))
        return TermEntry(concept, terms, self.number)

    def _told(self, problem: str, column: str = "") -> None:
        self.tell(TermProblem(self.file, self.number, column, problem, of_table=False))

    def _sections(self) -> Iterator[Element]:
        return (child for child in self.element if _local(child) in _LANGUAGES)

    def _words(self, section: Element, brand: str) -> Iterator[_Word]:
        """Yield the terms of one language."""
        tag = section.get(_LANG) or section.get("lang") or ""
        locale = canonical_locale(tag) if tag else ""
        if not is_locale(locale):
            self._told(_("“{tag}” is no language.").format(tag=tag))
            return
        for child in section:
            if _local(child) in _TERMS:
                try:
                    word = _word(child, locale, brand, self.markets)
                except _OtherAreaError as error:
                    problem = _("The term of {area} is left out: no market is called so.")
                    self._told(problem.format(area=error), locale)
                    continue
                if word.text:
                    yield word

    def _terms(self, found: Iterable[_Word], concept: str) -> Iterator[OwnTerm]:
        """Yield one term for each locale and scope."""
        groups: dict[tuple[str, Scope], list[_Word]] = {}
        for word in found:
            groups.setdefault((word.locale, word.scope), []).append(word)
        for (locale, scope), group in groups.items():
            try:
                term = _term(group, concept)
                yield clean_term(OwnTerm(checked(term), scope))
            except BadCellError as error:
                self._told(str(error), locale)


def _forms(found: list[_Word]) -> tuple[tuple[str, ...], list[_Word]]:
    """Return the source forms, and the words that are nothing else."""
    marked = [word for word in found if word.form is not None]
    if marked:
        marked.sort(key=lambda word: word.form or 0)
        return words(word.text for word in marked), marked
    chinese = [word for word in found if is_source(word.locale)]
    english = [word for word in found if is_english(word.locale)]
    chosen = sorted(chinese or english, key=lambda word: (word.avoid, word.rank))
    return words(word.text for word in chosen), chosen


def _term(group: list[_Word], concept: str) -> Term:
    """Make one term of all words of a locale and scope. Raises `BadCellError` where there is none."""
    usable = sorted((word for word in group if not word.avoid), key=lambda word: word.rank)
    best = next((word for word in usable if not word.short), usable[0] if usable else None)
    if best is None:
        raise BadCellError("term", _("There are only words not to be used."))
    short = next((word.text for word in usable if word.short and word is not best), "")
    others = [word.text for word in usable if word is not best and not word.short]
    notes = best.notes
    plural = "p" if best.gender and notes.get("number") == "plural" else ""
    return Term(
        concept=concept,
        locale=best.locale,
        text=best.text,
        gender=best.gender + plural,
        plural=notes.get("plural", ""),
        adjectives=tuple(filter(None, notes.get("adjective", "").split("|"))),
        note=clean(" ".join(filter(None, (notes.get("note", ""), synonyms(others))))),
        short=short,
        classifier=notes.get("classifier", ""),
        avoid=words(word.text for word in group if word.avoid),
    )


def _word(section: Element, locale: str, brand: str, markets: frozenset[str]) -> _Word:
    """Read a term section of a concept that is of ``brand`` or of none. Raises `_OtherAreaError`."""
    element = next((one for one in section.iter() if _local(one) == "term"), None)
    text = "" if element is None else clean("".join(element.itertext()))
    said, notes = _said(section)
    status = said.get("administrativeStatus", "").casefold()
    word = _Word(text, locale)
    word.rank = 0 if status.startswith(_PREFERRED) else 1
    word.avoid = status.startswith(_NOT_TO_USE)
    word.short = said.get("termType", "") in _SHORT_TYPES
    word.gender = GENDERS.get(said.get("grammaticalGender", "").casefold(), "")
    match = _SOURCE_FORM.fullmatch(said.get("projectSubset", ""))
    word.form = int(match[1] or 0) if match else None
    word.notes = _own_notes(notes)
    if said.get("grammaticalNumber", "") == "plural":
        word.notes.setdefault("number", "plural")
    brand = said.get("customerSubset", brand)
    if brand:
        word.scope = Scope(ScopeKind.BRAND, brand)
    elif said.get("geographicalUsage", "").casefold() not in _EVERYWHERE:
        market = _market(said["geographicalUsage"], locale, markets)
        word.scope = Scope(ScopeKind.MARKET, market)
    return word


def _said(element: Element) -> tuple[dict[str, str], list[str]]:
    """Return what is said about a concept or term by data category (the first of each), and its notes."""
    said: dict[str, str] = {}
    notes: list[str] = []
    waiting = [child for child in reversed(element) if _local(child) not in _LANGUAGES]
    while waiting:
        child = waiting.pop()
        tag = _local(child)
        if tag == "note":
            notes.append(clean("".join(child.itertext())))
        elif tag in _TYPED:
            _say(said, child.get("type", ""), child)
        elif len(child):
            waiting += reversed(child)
        elif tag != "term":
            _say(said, tag, child)  # data categories as tags, and TBX-Min
    return said, [note for note in notes if note]


def _say(said: dict[str, str], category: str, element: Element) -> None:
    category = _SAME.get(category, category)
    said.setdefault(category, clean("".join(element.itertext())))


def _own_notes(notes: Iterable[str]) -> dict[str, str]:
    """Return what our own notes say, and all others as ``note``."""
    found: dict[str, str] = {}
    others: list[str] = []
    for note in notes:
        match = _OWN_NOTE.fullmatch(note)
        if match is None or match[1] == "note":
            others.append(note if match is None else match[2])
        else:
            found.setdefault(match[1], match[2])
    if others:
        found["note"] = " ".join(others)
    return found


def _market(area: str, locale: str, markets: frozenset[str]) -> str:
    """Return the market that ``area`` is: a code, a locale or a name. Raises `_OtherAreaError`."""
    code = {"UK": "GB", "USA": "US"}.get(area.upper(), area.upper())
    if code in markets:
        return code
    tagged = region(canonical_locale(area))
    if tagged in markets:
        return tagged
    for tongue in ("en", language(locale)):
        try:
            names = Locale.parse(to_babel(tongue)).territories
        except (UnknownLocaleError, ValueError):
            continue
        for market in sorted(markets):
            if names.get(market, "").casefold() == area.casefold():
                return market
    raise _OtherAreaError(area)


def _local(element: Element) -> str:
    """Return a tag without its namespace."""
    return element.tag.rpartition("}")[2]
