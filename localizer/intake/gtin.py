"""Barcodes: only a GTIN with a right check digit is kept, because marketplaces refuse the others."""

from __future__ import annotations

from typing import Final

from stdnum import ean

from localizer.i18n import _
from localizer.intake.issues import CellError

UPC_DIGITS: Final = 12


def parse_gtin(text: str) -> str:
    """Return the GTIN-8, -12, -13 or -14 in ``text``, zeros lost by a spreadsheet put back.

    Raises `CellError` for anything else.
    """
    digits = text.strip().lstrip("'").replace(" ", "").replace("-", "")
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
    raise CellError(
        _("“{text}” is no barcode (GTIN, EAN or UPC); it was left out.").format(text=text[:40])
    )
