"""Barcodes: only a GTIN with a right check digit is kept, because marketplaces refuse the others."""

from __future__ import annotations

import re
from typing import Final

from stdnum import ean

from localizer.i18n import _
from localizer.intake.issues import CellError

UPC_DIGITS: Final = 12
EAN_DIGITS: Final = 13
#: A long number as spreadsheets show it in a narrow or general column: 6.90123E+12, 6,9E+12, 7E+12. Without
#: a plus sign only with a decimal mark: 12E10 may well be somebody's SKU.
_EXPONENT: Final = re.compile(r"([1-9])(?:[.,]([0-9]{1,17})E\+?|E\+)([0-9]{1,3})", re.IGNORECASE)


def parse_gtin(text: str) -> str:
    """Return the GTIN-8, -12, -13 or -14 in ``text``, zeros lost by a spreadsheet put back.

    Raises `CellError` for anything else.
    """
    if is_ean13(text):
        return text
    digits = _spelled_out(text.strip().lstrip("'").replace(" ", "").replace("-", ""))
    if digits.isascii() and digits.isdigit():
        if ean.is_valid(digits):
            return digits
        padded = digits.zfill(UPC_DIGITS)
        if len(digits) in (10, 11) and ean.is_valid(padded):
            return padded
        if len(digits) in (8, 12, 13, 14):
            raise CellError(
                _("The check digit of barcode {text} is wrong; it was left out.").format(
                    text=digits
                )
            )
    if looks_shortened(text):
        raise CellError(
            _(
                "Excel shortened the barcode to {text}, so its last digits are lost; it was left out. Format "
                "the column as text in the original file and export it again."
            ).format(text=text.strip()[:40])
        )
    raise CellError(
        _("“{text}” is no barcode (GTIN, EAN or UPC); it was left out.").format(text=text[:40])
    )


def is_ean13(text: str) -> bool:
    """Tell whether ``text`` is a right GTIN-13 and nothing else: the quick way for the code nearly all have.

    Digits count one and three times by turns from the right, and the sum is a multiple of ten (GS1 General
    Specifications 25, 7.9). `stdnum` judges every other code.
    """
    if len(text) != EAN_DIGITS or not text.isascii() or not text.isdecimal():
        return False
    digits = (
        text.encode()
    )  # the codes of digits are 48 more than they stand for: 1200 in all, a multiple too
    return not (sum(digits[::2]) + 3 * sum(digits[1::2])) % 10


def looks_shortened(text: str) -> bool:
    """Tell whether a spreadsheet cut the digits of a code: ``6.90123E+12``.

    ``6.901234567892E+12`` has them all and is not shortened.
    """
    match = _EXPONENT.fullmatch(text.strip().lstrip("'"))
    return match is not None and len(match[2] or "") < int(match[3])


def _spelled_out(text: str) -> str:
    """Return ``6.901234567892E12`` in plain digits where none is missing."""
    match = _EXPONENT.fullmatch(text)
    if match is None or len(match[2] or "") != int(match[3]):
        return text
    return match[1] + (match[2] or "")
