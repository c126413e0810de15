"""Prices as people read them: a locale's own pattern, our selling digits, the market's own symbol.

Babel supplies pattern and signs once per locale and currency; the number itself is put together here,
because Babel takes the digits from CLDR (which changes them: IDR has 2 in CLDR 47 and 0 in CLDR 48) and
rounds half to even. Not for spoken prices, and not for parsing.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

from localizer.model.locale import to_babel
from localizer.model.money import quantize_selling

#: Symbols a market writes that CLDR does not give in the market's own locales: it prints ``$`` in
#: Singapore and Taiwan, where sellers write S$ and NT$, and the bare code in zh-Hans-MY.
#: Source: market research, checked 2026-11-21.
_OWN_SYMBOLS: Final = {"SGD": "S$", "TWD": "NT$", "MYR": "RM"}
#: Currencies whose whole prices are customarily written without decimals. Checked 2026-11-21.
WHOLE_CURRENCIES: Final = frozenset({"THB", "PHP", "MXN"})
_NO_BREAK_SPACE: Final = "\u00a0"


@dataclass(frozen=True, slots=True)
class _Template:
    """How one locale writes one currency; ``groups`` are the sizes of the last and the other groups."""

    before: str
    after: str
    before_negative: str
    after_negative: str
    group: str
    decimal: str
    groups: tuple[int, int]


def format_price(
    amount: Decimal, currency: str, locale: str, *, whole: bool = False, code: bool = False
) -> str:
    """Return ``amount`` as ``locale`` (BCP 47) writes it: ``RM1,234.50``, ``1.234,50 €``.

    Rounds half-up to selling digits. ``whole`` drops ``.00`` in currencies where that is the custom;
    ``code`` adds the ISO code, for tables where several currencies share a sign. Spaces are no-break
    spaces as CLDR has them: use `plain_price` for files that machines read.
    """
    template = _template(locale, currency)
    value = quantize_selling(amount, currency)
    digits, _dot, decimals = f"{abs(value):f}".partition(".")
    text = _grouped(digits, template)
    if decimals and not (whole and currency in WHOLE_CURRENCIES and not decimals.strip("0")):
        text += template.decimal + decimals
    if value < 0:
        text = template.before_negative + text + template.after_negative
    else:
        text = template.before + text + template.after
    return f"{text}{_NO_BREAK_SPACE}{currency}" if code else text


def plain_price(amount: Decimal, currency: str) -> str:
    """Return ``amount`` for files and forms: ``1234.50``, no sign, no groups, always a point."""
    return f"{quantize_selling(amount, currency):f}"


def currency_mark(currency: str, locale: str) -> str:
    """Return the sign for ``currency`` that readers of ``locale`` (BCP 47) know: ``S$``, ``RM``."""
    own = _OWN_SYMBOLS.get(currency)
    return own or get_currency_symbol(currency, Locale.parse(to_babel(locale)))


@lru_cache(maxsize=256)
def _template(locale: str, currency: str) -> _Template:
    """Take apart the locale's currency pattern once."""
    parsed = Locale.parse(to_babel(locale))
    pattern = parsed.currency_formats["standard"]
    mark = currency_mark(currency, locale)
    minus = parsed.number_symbols["latn"]["minusSign"]
    before, before_negative = (part.replace("¤", mark) for part in pattern.prefix)
    after, after_negative = (part.replace("¤", mark) for part in pattern.suffix)
    return _Template(
        before=before,
        after=after,
        before_negative=before_negative.replace("-", minus),
        after_negative=after_negative.replace("-", minus),
        group=get_group_symbol(parsed),
        decimal=get_decimal_symbol(parsed),
        groups=pattern.grouping,
    )


def _grouped(digits: str, template: _Template) -> str:
    """Put group signs into ``digits``."""
    last, other = template.groups
    if len(digits) <= last:
        return digits
    head, parts = digits[:-last], [digits[-last:]]
    while head:
        parts.append(head[-other:])
        head = head[:-other]
    return template.group.join(reversed(parts))
