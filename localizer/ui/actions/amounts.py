"""Amounts as a person types them: read by the target's separators, refused where two readings exist."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

from babel import Locale
from babel.core import UnknownLocaleError
from babel.numbers import get_decimal_symbol, get_group_symbol

from localizer.model.locale import language_script, to_babel
from localizer.model.money import selling_digits

#: More digits than any price has; beyond it is a slip of the keyboard.
_MOST_DIGITS: Final = 15
#: A point with at most this many digits behind it separates thousands nowhere.
_PLAIN_TAIL: Final = 2
_GROUP: Final = 3
_SPACES: Final = re.compile(r"[\u00a0\u2009\u202f]")
_POINT: Final = "."


def parse_amount(text: str, currency: str, locale: str) -> Decimal | None:
    """Return the amount in ``currency`` written as in ``locale`` (BCP 47), ``None`` where it is none.

    Thousands may be separated as the locale does or by spaces, all of them or none. Decimals follow the
    locale's mark, or a plain point where that cannot mean thousands; no more than the currency is sold with.
    """
    typed = "".join(str(unicodedata.decimal(one, one)) for one in text.strip())
    plain = _SPACES.sub(" ", typed)
    group, mark, sizes = _separators(locale)
    digits = selling_digits(currency)
    return _read(plain, {group, " "}, mark, sizes, digits) or _read(
        plain, set(), _POINT, sizes, min(digits, _PLAIN_TAIL)
    )


def write_amount(amount: Decimal, currency: str, locale: str) -> str:
    """Return ``amount`` without grouping, as `parse_amount` reads it back."""
    whole = amount == amount.to_integral_value()
    shown = amount.to_integral_value() if whole and not selling_digits(currency) else amount
    return f"{shown:f}".replace(_POINT, _separators(locale)[1])


def _separators(locale: str) -> tuple[str, str, tuple[int, int]]:
    """Return separator of thousands, decimal mark and the sizes of the last and the other groups."""
    for tag in (locale, language_script(locale)):
        try:
            found = Locale.parse(to_babel(tag))
        except (UnknownLocaleError, ValueError):
            continue
        group = _SPACES.sub(" ", get_group_symbol(found))
        last, other = found.decimal_formats[None].grouping
        return group, get_decimal_symbol(found), (last, other)
    return ",", _POINT, (_GROUP, _GROUP)


def _read(
    plain: str, groups: set[str], mark: str, sizes: tuple[int, int], digits: int
) -> Decimal | None:
    forms = ["[0-9]+"]
    last, other = sizes
    for group in groups:
        one = re.escape(group)
        forms.append(f"[1-9][0-9]{{0,{other - 1}}}(?:{one}[0-9]{{{other}}})*{one}[0-9]{{{last}}}")
    tail = f"(?:{re.escape(mark)}([0-9]{{1,{digits}}}))?" if digits else "()"
    found = re.fullmatch(f"({'|'.join(forms)}){tail}", plain)
    if found is None:
        return None
    head = re.sub("[^0-9]", "", found[1])
    number = Decimal(f"{head}.{found[2]}") if found[2] else Decimal(head)
    return number if number > 0 and len(head) <= _MOST_DIGITS else None
