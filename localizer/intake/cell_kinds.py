"""What a column's cells look like: whether they agree with a header, and what they tell without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import median
from typing import Final, NamedTuple

from babel.numbers import is_currency
from stdnum import ean

from localizer.i18n import N_
from localizer.intake.amount_words import bare, in_stock, off_times, out_of_stock
from localizer.intake.currency import split_currency
from localizer.intake.issues import CellError
from localizer.intake.numbers import parse_decimal, parse_weight
from localizer.intake.packed_options import names_an_option, split_options
from localizer.intake.units import grams_in

MOST: Final = 0.8
NEARLY_ALL: Final = 0.9
HALF: Final = 0.5
#: Fewer cells say nothing for certain.
ENOUGH: Final = 3
MAX_CELL: Final = 300
#: Cells of a column looked at; more tell nothing new.
LOOKED_AT: Final = 60

_PICTURE: Final = re.compile(
    r"\S[^\n]*\.(?:jpe?g|png|webp|gif|avif|bmp|heic|tiff?)(?:[?#!]\S*)?", re.IGNORECASE
)
_DIGIT: Final = re.compile(r"[0-9\uff10-\uff19]")
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_HTML: Final = re.compile(
    r"<(?:p|br|div|ul|ol|li|span|img|table|h[1-6]|b|strong)\b[^>]*>", re.IGNORECASE
)
_CODE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/\-]{2,39}")
_SIZED: Final = re.compile(r"[0-9][0-9.,x*×/\-]*\s?[a-z%]{1,3}", re.IGNORECASE)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_HS: Final = re.compile(r"[0-9]{4}[0-9. ]{0,10}")
_WEIGHT: Final = re.compile(r"([0-9][0-9.,]*)\s*([^\s0-9.,]{1,12})")
_SPACELESS: Final = re.compile(r"[\u4e00-\u9fff\u0e00-\u0e7f\u3040-\u30ff\uac00-\ud7af]")
_TITLE_CHARS: Final = (6, 160)
_LONG_CHARS: Final = 60
_GTIN_DIGITS: Final = (8, 12, 13, 14)


class Told(NamedTuple):
    """What cells tell: the column, whether that may be relied on, and why."""

    role: str
    sure: bool
    why: str


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


@lru_cache(maxsize=4096)
def _is_number(cell: str) -> bool:
    if _DIGIT.search(cell) is None:
        return False
    number = off_times(bare(cell, about=True).text)[0]
    rest = split_currency(number)[1]
    match = _WEIGHT.fullmatch(rest)
    try:
        parse_decimal(match[1] if match else rest)
    except CellError:
        return False
    return True


def _is_stock(cell: str) -> bool:
    return _is_number(cell) or in_stock(cell) or out_of_stock(cell)


def _is_weight(cell: str) -> bool:
    if _is_number(cell):
        return True
    try:
        return parse_weight(cell, unit="g") is not None
    except CellError:
        return False


def _has_letter(cell: str) -> bool:
    return any(map(str.isalpha, cell))


def _is_text(cell: str) -> bool:
    return _has_letter(cell) and not _ADDRESS.fullmatch(cell) and not _is_number(cell)


def _is_code(cell: str) -> bool:
    return len(cell) <= 64 and "\n" not in cell and not _ADDRESS.match(cell)  # noqa: PLR2004


def _is_barcode(cell: str) -> bool:
    return cell.isascii() and cell.isdigit() and len(cell) in _GTIN_DIGITS


def _is_picture(cell: str) -> bool:
    return _PICTURE.fullmatch(cell) is not None


_AGREES: Final[dict[str, Callable[[str], bool]]] = {
    "title": _is_text,
    "description": _has_letter,
    "list_price": _is_number,
    "cost": _is_number,
    "stock": _is_stock,
    "weight": _is_weight,
    "gtin": _is_barcode,
    "sku": _is_code,
    "brand": _has_letter,
    "category": _has_letter,
    "image": lambda cell: _is_picture(cell) or _ADDRESS.match(cell) is not None,
    "hs_code": lambda cell: _HS.fullmatch(cell) is not None,
    "currency": lambda cell: split_currency(cell)[0] is not None,
}


def agrees(role: str, cells: Sequence[str]) -> bool:
    """Tell whether the cells of a column, blank ones left out, may be what its header seems to say."""
    test = _AGREES.get(role.partition(":")[0])
    return test is None or not cells or _share(cells[:LOOKED_AT], test) >= HALF


def told_by(cells: Sequence[str]) -> Told | None:
    """Return what the cells of a column, blank ones left out, are by themselves."""
    found = [cell[:MAX_CELL] for cell in cells[:LOOKED_AT]]
    if not found:
        return None
    readers = (
        _pictures,
        _markup,
        _packed,
        _barcodes,
        _currencies,
        _prices,
        _codes,
        _weights,
        _texts,
        _amounts,
    )
    return next((told for reader in readers if (told := reader(found))), None)


def _pictures(cells: Sequence[str]) -> Told | None:
    if _share(cells, _is_picture) < MOST:
        return None
    return Told("image", sure=True, why=N_("The cells are names or addresses of pictures."))


def _markup(cells: Sequence[str]) -> Told | None:
    if _share(cells, lambda cell: _HTML.search(cell) is not None) < HALF:
        return None
    return Told("description", sure=True, why=N_("The cells are texts with HTML."))


def _packed(cells: Sequence[str]) -> Told | None:
    found = [split_options(cell) for cell in cells]
    if sum(map(names_an_option, found)) < len(cells) * MOST:
        return None
    return Told("option", sure=True, why=N_("The cells name options and their values."))


def _barcodes(cells: Sequence[str]) -> Told | None:
    if _share(cells, lambda cell: _is_barcode(cell) and ean.is_valid(cell)) < NEARLY_ALL:
        return None
    why = N_("The cells are barcodes with a right check digit.")
    return Told("gtin", sure=len(set(cells)) >= ENOUGH, why=why)


def _currencies(cells: Sequence[str]) -> Told | None:
    if not all(_CURRENCY.fullmatch(cell) and is_currency(cell) for cell in cells):
        return None
    return Told("currency", sure=len(cells) >= ENOUGH, why=N_("The cells are codes of currencies."))


def _prices(cells: Sequence[str]) -> Told | None:
    if _share(cells, lambda cell: _is_number(cell) and split_currency(cell)[0] is not None) < MOST:
        return None
    return Told(
        "list_price", sure=len(cells) >= ENOUGH, why=N_("The cells are amounts with a currency.")
    )


def _codes(cells: Sequence[str]) -> Told | None:
    lettered = _share(cells, lambda cell: _has_letter(cell) and any(map(str.isdigit, cell)))
    shaped = all(_CODE.fullmatch(cell) for cell in cells)
    if not shaped or lettered < NEARLY_ALL or _share(cells, _is_size) > 1 - MOST:
        return None
    if len(set(cells)) < len(cells):
        return None
    return Told("sku", sure=len(cells) >= ENOUGH, why=N_("The cells are codes, no two alike."))


def _is_size(cell: str) -> bool:
    return _SIZED.fullmatch(cell) is not None


def _weights(cells: Sequence[str]) -> Told | None:
    matches = [_WEIGHT.fullmatch(cell) for cell in cells]
    grams = sum(match is not None and grams_in(match[2]) is not None for match in matches)
    if grams < len(cells) * MOST:
        return None
    return Told("weight", sure=False, why=N_("The cells are weights with a unit."))


def _texts(cells: Sequence[str]) -> Told | None:
    """Tell long texts and what could be titles; never more than a suggestion."""
    if _share(cells, _is_text) < NEARLY_ALL:
        return None
    # A character of Chinese or Thai says about as much as three of Latin script.
    sizes = [len(cell) + 2 * len(_SPACELESS.findall(cell)) for cell in cells]
    broken = median(map(len, cells)) > _LONG_CHARS and any("\n" in cell for cell in cells)
    if broken or median(sizes) > _TITLE_CHARS[1]:
        return Told("description", sure=False, why=N_("The cells are long texts."))
    spoken = _share(cells, lambda cell: " " in cell or _SPACELESS.search(cell) is not None)
    varied = len(set(cells)) >= len(cells) * HALF
    if median(sizes) >= _TITLE_CHARS[0] and spoken >= HALF and varied:
        return Told(
            "title", sure=False, why=N_("The cells are short texts, most of them different.")
        )
    return None


def _amounts(cells: Sequence[str]) -> Told | None:
    decimals = _share(cells, lambda cell: re.search(r"[.,][0-9]{2}$", cell) is not None)
    if _share(cells, _is_number) < NEARLY_ALL or decimals < HALF:
        return None
    return Told("list_price", sure=False, why=N_("The cells are numbers that look like prices."))
