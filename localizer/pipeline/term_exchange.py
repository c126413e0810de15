"""Terms from files and into files: TBX and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

from localizer.catalog import own_terms
from localizer.errors import InputError
from localizer.i18n import _
from localizer.jobs import SILENT, Part, Progress
from localizer.model.locale import same_language
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope
from localizer.model.term import Concept, Term, TermBase, fold
from localizer.packs.terms import UNIT_DOMAIN
from localizer.pipeline.own_base import own_base
from localizer.pipeline.term_matching import DEFAULT_DOMAIN, Matcher
from localizer.pipeline.terms import TermReport, save_terms
from localizer.pipeline.tools import Tools
from localizer.store.database import Reader, Store
from localizer.translate.tbx import read_tbx
from localizer.translate.tbx_writing import sorted_entries, write_tbx
from localizer.translate.term_csv import read_term_csv, write_term_csv
from localizer.translate.term_entries import Tell, TermEntry, TermProblem

TBX_ENDINGS: Final = frozenset({".tbx", ".tbxm", ".xml"})
CSV_ENDINGS: Final = frozenset({".csv", ".tsv", ".txt"})
#: Share of the progress bar that reading takes.
_READ: Final = 0.1
_TOLD_EVERY: Final = 200
_FIELDS: Final = tuple(one.name for one in fields(Term))


@dataclass(frozen=True, slots=True)
class TermImport:
    """What a file of terms brought.

    ``read`` are the concepts in it, ``new`` those nobody knew; ``known`` terms are as the program says them
    already and were not kept. ``problems`` are what was passed over.
    """

    read: int
    new: int
    known: int
    written: TermReport
    problems: tuple[TermProblem, ...]


def import_terms(
    store: Store,
    tools: Tools,
    path: Path,
    *,
    locale: str = "",
    domain: str = "",
    progress: Progress = SILENT,
) -> TermImport:
    """Take over the terms of a TBX or CSV file, in one step; the listings they touch are drafted again.

    A word that is known, in its domain or with one meaning only, gets the terms; others make new concepts.
    ``domain`` is that of words of which the file says none, ``locale`` the language of a column ``target``.
    What cannot be used is passed over and told. Raises `InputError` for a file that is none of terms.
    """
    problems: list[TermProblem] = []
    taken = _Taken(path, store.read(), tools, domain, problems.append)
    entries = _read(path, tools, locale, problems.append)
    for number, entry in enumerate(entries):
        if number % _TOLD_EVERY == 0:
            Part(progress, 0, _READ).step(0, 1)
        taken.take(entry)
    written = save_terms(
        store,
        tools,
        tuple(taken.concepts.values()),
        tuple(taken.terms.values()),
        progress=Part(progress, _READ, 1),
    )
    return TermImport(taken.read, taken.new, taken.known, written, tuple(problems))


def export_terms(reader: Reader, tools: Tools, path: Path, *, everything: bool = False) -> int:
    """Write the user's own terms, with ``everything`` the program's too; return the number of concepts.

    The format is that of the file's ending. Raises `InputError` for another one, `OutputError`.
    """
    write = write_tbx if _is_tbx(path) else write_term_csv
    entries = _entries(reader, tools, everything=everything)
    write(path, entries)
    return len(entries)


def export_terms_for(
    reader: Reader, tools: Tools, path: Path, locale: str, texts: Iterable[str]
) -> int:
    """Write as TBX what is known of the words in ``texts`` for who translates them into ``locale``.

    The user's own terms of that language are all there; without ``texts`` they are alone. Return the number
    of concepts. Raises `OutputError`.
    """
    own = {one.id for one in own_terms.concepts(reader)}
    own |= {one.term.concept for one in own_terms.terms(reader)}
    said = fold("\n".join(texts))
    entries = [
        replace(entry, terms=terms)
        for entry in _entries(reader, tools, everything=True)
        if (terms := tuple(one for one in entry.terms if same_language(one.term.locale, locale)))
        and (
            entry.concept.id in own
            or any(form and fold(form) in said for form in entry.concept.forms)
        )
    ]
    return write_tbx(path, entries)


def _is_tbx(path: Path) -> bool:
    ending = path.suffix.casefold()
    if ending in TBX_ENDINGS:
        return True
    if ending in CSV_ENDINGS:
        return False
    problem = _("{file} ends in none of {known}: terms are kept in TBX and CSV files.")
    known = ", ".join(sorted(TBX_ENDINGS | CSV_ENDINGS))
    raise InputError(problem.format(file=path.name, known=known))


def _read(path: Path, tools: Tools, locale: str, tell: Tell) -> Iterator[TermEntry]:
    markets = tools.packs.markets
    if _is_tbx(path):
        return read_tbx(path, markets=markets, tell=tell)
    return read_term_csv(path, markets=markets, locale=locale, tell=tell)


class _Taken:
    """What is taken over of a file, entry by entry."""

    def __init__(self, path: Path, reader: Reader, tools: Tools, domain: str, tell: Tell) -> None:
        """Match with what ``reader`` and ``tools`` know. Raises `InputError` for an unknown ``domain``."""
        self._path = path
        self._matcher = Matcher(reader, tools)
        self._program = tools.termbase.terms
        self._domain = domain
        self._tell = tell
        self._own = {_key(own) for own in own_terms.terms(reader)}
        self.concepts: dict[str, OwnConcept] = {}
        self.terms: dict[tuple[str, str, Scope], OwnTerm] = {}
        self.read = self.new = self.known = 0
        self._matcher.refuse_unknown(domain)

    def take(self, entry: TermEntry) -> None:
        """Take over one concept with its terms; of two terms for the same place the first."""
        self.read += 1
        if not self._matcher.can_place(entry.concept):
            problem = _("There is no source word, and no concept {id}.")
            self._problem(entry.row, problem.format(id=entry.concept.id))
            return
        concept = self._matcher.place(entry.concept, self._domain)
        self._tell_unknown_domain(entry, concept)
        if concept.id not in self.concepts and not self._matcher.is_known(concept.id):
            self.new += 1
        self.concepts[concept.id] = concept
        lines = entry.lines or (entry.row,) * len(entry.terms)
        for own, line in zip(entry.terms, lines, strict=True):
            self._take_term(replace(own, term=replace(own.term, concept=concept.id)), entry, line)

    def _take_term(self, own: OwnTerm, entry: TermEntry, line: int) -> None:
        key = _key(own)
        if key in self.terms:
            problem = _("The term of “{word}” in {locale} is here twice; the first one is taken.")
            word = next(iter(entry.concept.forms), own.term.concept)
            self._problem(line, problem.format(word=word, locale=own.term.locale))
            return
        program = self._program.get((own.term.locale, own.term.concept))
        # A row of ours says everything about a term; other files leave open what they have no place for.
        says_all = bool(entry.lines)
        is_known = program is not None and _says(own.term, program, says_all=says_all)
        if is_known and own.scope == EVERYWHERE and key not in self._own:
            self.known += 1
            return
        self.terms[key] = own

    def _tell_unknown_domain(self, entry: TermEntry, taken: OwnConcept) -> None:
        said = entry.concept.domain
        if said and said not in self._matcher.domains and taken.domain != said:
            problem = _("There is no domain “{domain}”; “{word}” was taken into “{taken}”.")
            word = next(iter(taken.forms), taken.id)
            self._problem(entry.row, problem.format(domain=said, word=word, taken=taken.domain))

    def _problem(self, row: int, problem: str) -> None:
        of_table = not _is_tbx(self._path)
        self._tell(TermProblem(self._path.name, row, "", problem, of_table=of_table))


def _says(term: Term, program: Term, *, says_all: bool) -> bool:
    """Tell whether ``term`` says nothing but what the program says already."""
    if says_all:
        return term == program
    pairs = ((getattr(term, name), getattr(program, name)) for name in _FIELDS)
    return all(known == said for said, known in pairs if said)


def _key(own: OwnTerm) -> tuple[str, str, Scope]:
    return own.term.concept, own.term.locale, own.scope


def _entries(reader: Reader, tools: Tools, *, everything: bool) -> list[TermEntry]:
    """Return what is to be written: the program's concepts first, in their order."""
    base = own_base(reader, tools)
    own_concepts = {one.id: one for one in own_terms.concepts(reader)}
    terms = list(own_terms.terms(reader))
    wanted = {*own_concepts, *(own.term.concept for own in terms)}
    if everything:
        wanted |= {one.id for one in base.concepts.values() if one.domain != UNIT_DOMAIN}
        terms += _program_terms(base, terms)
    known = [concept for number, concept in base.concepts.items() if number in wanted]
    concepts = [_as_own(one, own_concepts.get(one.id)) for one in known]
    lost = sorted(wanted - base.concepts.keys())
    concepts += [OwnConcept(number, DEFAULT_DOMAIN, ()) for number in lost]
    terms.sort(key=lambda own: (own.term.locale, own.scope.kind, own.scope.value))
    return list(sorted_entries(concepts, terms))


def _program_terms(base: TermBase, own: Iterable[OwnTerm]) -> Iterator[OwnTerm]:
    """Yield the program's terms that none of a person's replaces."""
    taken = {(one.term.locale, one.term.concept) for one in own if one.scope == EVERYWHERE}
    return (OwnTerm(term) for key, term in base.terms.items() if key not in taken)


def _as_own(concept: Concept, own: OwnConcept | None) -> OwnConcept:
    note = own.note if own is not None and own.note else concept.note
    return OwnConcept(concept.id, concept.domain, concept.forms, concept.group, note)
