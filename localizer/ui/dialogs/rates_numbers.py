"""Rates and percentages as a person types them, in the program's language; ages and currencies in words."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Final

from babel import Locale
from babel.numbers import NumberFormatError, get_decimal_symbol, parse_decimal

from localizer.i18n import _, ngettext
from localizer.model.price import RateAge, RateAgeLevel
from localizer.ui.actions.words import own_locale

#: More digits than any rate has; beyond it is a slip of the keyboard.
_MOST: Final = 24
_SIGNS: Final = re.compile(r"[0-9][0-9.,\s']*|[.,][0-9]+")
_PLAIN: Final = re.compile(r"[0-9]*\.[0-9]+")


def parse_number(text: str, locale: Locale | None = None) -> Decimal | None:
    """Return a number of at least 0 written as in ``locale`` (the program's), ``None`` where it is none.

    Thousands may be separated as the locale does. A plain point is taken for the decimal mark where it cannot
    mean thousands.
    """
    typed = "".join(str(unicodedata.decimal(one, one)) for one in text.strip())
    if len(typed) > _MOST or _SIGNS.fullmatch(typed) is None:
        return None
    try:
        return parse_decimal(typed, locale=locale or own_locale(), strict=True)
    except (NumberFormatError, InvalidOperation):
        return Decimal(typed) if _PLAIN.fullmatch(typed) else None


def editable(value: Decimal) -> str:
    """Return a number as `parse_number` reads it back: all its digits, no groups."""
    return f"{value:f}".replace(".", get_decimal_symbol(own_locale()))


def age_words(age: RateAge) -> str:
    """Return how old a rate is: today, 3 days."""
    if age.days < 0:
        return _("in the future")
    if not age.days:
        return _("today")
    return ngettext("{n} day", "{n} days", age.days).format(n=age.days)


def age_sentence(age: RateAge) -> str:
    """Return what the age of a rate means, empty where it means nothing."""
    if age.days < 0:
        return _("The rate is dated in the future: check the date of this computer.")
    if age.level is RateAgeLevel.BLOCK:
        return _(
            "The rate is too old to export with. Refresh or accept the rates, or enter your own."
        )
    if age.level is RateAgeLevel.WARN:
        return _("The rate is older than a week. Refresh the rates or enter your own.")
    return ""


def currency_name(code: str) -> str:
    """Return a currency's name in the program's language: Thai baht."""
    return str(own_locale().currencies.get(code) or code)
