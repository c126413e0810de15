"""Customs codes: six digits of the Harmonized System, often with two or four national ones behind them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from localizer.i18n import _
from localizer.intake.issues import CellError

#: World Customs Organization, HS 2022: six digits; the EU's CN and China's tariff add two, declarations four.
LENGTHS: Final = (6, 8, 10)
#: The last chapter of the HS; 98 and 99 are for national use and mean something else in each country.
LAST_CHAPTER: Final = 97
_MARKS: Final = re.compile(r"[\s.]")


def parse_hs_code(text: str) -> str:
    """Return the digits of ``6109.10.00``: 6, 8 or 10 of them in a chapter from 01 to 97.

    Raises `CellError`. A missing zero is not put back: unlike a barcode, a customs code cannot show that the
    guess was right.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lstrip("'")
    digits = _MARKS.sub("", plain)
    if not (digits.isascii() and digits.isdigit()):
        raise CellError(_("“{text}” is no HS code; it was left out.").format(text=text[:40]))
    if len(digits) not in LENGTHS:
        raise CellError(
            _(
                "HS code {text} has {count} digits; it was left out. An HS code has 6, 8 or 10; a "
                "spreadsheet may have dropped a zero in front."
            ).format(text=plain[:40], count=len(digits))
        )
    if not 1 <= int(digits[:2]) <= LAST_CHAPTER:
        raise CellError(
            _("HS code {text} begins with no chapter from 01 to 97; it was left out.").format(
                text=plain[:40]
            )
        )
    return digits
