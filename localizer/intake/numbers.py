"""Numbers people typed: money, weights, stock. Decimal throughout; nonsense is refused with a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal

from localizer.i18n import _
from localizer.intake import amount_words
from localizer.intake.amount_words import Bare, Tell, bare
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
_THOUSAND: Final = re.compile(r"[.,][0-9]{3}$")
_COMMA_DECIMAL: Final = re.compile(
    r"(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),(?:[0-9]{1,2}|[-\u2012-\u2015]{1,2})"
)
_DOT_DECIMAL: Final = re.compile(r"(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.[0-9]{1,2}")
_OPEN: Final = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_WITH_UNIT: Final = re.compile(r"([+-]?[0-9][0-9.,' ]*)\s*([^\s0-9.,'][^0-9]{0,20})?")
#: Units a bare weight needs no reckoning in.
_GRAM: Final = frozenset({"g", "gram", "grams", "克"})
_LOCATION_STOCK: Final = re.compile(r"[^=,|]{1,80}=([0-9]{1,9})")


def proved_mark(cells: Iterable[str]) -> tuple[Mark, str] | None:
    """Return the decimal mark a cell with both proves (``1.299,90``), and the cell; ``None`` for none.

    Where the cells prove either, they prove nothing.
    """
    found: dict[Mark, str] = {}
    for cell in cells:
        if "," in cell and "." in cell:
            number = _number_of(cell)
            if _COMMA_DECIMAL.fullmatch(number):
                found.setdefault(",", cell)
            elif _DOT_DECIMAL.fullmatch(number):
                found.setdefault(".", cell)
    return next(iter(found.items())) if len(found) == 1 else None


def contradicts(text: str, mark: Mark) -> bool:
    """Tell whether a number has the other decimal mark than ``mark`` for certain: ``12.50`` not ``,``."""
    other = _DOT_DECIMAL if mark == "," else _COMMA_DECIMAL
    return other.fullmatch(_number_of(text)) is not None


def refuse_other_mark(text: str, mark: Mark, example: str) -> None:
    """Raise `CellError` for a number with another decimal mark than its column proves by ``example``."""
    if contradicts(text, mark):
        raise CellError(
            _(
                "“{text}” is not written as “{other}” in the same column, so it is not clear."
            ).format(text=_short(text), other=_short(example))
        )


def is_open(text: str) -> bool:
    """Tell whether only the decimal mark says what a number is: ``1.299``."""
    return _OPEN.fullmatch(_number_of(text)) is not None


def _number_of(cell: str) -> str:
    return split_currency(cell)[1].partition("/")[0].rstrip()


def guess_mark(cells: Iterable[str], usual: Mark = ".") -> Mark:
    """Return the decimal mark the cells of a file show; a point before a comma, ``usual`` where neither."""
    comma = False
    for cell in cells:
        if not cell or cell.isdigit():
            continue
        number = _number_of(cell)
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


def parse_money(text: str, *, currency: str, mark: Mark = ".", tell: Tell | None = None) -> Money:
    """Return a price above zero; a currency in the cell wins over ``currency``.

    A unit of one piece (``59.90/件``) and a word for a large number (``1.5万``) are read, and told to
    ``tell``. Raises `CellError`, also for the price of more than a piece.
    """
    if _PLAIN.fullmatch(text):
        own, amount = None, _plain(text)
    else:
        own, rest = split_currency(text)
        amount = _written(
            rest, text, mark="," if (own or currency) in _POINT_GROUPS else mark, tell=tell
        )
    if amount < 0:
        raise CellError(_("{text} is below zero.").format(text=_short(text)))
    if amount == 0:
        raise CellError(_("0 is no price."))
    return Money(amount, own or currency)


def _written(rest: str, text: str, *, mark: Mark, tell: Tell | None) -> Decimal:
    """Return the amount in ``rest``, the cell ``text`` without its currency. Raises `CellError`."""
    try:
        return parse_decimal(rest, mark=mark)
    except CellError:
        found = bare(rest, about=False)
        number, times, word = amount_words.off_times(split_currency(found.text)[1])
    try:
        amount = _of_dash(number, found.mark) if found.mark else parse_decimal(number, mark=mark)
    except CellError as error:
        raise CellError(_("“{text}” is not a number.").format(text=_short(text))) from error
    _refuse_per(found, text)
    _tell(tell, found, word)
    return plain_decimal(amount * times)


def _of_dash(number: str, mark: str) -> Decimal:
    """Return what ``59.000,-`` says before its dash; ``mark`` in front of the dash is the decimal mark.

    Raises `CellError` where it stands before three more digits too: ``1,299,-`` may be 1299 or 1.299.
    """
    if _THOUSAND.search(number) and number[-4] == mark:
        raise CellError(_("“{text}” is not a number.").format(text=_short(number)))
    return parse_decimal(number, mark="," if mark == "," else ".")


def _refuse_per(found: Bare, text: str) -> None:
    if found.per:
        reason = _("“{text}” is for {unit}, not for one piece of the product.")
        raise CellError(reason.format(text=_short(text), unit=found.per))


def _tell(tell: Tell | None, found: Bare, large: str = "") -> None:
    if tell is None:
        return
    for msgid, word in found.told:
        tell(msgid, word)
    if large:
        tell(amount_words.TIMES, large)


def parse_stock(text: str, *, mark: Mark = ".", tell: Tell | None = None) -> int:
    """Return pieces in stock; ``default=100,north=20`` (stock by place) is added up.

    ``10件``, ``1万+`` and ``售罄`` are read, and told to ``tell``. Raises `CellError`, also for what names no
    number (``有货``).
    """
    places = re.split(r"[,|]", text)
    if "=" in text and ">" not in text:
        found = [_LOCATION_STOCK.fullmatch(place.strip()) for place in places]
        if not all(found):
            raise CellError(_("“{text}” is not a number.").format(text=_short(text)))
        return _pieces(sum(int(match[1]) for match in found if match), text)
    try:
        amount = parse_decimal(text, mark=mark)
    except CellError:
        amount = _counted(text, mark, tell)
    if amount < 0:
        raise CellError(_("{text} is below zero.").format(text=_short(text)))
    if amount != amount.to_integral_value():
        raise CellError(_("“{text}” is not a whole number.").format(text=_short(text)))
    return _pieces(int(amount), text)


def _counted(text: str, mark: Mark, tell: Tell | None) -> Decimal:
    """Return the pieces in a cell that says more than a number. Raises `CellError`."""
    if amount_words.out_of_stock(text):
        if tell is not None:
            tell(amount_words.NO_STOCK, text.strip())
        return Decimal(0)
    if amount_words.in_stock(text):
        raise CellError(_("“{text}” does not say how many pieces.").format(text=_short(text)))
    found = bare(text, about=True)
    rest, times, word = amount_words.off_times(found.text)
    unit = ""
    if not word:
        rest, unit = amount_words.off_count(found.text)
        counted = bare(rest, about=True)
        rest, times, word = amount_words.off_times(counted.text)
        found = found._replace(told=(*found.told, *counted.told))
    try:
        amount = parse_decimal(rest, mark=mark)
    except CellError as error:
        raise CellError(_("“{text}” is not a number.").format(text=_short(text))) from error
    if unit and not amount_words.is_piece(unit):
        reason = _("“{text}” counts {unit}, not pieces of the product.")
        raise CellError(reason.format(text=_short(text), unit=unit))
    _refuse_per(found, text)
    _tell(tell, found, word)
    return amount * times


def _pieces(number: int, text: str) -> int:
    if number > MOST_PIECES:
        raise CellError(_("{text} pieces are more than can be in stock.").format(text=_short(text)))
    return number


def parse_weight(
    text: str, *, unit: str, mark: Mark = ".", tell: Tell | None = None
) -> Decimal | None:
    """Return grams; 0 means not given (``None``). A unit in the cell wins over ``unit``.

    ``约300``, ``300g/件``, ``半斤`` and ``三百克`` are read; what was taken as exact is told to ``tell``.
    Raises `CellError`, also when neither gives a unit.
    """
    if unit in _GRAM and _PLAIN.fullmatch(text):
        return _plain(text) or None
    found = None
    match = _WITH_UNIT.fullmatch(amount_words.folded(text))
    if match is not None and (match[2] is None or grams_in(match[2]) is not None):
        amount, own = parse_decimal(match[1], mark=mark), match[2] or ""
    else:
        found = bare(text, about=True)
        amount, own = _weighed(found, text, mark)
        _refuse_per(found, text)
    if amount < 0:
        raise CellError(_("{text} is below zero.").format(text=_short(text)))
    if amount == 0:
        return None
    grams = grams_in(own or unit)
    if grams is None:
        raise CellError(_("“{text}” has no unit of weight.").format(text=_short(text)))
    if found is not None:
        _tell(tell, found)
    return plain_decimal(amount * grams)


def _weighed(found: Bare, text: str, mark: Mark) -> tuple[Decimal, str]:
    """Return the number and unit of a weight that is more than a number. Raises `CellError`."""
    match = _WITH_UNIT.fullmatch(found.text)
    if match is not None and not (match[2] or "").endswith("半"):
        return parse_decimal(match[1], mark=mark), match[2] or ""
    half = found.text.endswith("半") and len(found.text) > 1
    whole = found.text[:-1] if half else found.text
    for cut in range(1, len(whole) + 1):  # 三百克, 两斤; 三千克 is 3 千克
        number, unit = whole[:cut].strip(), whole[cut:].strip()
        amount = _plain(number) if _PLAIN.fullmatch(number) else amount_words.han_number(number)
        if amount is not None and (not unit or grams_in(unit) is not None):
            return amount + (amount_words.HALF if half else 0), unit
    raise CellError(_("“{text}” is not a weight.").format(text=_short(text)))


def names_weight_unit(text: str) -> bool:
    """Tell whether a weight names its own unit, or is no bare figure at all."""
    match = _WITH_UNIT.fullmatch(bare(text, about=True).text)
    return match is None or match[2] is not None


def plain_decimal(value: Decimal) -> Decimal:
    """Return ``value`` without trailing zeros and without an exponent."""
    text = f"{value:f}"
    return Decimal(text.rstrip("0").rstrip(".") if "." in text else text)


def _short(text: str) -> str:
    return text if len(text) <= MAX_CHARS else text[:MAX_CHARS] + "…"
