"""Writing TBX-Basic (ISO 30042:2019, data categories as attributes), so that `read_tbx` gives the same back.

What the dialect has no place for stands in notes: ``plural: …``, ``adjective: …``, ``classifier: …``. Source
forms are terms of the subset ``source form 1``, ``source form 2`` and so on.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final, TextIO
from xml.sax.saxutils import escape, quoteattr

from localizer import __version__
from localizer.model.own_term import OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.term_text import BETWEEN, is_concept_id
from localizer.translate.files import replaced
from localizer.translate.tbx import GENDERS, OWN_NOTES, SOURCE_FORM
from localizer.translate.term_entries import TermEntry

_HAN: Final = re.compile(
    r"[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_CATEGORIES: Final = {gender: category for category, gender in GENDERS.items()}
_LOOKS_OWN: Final = re.compile(rf"({'|'.join(OWN_NOTES)}): ")
_SCHEMAS: Final = (
    ("https://raw.githubusercontent.com/LTAC-Global/TBX_Core_RNG/master/TBXcoreStructV03.rng",
     "http://relaxng.org/ns/structure/1.0"),
    ("https://raw.githubusercontent.com/LTAC-Global/TBX-Basic_dialect/master/DCA/TBX-Basic_DCA.sch",
     "http://purl.oclc.org/dsdl/schematron"),
)  # fmt: skip
_NOUNS: Final = frozenset({"product_type", "package_item"})


def write_tbx(path: Path, entries: Iterable[TermEntry]) -> int:
    """Write ``entries`` and return their number; the old file stays whole until the new one is.

    Raises `OutputError`.
    """
    count = 0
    with replaced(path) as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        for href, kind in _SCHEMAS:
            model = f'href="{href}" type="application/xml" schematypens="{kind}"'
            stream.write(f"<?xml-model {model}?>\n")
        stream.write(
            '<tbx type="TBX-Basic" style="dca" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
            f"<tbxHeader><fileDesc><sourceDesc><p>Localizer {escape(__version__)}</p></sourceDesc>"
            "</fileDesc></tbxHeader>\n<text><body>\n"
        )
        for entry in entries:
            count += _entry(stream, entry)
        stream.write("</body></text>\n</tbx>\n")
    return count


def _entry(stream: TextIO, entry: TermEntry) -> bool:
    """Write one concept; tell whether there was anything to write."""
    concept = entry.concept
    sections = _forms(concept)
    for own in entry.terms:
        sections.setdefault(own.term.locale, []).extend(_term(own, concept))
    if not sections:
        return False
    mark = f" id={quoteattr(concept.id)}" if is_concept_id(concept.id) else ""
    stream.write(f"<conceptEntry{mark}>\n")
    stream.write(_typed("descrip", "subjectField", concept.domain))
    stream.write(_typed("admin", "projectSubset", concept.group))
    stream.write(_note(concept.note))
    stream.writelines(
        f"<langSec xml:lang={quoteattr(locale)}>\n{''.join(terms)}</langSec>\n"
        for locale, terms in sections.items()
    )
    stream.write("</conceptEntry>\n")
    return True


def _forms(concept: OwnConcept) -> dict[str, list[str]]:
    """Return the source forms as term sections by language."""
    sections: dict[str, list[str]] = {}
    for number, form in enumerate(concept.forms, start=1):
        locale = "zh-Hans" if _HAN.search(form) else "en"
        place = _typed("admin", "projectSubset", f"{SOURCE_FORM} {number}")
        sections.setdefault(locale, []).append(_section(form, place))
    return sections


def _term(own: OwnTerm, concept: OwnConcept) -> list[str]:
    """Return the sections of a term, of its short form and of the words not to use."""
    term = own.term
    gender = _CATEGORIES.get(term.gender[:1], "")
    speech = "noun" if concept.domain in _NOUNS else ""
    area, subset = _scope(own.scope)
    said = (
        _typed("termNote", "partOfSpeech", speech)
        + _typed("termNote", "grammaticalGender", gender)
        + _status("preferred")
        + area
        + subset
    )
    notes = {
        "plural": term.plural,
        "adjective": BETWEEN.join(term.adjectives),
        "classifier": term.classifier,
        "number": "plural" if term.gender.endswith("p") else "",
    }
    said += "".join(_note(f"{name}: {value}") for name, value in notes.items() if value)
    said += _note(f"note: {term.note}" if _LOOKS_OWN.match(term.note) else term.note)
    sections = [_section(term.text, said + _changed(own))]
    if term.short:
        kind = _typed("termNote", "termType", "shortForm")
        sections.append(_section(term.short, kind + _status("admitted") + area + subset))
    sections += [_section(word, _status("deprecated") + area + subset) for word in term.avoid]
    return sections


def _section(text: str, said: str) -> str:
    return f"<termSec><term>{escape(text)}</term>{said}</termSec>\n"


def _scope(scope: Scope) -> tuple[str, str]:
    """Return where a term holds, as a note of the term and as a subset."""
    if scope.kind is ScopeKind.MARKET:
        return _typed("termNote", "geographicalUsage", scope.value), ""
    if scope.kind is ScopeKind.BRAND:
        return "", _typed("admin", "customerSubset", scope.value)
    return "", ""


def _status(status: str) -> str:
    return _typed("termNote", "administrativeStatus", f"{status}Term-admn-sts")


def _changed(own: OwnTerm) -> str:
    """Return who set a term and on which day; for other programs, as an import is a change of its own."""
    try:
        day = dt.datetime.fromisoformat(own.changed_at).date().isoformat()
    except ValueError:
        return ""
    who = _typed("transacNote", "responsibility", own.changed_by)
    what = _typed("transac", "transactionType", "modification")
    return f"<transacGrp>{what}<date>{day}</date>{who}</transacGrp>"


def _typed(tag: str, category: str, text: str) -> str:
    """Return an element of a data category; nothing without text."""
    return f'<{tag} type="{category}">{escape(text)}</{tag}>' if text else ""


def _note(text: str) -> str:
    return f"<note>{escape(text)}</note>" if text else ""


def sorted_entries(concepts: Iterable[OwnConcept], terms: Iterable[OwnTerm]) -> Sequence[TermEntry]:
    """Return concepts with their terms, in the order of ``concepts``."""
    by_concept: dict[str, list[OwnTerm]] = {}
    for own in terms:
        by_concept.setdefault(own.term.concept, []).append(own)
    return [TermEntry(one, tuple(by_concept.get(one.id, ()))) for one in concepts]
