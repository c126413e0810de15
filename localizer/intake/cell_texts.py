"""A cell of a workbook as text: what a person would type to get it."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Final

#: Significant digits a spreadsheet shows of the binary number it stores (ECMA-376, Excel: 15).
DIGITS: Final = 15
#: The first number that has more.
LOST: Final = 1e15
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def to_text(cell: Cell) -> str:
    """Return a cell as a person would type it: ``28``, ``39.9``, ``6901234567892``, ``2026-11-27``."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, int | float):
        return number_text(cell)
    if isinstance(cell, dt.datetime):
        is_day = cell.time() == dt.time()
        return cell.date().isoformat() if is_day else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, dt.date | dt.time) else str(cell)


def number_text(value: float) -> str:
    """Write the binary number the file stores with the digits its author saw, not as ``1.23E+12``.

    Only a number of more digits than a spreadsheet keeps is written so: its last ones are lost.
    """
    if isinstance(value, int):
        return str(value)
    if LOST <= abs(value) < math.inf:
        digits, _mark, power = f"{value:.{DIGITS - 1}E}".partition("E")
        return f"{digits.rstrip('0').rstrip('.')}E{power}"
    text = f"{value:.{DIGITS}g}"
    if "e" not in text:
        return text
    text = f"{Decimal(text):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
