"""Names of fields, languages and markets, days and findings as the program's own language writes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date

from localizer.i18n import N_, _, active_language
from localizer.model.finding import Finding, Severity
from localizer.model.locale import language, to_babel
from localizer.model.segment import Field

FIELDS: Final[Mapping[Field, str]] = {
    Field.TITLE: N_("title"),
    Field.BULLET: N_("bullet {n}"),
    Field.FACT: N_("fact"),
    Field.DESCRIPTION: N_("description {n}"),
    Field.OPTION_NAME: N_("option"),
    Field.OPTION_VALUE: N_("option value"),
}
SEVERITIES: Final[Mapping[Severity, str]] = {
    Severity.BLOCK: N_("must be mended"),
    Severity.EVIDENCE: N_("needs evidence"),
    Severity.WARNING: N_("look at it"),
    Severity.INFO: N_("note"),
}


def own_locale() -> Locale:
    """Return the Babel locale of the program's language."""
    return Locale.parse(active_language())


def day(date: dt.date) -> str:
    """Return a date in words: 26 Nov 2026."""
    return format_date(date, "medium", locale=own_locale())


def field_name(field: Field, position: int, name: str) -> str:
    """Return how a segment's place is called: title, bullet 2, fact material."""
    words = _(FIELDS[field]).format(n=position + 1)
    return f"{words} {name}" if name and field is not Field.BULLET else words


def language_name(locale: str) -> str:
    """Return the name of a locale's language in the program's language: Thai."""
    try:
        found = Locale.parse(to_babel(locale))
    except (UnknownLocaleError, ValueError):
        return locale
    own = own_locale()
    plain = own.languages.get(language(locale)) or locale
    script = own.scripts.get(found.script) if found.script else None
    return f"{plain} ({script})" if script else plain


def market_name(code: str) -> str:
    """Return a country's name in the program's language."""
    return own_locale().territories.get(code) or code


def finding_text(finding: Finding) -> str:
    """Return a finding's message in the program's language."""
    return _(finding.message).format(**dict(finding.args))
