"""What a currency is called when a price is said aloud, language by language.

A table has the currencies a language's markets sell in, and the dollar and the euro; any other currency is
said in digits with its CLDR name. Own tables, November 2026: CLDR has no names of hundredths, and its names
of currencies are written ones ("US dollars", "New Taiwan dollars").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class SpokenUnit:
    """The name of a unit: ``one`` of it, and any other number."""

    one: str
    many: str

    def form(self, number: int) -> str:
        """Return the name after ``number``."""
        return self.one if number == 1 else self.many


@dataclass(frozen=True, slots=True)
class SpokenCurrency:
    """The names of a currency and its hundredth, and how they are joined.

    ``hundredth`` is missing where none is said. From ``bare_from`` hundredths on only their number is said
    after a whole amount, joined by ``bare_joint``: ``neunzehn Euro neunundneunzig``. ``jiao`` means that
    tenths and hundredths are said apart (角, 分).
    """

    main: SpokenUnit
    hundredth: SpokenUnit | None
    joint: str = " "
    bare_from: int = 100
    bare_joint: str = " "
    jiao: bool = False


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a table that is written as one line of text."""
    return tuple(text.split())


def _same(name: str, hundredth: str = "", joint: str = " ") -> SpokenCurrency:
    """Make a currency of a language whose nouns have one form."""
    sub = SpokenUnit(hundredth, hundredth) if hundredth else None
    return SpokenCurrency(SpokenUnit(name, name), sub, joint)


def _forms(main: str, hundredth: str, joint: str, bare_from: int = 100) -> SpokenCurrency:
    """Make a currency from "one/many" names; ``joint`` is "named/bare" where the two differ."""
    named, _, bare = joint.partition("/")
    return SpokenCurrency(_unit(main), _unit(hundredth), named, bare_from, bare or named)


def _unit(names: str) -> SpokenUnit:
    """Read "one/many"; a single name has one form."""
    one, _, many = names.partition("/")
    return SpokenUnit(one, many or one)


def _jiao(name: str) -> SpokenCurrency:
    """Make a Chinese currency with 角 and 分."""
    return SpokenCurrency(SpokenUnit(name, name), SpokenUnit("分", "分"), "", jiao=True)


_CENT: Final = "cent/cents"
_CENTAVO: Final = "centavo/centavos"
_DOLLAR: Final = _forms("dollar/dollars", _CENT, " and ")
_PESO: Final = _forms("peso/pesos", _CENTAVO, " and ")

ENGLISH: Final[dict[str, SpokenCurrency]] = {
    "USD": _DOLLAR,
    "SGD": _DOLLAR,
    "PHP": _PESO,
    "MXN": _PESO,
    "MYR": _forms("ringgit", "sen", " "),
    # "twenty-four pounds ninety-nine"; below ten the pence are named, or 05 would sound like 50.
    "GBP": _forms("pound/pounds", "penny/pence", " and / ", 10),
    "EUR": _forms("euro/euros", _CENT, " and "),
    "THB": _forms("baht", "satang", " and "),
    "BRL": _forms("real/reais", _CENTAVO, " and "),
    "CNY": _forms("yuan", "fen", " and "),
    "IDR": _same("rupiah"),
    "VND": _same("dong"),
    "JPY": _same("yen"),
}
INDONESIAN: Final[dict[str, SpokenCurrency]] = {
    "IDR": _same("rupiah"),
    "USD": _same("dolar", "sen"),
    "EUR": _same("euro", "sen"),
}
MALAY: Final[dict[str, SpokenCurrency]] = {
    "MYR": _same("ringgit", "sen"),
    "SGD": _same("dolar", "sen"),
    "USD": _same("dolar", "sen"),
    "EUR": _same("euro", "sen"),
}
VIETNAMESE: Final[dict[str, SpokenCurrency]] = {
    "VND": _same("đồng"),
    "USD": _same("đô la", "xu"),
    "EUR": _same("euro", "xu"),
}
THAI: Final[dict[str, SpokenCurrency]] = {
    "THB": _same("บาท", "สตางค์", ""),
    "USD": _same("ดอลลาร์", "เซนต์", ""),
    "EUR": _same("ยูโร", "เซนต์", ""),
}
CHINESE_SIMPLIFIED: Final[dict[str, SpokenCurrency]] = {
    "MYR": _same("令吉", "仙", ""),
    "SGD": _jiao("元"),
    "CNY": _jiao("元"),
    "USD": _same("美元", "美分", ""),
    "EUR": _same("欧元", "欧分", ""),
}
CHINESE_TRADITIONAL: Final[dict[str, SpokenCurrency]] = {
    "TWD": _same("元"),
    "USD": _same("美元", "美分", ""),
    "EUR": _same("歐元", "歐分", ""),
}
GERMAN: Final[dict[str, SpokenCurrency]] = {
    "EUR": _forms("Euro", "Cent", " ", 1),
    "USD": _forms("Dollar", "Cent", " ", 1),
}
FRENCH: Final[dict[str, SpokenCurrency]] = {
    "EUR": _forms("euro/euros", "centime/centimes", " et / ", 10),
    "USD": _forms("dollar/dollars", _CENT, " et / ", 10),
}
SPANISH: Final[dict[str, SpokenCurrency]] = {
    "EUR": _forms("euro/euros", "céntimo/céntimos", " con "),
    "MXN": _forms("peso/pesos", _CENTAVO, " con "),
    "USD": _forms("dólar/dólares", "centavo/centavos", " con "),
}
ITALIAN: Final[dict[str, SpokenCurrency]] = {
    "EUR": _forms("euro", "centesimo/centesimi", " e ", 10),
    "USD": _forms("dollaro/dollari", "centesimo/centesimi", " e ", 10),
}
PORTUGUESE: Final[dict[str, SpokenCurrency]] = {
    "BRL": _forms("real/reais", _CENTAVO, " e "),
    "USD": _forms("dólar/dólares", _CENTAVO, " e "),
    "EUR": _forms("euro/euros", _CENTAVO, " e "),
}
