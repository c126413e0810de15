"""Money typed into texts and scripts, in digits or words: it goes stale, a token does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import ClassVar, Final

from localizer.check.numbers import number_values
from localizer.check.said import Checked, passages, taken_back
from localizer.i18n import N_
from localizer.model.finding import Finding, Severity
from localizer.model.grounds import Ground, Grounds
from localizer.model.number_words import number_pattern, worded_value
from localizer.model.promise import MoneyRole, PromiseWords

#: Signs and codes of our markets and of the sellers, with the currencies each may stand for.
_SIGNS: Final[Mapping[str, tuple[str, ...]]] = {
    "US$": ("USD",),
    "S$": ("SGD",),
    "NT$": ("TWD",),
    "R$": ("BRL",),
    "MX$": ("MXN",),
    "$": ("USD", "SGD", "TWD", "MXN"),
    "€": ("EUR",),
    "£": ("GBP",),
    "¥": ("CNY",),
    "￥": ("CNY",),
    "฿": ("THB",),
    "₫": ("VND",),
    "₱": ("PHP",),
    "元": ("CNY", "TWD"),
    "บาท": ("THB",),
    "Rp": ("IDR",),
    "RM": ("MYR",),
    "đ": ("VND",),
    **{
        code: (code,)
        for code in "BRL CNY EUR GBP IDR MXN MYR PHP SGD THB TWD USD VND".split()  # noqa: SIM905
    },
}
_NUMBER: Final = r"\d+(?:[.,\u00a0\u202f]\d+)*"
_BEFORE: Final = r"[$€£¥￥฿₫₱]|(?<!\w)(?:US\$|NT\$|MX\$|S\$|R\$|Rp\.?|RM|{codes})".replace(
    "{codes}", "BRL|CNY|EUR|GBP|IDR|MXN|MYR|PHP|SGD|THB|TWD|USD|VND"
)
_AFTER: Final = r"[€₫฿元]|บาท|(?:đ|BRL|CNY|EUR|GBP|IDR|MXN|MYR|PHP|SGD|THB|TWD|USD|VND)(?![^\W\d])"
#: A word behind an amount without a currency: what is counted.
_WORD: Final = re.compile(r"[\s-]*[^\W\d_]")
#: How far before and behind an amount the words stand that tell what it is.
_REACH: Final = 40
_TOKENS: Final = {MoneyRole.WAS: "{was}", MoneyRole.SAVE: "{save}", MoneyRole.BUNDLE: "{bundle:2}"}

_TYPED: Final = N_("“{text}” is a price as text. Use the token {token}, which follows the price.")
_WRONG: Final = N_("“{text}” is not the price: it is {now} {currency} now. Use the token {token}.")
_WRONG_SPAN: Final = N_(
    "“{text}” is none of the prices: they go from {now} to {to} {currency} now. Use the token {token}."
)
_WRONG_WAS: Final = N_(
    "“{text}” is not the former price: it is {now} {currency}. Use the token {token}."
)
_WRONG_SAVE: Final = N_(
    "“{text}” is not what is saved: it is {now} {currency}. Use the token {token}."
)
_FOREIGN: Final = N_(
    "“{text}” is in another currency: prices here are in {currency}. Use the token {token}."
)


@dataclass(frozen=True, slots=True)
class Amount:
    """Money in a text: its value where it can be read, the currencies it may be in (empty: not named)."""

    text: str
    start: int
    end: int
    value: Decimal | None
    currencies: tuple[str, ...]
    role: MoneyRole


@lru_cache(maxsize=512)
def amounts(text: str, locale: str, words: PromiseWords | None) -> tuple[Amount, ...]:
    """Return the amounts of money in ``text``; without ``words`` those with a sign or a code only."""
    if not _may_name_money(text, words):
        return ()
    return tuple(
        one
        for match in _pattern(words).finditer(text)
        if (one := _amount(match, text, locale, words))
    )


def _may_name_money(text: str, words: PromiseWords | None) -> bool:
    """Tell cheaply whether it is worth looking: most texts of a listing name no money."""
    if _SIGN.search(text):
        return True
    return words is not None and _named(words).search(text) is not None


_SIGN: Final = re.compile(rf"(?:{_BEFORE})\s?\d|\d\s?(?:{_AFTER})")


@lru_cache(maxsize=64)
def _named(words: PromiseWords) -> re.Pattern[str]:
    """Return what matches the name of a currency or a word that multiplies, behind a number or any letter."""
    names = [*words.money.names.values(), *words.money.times] or ["(?!)"]
    return re.compile("|".join(names), re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(words: PromiseWords | None) -> re.Pattern[str]:
    """Return the pattern of every way to name money in a language."""
    signed = rf"(?:{_BEFORE})\s?(?P<n1>{_NUMBER})|(?P<n2>{_NUMBER})\s?(?:{_AFTER})"
    if words is None:
        return re.compile(signed)
    money = words.money
    edge = r"(?!\w)" if words.spaced else ""
    start = r"(?<![\w.,])" if words.spaced else r"(?<![A-Za-z\d.,])"
    names = "|".join(money.names.values()) or "(?!)"
    times = "|".join(sorted(money.times, key=len, reverse=True)) or "(?!)"
    worded = number_pattern(words.language)
    ways = (
        rf"(?i:(?:{_BEFORE})\s?(?P<n1>{_NUMBER})(?:\s?(?P<t1>{times}){edge})?)",
        rf"(?i:{start}(?P<n2>{_NUMBER})(?:\s?(?P<t2>{times}))?\s?(?:{_AFTER}|(?:{names}){edge}))",
        rf"(?i:(?P<words>{worded})\s?(?:{names}){edge})",
        rf"(?i:{start}(?P<n3>{_NUMBER})\s?(?P<t3>{times}){edge})",
    )
    return re.compile("|".join(ways))


def _amount(
    match: re.Match[str], text: str, locale: str, words: PromiseWords | None
) -> Amount | None:
    """Return the amount of a match; ``None`` where it is no money after all."""
    groups = match.groupdict()
    start, end = match.span()
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    role = MoneyRole.PRICE if words is None else _role(before, after, words)
    if groups.get("n3") and not (words and _is_bare_money(before, after, words, role)):
        return None
    value = _value(groups, locale, words)
    # 0 đ of shipping is no price; "un euro", 一塊 are mostly an article, "a piece"
    if not value or (groups.get("words") and value == 1):
        return None
    return Amount(match.group(), start, end, value, _currencies(match.group(), words), role)


def _value(
    groups: Mapping[str, str | None], locale: str, words: PromiseWords | None
) -> Decimal | None:
    if words is not None and (worded := groups.get("words")):
        number = worded_value(worded, words.language)
        return None if number is None else Decimal(number)
    written = next(one for name in ("n1", "n2", "n3") if (one := groups.get(name)))
    value, _start, _end = number_values(written, locale)[0]
    word = next((one for name in ("t1", "t2", "t3") if (one := groups.get(name))), None)
    return value if word is None or words is None else value * _times(word, words)


def _times(word: str, words: PromiseWords) -> Decimal:
    return next(
        value
        for pattern, value in words.money.times.items()
        if re.fullmatch(pattern, word, re.IGNORECASE)
    )


def _is_bare_money(before: str, after: str, words: PromiseWords, role: MoneyRole) -> bool:
    """Tell whether the words around "99 ribu" show that it is money: it may be anything counted."""
    cue, behind = _bare(words)
    counted = _WORD.match(after)
    told = cue.search(before) or role is not MoneyRole.PRICE
    return bool(behind.match(after) or (told and not counted))


@lru_cache(maxsize=64)
def _bare(words: PromiseWords) -> tuple[re.Pattern[str], re.Pattern[str]]:
    cue, behind = words.money.bare_before or "(?!)", words.money.bare_after or "(?!)"
    return (
        re.compile(rf"(?<!\w)(?:{cue})\s*$", re.IGNORECASE),
        re.compile(rf"\s*(?:{behind})(?!\w)", re.IGNORECASE),
    )


def _role(before: str, after: str, words: PromiseWords) -> MoneyRole:
    """Return what an amount is by the words next to it; a price where none tells otherwise."""
    for role, pattern in _roles(words, ahead=False):
        if pattern.search(before):
            return role
    for role, pattern in _roles(words, ahead=True):
        if pattern.match(after):
            return role
    return MoneyRole.PRICE


@lru_cache(maxsize=64)
def _roles(words: PromiseWords, *, ahead: bool) -> tuple[tuple[MoneyRole, re.Pattern[str]], ...]:
    found = words.money.after if ahead else words.money.before
    return tuple(
        (role, re.compile(rf"\s*(?:{one})" if ahead else rf"(?:{one})\s*$", re.IGNORECASE))
        for role, one in found.items()
    )


def _currencies(written: str, words: PromiseWords | None) -> tuple[str, ...]:
    """Return the currencies an amount may be in; none where only a word that multiplies is there."""
    for sign in sorted(_SIGNS, key=len, reverse=True):
        if sign.lower() in written.lower() and not (sign.isalpha() and _inside_word(sign, written)):
            return _SIGNS[sign]
    if words is not None:
        for code, name in words.money.names.items():
            if re.search(rf"(?:{name})$", written, re.IGNORECASE):
                return tuple(code.split("_"))
    return ()


def _inside_word(sign: str, written: str) -> bool:
    return sign.isascii() and bool(
        re.search(rf"[a-z]{sign}|{sign}[a-z]", written.replace("\u00a0", " "), re.IGNORECASE)
    )


class PriceInText:
    """A price typed into a text or said by the host is the engine's, and should be its token."""

    id: ClassVar[str] = "price_in_text"

    def check(self, context: Checked) -> list[Finding]:
        """Return a finding for each price: blocking where it is not the price of now."""
        locale, book = context.target.locale, context.promises
        words = None if book is None else book.find(locale)
        return [
            found
            for offset, text in passages(context)
            for one in amounts(text, locale, words)
            if not (words and taken_back(text, one.start, one.end, words))
            and (found := self._judge(one, context.grounds, offset))
        ]

    def _judge(self, one: Amount, grounds: Grounds | None, offset: int) -> Finding | None:
        """Return what is wrong with an amount; one that is no price is none of this check's."""
        token = _TOKENS.get(one.role, "{price}")
        if one.role is MoneyRole.OTHER:
            return None
        if grounds is None or one.role is MoneyRole.BUNDLE or not grounds.currency:
            return self._finding(one, offset, Severity.WARNING, _TYPED, token, fix=False)
        if one.role is MoneyRole.WAS and not grounds.value(Ground.WAS):
            return None  # that no former price may be said at all is said by `FormerPrice`
        if one.currencies and grounds.currency not in one.currencies:
            named = (("currency", grounds.currency),)
            fix = bool(grounds.value(Ground.PRICE)) and one.role is MoneyRole.PRICE
            return self._finding(one, offset, Severity.BLOCK, _FOREIGN, token, named, fix=fix)
        return self._compared(one, grounds, offset, token)

    def _compared(self, one: Amount, grounds: Grounds, offset: int, token: str) -> Finding:
        """Hold an amount in the market's currency against what it should be now."""
        right, message = _right(one.role, grounds)
        if not right or one.value in right:
            return self._finding(one, offset, Severity.WARNING, _TYPED, token, fix=bool(right))
        args = (("now", f"{right[0]:f}"), ("to", f"{right[-1]:f}"), ("currency", grounds.currency))
        return self._finding(one, offset, Severity.BLOCK, message, token, args, fix=True)

    def _finding(
        self, one: Amount, offset: int, severity: Severity, message: str, token: str,
        args: tuple[tuple[str, str], ...] = (), *, fix: bool,
    ) -> Finding:  # fmt: skip
        found = (("text", one.text), ("token", token), *args)
        start, end = one.start + offset, one.end + offset
        return Finding(self.id, severity, message, found, start, end, token if fix else None)


def _right(role: MoneyRole, grounds: Grounds) -> tuple[tuple[Decimal, ...], str]:
    """Return the amounts that are true of a role now, lowest first, and what is said of others."""
    price, was = grounds.number(Ground.PRICE), grounds.number(Ground.WAS)
    if role is MoneyRole.WAS:
        return () if was is None else (was,), _WRONG_WAS
    if role is MoneyRole.SAVE:
        return () if was is None or price is None else (was - price,), _WRONG_SAVE
    if price is None:
        return (), _WRONG
    highest = grounds.number(Ground.PRICE_TO)
    if highest is None or highest == price:
        return (price,), _WRONG
    return (price, highest), _WRONG_SPAN
