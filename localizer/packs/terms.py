"""Read ``resources/terms/<domain>/*.csv`` into a `TermBase`.

The format is described in ``resources/terms/README.md``.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.term import Concept, Term, TermBase
from localizer.packs.toml_source import MAX_PACK_BYTES
from localizer.paths import resource

UNIT_COLUMNS: Final = ("concept", "zh-Hans", "group", "measure", "taxonomy", "note")
CONCEPT_COLUMNS: Final = (*UNIT_COLUMNS[:2], "en", *UNIT_COLUMNS[2:])
TERM_COLUMNS: Final = (
    "concept", "term", "gender", "plural", "adjective", "short", "classifier", "avoid", "note",
)  # fmt: skip
CONCEPTS: Final = "concepts"
GENDERS: Final = frozenset({"", "m", "f", "n", "mp", "fp", "np"})
#: Terms of these locales are understood in a seller's text beside the Chinese forms.
SOURCE_LOCALES: Final = ("en", "en-GB")
#: The locale of the concepts' own forms.
SOURCE: Final = "zh-Hans"
#: No term for these: units are written in the pattern files.
UNIT_DOMAIN: Final = "unit"

Row = tuple[int, dict[str, str]]


def load_termbase(root: Path | None = None) -> TermBase:
    """Return the concepts and the terms of every locale in ``root`` (ours by default).

    Raises `PackError` naming file, line and fault.
    """
    folder = root or resource("terms")
    files = sorted(folder.glob(f"*/{CONCEPTS}.csv"))
    if not files:
        sentence = _("{folder}: there is no folder of terms in it.")
        raise PackError(sentence.format(folder=folder.name))
    concepts: dict[str, Concept] = {}
    for path in files:
        _add_concepts(path, concepts)
    terms = LocaleTerms(folder, concepts)
    return TermBase.build(concepts.values(), terms, source_locales=SOURCE_LOCALES)


class LocaleTerms(Mapping[tuple[str, str], Term]):
    """Terms by locale and concept; the files of a locale are read when it is first asked for.

    A desk shows a few languages at a time, and all of them together take a third of a second.
    """

    def __init__(self, folder: Path, concepts: Mapping[str, Concept]) -> None:
        """Look which files there are in ``folder``; none is read."""
        self._concepts = concepts
        self._files: dict[str, list[Path]] = {}
        for path in sorted(folder.glob("*/*.csv")):
            if path.stem != CONCEPTS:
                self._files.setdefault(path.stem, []).append(path)
        self._read: dict[str, dict[str, Term]] = {}

    def __getitem__(self, key: tuple[str, str]) -> Term:
        """Return the term of (locale, concept). Raises `PackError` for a faulty file of the locale."""
        locale, concept = key
        return self._of(locale)[concept]

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Yield every (locale, concept); reads everything."""
        return ((locale, concept) for locale in self._locales() for concept in self._of(locale))

    def __len__(self) -> int:
        """Return how many terms there are; reads everything."""
        return sum(len(self._of(locale)) for locale in self._locales())

    def _locales(self) -> Iterable[str]:
        return dict.fromkeys((SOURCE, *self._files))

    def _of(self, locale: str) -> dict[str, Term]:
        found = self._read.get(locale)
        if found is None:
            files = self._files.get(locale, ())
            written = (term for path in files for term in _terms(path, self._concepts))
            found = self._source_words() if locale == SOURCE else {}
            found |= {term.concept: term for term in written}
            self._read[locale] = found
        return found

    def _source_words(self) -> dict[str, Term]:
        """Return the first source form of every concept: what sellers in China usually call it."""
        return {
            concept.id: Term(concept.id, SOURCE, concept.forms[0], classifier=concept.measure)
            for concept in self._concepts.values()
            if concept.domain != UNIT_DOMAIN
        }


def _add_concepts(path: Path, concepts: dict[str, Concept]) -> None:
    """Read the concepts of one domain, which its folder names, into ``concepts``."""
    domain = path.parent.name
    for line, row in _rows(path, UNIT_COLUMNS if domain == UNIT_DOMAIN else CONCEPT_COLUMNS):
        forms = _forms(row["zh-Hans"])
        concept = Concept(
            row["concept"],
            domain,
            forms + _forms(row.get("en", "")),
            row["group"],
            row["note"],
            row["measure"],
            row["taxonomy"],
        )
        if not concept.id or not forms:
            raise _error(path, line, _("Concept and source forms must be filled."))
        if concept.taxonomy and not concept.taxonomy.isdecimal():
            raise _error(path, line, _("The taxonomy is a number of Google's product taxonomy."))
        if concept.id in concepts:
            raise _error(path, line, _("The concept {id} is here twice.").format(id=concept.id))
        concepts[concept.id] = concept


def _terms(path: Path, concepts: Mapping[str, Concept]) -> Iterator[Term]:
    """Read one locale's terms of a domain; a line without a term is a term still missing."""
    locale, domain = path.stem, path.parent.name
    seen: set[str] = set()
    for line, row in _rows(path, TERM_COLUMNS):
        known = concepts.get(row["concept"])
        if known is None or known.domain != domain:
            problem = _("There is no concept {id} in {domain}.")
            raise _error(path, line, problem.format(id=row["concept"], domain=domain))
        if known.id in seen:
            raise _error(path, line, _("The concept {id} is here twice.").format(id=known.id))
        seen.add(known.id)
        if row["gender"] not in GENDERS:
            wanted = ", ".join(sorted(GENDERS - {""}))
            raise _error(path, line, _("Gender is one of {wanted}.").format(wanted=wanted))
        adjectives = _forms(row["adjective"])
        if len(adjectives) not in (0, 1, 4):
            raise _error(path, line, _("The adjective has one form or four, separated by |."))
        if row["term"]:
            yield Term(
                known.id,
                locale,
                row["term"],
                row["gender"],
                row["plural"],
                adjectives,
                row["note"],
                row["short"],
                row["classifier"],
                _forms(row["avoid"]),
            )


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[Row]:
    """Yield (line, cells by column) of a CSV file with exactly ``columns``."""
    reader = csv.reader(io.StringIO(_read(path), newline=""), strict=True)
    try:
        header = tuple(next(reader, ()))
        if header != columns:
            wanted = ",".join(columns)
            raise _error(path, 1, _("The first line must be {wanted}").format(wanted=wanted))
        for cells in reader:
            if not cells:
                continue
            if len(cells) != len(columns):
                problem = _("The line has {found} cells; wanted are {wanted}.")
                problem = problem.format(found=len(cells), wanted=len(columns))
                raise _error(path, reader.line_num, problem)
            yield reader.line_num, dict(zip(columns, map(str.strip, cells), strict=True))
    except csv.Error as error:
        problem = _("This is not CSV: {reason}").format(reason=error)
        raise _error(path, reader.line_num, problem) from error


def _read(path: Path) -> str:
    """Return the file's text."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            limit = MAX_PACK_BYTES
            raise _error(path, 1, _("The file is larger than {limit} bytes.").format(limit=limit))
        return unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise _error(path, 1, _("The file is not in UTF-8.")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise _error(path, 1, _("It cannot be read: {reason}").format(reason=reason)) from error


def _forms(cell: str) -> tuple[str, ...]:
    """Split a cell at ``|``."""
    if not cell:
        return ()
    return tuple(form for part in cell.split("|") if (form := part.strip()))


def _error(path: Path, line: int, problem: str) -> PackError:
    """Make an error that names file and line."""
    sentence = _("{file}, line {line}: {problem}")
    name = f"{path.parent.name}/{path.name}"
    return PackError(sentence.format(file=name, line=line, problem=problem))
