"""Prices as people read them: a locale's own pattern, our selling digits, the market's own symbol.

Babel supplies pattern and signs once per locale and currency; the number itself is put together here,
because Babel takes the digits from CLDR (which changes them: IDR has 2 in CLDR 47 and 0 in CLDR 48) and
rounds half to even. Not for spoken prices, and not for parsing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import MAX_EMAX, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from babel import Locale
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

from localizer.model.locale import to_babel
from localizer.model.money import selling_digits

#: Symbols a market writes that CLDR does not give in the market's own locales: it prints ``$`` in
#: Singapore and Taiwan, where sellers write S$ and NT$, and the bare code in zh-Hans-MY.
#: Source: market research, checked 2026-11-21.
_OWN_SYMBOLS: Final = {"SGD": "S$", "TWD": "NT$", "MYR": "RM"}
#: Significant digits of an exchange rate as shown; it is kept with all its own.
RATE_DIGITS: Final = 6
#: Currencies whose whole prices are customarily written without decimals. Checked 2026-11-21.
WHOLE_CURRENCIES: Final = frozenset({"THB", "PHP", "MXN"})
_NO_BREAK_SPACE: Final = "\u00a0"
#: Templates kept: every launch locale with every launch currency, and room for twice as many.
_TEMPLATES_KEPT: Final = 1024
#: An amount with more digits than this is no price but a mistake upstream, and shows as an error.
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True)
class _Template:
    """How one locale writes one currency; ``groups`` are the sizes of the last and the other groups.

    ``step`` is one unit of the last selling digit, ``custom`` whether whole prices may drop decimals. The
    others are places in the text of a rounded number: ``cut`` where its decimals begin, ``end`` where its
    whole part ends, ``edge`` where its last group begins, ``short`` and ``medium`` the greatest lengths
    with one group and with two.
    """

    before: str
    after: str
    before_negative: str
    after_negative: str
    group: str
    decimal: str
    groups: tuple[int, int]
    step: Decimal
    custom: bool
    cut: int
    end: int | None
    edge: int
    short: int
    medium: int


def format_price(
    amount: Decimal, currency: str, locale: str, *, whole: bool = False, code: bool = False
) -> str:
    """Return ``amount`` as ``locale`` (BCP 47) writes it: ``RM1,234.50``, ``1.234,50 €``.

    Rounds half-up to selling digits. ``whole`` drops ``.00`` in currencies where that is the custom;
    ``code`` adds the ISO code, for tables where several currencies share a sign (see `shared_signs`).
    Spaces are no-break spaces as CLDR has them: use `plain_price` for files that machines read. Raises
    `ValueError` for NaN, infinity and amounts of over 200 digits.
    """
    # One call per cell of every table: what can be known beforehand stands in the template, the text is
    # cut from the number's own (a quarter of the cost of Decimal's formatting), and the usual amount is
    # rounded and grouped here rather than in `_rounded` and `_grouped`.
    template = _template(locale, currency)
    try:
        text = str(amount.quantize(template.step, ROUND_HALF_UP))
    except InvalidOperation:
        text = str(_rounded(amount, template.step))
    before, after = template.before, template.after
    if text[0] in "-N":
        value = _rounded(amount, template.step)  # refuses NaN
        text = text[1:]
        if value:
            before, after = template.before_negative, template.after_negative
    if code:
        after = f"{after}{_NO_BREAK_SPACE}{currency}"
    point, end = template.decimal, template.end
    decimals = text[template.cut :]
    if whole and template.custom and not decimals.strip("0"):
        point = decimals = ""
    size = len(text)
    if size <= template.short:
        return f"{before}{text[:end]}{point}{decimals}{after}"
    if size <= template.medium:
        edge = template.edge
        return f"{before}{text[:edge]}{template.group}{text[edge:end]}{point}{decimals}{after}"
    return f"{before}{_grouped(text[:end], template)}{point}{decimals}{after}"


def plain_price(amount: Decimal, currency: str) -> str:
    """Return ``amount`` for files and forms: ``1234.50``, no sign, no groups, always a point.

    Raises `ValueError` for NaN, infinity and amounts of over 200 digits.
    """
    return f"{_rounded(amount, _step(currency)):f}"


def rate_text(value: Decimal) -> str:
    """Return an exchange rate with the six significant digits that rates are shown with."""
    digits = max(0, RATE_DIGITS - 1 - value.adjusted())
    return f"{value:.{digits}f}"


def currency_mark(currency: str, locale: str) -> str:
    """Return the sign for ``currency`` that readers of ``locale`` (BCP 47) know: ``S$``, ``RM``."""
    own = _OWN_SYMBOLS.get(currency)
    return own or get_currency_symbol(currency, Locale.parse(to_babel(locale)))


def shared_signs(pairs: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Return those of ``pairs`` (currency, locale) whose sign another currency of them has too.

    ``MXN, es-MX`` and ``USD, en-US`` both print ``$``: where they stand together, both take their code.
    """
    marks = {pair: currency_mark(*pair) for pair in pairs}
    owners: dict[str, set[str]] = {}
    for (currency, _locale), mark in marks.items():
        owners.setdefault(mark, set()).add(currency)
    return frozenset(pair for pair, mark in marks.items() if len(owners[mark]) > 1)


def _rounded(amount: Decimal, step: Decimal) -> Decimal:
    """Round half-up to ``step``, as `localizer.model.money.quantize_selling` does, at any length."""
    try:
        value = amount.quantize(step, ROUND_HALF_UP)
    except InvalidOperation:
        # Longer than the thread's context allows (28 digits), infinite, or a signalling NaN.
        value = _long_context().quantize(amount, step)
    if not value.is_finite():
        raise ValueError(f"not an amount: {amount}")
    return value


def _long_context() -> Context:
    """Make the context of amounts nobody expects: it neither rounds off digits nor traps."""
    return Context(_LONGEST, ROUND_HALF_UP, MIN_EMIN, MAX_EMAX, traps=[])


def _step(currency: str) -> Decimal:
    """Return one unit of the last selling digit: 0.01 for USD."""
    return Decimal((0, (1,), -selling_digits(currency)))


@lru_cache(maxsize=_TEMPLATES_KEPT)
def _template(locale: str, currency: str) -> _Template:
    """Take apart the locale's currency pattern once."""
    parsed = Locale.parse(to_babel(locale))
    pattern = parsed.currency_formats["standard"]
    mark = currency_mark(currency, locale)
    minus = parsed.number_symbols["latn"]["minusSign"]
    before, before_negative = (part.replace("¤", mark) for part in pattern.prefix)
    after, after_negative = (part.replace("¤", mark) for part in pattern.suffix)
    digits = selling_digits(currency)
    tail = digits + 1 if digits else 0
    last, other = pattern.grouping
    return _Template(
        before=before,
        after=after,
        before_negative=before_negative.replace("-", minus),
        after_negative=after_negative.replace("-", minus),
        group=get_group_symbol(parsed),
        decimal=get_decimal_symbol(parsed) if digits else "",
        groups=(last, other),
        step=_step(currency),
        custom=currency in WHOLE_CURRENCIES,
        cut=-digits if digits else _LONGEST,
        end=-tail or None,
        edge=-tail - last,
        short=tail + last,
        medium=tail + last + other,
    )


def _grouped(digits: str, template: _Template) -> str:
    """Put group signs into ``digits``, which are more than the last group holds."""
    last, other = template.groups
    size, group = len(digits), template.group
    edge = size - last
    if edge <= other:
        return f"{digits[:edge]}{group}{digits[edge:]}"
    first = edge - other
    tail = f"{digits[first:edge]}{group}{digits[edge:]}"
    while first > other:
        tail = f"{digits[first - other : first]}{group}{tail}"
        first -= other
    return f"{digits[:first]}{group}{tail}"
