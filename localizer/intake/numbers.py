"""Numbers people typed: money, weights, stock. Decimal throughout; nonsense is refused with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from localizer.i18n import _
from localizer.intake.currency import split_currency
from localizer.intake.issues import CellError
from localizer.intake.units import grams_in
from localizer.model.money import Money

Mark = Literal[".", ","]

MAX_CHARS: Final = 24
#: Currencies without a hundredth in use, written with points between thousands: 35.000 ₫ (CLDR 48).
_POINT_GROUPS: Final = frozenset({"VND", "IDR"})
#: More is a barcode in the wrong column.
MOST_PIECES: Final = 1_000_000_000
_NUMBER: Final = re.compile(r"[+-]?[0-9][0-9.,' \u00a0\u202f]*")
#: Means the same under either decimal mark.
_PLAIN: Final = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,2})?")
_COMMA_DECIMAL: Final = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]{1,2}")
_DOT_DECIMAL: Final = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]{1,2}")
_WITH_UNIT: Final = re.compile(r"([+-]?[0-9][0-9.,' ]*)\s*([^\s0-9.,'][^0-9]{0,20})?")
#: Units a bare weight needs no reckoning in.
_GRAM: Final = frozenset({"g", "gram", "grams", "克"})
_LOCATION_STOCK: Final = re.compile(r"[^=,|]{1,80}=([0-9]{1,9})")


def guess_mark(cells: Iterable[str], usual: Mark = ".") -> Mark:
    """Return the decimal mark the cells of a file show; a point before a comma, ``usual`` where neither."""
    comma = False
    for cell in cells:
        if not cell or cell.isdigit():
            continue
        number = split_currency(cell)[1]
        if _DOT_DECIMAL.fullmatch(number):
            return "."
        comma = comma or _COMMA_DECIMAL.fullmatch(number) is not None
    return "," if comma else usual


def parse_decimal(text: str, *, mark: Mark = ".") -> Decimal:
    """Return the number in ``text``: ``1,234.50``, ``1.234,50``, ``1 234,50``, ``1'234.50``.

    ``mark`` decides where the text alone does not (``1.234``). Trailing zeros go, so that ``42.50`` from a
    text file and 42.5 from a workbook are one value, byte for byte. Raises `CellError`.
    """
    if _PLAIN.fullmatch(text):
        return _plain(text)
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) > MAX_CHARS or not _NUMBER.fullmatch(plain):
        raise CellError(_("“{text}” is not a number.").format(text=_short(text)))
    sign = "-" if plain.startswith("-") else ""
    digits = plain.lstrip("+-").rstrip()
    whole, fraction = _cut(digits, mark)
    if not (whole.isdigit() or _is_grouped(whole)) or not (fraction + "0").isdigit():
        raise CellError(_("“{text}” is not a number.").format(text=_short(text)))
    return plain_decimal(Decimal(f"{sign}{re.sub('[^0-9]', '', whole)}.{fraction or '0'}"))


def _plain(text: str) -> Decimal:
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _cut(digits: str, mark: Mark) -> tuple[str, str]:
    """Split at the decimal mark: the later of two different ones, or the only one unless it groups."""
    last = max(digits.rfind("."), digits.rfind(","))
    if last < 0:
        return digits, ""
    found = digits[last]
    whole, fraction = digits[:last], digits[last + 1 :]
    if digits.count(found) > 1:
        return digits, ""
    has_both = "." in digits and "," in digits
    groups = not has_both and found != mark and re.fullmatch("[1-9][0-9]{0,2}", whole)
    return (digits, "") if groups and len(fraction) == 3 else (whole, fraction)  # noqa: PLR2004


def _is_grouped(whole: str) -> bool:
    """Tell whether one kind of separator groups the digits by thousands (or lakhs) from the right."""
    separators = set(re.sub("[0-9]", "", whole))
    if len(separators) != 1:
        return False
    separator = re.escape(separators.pop())
    return (
        re.fullmatch(rf"[0-9]{{1,3}}(?:{separator}[0-9]{{2,3}})*{separator}[0-9]{{3}}", whole)
        is not None
    )


def parse_money(text: str, *, currency: str, mark: Mark = ".") -> Money:
    """Return a price above zero; a currency in the cell wins over ``currency``. Raises `CellError`."""
    if _PLAIN.fullmatch(text):
        own, amount = None, _plain(text)
    else:
        own, rest = split_currency(text)
        amount = parse_decimal(rest, mark="," if (own or currency) in _POINT_GROUPS else mark)
    if amount < 0:
        raise CellError(_("{text} is below zero.").format(text=_short(text)))
    if amount == 0:
        raise CellError(_("0 is no price."))
    return Money(amount, own or currency)


def parse_stock(text: str, *, mark: Mark = ".") -> int:
    """Return pieces in stock; ``default=100,north=20`` (stock by place) is added up. Raises `CellError`."""
    places = re.split(r"[,|]", text)
    if "=" in text:
        found = [_LOCATION_STOCK.fullmatch(place.strip()) for place in places]
        if not all(found):
            raise CellError(_("“{text}” is not a number.").format(text=_short(text)))
        return _pieces(sum(int(match[1]) for match in found if match), text)
    amount = parse_decimal(text, mark=mark)
    if amount < 0:
        raise CellError(_("{text} is below zero.").format(text=_short(text)))
    if amount != amount.to_integral_value():
        raise CellError(_("“{text}” is not a whole number.").format(text=_short(text)))
    return _pieces(int(amount), text)


def _pieces(number: int, text: str) -> int:
    if number > MOST_PIECES:
        raise CellError(_("{text} pieces are more than can be in stock.").format(text=_short(text)))
    return number


def parse_weight(text: str, *, unit: str, mark: Mark = ".") -> Decimal | None:
    """Return grams; 0 means not given (``None``). A unit in the cell wins over ``unit``.

    Raises `CellError`, also when neither gives a unit.
    """
    if unit in _GRAM and _PLAIN.fullmatch(text):
        return _plain(text) or None
    match = _WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if match is None:
        raise CellError(_("“{text}” is not a weight.").format(text=_short(text)))
    amount = parse_decimal(match[1], mark=mark)
    if amount < 0:
        raise CellError(_("{text} is below zero.").format(text=_short(text)))
    if amount == 0:
        return None
    grams = grams_in(match[2] or unit)
    if grams is None:
        raise CellError(_("“{text}” has no unit of weight.").format(text=_short(text)))
    return plain_decimal(amount * grams)


def plain_decimal(value: Decimal) -> Decimal:
    """Return ``value`` without trailing zeros and without an exponent."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _short(text: str) -> str:
    return text if len(text) <= MAX_CHARS else text[:MAX_CHARS] + "…"
