"""Currencies in cells and headers: signs, words and ISO codes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from babel.numbers import is_currency

#: Longest first: ``US$`` before ``$``. The bare yen sign means yuan here: sellers write in Chinese.
_SIGNS: Final = (
    ("人民币", "CNY"), ("新台币", "TWD"), ("新台幣", "TWD"), ("rmb", "CNY"), ("us$", "USD"),
    ("nt$", "TWD"), ("hk$", "HKD"), ("sg$", "SGD"), ("mx$", "MXN"), ("s$", "SGD"), ("r$", "BRL"),
    ("a$", "AUD"), ("c$", "CAD"), ("美元", "USD"), ("美金", "USD"), ("欧元", "EUR"), ("英镑", "GBP"),
    ("日元", "JPY"), ("泰铢", "THB"), ("元", "CNY"), ("円", "JPY"), ("¥", "CNY"), ("$", "USD"),
    ("€", "EUR"), ("£", "GBP"), ("฿", "THB"), ("₫", "VND"), ("vnđ", "VND"),
    ("đ", "VND"), ("₱", "PHP"), ("₩", "KRW"), ("₹", "INR"), ("rm", "MYR"), ("rp", "IDR"),
)  # fmt: skip
_BARE: Final = re.compile(r"[0-9.,]+")
_CODE: Final = re.compile(r"(?<![A-Za-z])([A-Za-z]{3})(?![A-Za-z])")
#: What a price is in when a file in this language does not say; always reported as an assumption.
_OF_LANGUAGE: Final = {
    "zh-Hans": "CNY", "zh-Hant": "TWD", "ja": "JPY", "ko": "KRW", "th": "THB", "id": "IDR", "ms": "MYR",
    "vi": "VND", "fil": "PHP", "de": "EUR", "fr": "EUR", "it": "EUR", "es": "EUR",
    "pt": "BRL",
}  # fmt: skip
DEFAULT: Final = "USD"


@lru_cache(maxsize=256)
def currency_code(text: str) -> str | None:
    """Return the ISO 4217 code named or signed by the whole of ``text`` (``元``, ``eur``, ``US$``)."""
    return split_currency(text)[0]


def split_currency(text: str) -> tuple[str | None, str]:
    """Take the currency off ``text``: its ISO 4217 code (``None`` if there is none) and the rest."""
    if not text or _BARE.fullmatch(text):
        return None, text
    plain = unicodedata.normalize("NFKC", text).strip()
    head, slash, unit = plain.partition("/")  # 59.90 元/件: what it is for has no currency
    if slash and any(map(str.isdigit, head)):
        code, rest = _split(head.strip())
        return code, rest + slash + unit
    return _split(plain)


def _split(plain: str) -> tuple[str | None, str]:
    for match in _CODE.finditer(plain):
        code = match[1].upper()
        if is_currency(code):
            return code, (plain[: match.start()] + plain[match.end() :]).strip()
    folded = plain.casefold()
    for sign, code in _SIGNS:
        if folded.startswith(sign):
            return code, plain[len(sign) :].strip()
        if folded.endswith(sign):
            return code, plain[: -len(sign)].strip()
    return None, plain


def names_currency(text: str) -> bool:
    """Tell whether a price cell names its currency."""
    return _BARE.fullmatch(text) is None and split_currency(text)[0] is not None


def usual_currency(locale: str) -> str:
    """Return the currency to assume in a file written in ``locale``."""
    return _OF_LANGUAGE.get(locale, DEFAULT)
