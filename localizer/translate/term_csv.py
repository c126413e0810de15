"""Terms as CSV: one row for each concept, locale and scope; and the sheet with a column for each language.

Cells a spreadsheet would calculate get an apostrophe when written, which reading takes off again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from localizer.errors import InputError
from localizer.i18n import _
from localizer.model.formula import neutral, restored
from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term import Term, fold
from localizer.model.term_text import (
    BETWEEN,
    clean,
    clean_term,
    forms,
    is_concept_id,
    is_locale,
    words,
)
from localizer.translate.files import replaced
from localizer.translate.language_names import language_of
from localizer.translate.term_entries import (
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

COLUMNS: Final = (
    "concept", "domain", "source", "group", "locale", "scope", "scope_value", "term", "gender", "plural",
    "adjective", "short", "classifier", "avoid", "note",
)  # fmt: skip
#: Twenty languages of ten thousand concepts have about 20 MB.
MAX_BYTES: Final = 100_000_000
MAX_ROWS: Final = 1_000_000
_ENCODINGS: Final = ("utf-8-sig", "gb18030")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS: Final = ",;\t"
_SOURCE_NAMES: Final = frozenset({"source", "source term", "原文", "源词", "源语", "词条", "术语"})
_TARGET_NAMES: Final = frozenset({"target", "target term", "translation", "译文", "译词", "翻译"})
_DOMAIN_NAMES: Final = frozenset({"domain", "subject", "领域"})
_NOTE_NAMES: Final = frozenset({"note", "notes", "comment", "备注", "说明"})

Row = tuple[int, list[str]]


def read_term_csv(
    path: Path, *, markets: Collection[str] = (), locale: str = "", tell: Tell | None = None
) -> Iterator[TermEntry]:
    """Yield the concepts of a CSV file, each with all its terms that stand in neighbouring rows.

    ``locale`` is the language of a column that is only called ``target``. What cannot be used is told to
    ``tell`` with its line and column. Raises `InputError` where the file is no table of terms.
    """
    rows = _rows(path)
    header = next(rows, None)
    if header is None:
        raise InputError(_("{file} is empty.").format(file=path.name))
    names = [clean(cell) for cell in header[1]]
    tell = tell or _ignore
    if {"source", "locale", "term"} <= {name.casefold() for name in names}:
        reader = _OwnForm(path.name, [name.casefold() for name in names], frozenset(markets), tell)
        yield from reader.entries(rows)
    else:
        yield from _Sheet(path.name, _layout(path.name, names, locale), tell).entries(rows)


def write_term_csv(path: Path, entries: Iterable[TermEntry]) -> int:
    """Write ``entries`` in UTF-8 with a byte order mark and return the number of rows.

    A concept's own note, and a concept without terms, have a row without locale. Raises `OutputError`.
    """
    count = 0
    with replaced(path, encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for entry in entries:
            for row in _written(entry):
                writer.writerow([neutral(cell) for cell in row])
                count += 1
    return count


def _written(entry: TermEntry) -> Iterator[Sequence[str]]:
    concept = entry.concept
    head = (concept.id, concept.domain, BETWEEN.join(concept.forms), concept.group)
    if concept.note or not entry.terms:
        yield (*head, *[""] * (len(COLUMNS) - len(head) - 1), concept.note)
    for own in entry.terms:
        term, scope = own.term, own.scope
        yield (
            *head,
            term.locale,
            "" if scope == EVERYWHERE else scope.kind.value,
            scope.value,
            term.text,
            term.gender,
            term.plural,
            BETWEEN.join(term.adjectives),
            term.short,
            term.classifier,
            BETWEEN.join(term.avoid),
            term.note,
        )


def _ignore(_problem: TermProblem) -> None:
    """Do nothing about what was passed over."""


def _rows(path: Path) -> Iterator[Row]:
    """Yield (line, cells) of a table. Raises `InputError`."""
    text = _text(path)
    first = text[: text.find("\n")] if "\n" in text else text
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line = 1
    try:
        for number, cells in enumerate(reader):
            if number > MAX_ROWS:
                problem = _("{file} has more than {limit} rows. Split it and import its parts.")
                raise InputError(problem.format(file=path.name, limit=MAX_ROWS))
            if any(map(str.strip, cells)):
                yield line, [restored(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        problem = _("{file} is not a CSV file; line {line}: {reason}")
        problem = problem.format(file=path.name, line=reader.line_num, reason=error)
        raise InputError(problem) from error


def _text(path: Path) -> str:
    """Return the text of a file in UTF-8, UTF-16 or GB 18030. Raises `InputError`."""
    try:
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            problem = _("{file} is larger than {limit} MB. Split it and import its parts.")
            raise InputError(problem.format(file=path.name, limit=limit))
        data = path.read_bytes()
    except OSError as error:
        problem = _("{file} cannot be read: {reason}")
        raise InputError(problem.format(file=path.name, reason=error.strerror or error)) from error
    wide = data.startswith(_UTF16_MARKS)
    for encoding in ("utf-16",) if wide else _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    problem = _("The text encoding of {file} is not recognised. Save it again as CSV UTF-8.")
    raise InputError(problem.format(file=path.name))


@dataclass(slots=True)
class _OwnForm:
    """A table with the columns we write; others in it are passed over."""

    file: str
    names: list[str]
    markets: frozenset[str]
    tell: Tell

    def entries(self, rows: Iterable[Row]) -> Iterator[TermEntry]:
        """Yield neighbouring rows of one concept as one entry."""
        held: TermEntry | None = None
        for line, cells in rows:
            try:
                entry = self._entry(line, dict(zip(self.names, cells, strict=False)))
            except BadCellError as error:
                self.tell(TermProblem(self.file, line, error.column, str(error)))
                continue
            if held is not None and _same(held.concept, entry.concept):
                held = _joined(held, entry)
                continue
            if held is not None:
                yield held
            held = entry
        if held is not None:
            yield held

    def _entry(self, line: int, row: dict[str, str]) -> TermEntry:
        """Read one row. Raises `BadCellError`."""
        cell = {name: clean(text) for name, text in row.items()}
        locale, note = cell.get("locale", ""), cell.get("note", "")
        concept = OwnConcept(
            cell.get("concept", ""),
            cell.get("domain", ""),
            words([cell.get("source", "")]),
            cell.get("group", ""),
            "" if locale else note,
        )
        if concept.id and not is_concept_id(concept.id):
            raise BadCellError("concept", _("Use letters, digits and _ only."))
        if not concept.forms and not concept.id:
            raise BadCellError("source", _("There is no source word."))
        refuse_long("source", concept.forms)
        if not locale:
            if cell.get("term"):
                raise BadCellError("locale", _("There is no language for the term."))
            return TermEntry(concept, (), line)
        if not is_locale(locale):
            raise BadCellError("locale", _("“{tag}” is no language.").format(tag=locale))
        term = Term(
            concept=concept.id,
            locale=locale,
            text=cell.get("term", ""),
            gender=cell.get("gender", ""),
            plural=cell.get("plural", ""),
            adjectives=forms([cell.get("adjective", "")]),
            note=note,
            short=cell.get("short", ""),
            classifier=cell.get("classifier", ""),
            avoid=words([cell.get("avoid", "")]),
        )
        own = OwnTerm(checked(term), self._scope(cell))
        return TermEntry(concept, (clean_term(own),), line, (line,))

    def _scope(self, cell: dict[str, str]) -> Scope:
        """Read where a term holds. Raises `BadCellError`."""
        kind, value = cell.get("scope", "").casefold(), cell.get("scope_value", "")
        if kind not in {"", *ScopeKind}:
            wanted = ", ".join(ScopeKind)
            raise BadCellError("scope", _("The scope is one of {wanted}.").format(wanted=wanted))
        if kind in ("", ScopeKind.GLOBAL):
            return EVERYWHERE
        if kind == ScopeKind.MARKET:
            value = value.upper()
            if value not in self.markets:
                problem = _("There is no market {market}.")
                raise BadCellError("scope_value", problem.format(market=value or "–"))
        if not value:
            raise BadCellError("scope_value", _("Say which brand."))
        return Scope(ScopeKind(kind), value)


def _same(one: OwnConcept, other: OwnConcept) -> bool:
    """Tell whether two rows are about one concept."""
    if one.id or other.id:
        return one.id == other.id
    return (one.domain, [*map(fold, one.forms)]) == (other.domain, [*map(fold, other.forms)])


def _joined(held: TermEntry, entry: TermEntry) -> TermEntry:
    first, more = held.concept, entry.concept
    concept = OwnConcept(
        first.id,
        first.domain or more.domain,
        words([*first.forms, *more.forms]),
        first.group or more.group,
        first.note or more.note,
    )
    return TermEntry(concept, (*held.terms, *entry.terms), held.row, (*held.lines, *entry.lines))


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which columns of a sheet are what; ``targets`` are the locales by column."""

    sources: tuple[int, ...]
    targets: dict[int, str]
    names: tuple[str, ...]
    domain: int | None = None
    note: int | None = None


def _layout(file: str, names: Sequence[str], locale: str) -> _Layout:
    """Read the header of a sheet with a column for each language. Raises `InputError`."""
    plain = [name.casefold() for name in names]
    tongues = {column: language_of(name) for column, name in enumerate(names)}
    locales = {column: tag for column, tag in tongues.items() if tag}
    if plain[:1] == ["id"]:
        del locales[0]  # the number of a row: no sheet begins with Indonesian
    sources = [column for column, name in enumerate(plain) if name in _SOURCE_NAMES]
    sources = sources or [column for column, tag in locales.items() if is_source(tag)]
    sources = sources or [column for column, tag in locales.items() if is_english(tag)][:1]
    targets = {column: tag for column, tag in locales.items() if column not in sources}
    for column, name in enumerate(plain):
        if name in _TARGET_NAMES:
            if not locale:
                problem = _(
                    "{file} does not say which language the column “{column}” is in: name it."
                )
                raise InputError(problem.format(file=file, column=names[column]))
            targets[column] = locale
    if not sources or not targets:
        raise InputError(
            _(
                "{file} has no columns of terms: the first line must name a source column and languages, "
                "such as zh-CN,en,th."
            ).format(file=file)
        )
    return _Layout(
        tuple(sources),
        targets,
        tuple(names),
        next((at for at, name in enumerate(plain) if name in _DOMAIN_NAMES), None),
        next((at for at, name in enumerate(plain) if name in _NOTE_NAMES), None),
    )


@dataclass(slots=True)
class _Sheet:
    """A table with a column for each language."""

    file: str
    layout: _Layout
    tell: Tell

    def entries(self, rows: Iterable[Row]) -> Iterator[TermEntry]:
        """Yield one concept for each row."""
        for line, cells in rows:
            found = words(self._cell(cells, column) for column in self.layout.sources)
            try:
                refuse_long(self.layout.names[self.layout.sources[0]], found)
            except BadCellError as error:
                self.tell(TermProblem(self.file, line, error.column, str(error)))
                continue
            if not found:
                name = self.layout.names[self.layout.sources[0]]
                self.tell(TermProblem(self.file, line, name, _("There is no source word.")))
                continue
            domain = clean(self._cell(cells, self.layout.domain))
            note = clean(self._cell(cells, self.layout.note))
            concept = OwnConcept("", domain, found, "", note)
            yield TermEntry(concept, tuple(self._terms(line, cells)), line)

    def _terms(self, line: int, cells: Sequence[str]) -> Iterator[OwnTerm]:
        """Yield the terms of a row; of several words in one cell the first."""
        for column, locale in self.layout.targets.items():
            found = words([self._cell(cells, column)])
            if found:
                try:
                    yield OwnTerm(checked(Term("", locale, found[0], note=synonyms(found[1:]))))
                except BadCellError as error:
                    name = self.layout.names[column]
                    self.tell(TermProblem(self.file, line, name, str(error)))

    @staticmethod
    def _cell(cells: Sequence[str], column: int | None) -> str:
        return cells[column] if column is not None and column < len(cells) else ""
