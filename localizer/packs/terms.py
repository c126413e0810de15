"""Read ``resources/terms/*.csv`` into a `TermBase`.

The format is described in ``resources/terms/README.md``.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from localizer.errors import PackError
from localizer.i18n import _
from localizer.model.term import Concept, Term, TermBase
from localizer.packs.toml_source import MAX_PACK_BYTES
from localizer.paths import resource

CONCEPT_COLUMNS: Final = ("concept", "domain", "zh-Hans", "group", "note")
TERM_COLUMNS: Final = ("concept", "term", "gender", "plural", "adjective", "note")
CONCEPTS: Final = "concepts"
GENDERS: Final = frozenset({"", "m", "f", "n", "mp", "fp", "np"})
#: Terms of these locales are understood in a seller's text beside the Chinese forms.
SOURCE_LOCALES: Final = ("en", "en-GB")
#: No term for these: units are written in the pattern files.
UNIT_DOMAIN: Final = "unit"

Row = tuple[int, dict[str, str]]


def load_termbase(root: Path | None = None) -> TermBase:
    """Return the concepts and the terms of every locale in ``root`` (ours by default).

    Raises `PackError` naming file, line and fault.
    """
    folder = root or resource("terms")
    concepts = _concepts(folder / f"{CONCEPTS}.csv")
    files = [path for path in sorted(folder.glob("*.csv")) if path.stem != CONCEPTS]
    terms = [term for path in files for term in _terms(path, concepts)]
    return TermBase.build(concepts.values(), terms, source_locales=SOURCE_LOCALES)


def _concepts(path: Path) -> dict[str, Concept]:
    """Read the concept list."""
    concepts: dict[str, Concept] = {}
    for line, row in _rows(path, CONCEPT_COLUMNS):
        concept = Concept(
            row["concept"], row["domain"], _forms(row["zh-Hans"]), row["group"], row["note"]
        )
        if not concept.id or not concept.domain or not concept.forms:
            raise _error(path, line, _("Concept, domain and source forms must be filled."))
        if concept.id in concepts:
            raise _error(path, line, _("The concept {id} is here twice.").format(id=concept.id))
        concepts[concept.id] = concept
    return concepts


def _terms(path: Path, concepts: dict[str, Concept]) -> Iterator[Term]:
    """Read one locale's terms; a line without a term is a term still missing."""
    locale = path.stem
    seen: set[str] = set()
    for line, row in _rows(path, TERM_COLUMNS):
        concept = row["concept"]
        if concept not in concepts:
            raise _error(path, line, _("There is no concept {id}.").format(id=concept))
        if concept in seen:
            raise _error(path, line, _("The concept {id} is here twice.").format(id=concept))
        seen.add(concept)
        if row["gender"] not in GENDERS:
            wanted = ", ".join(sorted(GENDERS - {""}))
            raise _error(path, line, _("Gender is one of {wanted}.").format(wanted=wanted))
        adjectives = _forms(row["adjective"])
        if len(adjectives) not in (0, 1, 4):
            raise _error(path, line, _("The adjective has one form or four, separated by |."))
        if row["term"]:
            forms = (row["gender"], row["plural"], adjectives, row["note"])
            yield Term(concept, locale, row["term"], *forms)


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
            texts = (unicodedata.normalize("NFC", cell.strip()) for cell in cells)
            yield reader.line_num, dict(zip(columns, texts, strict=True))
    except csv.Error as error:
        problem = _("This is not CSV: {reason}").format(reason=error)
        raise _error(path, reader.line_num, problem) from error


def _read(path: Path) -> str:
    """Return the file's text."""
    try:
        if path.stat().st_size > MAX_PACK_BYTES:
            limit = MAX_PACK_BYTES
            raise _error(path, 1, _("The file is larger than {limit} bytes.").format(limit=limit))
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise _error(path, 1, _("The file is not in UTF-8.")) from error
    except OSError as error:
        reason = error.strerror or str(error)
        raise _error(path, 1, _("It cannot be read: {reason}").format(reason=reason)) from error


def _forms(cell: str) -> tuple[str, ...]:
    """Split a cell at ``|``."""
    return tuple(form for part in cell.split("|") if (form := part.strip()))


def _error(path: Path, line: int, problem: str) -> PackError:
    """Make an error that names file and line."""
    sentence = _("{file}, line {line}: {problem}")
    return PackError(sentence.format(file=path.name, line=line, problem=problem))
