"""How the words of terms are kept: in NFC, on one line, without what XML or a spreadsheet cannot hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from localizer.model.own_term import EVERYWHERE, OwnConcept, OwnTerm, Scope, ScopeKind
from localizer.model.segment import normalize
from localizer.model.term import Term, fold

#: Between the words of one cell.
BETWEEN: Final = "|"
#: A longer text is no word of a listing.
LONGEST: Final = 500
#: A note may be longer.
LONGEST_NOTE: Final = 5000
#: Controls, byte order marks, halves of characters and what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
_UNFIT: Final = re.compile(
    "[^\t\n\r\u0020-\u007e\u0085\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
#: Language, script, region and variants of BCP 47, as far as languages of shops need them.
_TAG: Final = re.compile(
    r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?(?:-[A-Za-z0-9]{4,8})*"
)
#: What may name a concept: an XML name without colon, in ASCII.
_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]{0,99}", re.ASCII)


def clean(text: str) -> str:
    """Return ``text`` in NFC, trimmed, with spaces folded and control characters gone."""
    if text.isascii() and text.isprintable() and "  " not in text and text == text.strip():
        return text  # as most are
    return normalize(_UNFIT.sub("", text))


def words(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the words in ``texts``, which `BETWEEN` may part, cleaned and each once."""
    return tuple(dict.fromkeys(forms(texts)))


def forms(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the same as `words`, with those that come twice: four adjectives may look alike."""
    cleaned = (clean(part) for text in texts for part in text.split(BETWEEN))
    return tuple(part for part in cleaned if part)


def is_locale(tag: str) -> bool:
    """Tell whether ``tag`` is written as a locale is: ``th``, ``zh-Hant-TW``, ``pt-BR``."""
    return _TAG.fullmatch(tag) is not None


def is_concept_id(text: str) -> bool:
    """Tell whether ``text`` can name a concept in every file."""
    return _ID.fullmatch(text) is not None


def clean_concept(concept: OwnConcept) -> OwnConcept:
    """Return ``concept`` as it is kept; forms that are compared alike are one."""
    known: dict[str, str] = {}
    for form in words(concept.forms):
        known.setdefault(fold(form), form)
    return OwnConcept(
        concept.id,
        clean(concept.domain),
        tuple(known.values()),
        clean(concept.group),
        clean(concept.note),
    )


def clean_term(own: OwnTerm) -> OwnTerm:
    """Return ``own`` as it is kept."""
    term = own.term
    scope = own.scope
    value = clean(scope.value)
    return OwnTerm(
        Term(
            term.concept,
            term.locale,
            clean(term.text),
            clean(term.gender),
            clean(term.plural),
            forms(term.adjectives),
            clean(term.note),
            clean(term.short),
            clean(term.classifier),
            words(term.avoid),
        ),
        EVERYWHERE if scope.kind is ScopeKind.GLOBAL or not value else Scope(scope.kind, value),
        own.changed_by,
        own.changed_at,
    )
