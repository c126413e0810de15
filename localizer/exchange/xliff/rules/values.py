"""Types of attribute values, by the names the tables of the grammars give them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Final

from localizer.exchange.xliff.names import NAME_CHAR, nmtoken

Value = Callable[[str], object]

#: Well-formed language tags (BCP 47, section 2.1); grandfathered ones begin with "i-" or have four to eight
#: letters and match anyway.
_LANGUAGE: Final = (
    r"(?:x|i)(?:-[a-z0-9]{1,8})+"
    r"|(?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})"
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
    r"(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?"
)
language: Final = re.compile(_LANGUAGE, re.IGNORECASE).fullmatch
_PERCENT: Final = re.compile(r"\+?(?:100(?:\.0*)?|0*\d{1,2}(?:\.\d*)?|\.\d+)").fullmatch
#: A limit of the standard profiles (section 5.7.6 of 2.1): at most, or at least and at most.
size: Final = re.compile(r"\*|\d+|\d+,(?:\d+|\*)").fullmatch
whole: Final = re.compile(r"\d+").fullmatch


def _of(*words: str) -> Value:
    return frozenset(words).__contains__


def _or_own(*words: str) -> Value:
    """Return the type of XLIFF 1.2 that takes one of ``words`` or a tool's own word with ``x-``."""
    known = frozenset(words)
    own = re.compile(r"x-\S+").fullmatch
    return lambda text: text in known or own(text)


def _anything(text: str) -> bool:
    del text
    return True


_STATES_12: Final = (
    "final needs-adaptation needs-l10n needs-review-adaptation needs-review-l10n"
    " needs-review-translation needs-translation new signed-off translated"
)
_QUALIFIERS_12: Final = (
    "exact-match fuzzy-match id-match leveraged-glossary leveraged-inherited leveraged-mt"
    " leveraged-repository leveraged-tm mt-suggestion rejected-grammar rejected-inaccurate"
    " rejected-length rejected-spelling tm-suggestion"
)
_UNITS_12: Final = "byte char col cm dlgunit em ex glyph in mm percent pixel point row"
_ISSUES: Final = (
    "terminology mistranslation omission untranslated addition duplication inconsistency grammar"
    " legal register locale-specific-content locale-violation style characters misspelling"
    " typographical formatting inconsistent-entities numbers markup pattern-problem whitespace"
    " internationalization length non-conformance uncategorized other"
)
_HTML: Final = (
    "a b bdo big blockquote body br button caption center cite code col colgroup dd del div dl dt"
    " em h1 h2 h3 h4 h5 h6 head hr html i img label legend li ol p pre q s samp select small span"
    " strike strong sub sup table tbody td tfoot th thead title tr tt u ul"
)
VALUES: Final[Mapping[str, Value]] = {
    "": _anything,
    "nmtoken": nmtoken,
    "nmtokens": re.compile(rf"\s*{NAME_CHAR}+(?:\s+{NAME_CHAR}+)*\s*").fullmatch,
    "language": language,
    "yes_no": _of("yes", "no"),
    "reorder": _of("yes", "firstNo", "no"),
    "direction": _of("ltr", "rtl", "auto"),
    "space": _of("default", "preserve"),
    "preserve": _of("preserve"),
    "side": _of("source", "target"),
    "state": _of("initial", "translated", "reviewed", "final"),
    "own": re.compile(r"[^\s:]+:[^\s:]+").fullmatch,
    "code": _of("fmt", "ui", "quote", "link", "image", "other"),
    "mark": re.compile(r"generic|comment|term|[^\s:]+:[^\s:]+").fullmatch,
    "priority": re.compile(r"0*(?:[1-9]|10)").fullmatch,
    "count": re.compile(r"\+?0*[1-9]\d*").fullmatch,
    "hex": re.compile(r"(?:[0-9A-Fa-f]{2})+").fullmatch,
    "percent": _PERCENT,
    "match": _of("am", "mt", "icm", "idm", "tb", "tm", "other"),
    "meta_side": _of("source", "target", "ignorable"),
    "normal": _of("none", "nfc", "nfd"),
    "html": frozenset(_HTML.split()).__contains__,
    "confidence": re.compile(r"\+?(?:1(?:\.0*)?|0*(?:\.\d*)?|0?\.\d+)(?:[eE]-?\d+)?").fullmatch,
    "integer": re.compile(r"[-+]?\d+").fullmatch,
    "filter": _of("include", "exclude"),
    "issue": frozenset(_ISSUES.split()).__contains__,
    "its_version": re.compile(r"2\.\d").fullmatch,
    "state_12": _or_own(*_STATES_12.split()),
    "qualifier_12": _or_own(*_QUALIFIERS_12.split()),
    "annotates": _of("source", "target", "general"),
    "unit_12": _or_own(*_UNITS_12.split()),
    "position_12": _of("open", "close"),
    "assoc_12": _of("preceding", "following", "both"),
    "kind_12": _of("proposal", "previous-version", "rejected", "reference", "accepted"),
}
