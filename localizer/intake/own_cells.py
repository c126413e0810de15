"""What the cells of our own catalog file hold, checked as if a stranger had written them.

Every function takes the cell as it stands in the file and raises `CellError` with a translated sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final, TypeVar

import nh3

from localizer.catalog import file_cells as fc
from localizer.catalog.markup import MAX_TAGS, TAGS, safe_html
from localizer.i18n import _
from localizer.intake.currency import currency_code
from localizer.intake.gtin import parse_gtin
from localizer.intake.issues import CellError
from localizer.intake.numbers import parse_decimal, parse_stock, parse_weight
from localizer.intake.pictures import MAX_CHARS
from localizer.model.money import Money
from localizer.model.product import Evidence, Fact, Offer, PriceRecord

T = TypeVar("T")

#: A number as this program writes it; anything else is read as what a person typed.
_EXACT: Final = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?(?:E[+-]?[0-9]{1,2})?", re.ASCII)
_LOCALE: Final = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,4}")
_HS_CODE: Final = re.compile(r"[0-9]{6,14}")
_TAXONOMY: Final = re.compile(r"[0-9]{1,9}")
_MARKET: Final = re.compile(r"[A-Z]{2}")
#: Digits a number in JSON may have before or after its point.
_MAX_DIGITS: Final = 30
_SHOWN: Final = 40


def code(text: str) -> str:
    """Return a code, such as an SKU, without the space around it."""
    return fc.plain(text).strip()


def locale(text: str) -> str:
    """Return a BCP 47 tag."""
    if not _LOCALE.fullmatch(text.strip()):
        raise CellError(
            _("“{text}” is no language. Write it as {example}.").format(
                text=text[:_SHOWN], example="zh-Hans"
            )
        )
    return text.strip().replace("_", "-")


def html(text: str) -> str:
    """Return safe HTML; what the sanitizer leaves as it is stays, to the letter.

    Sanitized text may have up to twice as many tags as were allowed: those it closed itself.
    """
    given = fc.plain(text)
    safe = safe_html(given)
    if safe == given or given.count("<") > 2 * MAX_TAGS:
        return safe
    again = nh3.clean(given, tags=set(TAGS), attributes={}, link_rel=None)
    return given if again == given else safe


def texts(text: str) -> tuple[str, ...]:
    """Return a list of texts."""
    return _json(text, fc.cell_lines)


def options(text: str) -> fc.Options:
    """Return the options of a variant."""
    try:
        return fc.cell_options(text)
    except ValueError as error:
        raise CellError(
            _("The options cannot be read ({reason}). Write a line for each: {example}.").format(
                reason=str(error)[:_SHOWN], example="Color: Red"
            )
        ) from error


def pairs(text: str) -> fc.Options:
    """Return pairs of texts."""
    return _json(text, lambda cell: fc.cell_json(cell, tuple[tuple[str, str], ...]))


def pictures(text: str) -> tuple[str, ...]:
    """Return names or addresses of pictures."""
    return tuple(map(picture, texts(text)))


def picture(text: str) -> str:
    """Return the name or address of a picture."""
    if len(text) > MAX_CHARS:
        raise CellError(_("“{text}…” is too long for a picture.").format(text=text[:_SHOWN]))
    return fc.plain(text)


def gtin(text: str) -> str:
    """Return a barcode with a right check digit."""
    return parse_gtin(text)


def hs_code(text: str) -> str:
    """Return the digits of a Harmonized System code."""
    digits = re.sub(r"[ .]", "", text)
    if not _HS_CODE.fullmatch(digits):
        raise CellError(
            _("“{text}” is no HS code; it has at least six digits.").format(text=text[:_SHOWN])
        )
    return digits


def taxonomy(text: str) -> str:
    """Return the number of a category in Google's product taxonomy."""
    if not _TAXONOMY.fullmatch(text.strip()):
        raise CellError(
            _("“{text}” is no number of a product category.").format(text=text[:_SHOWN])
        )
    return text.strip()


def money(text: str, currency: str) -> Money:
    """Return a price above zero, digit for digit."""
    code = currency_code(currency)
    if code is None:
        raise CellError(
            _("“{text}” is no currency.").format(text=currency[:_SHOWN])
            if currency
            else _("The price has no currency beside it.")
        )
    return Money(_price(_number(text)), code)


def stock(text: str) -> int:
    """Return pieces."""
    return parse_stock(text)


def weight(text: str) -> Decimal | None:
    """Return grams, digit for digit."""
    if not _EXACT.fullmatch(text):
        return parse_weight(text, unit="g")
    return _not_below_zero(Decimal(text))


def facts(text: str) -> tuple[Fact, ...]:
    """Return facts; their numbers are finite, their names not empty."""
    found = _json(text, lambda cell: fc.cell_json(cell, tuple[Fact, ...]))
    for fact in found:
        _numbers((fact.number, fact.number_to, *(share for _part, share in fact.parts)))
        if not fact.name:
            raise CellError(_("A fact has no name."))
    return found


def evidence(text: str) -> tuple[Evidence, ...]:
    """Return certificates; their files stay in the folder of the catalog."""
    found = _json(text, lambda cell: fc.cell_json(cell, tuple[Evidence, ...]))
    for one in found:
        windows, posix = PureWindowsPath(one.file), PurePosixPath(one.file)
        if windows.drive or windows.root or posix.root or ".." in windows.parts:
            raise CellError(
                _("The file name “{text}” leads outside the folder of the catalog.").format(
                    text=one.file[:_SHOWN]
                )
            )
    return found


def offers(text: str) -> tuple[Offer, ...]:
    """Return offers; their times have a zone, their discounts are between nothing and everything."""
    found = _json(text, lambda cell: fc.cell_json(cell, tuple[Offer, ...]))
    for offer in found:
        _numbers((offer.percent,))
        if offer.percent is not None and not 0 < offer.percent < 1:
            raise CellError(
                _("“{text}” is no discount between 0 and 100 %.").format(text=offer.percent)
            )
        moments = [one for one in (offer.starts_at, offer.ends_at) if one is not None]
        if any(one.tzinfo is None for one in moments):
            raise CellError(
                _("An offer's time has no zone. Write it as {example}.").format(
                    example="2026-11-27T20:00:00+08:00"
                )
            )
        if len(moments) > 1 and moments[1] <= moments[0]:
            raise CellError(_("The offer ends before it starts."))
        _markets(offer.markets)
    return found


def price_records(text: str) -> tuple[PriceRecord, ...]:
    """Return the prices once asked."""
    found = _json(text, lambda cell: fc.cell_json(cell, tuple[PriceRecord, ...]))
    for record in found:
        _markets((record.market,))
        _numbers((record.amount.amount,))
        _price(record.amount.amount)
        if currency_code(record.amount.currency) != record.amount.currency:
            raise CellError(
                _("“{text}” is no currency.").format(text=record.amount.currency[:_SHOWN])
            )
    return found


def _json(text: str, reader: Callable[[str], T]) -> T:
    try:
        return reader(text)
    except ValueError as error:
        raise CellError(
            _("The cell is not as this program wrote it ({reason}).").format(
                reason=str(error)[: 2 * _SHOWN]
            )
        ) from error


def _number(text: str) -> Decimal:
    return Decimal(text) if _EXACT.fullmatch(text) else parse_decimal(text)


def _numbers(values: Iterable[Decimal | None]) -> None:
    for value in values:
        if value is None:
            continue
        digits = len(value.as_tuple().digits)
        if not value.is_finite() or abs(value.adjusted()) + digits > _MAX_DIGITS:
            raise CellError(_("“{text}” is not a number.").format(text=str(value)[:_SHOWN]))


def _price(value: Decimal) -> Decimal:
    if _not_below_zero(value) == 0:
        raise CellError(_("0 is no price."))
    return value


def _not_below_zero(value: Decimal) -> Decimal:
    if value < 0:
        raise CellError(_("{text} is below zero.").format(text=str(value)[:_SHOWN]))
    return value


def _markets(codes: Iterable[str]) -> None:
    for code in codes:
        if not _MARKET.fullmatch(code):
            raise CellError(
                _("“{text}” is no market. Write two letters, such as TH.").format(text=code[:20])
            )
