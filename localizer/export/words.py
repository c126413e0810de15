"""Names of fields, languages and markets, moments and findings as the program's own language has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import format_date, format_time

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
#: What a price per unit is for, by `localizer.model.price.UnitPrice.per`.
UNITS: Final[Mapping[str, str]] = {
    "kg": "kg",
    "l": "l",
    "m": "m",
    "m2": "m²",
    "piece": N_("piece"),
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


def wall_time(moment: dt.datetime) -> str:
    """Return date and time as the clock of the moment's own place shows it: 26 Nov 2026, 00:14."""
    time = format_time(moment.time(), "HH:mm", locale=own_locale())
    return _("{day}, {time}").format(day=day(moment.date()), time=time)


def end_time(moment: dt.datetime) -> str:
    """Return `wall_time` of an end; midnight is 24:00 of the day before: 30 Nov 2026, 24:00."""
    if moment.time() != dt.time():
        return wall_time(moment)
    last = moment.date() - dt.timedelta(days=1)
    return _("{day}, {time}").format(day=day(last), time="24:00")


def span(starts: dt.datetime | None, ends: dt.datetime | None) -> str:
    """Return from when to when, as far as it is known, empty for always."""
    if starts is not None and ends is not None:
        return _("from {start} to {end}").format(start=wall_time(starts), end=end_time(ends))
    if ends is not None:
        return _("until {end}").format(end=end_time(ends))
    return "" if starts is None else _("from {start} on").format(start=wall_time(starts))


def per_unit(amount: str, unit: str) -> str:
    """Return a price per unit: €23.80 per kg."""
    return _("{amount} per {unit}").format(amount=amount, unit=_(UNITS[unit]))
